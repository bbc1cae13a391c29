"""Wages of communities, one community's, a month paid, a batch, standards, and one's own pay."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.kernel.access import page, signed_in
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import EARLIEST, day_of, today
from jiceng.kernel.queries import record_of
from jiceng.resources import commands, forms, rules
from jiceng.resources.commands import PaidFacts
from jiceng.resources.enums import Right
from jiceng.resources.models import PayBatch, PayStandard
from jiceng.resources.pay_sheet import sheet_in, sheet_out
from jiceng.resources.queries import wages as queries
from jiceng.resources.tables import WagesOfCommunities, WagesOfPeople
from jiceng.resources.views.base import form_page


@page(rules.may_see_pay)
@require_safe
def wages(request):
    """One row for each community of the day."""
    rows = queries.overview(seen_by=request.user, as_of=day_of(request))
    figures = queries.figures(rows, reverse("wages"))
    return WagesOfCommunities(request, rows).response("resources/wages.html", {"figures": figures})


@page(rules.may_see_pay)
@require_safe
def community_wages(request, pk):
    day = day_of(request)
    community = queries.community_or_404(pk, seen_by=request.user, as_of=day)
    rows = queries.lines(queries.seen(request.user, day).filter(pk=pk), day)
    context = {
        "community": community,
        "figures": queries.figures(rows, reverse("community_wages", args=[pk])),
        "months": queries.by_month(rows),
        "batches": PayBatch.objects.filter(community=pk, paid_on__lte=day)[:60],
        "may_pay": rules.may_pay.test(request.user, community),
        "crumbs": [Crumb(_("工资"), reverse("wages")), Crumb(community.name_then)],
    }
    return WagesOfPeople(request, rows).response("resources/community_wages.html", context)


def _month(year: int, month: int) -> date:
    try:
        first = date(year, month, 1)
    except ValueError:
        raise Http404 from None
    if not EARLIEST <= first <= today():
        raise Http404
    return first


@page(rules.may_pay)
@once
def pay_month(request, pk, year, month):
    """The month's amounts stand there already, from what is owed or from a sheet; saved as one batch."""
    community = queries.community_or_404(pk, seen_by=request.user, as_of=today(), right=Right.PAY)
    first = _month(year, month)
    sheet = queries.month_sheet(community, first)
    if request.method == "GET" and request.GET.get("export") == "xlsx":
        return sheet_out(sheet)
    more = _read(request, sheet)
    form = more.pop("form", None) or forms.AmountsForm(request.POST or None, sheet=sheet)
    if request.method == "POST" and form.is_bound and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("paid_on", "payer", "note")}
        facts = PaidFacts(month=first, **data)
        if form.carried_out(
            commands.pay_month, by=request.user, community=community, facts=facts, amounts=form.amounts
        ):
            messages.success(request, _("已登记发放。"))
            return redirect("community_wages", pk)
    return _month_page(request, community, first, sheet, form, **more)


def _read(request, sheet) -> dict:
    """With a sheet sent: the form filled from it, or what is wrong in it."""
    file_form = forms.PayFileForm(request.POST or None, request.FILES or None)
    if "file" not in request.FILES or not file_form.is_valid():
        return {"file_form": forms.PayFileForm()}
    read, faults = sheet_in(file_form.cleaned_data["file"].chunks(), sheet)
    if faults:
        file_form.refuse_table(faults)
        return {"file_form": file_form, "faults": faults, "form": forms.AmountsForm(sheet=sheet)}
    return {"file_form": forms.PayFileForm(), "form": forms.AmountsForm(sheet=sheet, read=read), "read": True}


def _month_page(request, community, first, sheet, form, **more):
    back = reverse("community_wages", args=[community.pk])
    title = _("%(month)s工资") % {"month": f"{first:%Y-%m}"}
    crumbs = [Crumb(_("工资"), reverse("wages")), Crumb(community.name_then, back), Crumb(title)]
    context = {"form": form, "title": title, "community": community, "sheet": sheet, "back": back, **more}
    wrong = form.errors or more.get("faults")
    return render(
        request, "resources/pay_month.html", {**context, "crumbs": crumbs}, status=422 if wrong else 200
    )


@page(rules.may_see_pay)
@once
def pay_batch(request, pk):
    """Who got how much; annulled whole when it was wrong."""
    row = queries.batch_or_404(pk, seen_by=request.user)
    may = rules.may_pay.test(request.user, row.community) and row.annulled_at is None
    form = forms.AnnulForm(request.POST or None)
    back = reverse("community_wages", args=[row.community_id])
    if request.method == "POST" and not may:
        raise Http404
    if request.method == "POST" and form.is_valid():
        data = {"batch": row, "why": form.cleaned_data["why"]}
        if form.carried_out(commands.annul_pay, by=request.user, **data):
            messages.success(request, _("已作废。"))
            return redirect(back)
    context = {"row": row, "payments": row.payments.select_related("person"), "form": form if may else None}
    context |= {"entries": record_of(target=row), "crumbs": [Crumb(_("工资"), reverse("wages"))]}
    context["crumbs"] += [Crumb(row.community.name, back), Crumb(f"{row.month:%Y-%m}")]
    return render(request, "resources/pay_batch.html", context, status=422 if form.errors else 200)


@page(rules.may_see)
@require_safe
def pay_standards(request):
    rows = PayStandard.objects.filter(valid_from__lte=day_of(request))
    context = {"rows": rows, "may_set": rules.may_set_pay.test(request.user)}
    return render(request, "resources/pay_standards.html", context)


@page(rules.may_set_pay)
@once
def pay_standard_new(request):
    form = forms.StandardForm(request.POST or None)
    back = reverse("pay_standards")
    if request.method == "POST" and form.is_valid():
        data = {"on": form.cleaned_data["on"], "facts": form.facts}
        if form.carried_out(commands.set_pay, by=request.user, **data):
            messages.success(request, _("标准已定，应发随之重算，已发的不变。"))
            return redirect(back)
    return form_page(request, form, _("制定工资标准"), _("工资标准"), back)


@page(signed_in)
@require_safe
def my_pay(request):
    """Month by month up to today, in every community where one works or worked."""
    rows = queries.own(request.user.person, today())
    url = reverse("my_pay")
    context = {"rows": rows, "figures": queries.figures(rows, url)[:3] if rows else []}
    context["months"] = [(line, queries.by_month([line])) for line in rows]
    return render(request, "resources/my_pay.html", context)
