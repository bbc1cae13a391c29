"""Key households: the roll, one of them, a visit in three taps."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of
from jiceng.kernel.queries import record_of
from jiceng.service import commands, forms, rules
from jiceng.service.models import HouseholdVisit
from jiceng.service.queries import households as queries
from jiceng.service.tables import Households


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("重点户"), reverse("households")), *more]


def _page(request, template: str, form, title: str, back: str, lead: str = ""):
    context = {"form": form, "title": title, "lead": lead, "crumbs": _crumbs(Crumb(title)), "back": back}
    return render(request, template, context, status=422 if form.errors else 200)


@page(rules.keeps_households)
@require_safe
def households(request):
    lines = queries.roll(seen_by=request.user, as_of=day_of(request))
    context = {"figures": queries.figures(lines)}
    return Households(request, lines).response("service/households.html", context)


@page(rules.keeps_households)
@once
def household_new(request):
    form = forms.EnterForm(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        given = {"community": form.cleaned_data["community"], "new": form.new}
        made = form.carried_out(commands.enter_household, by=request.user, **given)
        if made is not None:
            messages.success(request, _("已入册。"))
            return redirect("household", made.pk)
    lead = _("只有本社区走访的人看得到；姓名、住址、电话加密保存。")
    return _page(request, "service/household_new.html", form, _("重点户入册"), reverse("households"), lead)


@page(rules.keeps_households)
@require_safe
def household(request, pk):
    row = queries.household_or_404(pk, seen_by=request.user)
    context = {
        "household": row,
        "standing": row.stays.filter(valid_to=None).exists(),
        "facts": queries.facts_of(row),
        "visits": queries.visits_to(row),
        "leave": forms.WhyForm(),
        "annul": forms.WhyForm(),
        "crumbs": _crumbs(Crumb(row.name)),
        "entries": record_of(target=row),
        "day": day_of(request),
    }
    return render(request, "service/household.html", context)


@page(rules.keeps_households)
@once
def household_change(request, pk):
    row = queries.household_or_404(pk, seen_by=request.user)
    known = {name: getattr(row, name) for name in ("need", "name", "address", "phone", "note")}
    form = forms.HouseholdForm(request.POST or None, initial=known)
    back = reverse("household", args=[pk])
    if request.method == "POST" and form.is_valid():
        given = {"household": row, "new": form.new}
        if form.carried_out(commands.change_household, by=request.user, **given):
            messages.success(request, _("已保存。"))
            return redirect(back)
    return _page(request, "service/household_change.html", form, _("改重点户信息"), back)


@page(rules.keeps_households)
@once
def household_visit(request, pk):
    """Open, choose, save."""
    row = queries.household_or_404(pk, seen_by=request.user)
    form = forms.VisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("on", "found", "note")}
        if form.carried_out(commands.visit_household, by=request.user, household=row, **given):
            messages.success(request, _("已记下这次走访。"))
            return redirect("household", pk)
    title = _("走访%(name)s") % {"name": row.name}
    return _page(
        request, "service/household_visit.html", form, title, reverse("household", args=[pk]), row.address
    )


@page(rules.keeps_households)
@require_POST
@once
def household_leave(request, pk):
    row = queries.household_or_404(pk, seen_by=request.user)
    return _with_reason(request, row.pk, commands.remove_household, _("已出册。"), household=row)


@page(rules.keeps_households)
@require_POST
@once
def household_visit_annul(request, pk):
    visit = get_object_or_404(HouseholdVisit.objects.select_related("household"), pk=pk)
    if not rules.may_keep_household.test(request.user, visit.household):
        raise Http404
    return _with_reason(
        request, visit.household_id, commands.annul_household_visit, _("已撤销这次走访。"), visit=visit
    )


def _with_reason(request, pk: int, command, done: str, **target):
    form = forms.WhyForm(request.POST)
    if form.is_valid() and form.carried_out(command, by=request.user, why=form.cleaned_data["why"], **target):
        messages.success(request, done)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("household", pk)
