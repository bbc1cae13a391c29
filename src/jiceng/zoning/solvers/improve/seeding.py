"""A first plan of the reduced problem: the lightest region joins its lightest neighbour until k are left."""

from __future__ import annotations

import heapq

import numpy as np

from jiceng.zoning.solvers.improve.network import UNBOUNDED, Ints, Net


def weights_of(net: Net) -> list[float]:
    """How heavy each node is: its counts in targets, by what they are worth; else 1."""
    useful = (net.par[:, 1] > 0) | (net.par[:, 3] < UNBOUNDED) | (net.par[:, 2] > -UNBOUNDED)
    if not useful.any():
        return [1.0] * len(net.q)
    return [float(x) for x in (net.q[:, useful] / net.par[useful, 4]).sum(axis=1)]


def agglomerate(net: Net, k: int) -> Ints | None:
    """An assignment with k contiguous communities, or None where the graph has more than k pieces."""
    n = len(net.q)
    weight, members = weights_of(net), [[i] for i in range(n)]
    near = [{int(net.ix[e]) for e in range(net.ip[i], net.ip[i + 1]) if net.ok[e]} for i in range(n)]
    heap = [(weight[i], i) for i in range(n)]
    heapq.heapify(heap)
    alive, gone = n, [False] * n
    while alive > k:
        if not heap:
            return None
        heaviness, i = heapq.heappop(heap)
        if gone[i] or heaviness != weight[i] or not near[i]:
            continue
        j = min(near[i], key=lambda j: (weight[j], j))
        gone[j], alive = True, alive - 1
        for other in near[j]:
            near[other].discard(j)
            if other != i:
                near[other].add(i)
                near[i].add(other)
        weight[i] += weight[j]
        members[i] += members[j]
        heapq.heappush(heap, (weight[i], i))
    a = np.zeros(n, dtype=np.int64)
    for c, i in enumerate(i for i in range(n) if not gone[i]):
        a[members[i]] = c
    return a
