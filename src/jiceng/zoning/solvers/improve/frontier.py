"""The cheapest choice of groups for a few dozen communities, by walking over their nodes from one end to the other.

The next group always holds the first node not yet covered. Of two ways that cover the same nodes with as many
groups only the cheaper is followed, and none that costs more beyond the prices than the plan to begin with. As
nodes are walked in order of their distance from one end, ways differ in a narrow frontier only, so few are left;
where more than `beam` reach the same node, the dearest are given up and nothing is proved. The way of the plan
itself is never given up, so whatever is better for a stretch of it is found by the way that joins it again.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jiceng.zoning.solvers.compiled import bits, compiled, inlined, stream
from jiceng.zoning.solvers.improve.charges import FAR, charges, due
from jiceng.zoning.solvers.improve.cuts import Cuts
from jiceng.zoning.solvers.improve.groups import Pool
from jiceng.zoning.solvers.improve.network import Floats, Ints

FARTHEST = 512
"""Most places from the first to the last node of a group; a multiple of 64."""
CROWD, SPARED = 4, 2
"""How many beams of ways may wait at a node before the dearest are given up, and how many then stay."""
LEAST, MOST = 1 << 12, 1 << 18
"""Ways for which there is room at a time."""


class Walk(NamedTuple):
    """The groups found, whether it is proved that none cost less, and how many ways were tried."""

    chosen: Ints
    exact: bool
    ways: int


def cheapest_cover(
    pool: Pool, order: Ints, reduced: Floats, k: int, beam: int, cuts: Cuts | None = None
) -> Walk:
    """The k groups that cover every node once and cost least beyond the prices.

    The first k groups of the pool are a plan to begin with. `order` is the place of each node in the walk,
    `reduced` what each group costs beyond the prices, below 0 counted as 0.
    """
    n = len(order)
    places, start = order[pool.nodes], pool.start[:-1]
    first, last = np.minimum.reduceat(places, start), np.maximum.reduceat(places, start)
    dues = charges(pool.start, places, first, cuts or Cuts.none(), np.append(order, FAR))
    beyond = np.maximum(reduced, 0) + dues.sure
    most = float(np.maximum(reduced[:k], 0).sum())
    most = (most + due(dues, pool.start, places, first[:k], n)) * (1 + 1e-12)
    if (last - first)[:k].max() >= FARTHEST:
        return Walk(np.arange(k), False, 0)
    use = np.flatnonzero((beyond <= most) & (last - first < FARTHEST))
    use = use[np.lexsort((beyond[use], first[use]))]
    some, wide = pool.only(use), int((last - first)[use].max()) // 64 + 1
    begins = np.searchsorted(first[use], np.arange(n + 1)).astype(np.int64)
    cover, keys = np.zeros((len(use), wide), dtype=np.uint64), np.zeros(len(use), dtype=np.uint64)
    spice, kept = np.zeros(n + k + 1, dtype=np.uint64), np.zeros(n + 1, dtype=np.uint64)
    _describe(some.start, order[some.nodes], first[use], cover, keys, spice, stream(n))
    own = np.flatnonzero(use < k)
    _own_way(first[use][own], keys[own], spice[n:], kept)
    chosen = np.zeros(k, dtype=np.int64)
    rows = dues.begins[:-1][use], dues.begins[1:][use], dues.places, dues.price
    found, exact, tried = _walk(
        begins, cover, keys, beyond[use], *rows, kept, k, most, beam, spice[n:], chosen
    )
    return Walk(use[chosen] if found else np.arange(k), exact and found, tried)


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
def _describe(start, places, first, cover, keys, spice, s):  # type: ignore[no-untyped-def]
    """Per group its nodes as bits from its first place on, and a random key that its nodes make up."""
    for i in range(len(spice)):
        spice[i] = bits(s)
    for g in range(len(keys)):
        for e in range(start[g], start[g + 1]):
            place = places[e] - first[g]
            cover[g, place >> 6] |= np.uint64(1) << np.uint64(place & 63)
            keys[g] ^= spice[places[e]]


@compiled
def _own_way(first, keys, spice, kept):  # type: ignore[no-untyped-def]
    """Into `kept`, by place, the keys of the plan's own way; its groups come in order of their first place."""
    key = spice[0]
    for i in range(len(first)):
        kept[first[i]] = key
        key ^= keys[i] ^ spice[i] ^ spice[i + 1]
    kept[-1] = key


