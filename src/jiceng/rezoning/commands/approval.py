"""Street or town proposes, the county approves under its document, the reorganisation carries it out."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.kernel.access import Refused, must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands import reorganisation as reorganising
from jiceng.organisations.models import Instrument, Organisation, Reorganisation
from jiceng.organisations.rules import scope
from jiceng.rezoning.commands.projects import must_be_open
from jiceng.rezoning.enums import ApprovalState, ProjectState, Right
from jiceng.rezoning.models import Adoption, Approval, Plan, Project
from jiceng.rezoning.orders import Staff, orders_of
from jiceng.rezoning.queries.doubts import doubts_of, unanswered_remarks
from jiceng.rezoning.rules import may_adopt, may_approve, may_propose


@dataclass(frozen=True)
class Reasons:
    """Why a plan is proposed all the same: with remarks unanswered, with doubts (never shown, norms broken)."""

    unanswered: str = ""
    doubts: str = ""


@transaction.atomic
def propose(
    *, by, plan: Plan, proposer: Organisation, note: str = "", reasons: Reasons | None = None
) -> Approval:
    """Street or town asks the county for approval; from here the plan's names, seats and venues are frozen."""
    must(by, may_propose, plan.project, _("无权提请批准。"))
    if by is not None and not Organisation.objects.filter(scope(by, Right.PROPOSE), pk=proposer.pk).exists():
        raise Refused(_("无权以“%(name)s”的名义提请批准。") % {"name": proposer.name})
    must_be_open(plan.project)
    if Plan.objects.filter(pk=plan.pk, discarded_at__isnull=False).exists():
        raise ImpossibleError(_("这个方案已经移出，不能再用。"))
    reasons = reasons or Reasons()
    open_remarks, doubts = unanswered_remarks(plan), doubts_of(plan)
    if open_remarks and not reasons.unanswered.strip():
        raise ImpossibleError(
            ngettext(
                "还有%(count)s条意见没有答复；请先答复，或写明理由。",
                "还有%(count)s条意见没有答复；请先答复，或写明理由。",
                open_remarks,
            )
            % {"count": open_remarks}
        )
    if doubts and not reasons.doubts.strip():
        head = _("这个方案有下列问题；仍要提请，请写明理由。")
        raise ImpossibleError([ValidationError(one) for one in (head, *doubts)])
    if plan.communities.filter(name="").exists():
        raise ImpossibleError(_("还有社区没有名称。"))
    approval = Approval.objects.create(
        project=plan.project,
        plan=plan,
        proposer=proposer,
        proposed_by=by,
        note=note,
        unanswered=open_remarks,
        unanswered_reason=reasons.unanswered.strip() if open_remarks else "",
        doubts=doubts,
        doubts_reason=reasons.doubts.strip() if doubts else "",
    )
    Project.objects.filter(pk=plan.project_id).update(state=ProjectState.PROPOSED)
    record(
        by=by,
        verb="rezoning.propose",
        target=approval,
        why=note,
        after={"sha256": plan.input_sha256, "doubts": doubts},
    )
    return approval


def _pending(approval: Approval) -> Approval:
    locked = Approval.objects.select_for_update().select_related("plan", "project").get(pk=approval.pk)
    if locked.state != ApprovalState.PROPOSED:
        raise ImpossibleError(_("这项报批已经办结。"))
    return locked


@transaction.atomic
def approve(
    *, by, approval: Approval, number: str, issued_on: date, title: str = "", unanswered_reason: str = ""
) -> Approval:
    """The county approves with the number and date of its document. Remarks that came or stayed without an answer
    need a reason."""
    must(by, may_approve, approval.project, _("无权批准区划方案。"))
    locked = _pending(approval)
    locked.unanswered = unanswered_remarks(locked.plan)
    locked.unanswered_reason = (unanswered_reason or locked.unanswered_reason).strip()
    if locked.unanswered and not locked.unanswered_reason:
        raise ImpossibleError(
            ngettext(
                "还有%(count)s条意见没有答复；请先答复，或写明理由。",
                "还有%(count)s条意见没有答复；请先答复，或写明理由。",
                locked.unanswered,
            )
            % {"count": locked.unanswered}
        )
    number = number.strip()
    if not number:
        raise ImpossibleError(_("请填写批准文件的文号。"))
    known = Instrument.objects.filter(number=number).first()
    if known and known.issued_on != issued_on:
        values = {"number": number, "day": known.issued_on.isoformat()}
        raise ImpossibleError(_("文号%(number)s已登记，成文日期是%(day)s。") % values)
    locked.instrument = known or Instrument.objects.create(
        number=number, title=title, issued_on=issued_on, issued_by=_("县人民政府")
    )
    locked.state, locked.decided_by, locked.decided_at = ApprovalState.APPROVED, by, timezone.now()
    locked.save()
    Project.objects.filter(pk=locked.project_id).update(state=ProjectState.APPROVED)
    record(by=by, verb="rezoning.approve", target=locked, after={"number": number, "issued_on": issued_on})
    return locked


