"""Pages of the four steps and two openings, and of consensus rounds."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page, signed_in
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.words import strung
from jiceng.meetings import commands, forms, kinds, rules
from jiceng.meetings.enums import Right, Voice
from jiceng.meetings.models import ConsensusRound
from jiceng.meetings.queries.flows import (
    FORUMS,
    flow_or_404,
    next_of,
    outcome,
    path,
    usable_items,
    usable_postings,
)
from jiceng.meetings.queries.flows import flows as seen_flows
from jiceng.meetings.queries.meetings import meeting_or_404, organisation_or_404
from jiceng.meetings.rules import reached
from jiceng.meetings.views.base import acted


@page(rules.may_see_meetings)
@require_safe
def flows(request):
    rows = [(one, next_of(one)) for one in seen_flows(seen_by=request.user)[:100]]
    places = rules.led(request.user).filter(kind="party_branch", valid_to=None).order_by("pinyin")[:30]
    return render(request, "meetings/flows.html", {"rows": rows, "places": places})


@page(rules.may_convene)
@once
def flow_begin(request, pk):
    row = organisation_or_404(pk, seen_by=request.user, right=Right.CONVENE)
    form = forms.FlowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("title", "text")}
        made = form.carried_out(commands.begin_flow, by=request.user, organisation=row, **data)
        if made:
            return redirect("flow", made.pk)
    context = {"form": form, "organisation": row}
    return render(request, "meetings/flow_begin.html", context, status=422 if form.errors else 200)


@page(rules.may_see_meetings)
@once
def flow(request, pk):
    """Where it stands, and what makes the next step."""
    right = Right.SEE if request.method != "POST" else Right.CONVENE
    row = flow_or_404(pk, seen_by=request.user, right=right)
    step = next_of(row)
    form = _step_form(request, row, step)
    if request.method == "POST" and form.is_valid() and step:
        data = {name: form.cleaned_data.get(name) for name in ("item", "posting")}
        if form.carried_out(commands.reach_step, by=request.user, flow=row, step=step, **data):
            return redirect("flow", row.pk)
    context = {"flow": row, "stations": path(row), "step": step, "form": form}
    context["forums"] = strung(map(kinds.label_of, FORUMS.get(step, ())))
    context["may_convene"] = rules.may_convene.test(request.user, row)
    context["crumbs"] = [Crumb(_("四议两公开"), reverse("flows")), Crumb(row.title)]
    return render(request, "meetings/flow.html", context, status=422 if form.errors else 200)


def _step_form(request, row, step):
    items = usable_items(row, step) if step in FORUMS else None
    postings = usable_postings(row) if step and step not in FORUMS else None
    return forms.StepForm(request.POST or None, items=items, postings=postings)


@page(rules.may_keep)
@require_POST
@once
def round_open(request, pk):
    row = meeting_or_404(pk, seen_by=request.user, right=Right.KEEP)
    form = forms.RoundForm(request.POST)
    url = reverse("meeting_rounds", args=[row.pk])
    proposal = request.POST.get("proposal", "")
    return acted(request, form, commands.open_round, url, meeting=row, proposal=proposal)


@page(signed_in)
@require_safe
def meeting_rounds(request, pk):
    """Support, can live with it, object: before the talk and after; who of the invited strata is missing."""
    row = meeting_or_404(pk, seen_by=request.user)
    mine = row.roll.filter(person=request.user.person_id).exclude(person=None).first()
    rounds = [(one, outcome(one), _counted(outcome(one))) for one in row.rounds.select_related("meeting")]
    context = {"meeting": row, "rounds": rounds, "mine": mine, "voice": forms.VoiceForm()}
    context |= {"open_form": forms.RoundForm(), "key": forms.KeyForm()}
    context["may_keep"] = rules.may_keep.test(request.user, row)
    context["crumbs"] = [Crumb(row.title, reverse("meeting_desk", args=[row.pk])), Crumb(_("共识征询"))]
    return render(request, "meetings/meeting_rounds.html", context)


def _counted(found) -> list[list]:
    return [[str(one.label), found.before[one.value], found.after[one.value]] for one in Voice]


def _round_or_404(pk: int, seen_by, right: str) -> ConsensusRound:
    reach = reached(seen_by, right).order_by().values("pk")
    return get_object_or_404(
        ConsensusRound.objects.select_related("meeting").filter(meeting__in=reach), pk=pk
    )


@page(signed_in)
@require_POST
@once
def round_speak(request, pk):
    row = _round_or_404(pk, request.user, Right.SEE)
    mine = get_object_or_404(row.meeting.roll.exclude(person=None), person=request.user.person_id)
    form = forms.VoiceForm(request.POST)
    data = {name: request.POST.get(name, "") for name in ("stance", "reason")}
    url = reverse("meeting_rounds", args=[row.meeting_id])
    return acted(request, form, commands.speak_up, url, asked=row, entry=mine, **data)


@page(rules.may_keep)
@require_POST
@once
def round_move(request, pk):
    row = _round_or_404(pk, request.user, Right.KEEP)
    url = reverse("meeting_rounds", args=[row.meeting_id])
    return acted(request, forms.KeyForm(request.POST), commands.move_round, url, asked=row)
