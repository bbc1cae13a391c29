"""Applicants for the recruiting body: the list, one, reviews with preview and undo, appeals, corrections, contract."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.cadres import rules_recruitment as rules
from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.enums import Right
from jiceng.cadres.forms import KeyForm, ReasonForm
from jiceng.cadres.forms import recruitment as forms
from jiceng.cadres.queries import applicants as queries
from jiceng.cadres.queries import recruitment as rounds
from jiceng.cadres.queries import reviewed, round_page
from jiceng.cadres.tables_recruitment import Appeals
from jiceng.cadres.tables_recruitment import Applicants as ApplicantTable
from jiceng.cadres.views.recruitment.rounds import acted, crumbs, form_page, round_crumb
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.queries import record_of
from jiceng.people.shown_once import keep_for_showing


def _way(one) -> list[Crumb]:
    return [round_crumb(one.round), Crumb(one.name, reverse("applicant", args=[one.pk]))]


@page(rules.may_see_recruitment)
@require_safe
def recruitment_applicants(request, pk):
    row = rounds.round_or_404(pk, seen_by=request.user)
    table = ApplicantTable(request, queries.applicants(row))
    context = {"round": row, "crumbs": crumbs(round_crumb(row), Crumb(pgettext("列表", "报考人员")))}
    return table.response("cadres/recruitment_applicants.html", context)


@page(rules.may_see_recruitment)
@require_safe
def applicant(request, pk):
    one = queries.applicant_or_404(pk, seen_by=request.user)
    context = {
        "one": one,
        "facts": round_page.facts_of(one),
        "marks": round_page.marks_out(one),
        "light_now": queries.light_of(one),
        "way": queries.way_of(one),
        "contract": round_page.contract_of(one),
        "may": rules.may_recruit_for.test(request.user, one.round.organisation),
        "reason": ReasonForm(),
        "entries": record_of(target=one),
        "crumbs": crumbs(round_crumb(one.round), Crumb(one.name)),
        **reviewed.all_about(one),
    }
    return render(request, "cadres/applicant.html", context)


@page(rules.may_see_recruitment)
@require_safe
def applicant_paper(request, pk):
    """Only as a download: nothing in it is ever shown by the site itself."""
    paper = queries.file_or_404(pk, seen_by=request.user)
    return FileResponse(paper.file.open(), as_attachment=True, filename=paper.name)


@page(rules.may_recruit)
@once
def applicants_rule(request):
    """The ticked, or all of the round that nobody has reviewed: first shown, then ruled upon together."""
    asked = request.POST if request.method == "POST" else request.GET
    chosen = reviewed.chosen(asked, seen_by=request.user)
    form = forms.RuleForm(request.POST or None, initial={"many": len(chosen.people)})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["many"] != len(chosen.people):
            form.add_error(None, _("名单已经变了，请重新查看后再定。"))
        elif _ruled(request, form, chosen):
            return redirect("recruitment", chosen.round.pk)
    context = {"form": form, "chosen": chosen, "crumbs": crumbs(Crumb(_("审核")))}
    return render(request, "cadres/applicants_rule.html", context, status=422 if form.errors else 200)


def _ruled(request, form, chosen) -> bool:
    if chosen.round is None:
        form.add_error(None, _("请先勾选同一环节、还没有审核的报考人员。"))
        return False
    data = {name: form.cleaned_data[name] for name in ("passed", "why")}
    made = form.carried_out(
        commands.rule,
        by=request.user,
        round_=chosen.round,
        step=chosen.step,
        applicants=chosen.people,
        **data,
    )
    if made is not None:
        messages.success(request, _("已审核%(count)d人，公布前可以撤销。") % {"count": made.many})
    return made is not None


@page(rules.may_recruit)
@require_POST
@once
def review_undo(request, pk):
    batch = queries.batch_or_404(pk, seen_by=request.user)
    back = reverse("recruitment", args=[batch.round_id])
    return acted(
        request, KeyForm(request.POST), commands.undo_batch, pgettext("批次", "已撤销。"), back, batch=batch
    )


@page(rules.may_recruit)
@require_POST
@once
def applicant_exclude(request, pk):
    one = queries.applicant_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    back, why = reverse("applicant", args=[pk]), request.POST.get("why", "")
    form = ReasonForm(request.POST)
    return acted(
        request, form, commands.exclude, _("已登记，本人可以看到理由。"), back, applicant=one, why=why
    )


@page(rules.may_recruit)
@require_POST
@once
def applicant_code(request, pk):
    """A new code for who lost it, shown once on the next page."""
    one = queries.applicant_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    form = ReasonForm(request.POST)
    why = request.POST.get("why", "")
    if form.is_valid() and (
        code := form.carried_out(commands.reissue_code, by=request.user, applicant=one, why=why)
    ):
        keep_for_showing(request, {"code": code, "applicant": one.pk})
        return redirect("applicant_code_shown", pk)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("applicant", pk)


@page(rules.may_recruit)
@once
def applicant_correct(request, pk):
    one = queries.applicant_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    form = forms.CorrectionForm(request.POST or None)
    back = reverse("applicant", args=[pk])
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.ask_correction, by=request.user, applicant=one, **form.asked):
        messages.success(request, _("已提出更正，须由另一人决定。"))
        return redirect(back)
    return form_page(request, form, _("更正成绩"), _way(one), back)


@page(rules.may_recruit)
@once
def correction_decide(request, pk):
    row = queries.correction_or_404(pk, seen_by=request.user)
    form = forms.CorrectionDecisionForm(request.POST or None)
    back = reverse("applicant", args=[row.applicant_id])
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.decide_correction, by=request.user, correction=row, **form.asked):
        messages.success(request, _("已决定。"))
        return redirect(back)
    title = _("%(kind)s由%(before)s更正为%(after)s") % {
        "kind": row.get_kind_display(),
        "before": "—" if row.before is None else row.before,
        "after": row.after,
    }
    return form_page(request, form, title, _way(row.applicant), back, lead=row.why)


@page(rules.may_recruit)
@require_safe
def recruitment_appeals(request, pk):
    row = rounds.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    table = Appeals(request, queries.appeals(seen_by=request.user, round_=row))
    context = {"round": row, "crumbs": crumbs(round_crumb(row), Crumb(_("申诉和异议")))}
    return table.response("cadres/recruitment_appeals.html", context)


@page(rules.may_recruit)
@once
def appeal_answer(request, pk):
    row = queries.appeal_or_404(pk, seen_by=request.user)
    form = forms.AppealAnswerForm(request.POST or None)
    back = reverse("recruitment_appeals", args=[row.applicant.round_id])
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.answer_appeal, by=request.user, appeal=row, **form.asked):
        messages.success(request, _("已答复。"))
        return redirect(back)
    context = {
        "form": form,
        "appeal": row,
        "back": back,
        "crumbs": crumbs(round_crumb(row.applicant.round), Crumb(_("申诉和异议"), back), Crumb(_("答复"))),
    }
    return render(request, "cadres/appeal_answer.html", context, status=422 if form.errors else 200)


@page(rules.may_recruit)
@once
def applicant_contract(request, pk):
    one = queries.applicant_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    form = forms.ContractForm(request.POST or None)
    back = reverse("applicant", args=[pk])
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.sign_contract, by=request.user, applicant=one, new=form.new):
        messages.success(
            request, _("合同已签订，%(name)s已任%(post)s。") % {"name": one.name, "post": one.place.post}
        )
        return redirect(back)
    return form_page(request, form, _("签订合同"), _way(one), back)


@page(rules.may_recruit)
@once
def applicant_probation(request, pk):
    one = queries.applicant_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    contract = round_page.contract_of(one)
    if contract is None:
        raise Http404
    form = forms.ProbationForm(request.POST or None)
    back = reverse("applicant", args=[pk])
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.end_probation, by=request.user, contract=contract, **form.asked):
        messages.success(request, _("试用期考核已登记。"))
        return redirect(back)
    return form_page(request, form, _("试用期考核"), _way(one), back)
