"""What pages of duties share: tabs, the year asked for, figures of a board."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jiceng.institutions.enums import Right, State
from jiceng.institutions.queries.boards import Line
from jiceng.institutions.queries.duty import Explanation
from jiceng.institutions.queries.wrong import Problem
from jiceng.institutions.rules import may_record_work, may_see_duties
from jiceng.kernel.components import Crumb, Fact, Figure, Tab
from jiceng.kernel.pages import EARLIEST, LATEST, dated, day_of, number_in
from jiceng.kernel.units import ITEMS
from jiceng.kernel.words import strung
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules.scope import holdings


def unit_of(account) -> Organisation | None:
    """Where the account works: the unit of its first post that sees duties."""
    held = [one for one in holdings(account) if Right.SEE_DUTIES in one.role.rights]
    return held[0].organisation if held else None


def happenings_url(request) -> str:
    """Where my unit writes down what happened; empty for who records nothing."""
    unit = unit_of(request.user)
    if unit is None or not may_record_work.test(request.user, unit):
        return ""
    return reverse("happenings", args=[unit.pk])


def year_asked(request) -> int:
    """?year=2026, else the year of the day shown."""
    year = number_in(request.GET.get("year", "")) or 0
    return year if EARLIEST.year <= year <= LATEST.year else day_of(request).year


def duty_tabs(request, active: str) -> list[Tab]:
    """Mine, the calendar, and for who may see them: my unit's year, the board, all."""
    tabs = [
        Tab(_("我的职责"), dated(request, reverse("duties")), active == "mine"),
        Tab(_("日历"), dated(request, reverse("duty_calendar")), active == "calendar"),
    ]
    if may_see_duties.test(request.user):
        unit = unit_of(request.user)
        if unit:
            url = dated(request, reverse("unit_year", args=[unit.pk]))
            tabs.append(Tab(_("本单位全年"), url, active == "unit"))
            url = dated(request, reverse("unit_wrong", args=[unit.pk]))
            tabs.append(Tab(_("问题清单"), url, active == "wrong"))
        tabs.append(Tab(_("总览"), dated(request, reverse("duty_board")), active == "board"))
        url = dated(request, reverse("duties") + "?" + urlencode({"all": 1}))
        tabs.append(Tab(_("全部清单"), url, active == "all"))
    return tabs


def figures_of(lines: list[Line]) -> list[Figure]:
    """Done of owed, due, late and missed, over a whole board."""
    counts = {state: sum(line.all.counts.get(state, 0) for line in lines) for state in State}
    owed = sum(line.all.owed for line in lines)
    every = reverse("duties") + "?all=1"
    return [
        Figure(_("应办"), owed, ITEMS, every),
        Figure(_("已完成"), counts[State.DONE], ITEMS, every + "&state=done", "done"),
        Figure(_("待办"), counts[State.DUE], ITEMS, every + "&state=due", "soon"),
        Figure(_("逾期"), counts[State.LATE], ITEMS, every + "&state=late", "late"),
        Figure(_("未完成"), counts[State.MISSED], ITEMS, every + "&state=missed", "late"),
    ]


def my_figures(counts: dict[str, int]) -> list[Figure]:
    """What asks something of me first; each opens its part of the list."""
    shown = ((State.LATE, "late"), (State.DUE, "soon"), (State.DONE, "done"), (State.PLANNED, ""))
    return [
        Figure(state.label, counts.get(state, 0), ITEMS, f"{reverse('duties')}?state={state.value}", tone)
        for state, tone in shown
    ]


def problem_figures(found: list[Problem]) -> list[Figure]:
    """How many, by what kind of thing they are."""
    red = sum(one.light == "late" for one in found)
    return [
        Figure(pgettext("列表", "问题"), len(found), ITEMS),
        Figure(_("须马上办"), red, ITEMS, tone="late" if red else "done"),
        Figure(_("职责"), sum(bool(one.more) for one in found), ITEMS),
        Figure(_("规定和职务"), sum(not one.more for one in found), ITEMS),
    ]


def facts_of(why: Explanation) -> list[Fact]:
    """Who answers, how often, from when to when, with what."""
    duty, obligation = why.duty, why.duty.obligation
    answerers = strung(why.answerers) or str(duty.organisation)
    due = duty.due_on.isoformat()
    facts = [
        Fact(_("责任人"), answerers),
        Fact(_("频次"), obligation.get_rhythm_display()),
        Fact(_("时段"), f"{duty.opens_on.isoformat()} – {due}"),
        Fact(_("强度"), obligation.get_severity_display()),
    ]
    if obligation.unit:
        facts.append(Fact(_("进度"), f"{duty.amount}/{duty.need} {obligation.unit}"))
    if duty.trigger_id:
        facts.append(Fact(_("起因"), duty.trigger.source_name, duty.trigger.source_url))
    return facts


def crumbs_of(request, why: Explanation) -> list[Crumb]:
    return [Crumb(_("职责"), dated(request, reverse("duties"))), Crumb(why.duty.obligation.key)]
