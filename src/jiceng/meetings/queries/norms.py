"""The norms of representation as they hold on a day: what the county has chosen, else what is shipped."""

from dataclasses import replace
from datetime import date

from jiceng.institutions.thresholds import NOTHING, Threshold
from jiceng.meetings.kinds.norms import Norms, Seats, shipped_on
from jiceng.meetings.models import RepresentationNorm


def seats_of(row: RepresentationNorm) -> Seats:
    """A version as the norm that it is."""
    return Seats(
        key=row.pack,
        name=row.name,
        source=row.source,
        households_least=row.households_least,
        households_most=row.households_most,
        percent_least=row.percent_least,
        percent_most=row.percent_most,
        women=Threshold(row.women_num, row.women_den) if row.women_den else NOTHING,
        absences=row.absences,
        absences_source=row.source,
    )


def norms_on(day: date) -> Norms:
    """Who signs for a petition stays with the law; a county chooses how many represent it."""
    shipped = shipped_on(day)
    row = RepresentationNorm.objects.on(day).first()
    return replace(shipped, representation=seats_of(row)) if row else shipped


def norm_versions() -> list[tuple[RepresentationNorm, Seats]]:
    """Everything the county has chosen, the latest first."""
    rows = RepresentationNorm.objects.select_related("author__person").order_by("-valid_from")
    return [(row, seats_of(row)) for row in rows]
