"""The proposal for all communities at once: reckon, read the reasons, edit, decide, make it a document."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.kernel.access import must, page
from jiceng.kernel.components import Crumb, Figure
from jiceng.kernel.once import once
from jiceng.kernel.pages import today
from jiceng.kernel.units import COMMUNITIES
from jiceng.kernel.words import aside, strung
from jiceng.responsibility import commands, forms, rules
from jiceng.responsibility.models import Conflict, ProposalLine
from jiceng.responsibility.queries import assignment as queries
from jiceng.responsibility.views.contacts import form_page


@page(rules.may_arrange)
@once
def contact_proposals(request):
    """All proposals, and a new one by the office."""
    if request.method == "POST":
        must(request.user, rules.may_keep)
    form = forms.ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(commands.propose_assignment, by=request.user, on=form.cleaned_data["on"])
        if made is not None:
            return redirect("contact_proposal", made.pk)
    crumbs = [Crumb(_("联系点"), reverse("contact_points")), Crumb(_("安排方案"))]
    more = {"may_keep": rules.may_keep.test(request.user), "leaders": queries.known_leaders(today())}
    context = {"form": form, "proposals": queries.proposals()[:20], "crumbs": crumbs, **more}
    return render(
        request, "responsibility/contact_proposals.html", context, status=422 if form.errors else 200
    )


@page(rules.may_arrange)
@require_safe
def contact_proposal(request, pk):
    row = queries.proposal_or_404(pk)
    lines = queries.lines(row)
    changed = sum(one.now != one.leader.name for one in lines)
    context = {
        "proposal": row,
        "lines": lines,
        "figures": [
            queries.points_figure(row, lines),
            Figure(_("与现在不同的社区"), changed),
            Figure(_("一人最多联系"), max((one.load for one in lines), default=0), unit=COMMUNITIES),
            Figure(_("人工改动"), sum(one.is_changed for one in lines)),
        ],
        "is_draft": row.state == "draft",
        "may_keep": rules.may_keep.test(request.user),
        "may_approve": rules.may_approve.test(request.user),
        "crumbs": [Crumb(_("安排方案"), reverse("contact_proposals")), Crumb(str(row))],
    }
    return render(request, "responsibility/contact_proposal.html", context)


@page(rules.may_keep)
@once
def proposal_line(request, pk):
    line = get_object_or_404(ProposalLine.objects.select_related("proposal", "community"), pk=pk)
    form = forms.LineForm(request.POST or None, line=line)
    back = reverse("contact_proposal", args=[line.proposal_id])
    if request.method == "POST" and form.is_valid():
        data = {"leader": form.cleaned_data["leader"], "why": form.cleaned_data["why"]}
        if form.carried_out(commands.edit_line, by=request.user, line=line, **data):
            return redirect(back)
    return form_page(request, form, _("改人选"), line.community.name, back)


@page(rules.may_approve)
@once
def proposal_decide(request, pk):
    row = queries.proposal_or_404(pk)
    form = forms.DecisionForm(request.POST or None)
    back = reverse("contact_proposal", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"proposal": row, "number": form.cleaned_data["number"]}
        if form.carried_out(commands.decide_assignment, by=request.user, **data):
            messages.success(request, _("安排已决定并生效。"))
            return redirect(back)
    return form_page(request, form, _("决定安排"), str(row), back)


@page(rules.may_keep)
@once
def proposal_paper(request, pk):
    row = queries.proposal_or_404(pk)
    form = forms.PaperForm(request.POST or None, by=request.user)
    back = reverse("contact_proposal", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"proposal": row, "series": form.cleaned_data["series"]}
        if made := form.carried_out(commands.draft_paper, by=request.user, **data):
            return redirect("document", made.pk)
    return form_page(request, form, _("起草公文"), str(row), back)


@page(rules.may_keep)
@once
def leader_profile(request, pk):
    """What a leader of county rank knows, and how many communities at most."""
    person = get_object_or_404(rules.of_county_rank(today()), pk=pk)
    form = forms.ProfileForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        data = {"fields": tuple(form.cleaned_data["known"]), "most": form.cleaned_data["most"]}
        if form.carried_out(commands.keep_profile, by=request.user, person=person, **data):
            return redirect("contact_proposals")
    return form_page(request, form, _("领导专长"), person.name, reverse("contact_proposals"))


@page(rules.may_keep)
@once
def leader_conflict(request, pk):
    """A community that a leader must keep away from."""
    person = get_object_or_404(rules.of_county_rank(today()), pk=pk)
    form = forms.ConflictForm(request.POST or None, person=person)
    back = reverse("contact_proposals")
    if request.method == "POST" and form.is_valid() and form.done(request.user) is not None:
        return redirect(back)
    known = Conflict.objects.on(today()).filter(person=person).select_related("community")
    lead = strung([person.name, *(aside(one.community, one.get_kind_display()) for one in known)])
    return form_page(request, form, _("登记或解除回避"), lead, back)
