"""Bound and prices by column generation: which groups, each taken in part, would cover the map at least cost.

The linear programme only finds good prices of the nodes and of cuts. The bound is then proved by pricing: a
plan costs at least the sum of all prices plus what the k cheapest groups with different lowest nodes cost
beyond them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.improve.cuts import Cuts, reduced_with_cuts, violated
from jiceng.zoning.solvers.improve.groups import Pool, cost_groups, rows_of
from jiceng.zoning.solvers.improve.network import Floats, Ints, Net
from jiceng.zoning.solvers.improve.pricing import Cheapest, cheapest
from jiceng.zoning.solvers.improve.ties import APART, HARD, hard_spots, tie_rows, ties_of

ROUNDS, CUTTING = 12, 8
"""Most rounds without and with cuts."""
EFFORT, LAST_EFFORT = 2_000, 100_000
"""Groups looked at for one lowest node before its bound is left loose; the latter for the last prices."""
CLOSE = 0.0004
"""Share of the programme's value: less progress than this in a round is none."""


@dataclass(frozen=True)
class Prices:
    """Prices per node, of one more community and of the cuts; the bound they prove."""

    node: Floats
    community: float
    cuts: Cuts
    bound: float

    def reduced(self, pool: Pool) -> Floats:
        """What each group costs beyond the prices."""
        order = self.cuts.by_node(len(self.node))
        return (
            reduced_with_cuts(pool.start, pool.nodes, pool.cost, self.node, *order, self.cuts.price)
            - self.community
        )


class Offer(NamedTuple):
    """What a stage of the programme found: groups, prices, and in what shares it takes which groups."""

    pool: Pool
    prices: Prices
    taken: Pool
    shares: Floats


