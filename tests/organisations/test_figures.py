from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiceng.organisations import commands, queries
from jiceng.organisations.commands.reorganisation import execute
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.rolls import party_roll
from tests.organisations.county import START, county, person
from tests.organisations.test_reorganisation import DAY, EVE, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    place = county()
    for number in range(4):
        place.members(place.branches[number], place.old[number], full=3, probationary=1)
    place.members(place.branches[0], place.old[2], full=2)
    return place


def figures(as_of: date) -> queries.Figures:
    return queries.county_figures(seen_by=None, as_of=as_of)


def test_before_and_after(place):
    execute(by=None, reorganisation=planned(place))
    before, after = figures(EVE), figures(DAY)
    assert (before.residents_committees_old, before.communities) == (4, 0)
    assert (after.residents_committees_old, after.communities) == (0, 2)
    assert after.communities_with_exactly_one_branch == 2
    assert before.households == after.households == 501 + 502 + 503 + 504
    assert (before.full_members, before.probationary_members) == (14, 4)
    assert (after.full_members, after.probationary_members) == (14, 4)
    assert before.members_outside_their_community_branch == 2
    assert after.members_outside_their_community_branch == 0


def test_before_anything_was_founded(place):
    assert set(figures(START - timedelta(days=1)).as_dict().values()) == {START - timedelta(days=1), 0}


def test_a_member_who_moves_house_is_outside(place):
    (member,) = place.members(place.branches[0], place.old[0], full=1)
    commands.settle(by=None, person=member, territory=place.old[1], on=DAY)
    assert [row.person for row in queries.members_outside(DAY)].count(member) == 1
    assert member not in [row.person for row in queries.members_outside(EVE)]


def in_order_of_pinyin(day):
    rows = party_roll(seen_by=None, as_of=day, outside=True)
    return rows.order_by("person__pinyin", "pk")[:51]


def test_nobody_outside_is_told_without_looking_at_anybody(place):
    """With a million members the list that should be empty took ten seconds: all people were walked in the order of
    pinyin."""
    assert list(in_order_of_pinyin(EVE)) == list(
        queries.members_outside(EVE).order_by("person__pinyin", "pk")
    )
    assert len(in_order_of_pinyin(EVE)) == 2
    execute(by=None, reorganisation=planned(place))
    with CaptureQueriesContext(connection) as asked:
        assert list(in_order_of_pinyin(DAY)) == []
    assert not [one["sql"] for one in asked.captured_queries if "people_person" in one["sql"]]


def test_somebody_outside_is_looked_for_on_their_branch_alone(place):
    if connection.vendor != "sqlite":
        return
    sql, values = in_order_of_pinyin(EVE).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql, values)
        steps = [row[3] for row in cursor.fetchall()]
    assert any(step.startswith("LIST SUBQUERY") for step in steps), steps
    assert [step for step in steps if "people_person" in step] == [
        "SEARCH people_person USING INTEGER PRIMARY KEY (rowid=?)"
    ]


def test_a_community_without_branch_is_listed(place):
    execute(by=None, reorganisation=planned(place))
    assert not queries.without_exactly_one_branch(DAY)
    lonely = commands.found(by=None, kind="community", name="新社区", on=DAY)
    assert list(queries.without_exactly_one_branch(DAY)) == [lonely]


def test_each_level_sees_what_lies_below_it(place):
    execute(by=None, reorganisation=planned(place))
    one = Organisation.objects.get

    def unit(name: str, day: date = DAY) -> queries.Figures:
        return queries.unit_figures(one(name=name), seen_by=None, as_of=day)

    assert unit("嫩江镇党委").communities == 2
    assert unit("嫩江镇街道党工委").communities == 2
    assert unit("邮政社区").households == 1003
    assert unit("邮政社区党支部").full_members == unit("邮政社区").full_members == 6
    assert unit("城西街道办事处", EVE).residents_committees_old == 2
    assert unit("城西街道党总支", EVE).full_members == 3 + 2 + 3
    assert unit("县委组织部").communities == 0


def test_the_number_of_queries_does_not_grow(place, django_assert_num_queries):
    with django_assert_num_queries(5):
        figures(DAY)
    place.members(place.branches[1], place.old[2], full=9)
    person()
    with django_assert_num_queries(5):
        figures(DAY)
