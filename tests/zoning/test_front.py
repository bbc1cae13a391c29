"""The front against enumeration: nothing on it is beaten, nothing that is not beaten is missing."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiceng.zoning.budget import Budget
from jiceng.zoning.constraints import violations
from jiceng.zoning.errors import InputError
from jiceng.zoning.front import AIMS, Front
from jiceng.zoning.objectives import terms
from tests.zoning.brute import every_plan
from tests.zoning.grids import town
from tests.zoning.test_exact import small_problem

THREE = ("household_imbalance", "streets_split", "without_venue")


def unbeaten(points):
    """Those that no other is at least as good as everywhere."""

    def beaten(one):
        return any(other != one and all(a <= b for a, b in zip(other, one, strict=True)) for other in points)

    return {one for one in points if not beaten(one)}


@given(st.integers(0, 1_000_000), st.integers(2, 3))
@settings(max_examples=25, deadline=None)
def test_the_front_is_what_enumeration_leaves_unbeaten(seed, count):
    problem = small_problem(seed)
    problem = replace(problem, communities=(problem.communities[1],) * 2)
    aims = tuple(random.Random(seed).sample(AIMS, count))
    front = Front(problem, aims, Budget(120))
    found = list(front)
    assert front.whole
    all_points = {tuple(terms(plan)[aim] for aim in aims) for plan in every_plan(problem)}
    points = [tuple(trade.values[aim] for aim in aims) for trade in found]
    assert len(points) == len(set(points))
    assert set(points) == unbeaten(all_points)
    for trade in found:
        assert not violations(trade.plan)
        assert trade.values == {aim: terms(trade.plan)[aim] for aim in trade.values}


def test_the_town_trades_balance_streets_and_venues_in_thirteen_plans():
    front = Front(town(), THREE, Budget(600))
    points = [tuple(int(trade.values[aim]) for aim in THREE) for trade in front]
    assert front.whole
    assert points[0] == min(points)
    assert len(points) == 13
    assert unbeaten(set(points)) == set(points)
    assert {(942, 3, 5), (1148, 1, 4), (2782, 0, 3)} <= set(points)


def test_a_front_that_is_cut_short_says_so_and_keeps_what_it_has():
    asked = iter(range(1000))
    front = Front(town(), THREE, Budget(600, cancelled=lambda: next(asked) > 20))
    found = list(front)
    assert not front.whole
    assert len(found) < 13
    assert not list(Front(town(), THREE, Budget(0)))[1:]


def test_where_no_plan_exists_the_front_is_whole_and_empty():
    front = Front(town(k=40), THREE, Budget(60))
    assert list(front) == []
    assert front.whole


@pytest.mark.parametrize(
    ("k", "aims", "place"),
    [
        (17, ("household_imbalance",), "aims"),
        (17, ("household_imbalance", "household_imbalance"), "aims"),
        (17, ("household_imbalance", "units_moved"), "aims"),
        (17, AIMS[:4], "aims"),
        ((16, 18), THREE, "k"),
    ],
)
def test_what_cannot_be_traded_is_named(k, aims, place):
    with pytest.raises(InputError) as told:
        Front(town(k=k), aims, Budget(60))
    assert told.value.place == place