class Master:
    """The programme over a growing set of groups, with the best proved bound so far.

    `plan` is a plan to begin with. Rounds begin only while the budget lasts, and are the same whenever
    they are made: the clock, or `rounds` a stage, decides how many there are, not what they find.
    `deadline` ends the last proof.
    """

    def __init__(
        self, net: Net, k: int, pool: Pool, plan: list[Ints], budget: Budget, deadline: Budget | None = None,
        rounds: int = ROUNDS,
    ) -> None:  # fmt: skip
        self.rounds = rounds
        self.net, self.k, self.budget, self.deadline = net, k, budget, deadline or budget
        self.pool = pool.joined(plan, cost_groups(net, *rows_of(plan))[0])
        self.complete = pool.complete
        self.used = np.zeros(len(self.pool.cost), dtype=np.bool_)
        self.used[len(pool.cost) :] = True
        self.used[cheapest_per_root(self.pool, self.pool.cost, 6)] = True
        self.dim = int(np.argmax(net.par[:, 1] * net.par[:, 0]))
        self.hard = np.zeros(len(net.q), dtype=np.bool_)
        self.value, self.shares = np.inf, np.zeros(0)
        self.solved = np.flatnonzero(self.used)
        self.prices: Prices | None = None
        self.best = -np.inf
        self.cut_short = False

    def settle(self) -> Offer | None:
        """Rounds over the pool alone, until little of it is left to take into use."""
        for _ in range(self.rounds):
            if not self._solve(Cuts.none()) or self._widen() <= len(self.net.q) // 4:
                break
        return self._offer()

    def converge(self) -> Offer | None:
        """Rounds with groups of any size but without cuts, until the value does not fall."""
        before = np.inf
        for i in range(self.rounds):
            if (i or self.prices is None) and not self._solve(Cuts.none()):
                break
            new = self._widen() + self._prove(EFFORT)
            fell, before = before - self.value, self.value
            if not new or fell < 5 * CLOSE * abs(self.value):
                break
        return self._offer()

    def tighten(self) -> Offer | None:
        """Rounds with cuts, until the value does not rise."""
        before = -np.inf
        for _ in range(min(CUTTING, self.rounds) if self.prices is not None and not self.cut_short else 0):
            cuts = self._cut()
            if not self._solve(cuts):
                break
            new = self._widen() + self._prove(EFFORT)
            rose, before = self.value - before, self.value
            if abs(rose) < CLOSE * abs(self.value) and new < len(self.net.q) // 40:
                break
        return self._offer()

    def further(self) -> Offer | None:
        """What the rounds after `settle` find."""
        self.converge()
        return self.tighten()

    def _offer(self) -> Offer | None:
        if self.prices is None:
            return None
        return Offer(self.pool, self.prices, self.pool.only(self.solved), self.shares)

    def prove(self) -> float:
        """The best bound that the last prices or those before prove."""
        if self.prices is not None and not self.complete and not self.deadline.over():
            self._prove(LAST_EFFORT)
        return self.best

    def _solve(self, cuts: Cuts) -> bool:
        """Solve the programme over the groups in use; False where time is up."""
        if self.budget.over():
            self.cut_short = True
            return False
        used = np.flatnonzero(self.used)
        solved = self._programme(self.pool.only(used), cuts)
        if solved is None:
            self.cut_short = True
            return False
        self.solved = used
        self.value, node, community, price, self.shares = solved
        self.prices = Prices(node, community, Cuts(cuts.triples, price), self.best)
        return True

    def _programme(self, pool: Pool, cuts: Cuts) -> tuple[float, Floats, float, Floats, Floats] | None:
        """Least cost of covering each node once with k groups taken in parts; prices and shares.

        Where groups of any size must be priced, a node may stay uncovered for the highest price with which
        pricing works, which therefore none exceeds; and the prices of hard spots are tied.
        """
        n, solver = len(self.net.q), highspy.Highs()
        options = {"output_flag": False, "threads": 1, "solver": "ipm", "run_crossover": "off"}
        for option, value in (options | {"time_limit": max(0.01, self.budget.left())}).items():
            solver.setOptionValue(option, value)
        lp = programme(pool, n, self.k, cuts)
        lp.col_upper_ = np.full(len(pool.cost), highspy.kHighsInf)  # the rows say it already
        solver.passModel(lp)
        if not self.complete:
            _add_columns(solver, _most(self.net), np.arange(n)[:, None], np.ones((n, 1)))
            pair = ties_of(self.net, self.dim, self.hard)
            price = np.full(len(pair[0]), APART * float(self.net.par[self.dim, :2].prod()))
            _add_columns(solver, price, np.column_stack(pair), tie_rows(self.net, self.dim, pair))
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
            return None
        found, solution = solver.getInfo().objective_function_value, solver.getSolution()
        dual, shares = np.array(solution.row_dual), np.array(solution.col_value)[: len(pool.cost)]
        if len(dual) != lp.num_row_ or not np.isfinite(dual).all():
            return None
        return found, dual[:n], float(dual[n]), np.maximum(0, -dual[n + 1 :]), shares

    def _widen(self) -> int:
        """Take groups of the pool into use that cost less than the prices; how many there are."""
        assert self.prices is not None
        reduced = self.prices.reduced(self.pool)
        if self.complete:
            self._keep(_by_pool(self.pool, reduced, self.k, self.prices))
        new = np.flatnonzero((reduced < -1e-7 * abs(self.value)) & ~self.used)
        if len(new):
            self.used[new[cheapest_per_root(self.pool.only(new), reduced[new], 8)]] = True
        return len(new)

    def _prove(self, effort: int) -> int:
        """Prove a bound for groups of any size, and take into use those found on the way; how many."""
        assert self.prices is not None
        if self.complete:
            return 0
        bound, found = proved(self.net, self.k, self.prices, effort, self.deadline)
        self._keep(bound)
        loss = self.prices.community - found.least[found.loose]
        worst = found.loose[loss > HARD * float(self.net.par[self.dim, :2].prod())]
        self.hard |= hard_spots(self.net, self.dim, worst)
        cost, fault = cost_groups(self.net, *rows_of(found.groups))
        good = [g for g, bad in zip(found.groups, fault, strict=True) if bad == 0]
        self.pool = self.pool.joined(good, cost[fault == 0])
        self.used = np.concatenate((self.used, np.ones(len(good), dtype=np.bool_)))
        return len(good)

    def _keep(self, bound: float) -> None:
        assert self.prices is not None
        self.best = max(self.best, bound)
        self.prices = Prices(self.prices.node, self.prices.community, self.prices.cuts, self.best)

    def _cut(self) -> Cuts:
        """The cuts that count, and those which the present shares break."""
        assert self.prices is not None
        n, pool = len(self.net.q), self.pool.only(self.solved)
        old = self.prices.cuts.active(1e-7 * abs(self.value))
        new = violated(pool.start, pool.nodes, self.shares, n, n)
        cuts = Cuts(np.concatenate((old.triples, new)), np.concatenate((old.price, np.zeros(len(new)))))
        easy = ~self.hard[cuts.triples].any(axis=1)
        return Cuts(cuts.triples[easy], cuts.price[easy])


