"""Few communities of many units: exact divisions along short bonds, else by random trees and exact repair.

Where the map is plane the shortest exact divisions are walked first (`bonds`). Where that finds none, random
spanning trees are cut in two: a tree cut leaves both sides connected and their totals near what is wanted.
Then a few border nodes of each side change over so that the totals are met to the last person: all such sets
are summed and matched by search in sorted sums.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import networkx as nx
import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers import bonds
from jiceng.zoning.solvers.compiled import Stream, bits, compiled, stream
from jiceng.zoning.solvers.improve.network import Ints, Net

BORDER, SETS, HITS = 36, 8000, 400
"""Border nodes that may change over, sets of them, and matches tried for each cut."""
QUADS = 16
"""Up to this many border nodes sets of four are tried, else of three."""
CUTS, WINS = 600, 12
"""Cuts tried before a division is given up, and exact divisions of which the one with fewest edges is taken."""
WALK, LONGEST = 30_000_000, 60_000_000
"""Steps along bonds that a second of budget buys, and the most that are walked (some two seconds)."""


class Graph(NamedTuple):
    """Arcs and one whole number per node."""

    ip: Ints
    ix: Ints
    value: Ints


def suits(net: Net, k: int) -> bool:
    """Whether there are few communities of many nodes and one weighed count to balance."""
    one = int((net.par[:, 1] > 0).sum()) == 1
    return one and 2 <= k <= 32 and 8 * k <= len(net.q) <= 2000 and net.off[3] == net.off[1]


def short(net: Net, k: int, seconds: float) -> Ints | None:
    """The plan with the fewest edges cut among those found as even as whole numbers allow."""
    graph = _graph(net)
    n = len(graph.value)
    tails = np.repeat(np.arange(n), np.diff(graph.ip))
    ends = [(int(u), int(v)) for u, v in zip(tails, graph.ix, strict=True) if u < v]
    work = bonds.Work(min(LONGEST, int(WALK * seconds)))
    try:
        best = bonds.shortest(ends, graph.value, range(n), k, len(ends) + 1, work)
    except nx.NetworkXException:  # bridges over others, or a map in pieces
        return None
    if best is None:
        return None
    a = np.zeros(n, dtype=np.int64)
    for label, part in enumerate(best[1]):
        a[list(part)] = label
    return a


def plans(net: Net, k: int, tries: int, seed: int, budget: Budget, found: Callable[[Ints], None]) -> bool:
    """Tell of every plan as even as whole numbers allow; False where the clock ended it.

    Two threads search, each with its own random numbers; plans are told in an order that does not depend
    on which is faster.
    """
    graph = _graph(net)
    streams = stream(seed, 11), stream(seed, 12)
    with ThreadPoolExecutor(2) as threads:
        for _ in range(tries):
            if budget.over():
                return False
            for plan in threads.map(lambda s: _divide(graph, k, s), streams):
                if plan is not None:
                    found(plan)
    return True


def _graph(net: Net) -> Graph:
    """The allowed arcs with the count that is weighed."""
    n = len(net.q)
    dim = int(np.argmax(net.par[:, 1]))
    tails = np.repeat(np.arange(n), np.diff(net.ip))[net.ok]
    ip = np.concatenate(([0], np.cumsum(np.bincount(tails, minlength=n)))).astype(np.int64)
    return Graph(ip, net.ix[net.ok], net.q[:, dim].astype(np.int64))


def _divide(graph: Graph, k: int, s: Stream) -> Ints | None:
    """One attempt at a plan whose totals differ by one at most."""
    total = int(graph.value.sum())
    low, high = total // k, -(-total // k)
    a = np.zeros(len(graph.value), dtype=np.int64)
    open_parts, fresh = [(0, k)], 1
    while open_parts:
        label, parts = open_parts.pop()
        if parts == 1:
            continue
        inside = a == label
        first = parts // 2
        sum_inside = int(graph.value[inside].sum())
        least = max(first * low, sum_inside - (parts - first) * high)
        most = min(first * high, sum_inside - (parts - first) * low)
        side = np.zeros(len(a), dtype=np.bool_)
        if least > most or not _cut(*graph, inside, least, most, total // (20 * k), CUTS, WINS, s, side):
            return None
        a[side] = fresh
        open_parts += [(fresh, first), (label, parts - first)]
        fresh += 1
    return a


@compiled
def _cut(ip, ix, value, inside, least, most, near, tries, wins, s, side):  # type: ignore[no-untyped-def]
    """Put into `side` a part of `inside` with a total in [least, most], both parts connected."""
    n = len(value)
    parent, order = np.zeros(n, np.int64), np.zeros(n, np.int64)
    scratch, mark = np.zeros(n, np.int64), np.zeros(n, np.int64)
    now, fewest = np.zeros(n, np.bool_), 1 << 40
    for _ in range(tries):
        count = _tree(ip, ix, inside, s, parent, order)
        at = _best_cut(value, least, most, near, parent, order, count)
        if at < 0:
            continue
        now[:] = False
        for i in range(count):
            now[order[i]] = order[i] == at or (i > 0 and now[parent[order[i]]])
        if _edges_cut(ip, ix, inside, now) < fewest and _repair(
            ip, ix, value, inside, least, most, now, scratch, mark
        ):
            wins -= 1
            edges = _edges_cut(ip, ix, inside, now)
            if edges < fewest:
                fewest = edges
                side[:] = now
            if wins == 0:
                break
    return fewest < 1 << 40


@compiled
def _best_cut(value, least, most, near, parent, order, count):  # type: ignore[no-untyped-def]
    """The node whose subtree comes nearest to a total in [least, most], -1 if none is near."""
    sums = value.copy()
    best, at = near, -1
    for i in range(count - 1, 0, -1):
        u = order[i]
        sums[parent[u]] += sums[u]
        off = max(least - sums[u], sums[u] - most)
        if off < best:
            best, at = off, u
    return at


@compiled
def _tree(ip, ix, inside, s, parent, order):  # type: ignore[no-untyped-def]
    """A random spanning tree (edges in random order, Kruskal), nodes in `order` from the root; how many."""
    n = len(parent)
    tails = np.zeros(len(ix), np.int64)
    keys = np.full(len(ix), np.inf)
    for u in range(n):
        for e in range(ip[u], ip[u + 1]):
            if u < ix[e] and inside[u] and inside[ix[e]]:
                tails[e] = u
                keys[e] = np.float64(bits(s) >> np.uint64(11))
    root, taken = np.arange(n), np.zeros(len(ix), np.bool_)
    for e in np.argsort(keys):
        if keys[e] == np.inf:
            break
        x, y = _root(root, tails[e]), _root(root, ix[e])
        if x != y:
            root[x] = y
            taken[e] = True
    return _hang(ip, ix, inside, taken, parent, order)


@compiled
def _root(root, u):  # type: ignore[no-untyped-def]
    while root[u] != u:
        root[u] = root[root[u]]
        u = root[u]
    return u


@compiled
def _hang(ip, ix, inside, taken, parent, order):  # type: ignore[no-untyped-def]
    """Order the nodes of a tree from a root, with their parents."""
    seen = ~inside
    count, head = 0, 0
    for u in range(len(parent)):
        if inside[u] and count == 0:
            order[0], seen[u], count = u, True, 1
    while head < count:
        u = order[head]
        head += 1
        for e in range(ip[u], ip[u + 1]):
            v = ix[e]
            if seen[v]:
                continue
            linked = taken[e]
            for f in range(ip[v], ip[v + 1]):
                linked |= ix[f] == u and taken[f]
            if linked:
                seen[v], parent[v], order[count] = True, u, v
                count += 1
    return count


@compiled
def _sets(ip, ix, value, inside, side, mine):  # type: ignore[no-untyped-def]
    """All sets of up to four border nodes of one side, by their sum: (sums, sets)."""
    border, count = np.zeros(BORDER, np.int64), 0
    for u in range(len(value)):
        touches = False
        for e in range(ip[u], ip[u + 1]):
            touches |= inside[ix[e]] and side[ix[e]] != mine
        if inside[u] and side[u] == mine and touches and count < BORDER:
            border[count] = u
            count += 1
    sums, sets, made = np.zeros(SETS, np.int64), np.full((SETS, 4), -1), 0
    for i in range(count + 1):  # `count` stands for no further node
        for j in range(min(i + 1, count), count + 1):
            for m in range(min(j + 1, count), count + 1):
                for w in range(min(m + 1, count) if count <= QUADS else count, count + 1):
                    if made < SETS:
                        sums[made] = _write(sets, made, (i, j, m, w), border, count, value)
                        made += 1
    order = np.argsort(sums[:made])
    return sums[:made][order], sets[:made][order]


@compiled
def _write(sets, at, which, border, count, value):  # type: ignore[no-untyped-def]
    total = 0
    for place in range(4):
        if which[place] < count:
            sets[at, place] = border[which[place]]
            total += value[border[which[place]]]
    return total


@compiled
def _repair(ip, ix, value, inside, least, most, side, scratch, mark):  # type: ignore[no-untyped-def]
    """Let border nodes change over so that the side's total is in [least, most] with the fewest edges cut."""
    gone, leaving = _sets(ip, ix, value, inside, side, True)
    come, coming = _sets(ip, ix, value, inside, side, False)
    total = value[side].sum()
    fewest, at, to, hits = 1 << 40, -1, -1, 0
    for i in range(len(gone)):
        j = np.searchsorted(come, least - total + gone[i])
        while j < len(come) and total - gone[i] + come[j] <= most and hits < HITS:
            _swap(side, leaving[i], coming[j])
            if _joined(ip, ix, inside, side, scratch, mark):
                hits += 1
                edges = _edges_cut(ip, ix, inside, side)
                if edges < fewest:
                    fewest, at, to = edges, i, j
            _swap(side, leaving[i], coming[j])
            j += 1
    if at < 0:
        return False
    _swap(side, leaving[at], coming[to])
    return True


@compiled
def _swap(side, some, others):  # type: ignore[no-untyped-def]
    for i in range(4):
        if some[i] >= 0:
            side[some[i]] = not side[some[i]]
        if others[i] >= 0:
            side[others[i]] = not side[others[i]]


@compiled
def _edges_cut(ip, ix, inside, side):  # type: ignore[no-untyped-def]
    cut = 0
    for u in range(len(side)):
        if side[u]:
            for e in range(ip[u], ip[u + 1]):
                cut += inside[ix[e]] and not side[ix[e]]
    return cut


@compiled
def _joined(ip, ix, inside, side, scratch, mark):  # type: ignore[no-untyped-def]
    """Whether both sides are in one piece: a walk from one node of each reaches all."""
    mark[:] = 0
    pieces = 0
    for start in range(len(side)):
        if not inside[start] or mark[start]:
            continue
        pieces += 1
        if pieces > 2:
            return False
        scratch[0], mark[start] = start, 1
        top = 1
        while top:
            top -= 1
            u = scratch[top]
            for e in range(ip[u], ip[u + 1]):
                v = ix[e]
                if inside[v] and not mark[v] and side[v] == side[u]:
                    mark[v] = 1
                    scratch[top] = v
                    top += 1
    return pieces == 2
