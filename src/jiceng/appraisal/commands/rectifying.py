"""What the appraisal showed is put right: a list of faults, each with its task, and what became of them."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.appraisal.commands.state import locked, must_stay_out
from jiceng.appraisal.models import Appraisal, Rectification
from jiceng.appraisal.rules import may_keep
from jiceng.documents.commands.register import Cause, NewTask, enter, step
from jiceng.documents.enums import TaskAct
from jiceng.institutions.commands.evidence import attest
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import kind_of, record
from jiceng.kernel.words import strung
from jiceng.organisations.commands import ImpossibleError
from jiceng.people.models import Person

LISTED, CHECKED = "rectification.list", "rectification.checked"


@transaction.atomic
def list_fault(
    *,
    by,
    appraisal: Appraisal,
    problem: str,
    measure: str,
    due_on: date,
    owner: Person | None = None,
    on: date | None = None,
) -> Rectification:
    """A fault with the task that puts it right, in the one register of tasks."""
    row, day = locked(appraisal), on or today()
    must(by, may_keep, row, _("无权列整改清单。"))
    if not row.published_on:
        raise ImpossibleError(_("测评结果还没有公布。"))
    if row.listed_on:
        raise ImpossibleError(_("整改清单已经公布，不能再加。"))
    if not problem.strip():
        raise ImpossibleError({"problem": _("请写存在的问题。")})
    must_stay_out(problem)
    cause = Cause(kind_of(row), str(row.pk), _("%(name)s述职评议整改") % {"name": row})
    task = enter(by, NewTask(measure, row.branch, due_on, owner, cause=cause), day)
    step(by, task, TaskAct.GIVEN, day, row.branch.name)
    made = Rectification.objects.create(appraisal=row, problem=problem.strip()[:300], task=task)
    record(by=by, verb="appraisal.list_fault", target=row, after={"problem": made.problem, "due_on": due_on})
    return made


@transaction.atomic
def publish_list(*, by, appraisal: Appraisal, on: date | None = None) -> Appraisal:
    """From now on everybody sees what will be put right until when."""
    row, day = locked(appraisal), on or today()
    must(by, may_keep, row, _("无权公布整改清单。"))
    if row.listed_on or not row.published_on:
        raise ImpossibleError(_("现在不能公布整改清单。"))
    if not row.rectifications.exists():
        raise ImpossibleError(_("清单还是空的。"))
    row.listed_on = day
    row.save(update_fields=["listed_on"])
    _attest(row, LISTED, day, "list:rectification")
    record(by=by, verb="appraisal.publish_list", target=row, after={"items": row.rectifications.count()})
    return row


def _attest(row: Appraisal, kind: str, day: date, mark: str) -> None:
    attest(
        kind=kind,
        organisation=row.branch,
        on=day,
        source=row,
        source_url=reverse("appraisal", args=[row.pk]),
        marks=(mark,),
        subject=f"appraisal.appraisal:{row.pk}",
    )


@transaction.atomic
def inform(*, by, appraisal: Appraisal, on: date | None = None) -> Appraisal:
    """Those who appraised learn what became of each fault; none may still be open."""
    row, day = locked(appraisal), on or today()
    must(by, may_keep, row, _("无权通报整改情况。"))
    if row.informed_on or not row.listed_on:
        raise ImpossibleError(_("现在不能通报整改情况。"))
    still = [
        one.problem
        for one in row.rectifications.filter(task__done_on=None, task__dropped_on=None).order_by("pk")
    ]
    if still:
        raise ImpossibleError(_("还有没有完成的整改事项：%(names)s。") % {"names": strung(still)})
    row.informed_on = day
    row.save(update_fields=["informed_on"])
    _attest(row, CHECKED, day, "result")
    record(by=by, verb="appraisal.inform", target=row, after={"on": day})
    return row
