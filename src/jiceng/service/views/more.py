"""Certificates that are refused in words; problem tickets and what is made of them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.documents.sources import followed_up
from jiceng.kernel.access import anyone, page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.kernel.queries import record_of
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Organisation
from jiceng.service import commands, forms, rules
from jiceng.service.norms import certificates as listed
from jiceng.service.queries import certificates as certificate_queries
from jiceng.service.queries import tickets as queries
from jiceng.service.queries.cases import LIGHTS
from jiceng.service.tables import Certificates, Tickets


@page(rules.may_see)
@require_safe
def certificates(request):
    day = day_of(request)
    table = Certificates(request, certificate_queries.answers(seen_by=request.user, as_of=day))
    context = {"listed": listed(day).values(), "may_take": rules.may_take.test(request.user)}
    return table.response("service/certificates.html", context)


@page(rules.may_take)
@once
def certificate_new(request):
    form = forms.RefusalForm(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("community", "certificate", "way")}
        made = form.carried_out(commands.refuse_certificate, by=request.user, **given)
        if made is not None:
            return redirect("certificate", made.pk)
    title, back = _("居民要开证明"), reverse("certificates")
    crumbs = [Crumb(_("证明事项"), back), Crumb(title)]
    context = {"form": form, "title": title, "crumbs": crumbs, "back": back}
    return render(request, "service/certificate_new.html", context, status=422 if form.errors else 200)


@page(rules.may_see)
@require_safe
def certificate(request, pk):
    """What was told, as a slip to hand over."""
    row = certificate_queries.answer_or_404(pk, seen_by=request.user)
    crumbs = [Crumb(_("证明事项"), reverse("certificates")), Crumb(row.name)]
    return render(request, "service/certificate.html", {"row": row, "crumbs": crumbs})


def _place(pk) -> Organisation:
    rows = Organisation.objects.on(today()).filter(kind__in=TERRITORIES)
    return get_object_or_404(rows, pk=pk)


@page(anyone)
@once
def service_certificate(request, pk):
    """A resident asks what certificate is needed, and reads at once where the fact can be had."""
    place = _place(pk)
    form = forms.CertificateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"community": place, "certificate": form.cleaned_data["certificate"]}
        address = request.META.get("REMOTE_ADDR", "")
        made = form.carried_out(commands.ask_certificate, address=address, **given)
        if made is not None:
            return redirect("service_certificate_told", pk, made.certificate)
    context = {"place": place, "form": form, "back": reverse("service_place", args=[pk])}
    return render(request, "service/service_certificate.html", context, status=422 if form.errors else 200)


@page(anyone)
@require_safe
def service_certificate_told(request, pk, key):
    found = listed(today()).get(key)
    if found is None:
        raise Http404
    context = {"place": _place(pk), "found": found}
    return render(request, "service/service_certificate_told.html", context)


@page(rules.may_see)
@require_safe
def problem_tickets(request):
    day = day_of(request)
    table = Tickets(request, queries.tickets(seen_by=request.user, as_of=day), day)
    return table.response("service/problem_tickets.html", {})


@page(rules.may_see)
@require_safe
def problem_ticket(request, pk):
    day = day_of(request)
    row = queries.ticket_or_404(pk, seen_by=request.user, as_of=day)
    found = queries.requests_of(row, day)
    ways = followed_up(request.user, queries.SOURCE, row.pk)
    context = {
        "ticket": row,
        "requests": [(one, LIGHTS[one.light]) for one in found],
        "facts": queries.facts_of(row),
        "light_now": queries.light_of(row, day),
        "ways": [one for one in ways if row.settled_on is None or not one.begins],
        "may_settle": row.settled_on is None and rules.may_settle.test(request.user, row),
        "crumbs": [Crumb(_("问题工单"), reverse("problem_tickets")), Crumb(str(row))],
        "entries": record_of(target=row),
    }
    return render(request, "service/problem_ticket.html", context)


@page(rules.may_take)
@once
def problem_ticket_settle(request, pk):
    row = queries.ticket_or_404(pk, seen_by=request.user, as_of=today())
    if not rules.may_settle.test(request.user, row):
        raise Http404
    form, back = forms.SettleForm(request.POST or None), reverse("problem_ticket", args=[pk])
    if request.method == "POST" and form.is_valid():
        given = {"ticket": row, "how": form.cleaned_data["how"]}
        if form.carried_out(commands.settle_ticket, by=request.user, **given):
            messages.success(request, _("已了结。"))
            return redirect(back)
    title = _("了结问题工单")
    crumbs = [Crumb(_("问题工单"), reverse("problem_tickets")), Crumb(str(row), back), Crumb(title)]
    context = {"form": form, "title": title, "lead": str(row), "crumbs": crumbs, "back": back}
    return render(request, "service/problem_ticket_settle.html", context, status=422 if form.errors else 200)
