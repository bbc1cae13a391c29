"""The talk before the result: anybody concerned writes, a person reads, the end is carried out or put to a meeting."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jiceng.institutions.models import Evidence
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.meetings import commands
from jiceng.meetings.enums import MeetingKind, TopicState
from jiceng.meetings.models import Contribution, Forum
from jiceng.meetings.queries.forum import running, talk_of, waiting_to_be_read
from jiceng.meetings.queries.prefill import prefill
from jiceng.meetings.queries.way import way
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms():
    return Rooms(members=1, representatives=6)


@pytest.fixture
def topic(rooms):
    return commands.hand_in(
        by=None,
        organisation=rooms.committee,
        kind=MeetingKind.DELIBERATION,
        title="单元门口装坡道",
        text="老人下楼不方便",
        public=True,
    )


@pytest.fixture
def forum(rooms, topic):
    return commands.open_forum(
        by=rooms.director, topic=topic, question="装在哪一侧", concerned="3号楼住户", days=7
    )


def end(rooms, forum, outcome, **values):
    known = {"result": "多数人赞成装在东侧。", "owner": None, "due_on": None}
    return commands.end_forum(by=rooms.director, forum=forum, outcome=outcome, **{**known, **values})


def test_from_a_residents_topic_to_what_was_carried_out(rooms, topic, forum, client, enter):
    """Every step on its page, without script."""
    topic.refresh_from_db()
    assert topic.state == TopicState.FORUM
    assert Evidence.objects.filter(kind="topic.answered", subject=f"meetings.topic:{topic.pk}").exists()
    public = reverse("forum", args=[forum.slug])
    assert public in client.get(reverse("postings")).content.decode()
    assert public in client.get(reverse("topic_followed", args=[topic.slug])).content.decode()
    for text in ("装在东侧", "某某不要脸"):
        data = {"text": text, "stance": "support", "submission_key": uuid.uuid4()}
        assert client.post(public, data).status_code == 302
    assert "装在东侧" not in client.get(public).content.decode()
    assert [one.waiting for one in waiting_to_be_read(seen_by=rooms.director)] == [2]
    desk = enter(rooms.director)
    assert reverse("forum_desk", args=[forum.pk]) in desk.get(reverse("topics")).content.decode()
    assert "装在东侧" in desk.get(reverse("forum_desk", args=[forum.pk])).content.decode()
    good, bad = Contribution.objects.order_by("number")
    for row, data in ((good, {"show": "1", "reply": "好"}), (bad, {"show": "", "reason": "辱骂他人"})):
        url = reverse("contribution_read", args=[row.pk])
        assert desk.post(url, {**data, "submission_key": uuid.uuid4()}).status_code == 302
    page = client.get(public).content.decode()
    assert "装在东侧" in page
    assert "某某不要脸" not in page
    assert "第2条未公开：辱骂他人" in page
    data = {"outcome": "carry_out", "result": "装在东侧", "owner": rooms.director.person.name}
    data |= {"due_on": today() + timedelta(days=20), "submission_key": uuid.uuid4()}
    assert desk.post(reverse("forum_end", args=[forum.pk]), data).status_code == 302
    forum.refresh_from_db()
    done = {"done": "坡道已装好", "submission_key": uuid.uuid4()}
    assert desk.post(reverse("forum_done", args=[forum.pk]), done).status_code == 302
    assert "坡道已装好" in client.get(public).content.decode()
    kinds = ("deliberation.result", "deliberation.carried_out")
    assert Evidence.objects.filter(kind__in=kinds, subject=f"meetings.forum:{forum.pk}").count() == 2
    assert not running(as_of=today()).exists()


def test_put_to_a_meeting_it_stands_on_the_next_agenda_and_on_the_decisions_way(rooms, topic, forum):
    end(rooms, forum, "to_meeting", kind="congress")
    made = prefill(seen_by=None, kind="congress", organisation=rooms.committee)
    assert "单元门口装坡道" in made.agenda
    call = commands.Call(starts_at=made.starts_at, place="礼堂")
    meeting = commands.prepare(
        by=None, kind="congress", organisation=rooms.committee, call=call, agenda=made.agenda
    )
    item = meeting.items.get(topic=topic)
    decision = item.decisions.create(
        meeting=meeting, organisation=rooms.committee, number="1", text="装", decided_on=today()
    )
    assert "讨论：3号楼住户" in [one.title for one in way(decision)]


def test_nobody_ends_it_before_everything_was_read(rooms, forum):
    commands.contribute(by=None, forum=forum, text="同意")
    with pytest.raises(ImpossibleError, match="还有1条意见没有审看"):
        end(rooms, forum, "not_taken")
    commands.read_contribution(by=rooms.director, contribution=Contribution.objects.get(), show=True)
    assert talk_of(forum).shown
    with pytest.raises(ImpossibleError, match="负责人"):
        end(rooms, forum, "carry_out")
    assert end(rooms, forum, "not_taken").topic.state == TopicState.ANSWERED
    with pytest.raises(ImpossibleError, match="已经结束"):
        end(rooms, forum, "not_taken")


def test_what_is_refused(rooms, topic, forum):
    with pytest.raises(ImpossibleError, match="手机号码"):
        commands.contribute(by=None, forum=forum, text="打13800000001找我")
    row = commands.contribute(by=None, forum=forum, text="不同意")
    with pytest.raises(ImpossibleError, match="请写明理由"):
        commands.read_contribution(by=rooms.director, contribution=row, show=False)
    with pytest.raises(Refused):
        commands.read_contribution(by=rooms.secretary, contribution=row, show=True)
    with pytest.raises(ImpossibleError, match="已经处理"):
        commands.open_forum(by=rooms.director, topic=topic, question="再问", concerned="大家", days=7)
    Forum.objects.update(opened_on=today() - timedelta(days=9), until=today() - timedelta(days=1))
    with pytest.raises(ImpossibleError, match="已经截止"):
        commands.contribute(by=None, forum=forum, text="晚了")


def test_a_worker_opens_and_reads_while_the_director_ends(rooms, topic, enter):
    """The talk is the worker's, the result is said by who may post."""
    worker = factories.make_account_with_post(rooms.committee, PostKind.WORKER)
    client = enter(worker)
    assert "开始讨论" in client.get(reverse("topic", args=[topic.pk])).content.decode()
    asked = {"question": "装在哪一侧", "concerned": "3号楼住户", "days": 7, "submission_key": uuid.uuid4()}
    assert client.post(reverse("forum_open", args=[topic.pk]), asked).status_code == 302
    forum = Forum.objects.get()
    row = commands.contribute(by=None, forum=forum, text="装在东侧")
    assert forum in waiting_to_be_read(seen_by=worker)
    shown = {"show": "1", "submission_key": uuid.uuid4()}
    assert client.post(reverse("contribution_read", args=[row.pk]), shown).status_code == 302
    assert talk_of(forum).shown == [row]
    desk = client.get(reverse("forum_desk", args=[forum.pk])).content.decode()
    assert "由书记或主任结束讨论" in desk
    assert reverse("forum_end", args=[forum.pk]) not in desk
    with pytest.raises(Refused):
        commands.end_forum(
            by=worker, forum=forum, outcome="not_taken", result="不采纳", owner=None, due_on=None
        )
    assert end(rooms, forum, "not_taken").ended_on == today()


def test_floods_are_held_off(forum):
    for number in range(5):
        commands.contribute(by=None, forum=forum, text=f"意见{number}", address="10.0.0.1")
    with pytest.raises(ImpossibleError, match="太多"):
        commands.contribute(by=None, forum=forum, text="又一条", address="10.0.0.1")


def test_the_database_keeps_what_a_forum_must(forum):
    row = commands.contribute(by=None, forum=forum, text="同意")
    for change in ({"state": "held"}, {"state": "shown"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contribution.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Forum.objects.filter(pk=forum.pk).update(outcome="carry_out", ended_on=today(), result="好")


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_page_asks_the_same_number_of_queries(count, forum, client, django_assert_num_queries):
    for number in range(count):
        commands.contribute(by=None, forum=forum, text=f"意见{number}")
    Contribution.objects.update(state="shown", read_on=today())
    url = reverse("forum", args=[forum.slug])
    client.get(url)
    with django_assert_num_queries(2):
        client.get(url)
