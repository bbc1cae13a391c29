"""Figures of the county or of a unit on a day, and the list behind each. Computed, never stored."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import (
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, Line, Standing
from jiceng.organisations.models import (
    Organisation,
    PartyMembership,
    Placement,
    TerritoryFigures,
)
from jiceng.organisations.queries.names import organisations_on
from jiceng.organisations.queries.tallies import Tallies, county_tallies, living_outside, sums, tallies
from jiceng.organisations.rules.scope import below


@dataclass(frozen=True)
class Figures:
    """The county, or one unit of it, in numbers on one day.

    residents_committees_old: old committees (居民委, the form before communities) that exist on the day.
    communities: communities that exist on the day; communities_with_exactly_one_branch: those of them that exactly
    one party branch, general branch or committee serves. households, residents, venue_area_m2: sums of the counts
    that hold on the day over the territories (old committees and communities). full_members,
    probationary_members: memberships that hold on the day. members_outside_their_community_branch: members whose
    branch serves another territory than the one they live in on the day (members without a home, and branches
    without a territory, are left out).
    """

    as_of: date
    residents_committees_old: int
    communities: int
    communities_with_exactly_one_branch: int
    branches: int
    households: int
    residents: int
    venue_area_m2: int
    full_members: int
    probationary_members: int
    members_outside_their_community_branch: int

    @property
    def members(self) -> int:
        return self.full_members + self.probationary_members

    def as_dict(self) -> dict:
        return asdict(self)


def county_figures(*, seen_by, as_of: date) -> Figures:
    """The whole county. How many there are of each is open to everybody who has an account; the lists of persons
    behind the numbers are not."""
    return _figures(as_of, None, roll_tallies(as_of))


def unit_figures(
    organisation: Organisation, *, seen_by, as_of: date, rolls: Tallies | None = None
) -> Figures:
    """What lies below one organisation: its territories, the branches that serve them or stand below it. `rolls`: its
    tallies where they are known already."""
    return _figures(as_of, organisation, roll_tallies(as_of, organisation) if rolls is None else rolls)


def _figures(as_of: date, organisation: Organisation | None, tallied: Tallies) -> Figures:
    areas = territories(as_of, organisation)
    counts = TerritoryFigures.objects.on(as_of).filter(organisation__in=areas.order_by().values("pk"))
    counted = counts.aggregate(
        households=Coalesce(Sum("households"), 0),
        residents=Coalesce(Sum("residents"), 0),
        venue_area_m2=Coalesce(Sum("venue_area_m2"), 0),
    )
    kinds = with_branches(areas, as_of).aggregate(
        residents_committees_old=Count("pk", filter=Q(kind=Kind.OLD_RESIDENTS_COMMITTEE)),
        communities=Count("pk", filter=Q(kind=Kind.COMMUNITY)),
        communities_with_exactly_one_branch=Count("pk", filter=Q(kind=Kind.COMMUNITY, branches_then=1)),
    )
    rolls = sums(tallied)
    return Figures(
        as_of=as_of,
        branches=branches(as_of, organisation).count(),
        full_members=rolls.full,
        probationary_members=rolls.probationary,
        members_outside_their_community_branch=rolls.outside,
        **counted,
        **kinds,
    )


def _subtree(as_of: date, organisation: Organisation, line: Line) -> QuerySet[Placement] | None:
    place = Placement.objects.on(as_of).filter(organisation=organisation, line=line).first()
    if place is None:
        return None
    return Placement.objects.on(as_of).filter(below(place.path), line=line)


def is_whole(organisation: Organisation | None) -> bool:
    """Whether the whole county is meant."""
    return organisation is None or organisation.kind in (Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT)


def territories(as_of: date, organisation: Organisation | None = None) -> QuerySet[Organisation]:
    """Old committees and communities of the day: all, or those of one organisation (its own, those below it on the
    residents' line, or those that branches below it on the party line serve)."""
    rows = organisations_on(as_of).filter(kind__in=TERRITORIES)
    if is_whole(organisation):
        return rows
    if organisation.kind in TERRITORIES:
        return rows.filter(pk=organisation.pk)
    if organisation.territory_id:
        return rows.filter(pk=organisation.territory_id)
    places = _subtree(as_of, organisation, Line.RESIDENTS)
    if places is not None:
        return rows.filter(pk__in=places.order_by().values("organisation_id"))
    places = _subtree(as_of, organisation, Line.PARTY)
    if places is None:
        return rows.none()
    return rows.filter(pk__in=places.order_by().values("organisation__territory_id"))


def branches(as_of: date, organisation: Organisation | None = None) -> QuerySet[Organisation]:
    """Party branches, general branches and committees of the day: all, or those of one organisation."""
    rows = organisations_on(as_of).filter(kind__in=BRANCHES)
    if is_whole(organisation):
        return rows
    if organisation.kind in BRANCHES:
        return rows.filter(pk=organisation.pk)
    if organisation.kind in TERRITORIES:
        return rows.filter(territory=organisation)
    if organisation.territory_id:
        return rows.filter(territory=organisation.territory_id)
    return rows.filter(
        Q(territory__in=territories(as_of, organisation).order_by().values("pk"))
        | Q(pk__in=_party_below(as_of, organisation))
    )


def _party_below(as_of: date, organisation: Organisation):
    places = _subtree(as_of, organisation, Line.PARTY)
    return [] if places is None else places.order_by().values("organisation_id")


def members(as_of: date, organisation: Organisation | None = None) -> QuerySet[PartyMembership]:
    """Memberships that hold on the day: all, or those on the rolls of one organisation and of what is below it."""
    rows = PartyMembership.objects.on(as_of)
    if is_whole(organisation):
        return rows
    if organisation.kind == Kind.PARTY_GROUP:
        return rows.filter(group=organisation)
    keepers = branches(as_of, organisation).order_by().values("pk")
    return rows.filter(Q(branch__in=keepers) | Q(branch=organisation))


def members_outside(as_of: date, organisation: Organisation | None = None) -> QuerySet[PartyMembership]:
    """Members whose branch serves another territory than their home (`home_id`)."""
    return living_outside(members(as_of, organisation), as_of)


def roll_tallies(as_of: date, organisation: Organisation | None = None) -> Tallies:
    """By branch, of the rolls that `members` gives."""
    if is_whole(organisation):
        return county_tallies(as_of)
    return tallies(members(as_of, organisation), as_of)


def with_branches(rows: QuerySet[Organisation], as_of: date) -> QuerySet[Organisation]:
    """Adds `branches_then`: how many party branches serve the territory on the day."""
    serving = (
        Organisation.objects.on(as_of)
        .filter(kind__in=BRANCHES, territory=OuterRef("pk"))
        .order_by()
        .values("territory")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return rows.annotate(branches_then=Coalesce(Subquery(serving, output_field=IntegerField()), 0))


def without_exactly_one_branch(as_of: date) -> QuerySet[Organisation]:
    """Communities that no branch or more than one serves."""
    rows = organisations_on(as_of).filter(kind=Kind.COMMUNITY)
    return with_branches(rows, as_of).exclude(branches_then=1)


def with_counts(rows: QuerySet[Organisation], as_of: date) -> QuerySet[Organisation]:
    """Adds `households_then` and `residents_then` of the day (None when not counted)."""
    counts = TerritoryFigures.objects.on(as_of).filter(organisation=OuterRef("pk"))
    return rows.annotate(
        households_then=Subquery(counts.values("households")[:1]),
        residents_then=Subquery(counts.values("residents")[:1]),
    )


def with_members(rows: QuerySet[Organisation], as_of: date) -> QuerySet[Organisation]:
    """Adds `full_then` and `probationary_then`: members of the branches that serve the territory, or of the branch
    itself."""

    own = Organisation.objects.filter(Q(pk=OuterRef(OuterRef("pk"))) | Q(territory=OuterRef(OuterRef("pk"))))

    def number(standing: Standing) -> Coalesce:
        rows = (
            PartyMembership.objects.on(as_of)
            .filter(branch__in=own.order_by().values("pk"), standing=standing)
            .order_by()
            .values("standing")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return Coalesce(Subquery(rows, output_field=IntegerField()), 0)

    return rows.annotate(full_then=number(Standing.FULL), probationary_then=number(Standing.PROBATIONARY))
