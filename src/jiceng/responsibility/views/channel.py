"""Up: raise, pass up, decide. Down: instructions and what communities report."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in, today
from jiceng.kernel.queries import record_of
from jiceng.responsibility import commands, forms, rules
from jiceng.responsibility.models import LeadingGroup, Problem
from jiceng.responsibility.queries import channel as queries
from jiceng.responsibility.queries import visits as visit_queries
from jiceng.responsibility.queries.matters import supervision_of
from jiceng.responsibility.tables import Instructions
from jiceng.responsibility.views.contacts import form_page


@page(rules.may_raise)
@once
def problem_raise(request, pk):
    community = queries.community_to_raise(pk, seen_by=request.user)
    told = queries.words_of_ticket(request.GET.get("ticket", ""), community)
    form = forms.RaiseForm(request.POST or None, initial={"text": told})
    back = reverse("contact_point", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"community": community, "text": form.cleaned_data["text"]}
        if made := form.carried_out(commands.raise_problem, by=request.user, **data):
            messages.success(request, _("已报给联络人，三十日内答复。"))
            return redirect("contact_problem", made.pk)
    return form_page(request, form, _("向上反映问题"), community.name_then, back)


@page(rules.may_see)
@once
def problem_pass(request, pk):
    row = visit_queries.problem_or_404(pk, seen_by=request.user)
    if not rules.may_pass_up.test(request.user, row):
        raise Http404
    form = forms.PassForm(request.POST or None)
    back = reverse("contact_problem", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"problem": row, "note": form.cleaned_data["note"]}
        if form.carried_out(commands.pass_up, by=request.user, **data):
            messages.success(request, _("已上报。"))
            return redirect(back)
    return form_page(request, form, _("上报"), str(row), back)


@page(rules.may_decide)
@once
def problem_decide(request, pk):
    row = visit_queries.problem_or_404(pk, seen_by=request.user)
    form = forms.DecideForm(request.POST or None)
    back = reverse("contact_problem", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("text", "group", "decision")} | {"problem": row}
        if form.carried_out(commands.decide_problem, by=request.user, **data):
            messages.success(request, _("决定已记录。"))
            return redirect(back)
    return form_page(request, form, _("记录领导小组的决定"), str(row), back)


def _origin(request) -> Problem | None:
    """The problem that the instruction follows from, where the address names one."""
    number = number_in(request.GET.get("problem", ""))
    return Problem.objects.filter(pk=number).first() if number else None


@page(rules.may_decide)
@once
def instruction_new(request, pk):
    group = get_object_or_404(LeadingGroup.objects.on(today()), pk=pk)
    problem = _origin(request)
    form = forms.InstructForm(request.POST or None, problem=problem)
    back = reverse("leading_group", args=[pk])
    costs = form.weighed() if request.method == "POST" and form.is_valid() else []
    if request.method == "POST" and form.is_valid() and not costs:
        data = {"group": group, "asked": form.asked, "problem": problem}
        if made := form.carried_out(commands.instruct, by=request.user, **data):
            messages.success(request, _("已下达。") if made.issued_at else _("待领导签发。"))
            return redirect("instruction", made.pk)
    more = {"costs": costs, "sums": [sum(one[place] for one in costs) for place in (1, 2)]}
    return form_page(
        request, form, _("下达要求"), group.name, back, "responsibility/instruction_new.html", **more
    )


@page(rules.may_see)
@require_safe
def instructions(request):
    table = Instructions(request, queries.instructions_on(seen_by=request.user, as_of=day_of(request)))
    return table.response("responsibility/instructions.html", {})


@page(rules.may_see)
@require_safe
def instruction(request, pk):
    row = queries.instruction_or_404(pk, seen_by=request.user)
    rows = queries.targets(row, seen_by=request.user)
    waits = row.issued_at is None and row.made_by_id != request.user.pk
    context = {
        "instruction": row,
        "targets": queries.columns(row, rows),
        "facts": queries.instruction_facts(row),
        "figures": queries.cost(row, rows, day_of(request)),
        "light_state": queries.light_of(row, day_of(request)),
        "may_recall": row.withdrawn_at is None and rules.may_decide.test(request.user),
        "may_sign": waits and not row.withdrawn_at and rules.may_approve.test(request.user),
        "reports": queries.to_report(row, rows, request.user),
        "key": forms.KeyForm(),
        "supervision": supervision_of("instruction", pk, seen_by=request.user),
        "crumbs": [Crumb(_("要求"), reverse("instructions")), Crumb(row.title)],
        "entries": record_of(target=row),
    }
    return render(request, "responsibility/instruction.html", context)


@page(rules.may_approve)
@require_POST
@once
def instruction_sign(request, pk):
    row = queries.instruction_or_404(pk, seen_by=request.user)
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.sign_emergency, by=request.user, instruction=row):
        messages.success(request, _("已签发下达。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("instruction", pk)


@page(rules.may_decide)
@once
def instruction_recall(request, pk):
    """Urge those who have not reported, or withdraw it."""
    row = queries.instruction_or_404(pk, seen_by=request.user)
    form = forms.RecallForm(request.POST or None)
    back = reverse("instruction", args=[pk])
    if request.method == "POST" and form.is_valid() and form.done(request.user, row) is not None:
        messages.success(request, _("已保存。"))
        return redirect(back)
    return form_page(request, form, _("催报或撤回"), row.title, back)


def _noted(request, row) -> bool:
    """The community has only taken note for now."""
    key = forms.KeyForm(request.POST)
    done = key.is_valid() and key.carried_out(commands.take_note, by=request.user, target=row)
    for sentence in key.sentences:
        messages.error(request, sentence)
    if done:
        messages.success(request, _("已签收。"))
    return bool(done)


@page(rules.may_raise)
@once
def target_report(request, pk):
    row = queries.target_or_404(pk, seen_by=request.user)
    form = forms.ReportForm(request.POST or None, target=row)
    back = reverse("instruction", args=[row.instruction_id])
    if "seen" in request.POST and _noted(request, row):
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        data = {"target": row, "told": form.told, "text": form.cleaned_data["report"]}
        if form.carried_out(commands.report_back, by=request.user, **data):
            messages.success(request, _("已回报。"))
            return redirect(back)
    return form_page(request, form, row.instruction.title, str(row.community), back)
