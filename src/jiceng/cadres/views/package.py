"""The package: handed up, sent back, decided, withdrawn, put on paper."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiceng.cadres import commands
from jiceng.cadres import rules_restructuring as rules
from jiceng.cadres.forms import KeyForm, ReasonForm
from jiceng.cadres.forms import restructuring as forms
from jiceng.cadres.queries import restructuring as queries
from jiceng.cadres.views.shared import form_page
from jiceng.kernel.access import page
from jiceng.kernel.once import once


@page(rules.may_arrange_posts)
@require_POST
@once
def restructuring_submit(request, pk):
    board = queries.board_or_404(pk, seen_by=request.user)
    form = KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.submit_board, by=request.user, board=board):
        messages.success(request, _("已报批，由另一人决定。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("restructuring", pk)


@page(rules.may_decide_posts)
@once
def restructuring_return(request, pk):
    board = queries.board_or_404(pk, seen_by=request.user)
    form, back = ReasonForm(request.POST or None), reverse("restructuring", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"board": board, "why": form.cleaned_data["why"]}
        if form.carried_out(commands.send_back_board, by=request.user, **data):
            return redirect(back)
    return form_page(request, form, _("退回修改"), str(board), back)


@page(rules.may_decide_posts)
@once
def restructuring_decide(request, pk):
    board = queries.board_or_404(pk, seen_by=request.user)
    form, back = forms.DecideBoardForm(request.POST or None), reverse("restructuring", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("number", "issued_on")}
        if form.carried_out(commands.decide_board, by=request.user, board=board, **data):
            messages.success(request, _("已决定；任职随组织调整生效，离任人员的手续已列入任务。"))
            return redirect(back)
    return form_page(request, form, _("决定方案"), str(board), back)


@page(rules.may_arrange_posts)
@once
def restructuring_withdraw(request, pk):
    board = queries.board_or_404(pk, seen_by=request.user)
    form, back = ReasonForm(request.POST or None), reverse("restructuring", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"board": board, "why": form.cleaned_data["why"]}
        if form.carried_out(commands.withdraw_board, by=request.user, **data):
            return redirect(back)
    return form_page(request, form, _("撤回方案"), str(board), back)


@page(rules.may_arrange_posts)
@once
def restructuring_paper(request, pk):
    board = queries.board_or_404(pk, seen_by=request.user)
    form = forms.PackagePaperForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        data = {"board": board, "series": form.cleaned_data["series"]}
        if made := form.carried_out(commands.draft_package, by=request.user, **data):
            return redirect("document", made.pk)
    return form_page(request, form, _("起草公文"), str(board), reverse("restructuring", args=[pk]))


@page(rules.may_see_board)
@once
def restructuring_finished(request, pk):
    """The open steps of all who leave, done together by whoever carries them."""
    board = queries.board_or_404(pk, seen_by=request.user)
    form, back = forms.FinishedForm(request.POST or None), reverse("restructuring", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"board": board, "result": form.cleaned_data["result"]}
        if form.carried_out(commands.finish_leaving, by=request.user, **data):
            messages.success(request, _("离任手续已办结。"))
            return redirect(back)
    return form_page(request, form, _("离任手续一并办结"), str(board), back)