def proved(
    net: Net, k: int, prices: Prices, effort: int, budget: Budget | None = None
) -> tuple[float, Cheapest]:
    """A lower bound on `cost_of` any plan from prices, and the cheapest groups under them."""
    dim = int(np.argmax(net.par[:, 1] * net.par[:, 0]))
    slack = _kept(net)
    gain = np.minimum(prices.node, _most(net)) + slack
    found = cheapest(net, gain, dim, prices.community, effort, prices.cuts, budget)
    bound = float((gain - slack).sum() - prices.cuts.price.sum() + np.sort(found.least)[:k].sum())
    return bound - 1e-9 * abs(bound), found


def _by_pool(pool: Pool, reduced: Floats, k: int, prices: Prices) -> float:
    """The bound where every admissible group is in the pool."""
    least = np.full(len(prices.node), np.inf)
    np.minimum.at(least, pool.root, reduced + prices.community)
    bound = float(prices.node.sum() - prices.cuts.price.sum() + np.sort(least)[:k].sum())
    return bound - 1e-9 * abs(bound)


def _most(net: Net) -> Floats:
    """The highest price of each node with which `cheapest` can work."""
    dim = int(np.argmax(net.par[:, 1] * net.par[:, 0]))
    return net.par[dim, 1] * net.q[:, dim] - _kept(net)


def _kept(net: Net) -> Floats:
    """Per node, the most that its arcs can lower the cost of its group (where cutting an arc is a gain)."""
    slack = np.zeros(len(net.q))
    np.add.at(slack, np.repeat(np.arange(len(net.q)), np.diff(net.ip)), np.maximum(-net.ew, 0) / 2)
    return slack


def cheapest_per_root(pool: Pool, cost: Floats, most: int) -> Ints:
    """Positions of the few cheapest groups of each lowest node."""
    root = pool.root
    order = np.lexsort((np.arange(len(cost)), cost, root))
    begins = np.flatnonzero(np.concatenate(([True], root[order][1:] != root[order][:-1])))
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.append(begins, len(order))))
    return order[rank < most]


def _add_columns(solver: highspy.Highs, cost: Floats, rows: Ints, values: Floats) -> None:
    """Columns from 0 up; `rows` and `values` have one line for each."""
    many, wide = rows.shape
    solver.addCols(
        many, cost, np.zeros(many), np.full(many, highspy.kHighsInf), many * wide,
        (wide * np.arange(many)).astype(np.int32), rows.ravel().astype(np.int32), values.ravel(),
    )  # fmt: skip


def programme(pool: Pool, n: int, k: int, cuts: Cuts | None = None) -> highspy.HighsLp:
    """Cover each of n nodes exactly once with k groups that keep the cuts."""
    cuts = Cuts.none() if cuts is None else cuts
    start, index = entries(pool, n, cuts)
    columns, many = len(pool.cost), len(cuts.price)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, n + 1 + many
    lp.col_cost_ = pool.cost
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.ones(columns)
    exact = np.append(np.ones(n), float(k))
    lp.row_lower_ = np.concatenate((exact, np.full(many, -highspy.kHighsInf)))
    lp.row_upper_ = np.concatenate((exact, np.ones(many)))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = start.astype(np.int32), index
    lp.a_matrix_.value_ = np.ones(len(index))
    return lp


def entries(pool: Pool, n: int, cuts: Cuts) -> tuple[Ints, NDArray[np.int32]]:
    """Compressed rows: the rows of a programme in which each group has a one."""
    begins, held = cuts.held(pool.start, pool.nodes, n)
    sizes, more = pool.sizes, np.diff(begins)
    start = np.concatenate(([0], np.cumsum(sizes + 1 + more)))
    index = np.full(start[-1], n, dtype=np.int32)
    index[np.arange(len(pool.nodes)) + np.repeat(start[:-1] - pool.start[:-1], sizes)] = pool.nodes
    index[np.arange(len(held)) + np.repeat(start[:-1] + sizes + 1 - begins[:-1], more)] = n + 1 + held
    return start, index
