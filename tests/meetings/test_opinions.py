"""At a talk with people from outside each opinion is answered: what became of it, and why."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.meetings import commands
from jiceng.meetings.models import Speech
from jiceng.meetings.queries.opinions import opinions
from jiceng.organisations.commands import ImpossibleError
from tests import factories
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms():
    return Rooms()


@pytest.fixture
def talk(rooms):
    meeting = rooms.prepared("discussion", agenda=["听取各界意见"])
    commands.add_to_roll(by=None, meeting=meeting, name="来宾")
    commands.convene(by=None, meeting=meeting)
    return commands.open_meeting(by=None, meeting=meeting)


def said(meeting, name: str, text: str) -> Speech:
    return commands.add_speech(by=None, item=meeting.items.get(), name=name, text=text)


def test_what_became_of_each_is_counted(talk):
    first, second, third = (said(talk, name, "早点供热") for name in ("甲", "乙", "丙"))
    commands.answer_speech(by=None, speech=first, outcome="adopted", answer="十月十日开始")
    commands.answer_speech(by=None, speech=second, outcome="declined", answer="资金不够")
    found = opinions(talk)
    assert [one.outcome for one in found.rows] == ["adopted", "declined", ""]
    assert found.sentence == "共3条：采纳1，不采纳1，还没有处理1"
    first.refresh_from_db()
    assert first.answered_on == today()
    assert third.answered_on is None


def test_a_later_word_takes_the_place_of_the_one_before_and_the_record_keeps_both(talk):
    row = said(talk, "甲", "早点供热")
    commands.answer_speech(by=None, speech=row, outcome="noted", answer="再研究")
    commands.answer_speech(by=None, speech=row, outcome="adopted", answer="十月十日开始")
    last = Entry.objects.filter(verb="meetings.answer_speech").latest("sequence")
    assert "再研究" in last.body
    assert "十月十日开始" in last.body


@pytest.mark.parametrize(("outcome", "answer"), [("", "好"), ("maybe", "好"), ("adopted", " ")])
def test_half_an_answer_is_none(talk, outcome, answer):
    row = said(talk, "甲", "早点供热")
    with pytest.raises(ImpossibleError):
        commands.answer_speech(by=None, speech=row, outcome=outcome, answer=answer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Speech.objects.filter(pk=row.pk).update(outcome="adopted")


def test_other_meetings_answer_nobody_one_by_one(rooms):
    meeting = rooms.opened()
    row = said(meeting, "甲", "早点供热")
    assert opinions(meeting) is None
    with pytest.raises(ImpossibleError):
        commands.answer_speech(by=None, speech=row, outcome="noted", answer="好")


def test_the_page_of_the_talk_shows_them_and_who_keeps_it_answers(rooms, talk, client):
    row = said(talk, "甲", "早点供热")
    client.force_login(rooms.secretary)
    page = client.get(reverse("meeting", args=[talk.pk])).content.decode()
    address = reverse("speech_answer", args=[row.pk])
    assert "还没有处理1" in page
    assert address in page
    typed = {"submission_key": str(uuid.uuid4()), "outcome": "adopted", "answer": "十月十日开始"}
    assert client.post(address, typed).status_code == 302
    page = client.get(reverse("meeting", args=[talk.pk])).content.decode()
    assert "十月十日开始" in page
    assert "共1条：采纳1" in page


def test_the_neighbour_finds_no_opinion(talk, client):
    row = said(talk, "甲", "早点供热")
    neighbour = factories.make_account_with_post(factories.make_county()["first_branch"], "secretary")
    client.force_login(neighbour)
    assert client.get(reverse("speech_answer", args=[row.pk])).status_code == 404
