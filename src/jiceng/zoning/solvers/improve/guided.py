"""A plan that begins with the programme's own choices: groups it takes whole stay, the rest is annealed.

What the programme takes in parts it could not decide; there annealing finds a plan, piece by piece, with as many
communities in each as the programme makes there. On the real graphs such a plan is cheaper than one annealed
everywhere with the same work, and windows improve it further.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.compiled import compiled
from jiceng.zoning.solvers.improve.columns import Offer
from jiceng.zoning.solvers.improve.halves import subnet
from jiceng.zoning.solvers.improve.network import Ints, Net, Reduced
from jiceng.zoning.solvers.improve.schedule import Passed, anneal_for
from jiceng.zoning.solvers.improve.seeding import agglomerate

WHOLE = 0.9
"""Groups of which the programme takes more than this share are taken whole; 0.99 and 0.8 gave worse plans."""


def suits(net: Net) -> bool:
    """Whether a part of the map can be annealed alone: no lock and no present plan binds it to the rest."""
    return not net.stay.any() and bool(net.off[3] == net.off[2])


def guided(
    reduced: Reduced, offer: Offer, seconds: float, seed: int, budget: Budget, passed: Passed = lambda: 0.0
) -> Ints | None:
    """An assignment, made with the proposals that `seconds` buy; None where the rest cannot be divided."""
    net = reduced.net
    groups, free = _whole(offer, len(net.q))
    nodes = np.flatnonzero(free)
    pieces = _pieces(net, nodes)
    numbers = _numbers(offer, pieces, reduced.k - len(groups)) if groups and pieces else None
    if numbers is None:
        return None
    result, made = np.zeros(len(net.q), dtype=np.int64), 0
    for piece, k in zip(pieces, numbers, strict=True):
        part = replace(reduced, net=subnet(net, piece, np.arange(reduced.k)), k=k)
        start = agglomerate(part.net, k)
        if start is None or int(start.max()) + 1 < k:
            return None
        share = seconds * len(piece) / len(nodes)
        best = anneal_for(part, start, share, seed, budget, passed=passed)
        result[piece], made = (start if best.a is None else best.a) + made, made + k
    for c, group in enumerate(groups):
        result[group] = made + c
    return result


def _pieces(net: Net, nodes: Ints) -> list[Ints]:
    """The connected parts of what some nodes make up, largest first."""
    part = subnet(net, nodes, np.zeros(1, dtype=np.int64))
    piece, count = np.full(len(nodes), -1, dtype=np.int64), 0
    for u in range(len(nodes)):
        if piece[u] < 0:
            _mark(part.ip, part.ix, part.ok, u, count, piece)
            count += 1
    found = [nodes[piece == i] for i in range(count)]
    return sorted(found, key=len, reverse=True)


@compiled
def _mark(ip, ix, ok, start, name, piece):  # type: ignore[no-untyped-def]
    """Give every node that can be reached from one the name of its piece."""
    queue, head, tail = np.zeros(len(piece), np.int64), 0, 1
    queue[0], piece[start] = start, name
    while head < tail:
        u = queue[head]
        head += 1
        for e in range(ip[u], ip[u + 1]):
            if ok[e] and piece[ix[e]] < 0:
                piece[ix[e]], queue[tail] = name, ix[e]
                tail += 1


def _numbers(offer: Offer, pieces: list[Ints], left: int) -> list[int] | None:
    """How many communities each piece gets: what the programme's shares make there, scaled and rounded.

    Pieces cannot trade communities, so a number that does not fit stays wrong. None where `left` do not fit in.
    """
    sizes = [len(piece) for piece in pieces]
    if not len(pieces) <= left <= sum(sizes):
        return None
    taken, wish = offer.taken, np.zeros(int(offer.taken.nodes.max()) + 1)
    np.add.at(wish, taken.nodes, np.repeat(offer.shares / taken.sizes, taken.sizes))
    wishes = np.array([wish[piece].sum() for piece in pieces])
    wishes *= left / max(1e-9, wishes.sum())
    numbers = np.clip(np.floor(wishes).astype(np.int64), 1, sizes)
    while numbers.sum() != left:
        step = 1 if numbers.sum() < left else -1
        room = numbers < sizes if step > 0 else numbers > 1
        numbers[np.argmax(np.where(room, step * (wishes - numbers), -np.inf))] += step
    return [int(k) for k in numbers]


def _whole(offer: Offer, n: int) -> tuple[list[Ints], NDArray[np.bool_]]:
    """The groups that the programme takes nearly whole, and which nodes they leave."""
    free, groups = np.ones(n, dtype=np.bool_), []
    pool = offer.taken.only(np.argsort(-offer.shares, kind="stable"))
    for i in range(int((offer.shares > WHOLE).sum())):
        group = pool.nodes[pool.start[i] : pool.start[i + 1]]
        if free[group].all():
            free[group] = False
            groups.append(group)
    return groups, free
