"""The meeting is on: opened, who is there, closed."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import attest
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import kind_of, record
from jiceng.meetings import kinds
from jiceng.meetings.commands.congress import settle_absences, settle_petitions
from jiceng.meetings.commands.roll import settle_roll
from jiceng.meetings.commands.state import keeping, locked, must_stay_out
from jiceng.meetings.enums import CameBy, MeetingState
from jiceng.meetings.models import Attendance, Meeting, RollEntry
from jiceng.meetings.queries.marks import marks_of
from jiceng.meetings.queries.quorum import heads, quorum
from jiceng.meetings.queries.registers import branch_of
from jiceng.meetings.queries.roll_day import day_roll
from jiceng.meetings.queries.votes.records import is_finished
from jiceng.meetings.rules import may_take_part
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def open_meeting(*, by, meeting: Meeting, seen: str = "") -> Meeting:
    """Draw the roll for the day from the registers, freeze it and begin; what changed since the notice is kept with
    the meeting. `seen` is the token of the difference that was read before: refused when it is another one now.
    Without a quorum one may begin to count heads, but not decide. Nobody opens it before its day; the demonstration,
    which lives ahead, is the system itself."""
    row = keeping(by, meeting, MeetingState.CONVENED)
    if by is not None and today() < row.day:
        raise ImpossibleError(_("还没到开会的日子（%(day)s）。") % {"day": row.day.isoformat()})
    if seen and seen != day_roll(row).token:
        raise ImpossibleError(_("名册又有变化，请先看清楚，再开始开会。"))
    changes = settle_roll(row)
    if not row.roll.exists():
        raise ImpossibleError(_("名册是空的，不能开会。"))
    row.state, row.frozen_at, row.roll_changes = MeetingState.OPEN, timezone.now(), changes.told
    row.save(update_fields=["state", "frozen_at", "roll_changes"])
    after = {"roll": row.roll.count(), "entitled": changes.after, **changes.told}
    record(by=by, verb="meetings.open", target=row, before={"entitled": changes.before}, after=after)
    return row


@transaction.atomic
def note_arrival(*, by, entry: RollEntry, substitute: str = "") -> Attendance:
    """By the clerk; the same again changes nothing. Who had left is back."""
    meeting = keeping(by, entry.meeting, MeetingState.OPEN)
    must_stay_out(substitute)
    return _arrive(by, meeting, entry, CameBy.CLERK, substitute)


@transaction.atomic
def check_in(*, by, meeting: Meeting) -> Attendance:
    """By oneself, on one's own phone."""
    must(by, may_take_part, meeting, _("您不在这次会议的名册上。"))
    row = locked(meeting, MeetingState.OPEN)
    return _arrive(by, row, row.roll.get(person=by.person_id), CameBy.SELF, "")


def _arrive(by, meeting: Meeting, entry: RollEntry, how: str, substitute: str) -> Attendance:
    substitute = substitute.strip()[:60]
    if substitute and not kinds.of(meeting.kind, meeting.day).substitutes:
        raise ImpossibleError(_("这种会议须本人参加，不能派人代为出席。"))
    row = Attendance.objects.filter(entry=entry).first()
    if row is None:
        row = Attendance.objects.create(
            entry=entry, came_at=timezone.now(), by=how, noted_by=by, substitute=substitute
        )
    elif row.left_at is not None or row.substitute != substitute:
        row.left_at, row.substitute = None, substitute
        row.save(update_fields=["left_at", "substitute"])
    else:
        return row
    record(by=by, verb="meetings.note_arrival", target=row, after={"by": how, "substitute": substitute})
    return row


@transaction.atomic
def take_back_arrival(*, by, entry: RollEntry) -> None:
    """A slip of the clerk: was not there."""
    keeping(by, entry.meeting, MeetingState.OPEN)
    row = Attendance.objects.filter(entry=entry).first()
    if row is not None:
        record(by=by, verb="meetings.take_back_arrival", target=row)
        row.delete()


@transaction.atomic
def note_leaving(*, by, entry: RollEntry) -> None:
    """Went before the end; no longer counts towards the quorum."""
    keeping(by, entry.meeting, MeetingState.OPEN)
    row = Attendance.objects.filter(entry=entry, left_at=None).first()
    if row is None:
        raise ImpossibleError(_("%(name)s不在场。") % {"name": entry.name})
    row.left_at = timezone.now()
    row.save(update_fields=["left_at"])
    record(by=by, verb="meetings.note_leaving", target=row)


@transaction.atomic
def close_meeting(*, by, meeting: Meeting) -> Meeting:
    """The end: what took place becomes evidence, so that the duty is done because the meeting was held. A meeting
    without its quorum is closed too, and counts for nothing that asks for one."""
    row = keeping(by, meeting, MeetingState.OPEN)
    if not is_finished(row):
        raise ImpossibleError(_("还有表决没有结束计票。"))
    now = timezone.now()
    row.state, row.closed_at = MeetingState.CLOSED, now
    row.ends_at = row.ends_at or (now if now > row.starts_at else row.starts_at + timedelta(minutes=1))
    row.save(update_fields=["state", "closed_at", "ends_at"])
    counted, marks = heads(row), marks_of(row)
    url = reverse("meeting", args=[row.pk])
    for key in dict.fromkeys([row.kind, *row.also]):
        for unit in filter(None, [row.organisation, branch_of(row.organisation)]):
            attest(
                kind=f"meeting.{key}",
                organisation=unit,
                on=row.day,
                entitled=counted.entitled,
                present=counted.present,
                marks=marks,
                source=row,
                source_url=url,
                subject=f"{kind_of(row)}:{row.pk}",
            )
    settle_petitions(row)
    settle_absences(row.organisation, row.year)
    after = {"entitled": counted.entitled, "present": counted.present, "quorum": quorum(row).met}
    record(by=by, verb="meetings.close", target=row, after=after)
    return row
