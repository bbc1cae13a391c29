"""Choose groups from a pool so that every unit is in exactly one: set partitioning, solved to proof.

The relaxation gives a bound L and reduced costs. Any plan cheaper than L + t uses only groups whose
reduced cost is below t, so a small model over those groups decides: when its optimum z is at most
L + t it is the optimum of the whole; otherwise t grows to z - L and the model is solved once more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.budget import Budget
from jiceng.zoning.objectives import best_assignment
from jiceng.zoning.problem import Weights
from jiceng.zoning.solvers.highs import INFINITY, Model, Relaxed, Separate, Whole, choose, relax
from jiceng.zoning.solvers.pool import Pool, mask_of
from jiceng.zoning.solvers.triples import Triples
from jiceng.zoning.solvers.walk import Cover, TooManyWays, Walker

Ints = NDArray[np.int64]

FIRST_COLUMNS = 400
GRACE_SECONDS = 2.0


@dataclass(frozen=True)
class SideRow:
    """A further row over groups: the sum of `values` of the chosen groups is at most `most`."""

    values: NDArray[np.float64]
    most: float


@dataclass(frozen=True)
class Task:
    """Cover all units of `pool` with `counts` (fewest, most) groups; imbalance is measured for `k` groups.

    `cost` replaces the objective where it is given (for questions of feasibility and relaxation).
    """

    pool: Pool
    weights: Weights
    k: int
    counts: tuple[int, int]
    side: Sequence[SideRow] = ()
    cost: NDArray[np.float64] | None = None


@dataclass(frozen=True)
class Choice:
    """Chosen groups (positions in the pool, None if none), value, bound; `proved` of either outcome."""

    groups: NDArray[np.int64] | None
    value: float
    bound: float
    proved: bool

    @property
    def infeasible(self) -> bool:
        """Whether it is proved that no choice exists."""
        return self.proved and self.groups is None


@dataclass(frozen=True)
class Columns:
    """A model whose columns stand for groups: `group[j]` is the group of column j.

    `credit[j]` is the present community whose credit it takes, -1 for none; `present` their units as bits.
    """

    model: Model
    group: NDArray[np.int64]
    constant: float
    credit: NDArray[np.int64]
    present: list[int]


Better = Callable[[NDArray[np.int64], float, float], None]
"""Hears of a better choice: groups, value, bound."""


def columns_of(task: Task) -> Columns:
    """The set-partitioning model of a task.

    With a weight on households moved, a group has one more column for each present community it
    overlaps, credited with the households that then stay; each present community gives one credit.
    """
    pool = task.pool
    cost = pool.costs(task.weights, task.k) if task.cost is None else task.cost
    lower: list[Any] = [np.ones(pool.problem.n), [task.counts[0]], np.full(len(task.side), -INFINITY)]
    upper: list[Any] = [np.ones(pool.problem.n), [task.counts[1]], [row.most for row in task.side]]
    extra = np.array([np.ones(len(pool)), *(row.values for row in task.side)])
    entries, rows = np.nonzero(pool.matrix)
    more, more_rows = np.nonzero(extra.T)
    column = np.concatenate((entries, more))
    row = np.concatenate((rows, more_rows + pool.problem.n))
    value = np.concatenate((np.ones(len(entries)), extra.T[more, more_rows]))
    group, constant, taken = np.arange(len(pool)), 0.0, np.full(len(pool), -1)
    present: list[int] = []
    if task.cost is None and task.weights.units_moved and pool.problem.present is not None:
        credit, present = _credits(pool)
        at, there = np.nonzero(credit)
        constant = task.weights.units_moved * pool.problem.totals["households"]
        cost = np.concatenate((cost, cost[at] - task.weights.units_moved * credit[at, there]))
        column, row, value = _copied(column, row, value, at, len(pool))
        base = pool.problem.n + len(extra)
        column = np.concatenate((column, len(pool) + np.arange(len(at))))
        row = np.concatenate((row, base + there))
        value = np.concatenate((value, np.ones(len(at))))
        lower.append(np.full(len(present), -INFINITY))
        upper.append(np.ones(len(present)))
        group, taken = np.concatenate((group, at)), np.concatenate((taken, there))
    order = np.lexsort((row, column))
    start = np.concatenate(([0], np.cumsum(np.bincount(column, minlength=len(group))))).astype(np.int32)
    model = Model(
        cost, start, row[order].astype(np.int32), value[order], np.concatenate(lower), np.concatenate(upper)
    )
    return Columns(model, group, constant, taken, present)


def _credits(pool: Pool) -> tuple[NDArray[np.int64], list[int]]:
    """Households of each group that live in each community of today; the units of those as bits."""
    problem = pool.problem
    present = problem.present or {}
    names = sorted(set(present.values()))
    place = {name: i for i, name in enumerate(names)}
    table = np.zeros((problem.n, len(names)))
    for i, unit in enumerate(problem.units):
        table[i, place[present[unit.id]]] = unit.households or 0
    units = [mask_of(i for i, u in enumerate(problem.units) if present[u.id] == name) for name in names]
    return (pool.matrix.astype(float) @ table).astype(np.int64), units


def _copied(
    column: Ints, row: Ints, value: NDArray[np.float64], at: Ints, groups: int
) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Entries with those of columns `at` repeated as new columns from `groups` on."""
    order = np.argsort(column, kind="stable")
    column, row, value = column[order], row[order], value[order]
    sizes = np.bincount(column, minlength=groups)
    starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    repeated = np.repeat(np.arange(len(at)), sizes[at])
    begin = np.concatenate(([0], np.cumsum(sizes[at])))[:-1]
    pick = starts[at][repeated] + np.arange(len(repeated)) - begin[repeated]
    return (
        np.concatenate((column, groups + repeated)),
        np.concatenate((row, row[pick])),
        np.concatenate((value, value[pick])),
    )


