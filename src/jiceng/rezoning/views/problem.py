"""Pages of what is asked of the optimiser: norms, weights, locks."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiceng.kernel.access import page
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.pages import number_in
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning import commands, forms, rules
from jiceng.rezoning.enums import RunKind
from jiceng.rezoning.queries.problem import allowed_number, weights_of
from jiceng.rezoning.queries.projects import project_or_404
from jiceng.rezoning.queries.wishes import edges_shown, locks_shown
from jiceng.rezoning.views.base import frame


@page(rules.may_design)
@once
def rezoning_wishes(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    form = forms.WishesForm(request.POST or None, project=project, weights=weights_of(project))
    if (
        request.method == "POST"
        and form.is_valid()
        and form.carried_out(commands.set_wishes, by=request.user, project=project, wishes=form.wishes())
    ):
        messages.success(request, _("要求已保存，可以重新求解。"))
        return redirect("rezoning_project", pk)
    context = frame(request, project, "plans", form=form, allowed=allowed_number(project))
    return render(request, "rezoning/rezoning_wishes.html", context, status=422 if form.errors else 200)


@page(rules.may_design)
@once
def rezoning_locks(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    form = forms.LockForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("kind", "units", "label")}
        if form.carried_out(commands.lock, by=request.user, project=project, **wanted):
            return redirect("rezoning_locks", pk)
    run = project.runs.filter(kind=RunKind.PRICES).select_related("job").first()
    more = {"form": form, "locks": locks_shown(project), "run": run, "remove": OnceForm()}
    context = frame(request, project, "plans", **more)
    return render(request, "rezoning/rezoning_locks.html", context, status=422 if form.errors else 200)


@page(rules.may_design)
@require_POST
@once
def rezoning_unlock(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    index = request.POST.get("index", "")
    commands.unlock(
        by=request.user,
        project=project,
        kind=request.POST.get("kind", ""),
        index=number_in(index),
        unit=request.POST.get("unit", ""),
    )
    return redirect("rezoning_locks", pk)


@page(rules.may_design)
@require_POST
@once
def rezoning_prices(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    try:
        commands.price_locks(by=request.user, project=project)
    except ImpossibleError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("rezoning_locks", pk)


@page(rules.may_design)
@once
def rezoning_neighbours(request, pk):
    project = project_or_404(pk, seen_by=request.user)
    form = forms.EdgeForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("a", "b", "joined", "barrier", "bridged")}
        form.carried_out(commands.change_edge, by=request.user, project=project, **data)
        if not form.errors:
            messages.success(request, _("相邻关系已更新。"))
            return redirect("rezoning_neighbours", pk)
    edges = edges_shown(project)
    context = frame(request, project, "units", form=form, edges=edges)
    return render(request, "rezoning/rezoning_neighbours.html", context, status=422 if form.errors else 200)
