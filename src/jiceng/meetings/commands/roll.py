"""The roll: drawn from the registers, added to by hand while it is not frozen, settled for the day when it opens."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.meetings.commands.state import BEFORE, locked
from jiceng.meetings.commands.votes.following import grade_again, graded_whole, let_go
from jiceng.meetings.enums import MeetingState, RollSource, Stratum
from jiceng.meetings.models import Invitation, Meeting, RollEntry
from jiceng.meetings.queries.roll_day import COLUMNS, DayRoll, as_kept, day_roll
from jiceng.meetings.rules import may_convene
from jiceng.organisations.commands import ImpossibleError
from jiceng.people.models import Person


def settle_roll(meeting: Meeting) -> DayRoll:
    """Part of a command: the roll becomes that of the registers for the day of the meeting. Who stays keeps the line
    with its invitation and answer; with who goes, what was prepared for them in votes goes too. Gives what changed, in
    Chinese, as it is kept."""
    with override("zh-hans"):
        changes = day_roll(meeting)
    if not changes:
        return changes
    leaving = [one.entry.pk for one in changes.gone if one.entry]
    voteless = [one.entry.pk for one in changes.altered if one.entry and not one.entitled]
    graded = graded_whole(meeting)
    let_go(meeting, leaving, voteless)
    RollEntry.objects.filter(pk__in=leaving).delete()
    _alter(changes)
    rows = [RollEntry(meeting=meeting, **as_kept(one.drawn)) for one in changes.added if one.drawn]
    RollEntry.objects.bulk_create(rows, batch_size=500)
    grade_again(meeting, graded)
    return changes


def _alter(changes: DayRoll) -> None:
    """Units first let go: two contacts may have changed places."""
    rows = []
    for one in changes.altered:
        if one.entry and one.drawn:
            for name, value in as_kept(one.drawn).items():
                setattr(one.entry, name, value)
            rows.append(one.entry)
    RollEntry.objects.filter(pk__in=[row.pk for row in rows]).update(unit=None)
    RollEntry.objects.bulk_update(rows, [*COLUMNS, "person", "unit"], batch_size=200)


def send_to_new(meeting: Meeting) -> None:
    """Part of a command: whoever came onto the roll of a meeting that was told already is told now."""
    now = timezone.now()
    entries = meeting.roll.filter(invitation=None)
    Invitation.objects.bulk_create((Invitation(entry=one, sent_at=now) for one in entries), batch_size=500)


@transaction.atomic
def redraw_roll(*, by, meeting: Meeting) -> DayRoll:
    """The registers have changed since: draw the roll again. Once the notice is out, who is new is told; answers of
    those who stay remain."""
    must(by, may_convene, meeting, _("无权改动这份名册。"))
    row = locked(meeting, *BEFORE)
    changes = settle_roll(row)
    if row.state == MeetingState.CONVENED:
        send_to_new(row)
    record(
        by=by,
        verb="meetings.redraw_roll",
        target=row,
        before={"entitled": changes.before},
        after={"entitled": changes.after, **changes.told},
    )
    return changes


@transaction.atomic
def add_to_roll(
    *, by, meeting: Meeting, person: Person | None = None, name: str = "", role: str = "", stratum: str = ""
) -> RollEntry:
    """Somebody who is invited and may speak; a vote comes from a register only."""
    must(by, may_convene, meeting, _("无权改动这份名册。"))
    row = locked(meeting, *BEFORE)
    name = (person.name if person else name).strip()[:120]
    if not name:
        raise ImpossibleError(_("请填姓名。"))
    if stratum and stratum not in Stratum.values:
        raise ImpossibleError(_("没有这个界别。"))
    if person and row.roll.filter(person=person).exists():
        raise ImpossibleError(_("%(name)s已经在名册上。") % {"name": name})
    entry = RollEntry.objects.create(
        meeting=row,
        person=person,
        name=name,
        role=role.strip()[:60],
        stratum=stratum,
        source=RollSource.INVITED,
        entitled=False,
    )
    if row.state == MeetingState.CONVENED:
        Invitation.objects.create(entry=entry, sent_at=timezone.now())
    record(by=by, verb="meetings.add_to_roll", target=row, after={"name": name})
    return entry


@transaction.atomic
def remove_from_roll(*, by, entry: RollEntry) -> None:
    """Only who was added by hand: the registers are not corrected here."""
    must(by, may_convene, entry.meeting, _("无权改动这份名册。"))
    row = locked(entry.meeting, *BEFORE)
    if entry.source != RollSource.INVITED:
        raise ImpossibleError(_("名册来自登记，请到党员、居民或职务名册中更正。"))
    record(by=by, verb="meetings.remove_from_roll", target=row, before={"name": entry.name})
    entry.delete()
