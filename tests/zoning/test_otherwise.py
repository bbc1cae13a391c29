"""Where a unit could be if others move along: proved against every plan of small maps, checked on the real town."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiceng.zoning.budget import Budget
from jiceng.zoning.constraints import violations
from jiceng.zoning.explain import why
from jiceng.zoning.formats import norms_json, problem_from
from jiceng.zoning.nearby import best_nearby
from jiceng.zoning.objectives import objective
from jiceng.zoning.otherwise import Question, explained, otherwise
from jiceng.zoning.plan import Plan
from jiceng.zoning.relabel import core_of
from jiceng.zoning.solvers import solve
from jiceng.zoning.solvers.pool import PoolTooLarge
from jiceng.zoning.verify import check
from tests.zoning.brute import every_plan
from tests.zoning.grids import TOWN_NORMS, grid_graph, town, town_graph

WEIGHTS = {"household_imbalance": 1, "boundary_m": 0.3, "streets_split": 2, "without_venue": 1}


def small(seed, **kwargs):
    graph = grid_graph(2, 4, seed)
    return graph, problem_from(
        graph, **{"k": 3, "norms": {"households": [6, 30]}, "weights": WEIGHTS} | kwargs
    )


def together(plan, a, b):
    return b is not None and plan.assignment[a] == plan.assignment[b]


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    at=st.integers(0, 7),
    present=st.booleans(),
    seats=st.frozensets(st.integers(0, 7), max_size=3),
)
def test_the_best_plan_elsewhere_is_the_cheapest_of_all_plans(seed, at, present, seats):
    now = {f"u{r}{c}": str(c // 2) for r in range(2) for c in range(4)} if present else None
    weights = WEIGHTS | ({"units_moved": 0.7} if present else {})
    graph, problem = small(seed, present=now, weights=weights)
    plan = solve(problem).plan
    if plan is None:
        return
    unit = problem.units[at].id
    own = plan.assignment[at]
    leave = core_of(plan, own, at, seats)
    plans = [other for other in every_plan(problem) if not together(other, at, leave)]
    for one in otherwise(plan, unit, budget=20, seats=[problem.units[seat].id for seat in seats]):
        join = None if one.wanted is None else core_of(plan, plan.labels.index(one.wanted), at, seats)
        allowed = [other for other in plans if join is None or together(other, at, join)]
        if one.wanted is None and leave is None:
            continue
        assert one.status == ("optimal" if allowed else "infeasible")
        if allowed:
            assert objective(plan) + one.cost == min(objective(other) for other in allowed)
            told = {"assignment": one.plan.by_id(), "weights": problem.weights.as_dict()}
            told["norms"] = norms_json(problem.norms)
            verdict = check(graph, told, extra={"present": now})
            assert verdict["valid"], verdict["faults"]
            assert verdict["objective"] == pytest.approx(float(objective(plan) + one.cost))
            assert (one.to == one.wanted) or one.wanted is None
            moved = {name for name, _, _ in one.along} | {unit}
            before, after = plan.by_id(), one.plan.by_id()
            assert {name for name in before if before[name] != after[name]} == moved


def test_a_community_is_known_by_its_seat_where_it_has_one():
    _graph, problem = small(7)
    plan = solve(problem).plan
    for community, units in enumerate(plan.members):
        largest = core_of(plan, community, -1)
        for seat in units:
            assert core_of(plan, community, -1, {seat}) == seat
            assert core_of(plan, community, seat, {seat}) == core_of(plan, community, seat)
        elsewhere = {unit for unit in range(problem.n) if unit not in units}
        assert core_of(plan, community, -1, elsewhere) == largest
        assert core_of(plan, community, -1, set(units)) == largest


def test_of_a_large_map_the_seat_is_the_core_too(best, monkeypatch):
    """The unit asked about goes to whoever is with the seat, and the others keep their labels by their seats."""
    monkeypatch.setattr(Question, "pool", None)
    problem = best.problem
    at = problem.index["11"]
    light = [
        min((unit for unit in units if unit != at), key=lambda unit: problem.units[unit].households)
        for units in best.members
    ]
    seats = [problem.units[unit].id for unit in light]
    found = [one for one in otherwise(best, "11", budget=20, seats=seats) if one.plan is not None]
    assert found
    for one in found:
        join = light[best.labels.index(one.wanted)]
        assert together(one.plan, at, join)
        assert one.plan.labels[one.plan.assignment[join]] == one.wanted


@pytest.fixture(scope="module")
def best():
    return solve(town()).plan


def test_no_unit_of_the_town_is_left_with_nowhere_else_is_allowed(best):
    stuck = [unit.id for unit in best.problem.units if not any(m.allowed for m in why(best, unit.id).moves)]
    assert len(stuck) > 10
    graph = town_graph()
    for unit in stuck[::4]:
        reason = explained(best, unit, budget=20)
        first = reason.runner_up
        assert reason.whole
        assert first.status == "optimal"
        assert first.cost >= 0
        assert min(one.cost for one in reason.whole if one.cost is not None) == first.cost
        told = {
            "assignment": first.plan.by_id(),
            "weights": best.problem.weights.as_dict(),
            "norms": TOWN_NORMS,
        }
        verdict = check(graph, told)
        assert verdict["valid"], verdict["faults"]
        assert verdict["objective"] == pytest.approx(float(objective(best) + first.cost))
        assert sum(
            first.terms[t] * Fraction(str(dict(best.problem.weights.items())[t])) for t in first.terms
        ) == (first.cost)
        assert reason.sentence()[0].startswith("次优")
        json.dumps(reason.as_dict())


def test_what_is_impossible_names_the_rule(best):
    found = [
        one for unit in ("21", "36") for one in otherwise(best, unit, budget=20) if one.status == "infeasible"
    ]
    assert found
    for one in found:
        assert one.minimal
        assert {wish.id for wish in one.conflict} <= {"households.max", "full_members.max", "k"}
        assert "已证明" in one.sentence()[0]


def test_a_frozen_community_names_its_lock(best):
    group = [unit for unit, label in best.by_id().items() if label == best.community_of("11")]
    plan = best.for_problem(town(locks={"frozen": [group]}))
    (answer,) = otherwise(plan, "11", budget=20)
    assert answer.status == "infeasible"
    assert [wish.id for wish in answer.conflict] == ["frozen.0"]
    reason = explained(plan, "11", budget=20)
    assert "只能在这里" in reason.sentence()[0]


def test_a_unit_fixed_to_its_community_names_its_lock():
    problem = town(locks={"fixed": {"01": "甲"}})
    plan = solve(problem).plan
    (answer,) = otherwise(plan, "01", budget=20)
    assert [wish.id for wish in answer.conflict] == ["fixed.01"]


def test_labels_follow_fixed_units(best):
    problem = town(locks={"fixed": {"05": "甲", "40": "乙"}})
    plan = solve(problem).plan
    for one in otherwise(plan, "11", budget=20):
        if one.plan is not None:
            assert not violations(one.plan)


def test_a_single_move_that_is_allowed_is_answer_enough(best):
    unit = next(u.id for u in best.problem.units if any(m.allowed for m in why(best, u.id).moves))
    assert explained(best, unit, budget=20).whole == ()
    both = explained(best, unit, budget=20, always=True)
    assert both.whole
    assert both.runner_up.cost <= both.moves[0].cost


def test_out_of_time_nothing_is_claimed(best):
    for one in otherwise(best, "11", budget=0):
        assert one.status == "unknown"
        assert "时间内没有结论" in one.sentence()[0]


def test_too_large_a_map_keeps_to_what_is_nearby_and_says_so(best, monkeypatch):
    monkeypatch.setattr(Question, "pool", None)
    answers = otherwise(best, "11", budget=20)
    assert answers
    for one in answers:
        assert one.scope == "local"
        assert one.status in {"feasible", "unknown"}
        assert "附近" in one.sentence()[0]
    found = [one for one in answers if one.plan is not None]
    assert found
    monkeypatch.undo()
    proved = {one.wanted: one for one in otherwise(best, "11", budget=20)}
    for one in found:
        assert not violations(one.plan)
        assert one.cost == objective(one.plan) - objective(best)
        assert one.cost >= proved[one.wanted].cost


def test_exchanges_serve_where_no_window_can_be_listed(best, monkeypatch):
    def too_large(*_):
        raise PoolTooLarge

    monkeypatch.setattr("jiceng.zoning.nearby.pool_of", too_large)
    plan = Plan.of(town(norms={"units": [3, 3]}), [i // 3 for i in range(51)])
    exchanged = 0
    for unit in range(plan.problem.n):
        for to in {plan.assignment[j] for j in plan.problem.allowed[unit]} - {plan.assignment[unit]}:
            found = best_nearby(plan, unit, to, Budget(20))
            if found is not None:
                exchanged += 1
                assert found.assignment[unit] == to
                assert [t.units for t in found.tallies] == [3] * 17
    assert exchanged
