"""Sealed files: whoever may not open one finds nothing there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb, Fact
from jiceng.kernel.once import once
from jiceng.kernel.pages import today
from jiceng.responsibility import commands, forms, rules
from jiceng.responsibility.queries import accountability as queries
from jiceng.responsibility.queries.matters import matter_or_404
from jiceng.responsibility.views.matters import matter_form


def _act(request, about, form, title: str, command, **values):
    """One form, one command, back to the file."""
    back = reverse("case_file", args=[about.pk])
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "submission_key"}
        if form.carried_out(command, by=request.user, **values, **given) is not None:
            messages.success(request, _("已保存。"))
            return redirect(back)
    return _form(request, about, form, title)


def _form(request, about, form, title: str):
    back = reverse("case_file", args=[about.pk])
    crumbs = [Crumb(_("问责卷宗"), reverse("case_files")), Crumb(str(about), back)]
    context = {"form": form, "title": title, "lead": str(about), "crumbs": crumbs, "back": back}
    return render(request, "responsibility/form.html", context, status=422 if form.errors else 200)


def _kept(request, pk):
    """The file for its keeper; nobody else learns that it is there."""
    file = queries.file_or_404(pk, seen_by=request.user)
    if not rules.may_handle_file.test(request.user, file):
        raise Http404
    return file


@page(rules.may_ask_for_files)
@require_safe
def case_files(request):
    context = {"files": queries.files(seen_by=request.user)}
    return render(request, "responsibility/case_files.html", context)


@page(rules.may_ask_for_files)
@require_safe
def case_file(request, pk):
    row = queries.file_or_404(pk, seen_by=request.user)
    steps = queries.steps(row, seen_by=request.user)
    context = {
        "file": row,
        "steps": steps,
        "waits": any(one.decided_on is None for one in steps),
        "may_keep": rules.may_handle_file.test(request.user, row),
        "facts": [
            Fact(_("当事人"), row.person.name),
            Fact(_("督办事项"), row.matter.title, reverse("matter", args=[row.matter_id])),
            Fact(_("提出日期"), row.proposed_on.isoformat()),
            Fact(_("决定期限"), row.decide_by.isoformat()),
            Fact(_("状态"), row.get_state_display(), note=row.why),
        ],
        "key": forms.KeyForm(),
        "crumbs": [Crumb(_("问责卷宗"), reverse("case_files")), Crumb(str(row))],
    }
    return render(request, "responsibility/case_file.html", context)


@page(rules.may_keep_files)
@once
def case_file_begin(request, pk):
    """From any supervised matter, with the facts and the reason in writing."""
    row = matter_or_404(pk, seen_by=request.user, as_of=today())
    sealed = queries.sealed_of(row, seen_by=request.user)
    if sealed.file:
        return redirect("case_file", sealed.file.pk)
    if not sealed.begin_url:
        raise Http404
    form = forms.BeginForm(request.POST or None, matter=row)
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(commands.begin_file, by=request.user, matter=row, begun=form.begun)
        if made is not None:
            messages.success(request, _("已启动问责，请本人陈述后再作决定。"))
            return redirect("case_file", made.pk)
    return matter_form(request, form, _("启动问责"), row.number, reverse("matter", args=[pk]))


@page(rules.may_ask_for_files)
@once
def case_file_open(request, pk):
    row = _kept(request, pk)
    form = forms.ReasonForm(request.POST or None)
    return _act(request, row, form, _("启动问责"), commands.open_file, file=row)


@page(rules.may_ask_for_files)
@once
def case_file_end(request, pk):
    row = _kept(request, pk)
    form = forms.ReasonForm(request.POST or None)
    return _act(request, row, form, _("不予处理或结案"), commands.drop_file, file=row)


@page(rules.may_ask_for_files)
@once
def case_file_reader(request, pk):
    row = _kept(request, pk)
    form = forms.ReaderForm(request.POST or None)
    return _act(request, row, form, _("指定阅卷人"), commands.name_reader, file=row)


@page(rules.may_ask_for_files)
@once
def case_step_new(request, pk):
    row = _kept(request, pk)
    form = forms.RungForm(request.POST or None)
    return _act(request, row, form, _("请本人陈述"), commands.begin_step, file=row)


@page(rules.may_ask_for_files)
@once
def case_step_state(request, pk):
    """The person's own words: the statement before the decision, the review after it."""
    step = queries.step_or_404(pk, seen_by=request.user)
    if not rules.may_state.test(request.user, step):
        raise Http404
    if queries.to_review(step):
        form = forms.ReviewForm(request.POST or None)
        return _act(request, step.file, form, _("书面检查和整改情况"), commands.hand_in_review, step=step)
    form = forms.StatementForm(request.POST or None)
    return _act(request, step.file, form, _("本人陈述"), commands.give_statement, step=step)


@page(rules.may_ask_for_files)
@once
def case_step_hearing(request, pk):
    step = queries.step_or_404(pk, seen_by=request.user)
    _kept(request, step.file_id)
    form = forms.HearingForm(request.POST or None)
    return _act(request, step.file, form, _("登记听取意见"), commands.set_hearing, step=step)


@page(rules.may_ask_for_files)
@once
def case_step_invite(request, pk):
    step = queries.step_or_404(pk, seen_by=request.user)
    _kept(request, step.file_id)
    form = forms.InvitationForm(request.POST or None)
    return _act(request, step.file, form, _("约定听取意见"), commands.invite_to_hearing, step=step)


@page(rules.may_ask_for_files)
@once
def case_step_decide(request, pk):
    step = queries.step_or_404(pk, seen_by=request.user)
    if not rules.may_decide_step.test(request.user, step):
        raise Http404
    form = forms.StepDecisionForm(request.POST or None, by=request.user)
    back = reverse("case_file", args=[step.file_id])
    if request.method == "POST" and form.is_valid():
        data = {"step": step, "ruling": form.ruling}
        if form.carried_out(commands.decide_step, by=request.user, **data):
            messages.success(request, _("已作出决定。"))
            return redirect(back)
    return _form(request, step.file, form, pgettext("动作", "作出决定"))


@page(rules.may_ask_for_files)
@require_POST
@once
def case_step_serve(request, pk):
    step = queries.step_or_404(pk, seen_by=request.user)
    _kept(request, step.file_id)
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.serve_step, by=request.user, step=step):
        messages.success(request, _("已送达。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("case_file", step.file_id)
