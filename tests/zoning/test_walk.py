"""The walk that proves a town: against HiGHS on the whole pool, and where it is given up."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiceng.zoning.budget import Budget
from jiceng.zoning.formats import problem_from
from jiceng.zoning.problem import TERMS
from jiceng.zoning.solvers import exact, partition, solve, walk
from jiceng.zoning.solvers.highs import choose, relax
from jiceng.zoning.solvers.partition import Task, columns_of
from jiceng.zoning.solvers.pool import pool_of
from jiceng.zoning.solvers.triples import Triples
from tests.zoning.grids import grid_graph, town

HARD = [
    {"household_imbalance": 0.37, "member_imbalance": 17.3, "streets_split": 411, "boundary_m": 0.013},
    {"household_imbalance": 1.79, "boundary_m": 0.005, "streets_split": 865, "units_moved": 0.269},
    {"household_imbalance": 3.27, "barrier_m": 493, "without_venue": 1.18, "units_moved": 0.0442},
]


def thirds():
    return {f"{i:02}": str(i // 3) for i in range(1, 52)}


def by_branch_and_bound(problem):
    columns = columns_of(Task(pool_of(problem), problem.weights, 17, (17, 17)))
    return choose(columns.model, Budget(60)).value + columns.constant


@pytest.mark.parametrize("weights", HARD)
def test_hard_weights_are_proved_without_branch_and_bound(weights, monkeypatch):
    problem = town(weights=weights, present=thirds())
    best = by_branch_and_bound(problem)
    monkeypatch.setattr(partition, "choose", None)
    solution = solve(problem)
    assert solution.status == "optimal"
    assert float(solution.objective) == pytest.approx(best, rel=1e-7)


@pytest.mark.parametrize("steps", [0, 1_000, 400_000])
def test_a_walk_given_up_leaves_the_proof_to_branch_and_bound(steps, monkeypatch):
    problem = town(weights=HARD[0])
    best = float(solve(problem).objective)
    monkeypatch.setattr(walk, "STEPS", steps)
    solution = solve(problem)
    assert solution.status == "optimal"
    assert float(solution.objective) == pytest.approx(best, rel=1e-7)


@given(st.integers(0, 1_000_000))
@settings(max_examples=12, deadline=None)
def test_walk_and_branch_and_bound_agree_on_grids(seed):
    rng = random.Random(seed)
    graph = grid_graph(4, 4, seed)
    weights = {term: rng.choice([0, 1, 1]) * round(10 ** rng.uniform(-3, 3), 4) for term in TERMS}
    present = {unit["id"]: rng.choice("wxyz") for unit in graph["units"]}
    forbid = rng.choice([[], ["river"]])
    k = rng.choice([4, 5, (4, 6)])
    problem = problem_from(
        graph, k=k, norms={"units": [1, 5], "forbid": forbid}, weights=weights, present=present
    )
    found = exact.solve(problem, budget=Budget(60))
    walk_steps, walk.STEPS = walk.STEPS, -1
    try:
        other = exact.solve(problem, budget=Budget(60))
    finally:
        walk.STEPS = walk_steps
    assert found.status == other.status
    if found.plan is not None:
        assert float(found.objective) == pytest.approx(float(other.objective), rel=1e-7, abs=1e-5)


def test_cuts_tighten_the_relaxation_and_every_plan_keeps_them():
    problem = town(weights={"household_imbalance": 1, "barrier_m": 10})
    pool = pool_of(problem)
    columns = columns_of(Task(pool, problem.weights, 17, (17, 17)))
    triples = Triples(pool.matrix)
    plain, tight = relax(columns.model, Budget(30)), relax(columns.model, Budget(30), triples.broken)
    assert tight.cuts
    best = choose(columns.model, Budget(30))
    assert plain.value < tight.value <= best.value + 1e-6
    for units, price in tight.cuts:
        assert price > 0
        assert np.isin(triples.holding(units), best.chosen).sum() <= 1
        assert all((pool.matrix[j, list(units)].sum() >= 2) for j in triples.holding(units))


def test_a_map_in_pieces_is_walked_piece_by_piece():
    order = walk.outwards([[1], [0], [3], [2, 4], [3]])
    assert sorted(order) == [0, 1, 2, 3, 4]
    assert {*order[:2]} == {0, 1}
    assert order[2:] in ([2, 3, 4], [4, 3, 2])


def test_a_stop_ends_the_walk():
    solution = exact.solve(town(weights=HARD[1], present=thirds()), budget=Budget(60, cancelled=lambda: True))
    assert solution.status in ("feasible", "unknown", "optimal")
