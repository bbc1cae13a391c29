"""Pages of the three equals: attention, staff and reward, and the records behind each."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb, Figure
from jiceng.kernel.pages import day_of, number_in, today
from jiceng.meetings import rules
from jiceng.meetings.enums import Work
from jiceng.meetings.queries.equals import Pair, behind, summed
from jiceng.meetings.queries.equals import equals as compared
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Organisation

YEARS_SHOWN = 5


def _year(request) -> int:
    year = number_in(request.GET.get("year", "")) or day_of(request).year
    return year if 1990 <= year <= 2199 else day_of(request).year


def _figures(total: dict[str, Pair]) -> list[Figure]:
    labels = {"items": _("议程中党建份额"), "people": _("人员中党建份额"), "weight": _("权重中党建份额")}
    return [Figure(label, total[key].share, unit="%") for key, label in labels.items()]


@page(rules.may_see_meetings)
@require_safe
def equals(request):
    """Attention, staff and reward of party work beside business work, by community."""
    year = _year(request)
    found = compared(seen_by=request.user, year=year)
    labels = (("items", _("议程")), ("people", _("人员")), ("weight", _("权重")))
    rows = [(one, [(key, label, getattr(one, key)) for key, label in labels]) for one in found]
    years = sorted({year, *(today().year - back for back in range(YEARS_SHOWN))}, reverse=True)
    context = {
        "rows": rows,
        "year": year,
        "years": years,
        "figures": _figures(summed(found)) if found else [],
    }
    return render(request, "meetings/equals.html", context)


@page(rules.may_see_meetings)
@require_safe
def equals_records(request, pk):
    """What stands behind the three figures of a community."""
    year = _year(request)
    row = get_object_or_404(Organisation.objects.on(today()).filter(kind__in=TERRITORIES), pk=pk)
    if row.pk not in {one.territory.pk for one in compared(seen_by=request.user, year=today().year)}:
        raise Http404
    day = min(date(year, 12, 31), today())
    titles = {"items": _("重视程度：议程"), "people": _("投放力量：人员"), "weight": _("考核激励：权重")}
    parts = behind(row, year, day)
    groups = [
        (key, title, [(label, *parts[key][work]) for work, label in Work.choices])
        for key, title in titles.items()
    ]
    crumbs = [Crumb(_("三个一样"), f"{reverse('equals')}?year={year}"), Crumb(row.name)]
    context = {"territory": row, "year": year, "groups": groups, "crumbs": crumbs}
    return render(request, "meetings/equals_records.html", context)
