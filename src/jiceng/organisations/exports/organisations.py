"""Organisations of a day as rows of the table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import Kind, Line
from jiceng.organisations.exports.units import Units
from jiceng.organisations.models import Organisation, Placement, TerritoryFigures

SUPERIORS = {"residents_superior": Line.RESIDENTS, "party_superior": Line.PARTY}
COUNTS = ("households", "residents", "venue_area")
FIELDS = (
    "pk",
    "code",
    "name",
    "short_name",
    "kind",
    "territory_id",
    "credit_code",
    "valid_from",
    "valid_to",
    "founded_by__number",
    "founded_by__issued_on",
)


@dataclass(slots=True)
class Standing:
    """An organisation as it stands on a day, with its superiors and counts."""

    pk: int
    code: str
    name: str
    short_name: str
    kind: str
    territory: int | None
    credit_code: str
    since: date
    until: date | None
    instrument: str | None
    issued_on: date | None
    residents_superior: int | None = None
    party_superior: int | None = None
    households: int | None = None
    residents: int | None = None
    venue_area: int | None = None

    def value(self, column: str):
        """What stands in a column, nothing being None."""
        found = getattr(self, column)
        return None if found == "" else found


def standings(day: date, within: Q | None = None) -> dict[int, Standing]:
    """The organisations of `day` (those of `within`), by primary key, in the order of code. Three queries."""
    rows = Organisation.objects.on(day).filter(within or Q()).order_by("code", "pk")
    found = {values[0]: Standing(*values) for values in rows.values_list(*FIELDS)}
    places = Placement.objects.filter(holds_on(day)).values_list("organisation_id", "line", "superior_id")
    columns = {line: column for column, line in SUPERIORS.items()}
    for pk, line, superior in places:
        if pk in found:
            setattr(found[pk], columns[Line(line)], superior)
    counts = TerritoryFigures.objects.filter(holds_on(day))
    for pk, *values in counts.values_list("organisation_id", "households", "residents", "venue_area_m2"):
        if pk in found:
            found[pk].households, found[pk].residents, found[pk].venue_area = values
    return found


def rows(found: dict[int, Standing], names: Units) -> Iterator[tuple]:
    """Rows in the order of `columns.organisation_columns`."""
    for one in found.values():
        yield (
            str(one.pk),
            one.code,
            one.name,
            one.short_name,
            str(Kind(one.kind).label),
            names.label(one.residents_superior),
            names.label(one.party_superior),
            names.label(one.territory),
            one.households,
            one.residents,
            one.venue_area,
            one.credit_code,
            one.since,
            None,
            one.until,
            one.instrument,
            one.issued_on,
        )
