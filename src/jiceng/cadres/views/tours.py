"""What tours brought home, and what became of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.cadres import commands, forms
from jiceng.cadres import rules_development as rules
from jiceng.cadres.queries import training as queries
from jiceng.cadres.views.shared import form_page
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once


@page(rules.may_see_training)
@once
def tour_proposal_new(request, pk):
    row = queries.training_or_404(pk, seen_by=request.user)
    if not rules.may_bring_home.test(request.user, row):
        raise Http404
    form = forms.BringHomeForm(request.POST or None)
    back = reverse("training", args=[pk])
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("seen_at", "learned", "title")}
        if form.carried_out(commands.bring_home, by=request.user, training=row, **said):
            messages.success(request, _("已登记，等研究答复。"))
            return redirect(back)
    return form_page(request, form, _("登记考察建议"), row.title, back)


@page(rules.may_see_training)
@require_safe
def tour_proposal(request, pk):
    row = queries.proposal_or_404(pk, seen_by=request.user)
    training = row.training
    context = {
        "row": row,
        "light": (queries.PROPOSAL_LIGHTS[row.state], row.get_state_display()),
        "facts": queries.proposal_facts(row),
        "may_answer": row.state == "open" and rules.may_train_for.test(request.user, training.plan.unit),
        "crumbs": [
            Crumb(_("干部培训"), reverse("trainings")),
            Crumb(training.title, reverse("training", args=[training.pk])),
            Crumb(row.title),
        ],
    }
    return render(request, "cadres/tour_proposal.html", context)


def _own(request, pk):
    row = queries.proposal_or_404(pk, seen_by=request.user)
    if not rules.may_train_for.test(request.user, row.training.plan.unit):
        raise Http404
    return row, reverse("tour_proposal", args=[pk])


@page(rules.may_train)
@once
def tour_proposal_adopt(request, pk):
    row, back = _own(request, pk)
    form = forms.AdoptForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("unit", "due_on", "answer")}
        if form.carried_out(commands.adopt_proposal, by=request.user, proposal=row, **said):
            messages.success(request, _("已采纳并交办。"))
            return redirect(back)
    return form_page(request, form, _("采纳考察建议"), row.title, back)


@page(rules.may_train)
@once
def tour_proposal_decline(request, pk):
    row, back = _own(request, pk)
    form = forms.DeclineForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(
        commands.decline_proposal, by=request.user, proposal=row, answer=form.cleaned_data["answer"]
    ):
        messages.success(request, _("已答复。"))
        return redirect(back)
    return form_page(request, form, _("不采纳考察建议"), row.title, back)