@transaction.atomic
def send_back(*, by, approval: Approval, why: str) -> Approval:
    """The county returns the plan with its reason; work on plans goes on."""
    must(by, may_approve, approval.project, _("无权退回区划方案。"))
    locked = _pending(approval)
    if not why.strip():
        raise ImpossibleError(_("请写明退回的理由。"))
    locked.state, locked.return_reason = ApprovalState.RETURNED, why.strip()[:500]
    locked.decided_by, locked.decided_at = by, timezone.now()
    locked.save()
    Project.objects.filter(pk=locked.project_id).update(state=ProjectState.DRAFT)
    record(by=by, verb="rezoning.send_back", target=locked, why=why)
    return locked


@transaction.atomic
def plan_adoption(
    *,
    by,
    approval: Approval,
    effective_on: date,
    working_committee: str,
    ends: list[int],
    staff: Staff | None = None,
) -> Adoption:
    """Turn the approved plan into the orders of a reorganisation. Planned before and not executed: that one is
    replaced; executed: it stays."""
    must(by, may_adopt, approval.project, _("无权执行组织调整。"))
    locked = Approval.objects.select_for_update().get(pk=approval.pk)
    if locked.state != ApprovalState.APPROVED or locked.instrument is None:
        raise ImpossibleError(_("方案还没有批准。"))
    old = Adoption.objects.filter(approval=locked).select_related("reorganisation").first()
    if old is not None:
        if old.reorganisation.state == Reorganisation.State.EXECUTED:
            return old
        record(by=by, verb="rezoning.plan_anew", target=old)
        old.delete()
        reorganising.drop_orders(by=by, reorganisation=old.reorganisation)
    reorganisation = reorganising.plan_reorganisation(
        by=by,
        key=uuid.uuid4(),
        title=locked.project.title,
        effective_on=effective_on,
        instrument=locked.instrument,
        orders=orders_of(locked.plan, working_committee=working_committee, ends=ends, staff=staff),
    )
    adoption = Adoption.objects.create(approval=locked, reorganisation=reorganisation, planned_by=by)
    record(by=by, verb="rezoning.plan_adoption", target=adoption, after={"effective_on": effective_on})
    return adoption


def _present(adoption: Adoption) -> Adoption:
    """The adoption, its approval locked: planning anew and carrying out wait for each other."""
    Approval.objects.select_for_update().get(pk=adoption.approval_id)
    found = (
        Adoption.objects.select_related("approval__project", "reorganisation").filter(pk=adoption.pk).first()
    )
    if found is None:
        raise ImpossibleError(_("这份执行安排已被新的安排取代，请重新查看。"))
    return found


@transaction.atomic
def adopt_plan(*, by, adoption: Adoption) -> Reorganisation:
    """Execute: all or nothing; done before: nothing changes."""
    must(by, may_adopt, adoption.approval.project, _("无权执行组织调整。"))
    adoption = _present(adoption)
    return reorganising.execute(by=by, reorganisation=adoption.reorganisation)


@transaction.atomic
def take_back(*, by, adoption: Adoption, why: str) -> Reorganisation:
    """Reverse while nothing later depends on it; the approval stands and can be carried out anew."""
    must(by, may_adopt, adoption.approval.project, _("无权撤回组织调整。"))
    adoption = _present(adoption)
    return reorganising.reverse(by=by, reorganisation=adoption.reorganisation, why=why)


def mark_adopted(*, by, reorganisation: Reorganisation) -> None:
    """The project follows its reorganisation, which may also be executed on a page of its own; who may was asked
    there."""
    project = _project_of(reorganisation)
    if project is not None:
        Project.objects.filter(pk=project.pk).update(state=ProjectState.EXECUTED)
        after = {"effective_on": reorganisation.effective_on}
        record(by=by, verb="rezoning.adopt_plan", target=project, after=after)


def mark_taken_back(*, by, reorganisation: Reorganisation) -> None:
    """The project is again approved and not carried out; who may was asked where it was taken back."""
    project = _project_of(reorganisation)
    if project is not None:
        Project.objects.filter(pk=project.pk).update(state=ProjectState.APPROVED)
        record(by=by, verb="rezoning.take_back", target=project, why=reorganisation.reversal_reason)


def _project_of(reorganisation: Reorganisation) -> Project | None:
    return Project.objects.filter(approvals__adoption__reorganisation=reorganisation).first()
