"""Bound and prices by column generation: which groups, each taken in part, would cover the map at least cost.

The linear programme only finds good prices of the nodes. The bound is then proved by pricing: a plan costs
at least the sum of all prices plus what the k cheapest groups with different lowest nodes cost beyond them.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.improve.groups import Pool, cost_groups, reduced_costs
from jiceng.zoning.solvers.improve.network import Floats, Ints, Net
from jiceng.zoning.solvers.improve.pricing import cheapest

ROUNDS = 12
EFFORT, LAST_EFFORT = 50_000, 5_000_000
"""Groups looked at for one lowest node before its bound is left loose; the latter for the last prices."""
CLOSE = 0.002
"""Share of the programme's value within which the proved bound is near enough."""


@dataclass(frozen=True)
class Prices:
    """Prices per node, the price of one more community, the proved bound, and the pool with groups added."""

    node: Floats
    community: float
    bound: float
    pool: Pool


def prices(net: Net, k: int, pool: Pool, plan: list[Ints], budget: Budget, most: float) -> Prices | None:
    """Prices and bound of the reduced problem; None where time is up before the first.

    `plan` is a plan to begin with; `most` its cost. A round begins only while time is left.
    """
    pool = pool.joined(plan, cost_groups(net, *_rows(plan))[0])
    used = np.zeros(len(pool.cost), dtype=np.bool_)
    used[len(pool.cost) - len(plan) :] = True
    used[_cheapest_per_root(pool, pool.cost, 6)] = True
    best: Prices | None = None
    before = np.inf
    for _ in range(ROUNDS):
        if budget.over():
            break
        solved = _programme(pool.only(np.flatnonzero(used)), len(net.q), k, budget)
        if solved is None:
            break
        value, node, community = solved
        rc = reduced_costs(pool.start, pool.nodes, pool.cost, node)
        new = np.flatnonzero((rc < community - 1e-6 * abs(most)) & ~used)
        used[new[_cheapest_per_root(pool.only(new), rc[new], 6)] if len(new) else new] = True
        progress, before = before - value, value
        if len(new) > len(net.q) // 4:
            continue
        if pool.complete:
            bound, groups = _by_pool(pool, rc, k, node), []
        else:
            bound, groups = proved(net, k, node, community, EFFORT)
        if best is None or bound > best.bound:
            best = Prices(node, community, bound, pool)
        cost, fault = cost_groups(net, *_rows(groups))
        good = [g for g, bad in zip(groups, fault, strict=True) if bad == 0]
        if bound >= value - CLOSE * abs(value) or (not len(new) and not good):
            break
        if progress < CLOSE / 2 * abs(value):
            break
        pool = pool.joined(good, cost[fault == 0])
        used = np.concatenate((used, np.ones(len(good), dtype=np.bool_)))
    if best is None:
        return None
    finished = pool.complete or budget.over()
    bound = best.bound if finished else proved(net, k, node, community, LAST_EFFORT)[0]
    return Prices(node, community, max(bound, best.bound), pool)


def proved(net: Net, k: int, node: Floats, community: float, effort: int) -> tuple[float, list[Ints]]:
    """A lower bound on `cost_of` any plan from prices, and groups that would improve the prices."""
    dim = int(np.argmax(net.par[:, 1] * net.par[:, 0]))
    weight = net.par[dim, 1] * net.q[:, dim]
    slack = _kept(net)
    gain = np.minimum(node + slack, weight)
    least, groups = cheapest(net, gain, dim, community, effort)
    bound = float((gain - slack).sum() + np.sort(least)[:k].sum())
    return bound - 1e-9 * abs(bound), groups


def _by_pool(pool: Pool, reduced: Floats, k: int, node: Floats) -> float:
    """The bound where every admissible group is in the pool."""
    least = np.full(len(node), np.inf)
    np.minimum.at(least, pool.root, reduced)
    bound = float(node.sum() + np.sort(least)[:k].sum())
    return bound - 1e-9 * abs(bound)


def _kept(net: Net) -> Floats:
    """Per node, the most that its arcs can lower the cost of its group (where cutting an arc is a gain)."""
    slack = np.zeros(len(net.q))
    np.add.at(slack, np.repeat(np.arange(len(net.q)), np.diff(net.ip)), np.maximum(-net.ew, 0) / 2)
    return slack


def _rows(groups: list[Ints]) -> tuple[Ints, Ints]:
    start = np.concatenate(([0], np.cumsum([len(g) for g in groups]))).astype(np.int64)
    return start, np.concatenate([*groups, np.zeros(0, dtype=np.int64)])


def _cheapest_per_root(pool: Pool, cost: Floats, most: int) -> Ints:
    """Positions of the few cheapest groups of each lowest node."""
    root = pool.root
    order = np.lexsort((np.arange(len(cost)), cost, root))
    begins = np.flatnonzero(np.concatenate(([True], root[order][1:] != root[order][:-1])))
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.append(begins, len(order))))
    return order[rank < most]


def _programme(pool: Pool, n: int, k: int, budget: Budget) -> tuple[float, Floats, float] | None:
    """Least cost of covering each node once with k groups taken in parts, and the prices."""
    solver = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "solver": "ipm",
        "run_crossover": "off",
    }.items():
        solver.setOptionValue(option, value)
    solver.setOptionValue("time_limit", max(0.01, budget.left()))
    solver.passModel(programme(pool, n, k))
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
        return None
    value = solver.getInfo().objective_function_value
    dual = np.array(solver.getSolution().row_dual)
    if len(dual) != n + 1 or not np.isfinite(dual).all():
        return None
    return value, dual[:n], float(dual[n])


def programme(pool: Pool, n: int, k: int) -> highspy.HighsLp:
    """Cover each of n nodes exactly once with k groups."""
    sizes = pool.sizes
    columns = len(sizes)
    index = np.full(len(pool.nodes) + columns, n, dtype=np.int32)
    index[np.arange(len(pool.nodes)) + np.repeat(np.arange(columns), sizes)] = pool.nodes
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, n + 1
    lp.col_cost_ = pool.cost
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.ones(columns)
    lp.row_lower_ = lp.row_upper_ = np.append(np.ones(n), float(k))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(sizes + 1))).astype(np.int32)
    lp.a_matrix_.index_ = index
    lp.a_matrix_.value_ = np.ones(len(index))
    return lp
