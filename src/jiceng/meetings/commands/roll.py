"""The roll: drawn from the registers, added to by hand while it is not frozen."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.meetings import kinds
from jiceng.meetings.commands.state import BEFORE, locked
from jiceng.meetings.enums import MeetingState, RollSource, Stratum
from jiceng.meetings.models import Invitation, Meeting, RollEntry
from jiceng.meetings.queries.registers import roll_on
from jiceng.meetings.rules import may_convene
from jiceng.organisations.commands import ImpossibleError
from jiceng.people.models import Person


def draw_up(meeting: Meeting, rules: kinds.Rules) -> int:
    """Part of a command: the registers of the day replace what they had given before; who was added by hand stays.
    Kept in Chinese, as it will be printed."""
    RollEntry.objects.filter(meeting=meeting).exclude(source=RollSource.INVITED).delete()
    with override("zh-hans"):
        drawn = roll_on(rules, meeting.organisation, meeting.day)
    known = set(meeting.roll.values_list("person", flat=True)) - {None}
    rows = [
        RollEntry(
            meeting=meeting,
            person_id=one.person,
            unit_id=one.unit,
            name=one.name[:120],
            source=one.source,
            role=one.role[:60],
            post_kind=one.post_kind,
            group=one.group[:60],
            stratum=one.stratum,
            entitled=one.entitled,
        )
        for one in drawn
        if one.person not in known
    ]
    RollEntry.objects.bulk_create(rows, batch_size=500)
    return len(rows)


@transaction.atomic
def redraw_roll(*, by, meeting: Meeting) -> int:
    """The registers have changed since: draw the roll again, before anybody is told."""
    must(by, may_convene, meeting, _("无权改动这份名册。"))
    row = locked(meeting, MeetingState.DRAFT)
    before = row.roll.count()
    draw_up(row, kinds.of(row.kind, row.day))
    count = row.roll.count()
    record(by=by, verb="meetings.redraw_roll", target=row, before={"roll": before}, after={"roll": count})
    return count


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
