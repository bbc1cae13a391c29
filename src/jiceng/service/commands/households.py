"""The roll of key households and the visits to them; who was not visited is computed, never written."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import add_marks, annul, attest, remove_marks
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.people.identity import read_phone
from jiceng.service.commands.steps import name_of
from jiceng.service.enums import Found
from jiceng.service.models import HouseholdStay, HouseholdVisit, KeyHousehold
from jiceng.service.queries.coverage import quarter_of, unvisited, visits_of
from jiceng.service.rules import COMMITTEES, body_of, may_keep_household, may_keep_households

VISIT = "visit.household"
FIELDS = ("need", "name", "address", "phone", "note")


@dataclass(frozen=True)
class NewHousehold:
    """Who is looked after, where, why."""

    need: str
    name: str
    address: str = ""
    phone: str = ""
    note: str = ""


@transaction.atomic
def enter_household(
    *, by, community: Organisation, new: NewHousehold, on: date | None = None
) -> KeyHousehold:
    must(by, may_keep_households, community, _("这个社区的重点户名册不由您维护。"))
    day = on or today()
    row = KeyHousehold(made_by=by)
    _fill(row, new)
    row.save()
    HouseholdStay.objects.create(household=row, community=community, valid_from=day)
    record(by=by, verb="service.enter_household", target=row, after={"community": community.name})
    _cover(community, day)
    return row


@transaction.atomic
def change_household(*, by, household: KeyHousehold, new: NewHousehold) -> KeyHousehold:
    row = KeyHousehold.objects.select_for_update().get(pk=household.pk)
    must(by, may_keep_household, row, _("这一户不在您维护的名册上。"))
    changed = [one for one in FIELDS if getattr(row, one) != getattr(new, one).strip()]
    _fill(row, new)
    row.save()
    record(by=by, verb="service.change_household", target=row, after={"fields": changed})
    return row


def _fill(row: KeyHousehold, new: NewHousehold) -> None:
    if not new.name.strip():
        raise ImpossibleError(_("请写户主或本人。"))
    row.need, row.name, row.address = new.need, new.name.strip()[:60], new.address.strip()[:120]
    row.phone = read_phone(new.phone) if new.phone.strip() else ""
    row.note = new.note.strip()[:500]


@transaction.atomic
def remove_household(*, by, household: KeyHousehold, why: str, on: date | None = None) -> KeyHousehold:
    """Off the roll from the day on, with the reason; what was visited stays."""
    must(by, may_keep_household, household, _("这一户不在您维护的名册上。"))
    day = on or today()
    stay = household.stays.select_for_update().filter(valid_to=None).first()
    if stay is None:
        raise ImpossibleError(_("这一户已经出册。"))
    if day <= stay.valid_from:
        raise ImpossibleError(_("当天入册的，次日起才能出册。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    stay.valid_to, stay.ended_why = day, why.strip()[:200]
    stay.save(update_fields=["valid_to", "ended_why"])
    record(by=by, verb="service.remove_household", target=household, after={"valid_to": day})
    _cover(stay.community, day)
    return household


@transaction.atomic
def visit_household(*, by, household: KeyHousehold, on: date, found: str, note: str = "") -> HouseholdVisit:
    """Kept by who was there; the visit that completes the quarter completes the committee's duty."""
    must(by, may_keep_household, household, _("这一户不在您维护的名册上。"))
    if on > today():
        raise ImpossibleError(_("日期不能晚于今天。"))
    stay = household.stays.on(on).select_related("community").first()
    if stay is None:
        raise ImpossibleError(_("这一天这一户还没有入册，或者已经出册。"))
    row = HouseholdVisit.objects.create(
        household=household,
        on=on,
        found=Found(found),
        note=note.strip()[:500],
        made_by=by,
        by_name=name_of(by),
    )
    body = body_of(stay.community, on)
    if body.kind in COMMITTEES and found != Found.AWAY:
        attest(
            kind=VISIT,
            organisation=body,
            on=on,
            source=row,
            source_url=reverse("households"),
            marks=("list:needs",) if found == Found.NEED else (),
        )
    record(by=by, verb="service.visit_household", target=row, after={"on": on})
    _cover(stay.community, on)
    return row


@transaction.atomic
def annul_household_visit(*, by, visit: HouseholdVisit, why: str) -> HouseholdVisit:
    """Recorded by mistake: its evidence is annulled, and the quarter weighed again."""
    row = HouseholdVisit.objects.select_for_update(of=("self",)).select_related("household").get(pk=visit.pk)
    must(by, may_keep_household, row.household, _("这一户不在您维护的名册上。"))
    if row.annulled_on is not None:
        raise ImpossibleError(_("已经撤销过了。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    row.annulled_on, row.annulled_why = today(), why.strip()[:300]
    row.save(update_fields=["annulled_on", "annulled_why"])
    annul(source=row, why=row.annulled_why)
    record(by=by, verb="service.annul_household_visit", target=row, why=row.annulled_why)
    stay = row.household.stays.on(row.on).select_related("community").first()
    if stay is not None:
        _cover(stay.community, row.on)
    return row


def _cover(community: Organisation, on: date) -> None:
    """The mark of full coverage stands on the last visit of the quarter, exactly while nobody is left out."""
    first, last = quarter_of(on)
    visits = list(visits_of(community, first, last))
    covered = bool(visits) and not unvisited(community, min(max(on, visits[0].on), last)).exists()
    for number, one in enumerate(visits):
        if covered and number == 0:
            add_marks(source=one, marks=("coverage",), kind=VISIT)
        else:
            remove_marks(source=one, marks=("coverage",), kind=VISIT)
