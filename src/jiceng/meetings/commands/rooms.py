"""Rooms: kept in a list, taken by meetings half an hour at a time so that no two meet in one."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.meetings.models import Meeting, Room, RoomHalfHour
from jiceng.meetings.models.rooms import SLOT
from jiceng.meetings.queries.rooms import holder_of, keeper_of
from jiceng.meetings.rules import may_convene
from jiceng.organisations import rooms
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation

LONGEST = timedelta(hours=12)


@transaction.atomic
def add_room(*, by, organisation: Organisation, name: str, seats: int = 0, note: str = "") -> Room:
    """Into the list of the community that the organisation serves, or of the organisation itself."""
    must(by, may_convene, organisation, _("无权维护这里的会议室。"))
    keeper = keeper_of(organisation)
    name = name.strip()[:60]
    if not name:
        raise ImpossibleError(_("请填会议室名称。"))
    known = {one.name for one in rooms.offered(keeper, today())}
    if name in known or keeper.meeting_rooms.filter(name=name, closed_on=None).exists():
        raise ImpossibleError(_("已经有“%(name)s”。") % {"name": name})
    row = Room.objects.create(organisation=keeper, name=name, seats=seats, note=note.strip()[:120])
    record(by=by, verb="meetings.add_room", target=row, after={"name": name, "seats": seats})
    return row


@transaction.atomic
def close_room(*, by, room: Room, organisation: Organisation) -> Room:
    """No longer used; refused while a meeting to come has it."""
    must(by, may_convene, organisation, _("无权维护这里的会议室。"))
    row = Room.objects.select_for_update(of=("self",)).get(pk=room.pk, organisation=keeper_of(organisation))
    if row.closed_on:
        raise ImpossibleError(_("这间会议室已经停用。"))
    coming = row.taken.filter(begins_at__gte=timezone.now()).select_related("meeting").first()
    if coming:
        raise ImpossibleError(_("“%(meeting)s”已订用这间会议室。") % {"meeting": coming.meeting})
    row.closed_on = today()
    row.save(update_fields=["closed_on"])
    record(by=by, verb="meetings.close_room", target=row, before={"name": row.name})
    return row


def take_room(meeting: Meeting, room: Room | rooms.Offered | None, length: timedelta) -> None:
    """Part of a command that calls or moves a meeting: the room for that time, or none. Refused when another has
    it, with who and when. A hall of the community is taken where it is kept."""
    RoomHalfHour.objects.filter(meeting=meeting).delete()
    rooms.free(holder_of(meeting))
    if room is None:
        return
    if isinstance(room, rooms.Offered):
        _take_offered(meeting, room, length)
        return
    row = Room.objects.select_for_update(of=("self",)).get(pk=room.pk)
    if row.closed_on or row.organisation_id != keeper_of(meeting.organisation).pk:
        raise ImpossibleError(_("这里没有这间会议室。"))
    wanted = half_hours(meeting.starts_at, length)
    other = row.taken.filter(begins_at__in=wanted).select_related("meeting").first()
    if other:
        ends_at = other.meeting.half_hours.latest("begins_at").begins_at + SLOT
        words = {
            "room": row.name,
            "meeting": other.meeting.title,
            "from": f"{timezone.localtime(other.meeting.starts_at):%H:%M}",
            "to": f"{timezone.localtime(ends_at):%H:%M}",
        }
        raise ImpossibleError(_("%(room)s已被“%(meeting)s”订用（%(from)s—%(to)s）。") % words)
    RoomHalfHour.objects.bulk_create(RoomHalfHour(room=row, meeting=meeting, begins_at=one) for one in wanted)
    _name_place(meeting, row.name)


def _take_offered(meeting: Meeting, room: rooms.Offered, length: timedelta) -> None:
    if room not in rooms.offered(keeper_of(meeting.organisation), meeting.day):
        raise ImpossibleError(_("这里没有这间会议室。"))
    wanted = half_hours(meeting.starts_at, length)
    wish = rooms.Wish(
        meeting.organisation,
        wanted[0],
        wanted[-1] + SLOT,
        meeting.title,
        holder_of(meeting),
        meeting.made_by,
    )
    rooms.take(room, wish)
    _name_place(meeting, room.name)


def _name_place(meeting: Meeting, name: str) -> None:
    if not meeting.place:
        meeting.place = name
        meeting.save(update_fields=["place"])


def half_hours(starts_at: datetime, length: timedelta) -> list[datetime]:
    """The half hours, counted from the full hour, that a meeting of that length touches."""
    local = timezone.localtime(starts_at)
    begins = local.replace(minute=local.minute // 30 * 30, second=0, microsecond=0)
    ends = local + min(length, LONGEST)
    return [begins + number * SLOT for number in range(-(-(ends - begins) // SLOT))]
