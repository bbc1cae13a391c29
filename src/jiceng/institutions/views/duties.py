"""Duties: mine, a unit's year, the county's board, one duty explained, excusing it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.institutions.commands import waivers
from jiceng.institutions.enums import Right
from jiceng.institutions.forms import ReasonForm
from jiceng.institutions.models import Duty, Waiver
from jiceng.institutions.pages import (
    crumbs_of,
    duty_tabs,
    facts_of,
    figures_of,
    happenings_url,
    my_figures,
    problem_figures,
    year_asked,
)
from jiceng.institutions.queries import boards, changes
from jiceng.institutions.queries.duty import explain
from jiceng.institutions.queries.states import by_urgency, seen_duties
from jiceng.institutions.queries.wrong import problems
from jiceng.institutions.rules import may_see_duties, may_waive
from jiceng.institutions.tables import Duties, MyDuties
from jiceng.kernel.access import page, signed_in
from jiceng.kernel.components import Crumb
from jiceng.kernel.markdown import html_of
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.pages import day_of, number_in, today
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules import in_scope


def seen_duty(request, pk: int) -> Duty:
    """A duty in the account's scope or its own, with its state; else 404."""
    day = day_of(request)
    rows = seen_duties(seen_by=request.user, as_of=day).select_related(*boards.RELATED)
    duty = rows.filter(pk=pk).first() or boards.mine(seen_by=request.user, as_of=day).filter(pk=pk).first()
    if duty is None:
        raise Http404
    return duty


@require_safe
@page(signed_in)
def duties(request):
    day = day_of(request)
    every = request.GET.get("all") and may_see_duties.test(request.user)
    if every:
        seen = seen_duties(seen_by=request.user, as_of=day).select_related(*boards.RELATED)
        rows = boards.narrowed(seen, request.GET.dict())
    else:
        rows = boards.mine(seen_by=request.user, as_of=day)
    table = (Duties if every else MyDuties)(request, by_urgency(rows))
    tabs = duty_tabs(request, "all" if every else "mine")
    figures = [] if every else my_figures(boards.mine_by_state(seen_by=request.user, as_of=day))
    context = {"tabs": tabs, "every": every, "figures": figures, "happenings": happenings_url(request)}
    return table.response("institutions/duties.html", context)


@require_safe
@page(signed_in)
def duty(request, pk: int):
    return render(
        request, "institutions/duty.html", duty_context(request, seen_duty(request, pk), ReasonForm())
    )


def duty_context(request, one: Duty, form: ReasonForm) -> dict:
    why = explain(one, as_of=day_of(request))
    waiver = one.waivers.filter(taken_back_on__isnull=True).first()
    return {
        "why": why,
        "duty": one,
        "clause": html_of(one.obligation.clause.text),
        "waiver": waiver,
        "waived_on": waiver.on.isoformat() if waiver else "",
        "excuses": may_waive.test(request.user, one),
        "form": form,
        "key": OnceForm(),
        "facts": facts_of(why),
        "crumbs": crumbs_of(request, why),
    }


@require_POST
@page(may_waive)
@once
def duty_waive(request, pk: int):
    one = seen_duty(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            waivers.waive(by=request.user, duty=one, reason=form.cleaned_data["reason"])
            messages.success(request, _("已批准免办。"))
            return redirect("duty", pk)
        except ImpossibleError as error:
            form.add_error(None, error)
    return render(request, "institutions/duty.html", duty_context(request, one, form), status=422)


@require_POST
@page(may_waive)
@once
def duty_owed_again(request, pk: int):
    one = seen_duty(request, pk)
    waiver = Waiver.objects.filter(duty=one, taken_back_on__isnull=True).first()
    if waiver is None:
        raise Http404
    waivers.take_back_waiver(by=request.user, waiver=waiver)
    messages.success(request, _("已收回免办。"))
    return redirect("duty", pk)


def unit_or_404(request, pk: int) -> tuple[Organisation, list[Organisation]]:
    """The unit, and with it those that serve the same territory."""
    seen = in_scope(request.user, Right.SEE_DUTIES, day_of(request))
    unit = seen.filter(pk=pk).first()
    if unit is None:
        raise Http404
    area = unit.territory_id or unit.pk
    return unit, list(seen.filter(pk=area) | seen.filter(territory=area) | seen.filter(pk=unit.pk))


@require_safe
@page(may_see_duties)
def unit_wrong(request, pk: int):
    """Everything that is wrong or missing in a unit, in one list, each with the button that mends it."""
    unit, together = unit_or_404(request, pk)
    found = problems(seen_by=request.user, units=together, as_of=day_of(request))
    context = {
        "unit": unit,
        "problems": found,
        "figures": problem_figures(found),
        "tabs": duty_tabs(request, "wrong"),
    }
    return render(request, "institutions/unit_wrong.html", context)


@require_safe
@page(may_see_duties)
def unit_year(request, pk: int):
    """One unit with those that serve the same territory: the community, its committee and its branch."""
    day = day_of(request)
    unit, together = unit_or_404(request, pk)
    year = year_asked(request)
    lines = boards.unit_year(together, as_of=day, year=year)
    context = {
        "unit": unit,
        "year": year,
        "lines": lines,
        "months": range(1, 13),
        "figures": figures_of(lines),
        "told": changes.of_units(together, seen_by=request.user, as_of=day),
        "tabs": duty_tabs(request, "unit"),
    }
    return render(request, "institutions/unit_year.html", context)


LOOKS = 20  # so often a page asks whether the duties are worked out; then it leaves it at a link


@require_safe
@page(signed_in)
def duty_changes(request):
    """What my own acts did to the duties; with ?after= the part of a page that waits for the look at them."""
    after = number_in(request.GET.get("after", ""))
    if request.htmx and after is not None:
        return _waiting(request, after, number_in(request.GET.get("looks", "")) or 0)
    told = changes.led_to_by(request.user, as_of=today())
    crumbs = [Crumb(_("职责"), reverse("duties")), Crumb(_("职责变化"))]
    return render(request, "institutions/duty_changes.html", {"told": told, "crumbs": crumbs})


def _waiting(request, after: int, looks: int):
    if not changes.is_worked_out(after):
        context = {"after": after, "looks": looks + 1, "goes_on": looks + 1 < LOOKS}
        return render(request, "institutions/duty_changes_waiting.html", context)
    told = changes.led_to_by(request.user, as_of=today(), after=after)
    return render(request, "institutions/duty_changes_here.html", {"told": told})


@require_safe
@page(may_see_duties)
def duty_board(request):
    year = year_asked(request)
    columns, lines = boards.county_board(seen_by=request.user, as_of=day_of(request), year=year)
    context = {
        "columns": columns,
        "lines": lines,
        "year": year,
        "figures": figures_of(lines),
        "tabs": duty_tabs(request, "board"),
    }
    return render(request, "institutions/duty_board.html", context)
