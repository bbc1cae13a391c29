"""A leader's page, visits, problems and their answers, the resident's word."""

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import anyone, page, signed_in
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.kernel.queries import record_of
from jiceng.responsibility import commands, forms, rules
from jiceng.responsibility.models import Problem
from jiceng.responsibility.queries import channel
from jiceng.responsibility.queries import visits as queries
from jiceng.responsibility.queries.matters import supervision_of
from jiceng.responsibility.tables import Problems, Visits
from jiceng.responsibility.views.contacts import form_page

WORKER = Path(__file__).parent.parent / "static/responsibility/js/worker.js"


@page(rules.may_see)
@require_safe
def leader_page(request, pk):
    day = day_of(request)
    leader = queries.leader_or_404(pk, seen_by=request.user, as_of=day)
    found = queries.leader_page(leader, seen_by=request.user, as_of=day)
    context = {
        "found": found,
        "leader": leader,
        "day": day,
        "annul": forms.ReasonForm(),
        "crumbs": [Crumb(_("联系点"), reverse("contact_points")), Crumb(leader.name)],
    }
    return render(request, "responsibility/leader_page.html", context)


@page(rules.may_visit)
@once
def visit_new(request, pk):
    """Record a visit to a community of one's own; also what a phone sends later."""
    point = get_object_or_404(rules.charged(request.user).select_related("community", "leader"), community=pk)
    form = forms.VisitForm(request.POST or None, point=point)
    back = reverse("leader_page", args=[point.leader_id])
    if request.method == "POST" and form.is_valid():
        data = {"point": point, "on": form.cleaned_data["on"], "brought": form.brought}
        data["again"] = form.cleaned_data.get("again", False)
        if form.carried_out(commands.record_visit, by=request.user, **data):
            messages.success(request, _("已记下这次走访。"))
            return redirect(back)
    crumbs = [Crumb(_("联系点"), reverse("contact_points")), Crumb(point.leader.name, back)]
    context = {"form": form, "point": point, "crumbs": crumbs, "back": back}
    return render(request, "responsibility/visit_new.html", context, status=422 if form.errors else 200)


@page(signed_in)
@require_safe
def visit_worker(request):
    """The script that opens the form without a line: from an address of its own, since its folder bounds its reach."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript", headers=headers)


@page(rules.may_visit)
@require_POST
@once
def visit_annul(request, pk):
    row = queries.visit_or_404(pk, seen_by=request.user)
    if not rules.may_answer.test(request.user, row):
        raise Http404
    form = forms.ReasonForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if form.carried_out(commands.annul_visit, by=request.user, visit=row, why=why):
            messages.success(request, _("已撤销这次走访。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("leader_page", row.leader_id)


@page(rules.may_see)
@require_safe
def contact_visits(request):
    return Visits(request, queries.visits(seen_by=request.user, as_of=day_of(request))).response(
        "responsibility/contact_visits.html", {}
    )


@page(rules.may_see)
@require_safe
def contact_problems(request):
    rows = queries.problems(seen_by=request.user, as_of=day_of(request))
    return Problems(request, rows).response("responsibility/contact_problems.html", {})


@page(rules.may_see)
@require_safe
def contact_problem(request, pk):
    row = queries.problem_or_404(pk, seen_by=request.user)
    link = request.build_absolute_uri(reverse("problem_confirm", args=[row.mark]))
    context = {
        "problem": row,
        "light_state": queries.light_of(row, day_of(request)),
        "may_answer": row.state == "open" and rules.may_answer.test(request.user, row),
        "may_pass": row.state == "open"
        and row.level != "group"
        and rules.may_pass_up.test(request.user, row),
        "groups": channel.groups_for(row, seen_by=request.user),
        "events": channel.way(row),
        "supervision": supervision_of("problem", pk, seen_by=request.user) if row.kind == "problem" else None,
        "link": link if rules.may_hand_problem_link.test(request.user, row) else "",
        "crumbs": [Crumb(_("问题和承诺"), reverse("contact_problems")), Crumb(str(row))],
        "entries": record_of(target=row),
    }
    return render(request, "responsibility/contact_problem.html", context)


@page(rules.may_see)
@once
def problem_answer(request, pk):
    row = queries.problem_or_404(pk, seen_by=request.user)
    if not rules.may_answer.test(request.user, row):
        raise Http404
    form = forms.AnswerForm(request.POST or None)
    back = reverse("contact_problem", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"problem": row, "text": form.cleaned_data["text"]}
        if form.carried_out(commands.answer_problem, by=request.user, **data):
            messages.success(request, _("已答复，由社区把确认链接交给居民。"))
            return redirect(back)
    return form_page(request, form, _("答复"), str(row), back)


@page(anyone)
@once
def problem_confirm(request, mark):
    """For the resident who spoke of it, without an account: the answer, and whether it is solved."""
    row = get_object_or_404(Problem.objects.select_related("community"), mark=mark)
    form = forms.ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {"mark": mark, "solved": form.cleaned_data["solved"], "note": form.cleaned_data["note"]}
        if form.carried_out(commands.confirm_problem, **data):
            return redirect("problem_confirm", mark)
    context = {"problem": row, "form": form, "day": today()}
    return render(request, "responsibility/problem_confirm.html", context, status=422 if form.errors else 200)
