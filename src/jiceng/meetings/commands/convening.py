"""A meeting is prepared, changed, called, or annulled."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from jiceng.institutions.commands.evidence import annul as annul_evidence
from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.meetings import kinds
from jiceng.meetings.commands.congress import settle_absences, unsettle_petitions
from jiceng.meetings.commands.deadlines import give_back, sort_topics
from jiceng.meetings.commands.roll import send_to_new, settle_roll
from jiceng.meetings.commands.rooms import take_room
from jiceng.meetings.commands.state import BEFORE, locked
from jiceng.meetings.enums import Matter, MeetingState, TopicState, Work
from jiceng.meetings.models import AgendaItem, Meeting, Room, Topic
from jiceng.meetings.models.rooms import SLOT
from jiceng.meetings.queries.prefill import next_number, title_of
from jiceng.meetings.queries.readiness import checks
from jiceng.meetings.queries.registers import leaders_above, people_in_posts
from jiceng.meetings.queries.topics import in_time
from jiceng.meetings.rules import may_convene
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.organisations.rooms import Offered
from jiceng.people.models import Person


@dataclass(frozen=True)
class Call:
    """When, where and by whom. An empty title is made from unit, year and number; `room` is one of the
    organisation's list or a hall of its community, taken for `length`."""

    starts_at: datetime
    place: str = ""
    title: str = ""
    called_by: Person | None = None
    chair: Person | None = None
    clerk: Person | None = None
    entrusted: str = ""
    short_notice: str = ""
    also: tuple[str, ...] = ()
    room: Room | Offered | None = None
    length: timedelta = timedelta(hours=2)

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)


@transaction.atomic
def prepare(
    *,
    by,
    kind: str,
    organisation: Organisation,
    call: Call,
    agenda: list[str] | None = None,
    previous: Meeting | None = None,
    duty_id: int | None = None,
) -> Meeting:
    """A draft with its roll from the registers of the day and its agenda; nobody is told yet."""
    must(by, may_convene, organisation, _("无权在这个组织召集会议。"))
    rules = kinds.of(kind, call.day)
    if organisation.kind not in rules.organisations:
        values = {"unit": organisation, "kind": rules.label}
        raise ImpossibleError(_("%(unit)s不召开%(kind)s。") % values)
    _must_be_in_posts(rules, organisation, call)
    number = next_number(kind, organisation, call.day.year)
    meeting = Meeting.objects.create(
        kind=kind,
        organisation=organisation,
        year=call.day.year,
        number=number,
        previous=previous,
        duty_id=duty_id,
        made_by=by,
        **{**_columns(call), "title": call.title or title_of(rules, organisation, call.day.year, number)},
    )
    take_room(meeting, call.room, call.length)
    settle_roll(meeting)
    sort_topics(by=by, meeting=meeting)
    _lay_out(meeting, rules, agenda, previous)
    record(by=by, verb="meetings.prepare", target=meeting, after={"starts_at": meeting.starts_text})
    return meeting


def _columns(call: Call) -> dict:
    names = ("starts_at", "place", "title", "called_by", "chair", "clerk", "entrusted", "short_notice")
    return {**{name: getattr(call, name) for name in names}, "also": list(call.also)}


def _must_be_in_posts(rules: kinds.Rules, organisation: Organisation, call: Call) -> None:
    """Who calls and who chairs hold the posts that the kind asks for; another chair is entrusted in writing, and who
    leads right above may call, with the reason."""
    if call.called_by and call.called_by not in people_in_posts(organisation, rules.call, call.day):
        if call.called_by in leaders_above(organisation, call.day):
            if not call.entrusted.strip():
                raise ImpossibleError(_("由上级召集的，请写明理由。"))
            return
        words = {"name": call.called_by, "posts": "、".join(str(one.label) for one in rules.call)}
        raise ImpossibleError(_("%(name)s不能召集：只有%(posts)s可以召集这种会议。") % words)
    if call.chair is None:
        return
    leads = call.chair in people_in_posts(organisation, rules.call, call.day)
    if not leads and not call.entrusted.strip():
        raise ImpossibleError(_("主持人不是负责人，请写明由谁委托主持。"))