@dataclass
class Search:
    """One run of the method on a task; keeps the best choice so far."""

    task: Task
    budget: Budget
    seed: int = 0
    better: Better | None = None
    columns: Columns = field(init=False)
    best: NDArray[np.int64] | None = None
    value: float = math.inf

    def __post_init__(self) -> None:
        self.columns = columns_of(self.task)  # built here: the task decides it

    def low(self, *, tight: bool = False) -> float:
        """Bound of the relaxation: infinite where there is no choice, minus infinite out of time."""
        relaxed = self.tight if tight else self.relaxed
        if relaxed.infeasible:
            return math.inf
        return -math.inf if relaxed.value is None else relaxed.value + self.columns.constant

    @cached_property
    def relaxed(self) -> Relaxed:
        """The linear relaxation, solved once."""
        return self._relax(None)

    @cached_property
    def tight(self) -> Relaxed:
        """The relaxation with cuts, solved once; without them where only feasibility is asked."""
        return self.relaxed if self.task.cost is not None else self._relax(self._triples.broken)

    @cached_property
    def _triples(self) -> Triples:
        return Triples(self.task.pool.matrix[self.columns.group])

    def _relax(self, separate: Separate | None) -> Relaxed:
        if not len(self.task.pool) or not self.task.pool.matrix.any(axis=0).all():
            return Relaxed(None, np.zeros(0), infeasible=True)
        return relax(self.columns.model, self._patient(), separate)

    def run(self) -> Choice:
        """Solve to proof or to the end of the budget."""
        relaxed = self.tight
        if relaxed.infeasible:
            return Choice(None, math.inf, math.inf, True)
        if relaxed.value is None:
            return Choice(None, math.inf, -math.inf, False)
        reduced = self.columns.model.reduced_costs(relaxed.duals)
        for units, price in relaxed.cuts:
            reduced[self._triples.holding(units)] += price
        if self.task.cost is None and not self.task.side and self._walked(relaxed, np.maximum(reduced, 0.0)):
            return self._choice(self.value, proved=True)
        return self._narrow(relaxed.value, reduced)

    def _walked(self, relaxed: Relaxed, reduced: NDArray[np.float64]) -> bool:
        """Whether a walk over the map decided it; what it found is kept in either case."""
        low = relaxed.value or 0.0
        cover = self._cover(relaxed, reduced).in_order(self.task.pool.problem.allowed)
        walker = Walker(cover, _slack(low), self.budget.over)
        try:
            walker.run()
            proved = True
        except TooManyWays:
            proved = False
        if walker.best is not None:
            self.best = np.array(sorted(walker.best), dtype=np.int64)
            self.value = float(self.columns.model.cost[self.best].sum())
            if self.better is not None:
                shift = self.columns.constant
                self.better(self.columns.group[self.best], self.value + shift, low + shift)
        return proved

    def _cover(self, relaxed: Relaxed, reduced: NDArray[np.float64]) -> Cover:
        pool, group = self.task.pool, self.columns.group
        ways: list[list[tuple[float, int, int]]] = [[] for _ in range(len(pool))]
        credit = self.columns.credit.tolist()
        for column, beyond in enumerate(reduced.tolist()):
            bit = 1 << credit[column] if credit[column] >= 0 else 0
            ways[group[column]].append((beyond, bit, column))
        first = pool.problem.n + 1
        prices = np.maximum(-relaxed.duals[first:], 0.0).tolist()
        return Cover(
            pool.problem.n,
            pool.masks,
            [sorted(columns) for columns in ways],
            list(zip(self.columns.present, prices, strict=True)),
            [(mask_of(units), price) for units, price in relaxed.cuts],
            self.task.counts,
            float(relaxed.duals[first - 1]),
        )

    def _patient(self) -> Budget:
        """What is left, but never so little that not even a first plan can be found."""
        if self.best is None and self.budget.left() < GRACE_SECONDS and not self.budget.stopped():
            return self.budget.grown(GRACE_SECONDS)
        return self.budget

    def _narrow(self, low: float, reduced: NDArray[np.float64]) -> Choice:
        reduced = np.maximum(reduced, 0.0)
        ordered = np.sort(reduced)
        first = FIRST_COLUMNS
        everything = float(ordered[-1])
        reach = min(float(ordered[min(first, len(ordered)) - 1]), everything)
        if self.best is not None:
            reach = min(everything, max(0.0, self.value - low))
        elif self.columns.constant:
            reach = min(everything, max(0.0, self._without_moves() - low))
        while True:
            picked = np.flatnonzero(reduced <= reach + _slack(low))
            whole = self._choose(picked, low)
            bound = min(max(whole.bound, low), low + reach) if reach < everything else max(whole.bound, low)
            if not whole.proved:
                return self._choice(bound, proved=False)
            if reach >= everything or self.value <= low + reach + _slack(low):
                return self._choice(self.value, proved=True)
            first *= 4
            further = float(ordered[min(first, len(ordered)) - 1])
            reach = min(everything, self.value - low if self.best is not None else further)

    def _without_moves(self) -> float:
        """Value of the best plan that does not look at households moved: a start where credits tie."""
        task, weights = self.task, self.task.weights
        plain = Search(
            replace(task, weights=replace(weights, units_moved=0)), self._patient(), self.seed
        ).run()
        if plain.groups is None:
            return math.inf
        stay = best_assignment(_credits(task.pool)[0][plain.groups].tolist())
        return plain.value - weights.units_moved * stay

    def _choose(self, picked: NDArray[np.int64], low: float) -> Whole:
        model = self.columns.model.only(picked)
        start = None
        if self.best is not None:
            start = np.flatnonzero(np.isin(picked, self.best))

        def heard(columns: NDArray[np.int64], value: float, _: float) -> None:
            if self.better is not None and value < self.value - _slack(value):
                groups = self.columns.group[picked[columns]]
                self.better(groups, value + self.columns.constant, low + self.columns.constant)

        whole = choose(model, self._patient(), seed=self.seed, start=start, better=heard)
        if whole.chosen is not None and whole.value < self.value:
            self.best, self.value = picked[whole.chosen], whole.value
        return whole

    def _choice(self, bound: float, *, proved: bool) -> Choice:
        if self.best is None:
            return Choice(None, math.inf, math.inf if proved else bound + self.columns.constant, proved)
        groups = np.sort(self.columns.group[self.best])
        shift = self.columns.constant
        return Choice(groups, self.value + shift, min(bound, self.value) + shift, proved)


def _slack(value: float) -> float:
    """Room for rounding in sums of this size."""
    return 1e-6 + 1e-9 * abs(value)


def minimise(task: Task, budget: Budget, *, seed: int = 0, better: Better | None = None) -> Choice:
    """The cheapest choice of groups for a task."""
    return Search(task, budget, seed, better).run()
