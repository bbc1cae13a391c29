"""A year's appraisals, one of them, the vote of its audiences, and the grade."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.appraisal import commands, forms, rules
from jiceng.appraisal.models import Appraisal
from jiceng.appraisal.queries import appraisals as queries
from jiceng.appraisal.queries.results import reckoning_text, told
from jiceng.appraisal.tables import Appraisals
from jiceng.appraisal.views.base import crumbs, done, over
from jiceng.kernel.access import anyone, page, signed_in
from jiceng.kernel.components import Tab
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in
from jiceng.kernel.queries import record_of
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation


@page(rules.may_see)
@require_safe
def appraisals(request):
    day = day_of(request)
    present = queries.year_of(day)
    year = number_in(request.GET.get("year", "")) or present
    rows = queries.lines(seen_by=request.user, year=year, as_of=day)
    listed = reverse("appraisals")
    tabs = [
        Tab(_("%(year)d年") % {"year": one}, f"{listed}?year={one}", one == year)
        for one in (present, present - 1)
    ]
    more = {"figures": queries.figures(rows, f"{listed}?year={year}"), "tabs": tabs, "year": year}
    return Appraisals(request, rows).response("appraisal/appraisals.html", more)


@page(signed_in)
@require_safe
def appraisal(request, pk):
    found = queries.appraisal_or_404(pk, seen_by=request.user)
    by_post = rules.may_see.test(request.user)
    next_ = queries.next_of(found, request.user)
    context = {
        "appraisal": found,
        "acts": next_.acts,
        "polls": next_.polls,
        "reports": rules.seen_reports(seen_by=request.user).filter(appraisal=found).select_related("final"),
        "told": told(found),
        "stations": queries.stations(found),
        "rectifications": queries.shown_faults(found, request.user),
        "calls": queries.call_url(found, request.user),
        "key": forms.KeyForm(),
        "crumbs": crumbs(request.user),
        "entries": record_of(target=found) if by_post else (),
    }
    return render(request, "appraisal/appraisal.html", context)


@page(rules.may_keep)
@once
def appraisal_prepare(request, pk):
    found = over(rules.may_keep, pk, request)
    form = forms.PrepareForm(request.POST or None, appraisal=found)
    if request.method == "POST" and form.is_valid():
        data = {"appraisal": found, **form.values()}
        if form.carried_out(commands.prepare_appraisal, by=request.user, **data):
            messages.success(request, _("测评已准备好：请两名计票人领取开箱码。"))
            return redirect("appraisal", pk)
    context = {"form": form, "appraisal": found, "back": reverse("appraisal", args=[pk])}
    context |= {"crumbs": crumbs(request.user, found), "calls": queries.call_url(found, request.user)}
    return render(request, "appraisal/appraisal_prepare.html", context, status=422 if form.errors else 200)


@page(rules.may_keep)
@require_POST
@once
def appraisal_open(request, pk):
    found, form = over(rules.may_keep, pk, request), forms.KeyForm(request.POST)
    back = reverse("appraisal", args=[pk])
    return done(request, form, commands.open_boxes, _("测评已开始。"), back, appraisal=found)


@page(rules.may_keep)
@require_POST
@once
def appraisal_close(request, pk):
    found, form = over(rules.may_keep, pk, request), forms.KeyForm(request.POST)
    back = reverse("appraisal", args=[pk])
    return done(request, form, commands.close_boxes, _("测评已结束，请计票人开箱。"), back, appraisal=found)


@page(rules.may_keep)
@require_POST
@once
def appraisal_publish(request, pk):
    found, form = over(rules.may_keep, pk, request), forms.KeyForm(request.POST)
    back = reverse("appraisal", args=[pk])
    return done(request, form, commands.publish_results, _("结果已公布。"), back, appraisal=found)


@page(rules.may_grade)
@once
def appraisal_grade(request, pk):
    """The grade of one report, beside the total and how it was reckoned."""
    report = queries.report_or_404(pk, seen_by=request.user)
    found = over(rules.may_grade, report.appraisal_id, request)
    result = next((one for one in told(found) if one.report == report.pk), None)
    if result is None:
        raise Http404
    final = getattr(report, "final", None)
    form = forms.GradeForm(request.POST or None, initial={"grade": final.grade} if final else None)
    back = reverse("appraisal", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("grade", "reason")}
        if form.carried_out(commands.grade_report, by=request.user, report=report, **data):
            messages.success(request, _("已确定等次。"))
            return redirect(back)
    context = {"form": form, "report": report, "result": result, "back": back, "final": final}
    context |= {"crumbs": crumbs(request.user, found), "reckoning": reckoning_text(result.reckoning)}
    return render(request, "appraisal/appraisal_grade.html", context, status=422 if form.errors else 200)


@page(anyone)
@require_safe
def appraisal_public(request, pk):
    """What residents see of their community: results, grades and what is put right, once published."""
    community = get_object_or_404(Organisation, pk=pk, kind=Kind.COMMUNITY)
    rows = Appraisal.objects.filter(community=community, published_on__isnull=False).select_related(
        "community"
    )
    shown = [(one, told(one), queries.grades_in(one), queries.shown_faults(one)) for one in rows[:3]]
    return render(request, "appraisal/appraisal_public.html", {"community": community, "shown": shown})
