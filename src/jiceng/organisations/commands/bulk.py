"""The same acts for thousands of rows in set SQL: one entry in the record, with counts and a digest of the rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from jiceng.kernel.access import must
from jiceng.kernel.bulk import create
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import canonical, digest, record
from jiceng.kernel.sentences import sentence as _
from jiceng.organisations.commands.timing import ImpossibleError, overlaps
from jiceng.organisations.enums import Kind, Line, Standing
from jiceng.organisations.models import (
    Boundary,
    Instrument,
    Organisation,
    OrganisationName,
    PartyMembership,
    Placement,
    Residence,
    TerritoryFigures,
)
from jiceng.organisations.rules import (
    may_keep_organisations,
    may_keep_party_roll,
    may_keep_residents_roll,
)
from jiceng.organisations.rules.scope import in_scope, step

BATCH = 2000


@dataclass(frozen=True)
class NewOrganisation:
    """One row of `found_many`. Superiors and territory are ids of known organisations, or `ref`s of other rows.

    `households`, `residents`, `venue_area_m2` and `geometry` (GeoJSON) are for territories.
    """

    kind: Kind
    name: str
    on: date
    ref: str = ""
    short_name: str = ""
    code: str = ""
    credit_code: str = ""
    until: date | None = None
    territory: int | str | None = None
    superiors: tuple[tuple[Line, int | str | None], ...] = ()
    households: int | None = None
    residents: int | None = None
    venue_area_m2: int = 0
    geometry: dict | None = None


@dataclass(frozen=True)
class NewMember:
    """One row of `admit_many`: ids of person, branch and group; full when `full_since` is given."""

    person: int
    branch: int
    on: date
    joined_on: date
    full_since: date | None = None
    group: int | None = None
    until: date | None = None


@dataclass(frozen=True)
class NewResident:
    """One row of `settle_many`: ids of person and territory."""

    person: int
    territory: int
    on: date
    address: str = ""


def chunks(rows: Sequence, size: int = BATCH) -> Iterable[Sequence]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def digest_of(rows: Sequence) -> str:
    """SHA-256 of the rows as canonical JSON: proves later which rows an entry of the record spoke of."""
    return digest(canonical([vars(row) for row in rows]), "sha256")


@transaction.atomic
def found_many(
    *, by, rows: Sequence[NewOrganisation], instrument: Instrument | None = None, why: str = ""
) -> list[Organisation]:
    """Found organisations together with names, places, counts and boundaries, in the order of `rows`."""
    if not rows:
        return []
    refs = {row.ref: number for number, row in enumerate(rows) if row.ref}
    if len(refs) != sum(bool(row.ref) for row in rows):
        raise ImpossibleError(_("同一批组织中有重复的引用名。"))
    _must_keep(by, rows, refs)
    made: list[Organisation | None] = [None] * len(rows)
    for needs_another in (False, True):
        numbers = [
            number
            for number, row in enumerate(rows)
            if (isinstance(row.territory, str) and bool(row.territory)) is needs_another
        ]
        fresh = [_organisation(rows[number], refs, made, instrument) for number in numbers]
        create(Organisation, fresh)
        for number, organisation in zip(numbers, fresh, strict=True):
            made[number] = organisation
    found = [organisation for organisation in made if organisation is not None]
    create(OrganisationName, [_name(organisation, instrument) for organisation in found])
    _place_all(rows, refs, found, instrument)
    _count_all(rows, found)
    after = {"count": len(rows), "digest": digest_of(rows), "first": found[0].pk, "last": found[-1].pk}
    record(by=by, verb="organisations.found_many", target=found[0], why=why, after=after)
    return found


def _must_keep(by, rows: Sequence[NewOrganisation], refs: dict[str, int]) -> None:
    """Right over every superior that is known already; a row at the very top needs the right over the county."""
    known = {superior for row in rows for _line, superior in row.superiors if isinstance(superior, int)}
    must(by, may_keep_organisations, None, _("无权设立组织。"))
    reached = in_scope(by, "organisations.keep_organisations").filter(pk__in=known).count()
    if reached != len(known):
        raise ImpossibleError(_("有的上级组织不存在，或不在您的管理范围内。"))
    unknown = [
        str(name)
        for row in rows
        for name in (row.territory, *(superior for _line, superior in row.superiors))
        if isinstance(name, str) and name not in refs
    ]
    if unknown:
        raise ImpossibleError(_("找不到被引用的组织：%(names)s。") % {"names": "、".join(unknown[:5])})


def _organisation(
    row: NewOrganisation, refs: dict[str, int], made: list, instrument: Instrument | None
) -> Organisation:
    territory = row.territory
    if isinstance(territory, str) and territory:
        territory = made[refs[territory]].pk
    return Organisation(
        kind=row.kind,
        name=row.name,
        short_name=row.short_name,
        code=row.code,
        credit_code=row.credit_code,
        territory_id=territory or None,
        pinyin=spelled(row.name)[:240],
        initials=initials(row.name)[:60],
        valid_from=row.on,
        valid_to=row.until,
        founded_by=instrument,
    )


def _name(organisation: Organisation, instrument: Instrument | None) -> OrganisationName:
    return OrganisationName(
        organisation=organisation,
        name=organisation.name,
        short_name=organisation.short_name,
        valid_from=organisation.valid_from,
        valid_to=organisation.valid_to,
        instrument=instrument,
    )


def _place_all(
    rows: Sequence[NewOrganisation],
    refs: dict[str, int],
    found: list[Organisation],
    instrument: Instrument | None,
) -> None:
    """Paths grow from the top down, so each level is made when the one above it is known."""
    fresh: dict[tuple[int, Line], Placement] = {}
    wanted = [(number, line, superior) for number, row in enumerate(rows) for line, superior in row.superiors]
    known = _known_places({superior for _n, _l, superior in wanted if isinstance(superior, int)})
    while wanted:
        rest = []
        for number, line, superior in wanted:
            above = ("", -1, None)
            if isinstance(superior, int):
                above = _fitting(known.get((superior, line), ()), rows[number])
            elif superior:
                placed = fresh.get((refs[superior], line))
                if placed is None:
                    rest.append((number, line, superior))
                    continue
                above = (placed.path, placed.depth, found[refs[superior]].pk)
            fresh[number, line] = Placement(
                organisation=found[number],
                line=line,
                superior_id=above[2],
                path=above[0] + step(found[number].pk),
                depth=above[1] + 1,
                valid_from=rows[number].on,
                valid_to=rows[number].until,
                instrument=instrument,
            )
        if len(rest) == len(wanted):
            raise ImpossibleError(_("“%(name)s”的上级不在同一条线上。") % {"name": rows[rest[0][0]].name})
        wanted = rest
    create(Placement, list(fresh.values()))


def _known_places(superiors: set[int]) -> dict[tuple[int, str], list[tuple]]:
    places: dict[tuple[int, str], list[tuple]] = {}
    for part in chunks(sorted(superiors)):
        found = Placement.objects.filter(organisation_id__in=part)
        for row in found.values_list("organisation_id", "line", "path", "depth", "valid_from", "valid_to"):
            places.setdefault((row[0], row[1]), []).append(row)
    return places


def _fitting(places: Iterable[tuple], row: NewOrganisation) -> tuple[str, int, int]:
    for superior, _line, path, depth, start, end in places:
        if start <= row.on and (end is None or (row.until is not None and row.until <= end)):
            return path, depth, superior
    raise ImpossibleError(
        _("“%(name)s”的上级在%(day)s不在这条线上。") % {"name": row.name, "day": row.on.isoformat()}
    )


def _count_all(rows: Sequence[NewOrganisation], found: list[Organisation]) -> None:
    counts, boundaries = [], []
    for row, organisation in zip(rows, found, strict=True):
        time = {"organisation": organisation, "valid_from": row.on, "valid_to": row.until}
        if row.households is not None:
            counts.append(
                TerritoryFigures(
                    households=row.households,
                    residents=row.residents or 0,
                    venue_area_m2=row.venue_area_m2,
                    **time,
                )
            )
        if row.geometry:
            boundaries.append(Boundary(geometry=row.geometry, **time))
    create(TerritoryFigures, counts)
    create(Boundary, boundaries)


@transaction.atomic
def admit_many(*, by, rows: Sequence[NewMember], why: str = "") -> list[PartyMembership]:
    """Enter many persons on the rolls of branches; refused as a whole when one of them stands on a roll already."""
    if not rows:
        return []
    must(by, may_keep_party_roll, None, _("无权维护党员名册。"))
    _must_reach(by, "organisations.keep_party_roll", {row.branch for row in rows})
    first, last = min(row.on for row in rows), None
    for part in chunks(rows):
        taken = PartyMembership.objects.filter(
            overlaps(first, last), person_id__in=[row.person for row in part]
        )
        for person, start, _end in taken.values_list("person__name", "valid_from", "valid_to"):
            raise ImpossibleError(
                _("%(person)s自%(day)s起已在党员名册上。") % {"person": person, "day": start.isoformat()}
            )
    memberships = [
        PartyMembership(
            person_id=row.person,
            branch_id=row.branch,
            group_id=row.group,
            standing=Standing.FULL if row.full_since else Standing.PROBATIONARY,
            joined_on=row.joined_on,
            full_since=row.full_since,
            valid_from=row.on,
            valid_to=row.until,
        )
        for row in rows
    ]
    create(PartyMembership, memberships)
    _record_rows(by, "organisations.admit_many", memberships, rows, why)
    return memberships


@transaction.atomic
def settle_many(*, by, rows: Sequence[NewResident], why: str = "") -> list[Residence]:
    """Give many persons their (first) home; refused as a whole when one of them has a home already."""
    if not rows:
        return []
    must(by, may_keep_residents_roll, None, _("无权维护居民名册。"))
    _must_reach(by, "organisations.keep_residents_roll", {row.territory for row in rows})
    first = min(row.on for row in rows)
    for part in chunks(rows):
        taken = Residence.objects.filter(overlaps(first, None), person_id__in=[row.person for row in part])
        for person, start in taken.values_list("person__name", "valid_from"):
            raise ImpossibleError(
                _("%(person)s自%(day)s起已登记住址。") % {"person": person, "day": start.isoformat()}
            )
    homes = [
        Residence(person_id=row.person, territory_id=row.territory, address=row.address, valid_from=row.on)
        for row in rows
    ]
    create(Residence, homes)
    _record_rows(by, "organisations.settle_many", homes, rows, why)
    return homes


def _must_reach(by, right: str, organisations: set[int]) -> None:
    reached = sum(in_scope(by, right).filter(pk__in=part).count() for part in chunks(sorted(organisations)))
    if reached != len(organisations):
        raise ImpossibleError(_("有的组织不存在，或不在您的管理范围内。"))


def _record_rows(by, verb: str, made: Sequence, rows: Sequence, why: str) -> None:
    after = {"count": len(rows), "digest": digest_of(rows), "first": made[0].pk, "last": made[-1].pk}
    record(by=by, verb=verb, target=made[0], why=why, after=after)
