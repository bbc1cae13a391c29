"""The county before and after a reorganisation, for its own page and for the county's."""

from jiceng.kernel.components import Bar
from jiceng.kernel.pages import dated
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation, Reorganisation
from jiceng.organisations.queries import reorganisation as queries
from jiceng.organisations.tables import organisation_url

CHARTS = ("households_before", "households_after", "members_before", "members_after")
COUNTY = (Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT)


def compared(request, one: Reorganisation) -> dict:
    """Figures and charts of the eve and the day; each opens to its list."""
    found = queries.comparison(one, seen_by=request.user)
    charts = {
        name: [
            Bar(area.name, value, dated(request, organisation_url(area.pk)))
            for area, value in getattr(found, name)
        ]
        for name in CHARTS
    }
    return {"comparison": found, "pairs": queries.pairs(found), "charts": charts, "reorganisation": one}


def last_compared(request, organisation: Organisation, day) -> dict:
    """On the county's page: its last reorganisation up to the day, if there is one."""
    one = queries.last_executed(day) if organisation.kind in COUNTY else None
    return compared(request, one) if one else {"comparison": None}
