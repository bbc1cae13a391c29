"""Which groups cover a window of the map at least cost: by a walk where it is small, else by branch and bound."""

from __future__ import annotations

import highspy
import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.improve.columns import programme
from jiceng.zoning.solvers.improve.frontier import cheapest_cover
from jiceng.zoning.solvers.improve.groups import Pool
from jiceng.zoning.solvers.improve.network import Floats, Ints

FEW, WIDENING = 6, 1.6
"""Groups for each community that a wide window begins with, and how many times more are taken each time."""
FIRST, MORE = 8, 10
"""Groups for each community that a programme of prices begins with, and that it takes at a time."""
WAYS = 2000
"""Ways of a walk that are reckoned as one simplex step."""
NODES = 30
"""Nodes of the search tree of a window."""
BRANCHING = 10
"""What a simplex step is reckoned at in branch and bound, where most of the time goes elsewhere."""

Choice = tuple[Ints, int, bool]
"""Groups, simplex steps, and whether no others cost less."""


def walked(pool: Pool, order: Ints, k: int, beam: int, budget: Budget) -> Choice:
    """The k groups that cover least, by a walk; the first k groups are a plan to begin with."""
    reduced, steps = own_prices(pool, len(order), k, budget)
    if float(reduced[:k].sum()) <= 1e-9 * float(pool.cost[:k].sum()):
        return np.arange(k), steps, False
    walk = cheapest_cover(pool, order, reduced, k, beam)
    return walk.chosen, steps + walk.ways // WAYS, walk.exact


def widening(pool: Pool, n: int, k: int, budget: Budget, patience: float) -> Choice:
    """As `choose`, first among few groups, those that the window's own prices favour, then among more."""
    reduced, steps = own_prices(pool, n, k, budget)
    gap = float(reduced[:k].sum())
    order = k + np.argsort(reduced[k:], kind="stable")
    useful = int((reduced[k:] < gap).sum())
    chosen, taken = np.arange(k), FEW * k
    while True:
        some = np.concatenate((chosen, np.setdiff1d(order[:taken], chosen)))
        found, more, settled = choose(pool.only(some), n, k, budget, patience)
        chosen, steps = some[found] if len(found) == k else chosen, steps + more
        if not settled or taken >= useful or budget.over():
            return chosen, steps, settled and taken >= useful
        taken = int(taken * WIDENING)


def own_prices(pool: Pool, n: int, k: int, budget: Budget) -> tuple[Floats, int]:
    """What each group costs beyond the prices of the window alone, and simplex steps.

    The programme takes in more groups until none costs less than its prices. Zeros where time ran out.
    """
    used = np.zeros(len(pool.cost), dtype=np.bool_)
    used[: FIRST * k] = True
    solver = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1}.items():
        solver.setOptionValue(option, value)
    lp = programme(pool.only(np.flatnonzero(used)), n, k)
    lp.col_upper_ = np.full(lp.num_col_, highspy.kHighsInf)  # the rows say it already
    solver.passModel(lp)
    steps = 0
    while True:
        solver.setOptionValue("time_limit", solver.getRunTime() + max(0.01, budget.left()))
        solver.run()
        steps += int(solver.getInfo().simplex_iteration_count)
        dual = np.array(solver.getSolution().row_dual)
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal or len(dual) != n + 1:
            return np.zeros(len(pool.cost)), steps
        reduced = pool.cost - np.add.reduceat(dual[pool.nodes], pool.start[:-1]) - dual[n]
        new = np.flatnonzero((reduced < -1e-9 * pool.cost[:k].sum()) & ~used)
        if not len(new):
            return reduced, steps
        new = new[np.argsort(reduced[new], kind="stable")][: max(50, MORE * k)]
        used[new] = True
        _take(solver, pool.only(new), n)


def _take(solver: highspy.Highs, more: Pool, n: int) -> None:
    """Put more groups into a programme."""
    many = len(more.cost)
    start = more.start[:-1] + np.arange(many)
    index = np.insert(more.nodes, more.start[1:], n)
    solver.addCols(
        many, more.cost, np.zeros(many), np.full(many, highspy.kHighsInf), len(index),
        start.astype(np.int32), index.astype(np.int32), np.ones(len(index)),
    )  # fmt: skip


def choose(pool: Pool, n: int, k: int, budget: Budget, patience: float) -> Choice:
    """Groups that cover the window at least cost, by branch and bound for at most `patience` seconds.

    The first k groups are a plan to begin with.
    """
    lp = programme(pool, n, k)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(pool.cost)
    solver = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "mip_max_nodes": NODES, "mip_rel_gap": 1e-4}
    for option, value in (options | {"time_limit": max(0.01, budget.left())}).items():
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    solver.setSolution(k, np.arange(k, dtype=np.int32), np.ones(k))
    until = budget.spent() + patience

    def interrupt(event: highspy.HighsCallbackEvent) -> None:
        if budget.spent() > until or budget.stopped():
            event.interrupt()

    solver.cbMipInterrupt += interrupt
    solver.run()
    values = np.array(solver.getSolution().col_value)
    settled = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    steps = BRANCHING * max(n, int(solver.getInfo().simplex_iteration_count))
    return np.flatnonzero(values > 0.5), steps, settled
