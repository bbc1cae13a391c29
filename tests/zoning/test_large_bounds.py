"""A bound is never above the optimum, and the windows never spoil a plan."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest

from jiceng.zoning.budget import Budget
from jiceng.zoning.objectives import objective
from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Locks, Norms, Problem
from jiceng.zoning.solvers import exact, improve
from jiceng.zoning.solvers.bounds import floor
from jiceng.zoning.solvers.improve.columns import prices
from jiceng.zoning.solvers.improve.groups import pool_of
from jiceng.zoning.solvers.improve.kernels import cost_of, state_of
from jiceng.zoning.solvers.improve.network import Contradiction, reduce
from jiceng.zoning.solvers.improve.pricing import cheapest
from jiceng.zoning.solvers.improve.seeding import agglomerate
from jiceng.zoning.solvers.pool import PoolTooLarge

from .large_towns import faults, random_problem
from .test_large import grid, without_clock


def connected(net, group: tuple[int, ...]) -> bool:
    reached, stack = {group[0]}, [group[0]]
    while stack:
        u = stack.pop()
        for e in range(net.ip[u], net.ip[u + 1]):
            v = int(net.ix[e])
            if net.ok[e] and v in group and v not in reached:
                reached.add(v)
                stack.append(v)
    return len(reached) == len(group)


@pytest.mark.parametrize("seed", range(60))
def test_cheapest_group_is_not_missed(seed: int) -> None:
    """Against every connected group of a small graph."""
    rng = random.Random(seed)
    problem = replace(
        random_problem(rng),
        norms=Norms(),
        locks=Locks(),
        weights=replace(grid(2, 2).weights, resident_imbalance=2),
    )
    problem = replace(problem, units=problem.units[:10], present=None, communities=(2, 2), edges=tuple(
        e for e in problem.edges if int(e.a[1:]) < 10 and int(e.b[1:]) < 10
    ))  # fmt: skip
    net = reduce(problem, 2).net
    gain = np.array([rng.uniform(-2, 2) * x for x in net.q[:, 0]])
    gain = np.minimum(gain, 2 * net.q[:, 0])
    enough = rng.uniform(-0.5, 1) * float(net.par[0, 0])
    least, _ = cheapest(net, gain, 0, enough, rng.choice([3, 10**6]))
    true = np.full(len(gain), np.inf)
    for size in range(1, len(gain) + 1):
        for group in itertools.combinations(range(len(gain)), size):
            if connected(net, group):
                value = 2 * abs(net.q[list(group), 0].sum() - net.par[0, 0]) - gain[list(group)].sum()
                true[group[0]] = min(true[group[0]], value)
    assert (least <= np.minimum(true, enough) + 1e-6).all()


@pytest.mark.parametrize("seed", range(80))
def test_bound_is_below_the_proved_optimum(seed: int) -> None:
    problem = random_problem(random.Random(1000 + seed))
    problem = replace(problem, communities=(problem.communities[0],) * 2, present=None)
    try:
        best = exact.solve(problem, seed=0, budget=Budget(30))
    except PoolTooLarge:
        return  # no oracle for this one
    if best.status != "optimal":
        return
    optimum = float(best.objective)
    assert floor(problem, problem.k) <= optimum + 1e-9
    try:
        reduced = reduce(problem, problem.k)
    except Contradiction:
        pytest.fail("a problem with a plan is called infeasible")
    if reduced.k == 0:
        return
    a = agglomerate(reduced.net, reduced.k)
    plan = [np.flatnonzero(a == c) for c in range(reduced.k)]
    full = Plan.of(problem, reduced.expand(a))
    apart = float(objective(full)) - cost_of(state_of(reduced.net, a, reduced.k))
    found = prices(reduced.net, reduced.k, pool_of(reduced.net), plan, Budget(30), abs(optimum) + 1)
    if found is not None:
        assert found.bound + apart <= optimum + 1e-6 * (1 + optimum)


@pytest.mark.parametrize("weights", [{"resident_imbalance": 1}, {"resident_imbalance": 1, "boundary_m": 3}])
def test_windows_improve_and_stay_valid(weights: dict[str, float]) -> None:
    problem: Problem = replace(grid(12, 48, **weights), norms=Norms(residents=(400, 2600)))
    annealed = improve.solve(problem, seed=1, budget=0.1)
    refined = [improve.solve(problem, seed=1, budget=without_clock(2.5)) for _ in range(2)]
    for solution in refined:
        assert faults(solution.plan) == []
        assert solution.objective <= annealed.objective
        assert 0 < solution.bound <= float(solution.objective)
    assert refined[0].plan.assignment == refined[1].plan.assignment
    assert refined[0].bound == refined[1].bound
