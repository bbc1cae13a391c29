"""Exact improvement of some dozens of neighbouring communities at a time, with groups that prices favour.

Windows find prices of their own, because what lies around them is fixed. They begin small and are walked,
which takes milliseconds. Where a sweep over the map no longer pays, the next has larger windows, and at last
such as only branch and bound can choose for, among few groups first. A window that was searched in vain is
not searched again before something in it has changed. Windows that share no unit are solved by two threads
at once. Work is counted in simplex steps, never in seconds (but for the last window, which the clock may end).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.compiled import Stream, below, fraction
from jiceng.zoning.solvers.improve.choosing import choose, walked, widening
from jiceng.zoning.solvers.improve.columns import Prices
from jiceng.zoning.solvers.improve.frontier import walk_order
from jiceng.zoning.solvers.improve.groups import Pool, cost_groups, pool_within, rows_of
from jiceng.zoning.solvers.improve.halves import subnet
from jiceng.zoning.solvers.improve.kernels import cost_of, state_of
from jiceng.zoning.solvers.improve.network import Floats, Ints, Net

SMALL = ((16, 1000), (28, 1500), (40, 2500))
"""Communities of a small window and ways followed at a time, from stage to stage."""
WIDE = (90, 150, 220)
"""Communities of a wide window, from stage to stage."""
OFFERED, LISTED = (60, 150), 1500
"""Groups offered for each community of a wide and of a small window; groups of it listed in a small one."""
PAYS = 0.05
"""A stage goes on while a sweep gains this share of what the plan costs beyond the prices."""
STEPS = 60
"""Simplex steps that building a window is reckoned to be worth, and once more for each 8 communities."""
PATIENCE = 0.03
"""Share of the budget after which the clock ends one search."""
KEPT = 400
"""Groups kept for each community."""


class Windows:
    """A plan of the reduced problem (`a`) under exact improvement."""

    def __init__(
        self, net: Net, k: int, pool: Pool, prices: Prices, a: Ints, patience: float = PATIENCE
    ) -> None:
        self.net, self.k, self.prices, self.a, self.patience = net, k, prices, a.copy(), patience
        self.stage, self.settled = 0, np.zeros(k, dtype=np.bool_)
        self.adopt(pool, prices)

    def adopt(self, pool: Pool, prices: Prices) -> None:
        """Go on with other groups and prices."""
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
                last = self.stage == len(SMALL) + len(WIDE) - 1
                if last and gained == 0:
                    break
                if not last and gained < PAYS * float(self._excess().sum()):
                    self.stage += 1
                    self.settled[:] = False
        return not budget.over()

    def merge(self, others: list[Ints], budget: Budget) -> None:
        """The cheapest plan that takes each community from this plan or from one of the others."""
        mine, every = self.groups_of(np.arange(self.k)), np.arange(self.k)
        known = {group.tobytes() for group in mine.lists()}
        theirs: list[Ints] = []
        for b in others:
            for group in self.groups_of(every, b).lists():
                if group.tobytes() not in known:
                    known.add(group.tobytes())
                    theirs.append(group)
        if not theirs:
            return
        pool = mine.joined(theirs, cost_groups(self.net, *rows_of(theirs))[0])
        chosen, _, _ = choose(pool, len(self.a), self.k, budget, self.patience * budget.seconds)
        if len(chosen) == self.k and pool.cost[chosen].sum() < mine.cost.sum() * (1 - 1e-9):
            for label, group in enumerate(pool.only(chosen).lists()):
                self.a[group] = label

    def _sweep(
        self, work: int, s: Stream, budget: Budget, tell: Callable[[Ints], None], threads: ThreadPoolExecutor,
        until: Callable[[], bool],
    ) -> tuple[float, int]:  # fmt: skip
        """As many windows as cover the map about twice: what they gain, and simplex steps."""
        wide = (*(w for w, _ in SMALL), *WIDE)[self.stage]
        wide = wide if self.stage < len(SMALL) else min(wide, -(-self.k // 2))
        total, done = 0.0, 0
        for _ in range(-(-self.k // wide)):
            if budget.over() or done >= work or until() or self.settled.all():
                break
            first, seed = self._window(s, np.zeros(self.k, dtype=np.bool_), wide)
            second, also = self._window(s, first, wide)
            pair = [(c, np.flatnonzero(w)) for w, c in ((first, seed), (second, also)) if w.sum() > 1]
            jobs = [threads.submit(self._solve, w, budget) for _, w in pair]
            for (c, window), (groups, gain, steps) in zip(pair, [job.result() for job in jobs], strict=True):
                total, done = total + gain, done + steps + STEPS * (1 + len(window) // 8)
                self.settled[window if groups else c] = not groups
                for label, nodes in groups:
                    self.a[nodes] = label
            done += STEPS
            tell(self.a)
        return total, done

    def _window(self, s: Stream, taken: np.ndarray, wide: int) -> tuple[np.ndarray, int]:
        """Communities around one drawn by how much dearer it is than the prices say; and that one."""
        cost, inside = self._excess(), np.zeros(self.k, dtype=np.bool_)
        cost[taken | self.settled] = 0
        if cost.sum() <= 0:
            self.settled |= ~taken
            return inside, 0
        start = min(int(np.searchsorted(np.cumsum(cost), fraction(s) * cost.sum())), self.k - 1)
        inside[start], queue = True, [start]
        if cost[start] <= 0:
            return inside, start
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
        return inside, start

    def cost(self) -> float:
        """What the plan costs, up to a constant."""
        return cost_of(state_of(self.net, self.a, self.k))

    @property
    def target(self) -> float:
        """What a community costs that lacks all that is weighed most."""
        return float((self.net.par[:, 0] * self.net.par[:, 1]).max())

    def _excess(self) -> Floats:
        """What each community of the plan costs beyond the prices."""
        return np.maximum(self.prices.reduced(self.groups_of(np.arange(self.k))), 0)

    def groups_of(self, communities: Ints, plan: Ints | None = None) -> Pool:
        """The communities of a plan, else of this one, as groups."""
        a = self.a if plan is None else plan
        nodes = np.flatnonzero(np.isin(a, communities))
        nodes = nodes[np.argsort(a[nodes], kind="stable")]
        start = np.searchsorted(a[nodes], communities)
        start = np.append(start, len(nodes)).astype(np.int64)
        return Pool(start, nodes, cost_groups(self.net, start, nodes)[0])

    def _solve(self, communities: Ints, budget: Budget) -> tuple[list[tuple[int, Ints]], float, int]:
        """The window's best groups with their labels (none if the plan is as good), gain, simplex steps."""
        inside, k = np.isin(self.a, communities), len(communities)
        nodes = np.flatnonzero(inside)
        local = np.full(len(self.a), -1, dtype=np.int64)
        local[nodes] = np.arange(len(nodes))
        present = self.groups_of(communities)
        small = self.stage < len(SMALL)
        offered = self._within(inside, nodes, k) if small else self.pool.only(self.fitting(inside, nodes))
        every = present.joined_with(offered.only(np.arange(min(len(offered.cost), OFFERED[small] * k))))
        here = Pool(every.start, local[every.nodes], every.cost)
        if not small:
            chosen, steps, _ = widening(here, len(nodes), k, budget, self.patience * budget.seconds)
        else:
            order = walk_order(self.net.ip, self.net.ix, nodes, local)
            chosen, steps, _ = walked(here, order, k, SMALL[self.stage][1], budget)
        gain = present.cost.sum() - every.cost[chosen].sum() if len(chosen) == k else 0.0
        if gain <= 1e-9 * present.cost.sum():
            return [], 0.0, steps
        groups = [every.nodes[every.start[g] : every.start[g + 1]] for g in chosen]
        return list(zip(communities.tolist(), groups, strict=True)), float(gain), steps

    def _within(self, inside: np.ndarray, nodes: Ints, k: int) -> Pool:
        """Groups inside, best first: all that there is time to list, and larger ones that pricing found."""
        part = subnet(self.net, nodes, np.arange(self.k))
        listed, size = pool_within(self.net, part, nodes, LISTED * k)
        known = self.pool.only(self.fitting(inside, nodes))
        every = listed.joined_with(known.only(np.flatnonzero(known.sizes > size)))
        reduced = self.prices.reduced(every)
        return every.only(np.argsort(reduced, kind="stable")[: OFFERED[True] * k])

    def fitting(self, inside: np.ndarray, nodes: Ints) -> Ints:
        """The groups of the pool that lie wholly inside, best first."""
        sizes = (self.begins[1:] - self.begins[:-1])[nodes]
        ends = np.cumsum(sizes)
        near = np.arange(int(ends[-1])) + np.repeat(self.begins[nodes] - (ends - sizes), sizes)
        if not len(near):
            return near
        some = self.pool.only(near)
        near = near[np.logical_and.reduceat(inside[some.nodes], some.start[:-1])]
        return near[np.argsort(self.reduced[near], kind="stable")]
