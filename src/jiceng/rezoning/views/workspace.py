"""The map with its plans: search, gallery, comparison, explanation."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.pages import number_in
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning import commands, forms, rules
from jiceng.rezoning.enums import Layer, ProjectState, RunKind
from jiceng.rezoning.exports import plan_json
from jiceng.rezoning.models import Plan, Project, Run
from jiceng.rezoning.queries.compare import colours_beside, difference
from jiceng.rezoning.queries.drawing import Map, barrier_legend, colours_of, map_of
from jiceng.rezoning.queries.problem import allowed_number
from jiceng.rezoning.queries.projects import lacks_barriers, plan_or_404, project_or_404
from jiceng.rezoning.queries.runs import live
from jiceng.rezoning.queries.scores import Sheet, gallery, names_of, sheet_of
from jiceng.rezoning.queries.why import why_here
from jiceng.rezoning.queries.words import proof_of, said
from jiceng.rezoning.views.base import frame
from jiceng.zoning.errors import InputError


@dataclass(frozen=True)
class Seen:
    """A plan with its map and sheet."""

    plan: Plan | None
    map: Map
    sheet: Sheet | None
    proof: str = ""


def seen(project: Project, plan: Plan | None, layer: str, colours: dict[str, int] | None = None) -> Seen:
    if plan is None:
        return Seen(None, map_of(project, None, {}, layer), None)
    names, colours = names_of(plan), colours or colours_of(project, plan.assignment)
    drawn = map_of(project, plan.assignment, names, layer, colours)
    return Seen(plan, drawn, sheet_of(project, plan.assignment, names, colours), proof_of(plan))


def _chosen(project: Project, number: str | None) -> Plan | None:
    plans = project.plans.filter(discarded_at=None).select_related("author__person", "parent")
    if number and number_in(number) is not None:
        return plans.filter(number=number_in(number)).first()
    return plans.order_by("objective", "number").first()


def _layer(request) -> str:
    wanted = request.GET.get("layer", "")
    return wanted if wanted in Layer.values else Layer.COMMUNITIES


@page(rules.may_see_projects)
@require_safe
def rezoning_project(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    if not project.units.exists():
        return redirect("rezoning_units", pk)
    run = project.runs.filter(kind=RunKind.PLANS).select_related("job").first()
    found = seen(project, _chosen(project, request.GET.get("plan")), _layer(request))
    more = {
        "seen": found,
        "cards": gallery(project),
        "layers": Layer.choices,
        "layer": _layer(request),
        "barriers": barrier_legend(project),
        "allowed": allowed_number(project),
        "no_barriers": lacks_barriers(project),
        "run": run,
        "live": live(run, project) if run else None,
        "search": forms.SearchForm(),
        "open_desk": OnceForm(),
    }
    return render(request, "rezoning/rezoning_project.html", frame(request, project, "plans", **more))


@page(rules.may_design)
@require_POST
@once
def rezoning_search(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    form = forms.SearchForm(request.POST)
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("count", "budget_seconds", "seed")}
        form.carried_out(commands.search, by=request.user, project=project, **wanted)
    for errors in form.errors.values():
        messages.error(request, " ".join(errors))
    return redirect("rezoning_project", pk)


@page(rules.may_see_projects)
@require_safe
def rezoning_run(request, pk):
    """The live panel of a search: how far, the best plan so far to be drawn, what conflicts."""
    run = get_object_or_404(Run.objects.select_related("job", "project__body"), pk=pk)
    project = project_or_404(run.project_id, seen_by=request.user)
    more = {"run": run, "live": live(run, project), "cards": gallery(project)}
    response = render(request, "rezoning/run_panel.html", frame(request, project, "plans", **more))
    if run.job.ended and request.htmx:
        response["HX-Refresh"] = "true"
    return response


@page(rules.may_design)
@require_POST
@once
def rezoning_relax(request, pk):
    run = get_object_or_404(Run.objects.select_related("project__body"), pk=pk)
    project = project_or_404(run.project_id, seen_by=request.user)
    index = number_in(request.POST.get("index", "0"))
    try:
        commands.relax(by=request.user, run=run, index=-1 if index is None else index)
        messages.success(request, _("已放宽，可以重新求解。"))
    except ImpossibleError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("rezoning_project", project.pk)


@page(rules.may_see_projects)
@require_safe
def rezoning_compare(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    plans = list(project.plans.filter(discarded_at=None).order_by("objective", "number"))
    by_number = {str(plan.number): plan for plan in plans}
    left = by_number.get(request.GET.get("left", ""), plans[0] if plans else None)
    right = by_number.get(request.GET.get("right", ""), plans[1] if len(plans) > 1 else left)
    if left is None or right is None:
        return redirect("rezoning_project", pk)
    colours = colours_beside(project, left, right)
    sides = [seen(project, left, _layer(request)), seen(project, right, _layer(request), colours)]
    more = {"sides": sides, "plans": plans, "difference": difference(project, left, right)}
    more["barriers"] = barrier_legend(project)
    return render(request, "rezoning/rezoning_compare.html", frame(request, project, "plans", **more))


@page(rules.may_see_projects)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def rezoning_why(request, pk):
    """GET tells what is known; POST has whole plans of a large map looked at in the background."""
    plan = plan_or_404(pk, seen_by=request.user)
    if request.method == "POST":
        unit = request.POST.get("unit", "")
        commands.explain(by=request.user, plan=plan, unit=unit)
        return redirect(f"{request.path}?{urlencode({'unit': unit, 'whole': 1})}")
    unit, whole = request.GET.get("unit", ""), "whole" in request.GET
    try:
        why = why_here(plan.project, plan, names_of(plan), unit, seen_by=request.user, whole=whole)
    except KeyError:
        why = None
    template = "rezoning/why_panel.html" if request.htmx else "rezoning/rezoning_why.html"
    more = {"plan": plan, "why": why, "unit": unit, "form": OnceForm()}
    return render(request, template, frame(request, plan.project, "plans", **more))


@page(rules.may_design)
@require_POST
@once
def rezoning_discard(request, pk):
    plan = plan_or_404(pk, seen_by=request.user)
    try:
        commands.discard_plan(by=request.user, plan=plan)
    except ImpossibleError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("rezoning_project", plan.project_id)


@page(rules.may_design)
@once
def rezoning_names(request, pk):
    plan = plan_or_404(pk, seen_by=request.user)
    communities = list(plan.communities.select_related("seat", "venue"))
    units: dict[str, list] = {}
    for unit in plan.project.units.order_by("id"):
        units.setdefault(plan.assignment[unit.key], []).append(unit)
    form = forms.NamingForm(request.POST or None, communities=communities, units=units)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.carried_out(commands.name_communities, by=request.user, plan=plan, rows=form.rows())
    ):
        messages.success(request, _("名称、驻地和场所已保存。"))
        return redirect("rezoning_names", pk)
    closed = plan.project.state not in (ProjectState.DRAFT, ProjectState.CONSULTING)
    more = {"plan": plan, "form": form, "units": units, "closed": closed}
    context = frame(request, plan.project, "plans", **more)
    return render(request, "rezoning/rezoning_names.html", context, status=422 if form.errors else 200)


@page(rules.may_see_projects)
@require_safe
def rezoning_plan_file(request, pk):
    plan = plan_or_404(pk, seen_by=request.user)
    try:
        data = plan_json(plan)
    except InputError as error:
        return JsonResponse({"error": said(error)}, status=422)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="plan-{plan.number}.json"'
    return response
