"""Training: the year with its plans, needs, one plan, one class with its people, its steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.cadres import commands, forms, results_sheet, tables_training
from jiceng.cadres import rules_development as rules
from jiceng.cadres.enums_development import LEVELS_IN_WORDS, Need, Release
from jiceng.cadres.queries import training as queries
from jiceng.cadres.queries import training_needs as needing
from jiceng.cadres.views.shared import form_page
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb, Tab
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in, today
from jiceng.kernel.workbook import workbook

MOST_TICKED = 500


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("干部培训"), reverse("trainings")), *more]


@page(rules.may_see_training)
@require_safe
def trainings(request):
    day = day_of(request)
    asked = number_in(request.GET.get("year", "")) or day.year
    year = asked if 1949 <= asked <= 2200 else day.year
    here = reverse("trainings")
    about = {"seen_by": request.user, "year": year}
    context = {
        "year": year,
        "tabs": [
            Tab(_("%(year)d年") % {"year": one}, f"{here}?year={one}", one == year)
            for one in (day.year - 1, day.year, day.year + 1)
        ],
        "figures": queries.year_figures(**about, as_of=day),
        "plans": list(queries.plans(**about)),
        "may_train": rules.may_train.test(request.user),
    }
    return tables_training.Trainings(request, queries.trainings(**about)).response(
        "cadres/trainings.html", context
    )


@page(rules.may_train)
@require_safe
def training_needs(request):
    rows = needing.needs(seen_by=request.user, as_of=day_of(request))
    here = reverse("training_needs")
    lines = [(one, Need(one.need).label, f"{here}?need={one.need}") for one in needing.need_lines(rows)]
    context = {"lines": lines, "levels": LEVELS_IN_WORDS, "crumbs": _crumbs(Crumb(_("培训需求")))}
    table = tables_training.TrainingNeeds(request, needing.anything(rows))
    return table.response("cadres/training_needs.html", context)


@page(rules.may_train)
@once
def training_plan_new(request):
    form = forms.PlanForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("unit", "year", "aims")}
        if made := form.carried_out(commands.make_training_plan, by=request.user, **asked):
            messages.success(request, _("计划已建立，请列入培训。"))
            return redirect("training_plan", made.pk)
    return form_page(request, form, _("制定培训计划"), _("干部培训"), reverse("trainings"))


@page(rules.may_see_training)
@require_safe
def training_plan(request, pk):
    plan = queries.plan_or_404(pk, seen_by=request.user)
    rows = queries.trainings(seen_by=request.user, year=plan.year).filter(plan=plan)
    context = {
        "plan": plan,
        "rows": [(one, queries.LIGHTS[one.state], f"{one.cost:,.2f}") for one in rows],
        "budget": f"{queries.budget(rows):,.2f}",
        "may_train": rules.may_train_for.test(request.user, plan.unit),
        "key": forms.KeyForm(),
        "crumbs": _crumbs(Crumb(str(plan))),
    }
    return render(request, "cadres/training_plan.html", context)


@page(rules.may_train)
@require_POST
@once
def training_plan_adopt(request, pk):
    plan = queries.own_plan_or_404(pk, seen_by=request.user)
    return _one_click(
        request, commands.adopt_training_plan, _("计划已通过。"), "training_plan", pk, plan=plan
    )


def _one_click(request, command, done: str, back: str, pk: int, **what):
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(command, by=request.user, **what) is not None:
        messages.success(request, done)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect(back, pk)


@page(rules.may_train)
@once
def training_new(request, pk):
    plan = queries.own_plan_or_404(pk, seen_by=request.user)
    form = forms.TrainingForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and (made := form.carried_out(commands.plan_training, by=request.user, plan=plan, new=form.new)):
        messages.success(request, _("已列入计划。"))
        return redirect("training", made.pk)
    return form_page(request, form, _("列入培训"), str(plan), reverse("training_plan", args=[pk]))


@page(rules.may_see_training)
@require_safe
def training(request, pk):
    row = queries.training_or_404(pk, seen_by=request.user)
    context = {
        "training": row,
        **queries.page(row, request.user),
        "key": forms.KeyForm(),
        "crumbs": _crumbs(
            Crumb(str(row.plan), reverse("training_plan", args=[row.plan_id])), Crumb(row.title)
        ),
    }
    return render(request, "cadres/training.html", context)


@page(rules.may_train)
@once
def training_enrol(request):
    """Those who were ticked in the list of needs, and one more by name."""
    asked = request.POST if request.method == "POST" else request.GET
    keys = [key for one in asked.getlist("pk")[:MOST_TICKED] if (key := number_in(one)) is not None]
    people = needing.needs_of(keys, seen_by=request.user, as_of=today())
    initial = {"training": request.GET.get("training", "")}
    form = forms.EnrolForm(request.POST or None, by=request.user, ticked=keys, initial=initial)
    if request.method == "POST" and form.is_valid():
        row, more = form.cleaned_data["training"], form.cleaned_data["person"]
        members = needing.members_of(form.cleaned_data["branch"], as_of=today())
        wanted = dict.fromkeys([*members, *filter(None, [more])], Need.OTHER) | people
        done = form.carried_out(commands.enrol, by=request.user, training=row, people=wanted)
        if done is not None:
            messages.success(
                request,
                ngettext("新增学员%(count)d人。", "新增学员%(count)d人。", int(done)) % {"count": int(done)},
            )
            return redirect("training", row.pk)
    context = {"form": form, "people": people, "crumbs": _crumbs(Crumb(_("确定学员")))}
    return render(request, "cadres/training_enrol.html", context, status=422 if form.errors else 200)


@page(rules.may_train)
@require_POST
@once
def trainee_leave_out(request, pk):
    row = queries.trainee_or_404(pk, seen_by=request.user)
    return _one_click(
        request, commands.leave_out, _("已从名单中去掉。"), "training", row.training_id, trainee=row
    )


@page(rules.may_train)
@require_POST
@once
def training_call(request, pk):
    row = queries.own_training_or_404(pk, seen_by=request.user)
    return _one_click(
        request, commands.call_training, _("已通知，等各单位答复。"), "training", pk, training=row
    )


@page(rules.may_release)
@once
def training_release(request, pk):
    row = queries.asked_trainee_or_404(pk, seen_by=request.user)
    form = forms.ReleaseForm(request.POST or None)
    back = reverse("training", args=[row.training_id])
    if request.method == "POST" and form.is_valid():
        said = {"granted": form.cleaned_data["granted"], "why": form.cleaned_data["why"]}
        if form.carried_out(commands.answer_release, by=request.user, trainees=[row], **said):
            messages.success(request, _("已答复。"))
            return redirect(back)
    return form_page(request, form, _("答复调训"), row.person.name, back)


@page(rules.may_release)
@require_POST
@once
def training_release_all(request, pk):
    """Everybody of the account's unit who waits for an answer can be spared."""
    row = queries.training_or_404(pk, seen_by=request.user)
    waiting = queries.waiting_trainees(seen_by=request.user).filter(training=row)
    asked = {"trainees": list(waiting), "granted": True}
    return _one_click(request, commands.answer_release, _("已答复。"), "training", pk, **asked)


