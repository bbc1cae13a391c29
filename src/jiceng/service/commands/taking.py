"""A resident asks: on the page without an account, at the desk, on the phone. Who is asked first has it in hand."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.crypt import fingerprint
from jiceng.kernel.floods import is_flood, origin_of
from jiceng.kernel.own_code import new_code, print_of
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.people.identity import read_phone
from jiceng.service.commands.steps import call_for_answer, name_of, next_serial, note_accepted, step, told
from jiceng.service.commands.tickets import watch
from jiceng.service.enums import Act, CaseState, Urgency, Way
from jiceng.service.models import Case, CaseHolding, CaseRound
from jiceng.service.norms import kinds, norms
from jiceng.service.rules import body_of, may_take_here, unit_of


@dataclass(frozen=True)
class NewCase:
    """What is asked, where, and, if told, by whom. `urgency` empty: what the kind begins with."""

    community: Organisation
    kind: str
    text: str
    place: str = ""
    urgency: str = ""
    way: str = Way.DESK
    name: str = ""
    phone: str = ""


@transaction.atomic
def ask(*, new: NewCase, address: str = "", on: date | None = None) -> tuple[Case, str]:
    """By anybody, without an account; lands with the community. Gives the request and the code of the resident's own
    page, which is told once. Raises ImpossibleError past so many from one place on the network."""
    day = on or today()
    origin = origin_of(address, "case")
    limits = norms(day)
    if is_flood(Case.objects, origin, "received_at", hourly=limits.hourly, daily=limits.daily):
        raise ImpossibleError(_("从这里提出的太多，请过一小时再来，或者打电话、到社区当面说。"))
    row, code = _enter(None, new, body_of(new.community, day), day, origin)
    record(by=None, verb="service.ask", target=row, after={"community": new.community.name, "kind": row.kind})
    return row, code


@transaction.atomic
def take(*, by, new: NewCase, on: date | None = None) -> tuple[Case, str]:
    """Taken down by a worker at the desk, on the phone or at somebody's home: accepted at once, and in the hands of the
    worker's unit until another has accepted it (首问负责)."""
    must(by, may_take_here, new.community, _("这个社区的诉求不由您登记。"))
    day = on or today()
    unit = (unit_of(by) if by is not None else None) or body_of(new.community, day)
    row, code = _enter(by, new, unit, day)
    row.state, row.first_asked = CaseState.ACCEPTED, name_of(by)
    note_accepted(by, row, unit, day)
    row.save(update_fields=["state", "first_asked", "accepted_on"])
    after = {"community": new.community.name, "kind": row.kind, "urgency": row.urgency}
    record(by=by, verb="service.take", target=row, after=after)
    return row, code


def _enter(by, new: NewCase, unit: Organisation, day: date, origin: str = "") -> tuple[Case, str]:
    phone = _checked(new, day)
    code = new_code()
    row = Case.objects.create(
        year=day.year,
        serial=next_serial(day.year),
        kind=new.kind,
        urgency=new.urgency or kinds()[new.kind].urgency,
        way=new.way,
        text=new.text.strip()[:1000],
        place=new.place.strip()[:100],
        place_print=place_print(new.place),
        name=new.name.strip()[:30],
        phone=phone,
        code_print=print_of(code),
        received_on=day,
        received_by=by,
        origin=origin,
    )
    CaseHolding.objects.create(case=row, community=new.community, holder=unit, valid_from=day)
    running = CaseRound.objects.create(
        case=row, number=0, opened_on=day, due_on=add_working_days(day, norms(day).working_days[row.urgency])
    )
    step(by, row, Act.RECEIVED, day, unit=unit)
    told(row, "case.received", unit, day)
    call_for_answer(row, running, unit)
    watch(row, day)
    return row, code


def _checked(new: NewCase, day: date) -> str:
    """The number in one form. Raises ValidationError by field."""
    faults = {}
    phone = ""
    if new.kind not in kinds():
        faults["kind"] = ValidationError(_("没有这个类别。"))
    if not new.text.strip():
        faults["text"] = ValidationError(_("请写要反映什么。"))
    if new.urgency and new.urgency not in Urgency.values:
        faults["urgency"] = ValidationError(_("没有这种急缓。"))
    try:
        phone = read_phone(new.phone) if new.phone.strip() else ""
    except ValidationError as fault:
        faults["phone"] = fault
    if day > today():
        faults["on"] = ValidationError(_("日期不能晚于今天。"))
    if faults:
        raise ValidationError(faults)
    return phone


def place_print(place: str) -> str:
    """Places in words are the same when they agree in letters and digits, whatever the marks and spaces."""
    return fingerprint("".join(one for one in place.lower() if one.isalnum()))
