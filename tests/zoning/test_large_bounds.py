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
from jiceng.zoning.solvers.improve.columns import Master
from jiceng.zoning.solvers.improve.cuts import Cuts, violated
from jiceng.zoning.solvers.improve.groups import Pool, pool_of, rows_of
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
    triples = [
        sorted(rng.sample(range(len(gain)), 3)) for _ in range(rng.choice([0, 2, 6]) if len(gain) > 2 else 0)
    ]
    price = np.array([rng.uniform(0, 400) for _ in triples])
    effort = rng.choice([3, 10**6])
    cuts = Cuts(np.array(triples, dtype=np.int64).reshape(-1, 3), price)
    found = cheapest(net, gain, 0, enough, effort, cuts)
    true = np.full(len(gain), np.inf)
    for size in range(1, len(gain) + 1):
        for group in itertools.combinations(range(len(gain)), size):
            if connected(net, group):
                value = 2 * abs(net.q[list(group), 0].sum() - net.par[0, 0]) - gain[list(group)].sum()
                value += sum(
                    p for three, p in zip(triples, price, strict=True) if len({*three} & {*group}) > 1
                )
                true[group[0]] = min(true[group[0]], value)
    assert (found.least <= np.minimum(true, enough) + 1e-6).all()
    if effort > 3:
        assert found.least == pytest.approx(np.minimum(true, enough), abs=1e-6)


@pytest.mark.parametrize("seed", range(20))
def test_every_broken_cut_is_found_and_no_other(seed: int) -> None:
    rng = random.Random(seed)
    groups = [np.array(rng.sample(range(9), rng.randint(1, 5)), dtype=np.int64) for _ in range(14)]
    share = np.array([rng.choice([0, 0.2, 0.5, 0.7]) for _ in groups])
    broken = {
        three
        for three in itertools.combinations(range(9), 3)
        if sum(x for g, x in zip(groups, share, strict=True) if len({*three} & {*g.tolist()}) > 1) > 1.021
        and all(any({a, b} <= {*g.tolist()} and x for g, x in zip(groups, share, strict=True))
                for a, b in itertools.combinations(three, 2))
    }  # fmt: skip
    found = [tuple(row) for row in violated(*rows_of(groups), share, 9, 1000).tolist()]
    assert set(found) <= broken
    assert len(found) == len(set(found))
    assert bool(found) == bool(broken)
    cuts = Cuts(np.array(sorted(broken), dtype=np.int64).reshape(-1, 3), np.ones(len(broken)))
    begins, held = cuts.held(*rows_of(groups), 9)
    for i, group in enumerate(groups):
        true = [c for c, three in enumerate(sorted(broken)) if len({*three} & {*group.tolist()}) > 1]
        assert sorted(held[begins[i] : begins[i + 1]].tolist()) == true


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
    pool = pool_of(reduced.net)
    for known in (pool, small(pool)):
        master = Master(reduced.net, reduced.k, known, plan, Budget(30))
        for step in (master.converge, master.tighten, master.prove):
            step()
            assert master.best + apart <= optimum + 1e-6 * (1 + optimum)


def small(pool: Pool) -> Pool:
    """The groups of up to two nodes, as if there had been room for no more."""
    return replace(pool.only(np.flatnonzero(pool.sizes <= 2)), complete=False)


@pytest.mark.parametrize("seed", range(12))
def test_bound_with_ties_everywhere_is_below_the_proved_optimum(seed: int) -> None:
    """Prices of neighbours tied, groups of more than two nodes found by pricing alone."""
    rng = random.Random(seed)
    problem = replace(grid(4, rng.randint(4, 7)), norms=Norms(residents=(None, 4000)))
    problem = replace(problem, units=tuple(replace(u, residents=rng.randint(50, 900)) for u in problem.units))
    optimum = float(exact.solve(problem, seed=0, budget=Budget(30)).objective)
    net, k = reduce(problem, problem.k).net, problem.k
    a = agglomerate(net, k)
    master = Master(net, k, small(pool_of(net)), [np.flatnonzero(a == c) for c in range(k)], Budget(30))
    master.hard[:] = True
    for step in (master.converge, master.tighten, master.prove):
        step()
        assert master.best <= optimum + 1e-6
    assert master.best > 0


@pytest.mark.parametrize("weights", [{"resident_imbalance": 1}, {"resident_imbalance": 1, "boundary_m": 3}])
def test_windows_improve_and_stay_valid(weights: dict[str, float]) -> None:
    problem: Problem = replace(grid(12, 48, **weights), norms=Norms(residents=(400, 2600)))
    annealed = improve.solve(problem, seed=1, budget=0.1)
    refined = [improve.solve(problem, seed=1, budget=without_clock(1.0)) for _ in range(2)]
    for solution in refined:
        assert faults(solution.plan) == []
        assert solution.objective <= annealed.objective
        assert 0 < solution.bound <= float(solution.objective)
    assert refined[0].plan.assignment == refined[1].plan.assignment
    assert refined[0].bound == refined[1].bound
