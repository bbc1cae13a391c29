"""A visit is recorded by who was there, once; it is evidence by itself. What it brought is answered and confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import annul, attest
from jiceng.kernel.access import Refused, must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.responsibility.commands.channel import stop
from jiceng.responsibility.commands.owing import call_for_answer, office_of
from jiceng.responsibility.commands.problems import VISIT, keep_answer, keep_word, locked
from jiceng.responsibility.commands.state import name_of
from jiceng.responsibility.commands.supervising import closed_matter_of, keep_word_on_matter
from jiceng.responsibility.enums import COUNTY_RANK, ProblemKind, ProblemState, Step
from jiceng.responsibility.models import ContactPoint, Problem, Visit
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import charged, may_answer, may_visit


@dataclass(frozen=True)
class Brought:
    """What the visit brought: a note, problems (one text each), promises with their day, how many talks."""

    seen: str = ""
    problems: tuple[str, ...] = ()
    promises: tuple[tuple[str, date], ...] = ()
    talks: int = 0


def visit_of_day(point: ContactPoint, on: date) -> Visit | None:
    """What is recorded of the day already, by whomever."""
    return point.visits.filter(on=on, annulled_at=None).select_related("made_by").first()


def already_recorded(visit: Visit) -> str:
    return _("%(name)s已经登记过这一天的走访；确实去了两次的，请勾选“这是另一次走访”。") % {
        "name": name_of(visit.made_by)
    }


@transaction.atomic
def record_visit(*, by, point: ContactPoint, on: date, brought: Brought, again: bool = False) -> Visit:
    """Keep a visit of the day; the duty of the leader is weighed at once. Where leader or liaison recorded the day
    already, whoever records it anew says that it was another visit (`again`)."""
    must(by, may_visit, None, _("只有联系领导和联络人可以登记走访。"))
    if by is not None and not charged(by).filter(pk=point.pk).exists():
        raise Refused(_("这个社区不由您联系。"))
    if on > today():
        raise ImpossibleError(_("日期不能晚于今天。"))
    if on < point.valid_from or (point.valid_to and on >= point.valid_to):
        raise ImpossibleError(_("这一天还不是或已不是这位领导的联系点。"))
    ContactPoint.objects.select_for_update().get(pk=point.pk)
    if by is not None and not again and (same := visit_of_day(point, on)) is not None:
        raise ImpossibleError(already_recorded(same))
    visit = Visit.objects.create(
        point=point,
        community=point.community,
        leader=point.leader,
        on=on,
        seen=brought.seen.strip()[:2000],
        talks=brought.talks,
        made_by=by,
    )
    _keep_problems(by, visit, brought)
    after = {"community": point.community.name, "on": on, "problems": len(brought.problems)}
    record(by=by, verb="responsibility.visit", target=visit, after=after)
    _attest(visit, answered=not brought.problems)
    return visit


def _keep_problems(by, visit: Visit, brought: Brought) -> None:
    last = visit.on + timedelta(days=norms().answer_days)
    for text in brought.problems:
        row = Problem.objects.create(
            community=visit.community,
            visit=visit,
            text=text.strip()[:500],
            raised_on=visit.on,
            due_on=last,
            raised_by=by,
        )
        stop(by, row, Step.RAISED)
        call_for_answer(row)
    for text, due in brought.promises:
        if due < visit.on:
            raise ImpossibleError(_("承诺的期限不能早于走访日期。"))
        Problem.objects.create(
            community=visit.community,
            visit=visit,
            kind=ProblemKind.PROMISE,
            text=text.strip()[:500],
            raised_on=visit.on,
            due_on=due,
            raised_by=by,
        )


def _attest(visit: Visit, answered: bool) -> None:
    """Evidence of the leader's own duty; without an office of county rank on the day there is none."""
    office = office_of(visit.leader, COUNTY_RANK, visit.on)
    if office is not None:
        attest(
            kind=VISIT,
            organisation=office,
            person=visit.leader,
            on=visit.on,
            source=visit,
            source_url=reverse("leader_page", args=[visit.leader_id]),
            marks=("list:problems", "answer") if answered else ("list:problems",),
        )


@transaction.atomic
def answer_problem(*, by, problem: Problem, text: str, on: date | None = None) -> Problem:
    """The answer to a problem, or that a promise was kept; the resident has the last word on it."""
    row = locked(problem)
    must(by, may_answer, row, _("无权答复这个问题。"))
    if row.state != ProblemState.OPEN:
        raise ImpossibleError(_("已经答复过了。"))
    if not text.strip():
        raise ImpossibleError(_("请写答复。"))
    return keep_answer(by, row, text, name_of(by), on or today())


@transaction.atomic
def confirm_problem(*, mark: str, solved: bool, note: str = "") -> Problem:
    """The resident's own word, by the link that only they have: solved, or not, and then it is open again with a new
    term; so is the matter that was made of it. No account is asked: the mark is the right."""
    row = locked(Problem.objects.get(mark=mark))
    if row.state != ProblemState.ANSWERED:
        raise ImpossibleError(_("现在没有要确认的答复。"))
    keep_word(row, solved, note)
    if (matter := closed_matter_of(row)) is not None:
        keep_word_on_matter(matter, solved, note, today())
    return row


@transaction.atomic
def annul_visit(*, by, visit: Visit, why: str) -> Visit:
    """A visit recorded by mistake: its evidence is annulled. Refused once one of its problems was answered."""
    row = Visit.objects.select_for_update().get(pk=visit.pk)
    must(by, may_answer, row, _("无权撤销这次走访。"))
    if row.annulled_at:
        raise ImpossibleError(_("已经撤销过了。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    if row.problems.exclude(state=ProblemState.OPEN).exists():
        raise ImpossibleError(_("这次走访的问题已有答复，不能撤销。"))
    row.annulled_at, row.annulled_why = timezone.now(), why.strip()[:300]
    row.save(update_fields=["annulled_at", "annulled_why"])
    _withdraw(row.problems.all(), why)
    annul(source=row, why=why)
    record(by=by, verb="responsibility.annul_visit", target=row, why=why)
    return row


def _withdraw(problems: Iterable[Problem], why: str) -> None:
    for one in problems:
        one.state = ProblemState.WITHDRAWN
        one.save(update_fields=["state"])
        annul(source=one, why=why)
