"""The year's plan of inspections and what was inspected."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Tab
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in
from jiceng.responsibility import commands, forms, rules
from jiceng.responsibility.models import CheckItem, CheckPlan
from jiceng.responsibility.queries import accountability as queries
from jiceng.responsibility.queries.matters import office_of_account
from jiceng.responsibility.views.contacts import form_page


@page(rules.may_see)
@require_safe
def check_plan(request):
    day = day_of(request)
    year = number_in(request.GET.get("year", "")) or day.year
    plan = queries.plan_of(year)
    listed = reverse("check_plan")
    years = (day.year, day.year + 1)
    context = {
        "plan": plan,
        "tabs": [Tab(_("%(year)d年") % {"year": one}, f"{listed}?year={one}", one == year) for one in years],
        "items": queries.items(plan, day),
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
        data = {"unit": office_of_account(request.user), "year": form.cleaned_data["year"], "new": form.new}
        if made := form.carried_out(commands.plan_check, by=request.user, **data):
            messages.success(request, _("已列入计划：%(title)s。") % {"title": made.title})
            return redirect(f"{back}?year={made.plan.year}")
    return form_page(request, form, _("列入督查检查计划"), _("督查检查计划"), back)


@page(rules.may_supervise)
@require_POST
@once
def check_item_drop(request, pk):
    item = get_object_or_404(CheckItem.objects.select_related("plan"), pk=pk)
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.drop_check, by=request.user, item=item):
        messages.success(request, _("已从计划中去掉。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("check_plan")


@page(rules.may_supervise)
@require_POST
@once
def check_plan_adopt(request, pk):
    plan = get_object_or_404(CheckPlan, pk=pk)
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.adopt_check_plan, by=request.user, plan=plan):
        messages.success(request, _("计划已通过，计划外的检查不得进行。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect(f"{reverse('check_plan')}?year={plan.year}")


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
