"""Prices of a window of the map alone, with cuts: what lies around it is fixed, so its own prices say more.

The programme of the window is solved, cuts that its shares break are added, and so on; each round takes in
groups until none costs less than the prices. With cuts what is left between the programme and the best choice is
small, so a walk settles windows twice as large.
"""

from __future__ import annotations

from typing import NamedTuple

import highspy
import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.improve.columns import entries, programme
from jiceng.zoning.solvers.improve.cuts import Cuts, reduced_with_cuts, violated
from jiceng.zoning.solvers.improve.groups import Pool
from jiceng.zoning.solvers.improve.network import Floats, Ints

FIRST, MORE = 8, 10
"""Groups for each community that a programme begins with, and that it takes at a time."""
ROUNDS = 4
"""Rounds of cuts; with more the programme takes longer than the walk gains."""


class Local(NamedTuple):
    """What each group costs beyond the prices and the cuts' prices, the least cost that they prove, simplex steps."""

    reduced: Floats
    cuts: Cuts
    low: float
    steps: int


def local_prices(pool: Pool, n: int, k: int, budget: Budget, rounds: int = ROUNDS) -> Local:
    """Prices of n nodes to be covered by k groups; the first k are a plan. All are 0 where time ran out."""
    programme = _Programme(pool, n, k)
    for left in range(rounds, -1, -1):
        if not programme.solve(budget):
            return Local(np.zeros(len(pool.cost)), Cuts.none(), -np.inf, programme.steps)
        if not left or not programme.cut():
            break
    return programme.prices()


class _Programme:
    """The programme over the groups taken in so far (`columns`)."""

    def __init__(self, pool: Pool, n: int, k: int) -> None:
        self.pool, self.n, self.k, self.cuts, self.steps = pool, n, k, Cuts.none(), 0
        self.columns = np.arange(min(FIRST * k, len(pool.cost)))
        self.scale = float(pool.cost[:k].sum())
        self.solver = highspy.Highs()
        for option, value in {"output_flag": False, "threads": 1}.items():
            self.solver.setOptionValue(option, value)
        lp = programme(pool.only(self.columns), n, k)
        lp.col_upper_ = np.full(lp.num_col_, highspy.kHighsInf)  # the rows say it already
        self.solver.passModel(lp)
        self.reduced = np.zeros(len(pool.cost))

    def solve(self, budget: Budget) -> bool:
        """Solve and take in groups until none costs less than the prices; False where time ran out."""
        while True:
            self.solver.setOptionValue("time_limit", self.solver.getRunTime() + max(0.01, budget.left()))
            self.solver.run()
            self.steps += int(self.solver.getInfo().simplex_iteration_count)
            dual = np.array(self.solver.getSolution().row_dual)
            if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal or len(dual) <= self.n:
                return False
            self.cuts = Cuts(self.cuts.triples, np.maximum(0, -dual[self.n + 1 :]))
            order = (dual[: self.n], *self.cuts.by_node(self.n), self.cuts.price)
            reduced = reduced_with_cuts(self.pool.start, self.pool.nodes, self.pool.cost, *order)
            self.reduced = reduced - dual[self.n]
            cheaper = self.reduced < -1e-9 * self.scale
            cheaper[self.columns] = False
            new = np.flatnonzero(cheaper)
            if not len(new):
                return True
            self._take(new[np.argsort(self.reduced[new], kind="stable")][: max(50, MORE * self.k)])

    def cut(self) -> bool:
        """Add the cuts that the shares break; whether there are any."""
        some = self.pool.only(self.columns)
        share = np.array(self.solver.getSolution().col_value)
        triples = violated(some.start, some.nodes, share, self.n, self.n)
        if not len(triples):
            return False
        begins, held = Cuts(triples, np.zeros(len(triples))).held(some.start, some.nodes, self.n)
        column = np.repeat(np.arange(len(self.columns)), np.diff(begins))
        order = np.argsort(held, kind="stable")
        self.solver.addRows(
            len(triples), np.full(len(triples), -highspy.kHighsInf), np.ones(len(triples)), len(order),
            np.searchsorted(held[order], np.arange(len(triples))).astype(np.int32),
            column[order].astype(np.int32), np.ones(len(order)),
        )  # fmt: skip
        price = np.concatenate((self.cuts.price, np.zeros(len(triples))))
        self.cuts = Cuts(np.concatenate((self.cuts.triples, triples)), price)
        return True

    def prices(self) -> Local:
        """What the last solution says."""
        low = float(self.solver.getInfo().objective_function_value)
        return Local(self.reduced, self.cuts.active(1e-9 * self.scale), low, self.steps)

    def _take(self, new: Ints) -> None:
        """Take groups into the programme."""
        self.columns = np.concatenate((self.columns, new))
        some, many = self.pool.only(new), len(new)
        start, index = entries(some, self.n, self.cuts)
        self.solver.addCols(
            many, some.cost, np.zeros(many), np.full(many, highspy.kHighsInf), len(index),
            start[:-1].astype(np.int32), index.astype(np.int32), np.ones(len(index)),
        )  # fmt: skip
