"""Exact improvement of a few dozen neighbouring communities at a time, with groups that prices favour.

A group whose reduced cost exceeds what a window can gain cannot be in a better plan of it; so only cheap
groups enter. Windows that share no unit are solved by two threads at once. Work is counted in simplex
steps, never in seconds (but for the last window, which the clock may end).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import highspy
import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.compiled import Stream, below, fraction
from jiceng.zoning.solvers.improve.columns import programme
from jiceng.zoning.solvers.improve.groups import Pool, cost_groups, reduced_costs
from jiceng.zoning.solvers.improve.network import Floats, Ints, Net

WIDE = 28
"""Communities of a window."""
COLUMNS = 1200
"""Groups of a window's model."""
STEPS = 150
"""Simplex steps that building a window is reckoned to be worth."""
IDLE = 6
"""Without any gain it ends after this many windows for each `WIDE` communities of the plan."""
NODES = 30
"""Nodes of the search tree of a window."""


@dataclass
class Windows:
    """A plan of the reduced problem (`a`) under exact improvement."""

    net: Net
    k: int
    pool: Pool
    reduced: Floats
    node: Floats
    community: float
    a: Ints

    def improve(self, work: int, s: Stream, budget: Budget, tell: Callable[[Ints], None]) -> bool:
        """Solve pairs of windows until so many simplex steps are done; False if the clock ended it before."""
        idle = 0
        with ThreadPoolExecutor(2) as threads:
            while work > 0 and idle * WIDE < IDLE * self.k:
                if budget.over():
                    return False
                first = self._window(s, np.zeros(self.k, dtype=np.bool_))
                second = self._window(s, first)
                pair = [np.flatnonzero(w) for w in (first, second) if w.sum() > 1]
                found = [job.result() for job in [threads.submit(self._solve, w, budget) for w in pair]]
                work -= sum(steps + STEPS for _, steps in found) + STEPS
                for label, nodes in (group for groups, _ in found for group in groups):
                    self.a[nodes] = label
                better = any(groups for groups, _ in found)
                idle = 0 if better else idle + 2
                if better:
                    tell(self.a)
        return not budget.over()

    def _window(self, s: Stream, taken: np.ndarray) -> np.ndarray:
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
        while queue and inside.sum() < WIDE:
            c = queue.pop(below(s, min(3, len(queue))))
            for u in order[begins[c] : begins[c + 1]]:
                for other in self.a[self.net.ix[self.net.ip[u] : self.net.ip[u + 1]]]:
                    if not inside[other] and not taken[other] and inside.sum() < WIDE:
                        inside[other] = True
                        queue.append(int(other))
        return inside

    def _excess(self) -> Floats:
        """Reduced cost of each community of the plan."""
        present = self._groups(np.arange(self.k))
        value = reduced_costs(present.start, present.nodes, present.cost, self.node) - self.community
        return np.maximum(value, 0)

    def _groups(self, communities: Ints) -> Pool:
        """The communities of the plan as groups."""
        wanted = np.isin(self.a, communities)
        nodes = np.flatnonzero(wanted)
        nodes = nodes[np.argsort(self.a[nodes], kind="stable")]
        start = np.searchsorted(self.a[nodes], communities)
        start = np.append(start, len(nodes)).astype(np.int64)
        return Pool(start, nodes, cost_groups(self.net, start, nodes)[0])

    def _solve(self, communities: Ints, budget: Budget) -> tuple[list[tuple[int, Ints]], int]:
        """The window's best groups with their labels (none if the plan is as good), and simplex steps done."""
        inside = np.isin(self.a, communities)
        nodes = np.flatnonzero(inside)
        local = np.full(len(self.a), -1, dtype=np.int64)
        local[nodes] = np.arange(len(nodes))
        fits = np.flatnonzero(np.logical_and.reduceat(inside[self.pool.nodes], self.pool.start[:-1]))
        fits = fits[np.argsort(self.reduced[fits], kind="stable")][:COLUMNS]
        present, offered = self._groups(communities), self.pool.only(fits)
        start = np.concatenate((present.start, present.start[-1] + offered.start[1:]))
        every = Pool(
            start,
            np.concatenate((present.nodes, offered.nodes)),
            np.concatenate((present.cost, offered.cost)),
        )
        chosen, steps = _choose(
            Pool(every.start, local[every.nodes], every.cost), len(nodes), len(communities), budget
        )
        gain = present.cost.sum() - every.cost[chosen].sum() if len(chosen) == len(communities) else 0.0
        if gain <= 1e-9 * present.cost.sum():
            return [], steps
        groups = [every.nodes[every.start[g] : every.start[g + 1]] for g in chosen]
        return list(zip(communities.tolist(), groups, strict=True)), steps


def _choose(pool: Pool, n: int, k: int, budget: Budget) -> tuple[Ints, int]:
    """Groups that cover the window at least cost, and simplex steps; the first k are a plan to begin with."""
    lp = programme(pool, n, k)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(pool.cost)
    solver = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "mip_max_nodes": NODES, "mip_rel_gap": 1e-4}
    for option, value in options.items():
        solver.setOptionValue(option, value)
    solver.setOptionValue("time_limit", max(0.01, budget.left()))
    solver.passModel(lp)
    solver.setSolution(k, np.arange(k, dtype=np.int32), np.ones(k))
    solver.run()
    values = np.array(solver.getSolution().col_value)
    return np.flatnonzero(values > 0.5), int(solver.getInfo().simplex_iteration_count)


def windows_of(net: Net, k: int, pool: Pool, node: Floats, community: float, a: Ints) -> Windows:
    """Windows over a plan, with the groups of a pool and the prices."""
    reduced = reduced_costs(pool.start, pool.nodes, pool.cost, node) - community
    order = np.flatnonzero(reduced < np.quantile(reduced, min(1.0, 400 * k / len(reduced))))
    return Windows(net, k, pool.only(order), reduced[order], node, community, a.copy())
