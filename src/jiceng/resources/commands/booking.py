"""Halls are opened and closed; they are booked, asked for, given up. No half hour of a hall is ever taken twice."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.access import Refused, must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.organisations.rooms import Wish
from jiceng.resources.enums import BookingState
from jiceng.resources.models import BookedHalfHour, Booking, Hall, Venue, VenueUse
from jiceng.resources.models.booking import SLOT
from jiceng.resources.rules import asked_of, may_book, may_keep, units_asking

FURTHEST = timedelta(days=180)


@dataclass(frozen=True)
class HallFacts:
    """Name, seats, days of the week (digits, 1 is Monday), hours, and to whom it is open."""

    name: str
    seats: int = 0
    weekdays: str = "12345"
    opens: time = time(8)
    closes: time = time(18)
    open_to_units: bool = False
    open_to_residents: bool = False


@dataclass(frozen=True)
class Wanted:
    """On which day, from when to when (of the half hour), for whom, what for."""

    on: date
    begins: time
    ends: time
    organisation: Organisation
    purpose: str


def community_of(venue: Venue, on: date) -> Organisation:
    """Who uses the venue on the day."""
    use = VenueUse.objects.on(on).filter(venue=venue).select_related("community").first()
    if use is None:
        raise ImpossibleError(_("这处用房那天已经停用。"))
    return use.community


def _must_be_possible(venue: Venue, facts: HallFacts, pk: int | None = None) -> None:
    if not facts.name.strip() or not facts.weekdays:
        raise ImpossibleError(_("请填场地名称，选开放日。"))
    if facts.opens >= facts.closes or any(one.minute % 30 for one in (facts.opens, facts.closes)):
        raise ImpossibleError(_("关门须晚于开门，都在整点或半点。"))
    if venue.halls.filter(name=facts.name.strip(), closed_on=None).exclude(pk=pk).exists():
        raise ImpossibleError(_("这处用房已经有“%(name)s”。") % {"name": facts.name.strip()})


@transaction.atomic
def open_hall(*, by, venue: Venue, facts: HallFacts) -> Hall:
    """From now on it can be booked."""
    must(by, may_keep, community_of(venue, today()), _("无权登记这个社区的场地。"))
    Venue.objects.select_for_update().get(pk=venue.pk)
    _must_be_possible(venue, facts)
    row = Hall.objects.create(venue=venue, **{**asdict(facts), "name": facts.name.strip()[:60]})
    record(by=by, verb="resources.open_hall", target=row, after=asdict(facts))
    return row


@transaction.atomic
def change_hall(*, by, hall: Hall, facts: HallFacts) -> Hall:
    """Other hours, seats or doors; what is booked already stays booked."""
    row = _locked(hall)
    must(by, may_keep, community_of(row.venue, today()), _("无权登记这个社区的场地。"))
    _must_be_possible(row.venue, facts, row.pk)
    before = {name: getattr(row, name) for name in asdict(facts)}
    for name, value in {**asdict(facts), "name": facts.name.strip()[:60]}.items():
        setattr(row, name, value)
    row.save()
    record(by=by, verb="resources.change_hall", target=row, before=before, after=asdict(facts))
    return row


@transaction.atomic
def close_hall(*, by, hall: Hall) -> Hall:
    """No longer booked; refused while somebody has it in time to come."""
    row = _locked(hall)
    must(by, may_keep, community_of(row.venue, today()), _("无权登记这个社区的场地。"))
    coming = row.taken.filter(begins_at__gte=timezone.now()).select_related("booking").first()
    if coming:
        raise ImpossibleError(_("“%(purpose)s”已订用，先取消它。") % {"purpose": coming.booking.purpose})
    row.closed_on = today()
    row.save(update_fields=["closed_on"])
    record(by=by, verb="resources.close_hall", target=row, after={"closed_on": row.closed_on})
    return row


def _locked(hall: Hall) -> Hall:
    """Whoever books or changes the same hall at once waits here."""
    rows = Hall.objects.select_for_update(of=("self",)).select_related("venue")
    row = rows.get(pk=hall.pk)
    if row.closed_on:
        raise ImpossibleError(_("这个场地已经停用。"))
    return row


def moment(on: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, at))


def half_hours(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """The beginnings of the half hours from one moment to the other."""
    return [starts_at + number * SLOT for number in range((ends_at - starts_at) // SLOT)]


def _must_be_open(hall: Hall, wanted: Wanted) -> None:
    if any(one.minute % 30 or one.second for one in (wanted.begins, wanted.ends)):
        raise ImpossibleError(_("场地按半小时订用。"))
    if wanted.begins >= wanted.ends:
        raise ImpossibleError(_("结束须晚于开始。"))
    if str(wanted.on.isoweekday()) not in hall.weekdays:
        raise ImpossibleError(_("%(hall)s那天不开放。") % {"hall": hall.name})
    if wanted.begins < hall.opens or wanted.ends > hall.closes:
        hours = f"{hall.opens:%H:%M}—{hall.closes:%H:%M}"
        raise ImpossibleError(_("%(hall)s的开放时间是%(hours)s。") % {"hall": hall.name, "hours": hours})
    if moment(wanted.on, wanted.begins) < timezone.now() or wanted.on > today() + FURTHEST:
        raise ImpossibleError(_("只能订用从现在起半年之内的时间。"))
    if not wanted.purpose.strip():
        raise ImpossibleError(_("请填用途。"))


@transaction.atomic
def book_hall(*, by, hall: Hall, wanted: Wanted) -> Booking:
    """For the community's own people at once; a resident unit asks, which keeps the time until it is answered. Refused
    when somebody has part of the time, with who and when."""
    row = _locked(hall)
    community = community_of(row.venue, wanted.on)
    asks = by is not None and not may_book.test(by, community)
    if asks:
        mine = {one.pk for one in units_asking(by)}
        fits = row.open_to_units and wanted.organisation.pk in mine and community.pk in asked_of(by)
        if not fits:
            raise Refused(_("这个场地不归您的单位申请。"))
    _must_be_open(row, wanted)
    booking = _reserved(row, wanted, BookingState.ASKED if asks else BookingState.HELD, by)
    verb = "resources.ask_for_hall" if asks else "resources.book_hall"
    after = {
        "starts_at": booking.starts_at,
        "ends_at": booking.ends_at,
        "organisation": booking.organisation.name,
    }
    record(by=by, verb=verb, target=booking, after=after)
    return booking


def _reserved(row: Hall, wanted: Wanted, state: BookingState, by, holder: str = "") -> Booking:
    """The hall is locked: its half hours are taken, or somebody has part of them."""
    starts_at, ends_at = moment(wanted.on, wanted.begins), moment(wanted.on, wanted.ends)
    slots = half_hours(starts_at, ends_at)
    other = row.taken.filter(begins_at__in=slots).select_related("booking__organisation").first()
    if other:
        raise ImpossibleError(_already(other.booking))
    booking = Booking.objects.create(
        hall=row,
        organisation=wanted.organisation,
        purpose=wanted.purpose.strip()[:120],
        starts_at=starts_at,
        ends_at=ends_at,
        state=state,
        holder=holder,
        made_by=by,
    )
    BookedHalfHour.objects.bulk_create(
        BookedHalfHour(hall=row, booking=booking, begins_at=one) for one in slots
    )
    return booking


def take_for(pk: int, wish: Wish) -> None:
    """Part of a command elsewhere that has asked its own rule: the hall for that time, held by what it keeps."""
    row = _locked(Hall(pk=pk))
    begins, ends = timezone.localtime(wish.starts_at), timezone.localtime(wish.ends_at)
    wanted = Wanted(begins.date(), begins.time(), ends.time(), wish.organisation, wish.purpose)
    _must_be_open(row, wanted)
    _reserved(row, wanted, BookingState.HELD, wish.made_by, wish.holder)


def give_back(holder: str) -> None:
    """Part of a command elsewhere: what it held is free again; it never was a booking by itself."""
    Booking.objects.filter(holder=holder).delete()


def _already(booking: Booking) -> str:
    begins, ends = timezone.localtime(booking.starts_at), timezone.localtime(booking.ends_at)
    words = {"who": booking.organisation.name, "hours": f"{begins:%H:%M}—{ends:%H:%M}"}
    return _("这段时间已由%(who)s订用（%(hours)s）。") % words


@transaction.atomic
def answer_booking(*, by, booking: Booking, agree: bool, why: str = "") -> Booking:
    """The community answers a unit; where it does not agree it says why, and the time is free again."""
    row = _standing(booking)
    must(by, may_book, community_of(row.hall.venue, today()), _("无权答复这个场地的申请。"))
    if row.state != BookingState.ASKED:
        raise ImpossibleError(_("这项申请已经答复。"))
    if agree:
        row.state = BookingState.HELD
        row.save(update_fields=["state"])
    else:
        _give_up(row, BookingState.DECLINED, why)
    record(by=by, verb="resources.answer_booking", target=row, why=why, after={"state": row.state})
    return row


@transaction.atomic
def cancel_booking(*, by, booking: Booking, why: str) -> Booking:
    """By the community, or by whom it was made for; the time is free again."""
    row = _standing(booking)
    mine = by is not None and row.organisation_id in {one.pk for one in units_asking(by)}
    if not mine:
        must(by, may_book, community_of(row.hall.venue, today()), _("无权取消这项订用。"))
    if row.holder:
        raise ImpossibleError(_("这是召集会议时订的，请到会议里改时间或换地点。"))
    if row.ends_at <= timezone.now():
        raise ImpossibleError(_("已经用过了。"))
    _give_up(row, BookingState.CANCELLED, why)
    record(by=by, verb="resources.cancel_booking", target=row, why=why, after={"state": row.state})
    return row


def _standing(booking: Booking) -> Booking:
    rows = Booking.objects.select_for_update(of=("self",)).select_related("hall__venue", "organisation")
    row = rows.get(pk=booking.pk)
    if row.state not in {BookingState.ASKED, BookingState.HELD}:
        raise ImpossibleError(_("这项订用已经取消或没有同意。"))
    return row


def _give_up(row: Booking, state: BookingState, why: str) -> None:
    if not why.strip():
        raise ImpossibleError(_("请写理由。"))
    row.state, row.why = state, why.strip()[:200]
    row.save(update_fields=["state", "why"])
    row.half_hours.all().delete()
