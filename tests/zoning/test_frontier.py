"""A walk over the nodes finds the cheapest cover: against every cover of small maps."""

from __future__ import annotations

import random

import numpy as np
import pytest

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.improve.choosing import walked
from jiceng.zoning.solvers.improve.frontier import cheapest_cover, walk_order
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


def begun(pool: Pool, k: int, rng: random.Random) -> Pool:
    """The pool after some plan of 9 nodes in k groups."""
    lists = pool.lists()
    start: list[int] = []
    while len(start) < k:
        free = set(range(9)) - {u for g in start for u in lists[g].tolist()}
        fits = [g for g in range(len(lists)) if set(lists[g].tolist()) <= free]
        start = [*start, rng.choice(fits)] if fits else []
        if len(start) == k and sum(len(lists[g]) for g in start) < 9:
            start = []
    return pool.only(np.array(start)).joined_with(pool)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_cheaper_is_missed(seed: int) -> None:
    rng = random.Random(seed)
    k = rng.randint(3, 5)
    net = reduce(grid(3, k), k).net
    pool = pool_of(net)
    pool = Pool(pool.start, pool.nodes, pool.cost + [rng.uniform(0, 300) for _ in pool.cost])
    true, pool = least(pool, 9, k), begun(pool, k, rng)
    order = walk_order(net.ip, net.ix, np.arange(9), np.arange(9))
    assert sorted(order.tolist()) == list(range(9))
    walk = cheapest_cover(pool, order, pool.cost, k, 1000)
    assert walk.exact
    assert sorted(u for g in walk.chosen for u in pool.lists()[g].tolist()) == list(range(9))
    assert pool.cost[walk.chosen].sum() == pytest.approx(true)


@pytest.mark.parametrize("beam", [1, 2, 5])
def test_a_narrow_walk_is_never_worse_than_its_plan(beam: int) -> None:
    rng, given_up = random.Random(beam), 0
    for _ in range(30):
        net = reduce(grid(3, 4), 4).net
        pool = pool_of(net)
        pool = begun(
            Pool(pool.start, pool.nodes, pool.cost + [rng.uniform(0, 300) for _ in pool.cost]), 4, rng
        )
        order = walk_order(net.ip, net.ix, np.arange(9), np.arange(9))
        walk = cheapest_cover(pool, order, pool.cost, 4, beam)
        given_up += not walk.exact
        assert sorted(u for g in walk.chosen for u in pool.lists()[g].tolist()) == list(range(9))
        assert pool.cost[walk.chosen].sum() <= pool.cost[:4].sum() + 1e-9
        if walk.exact:
            assert pool.cost[walk.chosen].sum() == pytest.approx(least(pool, 9, 4))
    assert given_up


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_is_replaced_by_the_cheapest(seed: int) -> None:
    net = reduce(grid(3, 4), 4).net
    pool = pool_of(net)
    first = begun(pool, 4, random.Random(seed))
    order = walk_order(net.ip, net.ix, np.arange(9), np.arange(9))
    chosen, steps, settled = walked(first, order, 4, 1000, Budget(60))
    assert first.cost[chosen].sum() == pytest.approx(least(pool, 9, 4))
    assert steps > 0
    assert settled or first.cost[chosen].sum() == first.cost[:4].sum()