@inlined
def _joined(now, group, ahead):  # type: ignore[no-untyped-def]
    """Put a group to a cover, into `ahead`: how many places are then covered without a gap."""
    words, gap, w = len(now), 0, 0
    for i in range(words):
        ahead[i] = now[i] | group[i]
    while w < words and ahead[w] == ~np.uint64(0):
        w += 1
        gap += 64
    rest = ahead[w] if w < words else np.uint64(0)
    while rest & np.uint64(1):
        rest >>= np.uint64(1)
        gap += 1
    return gap


@inlined
def _covered(now, place):  # type: ignore[no-untyped-def]
    """Whether a place is covered: -1 is, one beyond the cover is not."""
    if place < 0:
        return True
    w = place >> 6
    return w < len(now) and bool((now[w] >> np.uint64(place & 63)) & np.uint64(1))


@inlined
def _tried(now, group, ahead, pairs, price, total, most):  # type: ignore[no-untyped-def]
    """A step with a group: its cost with what is due for cuts, and the places then covered (-1: none such)."""
    both, gap = np.uint64(0), -1
    for w in range(len(now)):
        both |= now[w] & group[w]
    if both == np.uint64(0):
        for e in range(len(price)):
            if _covered(now, pairs[e, 0]) != _covered(now, pairs[e, 1]):
                total += price[e]
        if total <= most:
            gap = _joined(now, group, ahead)
    return total, gap


@inlined
def _move_on(ahead, gap, cover):  # type: ignore[no-untyped-def]
    """The cover as seen from the first gap."""
    words, skip, shift = len(ahead), gap >> 6, np.uint64(gap & 63)
    for w in range(words):
        cover[w] = np.uint64(0)
        if w + skip < words:
            cover[w] = ahead[w + skip] >> shift
            if shift and w + skip + 1 < words:
                cover[w] |= ahead[w + skip + 1] << (np.uint64(64) - shift)


@inlined
def _list(way, following, cost, these, costs):  # type: ignore[no-untyped-def]
    """The ways that wait in a list and what they cost; how many."""
    many = 0
    while way >= 0:
        these[many], costs[many] = way, cost[way]
        way = following[way]
        many += 1
    return many


@inlined
def _best(these, costs, many, beam, key, kept, table, stamp, tick):  # type: ignore[no-untyped-def]
    """Bring forward the cheapest ways that differ, at most `beam` and the plan's own; (how many, none given up)."""
    count, every, own = 0, True, False
    mask, order = np.uint64(len(table) - 1), np.argsort(costs[:many])
    sorted_ways = these[:many][order]
    for i in range(many):
        way = sorted_ways[i]
        if count >= beam and (own or key[way] != kept):
            every = False
            continue
        slot = key[way] & mask
        while stamp[slot] == tick and key[table[slot]] != key[way]:
            slot = (slot + np.uint64(1)) & mask
        if stamp[slot] != tick:
            stamp[slot], table[slot] = tick, way
            own |= key[way] == kept
            sorted_ways[i], sorted_ways[count] = sorted_ways[count], way
            count += 1
    these[:many] = sorted_ways
    return count, every


@inlined
def _thin(way, free, stay, following, cost, key, kept, own, these, costs):  # type: ignore[no-untyped-def]
    """Give up the dearest ways of a list, never the plan's own: (the list, free ways, how many, the limit)."""
    many = _list(way, following, cost, these, costs)
    limit = np.partition(costs[:many], stay)[stay]
    first, left = -1, 0
    for i in range(many):
        way = these[i]
        if cost[way] < limit or (key[way] == kept and cost[way] <= own):
            following[way], first, left = first, way, left + 1
        else:
            following[way], free = free, way
    return first, free, left, limit


