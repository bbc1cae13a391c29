"""Conditions asked once between two changes say what they say when asked for each day."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.institutions.conditions import CONDITIONS, Holding
from jiceng.organisations.enums import Kind, Line
from jiceng.organisations.models import Organisation, PartyMembership
from tests import factories

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
DAYS = st.dates(FIRST - timedelta(days=20), LAST + timedelta(days=20))
SPANS = st.tuples(DAYS, DAYS | st.none()).filter(lambda span: span[1] is None or span[1] > span[0])


@pytest.fixture
def branch(db):
    committee = factories.make_organisation("铁东社区居民委员会", Kind.RESIDENTS_COMMITTEE)
    territory = factories.make_organisation("铁东社区", Kind.COMMUNITY, under=committee)
    branch = factories.make_branch(territory)
    for _ in range(8):
        factories.make_member(branch)
    factories.make_organisation("铁东小学", Kind.RESIDENT_UNIT, under=territory)
    factories.make_organisation("第一党小组", Kind.PARTY_GROUP, under=branch, line=Line.PARTY)
    return branch


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(members=st.lists(SPANS, min_size=8, max_size=8), others=st.lists(SPANS, min_size=5, max_size=5))
def test_every_day_of_a_span_is_as_if_asked_alone(branch, members, others):
    for row, span in zip(PartyMembership.objects.order_by("pk"), members, strict=True):
        PartyMembership.objects.filter(pk=row.pk).update(valid_from=span[0], valid_to=span[1])
    for row, span in zip(Organisation.objects.order_by("pk")[:5], others, strict=True):
        Organisation.objects.filter(pk=row.pk).update(valid_from=span[0], valid_to=span[1])
    at_once, alone = Holding.over(FIRST, LAST, None), Holding.over(FIRST, LAST, {branch.pk})
    day = FIRST - timedelta(days=2)
    while day <= LAST + timedelta(days=2):
        for key in CONDITIONS:
            assert at_once.on([key], day) == alone.on([key], day), (key, day)
        day += timedelta(days=3)


def test_without_conditions_it_holds_for_all(branch):
    assert Holding().on([], FIRST) is None
