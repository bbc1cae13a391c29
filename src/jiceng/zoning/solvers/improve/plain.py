"""The same annealing for the plainest problem, several times as fast: one weighed count, nothing else."""

from __future__ import annotations

import numpy as np

from jiceng.zoning.solvers.compiled import Stream, below, compiled, fraction, inlined
from jiceng.zoning.solvers.improve.kernels import NODES, State, _partner, _tradable, whole
from jiceng.zoning.solvers.improve.network import UNBOUNDED, Net


def is_plain(net: Net) -> bool:
    """Whether a single weighed count without norms is all that matters."""
    free = bool((net.par[:, 2] == -UNBOUNDED).all() and (net.par[:, 3] == UNBOUNDED).all())
    return len(net.par) == 1 and free and not net.extras


@inlined
def _settle(a, load, com, x, y, u, w, trade, by):  # type: ignore[no-untyped-def]
    a[u] = y
    load[x] -= by
    load[y] += by
    if trade:
        a[w] = x
    else:
        com[x, NODES] -= 1
        com[y, NODES] += 1


@compiled
def anneal_plain(net: Net, st: State, steps: int, hot: float, cold: float, trades: float, s: Stream) -> int:
    """As `anneal`, for a net that `is_plain`; afterwards only the assignment is up to date."""
    ip, ix, ok, q, a, com = net.ip, net.ix, net.ok, net.q[:, 0].copy(), st.a, st.com
    mark, queue, load = st.mark, st.queue, st.tot[:, 0].copy()
    target, price = net.par[0, 0], net.par[0, 1]
    temperature, taken = hot / price, 0
    cooling = (cold / hot) ** (1024.0 / max(steps, 1024))
    for step in range(steps):
        if step & 1023 == 1023:
            temperature *= cooling
        u = below(s, len(a))
        degree = ip[u + 1] - ip[u]
        if degree == 0:
            continue
        e = ip[u] + below(s, degree)
        w = ix[e]
        x, y = a[u], a[w]
        if x == y:
            continue
        trade = fraction(s) < trades
        by = q[u]
        if trade:
            w = _partner(ip, ix, a, w, s)
            by -= q[w]
        gain = (
            abs(load[x] - by - target)
            + abs(load[y] + by - target)
            - abs(load[x] - target)
            - abs(load[y] - target)
        )
        if gain > 0 and gain > -temperature * np.log(fraction(s)):
            continue
        if trade:
            good = com[x, NODES] + com[y, NODES] > 2 and _tradable(ip, ix, ok, a, com, mark, queue, u, w)
        else:
            good = ok[e] and com[x, NODES] > 1 and whole(ip, ix, ok, a, mark, queue, x, u, -1)
        if good:
            _settle(a, load, com, x, y, u, w, trade, by)
            taken += 1
    return taken
