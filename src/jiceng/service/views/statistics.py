"""Statistics of a year, by community, kind or month; every figure opens its list."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb, Tab
from jiceng.kernel.pages import day_of, number_in
from jiceng.service import rules
from jiceng.service.norms import norms
from jiceng.service.queries import statistics as queries
from jiceng.service.tables import StatisticLines


@page(rules.may_see)
@require_safe
def service_statistics(request):
    day, own = day_of(request), reverse("service_statistics")
    known = queries.years(seen_by=request.user, as_of=day)
    asked = number_in(request.GET.get("year", ""))
    year = asked if asked in known else day.year
    by = request.GET.get("by", "") if request.GET.get("by", "") in queries.BY else "community"
    found = queries.statistics(seen_by=request.user, as_of=day, year=year, by=by)
    context = {
        "found": found,
        "year": year,
        "figures": queries.figures(found.total),
        "least": norms(day).rate_from,
        "tabs": [
            Tab(str(word), f"{own}?by={key}&year={year}", key == by) for key, word in queries.BY.items()
        ],
        "years": [Tab(str(one), f"{own}?by={by}&year={one}", one == year) for one in known],
        "crumbs": [Crumb(_("居民诉求"), reverse("cases")), Crumb(_("统计"))],
    }
    return StatisticLines(request, found.lines).response("service/service_statistics.html", context)
