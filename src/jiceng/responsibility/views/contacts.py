"""The register of contact points, a community's contact point, and the changes to it."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in, today
from jiceng.kernel.queries import record_of
from jiceng.responsibility import commands, forms, rules
from jiceng.responsibility.intake import changes, opened, read_register, sealed
from jiceng.responsibility.models import ContactPoint, Liaison
from jiceng.responsibility.queries import contacts as queries
from jiceng.responsibility.queries.assignment import for_link, for_vacancy
from jiceng.responsibility.tables import ContactPoints


@page(rules.may_see)
@require_safe
def contact_points(request):
    day = day_of(request)
    table = ContactPoints(request, queries.register(seen_by=request.user, as_of=day))
    more = {
        "figures": queries.figures(seen_by=request.user, as_of=day),
        "may_keep": rules.may_keep.test(request.user),
    }
    return table.response("responsibility/contact_points.html", more)


@page(rules.may_see)
@require_safe
def contact_point(request, pk):
    day = day_of(request)
    community = queries.community_or_404(pk, day)
    found = queries.point_page(community, seen_by=request.user, as_of=day)
    context = {
        "found": found,
        "community": community,
        "may_keep": rules.may_keep.test(request.user),
        "candidates": [] if found.point else for_vacancy(community, day),
        "officers": for_link(found.point.leader, day) if found.point and not found.officer_serves else [],
        "may_raise": rules.may_report.test(request.user, found),
        "crumbs": [Crumb(_("联系点"), reverse("contact_points")), Crumb(community.name_then)],
        "entries": record_of(target=found.point) if found.point else [],
    }
    return render(request, "responsibility/contact_point.html", context)


FORM = "responsibility/form.html"


def form_page(request, form, title: str, lead: str, back: str, template: str = FORM, **more) -> HttpResponse:
    """One form on a page of its own."""
    crumbs = [Crumb(_("联系点"), reverse("contact_points")), Crumb(lead, back)]
    context = {"form": form, "title": title, "lead": lead, "crumbs": crumbs, "back": back, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def _named(request, field: str) -> dict:
    """Whom a proposal's button names."""
    number = number_in(request.GET.get(field, ""))
    return {field: number} if number else {}


@page(rules.may_keep)
@once
def charge_begin(request, pk):
    """Name a community's leader; where there is one already, the transfer."""
    community = queries.community_or_404(pk, today())
    form = forms.ChargeForm(request.POST or None, initial=_named(request, "leader"))
    back = reverse("contact_point", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"community": community, "leader": form.cleaned_data["leader"], "ground": form.ground}
        if form.carried_out(commands.put_in_charge, by=request.user, **data):
            messages.success(request, _("联系领导已确定。"))
            return redirect(back)
    return form_page(request, form, _("确定联系领导"), community.name_then, back)


@page(rules.may_keep)
@once
def charge_end(request, pk):
    point = get_object_or_404(ContactPoint.objects.select_related("community", "leader"), pk=pk)
    form = forms.EndForm(request.POST or None)
    back = reverse("contact_point", args=[point.community_id])
    if (
        request.method == "POST"
        and form.is_valid()
        and form.ended(commands.end_charge, request.user, point=point)
    ):
        messages.success(request, _("已结束，请尽快确定接替的领导。"))
        return redirect(back)
    return form_page(request, form, _("结束联系"), str(point), back)


@page(rules.may_keep)
@once
def liaison_begin(request, pk):
    """Name the liaison of a leader (a person's number); where there is one already, the transfer."""
    leader = get_object_or_404(queries.leaders_on(today()), pk=pk)
    form = forms.LinkForm(request.POST or None, initial=_named(request, "officer"))
    back = reverse("contact_points")
    if request.method == "POST" and form.is_valid():
        data = {"leader": leader, "officer": form.cleaned_data["officer"], "ground": form.ground}
        if form.carried_out(commands.link, by=request.user, **data):
            messages.success(request, _("联络人已确定。"))
            return redirect(back)
    return form_page(request, form, _("确定联络人"), leader.name, back)


@page(rules.may_keep)
@once
def liaison_end(request, pk):
    row = get_object_or_404(Liaison.objects.select_related("leader", "officer"), pk=pk)
    form = forms.EndForm(request.POST or None)
    back = reverse("contact_points")
    if (
        request.method == "POST"
        and form.is_valid()
        and form.ended(commands.end_link, request.user, liaison=row)
    ):
        messages.success(request, _("已结束，请尽快确定接替的联络人。"))
        return redirect(back)
    return form_page(request, form, _("结束联络"), str(row), back)


@page(rules.may_keep)
@once
def contact_points_import(request):
    """The register from a table: first what would change, then all of it or nothing."""
    form = forms.RegisterForm(request.POST or None, request.FILES or None)
    back, more = reverse("contact_points"), {}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["rows"]:
            if _taken_over(request, form):
                return redirect(back)
            form.forget()
        else:
            more = _preview(form)
    crumbs = [Crumb(_("联系点"), back), Crumb(_("导入"))]
    context = {"form": form, "back": back, "crumbs": crumbs, **more}
    status = 422 if form.errors else 200
    return render(request, "responsibility/contact_points_import.html", context, status=status)


def _preview(form) -> dict:
    rows, faults = read_register(form.cleaned_data["file"].chunks(), form.usual)
    if faults:
        form.refuse_table(faults)
        return {"faults": faults}
    found = changes(rows)
    standing = len(rows) - len(found)
    return {"changes": found, "standing": standing, "sealed": sealed(rows), "key": forms.KeyForm()}


def _taken_over(request, form) -> bool:
    """What was shown, carried out; otherwise the sentence why not stands in the form."""
    try:
        rows = opened(form.cleaned_data["rows"])
    except signing.BadSignature:
        form.add_error(None, _("预览以后名册有了变化，或预览已失效，请重新上传。"))
        return False
    done = form.carried_out(commands.take_over_register, by=request.user, rows=rows)
    if done is None:
        return False
    messages.success(
        request,
        ngettext("已导入，改动%(count)d处。", "已导入，改动%(count)d处。", int(done)) % {"count": int(done)},
    )
    return True
