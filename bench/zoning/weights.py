"""`python -m bench.zoning.weights [--draws N] [--towns N] [--plain SECONDS] [--beside TREE]`: any weights, proved.

Draws weights over all terms from 0.001 to 1,000, with locks, other bounds of members, forbidden rivers and a
present plan; and seeded towns of 51 units, their streets as present plan in every other one. Each is solved as a
whole process (`jiceng zoning solve ... --json`), its plan checked by `jiceng zoning check`, and its optimum compared
with plain HiGHS on all groups of the same problem. Seconds are those of the processor, beside a fixed loop of
Python that tells how fast the machine is. Writes `bench/zoning/WEIGHTS.md` with `--commit`.

With `--beside TREE` only the solving is timed, by turns with the same command of another checkout (the tree before),
and what the two print is compared, seconds left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scipy.spatial import Delaunay

import jiceng.console
from jiceng.zoning.budget import Budget
from jiceng.zoning.formats import problem_from
from jiceng.zoning.problem import TERMS, Problem
from jiceng.zoning.solvers.highs import choose
from jiceng.zoning.solvers.partition import Task, columns_of
from jiceng.zoning.solvers.pool import pool_of

HERE = Path(__file__).parent
TOWN = Path(jiceng.console.__file__).parent / "data" / "nenjiang" / "graph.json"
NORMS: dict[str, Any] = {"households": [1000, 3000], "full_members": [3, 50]}
Case = dict[str, Any]


def main() -> None:
    asked = _arguments()
    if asked.beside:
        _beside(asked)
        return
    town = json.loads(TOWN.read_text(encoding="utf-8"))
    sets = {
        "weights of the town": [drawn(town, seed) for seed in range(asked.draws)],
        "seeded towns": [seeded_town(seed) for seed in range(asked.towns)],
    }
    speed = _loop()
    lines = []
    for name, cases in sets.items():
        rows = [_row(seed, case, asked.plain) for seed, case in enumerate(cases)]
        lines += list(_table(name, rows, asked.plain))
    head = (
        f"Command `python -m bench.zoning.weights --draws {asked.draws} --towns {asked.towns}"
        f" --plain {asked.plain:.0f}`, {datetime.now(UTC).date()}, Python {platform.python_version()},"
        f" {os.cpu_count()} cores, load at the end {os.getloadavg()[0]:.1f}."
        f" `for i in range(20_000_000): s += i` took {speed:.2f} s before and {_loop():.2f} s after."
    )
    text = "\n".join([__doc__.split("\n\n")[1].strip(), "", head, *lines, ""])
    print(text)
    if asked.commit:
        (HERE / "WEIGHTS.md").write_text("# Any weights, proved\n\n" + text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=120)
    parser.add_argument("--towns", type=int, default=100)
    parser.add_argument("--plain", type=float, default=30.0, help="seconds for plain HiGHS, 0: leave it out")
    parser.add_argument("--commit", action="store_true")
    parser.add_argument("--beside", type=Path, help="another checkout to take turns with")
    return parser.parse_args()


def drawn(graph: dict[str, Any], seed: int) -> Case:
    """The town with weights, locks and norms drawn from a seed."""
    rng = random.Random(seed)
    weights = {term: float(f"{10 ** rng.uniform(-3, 3):.3g}") for term in TERMS if rng.random() < 0.6}
    case: Case = {"graph": graph, "weights": weights or {"household_imbalance": 1}, "norms": dict(NORMS)}
    if rng.random() < 0.5:
        one, two, three = rng.sample(graph["edges"], 3)
        case["locks"] = {"together": [one[:2]], "apart": [two[:2]], "fixed": {three[0]: "甲"}}
    if rng.random() < 0.3:
        case["norms"]["full_members"] = [rng.choice([3, 10, 15, 20]), rng.choice([45, 50, 60])]
    if rng.random() < 0.2:
        case["norms"]["forbid"] = ["river"]
    if "units_moved" in weights:
        case["present"] = {unit["id"]: str(int(unit["id"]) // 3) for unit in graph["units"]}
    return case


def seeded_town(seed: int) -> Case:
    """51 units at points of chance, neighbours by Delaunay; weights of a town that wants a bit of everything."""
    rng = random.Random(seed)
    points = [(rng.uniform(0, 3000), rng.uniform(0, 2000)) for _ in range(51)]
    ids = [f"{i:02}" for i in range(51)]
    edges: dict[tuple[int, int], float] = {}
    for simplex in Delaunay(points).simplices.tolist():
        for a, b in ((0, 1), (0, 2), (1, 2)):
            pair = min(simplex[a], simplex[b]), max(simplex[a], simplex[b])
            edges.setdefault(pair, round(rng.uniform(50, 700), 1))
    units = [
        {
            "id": name, "street": "东西"[x > 1500] + "北南"[y > 1000], "households": rng.randint(350, 1000),
            "residents": rng.randint(900, 2600), "full_members": rng.randint(3, 18),
            "venue_area_m2": rng.choice([0, 0, 80, 200]),
        }
        for name, (x, y) in zip(ids, points, strict=True)
    ]  # fmt: skip
    listed = [[ids[a], ids[b], m, rng.choice([None] * 6 + ["road"])] for (a, b), m in edges.items()]
    weights = {"household_imbalance": 1, "member_imbalance": 20, "boundary_m": 0.1, "barrier_m": 0.5}
    weights["streets_split"] = 300
    case: Case = {"graph": {"units": units, "edges": listed}, "norms": NORMS, "weights": weights}
    if seed % 2:
        case["present"] = {unit["id"]: unit["street"] for unit in units}
        case["weights"] = weights | {"units_moved": 0.2}
    return case


def _row(seed: int, case: Case, plain: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        graph, options = _files(case, Path(folder))
        out, seconds = _process("solve", graph, "-k", 17, *options, "--json")
        row = {
            "seed": seed,
            "seconds": seconds,
            "status": out["status"],
            "value": out.get("objective"),
            "valid": None,
        }
        if "assignment" in out:
            (Path(folder) / "plan.json").write_text(json.dumps(out), encoding="utf-8")
            kept = [
                word for i, word in enumerate(options) if "--weights" not in options[max(0, i - 1) : i + 1]
            ]
            row["valid"] = _process("check", graph, Path(folder) / "plan.json", *kept, "--json")[0]["valid"]
    if plain:
        row |= _plain(case, plain)
    print(row, file=sys.stderr, flush=True)
    return row


def _files(case: Case, folder: Path) -> tuple[Path, list[str]]:
    """The case as files: the graph, and the options that name the others."""
    options = []
    for name, data in case.items():
        told = {"assignment": data} if name == "present" else data
        (folder / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        options += [f"--{name}", str(folder / f"{name}.json")] if name != "graph" else []
    return folder / "graph.json", options


def _beside(asked: argparse.Namespace) -> None:
    """Both trees by turns on each case; who is first changes from case to case."""
    town = json.loads(TOWN.read_text(encoding="utf-8"))
    cases = [drawn(town, seed) for seed in range(asked.draws)]
    cases += [seeded_town(seed) for seed in range(asked.towns)]
    trees = {"before": asked.beside.resolve(), "now": HERE.parents[1]}
    seconds: dict[str, list[float]] = {name: [] for name in trees}
    differ = []
    for number, case in enumerate(cases):
        told = []
        for name in sorted(trees, reverse=bool(number % 2)):
            with tempfile.TemporaryDirectory() as folder:
                graph, options = _files(case, Path(folder))
                out, spent = _process("solve", graph, "-k", 17, *options, "--json", tree=trees[name])
            if out["status"] == "optimal":
                seconds[name].append(spent)
            told.append({key: value for key, value in out.items() if key != "seconds"})
        differ += [number] if told[0] != told[1] else []
    print("| processor seconds | median | p95 | worst |\n| --- | --- | --- | --- |")
    print("\n".join(_line(f"{name}, {len(values)} optimal", values) for name, values in seconds.items()))
    print(f"{len(cases)} cases, printed otherwise: {differ or 'none'}; load {os.getloadavg()[0]:.1f}")


def _process(*words: object, tree: Path | None = None) -> tuple[dict[str, Any], float]:
    """What a whole process printed, and its seconds of the processor."""
    environment = os.environ | ({"PYTHONPATH": f"{tree / 'src'}:{tree}"} if tree else {})
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "jiceng.console.main", "zoning", *map(str, words)],
        capture_output=True,
        check=False,
        env=environment,
        cwd=tree,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout), spent


def _plain(case: Case, seconds: float) -> dict[str, Any]:
    """HiGHS on all groups, nothing of ours but the list and the costs."""
    files = {name: case.get(name) for name in ("weights", "norms", "locks", "present")}
    problem: Problem = problem_from(case["graph"], k=17, **files)
    begun = time.process_time()
    pool = pool_of(problem)
    if not len(pool) or not pool.matrix.any(axis=0).all():
        return {"plain": time.process_time() - begun, "same": True}
    columns = columns_of(Task(pool, problem.weights, 17, (17, 17)))
    whole = choose(columns.model, Budget(seconds))
    found = None if whole.chosen is None else whole.value + columns.constant
    return {"plain": time.process_time() - begun, "plain_value": found, "same": whole.proved or None}


def _table(name: str, rows: list[dict[str, Any]], plain: float) -> Iterator[str]:
    proved = [row for row in rows if row["status"] == "optimal"]
    none = [row for row in rows if row["status"] == "infeasible"]
    yield f"\n## {len(rows)} {name}\n"
    yield (
        f"{len(proved)} optimal and proved, {len(none)} proved to have no plan,"
        f" {len(rows) - len(proved) - len(none)} open;"
        f" {sum(row['valid'] is True for row in proved)} plans valid by `check`."
    )
    if plain:
        ended = [row for row in rows if row["same"]]
        alike = [row for row in ended if _alike(row)]
        yield f"\nPlain HiGHS ended within {plain:.0f} s in {len(ended)} and agreed in {len(alike)}."
    yield "\n| processor seconds | median | p95 | worst |\n| --- | --- | --- | --- |"
    yield _line("whole process, optimal", [row["seconds"] for row in proved])
    if none:
        yield _line("whole process, no plan, with conflict and relaxations", [row["seconds"] for row in none])
    if plain:
        yield _line("plain HiGHS alone, without the start of a process", [row["plain"] for row in proved])
        ratio = [row["plain"] / row["seconds"] for row in proved]
        yield _line("plain HiGHS / whole process", ratio)


def _alike(row: dict[str, Any]) -> bool:
    ours, theirs = row["value"], row.get("plain_value")
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= 1e-6 + 1e-7 * abs(ours)


def _line(name: str, values: list[float]) -> str:
    ordered = sorted(values)
    chosen = ordered[len(ordered) // 2], ordered[int(0.95 * len(ordered))], ordered[-1]
    return f"| {name} | {' | '.join(f'{value:.2f}' for value in chosen)} |"


def _loop() -> float:
    begun, total = time.process_time(), 0
    for i in range(20_000_000):
        total += i
    return time.process_time() - begun


if __name__ == "__main__":
    main()
