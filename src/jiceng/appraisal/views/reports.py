"""The own report, and the records behind its figures."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.appraisal import commands, forms, rules
from jiceng.appraisal.norms import norms
from jiceng.appraisal.queries.appraisals import report_or_404, year_of
from jiceng.appraisal.queries.facts import before, facts_of, records_of
from jiceng.appraisal.queries.results import boxes
from jiceng.appraisal.views.base import crumbs, done
from jiceng.institutions.kinds import label_of
from jiceng.kernel.access import Refused, page, signed_in
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation


@page(rules.may_write)
@once
def work_report_begin(request, pk):
    """Says what will be drafted; the button drafts it."""
    community = get_object_or_404(Organisation, pk=pk, kind=Kind.COMMUNITY)
    terms = rules.reporting_terms(today(), person=request.user.person_id)
    if community.pk not in {term.post.organisation.territory_id for term in terms}:
        raise Http404
    form = forms.KeyForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    data = {"by": request.user, "community": community}
    if valid and (made := form.carried_out(commands.begin_report, **data)):
        return redirect("work_report_edit", made.pk)
    context = {"form": form, "community": community, "year": year_of(today()), "most": norms().longest_report}
    return render(request, "appraisal/work_report_begin.html", context, status=422 if form.errors else 200)


@page(signed_in)
@require_safe
def work_report(request, pk):
    report = report_or_404(pk, seen_by=request.user)
    mine = rules.may_write.test(request.user, report)
    appraisal = report.appraisal
    context = {
        "report": report,
        "mine": mine,
        "facts": facts_of(report, as_of=today()),
        "may_open": mine or rules.may_see.test(request.user),
        "may_recall": mine and report.sent_on and not (appraisal.meeting_id and boxes(appraisal).exists()),
        "before": before(appraisal),
        "key": forms.KeyForm(),
        "why": forms.ReasonForm(),
        "crumbs": crumbs(request.user, appraisal),
    }
    return render(request, "appraisal/work_report.html", context)


def own_report(request, pk):
    report = report_or_404(pk, seen_by=request.user)
    if not rules.may_write.test(request.user, report):
        raise Http404
    return report


@page(rules.may_write)
@once
def work_report_edit(request, pk):
    report = own_report(request, pk)
    back = reverse("work_report", args=[pk])
    if report.sent_on:
        raise Refused(_("报告已经送达，要改先撤回。"))
    form = forms.ReportForm(request.POST or None, initial={"text": report.text})
    if request.method == "POST" and form.is_valid():
        data = {"report": report, "text": form.cleaned_data["text"]}
        if form.carried_out(commands.write_report, by=request.user, **data):
            messages.success(request, _("已保存。"))
            return redirect(back)
    context = {"form": form, "report": report, "back": back, "facts": facts_of(report, as_of=today())}
    context["crumbs"] = [*crumbs(request.user, report.appraisal), Crumb(_("述职报告"), back)]
    return render(request, "appraisal/work_report_edit.html", context, status=422 if form.errors else 200)


@page(rules.may_write)
@require_POST
@once
def work_report_send(request, pk):
    report, form = own_report(request, pk), forms.KeyForm(request.POST)
    back = reverse("work_report", args=[pk])
    return done(request, form, commands.send_report, _("已送达，数字从此不再变。"), back, report=report)


@page(rules.may_write)
@require_POST
@once
def work_report_recall(request, pk):
    report, form = own_report(request, pk), forms.ReasonForm(request.POST)
    why = form.cleaned_data.get("why", "") if form.is_valid() else ""
    back = reverse("work_report", args=[pk])
    return done(request, form, commands.recall_report, _("已撤回。"), back, report=report, why=why)


@page(signed_in)
@require_safe
def work_report_records(request, pk):
    """The records behind one figure, for the writer and for those who see the community's appraisals by their post."""
    report = report_or_404(pk, seen_by=request.user)
    if not (rules.may_write.test(request.user, report) or rules.may_see.test(request.user)):
        raise Http404
    kind = request.GET.get("kind", "")
    rows = records_of(report, report.sent_on or today()).filter(kind=kind).order_by("on", "pk")
    back = Crumb(
        _("%(name)s的述职报告") % {"name": report.term.person.name}, reverse("work_report", args=[pk])
    )
    context = {"report": report, "rows": rows, "label": label_of(kind) if rows else ""}
    context["crumbs"] = [*crumbs(request.user, report.appraisal), back]
    return render(request, "appraisal/work_report_records.html", context)
