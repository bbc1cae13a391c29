"""Plans: the list, one plan as a tree and on a line of time, its items, targets, tasks, its paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from jiceng.documents import commands, rules, tables_plans
from jiceng.documents import forms_plans as forms
from jiceng.documents.enums import Right
from jiceng.documents.forms import KeyForm
from jiceng.documents.forms_succession import ItemChangeForm, PlanChangeForm, SucceedForm
from jiceng.documents.layout.plan import docx
from jiceng.documents.models import PlanItem
from jiceng.documents.queries import plans as queries
from jiceng.documents.queries.consultation import of_plan
from jiceng.documents.queries.gantt import gantt
from jiceng.documents.queries.items import (
    citable,
    item_events,
    item_facts,
    items_table,
    light_of,
    target_events,
    uppers,
)
from jiceng.documents.queries.succession import orphaned, orphans
from jiceng.documents.queries.tasks import LIGHTS, lit, of_item, opens_at
from jiceng.kernel.access import page
from jiceng.kernel.choosing import suggested
from jiceng.kernel.components import Crumb, Tab
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in, today
from jiceng.kernel.queries import record_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("规划"), reverse("plans")), *more]


def crumb(row) -> Crumb:
    return Crumb(row.title, reverse("plan" if hasattr(row, "adopted_on") else "plan_item", args=[row.pk]))


def form_page(request, form, title: str, way: list[Crumb], back: str, lead: str = ""):
    if offers := suggested(request, form):
        return offers
    context = {"form": form, "title": title, "lead": lead, "crumbs": way, "back": back}
    context["submit"] = getattr(form, "submit", "")
    return render(request, "documents/plan_form.html", context, status=422 if form.errors else 200)


def _tabs(plan, current: str) -> list[Tab]:
    names = (("plan", _("事项树")), ("plan_gantt", _("时间线")), ("plan_items", _("事项表")))
    return [Tab(label, reverse(name, args=[plan.pk]), name == current) for name, label in names]


def _frame(request, plan, whole, current: str) -> dict:
    return {
        "plan": plan,
        "whole": whole,
        "figures": queries.figures(whole),
        "tabs": _tabs(plan, current),
        "crumbs": crumbs(Crumb(plan.title)),
        "may_plan": rules.may_plan.test(request.user, plan),
        "may_consult": rules.may_review.test(request.user, plan),
    }


@page(rules.may_see_documents)
@require_safe
def plans(request):
    table = tables_plans.Plans(request, queries.plans(seen_by=request.user, as_of=day_of(request)))
    return table.response("documents/plans.html", {"may_plan": rules.may_plan.test(request.user)})


@page(rules.may_plan)
@once
def plan_new(request):
    form = forms.PlanForm(
        request.POST or None,
        places=rules.worked_at(request.user, Right.PLAN).on(today()),
        documents=citable(seen_by=request.user),
        items=uppers(seen_by=request.user),
    )
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(commands.make_plan, by=request.user, new=form.new)
        if made is not None:
            messages.success(request, _("已编制。"))
            return redirect("plan", made.pk)
    return form_page(request, form, _("编制规划"), crumbs(Crumb(_("编制规划"))), reverse("plans"))


@page(rules.may_see_documents)
@require_safe
def plan(request, pk):
    row = queries.plan_or_404(pk, seen_by=request.user, as_of=day_of(request))
    whole = queries.tree(row, day_of(request))
    context = _frame(request, row, whole, "plan") | {"entries": record_of(target=row)}
    context["consultations"] = of_plan(row, seen_by=request.user)
    context["orphans"] = orphans(row, today()) if context["may_plan"] else []
    return render(request, "documents/plan.html", context)


@page(rules.may_see_documents)
@require_safe
def plan_gantt(request, pk):
    row = queries.plan_or_404(pk, seen_by=request.user, as_of=day_of(request))
    whole = queries.tree(row, day_of(request))
    context = _frame(request, row, whole, "plan_gantt") | {"gantt": gantt(whole)}
    return render(request, "documents/plan_gantt.html", context)


@page(rules.may_see_documents)
@require_safe
def plan_items(request, pk):
    day = day_of(request)
    row = queries.plan_or_404(pk, seen_by=request.user, as_of=day)
    whole = queries.tree(row, day)
    known = {one.item.pk: one for one in whole.rows}
    table = tables_plans.PlanItems(request, items_table(row, day), known)
    return table.response("documents/plan_items.html", _frame(request, row, whole, "plan_items"))


@page(rules.may_see_documents)
@require_safe
def plan_docx(request, pk):
    """The plan with its figures of the day, to be edited and printed."""
    row = queries.plan_or_404(pk, seen_by=request.user, as_of=day_of(request))
    answer = HttpResponse(docx(queries.tree(row, day_of(request))), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="plan-{pk}-{day_of(request).isoformat()}.docx"'
    return answer


@page(rules.may_see_documents)
@require_safe
def plan_item(request, pk):
    day = day_of(request)
    row = queries.item_or_404(pk, seen_by=request.user, as_of=day)
    branch = queries.branch_of(row, day)
    tasks = lit(of_item(row).filter(assigned_on__lte=day), day)
    context = {
        "item": row,
        "branch": branch,
        "facts": item_facts(row, branch, seen_by=request.user),
        "light_of": light_of(branch),
        **_over_time(row, day),
        "tasks": [(one, opens_at(one), LIGHTS[one.light]) for one in tasks],
        "may_plan": rules.may_plan.test(request.user, row.plan),
        "may_keep": rules.may_keep_item.test(request.user, row),
        "key": KeyForm(),
        "crumbs": crumbs(crumb(row.plan), Crumb(row.title)),
        "entries": record_of(target=row),
    }
    return render(request, "documents/plan_item.html", context)


def _over_time(row: PlanItem, day) -> dict:
    """Versions of its target and of itself, and who comes after its unit when that has ended."""
    orphan = next(iter(orphaned([row], day)), None)
    return {"targets": target_events(row, day), "changes": item_events(row, day), "orphan": orphan}


def upper_of(request, plan) -> PlanItem | None:
    """The item below which something is added: `?under=7`, of the same plan."""
    asked = number_in(request.GET.get("under", ""))
    if asked is None:
        return None
    row = queries.item_or_404(asked, seen_by=request.user, as_of=today())
    if row.plan_id != plan.pk or not rules.may_keep_item.test(request.user, row):
        raise Http404
    return row


def kept_plan(request, pk):
    """A plan that the account may add to, and below which item."""
    row = queries.plan_or_404(pk, seen_by=request.user, as_of=today())
    upper = upper_of(request, row)
    if upper is None and not rules.may_plan.test(request.user, row):
        raise Http404
    return row, upper


@page(rules.may_keep_item)
@once
def plan_item_new(request, pk):
    row, upper = kept_plan(request, pk)
    form = forms.ItemForm(request.POST or None, initial=forms.initial_of(row, upper))
    back = reverse("plan_item", args=[upper.pk]) if upper else reverse("plan", args=[pk])
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(commands.add_items, by=request.user, plan=row, news=[form.new(upper)])
        if made:
            messages.success(request, _("已列入。"))
            return redirect("plan_item", made[0].pk)
    lead = upper.title if upper else row.title
    return form_page(request, form, _("添加事项"), crumbs(crumb(row)), back, lead)


def _kept_item(request, pk, rule) -> PlanItem:
    row = queries.item_or_404(pk, seen_by=request.user, as_of=today())
    if not rule.test(request.user, row.plan if rule is rules.may_plan else row):
        raise Http404
    return row


def _changed(request, form, row, title: str, command, **values):
    """One form, one command, back to the item."""
    back = reverse("plan_item", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        data = {name: value(form) for name, value in values.items()}
        if form.carried_out(command, by=request.user, item=row, **data):
            messages.success(request, _("已保存。"))
            return redirect(back)
    return form_page(request, form, title, crumbs(crumb(row.plan), crumb(row)), back, row.title)


@page(rules.may_plan)
@once
def plan_item_change(request, pk):
    """Title, unit, owner and helpers; after a reorganisation the successor is proposed."""
    row = _kept_item(request, pk, rules.may_plan)
    orphan = next(iter(orphaned([row], today())), None)
    form = ItemChangeForm(request.POST or None, initial=ItemChangeForm.of(row, orphan))
    values = {"charge": lambda one: one.charge, "why": lambda one: one.cleaned_data["why"]}
    return _changed(request, form, row, _("变更事项"), commands.change_item, **values)


@page(rules.may_plan)
@once
def plan_change(request, pk):
    """Its name, its last day, the document by which it was issued."""
    row = queries.plan_or_404(pk, seen_by=request.user, as_of=today())
    if not rules.may_plan.test(request.user, row):
        raise Http404
    form = PlanChangeForm(request.POST or None, plan=row, documents=citable(seen_by=request.user))
    if request.method == "POST" and form.is_valid():
        data = {"words": form.words, "why": form.cleaned_data["why"]}
        if form.carried_out(commands.change_plan, by=request.user, plan=row, **data):
            messages.success(request, _("已保存。"))
            return redirect("plan", pk)
    return form_page(request, form, _("变更规划"), crumbs(crumb(row)), reverse("plan", args=[pk]), row.title)


@page(rules.may_plan)
@once
def plan_succeed(request, pk):
    """Items of ended units to their successors, all at once."""
    row = queries.plan_or_404(pk, seen_by=request.user, as_of=today())
    found = orphans(row, today())
    if not found or not rules.may_plan.test(request.user, row):
        raise Http404
    initial = {"why": _("原责任单位已撤销，由承接单位接任。")}
    form = SucceedForm(request.POST or None, orphans=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = {"units": form.units, "why": form.cleaned_data["why"]}
        if made := form.carried_out(commands.succeed_items, by=request.user, plan=row, **data):
            messages.success(
                request,
                ngettext("%(count)d个事项已交给承接单位。", "%(count)d个事项已交给承接单位。", len(made))
                % {"count": len(made)},
            )
            return redirect("plan", pk)
    title = _("责任单位已撤销的事项")
    return form_page(request, form, title, crumbs(crumb(row)), reverse("plan", args=[pk]), row.title)


@page(rules.may_plan)
@once
def plan_item_target(request, pk):
    row = _kept_item(request, pk, rules.may_plan)
    form = forms.TargetForm(
        request.POST or None, initial=forms.TargetForm.of(row.targets.order_by("-version")[0])
    )
    values = {"aim": lambda one: one.aim, "why": lambda one: one.cleaned_data["why"]}
    return _changed(request, form, row, _("调整目标"), commands.change_target, **values)


@page(rules.may_plan)
@once
def plan_item_drop(request, pk):
    row = _kept_item(request, pk, rules.may_plan)
    form = forms.WhyForm(request.POST or None)
    return _changed(
        request, form, row, _("取消事项"), commands.drop_item, why=lambda one: one.cleaned_data["why"]
    )


@page(rules.may_keep_item)
@once
def plan_item_task(request, pk):
    row = _kept_item(request, pk, rules.may_keep_item)
    initial = {"unit": row.unit_id, "due_on": row.targets.order_by("-version")[0].due_on}
    form = forms.ItemTaskForm(request.POST or None, initial=initial)
    return _changed(request, form, row, _("安排任务"), commands.give_item_task, new=lambda one: one.new)
