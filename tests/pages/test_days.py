"""A day that is chosen holds on every page: lists are drawn for it, any other page says that it is as it is now."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from jiceng.documents import commands as documents
from jiceng.kernel.pages import EARLIEST, today
from jiceng.meetings import commands as meetings
from jiceng.meetings.models import Decision, Meeting
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation
from jiceng.rezoning import commands as rezoning
from jiceng.rezoning.models import Project
from tests import factories
from tests.access import matrix, world
from tests.meetings.rooms import Rooms
from tests.pages import test_rezoning
from tests.pages.test_rezoning import adopted

pytestmark = pytest.mark.django_db
made = test_rezoning.made
ONE = timedelta(days=1)

# Lists that are the same on every day, each with its reason; the list only shrinks.
STILL = {
    "accounts": "accounts are kept as they are now; what they were stands in the record",
    "record": "the record is read by its own days, from and to",
    "cadre_changes": "requests that wait for an answer now",
    "recruitments": "a round's step has no day of its own",
}


def asked(client, name, day) -> tuple:
    """Whether the page's view asked for the day, and the table that stands there."""
    answer = client.get(reverse(name), {"as_of": day.isoformat()})
    context = answer.context if answer.status_code == 200 else None
    table = context.get("table") if context is not None else None
    return getattr(answer.wsgi_request, "follows_day", False), table, answer


def test_each_list_is_drawn_for_the_day_or_is_known_not_to_be(enter):
    """In a county with a bit of everything: whoever may open a list finds nothing there on a day before all."""
    county = world.build()
    reviewed, still, wrong, listed = matrix.rows(), set(), [], 0
    for address in matrix.addresses():
        row = reviewed.get((address.name, "GET"), {})
        who = next((one for one, account in county.accounts.items() if account and row.get(one) == "+"), None)
        if address.arguments or who is None:
            continue
        follows, table, _answer = asked(enter(county.accounts[who]), address.name, EARLIEST)
        listed += table is not None
        if table is not None and not follows:
            still.add(address.name)
        elif table is not None and table.page:
            wrong.append(address.name)
    assert not wrong, "these show rows on a day before everything"
    assert still == set(STILL)
    assert listed > 30


def test_a_page_that_does_not_follow_the_day_says_so(made, enter):
    client, day = enter(made["department"]), (today() - ONE).isoformat()
    still = client.get(
        reverse("rezoning_project", args=[made["project"].pk]), {"as_of": day}
    ).content.decode()
    assert "不随所选的" in still
    follows = client.get(reverse("organisation_list"), {"as_of": day}).content.decode()
    assert "不随所选的" not in follows
    assert "您正在查看" in follows


def test_meetings_decisions_and_their_state_on_a_day(enter):
    rooms = Rooms()
    clerk = factories.make_account_with_post(rooms.county["department"], PostKind.OFFICER)
    client, meeting = enter(clerk), rooms.opened()
    row = meetings.decide(by=None, item=meeting.items.get(), text="修路灯", owner=rooms.deputy)
    meetings.close_meeting(by=None, meeting=meeting)
    meeting.refresh_from_db()
    ago = today() - 10 * ONE
    Decision.objects.filter(pk=row.pk).update(
        decided_on=ago, assigned_on=ago, state="done", done_on=today() - ONE, result="亮了"
    )
    Meeting.objects.filter(pk=meeting.pk).update(convened_at=meeting.closed_at - 20 * ONE)

    def listed(name, day, **more) -> list:
        return client.get(reverse(name), {"as_of": day.isoformat(), **more}).context["table"].page

    assert listed("decisions", ago - ONE) == []
    (then,) = listed("decisions", today() - 2 * ONE)
    assert then.state_then == "open"
    assert listed("decisions", today() - 2 * ONE, state="done") == []
    (now,) = listed("decisions", today())
    assert now.state_then == "done"
    (before,) = listed("meetings", meeting.closed_at.date() - 3 * ONE)
    assert before.state_then == "convened"
    (held,) = listed("meetings", today(), state="closed")
    assert held.pk == meeting.pk


def test_a_document_of_a_day(enter):
    county = factories.make_organisation("县委", Kind.COUNTY_COMMITTEE)
    head = factories.make_account_with_post(county, PostKind.SECRETARY)
    series = documents.open_series(by=None, organisation=county, code="嫩发", on=date(2020, 1, 1))
    words = documents.Words(kind="notice", title="通知", text="照办。", main=(documents.Addressee("各单位"),))
    row = documents.draft(by=None, organisation=county, series=series, words=words)
    row = documents.review(by=None, document=documents.submit(by=None, document=row))
    row = documents.sign(by=None, document=row, on=today() - 5 * ONE, signer="王建国")
    row = documents.issue(by=None, document=row, on=today() - 2 * ONE)
    client = enter(head)
    states = [
        [one.state_then for one in asked(client, "documents", today() - days * ONE)[1].page]
        for days in (6, 5, 2, 0)
    ]
    assert states == [[], ["signed"], ["issued"], ["issued"]]
    filing = [len(asked(client, "documents_filing", today() - days * ONE)[1].page) for days in (3, 2)]
    assert filing == [0, 1]


def test_a_project_of_the_eve_is_not_executed_yet(made, enter):
    rezoning.adopt_plan(by=None, adoption=adopted(made))
    Project.objects.update(units_as_of=today() - 9 * ONE)
    client = enter(made["department"])
    states = [
        [one.state_then for one in asked(client, "rezoning_projects", today() - days * ONE)[1].page]
        for days in (10, 1, 0)
    ]
    assert states == [[], ["draft"], ["executed"]]
    assert Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY).count() == 51
