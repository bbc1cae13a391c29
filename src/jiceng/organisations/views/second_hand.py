"""What waits for a second hand: the list, agreeing, refusing with a reason, withdrawing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page, signed_in
from jiceng.kernel.once import OnceForm, once
from jiceng.organisations import commands
from jiceng.organisations.forms.second_hand import RefuseForm
from jiceng.organisations.queries.second_hand import asked, to_answer

SHOWN = 200


@page(signed_in)
@require_safe
def asked_acts(request):
    context = {
        "waiting": to_answer(seen_by=request.user)[:SHOWN],
        "own": asked(seen_by=request.user)[:SHOWN],
        "form": OnceForm(),
        "refuse_form": RefuseForm(),
    }
    return render(request, "organisations/asked_acts.html", context)


def _answered(request, command, act, sentence: str, **given):
    """Do it and say so, or say what stands in the way; then back to the list."""
    try:
        command(by=request.user, act=act, **given)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, sentence)
    return redirect("asked_acts")


@page(signed_in)
@require_POST
@once
def asked_act_agree(request, pk: int):
    act = get_object_or_404(to_answer(seen_by=request.user), pk=pk)
    return _answered(request, commands.agree, act, _("已同意，已经办理。"))


@page(signed_in)
@require_POST
@once
def asked_act_refuse(request, pk: int):
    act = get_object_or_404(to_answer(seen_by=request.user), pk=pk)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明不同意的理由。"))
        return redirect("asked_acts")
    why = form.cleaned_data["why"]
    return _answered(request, commands.refuse, act, _("已答复，理由已告诉提出的人。"), why=why)


@page(signed_in)
@require_POST
@once
def asked_act_withdraw(request, pk: int):
    act = get_object_or_404(asked(seen_by=request.user), pk=pk)
    return _answered(request, commands.withdraw, act, _("已撤回。"))
