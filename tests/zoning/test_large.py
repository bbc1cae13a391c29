"""Plans of the solver for large problems are valid, repeatable, in time, and their bound is true."""

from __future__ import annotations

import random
import time
from collections import Counter

from jiceng.zoning.budget import Budget
from jiceng.zoning.problem import Edge, Problem, Unit, Weights
from jiceng.zoning.solvers import improve
from jiceng.zoning.solvers.improve import strips

from .large_towns import faults, random_problem

RUNS = 150
"""The long run is tests/slow/test_zoning_runs.py."""


def grid(side: int, k: int, **weights: float) -> Problem:
    rng = random.Random(side)
    units = tuple(Unit(f"{x}.{y}", residents=rng.randint(100, 900)) for x in range(side) for y in range(side))
    edges = tuple(
        Edge(f"{x}.{y}", f"{x + dx}.{y + dy}", 100)
        for x in range(side) for y in range(side) for dx, dy in ((0, 1), (1, 0)) if x + dx < side and y + dy < side
    )  # fmt: skip
    return Problem(units, edges, (k, k), weights=Weights(**(weights or {"resident_imbalance": 1})))


def test_never_an_invalid_plan() -> None:
    never_an_invalid_plan(RUNS)


def never_an_invalid_plan(runs: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(runs):
        problem = random_problem(random.Random(seed))
        solution = improve.solve(problem, seed=seed, budget=0.02)
        seen[solution.status] += 1
        assert (solution.plan is None) == (solution.status in ("infeasible", "unknown")), seed
        if solution.plan is not None:
            assert faults(solution.plan) == [], seed
            assert solution.bound is not None
            assert solution.bound <= float(solution.objective) + 1e-9, seed
    assert seen["feasible"] + seen["optimal"] > runs / 10


def without_clock(seconds: float) -> Budget:
    """A budget that buys the work of so many seconds and never ends before: load cannot disturb it."""
    return Budget(seconds, clock=lambda: 0.0)


def test_same_seed_same_plan() -> None:
    problem = grid(24, 60)
    plans = [improve.solve(problem, seed=3, budget=without_clock(1.0)) for _ in range(2)]
    assert plans[0].plan.assignment == plans[1].plan.assignment
    other = improve.solve(problem, seed=4, budget=without_clock(1.0))
    assert other.plan.assignment != plans[0].plan.assignment


def test_same_seed_same_plan_where_work_is_counted_on_a_large_map() -> None:
    """Beyond `LARGE` nodes threads and the clock share out the work, unless it is counted."""
    problem = grid(33, 350)
    assert problem.n > improve.LARGE
    assert strips.rounds_for(350, 4.0)
    runs = [improve.solve(problem, seed=3, budget=without_clock(60.0), effort=4.0) for _ in range(2)]
    assert runs[0].plan.assignment == runs[1].plan.assignment
    assert runs[0].bound == runs[1].bound
    assert not runs[0].notes["cut_short"]
    assert faults(runs[0].plan) == []
    ended = improve.solve(problem, seed=3, budget=0.3, effort=4.0)
    assert ended.notes["cut_short"]


def test_budget_is_kept_and_a_stop_heeded() -> None:
    problem = grid(40, 300, resident_imbalance=1, boundary_m=0.1)
    started = time.monotonic()
    solution = improve.solve(problem, seed=1, budget=2.0)
    assert time.monotonic() - started < 30  # generous: the machine may be busy, or compiling
    assert faults(solution.plan) == []
    started = time.monotonic()
    solution = improve.solve(
        problem, seed=1, budget=Budget(600, cancelled=lambda: time.monotonic() > started + 1)
    )
    assert time.monotonic() - started < 60
    assert solution.notes["cut_short"]
    assert faults(solution.plan) == []


def test_progress_shows_plans_that_are_valid_and_improve() -> None:
    told = []
    improve.solve(grid(30, 150), seed=1, budget=6.0, progress=told.append)
    plans = [p for p in told if p.plan is not None]
    assert plans
    assert all(faults(p.plan) == [] for p in plans)
    values = [p.objective for p in plans]
    assert values == sorted(values, reverse=True)


def test_few_communities_are_divided_to_the_last_person() -> None:
    problem = grid(10, 4)
    solution = improve.solve(problem, seed=1, budget=without_clock(4.0))
    assert solution.status == "optimal"
    assert faults(solution.plan) == []
    totals = [tally.residents for tally in solution.plan.tallies]
    assert max(totals) - min(totals) <= 1