def _lay_out(
    meeting: Meeting, rules: kinds.Rules, agenda: list[str] | None, previous: Meeting | None
) -> None:
    """Items from the titles: a waiting topic of that title is taken up, an item of the last meeting or of the kind
    keeps its matter and its kind of work."""
    known = {one["title"]: one for one in rules.agenda}
    before = {one.title: one for one in previous.items.all()} if previous else {}
    waiting = in_time(meeting.organisation, rules, meeting.day)
    topics = {one.title: one for one in waiting}
    titles = [one["title"] for one in rules.agenda] if agenda is None else agenda
    for order, title in enumerate((one.strip()[:120] for one in titles if one.strip()), 1):
        topic, old, usual = topics.get(title), before.get(title), known.get(title, {})
        source = topic or old
        AgendaItem.objects.create(
            meeting=meeting,
            order=order,
            title=title,
            matter=source.matter if source else usual.get("matter", Matter.GENERAL),
            work=source.work if source else usual.get("work", Work.BUSINESS),
            reporter=old.reporter if old else "",
            topic=topic,
        )
        if topic:
            day = timezone.localdate()
            Topic.objects.filter(pk=topic.pk).update(state=TopicState.TAKEN, reason="", settled_on=day)


@transaction.atomic
def change_meeting(*, by, meeting: Meeting, call: Call) -> Meeting:
    """Another time, place or chair. A day under other rules or another register draws the roll anew while nobody has
    been told; later it stays as it was sent until somebody draws it anew or the meeting opens."""
    must(by, may_convene, meeting, _("无权改动这次会议。"))
    row = locked(meeting, *BEFORE)
    rules = kinds.of(row.kind, call.day)
    _must_be_in_posts(rules, row.organisation, call)
    moved = call.day != row.day
    before = {"starts_at": row.starts_text, "place": row.place, "chair": str(row.chair or "")}
    for name, value in _columns(call).items():
        if name != "title" or value:
            setattr(row, name, value)
    if call.day.year != row.year:
        row.year, row.number = call.day.year, next_number(row.kind, row.organisation, call.day.year)
    row.save()
    take_room(row, call.room, call.length)
    if moved and row.state == MeetingState.DRAFT:
        settle_roll(row)
    if moved:
        sort_topics(by=by, meeting=row)
    after = {"starts_at": row.starts_text, "place": row.place, "chair": str(row.chair or "")}
    record(by=by, verb="meetings.change", target=row, before=before, after=after)
    return row


@transaction.atomic
def convene(*, by, meeting: Meeting) -> Meeting:
    """Seal the agenda and tell everybody on the roll. Refused while a requirement stands in the way, with its
    sentence and what to do."""
    must(by, may_convene, meeting, _("无权召集这次会议。"))
    row = locked(meeting, MeetingState.DRAFT)
    faults = [one for one in checks(row) if not one.met and one.stops]
    if faults:
        raise ImpossibleError([f"{one.sentence}{one.todo}" for one in faults])
    now = timezone.now()
    row.state, row.sealed_at, row.convened_at = MeetingState.CONVENED, now, now
    row.save(update_fields=["state", "sealed_at", "convened_at"])
    send_to_new(row)
    with override("zh-hans"):
        record(by=by, verb="meetings.convene", target=row, after={"invited": row.roll.count()})
    return row


@transaction.atomic
def annul(*, by, meeting: Meeting, why: str) -> Meeting:
    """The meeting does not count: its evidence is annulled, what hangs on it stays readable."""
    must(by, may_convene, meeting, _("无权作废这次会议。"))
    if not why.strip():
        raise ImpossibleError(_("请写明作废的理由。"))
    row = locked(meeting)
    if row.state == MeetingState.ANNULLED:
        raise ImpossibleError(_("这次会议已经作废。"))
    row.state, row.annulled_at, row.annulled_why = MeetingState.ANNULLED, timezone.now(), why.strip()[:300]
    row.save(update_fields=["state", "annulled_at", "annulled_why"])
    Topic.objects.filter(items__meeting=row, state=TopicState.TAKEN).update(
        state=TopicState.OPEN, settled_on=None
    )
    give_back(row)
    take_room(row, None, SLOT)
    annul_evidence(source=row, why=row.annulled_why)
    unsettle_petitions(row)
    settle_absences(row.organisation, row.year)
    record(by=by, verb="meetings.annul", target=row, why=row.annulled_why)
    return row
