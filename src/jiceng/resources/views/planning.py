"""The county's norm, and measures that close a gap."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.resources import commands, forms, rules
from jiceng.resources.enums import Right
from jiceng.resources.models import VenueNorm
from jiceng.resources.queries import pictures
from jiceng.resources.queries import venues as queries
from jiceng.resources.views.base import form_page


@page(rules.may_see)
@require_safe
def venue_norms(request):
    day = day_of(request)
    context = {
        "norms": pictures.norms_told(VenueNorm.objects.all(), day),
        "may_set": rules.may_set_norms.test(request.user),
        "crumbs": [Crumb(_("社区用房"), reverse("venue_stock")), Crumb(_("用房标准"))],
    }
    return render(request, "resources/venue_norms.html", context)


@page(rules.may_set_norms)
@once
def venue_norm_new(request):
    form = forms.NormForm(request.POST or None)
    back = reverse("venue_norms")
    if request.method == "POST" and form.is_valid():
        data = {"on": form.cleaned_data["on"], "values": form.values}
        if form.carried_out(commands.set_norm, by=request.user, **data):
            messages.success(request, _("标准已定，各社区的缺口随之重算。"))
            return redirect(back)
    return form_page(request, form, _("制定用房标准"), _("用房标准"), back)


@page(rules.may_keep)
@once
def venue_measure_new(request, pk):
    community = queries.community_or_404(pk, seen_by=request.user, as_of=today(), right=Right.KEEP)
    form = forms.MeasureForm(request.POST or None)
    back = reverse("community_venues", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"community": community, "facts": form.facts}
        if form.carried_out(commands.plan_measure, by=request.user, **data):
            messages.success(request, _("已列入计划。"))
            return redirect(back)
    return form_page(request, form, _("安排补足措施"), community.name_then, back)


@page(rules.may_keep)
@once
def venue_measure_end(request, pk):
    row = queries.measure_or_404(pk, seen_by=request.user)
    first = max(today(), row.valid_from + timedelta(days=1))
    form = forms.EndMeasureForm(request.POST or None, initial={"on": first})
    back = reverse("community_venues", args=[row.community_id])
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("outcome", "on", "why")}
        if form.carried_out(commands.end_measure, by=request.user, measure=row, **data):
            messages.success(request, _("已了结；落实了的，请登记新增的用房。"))
            return redirect(back)
    return form_page(request, form, _("了结补足措施"), row.community.name, back)