@inlined
def _give_back(these, many, following, free):  # type: ignore[no-untyped-def]
    """Room for new ways again."""
    for i in range(many):
        following[these[i]], free = free, these[i]
    return free


@inlined
def _back(past, by, step, group, chosen):  # type: ignore[no-untyped-def]
    """The groups of a way from its last step and group back."""
    for i in range(len(chosen) - 1, -1, -1):
        chosen[i], group, step = group, by[step], past[step]


@inlined
def _power(least):  # type: ignore[no-untyped-def]
    size = 1
    while size < least:
        size *= 2
    return size


@compiled
def _walk(begins, bits_of, keys, beyond, row, end_row, pairs, price, kept, k, most, beam, spice, chosen):  # type: ignore[no-untyped-def]
    """Write the cheapest way's groups: (whether there is one, whether none was given up, ways tried).

    Ways wait in a list at the first place that they leave open. `past` and `by` tell what each step followed.
    """
    n, words, crowd = len(begins) - 1, bits_of.shape[1], CROWD * beam + 8
    room = min(MOST, max(LEAST, 64 * beam))
    cover, cost, key = np.empty((room, words), np.uint64), np.empty(room), np.empty(room, np.uint64)
    count_of, before, group = np.zeros(room, np.int64), np.zeros(room, np.int64), np.zeros(room, np.int64)
    past, by, steps = np.empty(n * (beam + 1), np.int32), np.empty(n * (beam + 1), np.int32), 0
    first, many, limit = np.full(n, -1, np.int64), np.zeros(n, np.int64), np.full(n + 1, np.inf)
    own, following, free = np.full(n + 1, np.inf), np.arange(1, room + 1), 1
    these, costs = np.zeros(crowd + 1, np.int64), np.zeros(crowd + 1)
    table = np.zeros(_power(4 * beam + 4), np.int64)
    stamp = np.full(len(table), -1, np.int64)
    now, ahead = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    cover[0], cost[0], key[0], following[0], following[-1], first[0] = np.uint64(0), 0.0, spice[0], -1, -1, 0
    tried, exact, end, last = 0, True, -1, -1
    for at in range(n):
        waiting = _list(first[at], following, cost, these, costs)
        differ, every = _best(these, costs, waiting, beam, key, kept[at], table, stamp, at)
        exact &= every
        free = _give_back(these[differ:waiting], waiting - differ, following, free)
        for way in these[:differ].copy():
            now[:], so_far, name, count = cover[way], cost[way], key[way], count_of[way] + 1
            past[steps], by[steps] = before[way], group[way]
            following[way], free = free, way
            for g in range(begins[at], begins[at + 1]):
                total = so_far + beyond[g]
                if total > most:
                    break
                tried += 1
                rows = slice(row[g], end_row[g])
                total, gap = _tried(now, bits_of[g], ahead, pairs[rows], price[rows], total, most)
                to = at + gap
                if gap < 0 or (to == n) != (count == k):
                    continue
                new = name ^ keys[g] ^ spice[count - 1] ^ spice[count]
                mine = new == kept[to]
                if total >= (own[to] if mine else limit[to]):
                    exact &= mine or limit[to] == np.inf
                    continue
                if to == n:
                    own[n], end, last = total, steps, g
                    continue
                if free < 0 or (following[free] < 0 and not mine):
                    exact = False
                    continue
                own[to] = total if mine else own[to]
                slot, free = free, following[free]
                _move_on(ahead, gap, cover[slot])
                cost[slot], key[slot], count_of[slot], before[slot], group[slot] = total, new, count, steps, g
                following[slot], first[to], many[to] = first[to], slot, many[to] + 1
                if many[to] == crowd:
                    exact = False
                    first[to], free, many[to], limit[to] = _thin(
                        slot, free, SPARED * beam, following, cost, key, kept[to], own[to], these, costs
                    )
            steps += 1
    _back(past, by, end, last, chosen)
    return own[n] < np.inf, exact, tried
