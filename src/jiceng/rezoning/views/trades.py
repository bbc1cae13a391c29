"""What one aim costs in another: worked out beside the site, drawn, and taken into the gallery."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.pages import number_in
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning import commands, forms, rules
from jiceng.rezoning.models import Project, Run
from jiceng.rezoning.queries.drawing import barrier_legend, map_of
from jiceng.rezoning.queries.problem import problem_of
from jiceng.rezoning.queries.projects import project_or_404
from jiceng.rezoning.queries.trades import aims_of, assignment_of, trades_of
from jiceng.rezoning.queries.words import said
from jiceng.rezoning.views.base import frame
from jiceng.zoning.errors import InputError

LEAST_AIMS = 2


@page(rules.may_see_projects)
@require_safe
def rezoning_trades(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    if not project.units.exists():
        return redirect("rezoning_units", pk)
    return _drawn(request, project, _form(project, None))


@page(rules.may_design)
@require_POST
@once
def rezoning_work_out_trades(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    form = _form(project, request.POST)
    if form is not None and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("communities", "budget_seconds")}
        if form.carried_out(
            commands.work_out_trades, by=request.user, project=project, aims=form.aims(), **wanted
        ):
            return redirect("rezoning_trades", pk)
    return _drawn(request, project, form, status=422)


@page(rules.may_design)
@require_POST
@once
def rezoning_take_trade(request, pk):
    run = get_object_or_404(Run.objects.select_related("project__body"), pk=pk)
    project = project_or_404(run.project_id, seen_by=request.user)
    try:
        plan = commands.take_trade(
            by=request.user, run=run, number=number_in(request.POST.get("number", "")) or 0
        )
        messages.success(request, _("已收入方案，编号%(number)s。") % {"number": plan.number})
    except ImpossibleError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("rezoning_trades", project.pk)


def _form(project: Project, data) -> forms.TradesForm | None:
    """None where nothing can be traded yet: the page then says why."""
    try:
        problem = problem_of(project)
    except InputError:
        return None
    if len(aims_of(problem)) < LEAST_AIMS:
        return None
    best = project.plans.filter(discarded_at=None).order_by("objective", "number").first()
    return forms.TradesForm(data, problem=problem, usual=best.k if best else None)


def _why_not(project: Project) -> str:
    try:
        problem_of(project)
    except InputError as error:
        return said(error)
    return _("单元的数据太少：除了一项，别的目标都无从算起。")


def _drawn(request: HttpRequest, project: Project, form, status: int = 200) -> HttpResponse:
    trades = trades_of(project)
    number = number_in(request.GET.get("point", "")) or (
        trades.points[0].number if trades and trades.points else 0
    )
    assignment = assignment_of(trades, number)
    more = {"trades": trades, "form": form, "number": number, "take": OnceForm()}
    if assignment is not None and not trades.stale:
        more |= {"map": map_of(project, assignment, {}), "barriers": barrier_legend(project)}
    if form is None:
        more["refused"] = _why_not(project)
    context = frame(request, project, "plans", **more)
    return render(request, "rezoning/rezoning_trades.html", context, status=status)
