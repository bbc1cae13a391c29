"""The cheapest connected group under given prices, of any size: what makes a bound hold for every plan.

Groups grow from their lowest node. A group is not grown further when even the best imaginable filling of
what its community lacks (nodes still within reach taken in parts, best price for their weight first) costs
no less than what is already known. Where that takes too long, less is proved: that nothing is cheaper by
more than a small amount, then by a larger one, until the search ends in time.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.compiled import compiled, inlined
from jiceng.zoning.solvers.improve.cuts import Cuts
from jiceng.zoning.solvers.improve.groups import inherit
from jiceng.zoning.solvers.improve.network import Floats, Ints, Net

DEEPEST, WIDEST, RINGS = 40, 1500, 8
SLACKS = np.array([0.0, 0.003, 0.01, 0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0])
"""By how much groups may undercut what is looked for, in targets: the first for which the search ends."""


class Cheapest(NamedTuple):
    """Per root a lower bound, the groups found that undercut what was looked for, and the roots left loose."""

    least: Floats
    groups: list[Ints]
    loose: Ints


def cheapest(  # everything that a proof depends on
    net: Net, gain: Floats, dim: int, enough: float, effort: int, cuts: Cuts | None = None,
    budget: Budget | None = None,
) -> Cheapest:  # fmt: skip
    """For each root a lower bound on (balance cost of dimension `dim` - gains + prices of cuts held).

    Every group with this lowest node costs at least what is returned, or at least `enough`. `gain[u]` must
    not exceed weight times the count of u. `effort` is how many groups are looked at per root and attempt;
    roots for which too few were are tried again with more, so most of the effort goes where it is needed.
    A root for which not even the last of `SLACKS` could be proved, or not before the budget ended, has -inf.
    """
    cuts, n = Cuts.none() if cuts is None else cuts, len(gain)
    best = np.full(n, -np.inf)
    group, size = np.zeros((n, DEEPEST), dtype=np.int64), np.zeros(n, dtype=np.int64)
    tried, roots = min(effort, 2000), np.arange(n)
    while True:
        for some in np.array_split(roots, -(-len(roots) // (512 if tried <= 2000 else 4))):
            if budget is not None and budget.over():
                break
            known = best[some]
            _pass(net, gain, dim, enough, tried, cuts, some, best, group, size)
            best[some] = np.maximum(known, best[some])
        roots = np.flatnonzero(size < 0)
        if tried >= effort or not len(roots) or (budget is not None and budget.over()):
            break
        tried = min(effort, tried * 7)
    many = np.abs(size) - 1
    return Cheapest(best, [group[v, : many[v]].copy() for v in np.flatnonzero(many > 0)], roots)


def _pass(
    net: Net, gain: Floats, dim: int, enough: float, effort: int, cuts: Cuts, roots: Ints, best: Floats,
    group: Ints, size: Ints,
) -> None:  # fmt: skip
    """Search from some roots on two threads. `size` becomes 1 + nodes of the group, negative where loose."""
    target, weight = net.par[dim, 0] * net.par[dim, 1], net.par[dim, 1]
    ip, ix = cuts.by_node(len(gain))
    order = (
        net.ip, net.ix, net.ok, net.q[:, dim] * weight, target, gain, ip, ix, cuts.price, enough,
        SLACKS * target, effort, best, group, size,
    )  # fmt: skip
    with ThreadPoolExecutor(2) as threads:  # each writes the rows of its own roots
        for job in [threads.submit(_search, *order, roots[i::2].copy()) for i in range(2)]:
            job.result()


@inlined
def _walk(ip, ix, ok, q, root, lack, inside, gone, near, tick, dist, queue, count):  # type: ignore[no-untyped-def]
    """Mark with `tick` the nodes above the root that a path lighter than `lack` leads to; -1: no room.

    The first `count` nodes of the queue are where paths begin; their `dist` is set. Label-correcting: a
    node comes back when a lighter path is found.
    """
    head = 0
    while head < count:
        u = queue[head]
        head += 1
        through = dist[u] + q[u]
        if through >= lack:
            continue
        for e in range(ip[u], ip[u + 1]):
            v = ix[e]
            if not ok[e] or v <= root or inside[v] or gone[v]:
                continue
            if near[v] != tick or through < dist[v] - 1e-9:
                if count == len(queue):
                    return -1
                near[v], dist[v] = tick, through
                queue[count] = v
                count += 1
    return count


@inlined
def _ball(ip, ix, ok, q, target, gain, root, inside, gone, near, tick, dist, queue, ball, rank):  # type: ignore[no-untyped-def]
    """Nodes that a group of this root can hold, dearest per weight first; -1: too many."""
    queue[0], dist[root] = root, 0.0
    count = _walk(ip, ix, ok, q, root, target, inside, gone, near, tick, dist, queue, 1)
    kept = 0
    for i in range(1, count):
        v = queue[i]
        if near[v] == tick:
            near[v] = 0
            if kept == len(ball):
                return -1
            ball[kept] = v
            rank[kept] = -(gain[v] / q[v] if q[v] > 0 else 0.0)
            kept += 1
    order = np.argsort(rank[:kept])
    ball[:kept] = ball[:kept][order]
    return kept if count > 0 else -1


@inlined
def _limit(x, earned, target, ball, count, near, tick, dist, q, gain, room):  # type: ignore[no-untyped-def]
    """Least cost less gains of any group that contains the present one.

    What lies behind nodes of weight d can take no more than the lack less d: `room` by rings of distance.
    """
    lack = target - x
    value, rings = -earned, len(room)
    if lack <= 0:
        return value - lack
    for r in range(rings):
        room[r] = lack - lack * r / rings
    for i in range(count):
        v = ball[i]
        if near[v] != tick or q[v] <= 0:
            continue
        if gain[v] <= -q[v]:
            break
        ring, part = min(rings - 1, int(max(0.0, dist[v]) * rings / lack)), q[v]
        for r in range(ring + 1):
            part = min(part, room[r])
        if part > 0:
            value -= gain[v] * (part / q[v])
            for r in range(ring + 1):
                room[r] -= part
            if room[0] <= 1e-9:
                break
    return value + max(0.0, room[0])


@inlined
def _promise(
    ip, ix, ok, q, root, x, earned, target, ball, reach, inside, gone, near, tick, dist, queue, chosen, size,
    gain, room,
):  # type: ignore[no-untyped-def]  # fmt: skip
    """`_limit` with what is still within reach of the group; inf where it is full, -inf without room."""
    if x >= target:
        return np.inf
    for i in range(size):
        queue[i], dist[chosen[i]] = chosen[i], -q[chosen[i]]
    if _walk(ip, ix, ok, q, root, target - x, inside, gone, near, tick, dist, queue, size) < 0:
        return -np.inf
    return _limit(x, earned, target, ball, reach, near, tick, dist, q, gain, room)


@inlined
def _hold(w, cip, cix, dear, held):  # type: ignore[no-untyped-def]
    """Put node w into the group; the price of the cuts that it now holds."""
    price = 0.0
    for e in range(cip[w], cip[w + 1]):
        held[cix[e]] += 1
        if held[cix[e]] == 2:
            price += dear[cix[e]]
    return price


@inlined
def _drop(w, cip, cix, dear, held):  # type: ignore[no-untyped-def]
    """The reverse of `_hold`."""
    price = 0.0
    for e in range(cip[w], cip[w + 1]):
        held[cix[e]] -= 1
        if held[cix[e]] == 1:
            price += dear[cix[e]]
    return price


@compiled
def _search(ip, ix, ok, q, target, gain, cip, cix, dear, enough, slacks, effort, best, group, size, roots):  # type: ignore[no-untyped-def]
    n = len(gain)
    inside, seen, gone = np.zeros(n, np.bool_), np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    near, dist, queue = np.zeros(n, np.int64), np.zeros(n), np.zeros(20 * WIDEST, np.int64)
    ball, rank, held = np.zeros(WIDEST, np.int64), np.zeros(WIDEST), np.zeros(max(1, len(dear)), np.int64)
    rest, left = np.zeros((DEEPEST + 1, WIDEST), np.int64), np.zeros(DEEPEST + 1, np.int64)
    full, fresh = np.zeros(DEEPEST + 1, np.int64), np.zeros(n + 1, np.int64)
    mark, chosen, tick = np.zeros(DEEPEST + 2, np.int64), np.zeros(DEEPEST, np.int64), 1
    for root in roots:
        tick += 1
        reach = _ball(ip, ix, ok, q, target, gain, root, inside, gone, near, tick, dist, queue, ball, rank)
        best[root], size[root], exact = -np.inf, abs(size[root]), False
        for attempt in range(len(slacks) if reach >= 0 else 0):
            least = enough - slacks[attempt]
            value, count, looks, tick = _grow(
                ip, ix, ok, q, target, gain, cip, cix, dear, least, effort, root, reach,
                inside, seen, gone, near, tick, dist, queue, ball, held, rest, left, full, fresh, mark,
                chosen, group,
            )  # fmt: skip
            if count:
                size[root] = count + 1
            if looks <= effort:
                best[root], exact = value, attempt == 0 or value < least - 1e-9
                break
        if not exact:
            size[root] = -max(1, size[root])


@inlined
def _grow(
    ip, ix, ok, q, target, gain, cip, cix, dear, found, effort, root, reach, inside, seen, gone, near, tick,
    dist, queue, ball, held, rest, left, full, fresh, mark, chosen, group,
):  # type: ignore[no-untyped-def]  # fmt: skip
    """(value, nodes, groups looked at, tick): the cheapest group of a root, if it costs less than `found`."""
    x, earned, paid, looks, depth, size = q[root], gain[root], 0.0, 0, 0, 0
    chosen[0], left[0], mark[0], mark[1], inside[root], seen[root] = root, 0, 0, 0, True, True
    room = np.zeros(RINGS)
    paid += _hold(root, cip, cix, dear, held)
    fresh_node = True
    while depth >= 0:
        if fresh_node:
            value = abs(x - target) - earned + paid
            if value < found - 1e-9:
                found, size = value, depth + 1
                group[root, :size] = chosen[:size]
            tick += 1
            least = _promise(
                ip, ix, ok, q, root, x, earned, target, ball, reach, inside, gone, near, tick, dist, queue,
                chosen, depth + 1, gain, room,
            )  # fmt: skip
            if least + paid < found - 1e-9:
                if depth:
                    inherit(rest, left, depth)
                room_left = _offer(ip, ix, ok, chosen[depth], root, depth, rest, left, fresh, mark, seen)
                looks += 0 if room_left and least > -np.inf else effort + 1
            full[depth], fresh_node = left[depth], False
        if left[depth] == 0 or looks > effort:
            _forget(rest, full, fresh, mark, seen, gone, depth)
            w = chosen[depth]
            inside[w], gone[w] = False, depth > 0
            x -= q[w]
            earned -= gain[w]
            paid -= _drop(w, cip, cix, dear, held)
            depth -= 1
            continue
        left[depth] -= 1
        w = _dearest(rest[depth], left[depth], q, gain)
        looks += 1 if depth + 1 < DEEPEST else effort + 1
        if looks > effort:
            continue
        depth += 1
        chosen[depth], left[depth], mark[depth + 1], fresh_node = w, 0, mark[depth], True
        inside[w] = True
        x += q[w]
        earned += gain[w]
        paid += _hold(w, cip, cix, dear, held)
    seen[root] = False
    return found, size, looks, tick


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
