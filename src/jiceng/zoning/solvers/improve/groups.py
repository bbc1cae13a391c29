"""Connected groups of nodes: enumerated into a pool, what each costs, and the cheapest under prices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jiceng.zoning.solvers.compiled import compiled, inlined
from jiceng.zoning.solvers.improve.network import CLASS, LABEL, STREET, UNBOUNDED, VENUE, Floats, Ints, Net

MOST, LARGEST = 2_000_000, 30
"""Groups a pool may hold, and nodes of a group."""


@dataclass(frozen=True)
class Pool:
    """Group g is `nodes[start[g]:start[g + 1]]`, its lowest node first; `cost` counts all it adds to a plan."""

    start: Ints
    nodes: Ints
    cost: Floats
    complete: bool = False

    @property
    def sizes(self) -> Ints:
        """Nodes of each group."""
        return np.diff(self.start)

    @property
    def root(self) -> Ints:
        """Lowest node of each group."""
        return self.nodes[self.start[:-1]]

    def lists(self) -> list[Ints]:
        """The nodes of each group."""
        return np.split(self.nodes, self.start[1:-1])

    def joined(self, groups: list[Ints], cost: Floats) -> Pool:
        """With more groups at the end."""
        start = self.start[-1] + np.cumsum([len(g) for g in groups])
        nodes = np.concatenate([self.nodes, *groups]) if groups else self.nodes
        return Pool(
            np.concatenate((self.start, start)).astype(np.int64), nodes, np.concatenate((self.cost, cost))
        )

    def joined_with(self, other: Pool) -> Pool:
        """With the groups of another pool at the end."""
        start = np.concatenate((self.start, self.start[-1] + other.start[1:]))
        return Pool(start, np.concatenate((self.nodes, other.nodes)), np.concatenate((self.cost, other.cost)))

    def only(self, which: Ints) -> Pool:
        """Some of the groups, in the order given."""
        sizes = self.sizes[which]
        start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        place = np.repeat(self.start[which] - start[:-1], sizes) + np.arange(start[-1])
        return Pool(start, self.nodes[place], self.cost[which])


def pool_of(net: Net) -> Pool:
    """All admissible groups up to the greatest number of nodes for which a pool has room.

    `complete` where upper norms alone bound the groups and all of them are here.
    """
    useful, caps, bounded = _caps(net)
    nodes, start = np.empty(MOST * 6, dtype=np.int32), np.zeros(MOST + 1, dtype=np.int64)
    order = (net.ip, net.ix, net.ok, net.q[:, useful].copy(), caps[useful])
    size, count, complete = 1, _enumerate(*order, 1, nodes, start), False
    while size < LARGEST and count < MOST // 4 and not complete:
        more = _enumerate(*order, size + 1, nodes, start)
        if more < 0:
            break
        complete, size, count = more == count and bounded, size + 1, more
    count = _enumerate(*order, size, nodes, start)
    found = Pool(start[: count + 1].copy(), nodes[: start[count]].astype(np.int64), np.zeros(count))
    cost, fault = cost_groups(net, found.start, found.nodes)
    kept = Pool(found.start, found.nodes, cost).only(np.flatnonzero(fault == 0))
    return Pool(kept.start, kept.nodes, kept.cost, complete)


def pool_within(net: Net, part: Net, nodes: Ints, most: int) -> tuple[Pool, int]:
    """All admissible groups of up to so many of some nodes, as many as `most` allows; and how many nodes.

    `part` is the net of these nodes alone.
    """
    useful, caps, _ = _caps(net)
    found, start = np.empty(most * 6, dtype=np.int32), np.zeros(most + 1, dtype=np.int64)
    order = (part.ip, part.ix, part.ok, part.q[:, useful].copy(), caps[useful])
    size, count = 3, _enumerate(*order, 3, found, start)
    while size < LARGEST and 0 <= count < most // 3:
        more = _enumerate(*order, size + 1, found, start)
        if more == count or more < 0:
            break
        size, count = size + 1, more
    count = _enumerate(*order, size, found, start)
    if count < 0:
        return Pool(np.zeros(1, dtype=np.int64), nodes[:0], np.zeros(0)), 0
    groups = Pool(start[: count + 1].copy(), nodes[found[: start[count]]], np.zeros(count))
    cost, fault = cost_groups(net, groups.start, groups.nodes)
    return Pool(groups.start, groups.nodes, cost).only(np.flatnonzero(fault == 0)), size


def _caps(net: Net) -> tuple[Ints, Floats, bool]:
    """The dimensions that bound groups, the most of each, and whether norms do."""
    bounded = net.par[:, 3] < UNBOUNDED
    useful = np.flatnonzero(bounded if bounded.any() else net.par[:, 1] > 0)
    caps = np.minimum(net.par[:, 3], np.where(bounded.any(), UNBOUNDED, 1.4 * net.par[:, 0]))
    return useful, caps, bool(bounded.any())


@compiled
def _enumerate(ip, ix, ok, q, cap, most, nodes, start):  # type: ignore[no-untyped-def]
    """Write every connected set of at most `most` nodes within the caps (or alone); -1: no room."""
    n, count = len(ip) - 1, 0
    width = 64 * most
    rest = np.zeros((most + 1, width), np.int64)
    left, fresh_from = np.zeros(most + 1, np.int64), np.zeros(most + 2, np.int64)
    fresh, chosen, seen = (
        np.zeros(most * width, np.int64),
        np.zeros(most + 1, np.int64),
        np.zeros(n, np.bool_),
    )
    load = np.zeros(q.shape[1])
    for root in range(n):
        depth, chosen[0], left[0], fresh_from[0], fresh_from[1] = 0, root, 0, 0, 0
        seen[root], load[:] = True, q[root]
        count = _write(chosen, 1, nodes, start, count)
        if count < 0:
            return -1
        if most > 1 and not (load > cap).any():
            _reach(ip, ix, ok, root, root, 0, rest, left, fresh, fresh_from, seen)
        while depth >= 0:
            if left[depth] == 0:
                for i in range(fresh_from[depth], fresh_from[depth + 1]):
                    seen[fresh[i]] = False
                load -= q[chosen[depth]]
                depth -= 1
                continue
            left[depth] -= 1
            w = rest[depth, left[depth]]
            if (load + q[w] > cap).any():
                continue
            depth += 1
            chosen[depth] = w
            load += q[w]
            left[depth], fresh_from[depth + 1] = 0, fresh_from[depth]
            count = _write(chosen, depth + 1, nodes, start, count)
            if count < 0:
                return -1
            if depth + 1 < most:
                inherit(rest, left, depth)
                _reach(ip, ix, ok, w, root, depth, rest, left, fresh, fresh_from, seen)
        seen[root] = False
    return count


@inlined
def inherit(rest, left, depth):  # type: ignore[no-untyped-def]
    """Offer again what the smaller group has not used up."""
    for i in range(left[depth - 1]):
        rest[depth, i] = rest[depth - 1, i]
    left[depth] = left[depth - 1]


@inlined
def _write(chosen, size, nodes, start, count):  # type: ignore[no-untyped-def]
    at = start[count]
    if at + size > len(nodes) or count + 2 > len(start):
        return -1
    for i in range(size):
        nodes[at + i] = chosen[i]
    start[count + 1] = at + size
    return count + 1


@inlined
def _reach(ip, ix, ok, w, root, depth, rest, left, fresh, fresh_from, seen):  # type: ignore[no-untyped-def]
    """Offer the neighbours of w above the root that no group on the way has been offered yet."""
    for e in range(ip[w], ip[w + 1]):
        x = ix[e]
        if ok[e] and x > root and not seen[x] and left[depth] < rest.shape[1]:
            seen[x] = True
            fresh[fresh_from[depth + 1]] = x
            fresh_from[depth + 1] += 1
            rest[depth, left[depth]] = x
            left[depth] += 1


def rows_of(groups: list[Ints]) -> tuple[Ints, Ints]:
    """Groups as (start, nodes)."""
    start = np.concatenate(([0], np.cumsum([len(g) for g in groups]))).astype(np.int64)
    return start, np.concatenate([*groups, np.zeros(0, dtype=np.int64)])


def cost_groups(net: Net, start: Ints, nodes: Ints) -> tuple[Floats, Floats]:
    """What each group adds to `cost_of` a plan, and whether it breaks a norm or a lock (> 0)."""
    cost, fault = np.zeros(len(start) - 1), np.zeros(len(start) - 1)
    class_size = np.bincount(net.code[net.code[:, CLASS] >= 0, CLASS], minlength=1)
    _cost(net, class_size, start, nodes, cost, fault)
    return cost, fault


@compiled
def _cost(net, class_size, start, nodes, cost, fault):  # type: ignore[no-untyped-def]
    inside = np.zeros(len(net.q), np.bool_)
    for g in range(len(cost)):
        members = nodes[start[g] : start[g + 1]]
        inside[members] = True
        for d in range(net.par.shape[0]):
            x = 0.0
            for u in members:
                x += net.q[u, d]
            cost[g] += net.par[d, 1] * abs(x - net.par[d, 0])
            fault[g] += max(0.0, max(net.par[d, 2] - x, x - net.par[d, 3]))
        venues = 0
        for u in members:
            venues += net.code[u, VENUE]
            for e in range(net.ip[u], net.ip[u + 1]):
                if not inside[net.ix[e]]:
                    cost[g] += net.ew[e] / 2
            for e in range(net.apart_ip[u], net.apart_ip[u + 1]):
                fault[g] += inside[net.apart_ix[e]]
        if venues == 0:
            cost[g] += net.price[0]
        cost[g] += net.price[1] * max(0, _kinds(net.code[:, STREET], members) - 1)
        fault[g] += max(0, _kinds(net.code[:, LABEL], members) - 1)
        fault[g] += _torn(net.code[:, CLASS], class_size, members)
        inside[members] = False


@inlined
def _kinds(code, members):  # type: ignore[no-untyped-def]
    """How many different codes the members have."""
    kinds = 0
    for i in range(len(members)):
        new = code[members[i]] >= 0
        for j in range(i):
            new = new and code[members[j]] != code[members[i]]
        kinds += new
    return kinds


@inlined
def _torn(code, class_size, members):  # type: ignore[no-untyped-def]
    """How many members lie in a class that is not wholly here."""
    torn = 0
    for u in members:
        if code[u] >= 0:
            here = 0
            for v in members:
                here += code[v] == code[u]
            torn += here < class_size[code[u]]
    return torn
