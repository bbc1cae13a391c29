"""Exact improvement of some dozens of neighbouring communities at a time, with groups that prices favour.

Windows find prices of their own, because what lies around them is fixed. First the whole map is walked in strips,
then in windows around what costs most beyond the prices. Where a sweep over the map no longer pays, the next has
larger windows. A window that was searched in vain is not searched again before something in it has changed.
Windows that share no unit are solved by two threads at once. Work is counted in simplex steps, never in seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.compiled import Stream, below, fraction
from jiceng.zoning.solvers.improve.choosing import walked
from jiceng.zoning.solvers.improve.columns import Prices
from jiceng.zoning.solvers.improve.cuts import Cuts
from jiceng.zoning.solvers.improve.cutting import strips_of
from jiceng.zoning.solvers.improve.frontier import walk_order
from jiceng.zoning.solvers.improve.groups import Pool, cost_groups, pool_within
from jiceng.zoning.solvers.improve.halves import subnet
from jiceng.zoning.solvers.improve.kernels import cost_of, state_of
from jiceng.zoning.solvers.improve.network import Floats, Ints, Net


class Stage(NamedTuple):
    """Communities of a window, how many it is wide where it is a strip (else 0), and ways followed at a time."""

    size: int
    wide: int
    beam: int


STAGES = (
    Stage(70, 3, 1000), Stage(70, 4, 1000), Stage(28, 0, 1500), Stage(40, 0, 2500), Stage(60, 0, 5000),
    Stage(70, 5, 5000), Stage(100, 0, 8000),
)  # fmt: skip
OFFERED, LISTED = 150, 1500
"""Groups offered and groups listed for each community of a window."""
PAYS = 0.02
"""A stage goes on while a sweep gains this share of what the plan costs beyond the prices."""
STEPS = 60
"""Simplex steps that building a window is reckoned to be worth, and once more for each 8 communities."""
KEPT = 400
"""Groups kept for each community."""


class Windows:
    """A plan of the reduced problem (`a`) under exact improvement."""

    def __init__(self, net: Net, k: int, pool: Pool, prices: Prices, a: Ints) -> None:
        self.net, self.k, self.prices, self.a = net, k, prices, a.copy()
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
                if gained < PAYS * float(self._excess().sum()):
                    if self.stage == len(STAGES) - 1 and gained == 0:
                        break
                    self.stage = min(self.stage + 1, len(STAGES) - 1)
                    self.settled[:] = False
        return not budget.over()

    def _sweep(
        self, work: int, s: Stream, budget: Budget, tell: Callable[[Ints], None], threads: ThreadPoolExecutor,
        until: Callable[[], bool],
    ) -> tuple[float, int]:  # fmt: skip
        """Windows that cover the map about twice, or strips that cover it once: what they gain, and simplex steps."""
        total, done = 0.0, 0
        for windows in self._strips(s) if STAGES[self.stage].wide else self._pairs(s):
            if budget.over() or done >= work or until():
                break
            jobs = [threads.submit(self._solve, window, budget) for _, window in windows]
            for (c, window), (groups, gain, steps) in zip(
                windows, [job.result() for job in jobs], strict=True
            ):
                total, done = total + gain, done + steps + STEPS * (1 + len(window) // 8)
                self.settled[window if groups else c] = not groups
                for label, nodes in groups:
                    self.a[nodes] = label
            tell(self.a)
        return total, done

    def _strips(self, s: Stream) -> Iterator[list[tuple[Ints, Ints]]]:
        """All strips of the map, two by two."""
        stage = STAGES[self.stage]
        strip = strips_of(self.net, self.a, self.k, stage.wide, stage.size, s)
        every = [np.flatnonzero(strip == i) for i in range(int(strip.max()) + 1)]
        every = [window for window in every if len(window) > 1]
        for i in range(0, len(every), 2):
            yield [(window[:0], window) for window in every[i : i + 2]]

    def _pairs(self, s: Stream) -> Iterator[list[tuple[Ints, Ints]]]:
        """Two windows at a time that share no community, each with the one that it is drawn around."""
        size = min(STAGES[self.stage].size, -(-self.k // 2))
        for _ in range(-(-self.k // size)):
            if self.settled.all():
                break
            first, seed = self._window(s, np.zeros(self.k, dtype=np.bool_), size)
            second, also = self._window(s, first, size)
            drawn = ((first, seed), (second, also))
            yield [(np.array([c]), np.flatnonzero(w)) for w, c in drawn if w.sum() > 1]

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
        offered = self._within(inside, nodes, k)
        every = present.joined_with(offered)
        here = Pool(every.start, local[every.nodes], every.cost)
        order = walk_order(self.net.ip, self.net.ix, nodes, local)
        chosen, steps, _ = walked(here, order, k, STAGES[self.stage].beam, budget)
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
        return every.only(np.argsort(reduced, kind="stable")[: OFFERED * k])

    def cuts_at(self, local: Ints) -> Cuts:
        """The cuts that are priced, by the numbers that nodes have in a window (-1: outside)."""
        return Cuts(local[self.prices.cuts.triples], self.prices.cuts.price)

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
