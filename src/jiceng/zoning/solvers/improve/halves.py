"""Two threads anneal two halves of the map at once; where the map is cut changes every round.

Communities lie wholly in one half, so the halves share nothing, and the outcome does not depend on which
thread is faster.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.solvers.compiled import Stream, below, compiled
from jiceng.zoning.solvers.improve.kernels import anneal, state_of
from jiceng.zoning.solvers.improve.network import HOME, Ints, Net
from jiceng.zoning.solvers.improve.plain import anneal_plain, is_plain


class Heat(NamedTuple):
    """Temperatures at the start and end of a stretch, and the price of a fault."""

    hot: float
    cold: float
    penalty: float


TRADES = 0.3
"""Share of proposals that are trades; 0.15 and 0.5 gave worse plans of the four real graphs."""


def anneal_halves(net: Net, a: Ints, k: int, steps: int, heat: Heat, streams: tuple[Stream, Stream]) -> Ints:
    """The assignment after a stretch of annealing in two halves."""
    first = _half(net.ip, net.ix, a, k, int(streams[0][0] % np.uint64(k)))
    result = a.copy()
    with ThreadPoolExecutor(2) as threads:
        jobs = []
        for side, s in zip((first, ~first), streams, strict=True):
            nodes = np.flatnonzero(side[a])
            share = steps * len(nodes) // len(a)
            jobs.append(threads.submit(_anneal_part, net, a, nodes, np.flatnonzero(side), share, heat, s))
        for job in jobs:
            nodes, part = job.result()
            result[nodes] = part
    return result


def anneal_whole(net: Net, a: Ints, k: int, steps: int, heat: Heat, s: Stream) -> Ints:
    """The assignment after a stretch of annealing on one thread."""
    state = state_of(net, a, k)
    if is_plain(net):
        anneal_plain(net, state, steps, heat.hot, heat.cold, TRADES, s)
    else:
        anneal(net, state, steps, heat.hot, heat.cold, heat.penalty, TRADES, s)
    return state.a


def _anneal_part(
    net: Net, a: Ints, nodes: Ints, communities: Ints, steps: int, heat: Heat, s: Stream
) -> tuple[Ints, Ints]:
    if len(communities) < 2 or not steps:
        return nodes, a[nodes]
    local = np.full(int(a.max()) + 1, -1, dtype=np.int64)
    local[communities] = np.arange(len(communities))
    part = subnet(net, nodes, local)
    return nodes, communities[anneal_whole(part, local[a[nodes]], len(communities), steps, heat, s)]


def subnet(net: Net, nodes: Ints, community: Ints) -> Net:
    """The net of some nodes; `community` maps communities to their number there (-1: elsewhere)."""
    local = np.full(len(net.q), -1, dtype=np.int64)
    local[nodes] = np.arange(len(nodes))
    ip, keep, ix = _rows(net.ip, net.ix, nodes, local)
    apart_ip, _, apart_ix = _rows(net.apart_ip, net.apart_ix, nodes, local)
    code = net.code[nodes]
    homed = code[:, HOME] >= 0
    there = community[code[homed, HOME]]
    code[homed, HOME] = np.where(there >= 0, there, len(community))  # a home elsewhere is out of reach
    return net._replace(
        ip=ip, ix=ix, ok=net.ok[keep], ew=net.ew[keep], q=net.q[nodes], code=code,
        apart_ip=apart_ip, apart_ix=apart_ix, stay=net.stay[nodes],
    )  # fmt: skip


def _rows(ip: Ints, ix: Ints, nodes: Ints, local: Ints) -> tuple[Ints, Ints, Ints]:
    """Compressed rows of some nodes with the arcs among them: (starts, arcs kept, heads)."""
    tails = np.repeat(np.arange(len(local)), np.diff(ip))
    keep = np.flatnonzero((local[tails] >= 0) & (local[ix] >= 0)) if len(ix) else np.zeros(0, dtype=np.int64)
    counts = np.bincount(local[tails[keep]], minlength=len(nodes))
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64), keep, local[ix[keep]]


@compiled
def _half(ip: Ints, ix: Ints, a: Ints, k: int, start: int) -> NDArray[np.bool_]:
    """About half of the communities: those first met when walking outwards from one."""
    inside = np.zeros(k, np.bool_)
    seen = np.zeros(len(a), np.bool_)
    queue = np.zeros(len(a), np.int64)
    head, tail, count = 0, 0, 0
    for u in range(len(a)):
        if a[u] == start:
            seen[u] = True
            queue[tail] = u
            tail += 1
    while head < tail:
        u = queue[head]
        head += 1
        if not inside[a[u]]:
            if count >= k // 2:
                break
            inside[a[u]] = True
            count += 1
        for e in range(ip[u], ip[u + 1]):
            if not seen[ix[e]]:
                seen[ix[e]] = True
                queue[tail] = ix[e]
                tail += 1
    return inside


def draw(s: Stream, n: int) -> int:
    """A random integer in [0, n)."""
    return int(below(s, n))
