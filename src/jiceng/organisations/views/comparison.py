"""The county before and after a reorganisation, for its own page and for the county's."""

from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation, Reorganisation
from jiceng.organisations.queries.comparison import comparison, pairs
from jiceng.organisations.queries.reorganisation import last_executed

COUNTY = (Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT)


def compared(request, one: Reorganisation) -> dict:
    """Figures and charts of the eve and the day; each opens to its list."""
    found = comparison(one, seen_by=request.user)
    return {"comparison": found, "pairs": pairs(found), "reorganisation": one}


def last_compared(request, organisation: Organisation, day) -> dict:
    """On the county's page: its last reorganisation up to the day, if there is one."""
    one = last_executed(day) if organisation.kind in COUNTY else None
    return compared(request, one) if one else {"comparison": None}
