"""The cheapest connected group under given prices, of any size: what makes a bound hold for every plan.

Groups grow from their lowest node. A group is not grown further when even the best imaginable filling of
what its community lacks (nodes within reach taken in parts, best price for their weight first) costs no
less than what is already known.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from jiceng.zoning.solvers.compiled import compiled, inlined
from jiceng.zoning.solvers.improve.groups import inherit
from jiceng.zoning.solvers.improve.network import Floats, Ints, Net

DEEPEST, WIDEST = 40, 1500
OVERALL, SHARE = 2_000_000, 4
"""Groups that one thread looks at in one search: so many, or so many times the effort for one root."""


def cheapest(net: Net, gain: Floats, dim: int, enough: float, effort: int) -> tuple[Floats, list[Ints]]:
    """For each root a lower bound on (balance cost of dimension `dim` - gains), no lower than `enough` needs.

    Every group with this lowest node costs, less its gains, at least what is returned, or at least `enough`.
    `gain[u]` must not exceed weight times the count of u. At most `effort` groups are looked at per root.
    Second, the groups found that undercut `enough`.
    """
    n = len(gain)
    best = np.full(n, enough)
    group, size = np.zeros((n, DEEPEST), dtype=np.int64), np.zeros(n, dtype=np.int64)
    target, weight = net.par[dim, 0], net.par[dim, 1]
    order = (net.ip, net.ix, net.ok, net.q[:, dim] * weight, target * weight, gain, effort, best, group, size)
    with ThreadPoolExecutor(2) as threads:  # each writes the rows of its own roots
        for job in [threads.submit(_search, *order, first) for first in range(2)]:
            job.result()
    return best, [group[v, : size[v]].copy() for v in np.flatnonzero(size)]


@inlined
def _ball(ip, ix, ok, q, target, gain, root, dist, ball, stamp, rank):  # type: ignore[no-untyped-def]
    """Nodes above the root that a path lighter than the target leads to, dearest per weight first."""
    count, head = 1, 0
    ball[0], dist[root], stamp[root] = root, 0.0, root
    while head < count:  # label-correcting: a node comes back when a lighter path is found
        u = ball[head]
        head += 1
        through = dist[u] + q[u]
        if through >= target:
            continue
        for e in range(ip[u], ip[u + 1]):
            v = ix[e]
            if not ok[e] or v <= root:
                continue
            if stamp[v] != root:
                stamp[v], dist[v] = root, through
                if count == len(ball):
                    return -1
                ball[count] = v
                count += 1
            elif through < dist[v]:
                dist[v] = through
                if count == len(ball):
                    return -1
                ball[count] = v
                count += 1
    return _ranked(ball, count, root, stamp, q, gain, rank)


@inlined
def _ranked(ball, count, root, stamp, q, gain, rank):  # type: ignore[no-untyped-def]
    """Keep each node of the ball but the root once, sorted by gain for weight."""
    kept = 0
    for i in range(1, count):
        v = ball[i]
        if v != root and stamp[v] == root:
            stamp[v] = -1 - root
            ball[kept] = v
            rank[kept] = -(gain[v] / q[v] if q[v] > 0 else 0.0)
            kept += 1
    order = np.argsort(rank[:kept])
    ball[:kept] = ball[:kept][order]
    return kept


@inlined
def _limit(x, earned, target, ball, count, inside, gone, q, gain):  # type: ignore[no-untyped-def]
    """Least cost less gains of any group that contains the present one."""
    lack = target - x
    value = -earned
    if lack <= 0:
        return value - lack
    for i in range(count):
        v = ball[i]
        if inside[v] or gone[v] or q[v] <= 0:
            continue
        if gain[v] <= -q[v]:
            break
        part = min(lack, q[v])
        value -= gain[v] * (part / q[v])
        lack -= part
        if lack <= 0:
            return value
    return value + lack


@compiled
def _search(ip, ix, ok, q, target, gain, effort, best, group, size, first):  # type: ignore[no-untyped-def]
    n = len(gain)
    inside, seen, gone = np.zeros(n, np.bool_), np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    stamp, dist = np.full(n, -1 - n, np.int64), np.zeros(n)
    ball, rank = np.zeros(WIDEST, np.int64), np.zeros(WIDEST)
    rest, left = np.zeros((DEEPEST + 1, WIDEST), np.int64), np.zeros(DEEPEST + 1, np.int64)
    full = np.zeros(DEEPEST + 1, np.int64)
    fresh, mark, chosen = (
        np.zeros(n + 1, np.int64),
        np.zeros(DEEPEST + 2, np.int64),
        np.zeros(DEEPEST, np.int64),
    )
    purse = max(OVERALL, SHARE * effort)
    for root in range(first, n, 2):
        count = _ball(ip, ix, ok, q, target, gain, root, dist, ball, stamp, rank)
        if count < 0:
            best[root] = -np.inf
            continue
        x, earned, looks, depth, broken = q[root], gain[root], 0, 0, False
        outset = _limit(x, earned, target, ball, count, inside, gone, q, gain)
        chosen[0], left[0], mark[0], mark[1] = root, 0, 0, 0
        inside[root] = seen[root] = True
        _note(abs(x - target) - earned, root, 1, chosen, best, group, size)
        if outset < best[root] - 1e-9:
            broken = not _offer(ip, ix, ok, root, root, 0, rest, left, fresh, mark, seen)
        full[0] = left[0]
        while depth >= 0:
            if left[depth] == 0 or broken:
                _forget(rest, full, fresh, mark, seen, gone, depth)
                inside[chosen[depth]] = False
                gone[chosen[depth]] = depth > 0
                x -= q[chosen[depth]]
                earned -= gain[chosen[depth]]
                depth -= 1
                continue
            left[depth] -= 1
            w = _dearest(rest[depth], left[depth], q, gain)
            looks += 1
            depth += 1
            if looks > min(effort, purse) or depth >= DEEPEST:
                broken, depth = True, depth - 1
                continue
            chosen[depth], left[depth], mark[depth + 1] = w, 0, mark[depth]
            inside[w] = True
            x += q[w]
            earned += gain[w]
            _note(abs(x - target) - earned, root, depth + 1, chosen, best, group, size)
            if _limit(x, earned, target, ball, count, inside, gone, q, gain) < best[root] - 1e-9:
                inherit(rest, left, depth)
                broken = not _offer(ip, ix, ok, w, root, depth, rest, left, fresh, mark, seen)
            full[depth] = left[depth]
        seen[root] = False
        purse -= min(looks, purse)
        if broken:
            best[root] = min(best[root], outset)


@inlined
def _note(value, root, count, chosen, best, group, size):  # type: ignore[no-untyped-def]
    """Keep the group if it is the cheapest of its root."""
    if value < best[root] - 1e-9:
        best[root], size[root] = value, count
        group[root, :count] = chosen[:count]


@inlined
def _forget(rest, full, fresh, mark, seen, gone, depth):  # type: ignore[no-untyped-def]
    """Give back the nodes that were offered or passed over at this depth."""
    for i in range(mark[depth], mark[depth + 1]):
        seen[fresh[i]] = False
    for i in range(full[depth]):
        gone[rest[depth, i]] = False


@inlined
def _dearest(rest, last, q, gain):  # type: ignore[no-untyped-def]
    """Bring the node with most gain for its weight to place `last`, and say which it is."""
    at, most = last, -np.inf
    for i in range(last + 1):
        v = rest[i]
        ratio = gain[v] / q[v] if q[v] > 0 else 0.0
        if ratio > most:
            at, most = i, ratio
    rest[at], rest[last] = rest[last], rest[at]
    return rest[last]


@inlined
def _offer(ip, ix, ok, w, root, depth, rest, left, fresh, mark, seen):  # type: ignore[no-untyped-def]
    """Offer the neighbours of w above the root not offered before; False where there is no room."""
    for e in range(ip[w], ip[w + 1]):
        v = ix[e]
        if ok[e] and v > root and not seen[v]:
            if left[depth] == WIDEST:
                return False
            seen[v] = True
            fresh[mark[depth + 1]] = v
            mark[depth + 1] += 1
            rest[depth, left[depth]] = v
            left[depth] += 1
    return True
