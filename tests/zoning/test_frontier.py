"""A walk over the nodes finds the cheapest cover: against every cover of small maps."""

from __future__ import annotations

import random

import numpy as np
import pytest

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.improve.choosing import walked
from jiceng.zoning.solvers.improve.frontier import cheapest_cover, room, walk_order
from jiceng.zoning.solvers.improve.groups import Pool, pool_of
from jiceng.zoning.solvers.improve.network import reduce

from .test_large import grid


def least(pool: Pool, n: int, k: int) -> float:
    """The least cost of k groups that cover every node once."""
    groups = [frozenset(g.tolist()) for g in pool.lists()]
    by_node = [[i for i, g in enumerate(groups) if min(g) == u] for u in range(n)]

    def best(covered: frozenset[int], left: int) -> float:
        first = next((u for u in range(n) if u not in covered), None)
        if first is None or left == 0:
            return 0.0 if first is None and left == 0 else np.inf
        return min(
            (pool.cost[i] + best(covered | groups[i], left - 1) for i in by_node[first] if not groups[i] & covered),
            default=np.inf,
        )  # fmt: skip

    return best(frozenset(), k)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_cheaper_is_missed(seed: int) -> None:
    rng = random.Random(seed)
    k = rng.randint(3, 5)
    net = reduce(grid(3, k), k).net
    pool = pool_of(net)
    pool = Pool(pool.start, pool.nodes, pool.cost + [rng.uniform(0, 300) for _ in pool.cost])
    true = least(pool, 9, k)
    order = walk_order(net.ip, net.ix, np.arange(9), np.arange(9))
    assert sorted(order.tolist()) == list(range(9))
    ways = room(1 << 12)
    walk = cheapest_cover(pool, order, pool.cost, k, true + 1, 10**6, ways)
    assert walk.exact
    assert sorted(u for g in walk.chosen for u in pool.lists()[g].tolist()) == list(range(9))
    assert pool.cost[walk.chosen].sum() == pytest.approx(true)
    assert len(cheapest_cover(pool, order, pool.cost, k, true - 1e-6, 10**6, ways).chosen) == 0
    narrow = cheapest_cover(pool, order, pool.cost, k, true + 1, 1, ways)
    assert not narrow.exact


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_is_replaced_by_the_cheapest(seed: int) -> None:
    net = reduce(grid(3, 4), 4).net
    pool = pool_of(net)
    lists, rng = pool.lists(), random.Random(seed)
    start: list[int] = []
    while len(start) < 4:
        free = set(range(9)) - {u for g in start for u in lists[g].tolist()}
        fits = [g for g in range(len(lists)) if set(lists[g].tolist()) <= free]
        start = [*start, rng.choice(fits)] if fits else []
        if len(start) == 4 and sum(len(lists[g]) for g in start) < 9:
            start = []
    first = pool.only(np.array(start)).joined_with(pool)
    order = walk_order(net.ip, net.ix, np.arange(9), np.arange(9))
    chosen, steps, settled = walked(first, order, 4, 10**6, room(1 << 12), Budget(60))
    assert first.cost[chosen].sum() == pytest.approx(least(pool, 9, 4))
    assert steps > 0
    assert settled or first.cost[chosen].sum() == first.cost[:4].sum()
