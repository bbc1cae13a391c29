"""Figures that the structure of the county gives to plans."""

from datetime import date

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.documents.measures import Measure, register, share
from jiceng.organisations.enums import TERRITORIES, Kind
from jiceng.organisations.models import Organisation, TerritoryFigures
from jiceng.organisations.queries.figures import with_branches, with_counts

# Households of a community in norm; organisations judge the same (rules/checks/communities.py).
LEAST, MOST = 1000, 3000


def _communities(as_of: date):
    return Organisation.objects.on(as_of).filter(kind=Kind.COMMUNITY).order_by()


def _territories(as_of: date) -> int:
    return Organisation.objects.on(as_of).filter(kind__in=TERRITORIES).count()


def _with_one_branch(as_of: date) -> float | None:
    rows = _communities(as_of)
    return share(with_branches(rows, as_of).filter(branches_then=1).count(), rows.count())


def _in_norm(as_of: date) -> float | None:
    rows = _communities(as_of)
    fit = Q(households_then__gte=LEAST, households_then__lte=MOST)
    return share(with_counts(rows, as_of).filter(fit).count(), rows.count())


def _rooms(as_of: date) -> float | None:
    """Square metres of community rooms for a hundred households."""
    rows = TerritoryFigures.objects.on(as_of).filter(organisation__in=_communities(as_of).values("pk"))
    found = rows.aggregate(area=Sum("venue_area_m2"), households=Sum("households"))
    return (
        100 * found["area"] / found["households"]
        if found["households"] and found["area"] is not None
        else None
    )


def _listed(view: str):
    return lambda as_of: f"{reverse('organisation_list')}?view={view}&as_of={as_of.isoformat()}"


def register_measures() -> None:
    register(Measure("territories", _("社区和老居民委总数"), "", _territories, _listed("counts")))
    register(Measure("one_branch", _("一社区一支部的社区"), "%", _with_one_branch, _listed("branches")))
    register(Measure("in_norm", _("规模在一千至三千户的社区"), "%", _in_norm, _listed("counts")))
    register(Measure("rooms", _("每百户社区用房面积"), _("平方米"), _rooms, _listed("counts")))
