"""What the office, the approver and the residents do with a matter; and what every night looks for."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.documents.commands import register as tasks
from jiceng.institutions.commands.evidence import annul, attest
from jiceng.kernel.access import Refused, must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.responsibility.commands.accountability import propose_file
from jiceng.responsibility.commands.matter_steps import CALLS, call_for_result, days_of, locked, step, told
from jiceng.responsibility.commands.problems import keep_answer, keep_word
from jiceng.responsibility.commands.problems import locked as locked_problem
from jiceng.responsibility.commands.reds import OPEN, TWO, redden
from jiceng.responsibility.enums import MatterAct, MatterState, ProblemState
from jiceng.responsibility.models import Extension, Matter, Problem
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import may_approve, may_carry, may_supervise

PROBLEM = "problem"  # how a matter names a problem as what it came from


@transaction.atomic
def ask_extension(*, by, matter: Matter, to_day: date, reason: str, on: date | None = None) -> Extension:
    """Only before the day is over; after it the matter is late."""
    row, day = locked(matter), on or today()
    must(by, may_carry, row, _("只有牵头单位可以申请延期。"))
    if row.state not in OPEN:
        raise ImpossibleError(_("已经报告办结。"))
    if day > row.due_on:
        raise ImpossibleError(_("期限已过，不能再申请延期，按逾期处理。"))
    if to_day <= row.due_on:
        raise ImpossibleError(_("延期后的日期应晚于原期限。"))
    _must_fit_the_whole(row, to_day)
    if not reason.strip():
        raise ImpossibleError(_("请写明理由。"))
    if row.extensions.filter(granted=None).exists():
        raise ImpossibleError(_("已有一份延期申请等待批准。"))
    made = Extension.objects.create(
        matter=row, asked_on=day, from_day=row.due_on, to_day=to_day, reason=reason.strip()[:300], asked_by=by
    )
    step(by, row, MatterAct.ASKED, day, made.reason)
    record(by=by, verb="responsibility.ask_extension", target=row, why=reason, after={"to": to_day})
    return made


def _must_fit_the_whole(row: Matter, to_day: date) -> None:
    if row.parent is not None and to_day > row.parent.due_on:
        whole = row.parent.due_on.isoformat()
        raise ImpossibleError(_("分解项不能晚于总事项的期限%(day)s。") % {"day": whole})


@transaction.atomic
def decide_extension(*, by, extension: Extension, granted: bool, on: date | None = None) -> Extension:
    """By an approver who did not ask. Granted, the duty falls due on the new day; what was asked for days that the
    matter no longer has can only be declined."""
    must(by, may_approve, None, _("无权批准延期。"))
    row, day = locked(extension.matter), on or today()
    asked = Extension.objects.select_for_update().get(pk=extension.pk)
    if asked.granted is not None:
        raise ImpossibleError(_("这份申请已经处理。"))
    if granted and (row.state not in OPEN or asked.from_day != row.due_on):
        raise ImpossibleError(_("申请以后期限已经改变或已报告办结，不能再批准。"))
    if granted:
        _must_fit_the_whole(row, asked.to_day)
    if by is not None and asked.asked_by_id == by.pk:
        raise Refused(_("申请人不能自己批准。"))
    asked.granted, asked.decided_by, asked.decided_on = granted, by, day
    asked.save()
    if granted:
        _extend(row, asked)
    act = MatterAct.EXTENDED if granted else MatterAct.DECLINED
    step(by, row, act, day, asked.to_day.isoformat() if granted else "")
    record(by=by, verb="responsibility.decide_extension", target=row, after={"granted": granted})
    return asked


def _extend(row: Matter, asked: Extension) -> None:
    tasks.move(row.task, asked.to_day)
    row.urged_until = None
    row.save(update_fields=["urged_until"])
    # Asked in time and granted: a red of the days between asking and granting does not count.
    row.reds.filter(due_on=asked.from_day).delete()
    annul(source=row, why=_("批准延期"), kind=CALLS[row.kind])
    call_for_result(row)
    attest(
        kind="matter.extended",
        organisation=row.lead,
        on=asked.asked_on,
        source=asked,
        source_url=reverse("matter", args=[row.pk]),
        subject=f"responsibility.matter:{row.pk}:extension{asked.pk}",
        marks=("reason", "approver", "before_due"),
    )


@transaction.atomic
def urge_matter(*, by, matter: Matter, note: str = "", on: date | None = None) -> Matter:
    """A reminder; a red matter gets its last days by it."""
    row, day = locked(matter), on or today()
    must(by, may_supervise, row, _("只有督查部门可以催办。"))
    if row.state not in OPEN:
        raise ImpossibleError(_("已经报告办结，不用催办。"))
    redden(row, day)
    if day > row.due_on and (row.urged_until is None or day > row.urged_until):
        row.urged_until = day + timedelta(days=norms().matter_urge_days)
        row.save(update_fields=["urged_until"])
    step(by, row, MatterAct.URGED, day, note)
    record(by=by, verb="responsibility.urge_matter", target=row, why=note)
    return row


@transaction.atomic
def check_matter(*, by, matter: Matter, done: bool, note: str, on: date | None = None) -> Matter:
    """The office looks: closed, or back to the unit with a yellow light."""
    row, day = locked(matter), on or today()
    must(by, may_supervise, row, _("只有督查部门可以核查。"))
    if row.state != MatterState.REPORTED:
        raise ImpossibleError(_("现在没有要核查的办结报告。"))
    if not note.strip():
        raise ImpossibleError(_("请写核查情况。"))
    told(row, "matter.checked", row.office, day, "result")
    if done:
        row.closed_on, row.poor = day, False
        row.save(update_fields=["closed_on", "poor"])
        _answer_its_problem(by, row, day)
    else:
        row.poor = True
        _again(row, day, max(row.due_on, day + timedelta(days=norms().matter_urge_days)))
    step(by, row, MatterAct.CHECKED if done else MatterAct.SENT_BACK, day, note)
    record(by=by, verb="responsibility.check_matter", target=row, why=note, after={"done": done})
    return row


def _problem_of(row: Matter) -> Problem | None:
    """The problem that the matter was made of, as a whole."""
    if row.source_kind != PROBLEM or row.parent_id is not None:
        return None
    found = Problem.objects.filter(pk=row.source_id).first()
    return locked_problem(found) if found else None


def _answer_its_problem(by, row: Matter, day: date) -> None:
    """What came of the matter is the answer to its problem: nobody writes it twice."""
    problem = _problem_of(row)
    if problem is not None and problem.state == ProblemState.OPEN:
        text = _("督办事项%(number)s：%(result)s") % {"number": row.number, "result": row.result}
        keep_answer(by, problem, text, row.lead.name, max(day, problem.raised_on))


def closed_matter_of(problem: Problem) -> Matter | None:
    """The matter made of it, closed and without the resident's word."""
    rows = Matter.objects.filter(source_kind=PROBLEM, source_id=str(problem.pk), parent=None, solved_on=None)
    found = rows.exclude(closed_on=None).first()
    return locked(found) if found else None


