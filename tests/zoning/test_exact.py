"""The exact solver against enumeration, and what every solver owes its caller."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiceng.zoning.budget import Budget
from jiceng.zoning.constraints import violations
from jiceng.zoning.formats import input_sha256, problem_from
from jiceng.zoning.objectives import best_overlap, objective
from jiceng.zoning.problem import TERMS, Weights
from jiceng.zoning.solvers import exact, solve
from jiceng.zoning.solvers.highs import choose
from jiceng.zoning.solvers.partition import Task, columns_of
from jiceng.zoning.solvers.pool import pool_of
from tests.zoning.brute import best_matching, optimum
from tests.zoning.grids import TOWN_NORMS, grid_graph, town

SOLVERS = {"exact": lambda p, **kw: exact.solve(p, budget=Budget(30), **kw), "ladder": solve}


def random_weights(rng):
    return {term: rng.choice([0, 1, 1]) * round(10 ** rng.uniform(-2, 2), 3) for term in TERMS}


def small_problem(seed):
    rng = random.Random(seed)
    graph = grid_graph(3, 3, seed)
    ids = [unit["id"] for unit in graph["units"]]
    norms = {"households": [rng.choice([None, 4, 8]), rng.choice([None, 20, 30])]}
    norms["full_members"] = [rng.choice([None, 1]), rng.choice([None, 12])]
    norms["forbid"] = rng.choice([[], ["river"], ["river", "road"]])
    locks = {}
    if rng.random() < 0.5:
        locks["together"] = [rng.sample(ids, 2)]
    if rng.random() < 0.5:
        locks["apart"] = [rng.sample(ids, 2)]
    if rng.random() < 0.4:
        a, b, c = rng.sample(ids, 3)
        locks["fixed"] = {a: "甲", b: rng.choice("甲乙"), c: "乙"}
    if rng.random() < 0.2:
        locks["frozen"] = [rng.sample(ids, 1)]
    k = rng.choice([2, 3, 4, (2, 4)])
    present = {unit: rng.choice("xyz") for unit in ids}
    return problem_from(graph, k=k, norms=norms, locks=locks, weights=random_weights(rng), present=present)


@given(st.integers(0, 1_000_000))
@settings(max_examples=25, deadline=None)
def test_every_term_lock_and_norm_agrees_with_enumeration(seed):
    problem = small_problem(seed)
    solution = exact.solve(problem, budget=Budget(30))
    best = optimum(problem)
    if best is None:
        assert solution.status == "infeasible"
        assert solution.plan is None
    else:
        assert solution.status == "optimal"
        assert not violations(solution.plan)
        assert float(solution.objective) == pytest.approx(float(best), rel=1e-9, abs=1e-6)
        assert solution.bound == pytest.approx(float(best), rel=1e-9, abs=1e-6)


@given(st.lists(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 9), max_size=3), max_size=4))
def test_the_best_relabelling_is_the_best_of_all(overlaps):
    assert best_overlap(overlaps) == best_matching(overlaps)


def test_the_town_has_2032_admissible_groups_and_fewer_where_rivers_may_not_be_crossed():
    assert len(pool_of(town())) == 2032
    assert len(pool_of(town(norms=TOWN_NORMS | {"forbid": ["river"]}))) == 1618


@pytest.mark.parametrize("seed", range(5))
def test_narrowing_by_reduced_costs_loses_nothing_on_the_town(seed):
    rng = random.Random(seed)
    present = {f"{i:02}": str(i // 3) for i in range(1, 52)}
    problem = town(weights=random_weights(rng), present=present)
    pool = pool_of(problem)
    columns = columns_of(Task(pool, problem.weights, 17, (17, 17)))
    whole = choose(columns.model, Budget(60))
    solution = solve(problem)
    assert solution.status == "optimal"
    assert float(solution.objective) == pytest.approx(whole.value + columns.constant, rel=1e-7, abs=1e-5)


@pytest.mark.parametrize(
    ("weights", "best"),
    [
        ({"household_imbalance": 1}, 942),
        ({"resident_imbalance": 1}, 45566 / 17),
        ({"member_imbalance": 1}, 310 / 17),
        ({"boundary_m": 1}, 26324.7),
        ({"barrier_m": 1}, 420.8),
        ({"streets_split": 1}, 0),
        ({"without_venue": 1}, 3),
    ],
)
def test_known_optima_of_the_town(weights, best):
    assert float(solve(town(weights=weights)).objective) == pytest.approx(best)


@pytest.mark.parametrize("name", SOLVERS)
@pytest.mark.parametrize("locked", [False, True])
def test_what_every_solver_owes(name, locked):
    locks = {
        "together": [["01", "02"]],
        "apart": [["03", "04"]],
        "fixed": {"05": "甲"},
        "frozen": [["41", "42"]],
    }
    problem = town(locks=locks if locked else {})
    before = input_sha256(problem)
    heard = []
    first = SOLVERS[name](problem, seed=7, progress=heard.append)
    second = SOLVERS[name](town(locks=locks if locked else {}), seed=7)
    assert first.status == "optimal"
    assert first.gap == 0
    assert first.plan.by_id() == second.plan.by_id()
    assert not violations(first.plan)
    assert first.bound <= float(first.objective)
    assert input_sha256(problem) == before
    assert [report.phase for report in heard][-1] == "done"
    assert all(report.plan is None or not violations(report.plan) for report in heard)
    if locked:
        assert first.plan.community_of("05") == "甲"


def test_a_range_of_k_gives_the_best_of_each_k():
    single = {k: solve(town(k=k)) for k in (15, 16, 17, 18)}
    ranged = solve(town(k=(15, 18)))
    assert ranged.status == "optimal"
    assert ranged.objective == min(solution.objective for solution in single.values())


def test_as_many_as_the_norms_want_is_a_range_from_the_totals():
    assert town(k=None).communities == (12, 34)


@given(st.integers(0, 500), st.sampled_from([0.5, 3, 1000]))
@settings(max_examples=10, deadline=None)
def test_scaling_all_weights_scales_the_optimum(seed, factor):
    graph = grid_graph(3, 4, seed)
    weights = {"household_imbalance": 2, "boundary_m": 0.5, "streets_split": 4}
    once = exact.solve(problem_from(graph, k=4, weights=weights), budget=Budget(30))
    scaled = {term: value * factor for term, value in weights.items()}
    often = exact.solve(problem_from(graph, k=4, weights=scaled), budget=Budget(30))
    assert float(often.objective) == pytest.approx(float(once.objective) * factor)


def test_the_order_of_units_does_not_change_the_optimum():
    graph = grid_graph(4, 4, 3)
    shuffled = {part: random.Random(1).sample(graph[part], len(graph[part])) for part in graph}
    norms = {"units": [2, 5]}
    found = [exact.solve(problem_from(g, k=4, norms=norms), budget=Budget(30)) for g in (graph, shuffled)]
    assert found[0].objective == found[1].objective


def test_an_oversize_unit_is_its_own_community_and_exempt():
    graph = grid_graph(3, 3, 1)
    graph["units"][4]["households"] = 500
    problem = problem_from(graph, k=3, norms={"households": [3, 60]})
    solution = solve(problem)
    assert solution.status == "optimal"
    assert solution.plan.members[solution.plan.assignment[4]] == (4,)
    assert solution.as_dict()["exempt"] == ["u11"]


def test_a_spent_budget_still_gives_a_plan_with_a_bound():
    problem = town()
    solution = exact.solve(problem, budget=Budget(0))
    assert solution.plan is not None
    assert not violations(solution.plan)
    assert solution.bound <= float(solution.objective)


def test_a_stop_is_heeded():
    solution = exact.solve(town(), budget=Budget(60, cancelled=lambda: True))
    assert solution.status in ("unknown", "feasible", "optimal")
    assert solution.seconds < 10


def test_bound_optimum_and_any_other_plan_are_in_order():
    problem = town()
    best = solve(problem)
    other = solve(replace(problem, weights=Weights(boundary_m=1)))
    assert best.bound <= float(best.objective) <= float(objective(other.plan, problem.weights))
