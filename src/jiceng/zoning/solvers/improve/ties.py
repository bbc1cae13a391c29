"""Hard spots of the proof, and ties between prices there that make it easy.

Where a community takes many small units, groups are too many to search, and the search is cut off by a
reckoning that knows no contiguity: good if the nodes of a neighbourhood are priced alike for their weight,
poor if not. Tying the prices of adjacent nodes together costs little of the bound (any prices prove one)
and lets the search end.
"""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.solvers.improve.network import Floats, Ints, Net

HARD = 0.04
"""A spot is hard where a group may undercut the prices by more than this share of the target."""
SMALL = 0.3
"""Nodes up to this share of the target are tied."""
APART = 0.02
"""By how much the prices for weight of two tied nodes may differ."""


def hard_spots(net: Net, dim: int, roots: Ints) -> NDArray[np.bool_]:
    """The nodes that a group with one of these lowest nodes can hold."""
    hard = np.zeros(len(net.q), dtype=np.bool_)
    for root in roots:
        hard[_ball(net, dim, int(root))] = True
    return hard


def _ball(net: Net, dim: int, root: int) -> list[int]:
    """Nodes above the root that a path lighter than the target leads to."""
    weight, target = net.q[:, dim], float(net.par[dim, 0])
    dist, heap = {root: 0.0}, [(0.0, root)]
    while heap:
        far, u = heapq.heappop(heap)
        through = far + float(weight[u])
        if far > dist[u] or through >= target:
            continue
        for e in range(net.ip[u], net.ip[u + 1]):
            v = int(net.ix[e])
            if net.ok[e] and v > root and through < dist.get(v, np.inf):
                dist[v] = through
                heapq.heappush(heap, (through, v))
    return list(dist)


def ties_of(net: Net, dim: int, hard: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Pairs of adjacent small nodes in hard spots, each in both orders."""
    share = net.q[:, dim] / net.par[dim, 0]
    small = hard & (share > 0) & (share < SMALL)
    tails = np.repeat(np.arange(len(net.q)), np.diff(net.ip))
    both = net.ok & small[tails] & small[net.ix]
    return tails[both], net.ix[both]


def tie_rows(net: Net, dim: int, pair: tuple[Ints, Ints]) -> Floats:
    """Entries of the columns that tie: one over each node's share of the target, first plus, then minus."""
    share = net.q[:, dim] / net.par[dim, 0]
    return np.column_stack((1 / share[pair[0]], -1 / share[pair[1]]))
