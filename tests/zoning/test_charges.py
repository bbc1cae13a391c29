"""A walk at prices of nodes and cuts finds what one at plain costs finds: nothing is charged too much or too little."""

from __future__ import annotations

import random

import numpy as np
import pytest

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.improve.charges import FAR, charges, due
from jiceng.zoning.solvers.improve.cuts import Cuts, reduced_with_cuts
from jiceng.zoning.solvers.improve.frontier import cheapest_cover, walk_order
from jiceng.zoning.solvers.improve.groups import Pool, pool_of
from jiceng.zoning.solvers.improve.local import local_prices
from jiceng.zoning.solvers.improve.network import Floats, reduce

from .test_frontier import begun, least
from .test_large import grid


def town(seed: int, k: int) -> tuple[Pool, Floats]:
    """The groups of a map of nine nodes at random costs, after some plan; and places to walk in."""
    rng = random.Random(seed)
    net = reduce(grid(3, k), k).net
    pool = pool_of(net)
    pool = begun(Pool(pool.start, pool.nodes, pool.cost + [rng.uniform(0, 300) for _ in pool.cost]), k, rng)
    return pool, walk_order(net.ip, net.ix, np.arange(9), np.arange(9))


def some_cuts(rng: np.random.Generator, outside: bool) -> Cuts:
    """Random triples at random prices; with nodes that the walk does not come to where asked."""
    triples = np.array([rng.permutation(9)[:3] for _ in range(8)])
    if outside:
        triples[rng.random(8) < 0.5, 0] = -1
    return Cuts(triples, rng.uniform(0, 200, 8))


@pytest.mark.parametrize("outside", [False, True])
@pytest.mark.parametrize("seed", range(10))
def test_groups_are_charged_for_each_cut_that_none_of_them_holds(seed: int, outside: bool) -> None:
    pool, order = town(seed, 4)
    cuts = some_cuts(np.random.default_rng(seed), outside)
    places = order[pool.nodes]
    first = np.minimum.reduceat(places, pool.start[:-1])
    found = charges(pool.start, places, first, cuts, np.append(order, FAR))
    missed = 0.0
    for triple, price in zip(cuts.triples, cuts.price, strict=True):
        inside = set(triple[triple >= 0].tolist())
        held = any(len(inside & set(group.tolist())) >= 2 for group in pool.lists()[:4])
        missed += 0.0 if held else price
    assert due(found, pool.start, places, first[:4], 9) == pytest.approx(missed)


@pytest.mark.parametrize("seed", range(10))
def test_a_walk_at_any_prices_ends_with_the_cheapest_cover(seed: int) -> None:
    pool, order = town(seed, 4)
    rng = np.random.default_rng(seed)
    cuts, node = some_cuts(rng, False), rng.uniform(-50, 50, 9)
    reduced = reduced_with_cuts(pool.start, pool.nodes, pool.cost, node, *cuts.by_node(9), cuts.price)
    lowest = float(reduced.min())  # the price of one more community: then none costs less than nothing
    walk = cheapest_cover(pool, order, reduced - lowest, 4, 10_000, cuts)
    assert walk.exact
    assert pool.cost[walk.chosen].sum() == pytest.approx(least(pool, 9, 4))


@pytest.mark.parametrize("rounds", [0, 1, 4])
@pytest.mark.parametrize("seed", range(6))
def test_prices_of_a_window_prove_no_more_than_is_true(seed: int, rounds: int) -> None:
    pool, order = town(seed, 4)
    local = local_prices(pool, 9, 4, Budget(60), rounds)
    true = least(pool, 9, 4)
    assert local.low <= true * (1 + 1e-9)
    assert local.reduced.min() >= -1e-6 * true
    walk = cheapest_cover(pool, order, local.reduced, 4, 10_000, local.cuts)
    assert pool.cost[walk.chosen].sum() == pytest.approx(true)
    if rounds:
        assert local.low >= local_prices(pool, 9, 4, Budget(60), 0).low - 1e-9 * true


def test_out_of_time_nothing_is_proved() -> None:
    pool, _ = town(1, 4)
    budget = Budget(60, cancelled=lambda: True)
    local = local_prices(pool, 9, 4, budget)
    assert local.low <= least(pool, 9, 4)
