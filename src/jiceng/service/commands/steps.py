"""What every command on a request shares: the locked row, its present round and unit, the step, the evidence."""

from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import annul, attest
from jiceng.kernel.access import must
from jiceng.kernel.working_days import is_working_day
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.service.enums import Act, CaseState
from jiceng.service.models import Case, CaseHolding, CaseRound, CaseSeries, CaseStep
from jiceng.service.norms import norms
from jiceng.service.rules import COMMITTEES, may_work_on

ONE = timedelta(days=1)


def name_of(by) -> str:
    """Who acts, as rows name them; the resident's own acts bear no name."""
    return str(by or "")[:120]


def next_serial(year: int) -> int:
    """The next number of a year; whoever asks holds the row until the end of the transaction."""
    CaseSeries.objects.get_or_create(year=year)
    CaseSeries.objects.filter(year=year).update(last=F("last") + 1)
    return CaseSeries.objects.get(year=year).last


def locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def round_of(case: Case) -> CaseRound:
    """The one that runs, or ran last."""
    return case.rounds.get(number=case.round)


def holding_of(case: Case) -> CaseHolding:
    return case.holdings.select_related("community", "holder").get(valid_to=None)


def worked_on(by, case: Case, *states: str) -> Case:
    """The locked request, in one of these states, for whoever has it in hand."""
    row = locked(case)
    must(by, may_work_on, row, _("这件诉求不在您的单位手里。"))
    if row.state not in states:
        raise ImpossibleError(_("这件诉求现在是“%(state)s”。") % {"state": row.get_state_display()})
    return row


def step(
    by, case: Case, act: Act | str, on: date, note: str = "", unit: Organisation | None = None
) -> CaseStep:
    return CaseStep.objects.create(
        case=case,
        act=act,
        on=on,
        by=by,
        by_name=name_of(by),
        unit_name=unit.name if unit else "",
        note=note.strip()[:500],
    )


def give_to(held: CaseHolding, unit: Organisation, on: date) -> CaseHolding:
    """The request lies with another unit from the day on; within one day the row itself changes."""
    if held.valid_from >= on:
        held.holder = unit
        held.save(update_fields=["holder"])
        return held
    held.valid_to = on
    held.save(update_fields=["valid_to"])
    return CaseHolding.objects.create(
        case_id=held.case_id, community=held.community, holder=unit, valid_from=on
    )


def working_days_between(first: date, last: date) -> int:
    """How many working days after `first` until `last`: 0 on the day itself."""
    days = (last - first).days
    return sum(is_working_day(first + number * ONE) for number in range(1, days + 1))


def told(case: Case, kind: str, unit: Organisation, on: date, *marks: str) -> None:
    """Evidence of the round that the request is in; the institution speaks of committees only."""
    if unit.kind in COMMITTEES:
        attest(
            kind=kind,
            organisation=unit,
            on=on,
            source=case,
            source_url=reverse("case", args=[case.pk]),
            subject=_subject(case),
            marks=marks,
        )


def _subject(case: Case) -> str:
    return f"service.case:{case.pk}:{case.round}"


def call_for_answer(case: Case, running: CaseRound, unit: Organisation) -> None:
    """The duty to answer falls due on the round's own day."""
    told(case, f"case.{case.urgency}", unit, called_on(case, running))


def close_duty(case: Case, running: CaseRound, unit: Organisation, on: date) -> None:
    """Answered: done for the duty of the round. What was answered before the day from which the institution counts is
    called for on that very day, else nothing would be there to be done."""
    if called_on(case, running) > on:
        call_no_more(case, _("提前答复"))
        told(case, f"case.{case.urgency}", unit, on)
    told(case, "case.closed", unit, on, "answer")


def called_on(case: Case, running: CaseRound) -> date:
    """The institution counts its days from here to the round's own day."""
    return running.due_on - timedelta(days=norms(running.opened_on).working_days[case.urgency])


def call_no_more(case: Case, why: str, urgency: str = "") -> None:
    """Nobody owes the answer of this round any more, or not by that day."""
    annul(source=case, why=why, kind=f"case.{urgency or case.urgency}", subject=_subject(case))


def note_accepted(by, row: Case, unit: Organisation, day: date) -> None:
    """Accepted or handed on by the unit that was asked first: once, with the number that the resident was told."""
    if row.accepted_on is None:
        row.accepted_on = day
        told(row, "case.accepted", unit, day, "number")


def still_open(row: Case) -> bool:
    return row.state != CaseState.ANSWERED
