"""The base units as the county has them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import TERRITORIES, Kind, Line, Standing
from jiceng.organisations.models import Boundary, Organisation, Placement, Residence, TerritoryFigures
from jiceng.organisations.rules.scope import below


@dataclass(frozen=True)
class Present:
    """A territory as it is on a day."""

    organisation: Organisation
    street: str
    households: int | None
    residents: int | None
    full_members: int
    venue_area_m2: int | None
    geometry: dict | None


def present_territories(body: Organisation, on: date) -> list[Present]:
    """Old committees and communities below `body` on either line, with figures, boundaries and the full members
    who live there, all as of `on`."""
    paths = list(Placement.objects.on(on).filter(organisation=body))
    reach = Q(pk__in=[])
    for place in paths:
        reach |= below(place.path) & Q(line=place.line)
    places = Placement.objects.on(on).filter(reach) if paths else Placement.objects.none()
    found = list(
        Organisation.objects.on(on)
        .filter(kind__in=TERRITORIES, pk__in=places.values("organisation"))
        .order_by("code", "id")
    )
    ids = [organisation.pk for organisation in found]
    figures = {
        row.organisation_id: row for row in TerritoryFigures.objects.on(on).filter(organisation__in=ids)
    }
    areas = dict(Boundary.objects.on(on).filter(organisation__in=ids).values_list("organisation", "geometry"))
    members, streets = members_living_in(ids, on), _streets(ids, on)
    return [
        Present(
            organisation,
            streets.get(organisation.pk, ""),
            *_counts(figures.get(organisation.pk), members.get(organisation.pk, 0)),
            areas.get(organisation.pk),
        )
        for organisation in found
    ]


def _counts(row: TerritoryFigures | None, members: int) -> tuple[int | None, int | None, int, int | None]:
    if row is None:
        return None, None, members, None
    return row.households, row.residents, members, row.venue_area_m2


def members_living_in(territories: list[int], on: date) -> dict[int, int]:
    """Full party members by the territory where they live."""
    rows = (
        Residence.objects.on(on)
        .filter(territory__in=territories)
        .filter(
            holds_on(on, "person__party_memberships__"), person__party_memberships__standing=Standing.FULL
        )
        .values("territory")
        .annotate(count=Count("person", distinct=True))
    )
    return {row["territory"]: row["count"] for row in rows}


def _streets(territories: list[int], on: date) -> dict[int, str]:
    """The street above each territory: its superior on the residents' line, or its branch's general branch."""
    above = Placement.objects.on(on).filter(
        organisation__in=territories, line=Line.RESIDENTS, superior__kind=Kind.STREET_OFFICE
    )
    found = dict(above.values_list("organisation", "superior__name"))
    serving = Placement.objects.on(on).filter(
        organisation__territory__in=territories,
        superior__kind__in=[Kind.STREET_GENERAL_BRANCH, Kind.STREET_WORKING_COMMITTEE],
        line=Line.PARTY,
    )
    for territory, name in serving.values_list("organisation__territory", "superior__name"):
        found.setdefault(territory, name)
    return found
