"""`python -m bench.zoning [--quick] [--seed S] [--only MAP] [--tool TOOL]`: our solver beside other tools, one run.

Writes `bench/results/zoning.{md,json,svg}`, and with `--commit` the summary `bench/zoning/RESULTS.md`.
The other tools live in an environment of their own, made here from pinned hashes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import tempfile
import time
import venv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import networkx as nx

from bench.zoning import report
from jiceng.zoning.problem import Edge, Problem, Unit, Weights
from jiceng.zoning.solvers import improve

HERE = Path(__file__).parent
RESULTS = HERE.parent / "results"
GRAPHS = {
    "iowa-99": 20.0, "north-dakota-519": 30.0, "north-carolina-2692": 60.0, "pennsylvania-9178": 120.0,
}  # fmt: skip
TOOLS = (
    "spopt MaxP", "spopt RegionKMeans", "spopt Ward", "gerrychain tilted", "pymetis", "pymetis contig", "kahip",
    "pygeoda maxp_greedy",
)  # fmt: skip


def main() -> None:
    asked = _arguments()
    python = _environment()
    rows: list[dict[str, Any]] = []
    for name in ("iowa-99", "north-dakota-519"):  # compiles what is not yet in the cache, outside the timing
        _ours(HERE / "data" / f"{name}.json", asked.seed, 2.0)
    for name, seconds in GRAPHS.items():
        if asked.only and asked.only not in name:
            continue
        path = HERE / "data" / f"{name}.json"
        if asked.tool in (None, "jiceng"):
            rows.append(_ours(path, asked.seed, 5.0 if asked.quick else seconds))
            print(report.line(rows[-1]), flush=True)
        for tool in TOOLS if asked.tool is None else [asked.tool] if asked.tool in TOOLS else []:
            rows.append(_theirs(python, tool, path, asked.seed, 5.0 if asked.quick else asked.limit))
            print(report.line(rows[-1]), flush=True)
    RESULTS.mkdir(exist_ok=True)
    rows = _with_earlier(rows)
    head = {
        "command": f"python -m bench.zoning --limit {asked.limit:.0f}", "seed": asked.seed,
        "date": datetime.now(UTC).date().isoformat(), "machine": f"{_processor()}, {os.cpu_count()} cores",
        "note": asked.note, "load": [round(x, 1) for x in os.getloadavg()], "python": platform.python_version(),
    }  # fmt: skip
    (RESULTS / "zoning.json").write_text(json.dumps({**head, "rows": rows}, indent=1), encoding="utf-8")
    table = report.markdown(head, rows)
    (RESULTS / "zoning.md").write_text(table, encoding="utf-8")
    (RESULTS / "zoning.svg").write_text(report.svg(rows), encoding="utf-8")
    if asked.commit:
        (HERE / "RESULTS.md").write_text(table, encoding="utf-8")


def _with_earlier(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of the run before stay where this one did not repeat them (`--only`, `--tool`)."""
    path = RESULTS / "zoning.json"
    old = json.loads(path.read_text(encoding="utf-8"))["rows"] if path.exists() else []
    new = {(row["graph"], row["tool"]) for row in rows}
    every = rows + [row for row in old if (row["graph"], row["tool"]) not in new]
    tools = ("jiceng", *TOOLS)
    return sorted(every, key=lambda row: (list(GRAPHS).index(row["graph"]), tools.index(row["tool"])))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.zoning")
    parser.add_argument("--quick", action="store_true", help="5 seconds for each tool and map")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for each other tool")
    parser.add_argument("--only", help="part of the name of one map")
    parser.add_argument(
        "--tool", choices=("jiceng", *TOOLS), help="repeat one tool, keep the others' last rows"
    )
    parser.add_argument("--note", default="", help="a sentence for the head of the table")
    parser.add_argument("--commit", action="store_true", help="also write the summary that is kept")
    return parser.parse_args()


def _environment() -> Path:
    """The interpreter of the other tools' environment, made on first use."""
    folder = HERE.parent.parent / "build" / "bench-zoning"
    python = folder / "bin" / "python"
    done = folder / "installed"
    if not done.exists():
        print("making the environment of the other tools ...", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "-q", "--require-hashes", "--no-deps"]
        subprocess.run([*pip, "-r", str(HERE / "requirements.txt")], check=True)
        done.touch()
    return python


def _ours(path: Path, seed: int, seconds: float) -> dict[str, Any]:
    data = json.loads(path.read_text(encoding="utf-8"))
    problem = Problem(
        tuple(Unit(u["id"], residents=u["residents"]) for u in data["units"]),
        tuple(Edge(a, b, round(metres * 10), kind) for a, b, metres, kind in data["edges"]),
        (data["meta"]["k"],) * 2,
        weights=Weights(resident_imbalance=1),
    )
    started = time.monotonic()
    solution = improve.solve(problem, seed=seed, budget=seconds)
    took = time.monotonic() - started
    assert solution.plan is not None
    target = problem.totals["residents"]
    extra = {
        "status": solution.status, "gap": solution.gap, "cut_short": solution.notes["cut_short"],
        "bound": solution.bound and solution.bound / target,
    }  # fmt: skip
    return {
        "tool": "jiceng",
        **_measures(path, list(solution.plan.assignment)),
        "seconds": round(took, 1),
        **extra,
    }


def _theirs(python: Path, tool: str, path: Path, seed: int, seconds: float) -> dict[str, Any]:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "parts.json"
        command = [str(python), str(HERE / "peers.py"), tool, str(path), str(seed), str(seconds), str(out)]
        try:
            run = subprocess.run(command, capture_output=True, timeout=seconds + 5, check=False)
        except subprocess.TimeoutExpired:
            return {"tool": tool, "graph": path.stem, "failure": f"nothing in {seconds + 5:.0f} s"}
        if run.returncode or not out.exists():
            lines = run.stderr.decode(errors="replace").strip().splitlines()
            return {
                "tool": tool,
                "graph": path.stem,
                "failure": (lines or [f"exit {run.returncode}"])[-1][:90],
            }
        parts = json.loads(out.read_text())
    return {"tool": tool, **_measures(path, parts), "seconds": round(time.monotonic() - started, 1)}


def _measures(path: Path, parts: list[int]) -> dict[str, Any]:
    """Balance and contiguity of a plan, recomputed from the map; the target is the total over the k asked for."""
    data = json.loads(path.read_text(encoding="utf-8"))
    k, groups = data["meta"]["k"], {}
    place = {unit["id"]: parts[i] for i, unit in enumerate(data["units"])}
    net = nx.Graph([(a, b) for a, b, *_ in data["edges"]])
    for unit in data["units"]:
        groups.setdefault(place[unit["id"]], []).append(unit)
    totals = [sum(unit["residents"] for unit in units) for units in groups.values()]
    target = sum(totals) / k
    pieces = [
        nx.number_connected_components(net.subgraph(u["id"] for u in units)) for units in groups.values()
    ]
    return {
        "graph": path.stem, "k": k, "parts": len(groups), "broken": sum(pieces) - len(groups),
        "mean": (sum(abs(x - target) for x in totals) / target + max(0, k - len(totals))) / k,
        "worst": max(abs(x - target) for x in totals) / target, "range": max(totals) - min(totals),
        "cut_edges": sum(place[a] != place[b] for a, b, *_ in data["edges"]),
    }  # fmt: skip


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    main()
