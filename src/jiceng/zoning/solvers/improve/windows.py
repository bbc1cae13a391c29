"""Exact improvement of some dozens of neighbouring communities at a time, with groups that prices favour.

Windows begin small, with few groups each, which takes milliseconds. Where a sweep over the map no longer
pays, the next has larger windows; these find prices of their own, because what lies around them is fixed,
and take in more groups as long as the choice among those taken in is soon settled. Windows that share no
unit are solved by two threads at once. Work is counted in simplex steps, never in seconds (but for the last
window, which the clock may end).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import highspy
import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.compiled import Stream, below, fraction
from jiceng.zoning.solvers.improve.columns import Prices, programme
from jiceng.zoning.solvers.improve.groups import Pool, cost_groups, rows_of
from jiceng.zoning.solvers.improve.network import Floats, Ints, Net

STAGES = ((28, 300), (28, 450), (28, 800))
"""Communities and groups of a small window, from stage to stage."""
WIDE, OFFERED = (90, 150, 220), 60
"""Communities of a wide window, from stage to stage; groups offered for each community there."""
FEW, WIDENING = 6, 1.6
"""Groups for each community that a wide window begins with, and how many times more are taken each time."""
PAYS = 0.05
"""A stage goes on while a sweep gains this share of what the plan costs beyond the prices."""
STEPS = 60
"""Simplex steps that building a window is reckoned to be worth."""
NODES = 30
"""Nodes of the search tree of a window."""
PATIENCE = 0.03
"""Share of the budget after which the clock ends one search."""
KEPT = 400
"""Groups kept for each community."""


class Windows:
    """A plan of the reduced problem (`a`) under exact improvement."""

    def __init__(self, net: Net, k: int, pool: Pool, prices: Prices, a: Ints) -> None:
        self.net, self.k, self.prices, self.a = net, k, prices, a.copy()
        self.adopt(pool, prices)

    def adopt(self, pool: Pool, prices: Prices) -> None:
        """Go on with other groups and prices, from small windows again."""
        self.stage = 0
        reduced = prices.reduced(pool)
        most = np.quantile(reduced, min(1.0, KEPT * self.k / len(reduced)))
        order = np.flatnonzero(reduced <= most)
        order = order[np.argsort(pool.root[order], kind="stable")]
        self.pool, self.reduced, self.prices = pool.only(order), reduced[order], prices
        self.begins = np.searchsorted(self.pool.root, np.arange(len(self.net.q) + 1))

    def improve(
        self, work: int, s: Stream, budget: Budget, tell: Callable[[Ints], None], threads: int = 2,
        until: Callable[[], bool] = lambda: False,
    ) -> bool:  # fmt: skip
        """Sweep until so many simplex steps are done, nothing is found or `until`; False if the clock ended it."""
        with ThreadPoolExecutor(threads) as pool:
            while work > 0 and not until():
                gained, steps = self._sweep(work, s, budget, tell, pool, until)
                if budget.over():
                    return False
                if until():
                    break
                work -= steps
                last = self.stage == len(STAGES) + len(WIDE) - 1
                if last and gained == 0:
                    break
                if not last and gained < PAYS * float(self._excess().sum()):
                    self.stage += 1
        return not budget.over()

    def merge(self, others: list[Ints], budget: Budget) -> None:
        """The cheapest plan that takes each community from this plan or from one of the others."""
        mine, every = self._groups(np.arange(self.k)), np.arange(self.k)
        known = {group.tobytes() for group in mine.lists()}
        theirs: list[Ints] = []
        for b in others:
            for group in self._groups(every, b).lists():
                if group.tobytes() not in known:
                    known.add(group.tobytes())
                    theirs.append(group)
        if not theirs:
            return
        pool = mine.joined(theirs, cost_groups(self.net, *rows_of(theirs))[0])
        chosen, _, _ = _choose(pool, len(self.a), self.k, budget)
        if len(chosen) == self.k and pool.cost[chosen].sum() < mine.cost.sum() * (1 - 1e-9):
            for label, group in enumerate(pool.only(chosen).lists()):
                self.a[group] = label

    def _sweep(
        self, work: int, s: Stream, budget: Budget, tell: Callable[[Ints], None], threads: ThreadPoolExecutor,
        until: Callable[[], bool],
    ) -> tuple[float, int]:  # fmt: skip
        """As many windows as cover the map about twice: what they gain, and simplex steps."""
        small = self.stage < len(STAGES)
        wide = STAGES[self.stage][0] if small else min(WIDE[self.stage - len(STAGES)], -(-self.k // 2))
        columns = STAGES[self.stage][1] if small else OFFERED * wide
        total, done = 0.0, 0
        for _ in range(-(-self.k // wide)):
            if budget.over() or done >= work or until():
                break
            first = self._window(s, np.zeros(self.k, dtype=np.bool_), wide)
            second = self._window(s, first, wide)
            pair = [np.flatnonzero(w) for w in (first, second) if w.sum() > 1]
            jobs = [threads.submit(self._solve, w, columns, budget) for w in pair]
            for groups, gain, steps in [job.result() for job in jobs]:
                total, done = total + gain, done + steps + STEPS
                for label, nodes in groups:
                    self.a[nodes] = label
            done += STEPS
            tell(self.a)
        return total, done

    def _window(self, s: Stream, taken: np.ndarray, wide: int) -> np.ndarray:
        """Communities around one drawn by how much dearer it is than the prices say."""
        cost = self._excess()
        cost[taken] = 0
        start = int(np.searchsorted(np.cumsum(cost), fraction(s) * cost.sum())) if cost.sum() > 0 else 0
        inside, queue = np.zeros(self.k, dtype=np.bool_), [min(start, self.k - 1)]
        if taken[queue[0]]:
            return inside
        inside[queue[0]] = True
        order = np.argsort(self.a, kind="stable")
        begins = np.searchsorted(self.a[order], np.arange(self.k + 1))
        count = 1
        while queue and count < wide:
            c = queue.pop(below(s, min(3, len(queue))))
            for u in order[begins[c] : begins[c + 1]]:
                for other in self.a[self.net.ix[self.net.ip[u] : self.net.ip[u + 1]]].tolist():
                    if not inside[other] and not taken[other] and count < wide:
                        inside[other] = True
                        count += 1
                        queue.append(other)
        return inside

    def _excess(self) -> Floats:
        """What each community of the plan costs beyond the prices."""
        return np.maximum(self.prices.reduced(self._groups(np.arange(self.k))), 0)

    def _groups(self, communities: Ints, plan: Ints | None = None) -> Pool:
        """The communities of a plan, else of this one, as groups."""
        a = self.a if plan is None else plan
        nodes = np.flatnonzero(np.isin(a, communities))
        nodes = nodes[np.argsort(a[nodes], kind="stable")]
        start = np.searchsorted(a[nodes], communities)
        start = np.append(start, len(nodes)).astype(np.int64)
        return Pool(start, nodes, cost_groups(self.net, start, nodes)[0])

    def _solve(
        self, communities: Ints, columns: int, budget: Budget
    ) -> tuple[list[tuple[int, Ints]], float, int]:
        """The window's best groups with their labels (none if the plan is as good), gain, simplex steps."""
        inside = np.isin(self.a, communities)
        nodes = np.flatnonzero(inside)
        local = np.full(len(self.a), -1, dtype=np.int64)
        local[nodes] = np.arange(len(nodes))
        present, offered = self._groups(communities), self.pool.only(self._fitting(inside, nodes, columns))
        start = np.concatenate((present.start, present.start[-1] + offered.start[1:]))
        every = Pool(
            start,
            np.concatenate((present.nodes, offered.nodes)),
            np.concatenate((present.cost, offered.cost)),
        )
        search = _choose if self.stage < len(STAGES) else _widening
        local_pool = Pool(every.start, local[every.nodes], every.cost)
        chosen, steps, _ = search(local_pool, len(nodes), len(communities), budget)
        gain = present.cost.sum() - every.cost[chosen].sum() if len(chosen) == len(communities) else 0.0
        if gain <= 1e-9 * present.cost.sum():
            return [], 0.0, steps
        groups = [every.nodes[every.start[g] : every.start[g + 1]] for g in chosen]
        return list(zip(communities.tolist(), groups, strict=True)), float(gain), steps

    def _fitting(self, inside: np.ndarray, nodes: Ints, most: int) -> Ints:
        """The groups that lie wholly inside, those with least reduced cost."""
        sizes = (self.begins[1:] - self.begins[:-1])[nodes]
        ends = np.cumsum(sizes)
        near = np.arange(int(ends[-1])) + np.repeat(self.begins[nodes] - (ends - sizes), sizes)
        if not len(near):
            return near
        some = self.pool.only(near)
        near = near[np.logical_and.reduceat(inside[some.nodes], some.start[:-1])]
        return near[np.argsort(self.reduced[near], kind="stable")][:most]


