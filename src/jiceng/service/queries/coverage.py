"""Who of the roll was visited in a quarter, and who was not."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiceng.institutions.periods import add_months, begin_of
from jiceng.organisations.models import Organisation
from jiceng.service.enums import Found
from jiceng.service.models import HouseholdStay, HouseholdVisit, KeyHousehold


def quarter_of(day: date) -> tuple[date, date]:
    """First and last day of the quarter that holds the day."""
    first = begin_of("quarter", day)
    return first, add_months(first, 3) - timedelta(days=1)


def counted_visits() -> QuerySet[HouseholdVisit]:
    """Visits at which somebody was met and that were not annulled."""
    return HouseholdVisit.objects.filter(annulled_on=None).exclude(found=Found.AWAY)


def on_roll(community: Organisation, day: date) -> QuerySet[KeyHousehold]:
    return KeyHousehold.objects.filter(
        pk__in=HouseholdStay.objects.on(day).filter(community=community).values("household")
    )


def unvisited(community: Organisation, day: date) -> QuerySet[KeyHousehold]:
    """Of the roll of the day, those that nobody met in its quarter."""
    first, last = quarter_of(day)
    met = counted_visits().filter(household=OuterRef("pk"), on__gte=first, on__lte=last)
    return on_roll(community, day).exclude(Exists(met))


def visits_of(community: Organisation, first: date, last: date) -> QuerySet[HouseholdVisit]:
    """To households that stood on the community's roll on the day of the visit, the last first."""
    stays = HouseholdStay.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=OuterRef("on")),
        community=community,
        household=OuterRef("household"),
        valid_from__lte=OuterRef("on"),
    )
    rows = counted_visits().filter(Exists(stays), on__gte=first, on__lte=last)
    return rows.order_by("-on", "-pk")
