"""Who calls meetings over the whole reach, and for which day the form is filled."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from jiceng.kernel.pages import today
from jiceng.kernel.working_days import is_working_day
from jiceng.meetings import commands, kinds
from jiceng.meetings.queries import meetings as lists
from jiceng.meetings.queries.meetings import convenable
from jiceng.meetings.queries.prefill import _proposed_time, prefill
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms():
    return Rooms(members=3, representatives=3)


def names(found) -> list[str]:
    return [one.organisation.name for one in found[0]]


def test_the_own_unit_first_then_all_in_reach_by_name(rooms, enter, monkeypatch):
    town = factories.make_account_with_post(rooms.county["town"], PostKind.SECRETARY)
    found = convenable(seen_by=town)
    assert [one.own for one in found[0]] == [True, False, False]
    assert found[1] == 3
    assert names(convenable(seen_by=town, text="铁西")) == ["铁西社区居民委员会"]
    assert names(convenable(seen_by=town, text="tiexi")) == ["铁西社区居民委员会"]
    assert not names(convenable(seen_by=town, text="铁东社区党支部"))
    monkeypatch.setattr(lists, "MOST_PLACES", 2)
    assert (len(convenable(seen_by=town)[0]), convenable(seen_by=town)[1]) == (2, 3)
    client = enter(town)
    assert "共3个单位" in client.get(reverse("meeting_convene")).content.decode()
    page = client.get(reverse("meeting_convene"), {"q": "铁西"}).content.decode()
    assert reverse("meeting_prepare", args=["congress", rooms.county["second_committee"].pk]) in page
    assert "没有找到这个单位" in client.get(reverse("meeting_convene"), {"q": "查无"}).content.decode()


def test_called_from_above_with_the_reason_and_not_from_beside(rooms):
    above = factories.make_term(factories.make_post(rooms.county["street"], PostKind.SECRETARY)).person
    beside = factories.make_term(
        factories.make_post(rooms.county["second_branch"], PostKind.SECRETARY)
    ).person
    call = {"kind": "members", "organisation": rooms.branch, "agenda": ["通报"], "by": None}
    with pytest.raises(ImpossibleError, match="由上级召集的"):
        commands.prepare(**call, call=rooms.call(called_by=above))
    with pytest.raises(ImpossibleError, match="不能召集"):
        commands.prepare(**call, call=rooms.call(called_by=beside, entrusted="帮忙"))
    meeting = commands.prepare(**call, call=rooms.call(called_by=above, entrusted="支部书记空缺"))
    assert meeting.called_by == above


def test_the_day_keeps_notice_and_the_topics_deadline(rooms):
    made = prefill(seen_by=None, kind="congress", organisation=rooms.committee)
    assert made.rules.topics_days == 15
    assert made.topics_until >= today()
    assert is_working_day(made.starts_at.date())
    assert (made.starts_at.date() - today()).days >= 15


@pytest.mark.parametrize(("due", "least"), [(30, 15), (12, 10)])
def test_a_duty_that_ends_before_is_kept_without_further_topics(due, least):
    """Notice is kept in any case; a duty whose day comes before a topic could be handed in is kept all the same."""
    rules = kinds.of("congress", today())
    duty = SimpleNamespace(opens_on=today(), due_on=today() + timedelta(days=due))
    day = _proposed_time(rules, None, duty).date()
    first = today() + timedelta(days=least)
    assert first <= day
    assert not [one for one in range((day - first).days) if is_working_day(first + timedelta(days=one))]
