"""The desk where a plan is changed by hand, with its scores at once."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jiceng.kernel.access import page
from jiceng.kernel.once import once
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning import commands, forms, rules
from jiceng.rezoning.commands.desk import StaleError
from jiceng.rezoning.enums import Layer
from jiceng.rezoning.models import Draft
from jiceng.rezoning.queries.desk import desk_of, step_of
from jiceng.rezoning.queries.drawing import barrier_legend
from jiceng.rezoning.queries.projects import plan_or_404, project_or_404
from jiceng.rezoning.views.base import frame


def _draft(request, pk) -> Draft:
    draft = get_object_or_404(
        Draft.objects.select_related("plan", "project__body"), pk=pk, account=request.user
    )
    project_or_404(draft.project_id, seen_by=request.user)
    return draft


@page(rules.may_design)
@require_POST
@once
def rezoning_open_desk(request, pk):
    plan = plan_or_404(pk, seen_by=request.user)
    try:
        draft = commands.open_desk(by=request.user, plan=plan)
    except ImpossibleError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("rezoning_project", plan.project_id)
    return redirect("rezoning_desk", draft.pk)


@page(rules.may_design)
def rezoning_desk(request, pk):
    """The desk: GET draws it; POST makes one step (kept single by the desk's own cursor) and answers the map's script
    with JSON, a form without script with the page again."""
    draft = _draft(request, pk)
    if request.method == "POST":
        return _step(request, draft)
    desk = desk_of(draft, request.GET.get("layer", Layer.COMMUNITIES))
    more = {
        "desk": desk,
        "save": forms.SaveDeskForm(initial={"title": _("手工调整")}),
        "layers": Layer.choices,
    }
    more |= {"layer": desk.map.layer, "barriers": barrier_legend(draft.project)}
    return render(request, "rezoning/rezoning_desk.html", frame(request, draft.project, "plans", **more))


STEPS = {"move": commands.move_units, "undo": commands.undo, "redo": commands.redo}


def _step(request, draft):
    form, refusal, stale = forms.DeskForm(request.POST), "", False
    before = draft.cursor
    if form.is_valid():
        data = form.cleaned_data
        more = {"units": data["units"], "to": data["to"]} if data["verb"] == "move" else {}
        try:
            draft = STEPS[data["verb"]](by=request.user, draft=draft, cursor=data["cursor"], **more)
        except ImpossibleError as error:
            refusal, stale = " ".join(error.messages), isinstance(error, StaleError)
    else:
        refusal = _("请先选择要移动的单元。")
    if "application/json" in request.headers.get("Accept", ""):
        return _answer(request, draft, before, refusal, stale)
    if refusal:
        messages.error(request, refusal)
    return redirect("rezoning_desk", draft.pk)


def _answer(request, draft, before, refusal, stale):
    """What changed, and nothing else: quick at thousands of units."""
    if refusal:
        answer = {"cursor": draft.cursor, "refusal": refusal, "stale": stale}
        return JsonResponse(answer, status=409)
    step = step_of(draft, max(before, draft.cursor))
    row = get_template("rezoning/community_row.html")
    answer = {
        "cursor": step.cursor,
        "can_redo": step.can_redo,
        "steps": ngettext("已改%(n)s步", "已改%(n)s步", step.cursor) % {"n": step.cursor},
        "moved": step.moved,
        "colours": step.colours,
        "gone": step.gone,
        "tags": [[tag.label, tag.text, tag.x, tag.y] for tag in step.tags],
        "scores": render_to_string("rezoning/scores.html", {"sheet": step.sheet}, request),
        "rows": {
            one.label: row.render({"row": one}, request)
            for one in step.sheet.rows
            if one.label in step.labels
        },
        "names": {one.label: one.name for one in step.sheet.rows if one.label in step.labels},
    }
    return JsonResponse(answer)


@page(rules.may_design)
@require_POST
@once
def rezoning_desk_save(request, pk):
    draft = _draft(request, pk)
    form = forms.SaveDeskForm(request.POST)
    if form.is_valid():
        plan = form.carried_out(
            commands.save_desk, by=request.user, draft=draft, title=form.cleaned_data["title"]
        )
        if plan:
            messages.success(request, _("已存为方案%(number)s。") % {"number": plan.number})
            return redirect(f"{reverse('rezoning_project', args=[plan.project_id])}?plan={plan.number}")
    for errors in form.errors.values():
        messages.error(request, " ".join(errors))
    return redirect("rezoning_desk", pk)
