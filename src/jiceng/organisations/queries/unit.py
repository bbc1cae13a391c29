"""What a unit's page shows: where it stands, who is in its posts, what it was and became."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, Line
from jiceng.organisations.models import (
    Boundary,
    Instrument,
    Lineage,
    Organisation,
    OrganisationName,
    Placement,
    Post,
    Term,
)
from jiceng.organisations.queries.names import named, organisations_on
from jiceng.organisations.queries.ranks import by_rank

MOST_DRAWN = 150


@dataclass(frozen=True)
class Shape:
    """One area of a small map: an SVG path, its name, where it opens, and whether it is the one in question."""

    path: str
    name: str
    pk: int
    own: bool


@dataclass(frozen=True)
class SmallMap:
    """Areas in SVG units, `width` by `height`; north is up, degrees are stretched for the latitude."""

    shapes: list[Shape] = field(default_factory=list)
    width: int = 320
    height: int = 240


def superiors(organisation: Organisation, *, as_of: date) -> dict[Line, list[Organisation]]:
    """The chain above the organisation on each line on which it stands, from the top."""
    places = list(Placement.objects.on(as_of).filter(organisation=organisation))
    ids = {pk for place in places for pk in _links(place.path)}
    known = named(Organisation.objects.filter(pk__in=ids), as_of).in_bulk()
    return {
        Line(place.line): [known[pk] for pk in _links(place.path)[:-1] if pk in known]
        for place in sorted(places, key=lambda one: one.line)
    }


def _links(path: str) -> list[int]:
    return [int(path[start : start + 10]) for start in range(0, len(path), 10)]


def around(organisation: Organisation, *, as_of: date) -> list[Organisation]:
    """The territory that it serves, and whatever else serves that territory (branch, committee)."""
    area = organisation.pk if organisation.kind in TERRITORIES else organisation.territory_id
    if area is None:
        return []
    kinds = (*BRANCHES, Kind.RESIDENTS_COMMITTEE, *TERRITORIES)
    rows = organisations_on(as_of).filter(Q(pk=area) | Q(territory=area), kind__in=kinds)
    return list(rows.exclude(pk=organisation.pk).order_by("kind", "pk"))


def resident_units(organisation: Organisation, *, as_of: date) -> list[Organisation]:
    """Units resident in the territory, also those entered under a predecessor of it."""
    olds = Lineage.objects.filter(successor=organisation, on__lte=as_of).values("predecessor")
    rows = organisations_on(as_of).filter(kind=Kind.RESIDENT_UNIT)
    return list(rows.filter(Q(territory=organisation) | Q(territory__in=olds)).order_by("pinyin"))


def posts(organisations: Iterable[Organisation], *, as_of: date) -> list[Post]:
    """Posts of the day; each with `held`, its terms of the day with the persons."""
    terms = Term.objects.on(as_of).select_related("person").order_by("valid_from")
    return list(
        Post.objects.on(as_of)
        .filter(organisation__in=[one.pk for one in organisations])
        .select_related("organisation")
        .prefetch_related(Prefetch("terms", terms, to_attr="held"))
        .order_by("organisation_id", by_rank(), "id")
    )


def past_terms(organisation: Organisation, *, as_of: date, limit: int = 20) -> list[Term]:
    """Who held posts here before, last first."""
    rows = Term.objects.filter(post__organisation=organisation, valid_to__lte=as_of)
    rows = rows.select_related("person", "post").order_by("-valid_to", by_rank("post__kind"), "-pk")
    return list(rows[:limit])


def lineage(organisation: Organisation) -> tuple[list[Lineage], list[Lineage]]:
    """(what it came from, what it became), each with both organisations and the instrument."""
    about = Q(successor=organisation) | Q(predecessor=organisation)
    rows = Lineage.objects.filter(about).select_related("predecessor", "successor", "instrument")
    found = list(rows.order_by("on", "predecessor__code", "successor__code", "pk"))
    came = [row for row in found if row.successor_id == organisation.pk]
    return came, [row for row in found if row.predecessor_id == organisation.pk]


def successors(organisations: Iterable[Organisation], *, as_of: date) -> dict[int, list[Organisation]]:
    """By the id of each that has ended: the organisations of the day that came after it, over as many changes as there
    were; those that took over most households first. Nobody for one that left no successor."""
    found: dict[int, dict[int, Organisation]] = {one.pk: {} for one in organisations}
    ends: dict[int, set[int]] = {pk: {pk} for pk in found}
    seen: dict[int, set[int]] = {pk: {pk} for pk in found}
    after: dict[int, list[Organisation]] = {}
    while wanted := set[int]().union(*ends.values()):
        after |= _followed(wanted - set(after), as_of)
        for pk, old in ends.items():
            came = [one for end in sorted(old) for one in after[end] if one.pk not in seen[pk]]
            seen[pk] |= {one.pk for one in came}
            found[pk] |= {one.pk: one for one in came if one.valid_to is None or one.valid_to > as_of}
            ends[pk] = {one.pk for one in came} - set(found[pk])
    return {pk: list(heirs.values()) for pk, heirs in found.items()}


def _followed(predecessors: set[int], as_of: date) -> dict[int, list[Organisation]]:
    """What came directly after each."""
    rows = Lineage.objects.filter(predecessor__in=predecessors, on__lte=as_of).select_related("successor")
    after: dict[int, list[Organisation]] = {pk: [] for pk in predecessors}
    for row in rows.order_by(F("households").desc(nulls_last=True), "successor__code", "pk"):
        after[row.predecessor_id].append(row.successor)
    return after


def crosswalk(*, as_of: date) -> QuerySet[Lineage]:
    """Old territory → new territory up to the day, with the households that went along: the key for statistics
    that cross a reorganisation."""
    return Lineage.objects.filter(
        predecessor__kind__in=TERRITORIES, successor__kind__in=TERRITORIES, on__lte=as_of
    ).select_related("predecessor", "successor", "instrument")


def names(organisation: Organisation) -> list[OrganisationName]:
    return list(organisation.names.select_related("instrument").order_by("valid_from"))


def instruments(organisation: Organisation) -> list[Instrument]:
    """Every document that founded, named, placed, rebuilt or abolished it. One set of ids for each way: joined to one
    another, the rows of a document that rebuilt a county would be multiplied, not added."""
    own = Organisation.objects.filter(pk=organisation.pk)
    named_by = OrganisationName.objects.filter(organisation=organisation, instrument__isnull=False)
    placed_by = Placement.objects.filter(organisation=organisation, instrument__isnull=False)
    rebuilt_by = Lineage.objects.filter(successor=organisation, instrument__isnull=False)
    about = (
        Q(pk__in=own.filter(founded_by__isnull=False).values("founded_by"))
        | Q(pk__in=own.filter(abolished_by__isnull=False).values("abolished_by"))
        | Q(pk__in=named_by.order_by().values("instrument"))
        | Q(pk__in=placed_by.order_by().values("instrument"))
        | Q(pk__in=rebuilt_by.order_by().values("instrument"))
    )
    return list(Instrument.objects.filter(about).order_by("issued_on", "pk"))


def small_map(organisation: Organisation, areas: QuerySet[Organisation], *, as_of: date) -> SmallMap | None:
    """The areas drawn, `organisation` marked; None when no boundary is known."""
    own = organisation.pk if organisation.kind in TERRITORIES else organisation.territory_id
    rows = Boundary.objects.on(as_of).filter(organisation__in=areas.order_by().values("pk"))
    found = list(rows.select_related("organisation").order_by("organisation_id")[: MOST_DRAWN + 1])
    if not found or len(found) > MOST_DRAWN:
        return None
    return draw([(row.organisation, row.geometry) for row in found], own)


def draw(areas: list[tuple[Organisation, dict]], own: int | None, width: int = 320) -> SmallMap:
    """Fit the areas into `width` units; at 49° north a degree of longitude is two thirds of one of latitude."""
    rings = [(one, list(_rings(geometry))) for one, geometry in areas]
    points = [point for _one, parts in rings for ring in parts for point in ring]
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    low, high = min(p[1] for p in points), max(p[1] for p in points)
    stretch = 0.656
    scale = (width - 8) / max((right - left) * stretch, (high - low) * 0.8, 1e-9)

    def put(point) -> str:
        x, y = 4 + (point[0] - left) * stretch * scale, 4 + (high - point[1]) * scale
        return f"{x:.1f} {y:.1f}"

    shapes = [
        Shape(
            " ".join("M" + "L".join(put(point) for point in ring) + "Z" for ring in parts),
            one.name,
            one.pk,
            one.pk == own,
        )
        for one, parts in rings
    ]
    return SmallMap(shapes, width, int(8 + (high - low) * scale))


def _rings(geometry: dict) -> Iterable[list]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon
