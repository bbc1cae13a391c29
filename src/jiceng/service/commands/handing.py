"""Handing on: the unit that was asked keeps the request until the other has taken it; handed back, it has it again."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.service.commands.steps import (
    call_for_answer,
    call_no_more,
    give_to,
    holding_of,
    locked,
    name_of,
    note_accepted,
    round_of,
    step,
    worked_on,
)
from jiceng.service.commands.tickets import watch
from jiceng.service.enums import Act, CaseState
from jiceng.service.models import Case, Handing
from jiceng.service.queries.units import receivers
from jiceng.service.rules import may_receive


@transaction.atomic
def hand_on(*, by, case: Case, to: Organisation, why: str, on: date | None = None) -> Case:
    """Offered to a unit that can serve it, with the reason; the days run on."""
    row, day = worked_on(by, case, CaseState.RECEIVED, CaseState.ACCEPTED), on or today()
    unit = holding_of(row).holder
    if to.pk == unit.pk:
        raise ImpossibleError(_("已经在这个单位手里。"))
    if not why.strip():
        raise ImpossibleError(_("请写明为什么转给这个单位，居民会看到。"))
    if not receivers(day).filter(pk=to.pk).exists():
        raise ImpossibleError(_("这个单位现在不能接收诉求。"))
    Handing.objects.create(case=row, from_unit=unit, to_unit=to, on=day, why=why.strip()[:300])
    note_accepted(by, row, unit, day)
    row.state, row.first_asked = CaseState.OFFERED, row.first_asked or name_of(by)
    row.save(update_fields=["state", "accepted_on", "first_asked"])
    step(by, row, Act.OFFERED, day, f"→ {to.name}　{why}", unit)
    record(by=by, verb="service.hand_on", target=row, after={"handed_to": to.name})
    return row


def _offered(by, case: Case) -> tuple[Case, Handing]:
    row = locked(case)
    must(by, may_receive, row, _("这件诉求没有转给您的单位。"))
    offer = row.handings.select_related("from_unit", "to_unit").filter(decided_on=None).first()
    if row.state != CaseState.OFFERED or offer is None:
        raise ImpossibleError(_("这件诉求现在没有转给谁。"))
    return row, offer


def _decide(offer: Handing, row: Case, taken: bool, day: date) -> None:
    offer.taken, offer.decided_on = taken, day
    offer.save(update_fields=["taken", "decided_on", "recalled"])
    row.state = CaseState.ACCEPTED


@transaction.atomic
def take_over(*, by, case: Case, on: date | None = None) -> Case:
    """From now on it is the receiver's, and so is the day."""
    row, offer = _offered(by, case)
    day = on or today()
    _decide(offer, row, True, day)
    row.save(update_fields=["state"])
    call_no_more(row, _("已由%(unit)s接收") % {"unit": offer.to_unit.name})
    held = give_to(holding_of(row), offer.to_unit, day)
    call_for_answer(row, round_of(row), held.holder)
    step(by, row, Act.TAKEN, day, unit=offer.to_unit)
    record(by=by, verb="service.take_over", target=row, after={"holder": offer.to_unit.name})
    return row


@transaction.atomic
def hand_back(*, by, case: Case, why: str, on: date | None = None) -> Case:
    """Not the receiver's business, and why; the unit that offered it has it in hand as before."""
    row, offer = _offered(by, case)
    day = on or today()
    if not why.strip():
        raise ImpossibleError(_("请写明为什么退回，居民会看到。"))
    _decide(offer, row, False, day)
    row.returned += 1
    row.save(update_fields=["state", "returned"])
    step(by, row, Act.RETURNED, day, why, offer.to_unit)
    watch(row, day)
    record(by=by, verb="service.hand_back", target=row, after={"returned": row.returned})
    return row


@transaction.atomic
def recall(*, by, case: Case, on: date | None = None) -> Case:
    """The offer is taken back before anybody answered it."""
    row, day = worked_on(by, case, CaseState.OFFERED), on or today()
    offer = row.handings.select_related("from_unit").get(decided_on=None)
    offer.recalled = True
    _decide(offer, row, False, day)
    row.save(update_fields=["state"])
    step(by, row, Act.RECALLED, day, unit=offer.from_unit)
    record(by=by, verb="service.recall", target=row)
    return row
