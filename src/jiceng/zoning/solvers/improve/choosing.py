"""Which groups cover a window of the map at least cost: by a walk with the window's own prices."""

from __future__ import annotations

import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.improve.frontier import cheapest_cover
from jiceng.zoning.solvers.improve.groups import Pool
from jiceng.zoning.solvers.improve.local import local_prices
from jiceng.zoning.solvers.improve.network import Ints

WAYS = 2000
"""Ways of a walk that are reckoned as one simplex step."""

Choice = tuple[Ints, int, bool]
"""Groups, simplex steps, and whether no others cost less."""


def walked(pool: Pool, order: Ints, k: int, beam: int, budget: Budget) -> Choice:
    """The k groups that cover least; the first k groups are a plan to begin with."""
    local, cost = local_prices(pool, len(order), k, budget), float(pool.cost[:k].sum())
    if cost - local.low <= 1e-9 * cost:
        return np.arange(k), local.steps, True
    walk = cheapest_cover(pool, order, local.reduced, k, beam, local.cuts)
    return walk.chosen, local.steps + walk.ways // WAYS, walk.exact
