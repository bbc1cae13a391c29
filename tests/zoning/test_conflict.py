"""Nothing feasible: the conflict is real and minimal, and each relaxation is the least that does."""

from dataclasses import replace

import pytest

from jiceng.zoning.alternatives import LEAST_DIFFERENCE, alternatives, difference
from jiceng.zoning.budget import Budget
from jiceng.zoning.constraints import violations
from jiceng.zoning.explain import compare, why
from jiceng.zoning.objectives import objective
from jiceng.zoning.prices import price_of_locks
from jiceng.zoning.solvers import exact, solve
from jiceng.zoning.solvers.wishes import wishes_of, without
from tests.zoning.brute import optimum
from tests.zoning.grids import TOWN_NORMS, town


def line(households, k, norms, locks=None):
    """Units in a row."""
    from jiceng.zoning.formats import problem_from

    units = [{"id": f"u{i}", "households": h, "full_members": 4} for i, h in enumerate(households)]
    edges = [[f"u{i}", f"u{i + 1}", 10, "river" if i == 1 else None] for i in range(len(households) - 1)]
    return problem_from({"units": units, "edges": edges}, k=k, norms=norms, locks=locks)


def conflict_of(solution):
    return {wish.id for wish in solution.conflict}


def changes_of(solution):
    return {wish: to for item in solution.relaxations for wish, (_, to) in item.changes.items()}


def check_minimal(problem, conflict):
    """The conflict has no plan; without any one of its wishes it has."""
    everything = {wish.id for wish in wishes_of(problem)}
    core = without(problem, everything - conflict)
    assert optimum(core) is None
    for wish in conflict:
        assert optimum(without(core, [wish])) is not None, wish


@pytest.mark.parametrize(
    ("problem", "conflict", "least"),
    [
        (
            line([10, 10, 10, 10], 2, {"households": [25, 40]}),
            {"k", "households.min"},
            {"households.min": 20, "k": 1},
        ),
        (
            line([10, 10, 10, 10], 2, {"households": [1, 15]}),
            {"k", "households.max"},
            {"households.max": 20, "k": 4},
        ),
        (
            line([9, 9, 9, 9], (1, 2), {"forbid": ["river"]}, {"together": [["u0", "u3"]]}),
            {"forbid.river", "together.0"},
            {"forbid.river": None, "together.0": None},
        ),
        (
            line([9, 9, 9, 9], 3, {}, {"together": [["u0", "u1"]], "apart": [["u0", "u1"]]}),
            {"apart.0", "together.0"},
            {"apart.0": None, "together.0": None},
        ),
        (
            line([9, 9, 9, 9], 2, {}, {"fixed": {"u0": "a", "u2": "a"}, "apart": [["u1", "u2"]]}),
            {"fixed.u0", "fixed.u2", "apart.0"},
            {"fixed.u0": None, "fixed.u2": None, "apart.0": None},
        ),
    ],
)
def test_a_planted_conflict_is_found_whole_and_minimal(problem, conflict, least):
    solution = solve(problem)
    assert solution.status == "infeasible"
    assert conflict_of(solution) == conflict
    assert solution.minimal
    check_minimal(problem, conflict)
    assert changes_of(solution) == least


def relaxed_norm(problem, wish, value):
    """The problem with one end of one norm at another value."""
    name, _, end = wish.partition(".")
    lo, hi = getattr(problem.norms, name)
    changed = {name: (value, hi) if end == "min" else (lo, value)}
    return replace(problem, norms=replace(problem.norms, **changed))