def _widening(pool: Pool, n: int, k: int, budget: Budget) -> tuple[Ints, int, bool]:
    """As `_choose`, first among few groups, those that the window's own prices favour, then among more."""
    reduced, gap = _own_prices(pool, n, k, budget)
    order = k + np.argsort(reduced[k:], kind="stable")
    useful = int((reduced[k:] < gap).sum())
    chosen, steps, taken = np.arange(k), 0, FEW * k
    while True:
        some = np.concatenate((chosen, np.setdiff1d(order[:taken], chosen)))
        found, more, settled = _choose(pool.only(some), n, k, budget)
        chosen, steps = some[found] if len(found) == k else chosen, steps + more
        if not settled or taken >= useful or budget.over():
            return chosen, steps, settled
        taken = int(taken * WIDENING)


def _own_prices(pool: Pool, n: int, k: int, budget: Budget) -> tuple[Floats, float]:
    """What each group costs beyond the prices of the window alone, and what its plan, the first k, does."""
    solver = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "time_limit": max(0.01, budget.left())}
    for option, value in options.items():
        solver.setOptionValue(option, value)
    lp = programme(pool, n, k)
    lp.col_upper_ = np.full(len(pool.cost), highspy.kHighsInf)  # the rows say it already
    solver.passModel(lp)
    solver.run()
    dual = np.array(solver.getSolution().row_dual)
    if len(dual) != n + 1:
        return pool.cost, 0.0
    reduced = pool.cost - np.add.reduceat(dual[pool.nodes], pool.start[:-1]) - dual[n]
    return reduced, float(reduced[:k].sum())


def _choose(pool: Pool, n: int, k: int, budget: Budget) -> tuple[Ints, int, bool]:
    """Groups that cover the window at least cost, simplex steps, and whether no others cost less.

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
    until = budget.spent() + PATIENCE * budget.seconds

    def interrupt(event: highspy.HighsCallbackEvent) -> None:
        if budget.spent() > until or budget.stopped():
            event.interrupt()

    solver.cbMipInterrupt += interrupt
    solver.run()
    values = np.array(solver.getSolution().col_value)
    settled = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return np.flatnonzero(values > 0.5), int(solver.getInfo().simplex_iteration_count), settled
