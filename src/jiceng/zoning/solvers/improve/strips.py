"""Annealing with walks: the whole map in strips, chosen anew again and again, at costs that chance disturbs ever less.

A strip is narrow, so a walk soon finds nearly the best groups for some dozens of communities. Each round cuts the
map into other strips. What groups cost is disturbed at random, so plans also become dearer for a while and leave
what no window would; when the disturbance ends, what was gained by chance is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.compiled import Stream, compiled, fraction, stream
from jiceng.zoning.solvers.improve.cutting import strips_of
from jiceng.zoning.solvers.improve.frontier import cheapest_cover, walk_order
from jiceng.zoning.solvers.improve.groups import Pool
from jiceng.zoning.solvers.improve.network import Floats, Ints
from jiceng.zoning.solvers.improve.schedule import Passed
from jiceng.zoning.solvers.improve.windows import Windows

WIDTH, LONGEST = 3, 60
"""How many communities a strip is wide, and how many it may have."""
BEAM, OFFERED = 250, 110
"""Ways followed at a time, and groups offered for each community."""
HOT = 0.004
"""By how much costs are disturbed at first on average, in targets."""
ROUNDS, FEWEST = 60, 5
"""Most rounds, and fewest that are worth while."""
SHARE, SECONDS = 0.35, 6e-4
"""Share of the budget, and what a round is reckoned to take for each community while the programme runs too."""


def rounds_for(k: int, seconds: float) -> int:
    """How many rounds a budget buys."""
    rounds = min(ROUNDS, int(SHARE * seconds / (SECONDS * k)))
    return rounds if rounds >= FEWEST else 0


def shake(
    windows: Windows, rounds: int, seed: int, budget: Budget, passed: Passed = lambda: 0.0,
    tell: Callable[[Ints], None] = lambda _: None,
) -> bool:  # fmt: skip
    """Leave the windows with the cheapest plan of so many rounds; False where the clock ended them.

    `passed` says what share of the time for it is gone: where rounds are slow the disturbance ends with the time.
    """
    best, least = windows.a, windows.cost()

    def stopped() -> bool:
        return budget.over() or passed() >= 1

    with ThreadPoolExecutor(2) as threads:
        for i in range(rounds):
            if stopped():
                break
            scale = HOT * windows.target * (1 - max(i / rounds, passed()))
            windows.a = _round(windows, scale, (seed, i), threads, stopped)
            if windows.cost() < least:
                best, least = windows.a, windows.cost()
            tell(best)
    windows.a = best
    return not stopped()


def _round(
    windows: Windows, scale: float, path: tuple[int, int], threads: ThreadPoolExecutor,
    stopped: Callable[[], bool],
) -> Ints:  # fmt: skip
    """The plan after every strip was chosen once; what is stopped stays as it is."""
    s, a = stream(path[0], 13, path[1]), windows.a.copy()
    strips = strips_of(windows.net, a, windows.k, WIDTH, LONGEST, s)

    def chosen(strip: int) -> tuple[Ints, list[Ints]]:
        communities = np.flatnonzero(strips == strip)
        if stopped():
            return communities, windows.groups_of(communities).lists()
        return communities, _chosen(windows, communities, scale, stream(path[0], 14, path[1], strip))

    for labels, groups in threads.map(chosen, range(int(strips.max()) + 1)):
        for label, group in zip(labels, groups, strict=True):
            a[group] = label
    return a


def _chosen(windows: Windows, communities: Ints, scale: float, s: Stream) -> list[Ints]:
    """The groups of a strip that are cheapest at disturbed costs."""
    inside, k = np.isin(windows.a, communities), len(communities)
    nodes = np.flatnonzero(inside)
    local = np.full(len(inside), -1, dtype=np.int64)
    local[nodes] = np.arange(len(nodes))
    offered = windows.pool.only(windows.fitting(inside, nodes)[: OFFERED * k])
    every = windows.groups_of(communities).joined_with(offered)
    beyond = np.maximum(windows.prices.reduced(every), 0)
    _disturb(beyond, scale, s)
    order = walk_order(windows.net.ip, windows.net.ix, nodes, local)
    here = Pool(every.start, local[every.nodes], every.cost)
    near = windows.cuts_at(local)
    return every.only(cheapest_cover(here, order, beyond, k, BEAM, near).chosen).lists()


@compiled
def _disturb(beyond: Floats, scale: float, s: Stream) -> None:
    """Add to each cost a random number, `scale` on average."""
    for i in range(len(beyond)):
        beyond[i] -= scale * np.log(fraction(s))