def _again(row: Matter, day: date, due: date) -> None:
    """A further round with its own day; the result that did not hold stands in the steps."""
    tasks.open_again(row.task, due)
    row.round += 1
    row.closed_on, row.urged_until, row.half_on = None, None, day + (due - day) / 2
    row.save()
    call_for_result(row)


@transaction.atomic
def confirm_matter(*, mark: str, solved: bool, note: str = "", on: date | None = None) -> Matter:
    """The resident's own word on a closed matter, by the link that only they have: done, or open again with new
    days. No account is asked: the mark is the right."""
    row, day = locked(Matter.objects.get(mark=mark)), on or today()
    if row.state != MatterState.CLOSED or row.solved_on:
        raise ImpossibleError(_("现在没有要确认的结果。"))
    keep_word_on_matter(row, solved, note, day)
    problem = _problem_of(row)
    if problem is not None and problem.state == ProblemState.ANSWERED:
        keep_word(problem, solved, note)
    return row


def keep_word_on_matter(row: Matter, solved: bool, note: str, day: date) -> None:
    if solved:
        row.solved_on = day
        row.save(update_fields=["solved_on"])
    else:
        row.reopened += 1
        _again(row, day, day + days_of(row.kind))
    step(None, row, MatterAct.CONFIRMED if solved else MatterAct.REOPENED, day, note)
    record(by=None, verb="responsibility.confirm_matter", target=row, after={"solved": solved})


@transaction.atomic
def note_reds(*, on: date | None = None) -> int:
    """Every night: what passed its day is red, and a second red that nobody could be named for is looked at again.
    Gives back how many reds are new."""
    day = on or today()
    late = Q(task__due_on__lt=day) | Q(urged_until__lt=day)
    rows = Matter.objects.filter(late, task__done_on=None)
    known = rows.exclude(reds__due_on=F("task__due_on"), urged_until=None).order_by("pk")
    new = sum(len(redden(locked(one), day)) for one in known)
    waiting = Matter.objects.filter(files=None).annotate(times=Count("reds")).filter(times__gte=TWO)
    for one in waiting.order_by("pk"):
        propose_file(matter=locked(one), on=day)
    return new
