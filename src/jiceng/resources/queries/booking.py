"""Halls of a community, its week, what waits for an answer, what residents see."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.kernel.components import Crumb, Fact
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import end_of, today
from jiceng.kernel.words import strung
from jiceng.organisations.enums import BRANCHES, Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.names import organisations_on
from jiceng.organisations.queries.unit import resident_units
from jiceng.resources.enums import BookingState, Right
from jiceng.resources.models import Booking, Hall, VenueUse
from jiceng.resources.rules import halls_seen, may_book, may_see, territories_of, units_asking

WEEK = 7
FEW_DAYS = 3
TAKEN = (BookingState.ASKED, BookingState.HELD)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weekday(number: int) -> str:
    """1 is Monday."""
    return (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))[number - 1]


def hours_of(hall: Hall) -> str:
    """周一至周五 08:00—18:00"""
    numbers = [int(one) for one in hall.weekdays]
    days = strung(weekday(one) for one in numbers)
    if len(numbers) == WEEK:
        days = _("每天")
    elif len(numbers) >= FEW_DAYS and numbers[-1] - numbers[0] == len(numbers) - 1:
        days = _("%(first)s至%(last)s") % {"first": weekday(numbers[0]), "last": weekday(numbers[-1])}
    return f"{days} {hall.opens:%H:%M}—{hall.closes:%H:%M}"


def halls_of(community: Organisation, as_of: date) -> QuerySet[Hall]:
    """In use on the day, in the venues of the community."""
    used = VenueUse.objects.on(as_of).filter(community=community).values("venue")
    rows = Hall.objects.filter(Q(closed_on=None) | Q(closed_on__gt=as_of), venue__in=used)
    return rows.select_related("venue").order_by("venue__pinyin", "name", "pk")


def community_or_404(pk: int, *, seen_by, as_of: date) -> Organisation:
    """A community whose halls the account sees."""
    found = organisations_on(as_of).filter(halls_seen(seen_by), pk=pk).first()
    if found is None:
        raise Http404
    return found


def hall_or_404(pk: int, *, seen_by, right: str = Right.KEEP) -> tuple[Hall, Organisation]:
    hall = Hall.objects.select_related("venue").filter(pk=pk).first()
    mine = Organisation.objects.filter(territories_of(seen_by, right)).order_by().values("pk")
    use = VenueUse.objects.on(today()).filter(venue=hall.venue_id if hall else None, community__in=mine)
    found = use.select_related("community").first()
    if hall is None or found is None:
        raise Http404
    return hall, found.community


def booking_or_404(pk: int, *, seen_by) -> tuple[Booking, Organisation]:
    """One of the own community, or of the own unit."""
    row = Booking.objects.select_related("hall__venue", "organisation").filter(pk=pk).first()
    use = VenueUse.objects.on(today()).filter(venue=row.hall.venue_id if row else None)
    found = use.select_related("community").first()
    if row is None or found is None:
        raise Http404
    mine = row.organisation_id in {one.pk for one in units_asking(seen_by)}
    if not mine and not may_book.test(seen_by, found.community):
        raise Http404
    return row, found.community


def with_halls(*, seen_by, as_of: date) -> list[Organisation]:
    """Communities in reach that have halls, each with how many (`halls`); all in reach while none has."""
    rows = list(organisations_on(as_of).filter(halls_seen(seen_by)).order_by("code", "pk"))
    halls = Hall.objects.filter(closed_on=None, venue__uses__in=VenueUse.objects.on(as_of))
    counted = Counter(halls.values_list("venue__uses__community", flat=True))
    for one in rows:
        one.halls = counted[one.pk]
    return [one for one in rows if one.halls] or rows


def told(row: Booking, community: Organisation) -> dict:
    """What the page of a booking shows."""
    week_url = reverse("hall_week", args=[community.pk])
    light = {BookingState.HELD: "done", BookingState.ASKED: "soon"}.get(row.state, "none")
    facts = [
        Fact(_("场地"), str(row.hall)),
        Fact(_("时间"), f"{timezone.localtime(row.starts_at):%Y-%m-%d} {_hours(row)}"),
        Fact(_("使用单位"), row.organisation.name),
        Fact(_("用途"), row.purpose),
        *([Fact(_("理由"), row.why)] if row.why else []),
    ]
    crumbs = [Crumb(_("社区场地"), reverse("halls")), Crumb(community.name, week_url), Crumb(row.purpose)]
    return {"row": row, "facts": facts, "light_state": (light, row.get_state_display()), "crumbs": crumbs}


@dataclass(frozen=True)
class Taken:
    """A booking as it stands in the week; to whom only the time is shown, the rest is empty."""

    pk: int
    hours: str
    who: str
    purpose: str
    light: str
    word: str
    opens: bool


@dataclass(frozen=True)
class Day:
    """One day of a week: for each hall what is taken, and whether it is open at all."""

    on: date
    label: str
    is_today: bool
    cells: list[tuple[Hall, bool, list[Taken]]]


def week(community: Organisation, first: date, *, seen_by) -> list[Day]:
    """Seven days from a Monday."""
    halls = list(halls_of(community, first + timedelta(days=WEEK - 1)))
    rows = _in_days(halls, first, WEEK).select_related("organisation")
    whole = may_see.test(seen_by, community)
    own = {one.pk for one in units_asking(seen_by)}
    found: dict[tuple[date, int], list[Taken]] = {}
    for one in rows:
        key = timezone.localtime(one.starts_at).date(), one.hall_id
        found.setdefault(key, []).append(_taken(one, whole or one.organisation_id in own))
    days = (first + timedelta(days=number) for number in range(WEEK))
    return [
        Day(
            on,
            weekday(on.isoweekday()),
            on == today(),
            [(hall, str(on.isoweekday()) in hall.weekdays, found.get((on, hall.pk), [])) for hall in halls],
        )
        for on in days
    ]


def _in_days(halls: Iterable[Hall], first: date, days: int) -> QuerySet[Booking]:
    last = end_of(first + timedelta(days=days - 1))
    begin = end_of(first - timedelta(days=1))
    return Booking.objects.filter(hall__in=halls, starts_at__gte=begin, starts_at__lt=last, state__in=TAKEN)


def _hours(one: Booking) -> str:
    return f"{timezone.localtime(one.starts_at):%H:%M}—{timezone.localtime(one.ends_at):%H:%M}"


def _taken(one: Booking, shown: bool) -> Taken:
    light, word = ("soon", _("待答复")) if one.state == BookingState.ASKED else ("done", _("已订"))
    if not shown:
        return Taken(one.pk, _hours(one), "", "", "info", _("已占用"), False)
    return Taken(one.pk, _hours(one), one.organisation.name, one.purpose, light, word, True)


def users_of(community: Organisation, *, seen_by) -> QuerySet[Organisation]:
    """For whom a hall of the community is booked: itself, what serves it, a unit resident there. Who only asks does
    so for the own unit."""
    rows = organisations_on(today())
    if not may_book.test(seen_by, community):
        return rows.filter(pk__in=[one.pk for one in units_asking(seen_by)])
    own = Q(pk=community.pk) | Q(territory=community, kind__in=(*BRANCHES, Kind.RESIDENTS_COMMITTEE))
    units = [one.pk for one in resident_units(community, as_of=today())]
    return rows.filter(own | Q(pk__in=units)).order_by("kind", "pinyin")


def waiting_card(*, seen_by, as_of: date) -> Card | None:
    """What units asked for and nobody answered yet."""
    mine = Organisation.objects.filter(territories_of(seen_by, Right.BOOK)).order_by().values("pk")
    used = VenueUse.objects.on(as_of).filter(community__in=mine).values("venue")
    rows = Booking.objects.filter(state=BookingState.ASKED, hall__venue__in=used, ends_at__gt=timezone.now())
    found = list(rows.select_related("hall", "organisation")[:6])
    if not found:
        return None
    shown = [
        Row(
            f"{one.organisation.name} {one.hall.name}",
            reverse("booking", args=[one.pk]),
            "soon",
            f"{timezone.localtime(one.starts_at):%m-%d} {_hours(one)}",
        )
        for one in found[:5]
    ]
    return Card(_("等您答复的场地申请"), shown, len(found), tone="soon")


@dataclass(frozen=True)
class OpenHall:
    """What residents see of a hall: where, when open, when it is taken on the day; nothing of who or what for."""

    community: str
    place: str
    name: str
    seats: str
    hours: str
    is_open: bool
    taken: str


def open_halls(as_of: date) -> list[OpenHall]:
    """Halls that are open to residents, with what is taken on the day."""
    uses = {one.venue_id: one for one in VenueUse.objects.on(as_of).select_related("community", "venue")}
    halls = Hall.objects.filter(closed_on=None, open_to_residents=True, venue__in=uses).select_related(
        "venue"
    )
    taken: dict[int, list[str]] = {}
    for one in _in_days(halls, as_of, 1):
        taken.setdefault(one.hall_id, []).append(_hours(one))
    found = [
        OpenHall(
            uses[hall.venue_id].community.name,
            strung(filter(None, (hall.venue.name, hall.venue.address)), "，"),
            hall.name,
            ngettext("%(count)d座", "%(count)d座", hall.seats) % {"count": hall.seats} if hall.seats else "",
            hours_of(hall),
            str(as_of.isoweekday()) in hall.weekdays,
            strung(taken.get(hall.pk, ())),
        )
        for hall in halls
    ]
    return sorted(found, key=lambda one: (one.community, one.place, one.name))


def public_card(*, as_of: date) -> Card | None:
    """The way to the halls, where there are any."""
    count = Hall.objects.filter(closed_on=None, open_to_residents=True).count()
    if not count:
        return None
    row = Row(_("哪些场地什么时候开放"), reverse("open_halls"))
    return Card(_("社区场地"), [row], count, reverse("open_halls"))
