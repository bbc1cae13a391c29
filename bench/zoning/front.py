"""`python -m bench.zoning.front [--plain SECONDS] [--commit]`: the whole exact front of the town, beside plain HiGHS.

Aims as on the page (households, old streets, venues) and, in pairs, households against barriers and boundaries. Plain
HiGHS answers the same questions, box by box, on all groups at once; nothing of ours but the list of groups. Seconds are
those of the processor, beside a fixed loop of Python that tells how fast the machine is. `--commit` writes `FRONT.md`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.zoning.weights import NORMS, TOWN
from jiceng.zoning import front as fronts
from jiceng.zoning.budget import Budget
from jiceng.zoning.formats import problem_from
from jiceng.zoning.front import Front
from jiceng.zoning.problem import Problem
from jiceng.zoning.solvers.highs import choose
from jiceng.zoning.solvers.partition import Choice, Task, columns_of

OUT = Path(__file__).parent / "FRONT.md"
AIMS = (
    ("household_imbalance", "streets_split", "without_venue"),
    ("member_imbalance", "streets_split", "without_venue"),
    ("streets_split", "without_venue", "barrier_m"),
    ("household_imbalance", "barrier_m"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plain", type=float, default=300, help="seconds that plain HiGHS may take")
    parser.add_argument("--budget", type=float, default=300, help="seconds that ours may take")
    parser.add_argument("--commit", action="store_true")
    asked = parser.parse_args()
    problem = problem_from(json.loads(TOWN.read_text(encoding="utf-8")), k=17, norms=NORMS)
    text = "\n".join(_lines(problem, asked))
    print(text)
    if asked.commit:
        OUT.write_text(text + "\n", encoding="utf-8")


def _lines(problem: Problem, asked: argparse.Namespace) -> Iterator[str]:
    begun = time.process_time()
    sum(range(20_000_000))
    loop = time.process_time() - begun
    yield "# Every plan that no plan beats: the town, 51 units into 17 communities\n"
    yield (
        f"Command `python -m bench.zoning.front`, {datetime.now(UTC).date()}; processor seconds, the sum of 20 million"
        f" numbers took {loop:.2f} s. Plain HiGHS answers the same questions on all groups at once.\n"
    )
    yield "| aims | plans | whole | first plan | all | plain HiGHS | plans of plain HiGHS | alike |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for aims in AIMS:
        ours, first, seconds, whole = _front(problem, aims, asked.budget)
        kept = fronts.minimise
        try:
            fronts.minimise = _plainly
            theirs, _, plain, ended = _front(problem, aims, asked.plain)
        finally:
            fronts.minimise = kept
        alike = "yes" if ours == theirs else "-" if not (whole and ended) else "NO"
        yield (
            f"| {', '.join(aims)} | {len(ours)} | {whole} | {first:.1f} s | {seconds:.1f} s |"
            f" {plain:.1f} s{'' if ended else ', not whole'} | {len(theirs)} | {alike} |"
        )


def _front(problem: Problem, aims: tuple[str, ...], budget: float) -> tuple[set, float, float, bool]:
    begun, first, found = time.process_time(), 0.0, set()
    front = Front(problem, aims, Budget(budget, clock=time.process_time))
    for trade in front:
        first = first or time.process_time() - begun
        found.add(tuple(trade.values.values()))
    return found, first, time.process_time() - begun, front.whole


def _plainly(task: Task, budget: Budget, *, seed: int) -> Choice:
    """HiGHS on all groups of a task."""
    if not task.pool.matrix.any(axis=0).all():
        return Choice(None, np.inf, np.inf, True)
    whole = choose(columns_of(task).model, budget, seed=seed)
    return Choice(whole.chosen, whole.value, whole.bound, whole.proved)


if __name__ == "__main__":
    main()
