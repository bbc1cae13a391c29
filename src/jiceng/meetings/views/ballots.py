"""A voter's pages: the ballot, the receipt, keeping out of it, the result."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import once
from jiceng.meetings import forms_votes as forms
from jiceng.meetings.commands import votes as commands
from jiceng.meetings.enums_votes import PollState, PollWay
from jiceng.meetings.queries.votes import pages
from jiceng.meetings.rules import may_take_part
from jiceng.meetings.views.votes_base import crumbs, done


@page(may_take_part)
@sensitive_post_parameters()
@once
def ballot(request, pk):
    """One decision a screen, then everything once more, then it lies in the box."""
    poll = pages.own_poll(pk, seen_by=request.user)
    own = pages.own_ballot(
        poll, seen_by=request.user, entry=request.POST.get("entry") or request.GET.get("entry")
    )
    if not (poll.is_open and poll.phones and own.is_open and poll.way != PollWay.HANDS):
        return redirect("ballot_receipt", pk)
    form = forms.BallotForm(request.POST or None, poll=poll)
    if request.method == "POST" and form.walk():
        values = {"by": request.user, "poll": poll, "entry": own.entry, "marks": form.marks()}
        if form.carried_out(commands.cast_ballot, **values):
            return redirect("ballot_receipt", pk)
    context = {"poll": poll, "own": own, "form": form, "number": form.step + 1}
    return render(request, "meetings/ballot.html", context, status=422 if form.errors else 200)


@page(may_take_part)
@require_safe
def ballot_receipt(request, pk):
    """How one's own votes stand, with the code of each; never how one voted."""
    poll = pages.own_poll(pk, seen_by=request.user)
    context = {
        "poll": poll,
        "own": pages.own_ballots(poll, seen_by=request.user),
        "teller": poll.tellers.filter(person=request.user.person_id).first(),
        "votes_here": poll.is_open and poll.phones and poll.way != PollWay.HANDS,
        "recuse": forms.WhyForm() if poll.state in {PollState.PREPARED, PollState.OPEN} else None,
    }
    return render(request, "meetings/ballot_receipt.html", context)


@page(may_take_part)
@require_POST
@once
def ballot_recuse(request, pk):
    poll = pages.own_poll(pk, seen_by=request.user)
    form = forms.WhyForm(request.POST)
    why = form.cleaned_data.get("why", "") if form.is_valid() else ""
    said = _("已登记您的回避。")
    return done(request, form, commands.recuse, "ballot_receipt", pk, said, poll=poll, reason=why)


@page(may_take_part)
@require_safe
def poll_result(request, pk):
    """For everybody who may see the meeting, once it is published: the sentence, the numbers, the codes."""
    poll = pages.seen_poll(pk, seen_by=request.user)
    shown = pages.result_of(poll) if poll.state == PollState.PUBLISHED else None
    mine = poll.taken.filter(entry__person=request.user.person_id).exclude(entry__person=None).first()
    context = {"poll": poll, "result": shown, "crumbs": crumbs(poll), "mine": mine}
    context["took_part"] = poll.taken.order_by("entry_id").values_list("entry__name", flat=True)
    return render(request, "meetings/poll_result.html", context)
