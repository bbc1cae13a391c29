"""A probe: somebody without any post stands on the roll of another unit's meeting; what opens and what stays shut."""

import uuid

import pytest
from django.urls import reverse

from jiceng.meetings import commands
from jiceng.meetings.commands import votes
from tests import factories
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db
OPENS = (
    *("meeting", "invitation", "meeting_agenda", "meeting_desk", "meeting_quorum"),
    *("meeting_minutes", "meeting_rounds", "ballot_receipt"),
)
SHUT = (
    *("meeting_roll", "meeting_change", "meeting_attendance", "item_desk", "agenda_item"),
    *("poll", "poll_live", "teller", "posting_make", "poll_prepare"),
)


@pytest.fixture
def probe():
    """An account of a person who holds nothing, a guest on the roll of an open meeting with a vote."""
    rooms = Rooms(members=9, representatives=3)
    person = factories.make_person("来宾")
    account = factories.make_account(person=person)
    meeting = rooms.convened(kind="members", organisation=rooms.branch)
    commands.add_to_roll(by=None, meeting=meeting, person=person)
    commands.open_meeting(by=None, meeting=meeting)
    item = meeting.items.first()
    poll = votes.prepare_poll(by=None, item=item, title="表决", form="motion", way="secret")
    return account, meeting, item, poll


def address(name: str, meeting, item, poll) -> str:
    parts = {"poll": poll, "poll_live": poll, "teller": poll, "ballot_receipt": poll}
    row = item if name in {"item_desk", "agenda_item", "poll_prepare"} else parts.get(name, meeting)
    return reverse(name, args=[row.pk])


def test_the_own_pages_open_and_the_desk_stays_shut(probe, enter):
    account, *rows = probe
    client = enter(account)
    assert {name: client.get(address(name, *rows)).status_code for name in OPENS} == dict.fromkeys(OPENS, 200)
    told = {name: client.get(address(name, *rows)).status_code for name in SHUT}
    assert {name for name, code in told.items() if code not in {403, 404}} == set()


def test_a_guest_speaks_and_does_not_vote(probe, enter):
    account, _meeting, _item, poll = probe
    url = reverse("ballot_recuse", args=[poll.pk])
    answer = enter(account).post(url, {"why": "亲属", "submission_key": uuid.uuid4()}, follow=True)
    assert answer.status_code in {403, 404}
    assert not poll.exclusions.exists()


def test_off_the_roll_nothing_opens(probe, enter):
    _account, *rows = probe
    client = enter(factories.make_account(person=factories.make_person("路人")))
    told = {name: client.get(address(name, *rows)).status_code for name in (*OPENS, *SHUT)}
    assert {name for name, code in told.items() if code not in {403, 404}} == set()
