"""Rounds: the list, one with its steps and places, drawing it up, publishing, its end."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.cadres import rules_recruitment as rules
from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.enums import Right
from jiceng.cadres.forms import KeyForm, ReasonForm
from jiceng.cadres.forms import recruitment as forms
from jiceng.cadres.models import RecruitmentRound
from jiceng.cadres.queries import recruitment as queries
from jiceng.cadres.queries import round_page
from jiceng.cadres.tables_recruitment import Rounds
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import today
from jiceng.kernel.queries import record_of
from jiceng.organisations.rules.scope import in_scope


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("公开招聘"), reverse("recruitments")), *more]


def round_crumb(round_: RecruitmentRound) -> Crumb:
    return Crumb(round_.title, reverse("recruitment", args=[round_.pk]))


def form_page(request, form, title: str, way: list[Crumb], back: str, **more):
    context = {"form": form, "title": title, "crumbs": crumbs(*way, Crumb(title)), "back": back, **more}
    return render(request, "cadres/form.html", context, status=422 if form.errors else 200)


def acted(request, form, command, said: str, back: str, **data):
    """A button pressed: done with a word, or refused with a sentence."""
    if form.is_valid() and form.carried_out(command, by=request.user, **data) is not None:
        messages.success(request, said)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect(back)


@page(rules.may_see_recruitment)
@require_safe
def recruitments(request):
    table = Rounds(request, queries.rounds(seen_by=request.user))
    context = {
        "may": rules.may_recruit.test(request.user),
        "to_forget": queries.rounds_to_forget(today(), seen_by=request.user),
    }
    return table.response("cadres/recruitments.html", context)


@page(rules.may_recruit)
@once
def recruitment_new(request):
    reach = in_scope(request.user, Right.RECRUIT).filter(kind__in=rules.RECRUITERS).order_by("name")
    form = forms.RoundForm(request.POST or None, organisations=reach)
    if request.method == "POST" and form.is_valid():
        data = {"organisation": form.cleaned_data["organisation"], "new": form.new}
        if made := form.carried_out(commands.open_round, by=request.user, **data):
            messages.success(request, _("已拟定，请添加岗位，核对日期后发布公告。"))
            return redirect("recruitment", made.pk)
    return form_page(request, form, _("拟定招聘"), [], reverse("recruitments"))


@page(rules.may_see_recruitment)
@require_safe
def recruitment(request, pk):
    row = queries.round_or_404(pk, seen_by=request.user)
    context = {
        **round_page.page(row, request.user),
        "key": KeyForm(),
        "reason": ReasonForm(),
        "address": request.build_absolute_uri(reverse("recruitment_notice", args=[row.slug])),
        "entries": record_of(target=row),
        "crumbs": crumbs(Crumb(row.title)),
    }
    return render(request, "cadres/recruitment.html", context)


@page(rules.may_recruit)
@once
def recruitment_step_edit(request, pk):
    step = queries.step_or_404(pk, seen_by=request.user)
    form = forms.StepForm(request.POST or None, step=step)
    back = reverse("recruitment", args=[step.round_id])
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.change_step, by=request.user, step=step, **form.asked):
        messages.success(request, _("日期已改。"))
        return redirect(back)
    return form_page(request, form, step.get_step_display(), [round_crumb(step.round)], back)


@page(rules.may_recruit)
@once
def recruitment_place_new(request, pk):
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    posts = queries.posts_for(row, seen_by=request.user, as_of=today())
    form = forms.PlaceForm(request.POST or None, posts=posts)
    back = reverse("recruitment", args=[pk])
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.add_place, by=request.user, round_=row, new=form.new):
        messages.success(request, _("岗位已添加。"))
        return redirect(back)
    return form_page(request, form, _("添加岗位"), [round_crumb(row)], back)


@page(rules.may_recruit)
@require_POST
@once
def recruitment_place_remove(request, pk):
    place = queries.place_or_404(pk, seen_by=request.user)
    back = reverse("recruitment", args=[place.round_id])
    return acted(request, KeyForm(request.POST), commands.remove_place, _("岗位已移除。"), back, place=place)


@page(rules.may_recruit)
@require_POST
@once
def recruitment_announce(request, pk):
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    back = reverse("recruitment", args=[pk])
    form = KeyForm(request.POST)
    return acted(request, form, commands.publish_notice, _("公告已发布。"), back, round_=row)


@page(rules.may_recruit)
@require_POST
@once
def recruitment_publish(request, pk):
    """The step's result goes out."""
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    said = _("%(step)s的结果已公布。") % {"step": row.get_step_display()}
    back = reverse("recruitment", args=[pk])
    more = {"round_": row, "shown": request.POST.get("step")}
    return acted(request, KeyForm(request.POST), commands.publish_step, said, back, **more)


@page(rules.may_recruit)
@require_POST
@once
def recruitment_cancel(request, pk):
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    back, why = reverse("recruitment", args=[pk]), request.POST.get("why", "")
    form = ReasonForm(request.POST)
    return acted(request, form, commands.cancel_round, _("招聘已取消。"), back, round_=row, why=why)


@page(rules.may_recruit)
@require_POST
@once
def recruitment_close(request, pk):
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    back = reverse("recruitment", args=[pk])
    return acted(request, KeyForm(request.POST), commands.close_round, _("招聘已结束。"), back, round_=row)


@page(rules.may_recruit)
@once
def recruitment_forget(request, pk):
    """What would go, then gone."""
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    form = KeyForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and (gone := form.carried_out(commands.forget_applicants, by=request.user, round_=row)):
        words = {"people": gone[0], "papers": gone[1]}
        messages.success(request, _("已删除%(people)d人的个人信息和%(papers)d份材料。") % words)
        return redirect("recruitment", pk)
    context = {
        "round": row,
        "form": form,
        "counts": queries.what_goes(row),
        "crumbs": crumbs(round_crumb(row), Crumb(_("个人信息"))),
    }
    return render(request, "cadres/recruitment_forget.html", context, status=422 if form.errors else 200)
