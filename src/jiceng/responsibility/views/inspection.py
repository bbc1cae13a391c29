"""The year's plan of inspections and what was inspected."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.responsibility import commands, forms, rules
from jiceng.responsibility.queries import accountability as queries
from jiceng.responsibility.views.contacts import form_page


@page(rules.may_see)
@require_safe
def check_plan(request):
    year = day_of(request).year
    plan = queries.plan_of(year)
    context = {
        "plan": plan,
        "year": year,
        "items": queries.items(plan),
        "may_supervise": rules.may_supervise.test(request.user),
        "key": forms.KeyForm(),
    }
    return render(request, "responsibility/check_plan.html", context)


@page(rules.may_supervise)
@once
def check_item_new(request):
    form = forms.CheckItemForm(request.POST or None)
    back = reverse("check_plan")
    if request.method == "POST" and form.is_valid():
        data = {"unit": queries.planner(request.user), "year": today().year, "new": form.new}
        if form.carried_out(commands.plan_check, by=request.user, **data):
            messages.success(request, _("已列入计划。"))
            return redirect(back)
    return form_page(request, form, _("列入督查检查计划"), _("督查检查计划"), back)


@page(rules.may_supervise)
@require_POST
@once
def check_plan_adopt(request):
    plan = queries.own_plan(request.user, today().year)
    if plan is None:
        raise Http404
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.adopt_check_plan, by=request.user, plan=plan):
        messages.success(request, _("计划已通过，计划外的检查不得进行。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("check_plan")


@page(rules.may_supervise)
@once
def check_new(request):
    form = forms.CheckHeldForm(request.POST or None)
    back = reverse("check_plan")
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.hold_check, by=request.user, **form.values()):
        messages.success(request, _("已登记。"))
        return redirect(back)
    return form_page(request, form, _("登记督查检查"), _("督查检查计划"), back)
