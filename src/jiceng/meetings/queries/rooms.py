"""Rooms of a community and when they are taken."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from jiceng.meetings.models import Meeting, Room, RoomHalfHour
from jiceng.meetings.models.rooms import SLOT
from jiceng.meetings.queries.meetings import midnight
from jiceng.meetings.queries.registers import territory_of
from jiceng.organisations import rooms
from jiceng.organisations.models import Organisation


def keeper_of(organisation: Organisation) -> Organisation:
    """In whose list the rooms stand: the community that it is or serves, so that branch and committee share them;
    else the organisation's own."""
    return territory_of(organisation) or organisation


def holder_of(meeting: Meeting) -> str:
    """How a meeting is named where it holds a room."""
    return f"meetings.meeting:{meeting.pk}"


def offered_to(organisation: Organisation, day: date) -> list[rooms.Offered]:
    """Halls of the community that are kept elsewhere and can be taken for a meeting."""
    return rooms.offered(keeper_of(organisation), day)


def rooms_of(organisation: Organisation) -> QuerySet[Room]:
    return Room.objects.filter(organisation=keeper_of(organisation), closed_on=None)


@dataclass(frozen=True)
class Taken:
    """A meeting that has a room, from when to when."""

    room: str
    meeting: Meeting
    begins_at: datetime
    ends_at: datetime

    @property
    def hours(self) -> str:
        begins, ends = timezone.localtime(self.begins_at), timezone.localtime(self.ends_at)
        return f"{begins:%m-%d %H:%M}—{ends:%H:%M}"


def taken(organisation: Organisation, first: date, days: int) -> list[Taken]:
    """What is taken in so many days from the first, in order."""
    rows = (
        RoomHalfHour.objects.filter(
            room__in=rooms_of(organisation),
            begins_at__gte=midnight(first),
            begins_at__lt=midnight(first + timedelta(days=days)),
        )
        .order_by()
        .values("room__name", "meeting")
        .annotate(begins=Min("begins_at"), last=Max("begins_at"))
    )
    meetings = Meeting.objects.in_bulk([row["meeting"] for row in rows])
    found = [
        Taken(row["room__name"], meetings[row["meeting"]], row["begins"], row["last"] + SLOT) for row in rows
    ]
    return sorted(found, key=lambda one: (one.begins_at, one.room))


def room_of(meeting: Meeting) -> tuple[Room | rooms.Offered, timedelta] | None:
    """The room that a meeting has and for how long; None without one."""
    if found := rooms.held(holder_of(meeting)):
        room, begins, ends = found
        return room, ends - max(begins, meeting.starts_at)
    rows = list(meeting.half_hours.select_related("room"))
    if not rows:
        return None
    return rows[0].room, rows[-1].begins_at + SLOT - max(rows[0].begins_at, meeting.starts_at)
