"""How much work a budget buys, and annealing along that schedule.

Work is counted in proposals, at rates below what a slow machine makes; so seed and budget alone decide the
plan. The clock only ends a run that would overrun: then the plan may differ, and the solution says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.compiled import stream
from jiceng.zoning.solvers.improve.halves import Heat, anneal_halves, anneal_whole
from jiceng.zoning.solvers.improve.kernels import cost_of, fault_of, probe, state_of
from jiceng.zoning.solvers.improve.network import HOME, Ints, Net, Reduced
from jiceng.zoning.solvers.improve.plain import is_plain

PLAIN_RATE, RATE = 10e6, 2e6
"""Proposals a second that a budget is reckoned to buy on two threads."""
ROUNDS = 40
LARGE = 400
"""From this many nodes on the map is annealed in two halves."""
SATURATED = 200_000
"""Proposals per node beyond which one run gains less than another start."""


@dataclass
class Best:
    """The best plan so far: lowest fault, then lowest cost. `cut_short` once the clock ended the schedule."""

    a: Ints | None = None
    cost: float = np.inf
    fault: float = np.inf
    cut_short: bool = False

    def offer(self, net: Net, a: Ints, k: int) -> bool:
        """Keep an assignment if it is better."""
        state = state_of(net, a, k)
        fault = fault_of(state)
        fault = 0.0 if fault < 1e-9 else fault
        if (fault, cost_of(state)) >= (self.fault, self.cost - 1e-9):
            return False
        self.a, self.cost, self.fault = a.copy(), cost_of(state), fault
        return True


Passed = Callable[[], float]
"""What share of the time for a stage is gone; always 0 where the clock must not decide."""


def anneal_for(
    reduced: Reduced, start: Ints, seconds: float, seed: int, budget: Budget,
    tell: Callable[[Best], None] = lambda _: None, passed: Passed = lambda: 0.0,
) -> Best:  # fmt: skip
    """The best plan found with the proposals that `seconds` buy; with fewer, cooled faster, where it is late."""
    net, k = reduced.net, reduced.k
    best = Best()
    best.offer(net, start, k)
    if k < 2:
        return best
    proposals = int(seconds * (PLAIN_RATE if is_plain(net) else RATE))
    starts = max(1, proposals // (SATURATED * len(start)))
    for number in range(starts):
        _one_start(reduced, start, proposals // starts, (seed, number), best, budget, tell, passed)
        if best.cut_short:
            break
    return best


def _one_start(
    reduced: Reduced, start: Ints, proposals: int, path: tuple[int, int], best: Best, budget: Budget,
    tell: Callable[[Best], None], passed: Passed,
) -> None:  # fmt: skip
    net, k, a = reduced.net, reduced.k, start.copy()
    streams = stream(path[0], path[1], 0), stream(path[0], path[1], 1)
    scale = probe(_at_home(reduced, a), state_of(net, a, k), 5000, streams[0]) or 1.0
    parallel = len(a) >= LARGE and k >= 8 and net.off[3] == net.off[2]
    i = -1
    while i < ROUNDS - 1:
        i = max(i + 1, min(ROUNDS - 1, int(ROUNDS * passed())))
        if budget.over():
            best.cut_short = True
            return
        net = _at_home(reduced, a) if net.stay.any() and i % 10 == 0 else net
        heat = Heat(scale * _cooled(i), scale * _cooled(i + 1), scale * 10 ** (1 + 2 * i / ROUNDS))
        if parallel:
            a = anneal_halves(net, a, k, proposals // ROUNDS, heat, streams)
        else:
            a = anneal_whole(net, a, k, proposals // ROUNDS, heat, streams[0])
        if best.offer(net, a, k):
            tell(best)


def _cooled(i: int) -> float:
    """Temperature before round i, in mean changes of cost."""
    return float(0.22 * 0.05 ** (i / ROUNDS))


def _at_home(reduced: Reduced, a: Ints) -> Net:
    """The net with each node's home set to the community that takes over its present one."""
    net, problem = reduced.net, reduced.problem
    if not net.stay.any() or problem.present is None:
        return net
    names = sorted(set(problem.present.values()))
    place = {name: i for i, name in enumerate(names)}
    present = np.full(len(a), -1, dtype=np.int64)
    for i in range(problem.n - 1, -1, -1):
        if reduced.node[i] >= 0:
            present[reduced.node[i]] = place[problem.present[problem.units[i].id]]
    successor = successors(a, present, net.stay, reduced.k, len(names))
    code = net.code.copy()
    code[:, HOME] = np.where(successor[present] >= 0, successor[present], reduced.k)
    return net._replace(code=code)


def successors(a: Ints, present: Ints, stay: np.ndarray, k: int, names: int) -> Ints:
    """For each present community the new one that takes it over, one to one; -1 for none."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - slow to import, seldom needed

    table = np.zeros((k, names))
    np.add.at(table, (a, present), stay)
    rows, columns = linear_sum_assignment(table, maximize=True)
    successor = np.full(names, -1, dtype=np.int64)
    successor[columns] = rows
    return successor
