"""What a tour brought home: proposals, and what became of each: a task in the one register, or a no with its reason."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.cadres.enums_development import Adoption, TrainingKind, TrainingState
from jiceng.cadres.models import TourProposal, Training
from jiceng.cadres.rules_development import may_bring_home, may_train_for
from jiceng.documents.commands.register import Cause, NewTask, enter, step
from jiceng.documents.enums import TaskAct
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import kind_of, record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


@transaction.atomic
def bring_home(*, by, training: Training, seen_at: str, learned: str, title: str) -> TourProposal:
    """By whoever holds the tour, or somebody who took part."""
    row = Training.objects.select_for_update(of=("self",)).select_related("plan__unit").get(pk=training.pk)
    must(by, may_bring_home, row, _("只有组织的单位和参加的人可以登记。"))
    if row.kind != TrainingKind.TOUR:
        raise ImpossibleError(_("只有外出考察学习登记建议。"))
    if row.state not in {TrainingState.CALLED, TrainingState.HELD} or row.starts_on > today():
        raise ImpossibleError(_("考察还没有开始。"))
    if not (seen_at.strip() and learned.strip() and title.strip()):
        raise ImpossibleError(_("请写考察单位、学到的做法和建议。"))
    made = TourProposal.objects.create(
        training=row,
        seen_at=seen_at.strip()[:120],
        learned=learned.strip()[:2000],
        title=" ".join(title.split())[:120],
    )
    record(by=by, verb="cadres.bring_home", target=made, after={"title": made.title})
    return made


def _open(by, proposal: TourProposal, answer: str) -> TourProposal:
    rows = TourProposal.objects.select_for_update(of=("self",)).select_related("training__plan__unit")
    row = rows.get(pk=proposal.pk)
    must(by, may_train_for, row.training.plan.unit, _("无权处理这项建议。"))
    if row.state != Adoption.OPEN:
        raise ImpossibleError(_("这项建议已经答复：%(state)s。") % {"state": row.get_state_display()})
    if not answer.strip():
        raise ImpossibleError(_("请写答复。"))
    return row


def _answered(row: TourProposal, state: str, answer: str, on: date) -> None:
    row.state, row.answer, row.answered_on = state, answer.strip()[:500], on
    row.save(update_fields=["state", "answer", "answered_on", "task"])


@transaction.atomic
def adopt_proposal(
    *,
    by,
    proposal: TourProposal,
    unit: Organisation,
    due_on: date,
    answer: str,
    owner: Person | None = None,
    on: date | None = None,
) -> TourProposal:
    """Taken over: from now on a task of the unit, with its day."""
    row, day = _open(by, proposal, answer), on or today()
    cause = Cause(kind_of(row), str(row.pk), f"{row.training.title}：{row.seen_at}")
    task = enter(by, NewTask(row.title, unit, due_on, owner, measure=answer.strip(), cause=cause), day)
    step(by, task, TaskAct.GIVEN, day, unit.name)
    row.task = task
    _answered(row, Adoption.ADOPTED, answer, day)
    after = {"unit": unit.name, "due_on": due_on, "task": task.pk}
    record(by=by, verb="cadres.adopt_proposal", target=row, why=row.answer, after=after)
    return row


@transaction.atomic
def decline_proposal(*, by, proposal: TourProposal, answer: str, on: date | None = None) -> TourProposal:
    row = _open(by, proposal, answer)
    _answered(row, Adoption.DECLINED, answer, on or today())
    record(by=by, verb="cadres.decline_proposal", target=row, why=row.answer)
    return row
