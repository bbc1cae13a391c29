"""A teller's page: the code, the lock, the own sheet."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import once
from jiceng.meetings import forms_votes as forms
from jiceng.meetings.commands import votes as commands
from jiceng.meetings.commands.votes.counting import SHEETS
from jiceng.meetings.enums_votes import PollState
from jiceng.meetings.models import PollTeller
from jiceng.meetings.queries.votes import pages
from jiceng.meetings.rules import may_take_part
from jiceng.meetings.views.votes_base import crumbs, done


@page(may_take_part)
@require_safe
def teller(request, pk):
    found = pages.counted_by(pk, seen_by=request.user)
    return render(request, "meetings/teller.html", shown(found))


def shown(found: PollTeller, **more) -> dict:
    """What the teller may do now; the other's sheet only once both are in."""
    poll = found.poll
    sheet = poll.sheets.filter(of=SHEETS[found.number]).first()
    by_phone = poll.taken.filter(by="phone").exists()
    return {
        "poll": poll,
        "teller": found,
        "crumbs": crumbs(poll),
        "key": forms.Keys(),
        "code_form": forms.CodeForm(),
        "may_prepare": poll.state == PollState.PREPARED and poll.phones,
        "may_unlock": poll.state == PollState.CLOSED and by_phone and found.unlocked_at is None,
        "may_count": poll.state == PollState.CLOSED
        and poll.taken.filter(by__in=("paper", "written")).exists(),
        "issued": poll.taken.filter(by__in=("paper", "written")).count(),
        "sheet": sheet,
        "sheet_form": forms.SheetForm(poll=poll, sheet=sheet),
        "sheet_rows": pages.sheet_rows(poll),
        **more,
    }


@page(may_take_part)
@require_POST
@never_cache
@once
def teller_code(request, pk):
    """The code is shown in the answer itself and stands nowhere else: no redirect, no session keeps it."""
    found = pages.counted_by(pk, seen_by=request.user)
    if found.poll.state != PollState.PREPARED:
        messages.error(request, _("投票已经开始，不能再换开箱码。"))
        return redirect("teller", pk)
    code = commands.take_code(by=request.user, poll=found.poll)
    answer = render(request, "meetings/teller_code.html", {"poll": found.poll, "code": code}, status=201)
    answer["Location"] = reverse("teller", args=[pk])
    return answer


@page(may_take_part)
@require_POST
@sensitive_post_parameters()
@once
def teller_check(request, pk):
    found = pages.counted_by(pk, seen_by=request.user)
    form = forms.CodeForm(request.POST)
    code = form.cleaned_data.get("code", "") if form.is_valid() else ""
    return done(request, form, commands.check_code, "teller", pk, _("核对无误。"), poll=found.poll, code=code)


@page(may_take_part)
@require_POST
@sensitive_post_parameters()
@once
def teller_unlock(request, pk):
    found = pages.counted_by(pk, seen_by=request.user)
    form = forms.CodeForm(request.POST)
    code = form.cleaned_data.get("code", "") if form.is_valid() else ""
    return done(request, form, commands.unlock, "teller", pk, _("已开锁。"), poll=found.poll, code=code)


@page(may_take_part)
@require_POST
@once
def teller_sheet(request, pk):
    found = pages.counted_by(pk, seen_by=request.user)
    form = forms.SheetForm(request.POST, poll=found.poll)
    if form.is_valid():
        values = {"by": request.user, "poll": found.poll, **form.numbers()}
        if form.carried_out(commands.fill_sheet, **values):
            messages.success(request, _("已登记您的计票。"))
            return redirect("teller", pk)
    return render(request, "meetings/teller.html", shown(found, sheet_form=form), status=422)
