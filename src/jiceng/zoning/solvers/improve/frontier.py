"""The cheapest choice of groups for a few dozen communities, by walking over their nodes from one end to the other.

The next group always holds the first node not yet covered. Of two ways that cover the same nodes with as many
groups only the cheaper is followed, and none that costs as much beyond the prices as `most`. As nodes are
walked in order of their distance from one end, ways differ in a narrow frontier only, so few are left; where
more than `beam` reach the same node, the dearest are given up and nothing is proved.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.solvers.compiled import bits, compiled, inlined, stream
from jiceng.zoning.solvers.improve.groups import Pool
from jiceng.zoning.solvers.improve.network import Floats, Ints

WIDEST = 512
"""Most nodes of a walk."""
MOST = 1 << 18
"""Most ways of a walk; a power of 2."""

Words = NDArray[np.uint64]


class Walk(NamedTuple):
    """The groups found (none where nothing costs less than `most`), whether no way was given up, ways tried."""

    chosen: Ints
    exact: bool
    ways: int


class Ways(NamedTuple):
    """Room for the ways of one walk: nodes covered, cost, groups, the way before, the last group, a key.

    `following` links the ways that reach the same node; `table` finds a way by its key.
    """

    cover: Words
    cost: Floats
    number: Ints
    before: Ints
    group: Ints
    key: Words
    following: Ints
    table: Ints


def room(most: int = MOST) -> Ways:
    """Fresh room."""
    number, before, group, following = (np.zeros(most, dtype=np.int64) for _ in range(4))
    cover, key = np.zeros((most, WIDEST // 64), dtype=np.uint64), np.zeros(most, dtype=np.uint64)
    table = np.zeros(2 * most, dtype=np.int64)
    return Ways(cover, np.zeros(most), number, before, group, key, following, table)


def cheapest_cover(
    pool: Pool, order: Ints, reduced: Floats, k: int, most: float, beam: int, ways: Ways
) -> Walk:
    """The k groups that cover every node once and cost least beyond the prices, if less than `most`.

    `order` is the place of each node in the walk, `reduced` what each group costs beyond the prices.
    """
    use = np.flatnonzero(reduced < most)
    some = pool.only(use)
    if not len(use):
        return Walk(use, True, 0)
    first = np.minimum.reduceat(order[some.nodes], some.start[:-1])
    by_first = np.lexsort((reduced[use], first))
    some, use = some.only(by_first), use[by_first]
    begins = np.searchsorted(first[by_first], np.arange(len(order) + 1)).astype(np.int64)
    cover, keys = np.zeros((len(use), WIDEST // 64), dtype=np.uint64), np.zeros(len(use), dtype=np.uint64)
    spice = np.zeros(len(order) + k + 1, dtype=np.uint64)
    _describe(some.start, order[some.nodes], cover, keys, spice, stream(len(order)))
    chosen = np.zeros(k, dtype=np.int64)
    cost = np.maximum(reduced[use], 0)
    found, exact, tried = _walk(begins, cover, keys, cost, k, most, beam, spice, *ways, chosen)
    return Walk(use[chosen] if found else chosen[:0], exact, tried)


def walk_order(ip: Ints, ix: Ints, nodes: Ints, local: Ints) -> Ints:
    """Place of each of some nodes in a walk outwards from an end of their part of the map."""
    order = np.zeros(len(nodes), dtype=np.int64)
    _outwards(ip, ix, nodes, local, order)
    return order


@compiled
def _outwards(ip, ix, nodes, local, order):  # type: ignore[no-untyped-def]
    """Breadth first from where two such walks ended."""
    n, start = len(nodes), 0
    queue = np.zeros(n, np.int64)
    for _ in range(3):
        order[:] = -1
        head, tail, seed = 0, 0, start
        while tail < n:
            order[seed], queue[tail] = tail, seed
            tail += 1
            while head < tail:
                u = nodes[queue[head]]
                head += 1
                for e in range(ip[u], ip[u + 1]):
                    v = local[ix[e]]
                    if v >= 0 and order[v] < 0:
                        order[v], queue[tail] = tail, v
                        tail += 1
            seed = 0
            while tail < n and order[seed] >= 0:
                seed += 1
        start = queue[n - 1]


@compiled
def _describe(start, places, cover, keys, spice, s):  # type: ignore[no-untyped-def]
    """Per group its nodes as bits, and a random key that its nodes make up."""
    for i in range(len(spice)):
        spice[i] = bits(s)
    for g in range(len(keys)):
        for e in range(start[g], start[g + 1]):
            cover[g, places[e] >> 6] |= np.uint64(1) << np.uint64(places[e] & 63)
            keys[g] ^= spice[places[e]]


@inlined
def _best(first, many, beam, following, cost):  # type: ignore[no-untyped-def]
    """The ways of a list, at most `beam` of them: then the cheapest."""
    these, costs = np.zeros(many, np.int64), np.zeros(many)
    way = first
    for i in range(many):
        these[i], costs[i] = way, cost[way]
        way = following[way]
    return these[np.argsort(costs, kind="mergesort")[:beam]] if many > beam else these


@inlined
def _next(now, before, group, at, words, n):  # type: ignore[no-untyped-def]
    """Put a group to a cover, into `now`: the first node then uncovered, n if none, -1 if they overlap."""
    for w in range(at >> 6, words):
        if before[w] & group[w]:
            return -1
    for w in range(words):
        now[w] = before[w] | group[w]
    while at < n and (now[at >> 6] >> np.uint64(at & 63)) & np.uint64(1):
        at += 1
    return at


@inlined
def _place(table, key, name):  # type: ignore[no-untyped-def]
    """Where a key stands in the table, or where it belongs."""
    mask = np.uint64(len(table) - 1)
    slot = name & mask
    while table[slot] >= 0 and key[table[slot]] != name:
        slot = (slot + np.uint64(1)) & mask
    return slot


@compiled
def _walk(
    begins, bits_of, keys, reduced, k, most, beam, spice, cover, cost, number, before, group, key, following,
    table, chosen,
):  # type: ignore[no-untyped-def]  # fmt: skip
    n = len(begins) - 1
    words = (n + 63) >> 6
    first, many, now = np.full(n + 1, -1, np.int64), np.zeros(n + 1, np.int64), np.zeros(words, np.uint64)
    table[:] = -1
    cover[0], cost[0], number[0], key[0], following[0] = np.uint64(0), 0.0, 0, np.uint64(0), -1
    first[0], many[0], made, exact, tried = 0, 1, 1, True, 0
    for at in range(n):
        exact &= many[at] <= beam
        for way in _best(first[at], many[at], beam, following, cost):
            for g in range(begins[at], begins[at + 1]):
                total, count = cost[way] + reduced[g], number[way] + 1
                if total >= most or count > k:
                    break
                tried += 1
                to = _next(now, cover[way], bits_of[g], at, words, n)
                if to < 0 or (to == n) != (count == k):
                    continue
                name = key[way] ^ keys[g] ^ spice[n + count - 1] ^ spice[n + count]
                slot = _place(table, key, name)
                other = table[slot]
                if other < 0 and made == len(cost):
                    exact = False
                    continue
                if other < 0:
                    other, table[slot], made = made, made, made + 1
                    cover[other, :words] = now
                    key[other], number[other] = name, count
                    following[other], first[to], many[to] = first[to], other, many[to] + 1
                elif total >= cost[other]:
                    continue
                cost[other], before[other], group[other] = total, way, g
    way = first[n]
    for i in range(k if way >= 0 else 0):
        chosen[i] = group[way]
        way = before[way]
    return first[n] >= 0, exact, tried