@page(rules.may_train)
@once
def training_results(request, pk):
    """Typed, or read from a sheet that fills the form first."""
    row = queries.own_training_or_404(pk, seen_by=request.user)
    people = list(row.trainees.exclude(release=Release.DECLINED).select_related("person"))
    if "export" in request.GET:
        return workbook(row.title, *results_sheet.sheet(people))
    if request.FILES.get("sheet"):
        return _sheet(request, row, people)
    form = forms.ResultsForm(request.POST or None, training=row, trainees=people)
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(
        commands.enter_results, by=request.user, training=row, results=form.results
    ):
        messages.success(request, _("已登记。"))
        return redirect("training", pk)
    return _results_page(request, row, form)


def _sheet(request, row, people):
    read, faults = results_sheet.read_results(request.FILES["sheet"].chunks(), row, people)
    form = forms.ResultsForm(training=row, trainees=people, read=read)
    return _results_page(request, row, form, faults=faults, read=not faults, failed=bool(faults))


def _results_page(request, row, form, failed: bool = False, **more):
    crumbs = _crumbs(Crumb(row.title, reverse("training", args=[row.pk])), Crumb(_("登记结果")))
    context = {"training": row, "form": form, "sheet": forms.SheetForm(), "crumbs": crumbs, **more}
    status = 422 if form.errors or failed else 200
    return render(request, "cadres/training_results.html", context, status=status)


@page(rules.may_train)
@once
def training_close(request, pk):
    row = queries.own_training_or_404(pk, seen_by=request.user)
    form = forms.CloseForm(request.POST or None)
    back = reverse("training", args=[pk])
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("evaluation", "spent", "on")}
        if form.carried_out(commands.close_training, by=request.user, training=row, **said):
            messages.success(request, _("已结业，学时记入个人档案。"))
            return redirect(back)
    return form_page(request, form, _("结业"), row.title, back)


@page(rules.may_train)
@once
def training_drop(request, pk):
    row = queries.own_training_or_404(pk, seen_by=request.user)
    form = forms.ReasonForm(request.POST or None)
    back = reverse("training", args=[pk])
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(
        commands.drop_training, by=request.user, training=row, why=form.cleaned_data["why"]
    ):
        messages.success(request, _("已取消。"))
        return redirect(back)
    return form_page(request, form, _("取消培训"), row.title, back)
