"""Pages of proposal, approval, execution and taking back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.pages import number_in
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning import commands, forms, rules
from jiceng.rezoning.enums import ApprovalState
from jiceng.rezoning.models import Adoption, Approval
from jiceng.rezoning.queries.adoption import previewed, result_of
from jiceng.rezoning.queries.doubts import proposable, unanswered_remarks
from jiceng.rezoning.queries.projects import project_or_404
from jiceng.rezoning.views.base import frame


def _approval_page(request, project, status=200, propose=None, approve=None, reason=None):
    approvals = list(
        project.approvals.select_related(
            "plan", "proposer", "proposed_by__person", "decided_by__person", "instrument"
        )
    )
    pending = next((one for one in approvals if one.state == ApprovalState.PROPOSED), None)
    settled = any(one.state != ApprovalState.RETURNED for one in approvals)
    can_propose = not settled and rules.may_propose.test(request.user, project)
    more = {
        "approvals": approvals,
        "pending": pending,
        "unanswered": unanswered_remarks(pending.plan) if pending else 0,
        "propose": propose
        or (forms.ProposeForm(project=project, account=request.user) if can_propose else None),
        "offered": proposable(project) if can_propose else [],
        "approve": approve or forms.ApproveForm(),
        "reason": reason or forms.ReasonForm(),
    }
    context = frame(request, project, "approval", **more)
    return render(request, "rezoning/rezoning_approval.html", context, status=status)


@page(rules.may_see_projects)
@require_safe
def rezoning_approval(request, pk):
    return _approval_page(request, project_or_404(pk, seen_by=request.user))


@page(rules.may_propose)
@require_POST
@once
def rezoning_propose(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    form = forms.ProposeForm(request.POST, project=project, account=request.user)
    if form.is_valid() and form.carried_out(commands.propose, by=request.user, **form.wanted()):
        messages.success(request, _("已提请批准，方案不再改动。"))
        return redirect("rezoning_approval", pk)
    return _approval_page(request, project, 422, propose=form)


def _pending(request, pk) -> Approval:
    approval = get_object_or_404(Approval.objects.select_related("project__body", "plan"), pk=pk)
    project_or_404(approval.project_id, seen_by=request.user)
    return approval


@page(rules.may_approve)
@require_POST
@once
def rezoning_approve(request, pk):
    approval = _pending(request, pk)
    form = forms.ApproveForm(request.POST)
    if form.is_valid():
        names = ("number", "issued_on", "title", "unanswered_reason")
        data = {name: form.cleaned_data[name] for name in names}
        if form.carried_out(commands.approve, by=request.user, approval=approval, **data):
            messages.success(request, _("已批准。"))
            return redirect("rezoning_approval", approval.project_id)
    return _approval_page(request, approval.project, 422, approve=form)


@page(rules.may_approve)
@require_POST
@once
def rezoning_return(request, pk):
    approval = _pending(request, pk)
    form = forms.ReasonForm(request.POST)
    if form.is_valid() and form.carried_out(
        commands.send_back, by=request.user, approval=approval, why=form.cleaned_data["why"]
    ):
        return redirect("rezoning_approval", approval.project_id)
    return _approval_page(request, approval.project, 422, reason=form)


@page(rules.may_see_projects)
@once
def rezoning_adoption(request, pk):
    """The preview, object by object; POST turns the approved plan into orders (again)."""
    project = project_or_404(pk, seen_by=request.user)
    approval = (
        project.approvals.filter(state=ApprovalState.APPROVED).select_related("plan", "instrument").first()
    )
    if approval is None:
        return render(
            request, "rezoning/rezoning_adoption.html", frame(request, project, "adoption", approval=None)
        )
    form = forms.AdoptForm(request.POST or None, plan=approval.plan)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.carried_out(commands.plan_adoption, by=request.user, approval=approval, **form.orders())
    ):
        return redirect("rezoning_adoption", pk)
    more = {"approval": approval, "form": form, "go": OnceForm(), **_preview(request, approval)}
    context = frame(request, project, "adoption", **more)
    return render(request, "rezoning/rezoning_adoption.html", context, status=422 if form.errors else 200)


def _preview(request, approval: Approval) -> dict:
    adoption = Adoption.objects.filter(approval=approval).select_related("reorganisation__instrument").first()
    may = adoption is not None and rules.may_adopt.test(request.user)
    opened, page = request.GET.get("section", ""), number_in(request.GET.get("page", "1")) or 1
    found = previewed(adoption, seen_by=request.user, opened=opened, page=page) if may else None
    return {"adoption": adoption, "preview": found}


def _adoption(request, pk) -> Adoption:
    found = Adoption.objects.select_related("approval__project__body", "reorganisation")
    adoption = get_object_or_404(found, pk=pk)
    project_or_404(adoption.approval.project_id, seen_by=request.user)
    return adoption


@page(rules.may_adopt)
@require_POST
@once
def rezoning_execute(request, pk):
    adoption = _adoption(request, pk)
    try:
        commands.adopt_plan(by=request.user, adoption=adoption)
    except ImpossibleError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("rezoning_adoption", adoption.approval.project_id)
    messages.success(request, _("已执行：新的社区和党支部已经设立。"))
    return redirect("rezoning_result", adoption.approval.project_id)


@page(rules.may_adopt)
@require_POST
@once
def rezoning_reverse(request, pk):
    adoption = _adoption(request, pk)
    form = forms.ReasonForm(request.POST)
    if form.is_valid() and form.carried_out(
        commands.take_back, by=request.user, adoption=adoption, why=form.cleaned_data["why"]
    ):
        messages.success(request, _("已撤回：组织恢复为执行之前的样子。"))
    for errors in form.errors.values():
        messages.error(request, " ".join(errors))
    return redirect("rezoning_result", adoption.approval.project_id)


@page(rules.may_see_projects)
@require_safe
def rezoning_result(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    adoption = (
        Adoption.objects.filter(approval__project=project)
        .select_related("reorganisation__instrument", "reorganisation__executed_by", "approval__plan")
        .first()
    )
    more = {
        "adoption": adoption,
        "result": result_of(adoption, seen_by=request.user) if adoption else None,
        "reason": forms.ReasonForm(),
    }
    return render(request, "rezoning/rezoning_result.html", frame(request, project, "result", **more))
