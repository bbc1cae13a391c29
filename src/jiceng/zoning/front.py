"""What one aim costs in another: every plan that no plan beats in all of two or three aims (the Pareto front).

Aims are whole numbers inside (households times k, decimetres, counts), so the front is exact. The first aim is made
least inside a box of upper bounds on the others; what is found splits the box, an empty box is done with.
After Kirlik and Sayın, European Journal of Operational Research 232 (2014), 479-488.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from jiceng.zoning.errors import InputError
from jiceng.zoning.objectives import TERM_INFO, terms
from jiceng.zoning.problem import IMBALANCES, Weights
from jiceng.zoning.solution import Progress
from jiceng.zoning.solvers.exact import plan_of
from jiceng.zoning.solvers.partition import SideRow, Task, minimise
from jiceng.zoning.solvers.pool import Pool, PoolTooLarge, pool_of

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from jiceng.zoning.budget import Budget
    from jiceng.zoning.plan import Plan
    from jiceng.zoning.problem import Problem
    from jiceng.zoning.solution import Report

    Box = tuple[int, ...]
    Found = tuple[Box, NDArray[np.int64]]

AIMS = tuple(term for term in TERM_INFO if term != "units_moved")
"""Terms that add up over communities; the households moved depend on all communities at once."""

MOST_AIMS = 3
LEAST_TIE = 1e-4
"""A weight that HiGHS still tells from nothing: below it ties are broken by a second question."""


@dataclass(frozen=True)
class Trade:
    """A plan of the front, and its value of each aim in the unit of the aim."""

    plan: Plan
    values: dict[str, Fraction]


@dataclass
class Front:
    """Iterate once to get the plans as they are found; `whole` then tells whether none is missing.

    The first is the best in the first aim. Ends early, with `whole` False, where the time is up or somebody
    stops. Raises InputError for aims that make no sense here, a number of communities that is not fixed, and
    maps whose groups cannot all be listed.
    """

    problem: Problem
    aims: tuple[str, ...]
    budget: Budget
    seed: int = 0
    progress: Report | None = None
    whole: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        must_make_sense(self.problem, self.aims)

    def __iter__(self) -> Iterator[Trade]:
        boxes = _Boxes(self._pool(), self.aims, self.seed)
        try:
            for groups in boxes.points(self.budget):
                plan = plan_of(boxes.pool, groups)
                values = terms(plan)
                if self.progress is not None:
                    self.progress(Progress("front", self.budget.spent(), plan))
                yield Trade(plan, {aim: values[aim] for aim in self.aims})
        except _Undecided:
            return
        self.whole = True

    def _pool(self) -> Pool:
        try:
            return pool_of(self.problem)
        except PoolTooLarge:
            zh = "单元太多，取舍不能逐一算清；请用“求解”得到几个不同的方案"
            en = "too many units to work out every trade-off; search for several different plans instead"
            raise InputError("units", zh, en) from None


def must_make_sense(problem: Problem, aims: tuple[str, ...]) -> None:
    """Raise InputError unless the aims are two or three different ones that can be traded in this problem."""
    if not (2 <= len(set(aims)) == len(aims) <= MOST_AIMS) or not set(aims) <= set(AIMS):
        zh = f"应为两项或三项不同的目标，可选：{'、'.join(AIMS)}"
        raise InputError("aims", zh, f"should be two or three different ones of {', '.join(AIMS)}")
    lo, hi = problem.communities
    if lo != hi:
        zh, en = "算取舍要先定下社区个数", "the number of communities must be fixed to trade aims"
        raise InputError("k", zh, en)


class _Undecided(Exception):
    """The time ran out, or somebody stopped, before a box was decided."""


class _Boxes:
    """The boxes still to be looked into, and what was found in those looked into."""

    def __init__(self, pool: Pool, aims: tuple[str, ...], seed: int) -> None:
        self.pool, self.aims, self.seed = pool, aims, seed
        self.k = pool.problem.communities[0]
        self.values = [self._values(aim) for aim in aims]
        self.answers: list[tuple[Box, Found | None]] = []

    def _values(self, aim: str) -> NDArray[np.int64]:
        """What each group adds to an aim, in the whole number that the aim is counted in here."""
        pool = self.pool
        if aim in IMBALANCES:
            name = IMBALANCES[aim]
            return np.abs(self.k * pool.sums[name] - pool.problem.totals[name])
        columns: dict[str, NDArray[np.int64]] = {
            "boundary_m": pool.cut_dm,
            "barrier_m": pool.barrier_dm,
            "streets_split": pool.streets,
            "without_venue": pool.no_venue,
        }
        return columns[aim]

    def points(self, budget: Budget) -> Iterator[NDArray[np.int64]]:
        """Groups of every plan of the front, each once."""
        boxes = [tuple(self._most(values) for values in self.values[1:])]
        seen: set[Box] = set()
        while boxes:
            boxes.sort(key=math.prod)
            box = boxes.pop()
            found = self._found(box, budget)
            if found is None:
                continue
            point, groups = found
            if point not in seen:
                seen.add(point)
                yield groups
            for i, value in enumerate(point[1:]):
                smaller = (*box[:i], value - 1, *box[i + 1 :])
                if value > 0 and not any(_inside(smaller, other) for other in boxes):
                    boxes.append(smaller)

    def _most(self, values: NDArray[np.int64]) -> int:
        return int(np.sort(values)[-self.k :].sum())

    def _found(self, box: Box, budget: Budget) -> Found | None:
        """The point of the front that is least in the first aim inside a box; None where there is none."""
        for other, found in self.answers:
            if _inside(box, other) and (found is None or _inside(found[0][1:], box)):
                return found
        groups = self._least(box, budget)
        answer = None
        if groups is not None:
            answer = tuple(int(values[groups].sum()) for values in self.values), groups
            if not _inside(answer[0][1:], box):
                raise _Undecided  # beyond what the solver's tolerance can tell
        self.answers.append((box, answer))
        return answer

    def _least(self, box: Box, budget: Budget) -> NDArray[np.int64] | None:
        """The groups best in the first aim and, among those, in the sum of the others."""
        rows = list(zip(self.values[1:], box, strict=True))
        rest = sum(most * _unit(aim, self.k) for aim, most in zip(self.aims[1:], box, strict=True))
        tie = _unit(self.aims[0], self.k) / (2 * (1 + rest))
        if tie >= LEAST_TIE:
            return self._chosen(self._weights(1.0, tie), rows, budget)
        groups = self._chosen(self._weights(1.0, 0.0), rows, budget)
        if groups is None:
            return None
        rows.append((self.values[0], int(self.values[0][groups].sum())))
        return self._chosen(self._weights(0.0, 1.0), rows, budget)

    def _weights(self, first: float, others: float) -> Weights:
        return replace(Weights(), **{aim: others if i else first for i, aim in enumerate(self.aims)})

    def _chosen(
        self, weights: Weights, rows: list[tuple[NDArray[np.int64], int]], budget: Budget
    ) -> NDArray[np.int64] | None:
        """The cheapest plan inside the rows. A group that breaks one alone is left out; a row that then binds nothing,
        too: without rows a walk decides, and that is much quicker."""
        if budget.over():
            raise _Undecided
        keep = np.ones(len(self.pool), dtype=bool)
        for values, most in rows:
            keep &= values <= most
        places = np.flatnonzero(keep)
        pool = self.pool.only(keep)
        side = [
            SideRow(values[places].astype(float), most + 0.25)
            for values, most in rows
            if self._most(values[places]) > most
        ]
        choice = minimise(Task(pool, weights, self.k, (self.k, self.k), side), budget, seed=self.seed)
        if not choice.proved:
            raise _Undecided
        return None if choice.groups is None else places[choice.groups]


def _inside(box: Box, other: Box) -> bool:
    return all(a <= b for a, b in zip(box, other, strict=True))


def _unit(aim: str, k: int) -> float:
    """What one of the whole numbers is in the unit of the aim; a boundary is counted from both its sides."""
    if aim in IMBALANCES:
        return 1 / k
    return {"boundary_m": 0.05, "barrier_m": 0.1}.get(aim, 1.0)
