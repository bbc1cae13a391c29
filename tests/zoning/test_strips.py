"""Strips cover the map in connected parts; annealing with walks leaves a plan that is whole, cheaper and repeatable."""

from __future__ import annotations

import numpy as np
import pytest

from jiceng.zoning.budget import Budget
from jiceng.zoning.graph import connected
from jiceng.zoning.solvers.compiled import stream
from jiceng.zoning.solvers.improve import strips
from jiceng.zoning.solvers.improve.columns import Prices
from jiceng.zoning.solvers.improve.cuts import Cuts
from jiceng.zoning.solvers.improve.cutting import strips_of
from jiceng.zoning.solvers.improve.groups import pool_of
from jiceng.zoning.solvers.improve.network import Reduced, reduce
from jiceng.zoning.solvers.improve.seeding import agglomerate
from jiceng.zoning.solvers.improve.windows import Windows

from .test_large import grid, without_clock


def begun(side: int, k: int) -> tuple[Reduced, Windows]:
    """A map with its first plan; the prices are what the nodes count for."""
    reduced = reduce(grid(side, k), k)
    net = reduced.net
    a = agglomerate(net, k)
    assert a is not None
    prices = Prices(net.q[:, 0] * 0.1, 0.0, Cuts.none(), 0.0)
    return reduced, Windows(net, k, pool_of(net), prices, a)


@pytest.mark.parametrize("seed", range(3))
def test_strips_are_connected_and_hold_every_community_once(seed: int) -> None:
    reduced, windows = begun(14, 60)
    strip = strips_of(windows.net, windows.a, windows.k, 3, 25, stream(seed))
    assert strip.min() == 0
    assert set(strip.tolist()) == set(range(int(strip.max()) + 1))
    assert strip.max() > 0
    assert np.bincount(strip).max() <= 25
    for s in range(int(strip.max()) + 1):
        assert connected(
            reduced.problem, np.flatnonzero(np.isin(windows.a, np.flatnonzero(strip == s))).tolist()
        )


def test_shaking_leaves_a_cheaper_plan_that_is_whole() -> None:
    reduced, windows = begun(14, 60)
    before = windows.cost()
    assert strips.shake(windows, 4, 1, Budget(600))
    assert windows.cost() < before
    assert sorted(set(windows.a.tolist())) == list(range(60))
    for c in range(60):
        assert connected(reduced.problem, np.flatnonzero(windows.a == c).tolist())


def test_the_same_seed_shakes_the_same_way_and_a_stop_keeps_the_best() -> None:
    plans = []
    for seed in (1, 1, 2):
        _, windows = begun(14, 60)
        strips.shake(windows, 4, seed, without_clock(60.0))
        plans.append(windows.a.tolist())
    assert plans[0] == plans[1]
    assert plans[0] != plans[2]
    _, windows = begun(14, 60)
    before = windows.a.tolist()
    assert not strips.shake(windows, 4, 1, without_clock(60.0), lambda: 1.0)
    assert windows.a.tolist() == before


def test_a_budget_that_buys_few_rounds_buys_none() -> None:
    assert strips.rounds_for(900, 120.0) == strips.ROUNDS
    assert strips.rounds_for(900, 1.0) == 0
