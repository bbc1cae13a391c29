"""The reserve: posts with who stands ready, one post with its candidates, one person in reserve, the roster."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.cadres import commands, forms, reserve_intake, tables_development
from jiceng.cadres import rules_development as rules
from jiceng.cadres.queries import norms, reserve_page
from jiceng.cadres.queries import reserve as queries
from jiceng.cadres.queries.retirements import retirements as retiring
from jiceng.cadres.queries.successors import candidates
from jiceng.cadres.rules import may_set_norms
from jiceng.cadres.views.shared import form_page
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today


@page(rules.may_see_reserve)
@require_safe
def reserve_board(request):
    day = day_of(request)
    posts = queries.posts_with_reserve(seen_by=request.user, as_of=day)
    rows = queries.with_people(posts, day, seen_by=request.user)
    context = {
        "figures": reserve_page.figures(queries.coverage(seen_by=request.user, as_of=day)),
        "may_keep": rules.may_keep_reserve.test(request.user),
    }
    return tables_development.ReservePosts(request, rows).response("cadres/reserve_board.html", context)


@page(rules.may_see_reserve)
@require_safe
def reserve_post(request, pk):
    day = day_of(request)
    post = queries.reserve_post_or_404(pk, seen_by=request.user, as_of=day)
    rows = candidates(post, seen_by=request.user, as_of=day)
    context = {
        "post": post,
        **reserve_page.of_post(post, day, request.user),
        "crumbs": [Crumb(_("后备干部"), reverse("reserve_board")), Crumb(str(post))],
    }
    table = tables_development.Candidates(request, rows, post, day)
    return table.response("cadres/reserve_post.html", context)


@page(rules.may_keep_reserve)
@once
def reserve_new(request, pk):
    post = queries.reserve_post_or_404(pk, seen_by=request.user, as_of=today())
    initial = {"person": request.GET.get("person", "")}
    form = forms.ReserveForm(request.POST or None, by=request.user, initial=initial)
    back = reverse("reserve_post", args=[pk])
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.put_in_reserve, by=request.user, post=post, **form.asked):
        messages.success(request, _("已列入后备。"))
        return redirect(back)
    return form_page(request, form, _("列入后备"), str(post), back)


@page(rules.may_see_reserve)
@require_safe
def reserve(request, pk):
    day = day_of(request)
    row = queries.reserve_or_404(pk, seen_by=request.user)
    context = {
        "row": row,
        **reserve_page.of_person(row, day, request.user),
        "crumbs": [
            Crumb(str(row.post), reverse("reserve_post", args=[row.post_id])),
            Crumb(row.person.name),
        ],
    }
    return render(request, "cadres/reserve.html", context)


@page(rules.may_keep_reserve)
@once
def reserve_review(request, pk):
    row = queries.reserve_or_404(pk, seen_by=request.user)
    form = forms.ReviewForm(request.POST or None)
    back = reverse("reserve", args=[pk])
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("readiness", "note", "on")}
        if form.carried_out(commands.review_reserve, by=request.user, reserve=row, **asked):
            messages.success(request, _("已登记本年审核。"))
            return redirect(back)
    return form_page(request, form, _("年度审核"), row.person.name, back)


@page(rules.may_keep_reserve)
@once
def reserve_leave(request, pk):
    row = queries.reserve_or_404(pk, seen_by=request.user)
    form = forms.LeaveForm(request.POST or None)
    back = reverse("reserve", args=[pk])
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("gone", "why", "on")}
        if form.carried_out(commands.leave_reserve, by=request.user, reserve=row, **asked):
            messages.success(request, _("已出库。"))
            return redirect("reserve_post", row.post_id)
    return form_page(request, form, _("出库"), row.person.name, back)


@page(rules.may_see_reserve)
@require_safe
def reserves(request):
    rows = queries.reserves(seen_by=request.user, as_of=day_of(request))
    context = {
        "may_keep": rules.may_keep_reserve.test(request.user),
        "crumbs": [Crumb(_("后备干部"), reverse("reserve_board")), Crumb(_("后备干部名册"))],
    }
    return tables_development.Reserves(request, rows).response("cadres/reserves.html", context)


@page(rules.may_keep_reserve)
@once
def reserves_import(request):
    """First the preview of a file, then what was shown."""
    form = forms.RosterForm(request.POST or None, request.FILES or None)
    more = {}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["rows"]:
            return _carry_out(request, form)
        blocks = form.cleaned_data["file"].chunks()
        rows, same, faults = reserve_intake.read_reserve(blocks, seen_by=request.user)
        if faults:
            form.refuse_table(faults)
        else:
            more = {"rows": rows, "same": same, "sealed": reserve_intake.sealed(rows)}
        more |= {"faults": faults, "key": forms.KeyForm()}
    crumbs = [Crumb(_("后备干部名册"), reverse("reserves")), Crumb(_("导入"))]
    context = {"form": form, "back": reverse("reserves"), "crumbs": crumbs, **more}
    return render(request, "cadres/reserves_import.html", context, status=422 if form.errors else 200)


def _carry_out(request, form):
    try:
        rows, on = reserve_intake.opened(form.cleaned_data["rows"])
    except signing.BadSignature:
        messages.error(request, _("预览已失效，请重新上传。"))
        return redirect("reserves_import")
    done = form.carried_out(commands.take_over_reserve, by=request.user, rows=rows, on=on)
    if done is None:
        for sentence in form.sentences:
            messages.error(request, sentence)
        return redirect("reserves_import")
    messages.success(request, _("已列入后备%(count)d人。") % {"count": len(rows)})
    return redirect("reserves")


@page(rules.may_see_reserve)
@require_safe
def retirements(request):
    rows = retiring(seen_by=request.user, as_of=day_of(request))
    crumbs = [Crumb(_("后备干部"), reverse("reserve_board")), Crumb(_("到龄退休"))]
    table = tables_development.Retirements(request, rows)
    return table.response("cadres/retirements.html", {"crumbs": crumbs})


@page(rules.may_see_training)
@require_safe
def development_norms(request):
    context = {
        "in_force": reserve_page.norm_lines(norms.norms_on(day_of(request))),
        "versions": norms.norm_versions(),
        "may_set": may_set_norms.test(request.user),
        "crumbs": [Crumb(_("后备和培训标准"))],
    }
    return render(request, "cadres/development_norms.html", context)


@page(may_set_norms)
@once
def development_norm_new(request):
    form = forms.NormForm(request.POST or None)
    back = reverse("development_norms")
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("norm", "value", "on", "why")}
        if form.carried_out(commands.set_development_norm, by=request.user, **asked):
            messages.success(request, _("已规定。"))
            return redirect(back)
    return form_page(request, form, _("规定标准"), _("后备和培训标准"), back)