def test_the_least_relaxation_of_a_norm_on_the_town_is_the_least():
    problem = town(norms={"households": [1700, 2300], "full_members": [3, 40]})
    solution = solve(problem)
    assert conflict_of(solution) == {"households.min", "full_members.max"}
    for wish, value in changes_of(solution).items():
        relaxed = relaxed_norm(problem, wish, value)
        assert exact.solve(relaxed, budget=Budget(30)).status == "optimal"
        nearly = relaxed_norm(problem, wish, value + (1 if wish.endswith("min") else -1))
        assert exact.solve(nearly, budget=Budget(30)).status == "infeasible"
        named = next(item for item in solution.relaxations if wish in item.changes)
        assert named.communities
        assert str(value) in named.zh
        assert str(value) in named.en


def test_where_no_single_wish_does_several_are_relaxed_together():
    problem = line([10, 10, 10, 10], 2, {"households": [1, 15], "full_members": [3, 6]})
    solution = solve(problem)
    assert solution.status == "infeasible"
    assert changes_of(solution)


def test_barriers_that_cut_a_piece_off_name_its_units():
    solution = solve(town(norms=TOWN_NORMS | {"forbid": ["river", "railway", "main_road"]}))
    assert solution.status == "infeasible"
    assert "households.min" in conflict_of(solution)
    assert any(wish.units for wish in solution.conflict)


def test_a_lock_costs_what_the_objective_falls_by_without_it():
    problem = town(locks={"together": [["01", "08"]], "apart": [["03", "04"]], "frozen": [["41", "42"]]})
    prices = {price.lock.id: price for price in price_of_locks(problem)}
    assert list(prices) == ["together.0", "apart.0", "frozen.0", "locks"]
    kept = solve(problem).objective
    for wish in ("together.0", "apart.0", "frozen.0"):
        assert prices[wish].cost == kept - solve(without(problem, [wish])).objective >= 0
        assert prices[wish].proved
    assert prices["locks"].cost == kept - solve(town()).objective
    assert price_of_locks(town()) == []


def test_five_named_plans_are_good_and_really_different():
    found = list(alternatives(town(), count=5))
    assert len({item.theme.id for item in found}) == 5
    plans = [item.solution.plan for item in found]
    for i, item in enumerate(found):
        assert item.solution.status == "optimal"
        assert not violations(item.solution.plan)
        nearest = min((difference(plans[i], other) for other in plans[:i]), default=1.0)
        assert item.difference == nearest >= LEAST_DIFFERENCE
    assert found[0].solution.objective == solve(town()).objective
    own = found[1].theme.id, found[1].solution.problem.weights
    assert own[0] == "households"
    assert objective(plans[1], own[1]) < objective(plans[0], own[1])


def test_an_infeasible_problem_has_one_infeasible_alternative():
    found = list(alternatives(town(k=40), count=3))
    assert [item.solution.status for item in found] == ["infeasible"]
    assert found[0].solution.conflict


def test_why_a_unit_is_here_says_what_each_neighbour_would_change():
    plan = solve(town()).plan
    base = objective(plan)
    for unit in ("01", "20", "51"):
        reason = why(plan, unit)
        assert reason.community == plan.community_of(unit)
        for move in reason.moves:
            after = plan.moved(plan.problem.index[unit], plan.labels.index(move.to))
            assert move.cost == objective(after) - base
            assert move.allowed == (not violations(after))
            if move.allowed:
                assert move.cost >= 0
            assert all(move.sentence())


def test_a_comparison_says_what_is_given_up():
    problem = town()
    a = solve(problem).plan
    b = solve(replace(problem, weights=replace(problem.weights, boundary_m=5))).plan.for_problem(problem)
    found = compare(a, b)
    assert found.cost == objective(b) - objective(a) > 0
    assert "boundary_m" in found.gains
    assert found.gives_up
    assert found.moved
    assert compare(a, a).moved == ()
    assert len(compare(a, a).same) == 17


def test_the_look_for_a_conflict_is_reported():
    said = []
    solution = solve(town(norms={"households": [1900, 2100]}), progress=lambda one: said.append(one.phase))
    assert solution.status == "infeasible"
    assert "conflict" in said
    assert said.count("relax") == len(solution.relaxations)
