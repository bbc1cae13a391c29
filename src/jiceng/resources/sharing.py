"""Halls as they are offered to whoever calls a meeting: kept once, taken from both sides, never twice."""

from datetime import date, datetime

from jiceng.organisations import rooms
from jiceng.organisations.models import Organisation
from jiceng.organisations.rooms import Offered
from jiceng.resources.commands.booking import give_back, take_for
from jiceng.resources.models import Booking, Hall, VenueUse

HALLS = "halls"


def offered(community: Organisation, day: date) -> list[Offered]:
    """Halls in the venues that the community uses on the day."""
    venues = VenueUse.objects.on(day).filter(community=community).values("venue")
    rows = Hall.objects.filter(venue__in=venues, closed_on=None).select_related("venue")
    return [_offer(one) for one in rows.order_by("venue__name", "name", "pk")]


def _offer(hall: Hall) -> Offered:
    return Offered(HALLS, hall.pk, f"{hall.venue.name}{hall.name}"[:120], hall.seats)


def held(holder: str) -> tuple[Offered, datetime, datetime] | None:
    row = Booking.objects.filter(holder=holder).select_related("hall__venue").first()
    return (_offer(row.hall), row.starts_at, row.ends_at) if row else None


def register() -> None:
    rooms.register(rooms.Register(HALLS, offered, take_for, give_back, held))
