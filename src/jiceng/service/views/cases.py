"""For those who work on requests: the list, one request, and what each may do with it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.kernel.qr import code_of
from jiceng.kernel.queries import record_of
from jiceng.organisations.models import Organisation
from jiceng.people.shown_once import keep_for_showing, show
from jiceng.service import commands, forms, rules
from jiceng.service.queries import case as one_case
from jiceng.service.queries import cases as queries
from jiceng.service.tables import Cases


@page(rules.may_see)
@require_safe
def cases(request):
    day = day_of(request)
    table = Cases(request, queries.cases(seen_by=request.user, as_of=day), day)
    context = {
        "figures": queries.figures(seen_by=request.user, as_of=day),
        "may_take": rules.may_take.test(request.user),
        "posters": list(rules.places_to_take(request.user, today())[:40]),
    }
    return table.response("service/cases.html", context)


@page(rules.may_see)
@require_safe
def case(request, pk):
    row = queries.case_or_404(pk, seen_by=request.user, as_of=day_of(request))
    rounds = list(row.rounds.all())
    context = {
        "case": row,
        "rounds": [one for one in reversed(rounds) if one.answered_on],
        "running": rounds[-1],
        "offer": one_case.offer_of(row),
        "facts": one_case.facts_of(row, rounds[-1], request.user),
        "events": one_case.way(row),
        "acts": one_case.acts(row, request.user),
        "light_now": queries.LIGHTS[row.light],
        "key": forms.KeyForm(),
        "crumbs": [Crumb(_("居民诉求"), reverse("cases")), Crumb(row.number)],
        "entries": record_of(target=row),
    }
    return render(request, "service/case.html", context)


def form_page(request, form, title: str, row, lead: str = ""):
    back = one_case.page_of(row)
    crumbs = [Crumb(_("居民诉求"), reverse("cases")), Crumb(row.number, back), Crumb(title)]
    context = {"form": form, "title": title, "lead": lead or row.text, "crumbs": crumbs, "back": back}
    return render(request, "service/form.html", context, status=422 if form.errors else 200)


@page(rules.may_take)
@once
def case_new(request):
    form = forms.TakeForm(request.POST or None, account=request.user, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(_taken, by=request.user, new=form.new, answer=form.cleaned_data["answer"])
        if made is not None:
            row, code = made
            keep_for_showing(request, {"case": row.pk, "code": code})
            return redirect("case_code_shown", row.pk)
    crumbs = [Crumb(_("居民诉求"), reverse("cases")), Crumb(_("登记"))]
    context = {"form": form, "crumbs": crumbs, "back": reverse("cases"), "title": _("登记居民诉求")}
    context["lead"] = _("谁先接到谁负责到底：登记后就在您的单位手里，直到别的单位接收。")
    return render(request, "service/case_new.html", context, status=422 if form.errors else 200)


def _asked(request) -> dict:
    """What another page filled in."""
    return {name: request.GET[name] for name in ("community", "kind", "way") if request.GET.get(name)}


def _taken(*, by, new, answer: str):
    """Taken down, and answered on the spot where that was all."""
    row, code = commands.take(by=by, new=new)
    if answer.strip():
        commands.answer(by=by, case=row, text=answer)
    return row, code


@page(rules.may_take)
@never_cache
@require_safe
def case_code_shown(request, pk):
    """The number and the code for the resident, once; a slip to print."""
    row = queries.case_or_404(pk, seen_by=request.user)
    told = show(request)
    code = told["code"] if isinstance(told, dict) and told.get("case") == row.pk else ""
    address = request.build_absolute_uri(reverse("service_own", args=[code])) if code else ""
    context = {
        "case": row,
        "code": code,
        "picture": code_of(address) if code else "",
        "crumbs": [Crumb(_("居民诉求"), reverse("cases")), Crumb(row.number, one_case.page_of(row))],
    }
    return render(request, "service/case_code_shown.html", context)


def _button(request, pk, command, done: str):
    """One button, one command, back to the request; a refusal is told."""
    row = queries.case_or_404(pk, seen_by=request.user)
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(command, by=request.user, case=row):
        messages.success(request, done)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("case", pk)


@page(rules.may_serve)
@require_POST
@once
def case_accept(request, pk):
    return _button(request, pk, commands.accept, _("已受理。"))


@page(rules.may_serve)
@require_POST
@once
def case_take_over(request, pk):
    return _button(request, pk, commands.take_over, _("已接收，从现在起由本单位办理。"))


@page(rules.may_serve)
@require_POST
@once
def case_recall(request, pk):
    return _button(request, pk, commands.recall, _("已收回。"))


def _mine(request, pk, rule):
    row = queries.case_or_404(pk, seen_by=request.user)
    if not rule.test(request.user, row):
        raise Http404
    return row


def _act(request, row, form, title: str, command, done: str):
    """One form, one command with the form's values, back to the request."""
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "submission_key"}
        if form.carried_out(command, by=request.user, case=row, **given) is not None:
            messages.success(request, done)
            return redirect("case", row.pk)
    return form_page(request, form, title, row)


@page(rules.may_serve)
@once
def case_hand_on(request, pk):
    row = _mine(request, pk, rules.may_work_on)
    form = forms.HandOnForm(request.POST or None, holder=row.now.holder_id)
    return _act(request, row, form, _("转办"), commands.hand_on, _("已转出；对方接收之前仍由本单位负责。"))


@page(rules.may_serve)
@once
def case_hand_back(request, pk):
    row = _mine(request, pk, rules.may_receive)
    return _act(
        request, row, forms.WhyForm(request.POST or None), _("退回"), commands.hand_back, _("已退回。")
    )


@page(rules.may_serve)
@once
def case_sort(request, pk):
    row = _mine(request, pk, rules.may_work_on)
    form = forms.SortForm(request.POST or None, initial={"kind": row.kind, "urgency": row.urgency})
    return _act(request, row, form, _("改类别或急缓"), commands.sort, _("已保存。"))


@page(rules.may_serve)
@once
def case_extend(request, pk):
    row = _mine(request, pk, rules.may_work_on)
    form = forms.ExtendForm(request.POST or None, due_on=row.due)
    return _act(request, row, form, _("延期"), commands.extend, _("已延期，居民看得到理由。"))


@page(rules.may_serve)
@once
def case_answer(request, pk):
    row = _mine(request, pk, rules.may_work_on)
    form = forms.AnswerForm(request.POST or None, initial={"public_line": row.public_line})
    return _act(request, row, form, _("答复"), commands.answer, _("已答复，等居民评价。"))


@page(rules.may_serve)
@once
def case_call_back(request, pk):
    row = _mine(request, pk, rules.may_work_on)
    form = forms.NoteForm(request.POST or None)
    return _act(request, row, form, _("回访"), commands.call_back, _("已记下回访。"))


@page(rules.may_see)
@require_safe
def service_unit(request, pk):
    """From a unit's page: the requests of its community."""
    unit = get_object_or_404(Organisation, pk=pk)
    if not rules.links_to_requests.test(request.user, unit):
        raise Http404
    return redirect(f"{reverse('cases')}?community={unit.territory_id or unit.pk}")


@page(rules.may_take)
@require_safe
def service_poster(request, pk):
    """A sheet of A4 to hang up: the community's name and the code of its page."""
    place = get_object_or_404(Organisation.objects.on(today()).filter(pk=pk))
    if not rules.may_take_here.test(request.user, place):
        raise Http404
    address = request.build_absolute_uri(reverse("service_place", args=[pk]))
    context = {"place": place, "address": address, "picture": code_of(address)}
    return render(request, "service/service_poster.html", context)
