"""Pages on which units and barriers come in and are repaired."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import OnceForm, once
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning import commands, forms, rules
from jiceng.rezoning.enums import IntakeState, Repair
from jiceng.rezoning.models import Intake
from jiceng.rezoning.queries.drawing import barrier_legend, map_of
from jiceng.rezoning.queries.intake import faults_shown, intakes, strangers
from jiceng.rezoning.queries.projects import lacks_barriers, project_or_404
from jiceng.rezoning.views.base import frame


def _page(request, project, status=200, present=None, upload=None):
    units = list(project.units.order_by("id"))
    more = {
        "units": units,
        "strangers": [unit.name for unit in units if unit.source_id is None],
        "map": map_of(project, None, {}, request.GET.get("layer", "communities")) if units else None,
        "barriers": barrier_legend(project),
        "no_barriers": lacks_barriers(project),
        "intake": intakes().filter(project=project, state=IntakeState.CHECKING).first(),
        "has_plans": project.plans.exists(),
        "present": present or forms.PresentForm(),
        "upload": upload or forms.UploadForm(),
    }
    return render(
        request, "rezoning/rezoning_units.html", frame(request, project, "units", **more), status=status
    )


@page(rules.may_see_projects)
@require_safe
def rezoning_units(request, pk):
    return _page(request, project_or_404(pk, seen_by=request.user))


@page(rules.may_design)
@require_POST
@once
def rezoning_load_present(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    form = forms.PresentForm(request.POST, request.FILES)
    if form.is_valid():
        lines = form.carried_out(form.chosen_barriers)
        asked = {"by": request.user, "project": project, "barriers": lines}
        if lines is not None and (job := form.carried_out(commands.begin_load_present, **asked)):
            return redirect("job", job.pk)
        count = None if form.errors else form.carried_out(commands.load_present, **asked)
        if count:
            messages.success(
                request,
                ngettext("已载入%(count)s个单元。", "已载入%(count)s个单元。", count) % {"count": count},
            )
            return redirect("rezoning_units", pk)
    return _page(request, project, 422, present=form)


@page(rules.may_design)
@require_POST
@once
def rezoning_upload(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    form = forms.UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file, barriers = form.cleaned_data["units"], form.cleaned_data["barriers"]
        intake = form.carried_out(
            commands.take_in,
            by=request.user,
            project=project,
            file_name=file.name,
            content=file.read(),
            barriers=barriers.read() if barriers else b"",
        )
        if intake:
            return redirect("rezoning_intake", intake.pk)
    return _page(request, project, 422, upload=form)


def _intake(request, pk) -> Intake:
    intake = get_object_or_404(intakes(), pk=pk)
    project_or_404(intake.project_id, seen_by=request.user)
    return intake


def _decisions(posted) -> dict[str, dict]:
    """Repairs by fault; one that is not known takes the decision back."""
    chosen = {
        key.removeprefix("repair."): value for key, value in posted.items() if key.startswith("repair.")
    }
    return {
        fault: {
            "repair": repair if repair in Repair.values else "",
            "value": posted.get(f"value.{fault}", ""),
        }
        for fault, repair in chosen.items()
    }


@page(rules.may_design)
@once
def rezoning_intake(request, pk):
    intake = _intake(request, pk)
    if request.method == "POST":
        commands.decide_faults(by=request.user, intake=intake, decisions=_decisions(request.POST))
        return redirect("rezoning_intake", pk)
    shown = faults_shown(intake)
    more = {
        "intake": intake,
        "faults": shown,
        "form": OnceForm(),
        "strangers": strangers(intake),
        "open": sum(1 for one in shown if one.open),
    }
    return render(request, "rezoning/rezoning_intake.html", frame(request, intake.project, "units", **more))


@page(rules.may_design)
@require_POST
@once
def rezoning_intake_load(request, pk):
    intake = _intake(request, pk)
    if intake.is_large:
        commands.begin_load(by=request.user, intake=intake)
        return redirect("rezoning_intake", pk)
    try:
        count = commands.load_intake(by=request.user, intake=intake)
    except ImpossibleError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("rezoning_intake", pk)
    messages.success(
        request, ngettext("已载入%(count)s个单元。", "已载入%(count)s个单元。", count) % {"count": count}
    )
    return redirect("rezoning_units", intake.project_id)


@page(rules.may_design)
@require_POST
@once
def rezoning_intake_drop(request, pk):
    intake = _intake(request, pk)
    commands.drop_intake(by=request.user, intake=intake)
    return redirect("rezoning_units", intake.project_id)
