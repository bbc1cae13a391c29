"""The tree, a unit's page, the list of organisations and the lineage."""

from datetime import date

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from jiceng.kernel.access import holds, page
from jiceng.kernel.components import Crumb, Figure, Tab
from jiceng.kernel.pages import day_of, number_in
from jiceng.kernel.units import HOUSEHOLDS, PEOPLE
from jiceng.organisations import queries
from jiceng.organisations.enums import Kind, Line, Right
from jiceng.organisations.links import links_of
from jiceng.organisations.models import Organisation, Reorganisation
from jiceng.organisations.queries import checks, tree, unit
from jiceng.organisations.queries.comparison import touched
from jiceng.organisations.queries.figures import with_branches, with_counts, with_members
from jiceng.organisations.rules import (
    may_appoint,
    may_keep_organisations,
    may_see_party_roll,
    may_see_residents_roll,
)
from jiceng.organisations.tables import Crosswalk, Organisations
from jiceng.organisations.views.answers import asked_organisation, asked_reorganisation
from jiceng.organisations.views.comparison import last_compared

SHOWN_FINDINGS = 8


@require_safe
@page(holds(Right.SEE_STRUCTURE))
def organisations(request):
    day, line, text = day_of(request), request.GET.get("line", ""), request.GET.get("q", "").strip()[:60]
    opened = request.GET.get("open", "")
    seen = {"seen_by": request.user, "as_of": day}
    figures = queries.county_figures(**seen)
    context = {
        "nodes": [] if text else tree.tree(**seen, line=line, opened=number_in(opened)),
        "found": tree.found(**seen, text=text) if text else None,
        "text": text,
        "line": line,
        "kept": [(name, request.GET[name]) for name in ("as_of", "line") if name in request.GET],
        "tabs": line_tabs(line),
        "figures": drawn_figures(figures, None, request),
        "may_keep": holds(Right.KEEP_ORGANISATIONS).test(request.user),
    }
    return render(request, "organisations/organisations.html", context)


def line_tabs(line: str) -> list[Tab]:
    url = reverse("organisations")
    both = Tab(_("两条线"), url, line not in Line.values)
    return [both, *(Tab(one.label, f"{url}?line={one.value}", line == one.value) for one in Line)]


@require_safe
@page(holds(Right.SEE_STRUCTURE))
def organisation_below(request, pk: int):
    one = get_object_or_404(Organisation, pk=pk)
    line = request.GET.get("line", "")
    nodes = tree.children(one, seen_by=request.user, as_of=day_of(request), line=line)
    return render(request, "organisations/organisation_below.html", {"nodes": nodes, "line": line})


def drawn_figures(figures: queries.Figures, one: Organisation | None, request) -> list[Figure]:
    """Three to five figures that open to the lists behind them; rolls open only to who may see them."""
    below = f"&organisation={one.pk}" if one else ""
    listed = reverse("organisation_list")
    roll = f"{reverse('members')}?{below[1:]}" if holds(Right.SEE_PARTY_ROLL).test(request.user) else ""
    old, new = figures.residents_committees_old, figures.communities
    drawn = []
    if old:
        drawn.append(
            Figure(
                pgettext("列表", "居民委（旧）"),
                old,
                url=f"{listed}?kind={Kind.OLD_RESIDENTS_COMMITTEE}{below}",
            )
        )
    if new:
        single = figures.communities_with_exactly_one_branch
        tone = "done" if single == new else "late"
        drawn.append(Figure(pgettext("列表", "社区"), new, url=f"{listed}?kind={Kind.COMMUNITY}{below}"))
        note = _("一社区一支部")
        url = f"{listed}?view=branches{below}"
        drawn.append(Figure(_("只有一个党组织的社区"), f"{single}/{new}", url=url, tone=tone, note=note))
    drawn.append(Figure(_("户数"), figures.households, HOUSEHOLDS, f"{listed}?view=counts{below}"))
    drawn.append(
        Figure(
            _("党员"), figures.members, PEOPLE, roll, note=_("正式%(full)d") % {"full": figures.full_members}
        )
    )
    outside = figures.members_outside_their_community_branch
    if len(drawn) < 5:
        url = f"{roll}{'&' if below else ''}where=outside" if roll else ""
        tone = "soon" if outside else "done"
        drawn.append(Figure(_("住在支部辖区外的党员"), outside, PEOPLE, url, tone=tone))
    return drawn


@require_safe
@page(holds(Right.SEE_STRUCTURE))
def organisation(request, pk: int):
    one = get_object_or_404(queries.named(Organisation.objects.all(), day_of(request)), pk=pk)
    seen = {"seen_by": request.user, "as_of": day_of(request)}
    return render(request, "organisations/organisation.html", unit_context(request, one, seen))


def unit_context(request, one: Organisation, seen: dict) -> dict:
    """All that stands on a unit's page."""
    day, account = seen["as_of"], request.user
    lines = unit.superiors(one, as_of=day)
    around = unit.around(one, as_of=day)
    came, became = unit.lineage(one)
    rolls = queries.roll_tallies(day, one)
    findings = checks.findings(**seen, organisation=one, rolls=rolls)
    return {
        "organisation": one,
        "exists": one.valid_from <= day and (one.valid_to is None or one.valid_to > day),
        "lines": [(line.label, chain) for line, chain in lines.items()],
        "crumbs": crumbs_of(lines, one),
        "figures": drawn_figures(queries.unit_figures(one, **seen, rolls=rolls), one, request),
        "around": around,
        "posts": unit.posts([one, *around], as_of=day),
        "units": unit.resident_units(one, as_of=day),
        "findings": findings[:SHOWN_FINDINGS],
        "finding_count": len(findings),
        "came": came,
        "became": became,
        **last_compared(request, one, day),
        "names": unit.names(one),
        "instruments": unit.instruments(one),
        "map": unit.small_map(one, queries.territories(day, one), as_of=day),
        "links": links_of(account, one),
        "may_keep": may_keep_organisations.test(account, one),
        "may_appoint": may_appoint.test(account, one),
        "may_see_members": may_see_party_roll.test(account, one),
        "may_see_residents": may_see_residents_roll.test(account, one),
    }


def crumbs_of(lines: dict, one: Organisation) -> list[Crumb]:
    """The way down to the unit: on the residents' line if it stands on it, else on the party line."""
    chain = lines.get(Line.RESIDENTS) or lines.get(Line.PARTY) or []
    start = Crumb(pgettext("列表", "组织"), reverse("organisations"))
    return [start, *(Crumb(up.name_then, reverse("organisation", args=[up.pk])) for up in chain)]


@require_safe
@page(holds(Right.SEE_STRUCTURE))
def organisation_list(request):
    day, one, change = day_of(request), asked_organisation(request), asked_reorganisation(request)
    rows = with_branches(_listed(day, one, change, request.GET.get("view", "")), day)
    rows = with_members(with_counts(rows, day), day)
    return Organisations(request, rows).response(
        "organisations/organisation_list.html", {"lead": change.title if change else one.name if one else ""}
    )


def _listed(day: date, one: Organisation | None, change: Reorganisation | None, view: str):
    """The day's organisations; those below one, or those that a reorganisation was about: only territories."""
    if change is not None:
        return touched(change, as_of=day)
    if view not in {"counts", "branches"} and one is None:
        return queries.organisations_on(day)
    rows = queries.territories(day, one)
    return rows.filter(kind=Kind.COMMUNITY) if view == "branches" else rows


@require_safe
@page(holds(Right.SEE_STRUCTURE))
def lineage(request):
    return Crosswalk(request, unit.crosswalk(as_of=day_of(request))).response("organisations/lineage.html")
