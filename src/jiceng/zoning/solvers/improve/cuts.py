"""Cuts that tighten the programme of groups: of any three nodes, at most one group holds two or more.

Two groups that each held two of the three would share a node, so every plan keeps the cut; plans taken in
parts often break it (Jepsen, Petersen, Spoorendonk and Pisinger 2008, "Subset-row inequalities").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jiceng.zoning.solvers.compiled import compiled, inlined
from jiceng.zoning.solvers.improve.network import Floats, Ints

VIOLATED = 0.02
"""By how much a cut must be broken to be worth adding."""
CROWDED = 4
"""Cuts added at a time that may share a node."""


@dataclass(frozen=True)
class Cuts:
    """Three nodes a row, and the price of each cut (at least 0): what a group pays that holds two of the three."""

    triples: Ints
    price: Floats

    @classmethod
    def none(cls) -> Cuts:
        """No cuts."""
        return cls(np.zeros((0, 3), dtype=np.int64), np.zeros(0))

    def by_node(self, n: int) -> tuple[Ints, Ints]:
        """Compressed rows: the cuts of each node."""
        order = np.argsort(self.triples.ravel(), kind="stable")
        counts = np.bincount(self.triples.ravel(), minlength=n)
        return np.concatenate(([0], np.cumsum(counts))).astype(np.int64), (order // 3).astype(np.int64)

    def held(self, start: Ints, nodes: Ints, n: int) -> tuple[Ints, Ints]:
        """Compressed rows: the cuts of which each group holds two nodes or more."""
        ip, ix = self.by_node(n)
        counts = np.zeros(len(start), dtype=np.int64)
        count = np.zeros(max(1, len(self.price)), dtype=np.int64)
        _held(start, nodes, ip, ix, count, counts, np.zeros(0, dtype=np.int64))
        found = np.zeros(int(counts.sum()), dtype=np.int64)
        rows = np.cumsum(counts)
        _held(start, nodes, ip, ix, count, np.zeros(len(start), dtype=np.int64), found)
        return rows, found

    def active(self, least: float) -> Cuts:
        """The cuts that cost more than `least`."""
        keep = self.price > least
        return Cuts(self.triples[keep], self.price[keep])


@compiled
def _held(start, nodes, ip, ix, count, counts, found):  # type: ignore[no-untyped-def]
    """Count the cuts held by each group into `counts`, one place on; write them where there is room."""
    at = 0
    for g in range(len(start) - 1):
        for i in range(start[g], start[g + 1]):
            for e in range(ip[nodes[i]], ip[nodes[i] + 1]):
                count[ix[e]] += 1
                if count[ix[e]] == 2:
                    counts[g + 1] += 1
                    if at < len(found):
                        found[at] = ix[e]
                        at += 1
        for i in range(start[g], start[g + 1]):
            for e in range(ip[nodes[i]], ip[nodes[i] + 1]):
                count[ix[e]] = 0


@compiled
def reduced_with_cuts(start, nodes, cost, price, ip, ix, dear):  # type: ignore[no-untyped-def]
    """Cost of each group less the prices of its nodes, with the prices of the cuts that it holds."""
    result = cost.copy()
    count = np.zeros(max(1, len(dear)), np.int64)
    for g in range(len(cost)):
        for i in range(start[g], start[g + 1]):
            u = nodes[i]
            result[g] -= price[u]
            for e in range(ip[u], ip[u + 1]):
                count[ix[e]] += 1
                if count[ix[e]] == 2:
                    result[g] += dear[ix[e]]
        for i in range(start[g], start[g + 1]):
            for e in range(ip[nodes[i]], ip[nodes[i] + 1]):
                count[ix[e]] = 0
    return result


def violated(start: Ints, nodes: Ints, share: Floats, n: int, most: int) -> Ints:
    """Triples of which groups taken in these shares break the cut, worst first and spread over the map."""
    room = 1024
    while True:
        triples, by = np.zeros((room, 3), dtype=np.int64), np.zeros(room)
        count = _separate(start, nodes, share, n, VIOLATED, triples, by)
        if count <= room:
            break
        room = count
    order = np.lexsort((*triples[:count].T, -by[:count]))
    crowd, chosen = np.zeros(n, dtype=np.int64), []
    for row in triples[order]:
        if crowd[row].max() < CROWDED:
            crowd[row] += 1
            chosen.append(row)
            if len(chosen) == most:
                break
    return np.array(chosen, dtype=np.int64).reshape(-1, 3)


@inlined
def _together(at, ip, start, nodes, share, u, near, among):  # type: ignore[no-untyped-def]
    """Into `near`, in what share each node lies in one group with u; how many such nodes `among` lists."""
    count = 0
    for e in range(ip[u], ip[u + 1]):
        for i in range(start[at[e]], start[at[e] + 1]):
            v = nodes[i]
            if v > u:
                if near[v] == 0.0:
                    among[count] = v
                    count += 1
                near[v] += share[at[e]]
    return count


@inlined
def _groups_of(start, nodes, share, n):  # type: ignore[no-untyped-def]
    """Compressed rows: the groups of each node that are taken at all."""
    ip = np.zeros(n + 1, np.int64)
    for g in range(len(share)):
        if share[g] > 1e-6:
            for i in range(start[g], start[g + 1]):
                ip[nodes[i] + 1] += 1
    ip = np.cumsum(ip)
    at, place = np.zeros(ip[n], np.int64), ip[:-1].copy()
    for g in range(len(share)):
        if share[g] > 1e-6:
            for i in range(start[g], start[g + 1]):
                at[place[nodes[i]]] = g
                place[nodes[i]] += 1
    return ip, at


@inlined
def _all_three(at, ip, start, nodes, share, u, w, v):  # type: ignore[no-untyped-def]
    """In what share the three nodes lie in one group."""
    total = 0.0
    for e in range(ip[u], ip[u + 1]):
        found = 0
        for i in range(start[at[e]], start[at[e] + 1]):
            found += nodes[i] == w or nodes[i] == v
        if found == 2:
            total += share[at[e]]
    return total


@compiled
def _separate(start, nodes, share, n, least, triples, by):  # type: ignore[no-untyped-def]
    """Write the broken cuts, lowest node first; returns how many there are, written or not."""
    ip, at = _groups_of(start, nodes, share, n)
    near, also = np.zeros(n), np.zeros(n)
    among, others = np.zeros(n, np.int64), np.zeros(n, np.int64)
    count = 0
    for u in range(n):
        partners = _together(at, ip, start, nodes, share, u, near, among)
        for i in range(partners):
            v = among[i]
            further = _together(at, ip, start, nodes, share, v, also, others)
            for j in range(further):
                w = others[j]
                total = near[v] + also[w] + near[w]
                if near[w] > 0.0 and total > 1.0 + least:
                    total -= 2 * _all_three(at, ip, start, nodes, share, u, v, w)
                    if total > 1.0 + least:
                        if count < len(by):
                            triples[count, 0], triples[count, 1], triples[count, 2] = u, v, w
                            by[count] = total - 1.0
                        count += 1
                also[w] = 0.0
        for i in range(partners):
            near[among[i]] = 0.0
    return count
