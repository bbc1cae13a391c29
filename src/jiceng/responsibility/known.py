"""What the system knows of a community already, by the words in which it is usually asked: no unit is asked twice."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext as _

from jiceng.organisations.models import Organisation, TerritoryFigures
from jiceng.organisations.queries.figures import members
from jiceng.responsibility.models import ContactPoint


def _counted(name: str) -> Callable[[Organisation, date], object]:
    def value(community: Organisation, as_of: date) -> object:
        row = TerritoryFigures.objects.on(as_of).filter(organisation=community).first()
        return getattr(row, name) if row else None

    return value


def _members(community: Organisation, as_of: date) -> object:
    return members(as_of, community).count()


def _leader(community: Organisation, as_of: date) -> object:
    point = ContactPoint.objects.on(as_of).filter(community=community).select_related("leader").first()
    return point.leader.name if point else None


def known() -> dict[str, Callable[[Organisation, date], object]]:
    """Words of the field and what answers them."""
    return {
        _("户数"): _counted("households"),
        _("人口"): _counted("residents"),
        _("场所面积"): _counted("venue_area_m2"),
        _("党员"): _members,
        _("县级领导"): _leader,
    }


def answers(asked: Iterable[str], community: Organisation, as_of: date) -> dict[str, str]:
    """Those of the asked fields that need no typing."""
    words, found = known(), {}
    for one in asked:
        value = words[one](community, as_of) if one in words else None
        if value is not None:
            found[one] = str(value)
    return found


def costs(
    asked: Iterable[str], communities: Iterable[Organisation], as_of: date
) -> list[tuple[str, int, int]]:
    """(field, units that must fill it, units for which the system fills it) of what is asked."""
    units = list(communities)
    found = [answers(asked, one, as_of) for one in units]
    filled = {name: sum(name in one for one in found) for name in asked}
    return [(name, len(units) - filled[name], filled[name]) for name in asked]
