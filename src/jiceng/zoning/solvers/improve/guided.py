"""A plan that begins with the programme's own choices: groups it takes whole stay, the rest is annealed.

What the programme takes in parts it could not decide; there annealing finds a plan. On the real graphs such
a plan is cheaper than one annealed everywhere with the same work, and windows improve it further.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.improve.columns import Offer
from jiceng.zoning.solvers.improve.halves import subnet
from jiceng.zoning.solvers.improve.network import Ints, Net, Reduced
from jiceng.zoning.solvers.improve.schedule import anneal_for
from jiceng.zoning.solvers.improve.seeding import agglomerate

WHOLE = 0.9
"""Groups of which the programme takes more than this share are taken whole; 0.99 and 0.8 gave worse plans."""


def suits(net: Net) -> bool:
    """Whether a part of the map can be annealed alone: no lock and no present plan binds it to the rest."""
    return not net.stay.any() and bool(net.off[3] == net.off[2])


def guided(reduced: Reduced, offer: Offer, seconds: float, seed: int, budget: Budget) -> Ints | None:
    """An assignment, made with the proposals that `seconds` buy; None where the rest cannot be divided."""
    net, k = reduced.net, reduced.k
    groups, free = _whole(offer, len(net.q))
    nodes, left = np.flatnonzero(free), k - len(groups)
    if not groups or left < 2 or len(nodes) < left:
        return None
    rest = subnet(net, nodes, np.arange(k))
    start = agglomerate(rest, left)
    if start is None or int(start.max()) + 1 < left:
        return None
    part = replace(reduced, net=rest, k=left)
    best = anneal_for(part, start, seconds, seed, budget, lambda best: None)
    if best.a is None:
        return None
    result = np.zeros(len(net.q), dtype=np.int64)
    result[nodes] = best.a
    for c, group in enumerate(groups):
        result[group] = left + c
    return result


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
