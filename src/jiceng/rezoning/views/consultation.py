"""Pages of consultation: publishing, remarks and their answers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import anyone, page
from jiceng.kernel.once import once
from jiceng.kernel.pages import number_in, today, written_day
from jiceng.kernel.qr import code_of
from jiceng.rezoning import commands, forms, rules
from jiceng.rezoning.models import Consultation, Remark
from jiceng.rezoning.queries.consultation import (
    consultation_or_404,
    passages,
    pins_of,
    published,
    remark_or_404,
    remarks,
    shown_or_404,
    support,
)
from jiceng.rezoning.queries.drawing import barrier_legend, colours_of, map_of
from jiceng.rezoning.queries.projects import plan_or_404, project_or_404
from jiceng.rezoning.queries.scores import names_of
from jiceng.rezoning.tables import Entry, PublicRemarks, Remarks
from jiceng.rezoning.views.base import frame


def _shown(request, consultation: Consultation) -> dict:
    address = request.build_absolute_uri(reverse("rezoning_public", args=[consultation.slug]))
    return {
        "consultation": consultation,
        "address": address,
        "code": code_of(address),
        "support": support(consultation),
        "pins": pins_of(consultation),
        "days": _("%(start)s至%(end)s")
        % {"start": written_day(consultation.opens_on), "end": written_day(consultation.closes_on)},
        "running": not consultation.withdrawn_at
        and consultation.opens_on <= today() <= consultation.closes_on,
    }


@page(rules.may_see_projects)
@require_safe
def rezoning_consultation(request, pk):
    """Each plan that was shown, and what was said to one of them: the last, or the one asked for."""
    project = project_or_404(pk, seen_by=request.user)
    rows = list(published(project))
    asked = number_in(request.GET.get("of", ""))
    chosen = next((one for one in rows if one.pk == asked), rows[0] if rows else None)
    table = chosen and Remarks(request, remarks(chosen), rules.may_answer.test(request.user, project))
    if table and (part := table.part()):
        return part
    more = {
        "shown": _all_shown(request, rows),
        "chosen": chosen,
        "table": table,
        "barriers": barrier_legend(project),
        "plans": project.plans.filter(discarded_at=None),
        "reason": forms.ReasonForm(),
    }
    context = frame(request, project, "consultation", **more)
    return render(request, "rezoning/rezoning_consultation.html", context)


def _all_shown(request, rows) -> list[dict]:
    """Each consultation; the map of its plan where remarks are pinned to it, with the fills once for all."""
    found = [_shown(request, one) for one in rows]
    pinned = [one for one in found if one["pins"]]
    for one in pinned:
        one |= {"map": _drawn(one["consultation"].plan), "fills": one is pinned[0]}
    return found


def _drawn(plan):
    """The plan's map, as residents see it."""
    project = plan.project
    return map_of(project, plan.assignment, names_of(plan), colours=colours_of(project, plan.assignment))


@page(rules.may_publish)
@once
def rezoning_publish(request, pk):
    plan = plan_or_404(pk, seen_by=request.user)
    form = forms.PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        names = ("opens_on", "closes_on", "explanation", "contact")
        data = {name: form.cleaned_data[name] for name in names}
        if form.carried_out(commands.publish, by=request.user, plan=plan, **data):
            messages.success(request, _("已公示。"))
            return redirect("rezoning_consultation", plan.project_id)
    context = frame(request, plan.project, "consultation", plan=plan, form=form)
    return render(request, "rezoning/rezoning_publish.html", context, status=422 if form.errors else 200)


@page(rules.may_publish)
@require_POST
@once
def rezoning_withdraw(request, pk):
    consultation = consultation_or_404(pk, seen_by=request.user)
    project = consultation.plan.project
    form = forms.ReasonForm(request.POST)
    if form.is_valid():
        form.carried_out(
            commands.withdraw, by=request.user, consultation=consultation, why=form.cleaned_data["why"]
        )
    for errors in form.errors.values():
        messages.error(request, " ".join(errors))
    return redirect("rezoning_consultation", project.pk)


@page(rules.may_answer)
@once
def rezoning_answer(request, pk):
    remark = remark_or_404(pk, seen_by=request.user)
    project = remark.consultation.plan.project
    form = forms.AnswerForm(request.POST or None)
    back = _list_with(request, remark)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("outcome", "text")}
        if form.carried_out(commands.answer, by=request.user, remark=remark, **data):
            messages.success(request, _("已答复。"))
            return redirect(back)
    context = frame(request, project, "consultation", entry=Entry.of(remark), form=form, back=back)
    return render(request, "rezoning/rezoning_answer.html", context, status=422 if form.errors else 200)


def _list_with(request, remark: Remark) -> str:
    """The list from which the remark was opened, at the remark if the list still holds it."""
    asked = request.GET.copy()
    asked["of"] = remark.consultation_id
    place = "remarks" if "outcome" in asked else f"remark-{remark.pk}"
    page = reverse("rezoning_consultation", args=[remark.consultation.plan.project_id])
    return f"{page}?{asked.urlencode()}#{place}"


@page(anyone)
@once
def rezoning_public(request, slug):
    """For residents, without account: the plan, their committee and its community, what was said and answered."""
    consultation = shown_or_404(slug)
    table = PublicRemarks(request, remarks(consultation))
    if part := table.part():
        return part
    form = forms.RemarkForm(request.POST or None, consultation=consultation)
    if request.method == "POST" and form.is_valid():
        address = request.META.get("REMOTE_ADDR", "")
        if form.carried_out(
            commands.remark, consultation=consultation, words=form.words(), address=address, by=None
        ):
            messages.success(request, _("谢谢，您的意见已收到，答复会登在本页。"))
            return redirect(f"{reverse('rezoning_public', args=[slug])}#remarks")
    context = _public(request, consultation, form) | {"table": table}
    return render(request, "rezoning/rezoning_public.html", context, status=422 if form.errors else 200)


def _public(request, consultation: Consultation, form) -> dict:
    plan = consultation.plan
    names, project = names_of(plan), plan.project
    communities = {c.label: c for c in plan.communities.select_related("seat", "venue")}
    units = [(unit, communities.get(plan.assignment[unit.key])) for unit in project.units.order_by("id")]
    wanted = request.GET.get("home", "")
    return {
        **_shown(request, consultation),
        "plan": plan,
        "project": project,
        "map": map_of(project, plan.assignment, names, colours=colours_of(project, plan.assignment)),
        "barriers": barrier_legend(project),
        "units": units,
        "home": next((pair for pair in units if pair[0].key == wanted), None),
        "passages": passages(consultation),
        "form": form,
    }
