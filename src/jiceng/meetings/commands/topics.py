"""Topics: handed in by those entitled or by anybody, taken up, put off, merged, answered."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import attest
from jiceng.kernel.access import must
from jiceng.kernel.floods import is_flood, origin_of
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.meetings.commands.deadlines import next_of_series, sort_topics
from jiceng.meetings.commands.state import LIVE, keeping
from jiceng.meetings.enums import Matter, MeetingState, TopicState, Work
from jiceng.meetings.models import AgendaItem, Meeting, Topic
from jiceng.meetings.queries.topics import is_late
from jiceng.meetings.rules import may_convene, may_hand_in
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person

ANSWER_DAYS = 15  # house rule of deliberation
HOURLY, DAILY = 5, 15


class FloodError(ImpossibleError):
    """Too many topics from one address."""


def hold_off_floods(rows, origin: str, at: str) -> None:
    """Refused past so many an hour and a day from one address; `at` names the moment's column."""
    if is_flood(rows, origin, at, hourly=HOURLY, daily=DAILY):
        raise FloodError(_("从这里提交的太多，请过一小时再来，或到社区当面提出。"))


@transaction.atomic
def hand_in(
    *,
    by,
    organisation: Organisation,
    kind: str,
    title: str,
    text: str = "",
    matter: str = Matter.GENERAL,
    work: str = Work.BUSINESS,
    by_name: str = "",
    address: str = "",
    public: bool = False,
) -> Topic:
    """`public`: by anybody, without account, through the public page; answered within fifteen days. Otherwise by
    who holds the right over the organisation or sits in it."""
    if not public:
        _must_sit_in(by, organisation)
    if not title.strip():
        raise ImpossibleError(_("请填议题。"))
    origin = origin_of(address, "topic") if public else ""
    hold_off_floods(Topic.objects, origin, "handed_in_at")
    person: Person | None = getattr(by, "person", None)
    topic = Topic.objects.create(
        organisation=organisation,
        kind=kind,
        title=title.strip()[:120],
        text=text.strip()[:2000],
        matter=matter,
        work=work,
        person=None if public else person,
        by_name=(by_name or (str(person) if person else ""))[:60],
        due_on=today() + timedelta(days=ANSWER_DAYS),
        slug=secrets.token_hex(8) if public else "",
        origin=origin,
    )
    attest(
        kind="topic.handed_in",
        organisation=organisation,
        on=today(),
        source=topic,
        source_url=reverse("topic", args=[topic.pk]),
        subject=f"meetings.topic:{topic.pk}",
    )
    record(by=by, verb="meetings.hand_in", target=topic, after={"kind": kind})
    if coming := next_of_series(topic):
        sort_topics(by=by, meeting=coming)
        topic.refresh_from_db()
    return topic


def _must_sit_in(by, organisation: Organisation) -> None:
    must(by, may_hand_in, organisation, _("无权向这个组织提交议题。"))


@transaction.atomic
def take_up(*, by, topic: Topic, meeting: Meeting) -> AgendaItem:
    """Onto the agenda of a meeting of that organisation, before the notice goes out."""
    row = keeping(by, meeting, *LIVE)
    if topic.organisation_id != row.organisation_id:
        raise ImpossibleError(_("议题是交给另一个组织的。"))
    if row.state != MeetingState.DRAFT:
        raise ImpossibleError(_("通知已经发出，议题请列入下次会议。"))
    if is_late(topic, row):
        raise ImpossibleError(_("议题在这次会议的截止日期之后提交，请列入下一次。"))
    _settle(by, topic, TopicState.TAKEN, "")
    last = row.items.order_by("-order").values_list("order", flat=True).first() or 0
    return AgendaItem.objects.create(
        meeting=row, order=last + 1, title=topic.title, matter=topic.matter, work=topic.work, topic=topic
    )


@transaction.atomic
def put_off(*, by, topic: Topic, reason: str) -> Topic:
    """Not now, and why; it may be handed in again."""
    return _settle(by, topic, TopicState.PUT_OFF, reason)


@transaction.atomic
def merge_topic(*, by, topic: Topic, into: Topic, reason: str) -> Topic:
    """Talked about as part of another one of the same organisation."""
    if into.pk == topic.pk or into.organisation_id != topic.organisation_id:
        raise ImpossibleError(_("只能并入同一组织的另一个议题。"))
    if into.state == TopicState.MERGED:
        raise ImpossibleError(_("那个议题自己也已并入别的议题。"))
    return _settle(by, topic, TopicState.MERGED, reason, into)


@transaction.atomic
def answer_topic(*, by, topic: Topic, reason: str) -> Topic:
    """Answered without a meeting."""
    return _settle(by, topic, TopicState.ANSWERED, reason)


def _settle(by, topic: Topic, state: str, reason: str, into: Topic | None = None) -> Topic:
    must(by, may_convene, topic.organisation, _("无权处理这个议题。"))
    row = Topic.objects.select_for_update().get(pk=topic.pk)
    if row.state not in {TopicState.OPEN, TopicState.PUT_OFF}:
        raise ImpossibleError(_("这个议题已经处理。"))
    if state != TopicState.TAKEN and not reason.strip():
        raise ImpossibleError(_("请写明理由。"))
    row.state, row.reason, row.merged_into, row.settled_on = state, reason.strip()[:500], into, today()
    row.save()
    attest(
        kind="topic.answered",
        organisation=row.organisation,
        on=today(),
        source=row,
        source_url=reverse("topic", args=[row.pk]),
        subject=f"meetings.topic:{row.pk}",
        marks=["answer"],
    )
    record(by=by, verb="meetings.settle_topic", target=row, after={"state": state}, why=row.reason)
    return row
