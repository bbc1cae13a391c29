"""Whoever has a request in hand accepts it, sorts it, asks for more time, answers it, calls back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.commands import ImpossibleError
from jiceng.service.commands.steps import (
    call_for_answer,
    call_no_more,
    close_duty,
    holding_of,
    name_of,
    note_accepted,
    round_of,
    step,
    worked_on,
    working_days_between,
)
from jiceng.service.enums import Act, CaseState, Urgency
from jiceng.service.models import Case
from jiceng.service.norms import kind_name, kinds, norms

IN_HAND = (CaseState.RECEIVED, CaseState.ACCEPTED)


@transaction.atomic
def accept(*, by, case: Case, on: date | None = None) -> Case:
    row, day = worked_on(by, case, CaseState.RECEIVED), on or today()
    unit = holding_of(row).holder
    _accept(by, row, unit, day)
    row.save(update_fields=["state", "accepted_on", "first_asked"])
    record(by=by, verb="service.accept", target=row, after={"accepted_on": day})
    return row


def _accept(by, row: Case, unit, day: date) -> None:
    row.state, row.first_asked = CaseState.ACCEPTED, row.first_asked or name_of(by)
    note_accepted(by, row, unit, day)
    step(by, row, Act.ACCEPTED, day, unit=unit)


@transaction.atomic
def sort(*, by, case: Case, kind: str, urgency: str, why: str, on: date | None = None) -> Case:
    """Another kind or urgency, with the reason, which the resident reads; the day follows from the day of asking, and
    never lies in the past. A round that was extended keeps its day."""
    row, day = worked_on(by, case, *IN_HAND), on or today()
    running, before = round_of(row), {"kind": row.kind, "urgency": row.urgency}
    if kind not in kinds() or urgency not in Urgency.values:
        raise ImpossibleError(_("没有这个类别或急缓。"))
    if (kind, urgency) == (row.kind, row.urgency):
        raise ImpossibleError(_("和原来一样，没有改。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由，居民会看到。"))
    unit, old = holding_of(row).holder, row.urgency
    row.kind, row.urgency = kind, urgency
    if urgency != old:
        if day > running.due_on:
            raise ImpossibleError(_("已经过了期限，不能再改急缓。"))
        call_no_more(row, _("改急缓"), old)
        if running.extended_from is None:
            days = norms(running.opened_on).working_days[urgency]
            running.due_on = max(add_working_days(running.opened_on, days), day)
            running.save(update_fields=["due_on"])
        call_for_answer(row, running, unit)
    row.save(update_fields=["kind", "urgency"])
    step(by, row, Act.SORTED, day, f"{kind_name(kind)}　{why}", unit)
    record(by=by, verb="service.sort", target=row, before=before, after={"kind": kind, "urgency": urgency})
    return row


@transaction.atomic
def extend(*, by, case: Case, to_day: date, why: str, on: date | None = None) -> Case:
    """Once a round, while the day has not passed, with the reason that the resident reads."""
    row, day = worked_on(by, case, *IN_HAND), on or today()
    running, unit = round_of(row), holding_of(row).holder
    if day > running.due_on:
        raise ImpossibleError(_("已经过了期限，不能再延期；请尽快答复。"))
    if running.extended_from is not None:
        raise ImpossibleError(_("这一轮已经延过一次。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由，居民会看到。"))
    last = add_working_days(running.due_on, norms(day).extend_working_days)
    if not running.due_on < to_day <= last:
        words = {"first": running.due_on.isoformat(), "last": last.isoformat()}
        raise ImpossibleError(_("只能延到%(first)s之后、%(last)s之前（含）。") % words)
    first = running.due_on
    call_no_more(row, _("延期"))
    running.extended_from, running.extended_why, running.due_on = first, why.strip()[:300], to_day
    running.save(update_fields=["extended_from", "extended_why", "due_on"])
    call_for_answer(row, running, unit)
    step(by, row, Act.EXTENDED, day, f"{first.isoformat()} → {to_day.isoformat()}　{why}", unit)
    record(
        by=by, verb="service.extend", target=row, before={"answer_due": first}, after={"answer_due": to_day}
    )
    return row


@transaction.atomic
def answer(*, by, case: Case, text: str, public_line: str = "", on: date | None = None) -> Case:
    """What was done, told to the resident; it closes the round, and the resident has the last word. `public_line` is
    what everybody may read, written for that."""
    row, day = worked_on(by, case, *IN_HAND), on or today()
    if not text.strip():
        raise ImpossibleError(_("请写给居民的答复。"))
    running, unit = round_of(row), holding_of(row).holder
    if row.state == CaseState.RECEIVED:
        _accept(by, row, unit, day)
    running.answered_on, running.answer = day, text.strip()[:2000]
    running.answered_by = name_of(by) or unit.name
    running.took = working_days_between(running.opened_on, day)
    running.save(update_fields=["answered_on", "answer", "answered_by", "took"])
    row.state, row.public_line = CaseState.ANSWERED, public_line.strip()[:100] or row.public_line
    row.save(update_fields=["state", "accepted_on", "first_asked", "public_line"])
    step(by, row, Act.ANSWERED, day, unit=unit)
    close_duty(row, running, unit, day)
    record(by=by, verb="service.answer", target=row, after={"round": row.round})
    return row


@transaction.atomic
def call_back(*, by, case: Case, note: str, on: date | None = None) -> Case:
    """A worker asked how it went. It is a step of the way and never the resident's own word."""
    row, day = worked_on(by, case, CaseState.ANSWERED), on or today()
    if not note.strip():
        raise ImpossibleError(_("请写回访的情况。"))
    step(by, row, Act.CALLED, day, note, holding_of(row).holder)
    record(by=by, verb="service.call_back", target=row)
    return row
