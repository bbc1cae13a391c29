"""Without an account: a community's page, asking, the own page by its code. Works without script."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import anyone, page
from jiceng.kernel.once import once
from jiceng.kernel.pages import today
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.unit import successors
from jiceng.service import commands, forms
from jiceng.service.queries import case as queries
from jiceng.service.queries import public
from jiceng.service.queries.cases import LIGHTS


def _place(pk) -> Organisation:
    return get_object_or_404(Organisation.objects.filter(kind__in=TERRITORIES), pk=pk)


def _is_gone(place: Organisation) -> bool:
    return place.valid_to is not None and place.valid_to <= today()


@page(anyone)
@require_safe
def service_places(request):
    """Which community is mine; whoever has a code goes on to the own page."""
    form = forms.CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = "".join(one for one in form.cleaned_data["code"].lower() if one.isalnum())
        if queries.exists(code):
            return redirect("service_own", code)
        form.add_error("code", _("没有这个查询码，请核对。"))
    context = {"places": public.places(as_of=today()), "form": form}
    return render(request, "service/service_places.html", context, status=422 if form.errors else 200)


@page(anyone)
@require_safe
def service_place(request, pk):
    """Where the code on the wall leads: ask, look up, what was done here this quarter."""
    place = _place(pk)
    if _is_gone(place):
        heirs = successors([place], as_of=today())[place.pk]
        return render(request, "service/service_gone.html", {"place": place, "heirs": heirs})
    context = {"place": place, "picture": public.picture(place, as_of=today())}
    return render(request, "service/service_place.html", context)


@page(anyone)
@once
def service_ask(request, pk):
    place = _place(pk)
    if _is_gone(place):
        return redirect("service_place", pk)
    form = forms.AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = request.META.get("REMOTE_ADDR", "")
        made = form.carried_out(commands.ask, new=form.new(place), address=address)
        if made is not None:
            return redirect("service_own", made[1])
    context = {"place": place, "form": form, "back": reverse("service_place", args=[pk])}
    return render(request, "service/service_ask.html", context, status=422 if form.errors else 200)


@page(anyone)
@never_cache
@require_safe
def service_own(request, code):
    return _own(request, code)


def _own(request, code: str, **sent):
    row = queries.own_or_404(code)
    rounds = list(row.rounds.all())
    last, until = rounds[-1], queries.can_reopen(row, rounds[-1])
    rates = last.answered_on and not last.rated_on
    context = {
        "case": row,
        "code": code,
        "rounds": [one for one in reversed(rounds) if one.answered_on],
        "running": last,
        "until": until,
        "light_now": LIGHTS[row.light],
        "events": queries.way(row, for_resident=True),
        "word": sent.get("word") or (forms.WordForm(may_ask_again=bool(until)) if rates else None),
        "again": sent.get("again") or (forms.AgainForm() if until and last.rated_on else None),
    }
    wrong = any(form.errors for form in sent.values())
    return render(request, "service/service_own.html", context, status=422 if wrong else 200)


@page(anyone)
@never_cache
@require_POST
@once
def service_word(request, code):
    row = queries.own_or_404(code)
    form = forms.WordForm(request.POST, may_ask_again=bool(queries.can_reopen(row, row.rounds.last())))
    if form.is_valid() and form.carried_out(commands.rate, code=code, **form.said) is not None:
        messages.success(request, _("谢谢您，已记下。"))
        return redirect("service_own", code)
    return _own(request, code, word=form)


@page(anyone)
@never_cache
@require_POST
@once
def service_again(request, code):
    queries.own_or_404(code)
    form = forms.AgainForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if form.is_valid() and form.carried_out(commands.reopen, code=code, why=why) is not None:
        messages.success(request, _("已重新交办。"))
        return redirect("service_own", code)
    return _own(request, code, again=form)
