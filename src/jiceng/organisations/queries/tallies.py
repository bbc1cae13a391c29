"""How many stand on each branch's roll, and how many of them live elsewhere: two queries however large the county."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from jiceng.kernel.kept import until_next_write
from jiceng.organisations.enums import Standing
from jiceng.organisations.models import PartyMembership, Residence

# From so many branches on, a county's tallies are kept until the next write: half a second at a million members.
LARGE = 500


@dataclass(frozen=True)
class Tally:
    """One branch's roll: full and probationary members, and members who live outside the branch's territory."""

    full: int = 0
    probationary: int = 0
    outside: int = 0


Tallies = Mapping[int, Tally]


def tallies(rows: QuerySet[PartyMembership], as_of: date) -> dict[int, Tally]:
    """By branch, of the memberships given (of one day)."""
    standings = (
        rows.order_by("branch")
        .values_list("branch")
        .annotate(
            full=Count("pk", filter=Q(standing=Standing.FULL)),
            probationary=Count("pk", filter=Q(standing=Standing.PROBATIONARY)),
        )
    )
    outside = dict(
        living_outside(rows, as_of).order_by("branch").values_list("branch").annotate(number=Count("pk"))
    )
    return {
        branch: Tally(full, probationary, outside.get(branch, 0)) for branch, full, probationary in standings
    }


def county_tallies(as_of: date) -> dict[int, Tally]:
    """Of all memberships of the day."""
    rows = PartyMembership.objects.on(as_of)
    return until_next_write(lambda: tallies(rows, as_of), "tallies", as_of, least=LARGE)


def living_outside(rows: QuerySet[PartyMembership], as_of: date) -> QuerySet[PartyMembership]:
    """Those whose branch serves another territory than the one they live in on the day; members without a home, and
    branches without a territory, are left out."""
    home = Residence.objects.on(as_of).filter(person=OuterRef("person"))
    served = OuterRef("branch__territory")
    return rows.filter(
        Exists(home.exclude(territory=served)),
        ~Exists(home.filter(territory=served)),
        branch__territory__isnull=False,
    )


def sums(found: Tallies) -> Tally:
    return Tally(
        sum(one.full for one in found.values()),
        sum(one.probationary for one in found.values()),
        sum(one.outside for one in found.values()),
    )
