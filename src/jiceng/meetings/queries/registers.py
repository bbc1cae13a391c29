"""The roll of a meeting as the registers have it on the day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jiceng.meetings.enums import RollSource, Stratum
from jiceng.meetings.kinds import Rules
from jiceng.meetings.kinds.reading import Seats
from jiceng.organisations.enums import TERRITORIES, Kind, Line, PostKind, Standing
from jiceng.organisations.models import Organisation, PartyMembership, Placement, Residence, Term
from jiceng.organisations.queries.ranks import by_rank, rank_of
from jiceng.organisations.queries.unit import resident_units
from jiceng.people.models import Person

COUNTY = (Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT)
STREETS = (Kind.STREET_WORKING_COMMITTEE, Kind.STREET_OFFICE)
LEADING = (PostKind.SECRETARY, PostKind.DIRECTOR, PostKind.LEADER)
ADULT = 18


@dataclass(frozen=True)
class Drawn:
    """One line of a roll before it is kept: a person, a unit, or a unit with who speaks for it."""

    name: str
    source: RollSource
    person: int | None = None
    unit: int | None = None
    role: str = ""
    post_kind: str = ""
    group: str = ""
    stratum: str = Stratum.NONE
    entitled: bool = True


def territory_of(organisation: Organisation) -> Organisation | None:
    """The community that the organisation is or serves; a party group serves that of its branch."""
    if organisation.kind in TERRITORIES:
        return organisation
    if organisation.territory_id:
        return organisation.territory
    branch = branch_of(organisation)
    return branch.territory if branch else None


def branch_of(group: Organisation) -> Organisation | None:
    """The branch above a party group; None for anything else."""
    if group.kind != Kind.PARTY_GROUP:
        return None
    row = Placement.objects.filter(organisation=group, line=Line.PARTY, valid_to=None)
    found = row.select_related("superior__territory").first()
    return found.superior if found else None


def bodies(organisation: Organisation, of: str, day: date) -> list[Organisation]:
    """The organisations whose posts make a part of the roll."""
    if of == "residents_committee":
        area = territory_of(organisation)
        rows = Organisation.objects.on(day).filter(kind=Kind.RESIDENTS_COMMITTEE, territory=area)
        return list(rows) if area else []
    if of == "party_and_government":
        if organisation.kind in COUNTY:
            return list(Organisation.objects.on(day).filter(kind__in=COUNTY).order_by("kind", "pk"))
        below = Placement.objects.on(day).filter(superior=organisation).values("organisation")
        return [organisation, *Organisation.objects.on(day).filter(pk__in=below, kind__in=STREETS)]
    return [organisation]


def holders(organisations: Iterable[Organisation], posts: Iterable[PostKind], day: date) -> QuerySet[Term]:
    """Terms of the day in these posts, by rank."""
    rows = Term.objects.on(day).filter(post__organisation__in=list(organisations), post__kind__in=list(posts))
    return rows.select_related("person", "post__organisation").order_by(by_rank("post__kind"), "pk")


def roll_on(rules: Rules, organisation: Organisation, day: date) -> list[Drawn]:
    """Everybody who may take part, once; who stands in several registers stands where the vote is."""
    found: dict[tuple, Drawn] = {}
    for seats in rules.roll:
        for one in _part(seats, organisation, day):
            key = ("person", one.person) if one.person else ("unit", one.unit, one.name)
            known = found.get(key)
            if known is None or (one.entitled and not known.entitled):
                found[key] = one
    return list(found.values())


def _part(seats: Seats, organisation: Organisation, day: date) -> Iterator[Drawn]:
    if seats.source in {RollSource.COMMITTEE, RollSource.HEADS}:
        yield from _posts(seats, organisation, day)
    elif seats.source in {RollSource.FULL_MEMBERS, RollSource.PROBATIONARY, RollSource.GROUP}:
        yield from _members(seats, organisation, day)
    elif seats.source == RollSource.REPRESENTATIVES:
        yield from _representatives(seats, organisation, day)
    elif seats.source == RollSource.UNITS:
        yield from _units(seats, organisation, day)
    elif seats.source == RollSource.ADULTS:
        yield from _adults(seats, organisation, day)


def _posts(seats: Seats, organisation: Organisation, day: date) -> Iterator[Drawn]:
    order = {kind: number for number, kind in enumerate(seats.posts)}
    terms = holders(bodies(organisation, seats.of, day), seats.posts, day)
    for term in sorted(terms, key=lambda one: (order[PostKind(one.post.kind)], one.pk)):
        yield Drawn(
            term.person.name,
            seats.source,
            term.person_id,
            role=str(term.post),
            post_kind=term.post.kind,
            entitled=seats.votes,
        )


def _members(seats: Seats, organisation: Organisation, day: date) -> Iterator[Drawn]:
    rows = PartyMembership.objects.on(day).select_related("person", "group")
    if seats.source == RollSource.GROUP:
        place = "group" if organisation.kind == Kind.PARTY_GROUP else "branch"
        rows = rows.filter(**{place: organisation})
    else:
        full = seats.source == RollSource.FULL_MEMBERS
        rows = rows.filter(branch=organisation, standing=Standing.FULL if full else Standing.PROBATIONARY)
    held = holders([organisation], PostKind, day).values_list("person_id", "post__kind")
    posts = dict(reversed(held))  # of several posts the highest
    for row in sorted(
        rows.order_by("person__pinyin", "pk"), key=lambda one: rank_of(posts.get(one.person_id, ""))
    ):
        votes = seats.votes and row.standing == Standing.FULL
        group = str(row.group) if row.group_id else ""
        yield Drawn(
            row.person.name,
            seats.source,
            row.person_id,
            role=str(row.get_standing_display()),
            post_kind=posts.get(row.person_id, ""),
            group=group,
            entitled=votes,
        )


def _representatives(seats: Seats, organisation: Organisation, day: date) -> Iterator[Drawn]:
    terms = holders(bodies(organisation, seats.of, day), [PostKind.REPRESENTATIVE], day).select_related(
        "seat__unit"
    )
    for term in terms.order_by("seat__group", "person__pinyin", "pk"):
        seat = getattr(term, "seat", None)
        group = (str(seat.unit) if seat.unit_id else seat.group) if seat else ""
        yield Drawn(
            term.person.name,
            seats.source,
            term.person_id,
            role=str(PostKind.REPRESENTATIVE.label),
            post_kind=PostKind.REPRESENTATIVE,
            group=group,
            stratum=Stratum.REPRESENTATIVE,
            entitled=seats.votes,
        )


def _units(seats: Seats, organisation: Organisation, day: date) -> Iterator[Drawn]:
    area = territory_of(organisation)
    units = resident_units(area, as_of=day) if area else []
    contacts: dict[int, Term] = {}
    for term in holders(units, [PostKind.CONTACT], day):
        contacts.setdefault(term.post.organisation_id, term)
    for unit in units:
        term = contacts.get(unit.pk)
        yield Drawn(
            term.person.name if term else unit.name,
            seats.source,
            term.person_id if term else None,
            unit.pk,
            role=str(PostKind.CONTACT.label) if term else "",
            post_kind=PostKind.CONTACT if term else "",
            group=unit.name,
            stratum=Stratum.UNIT,
            entitled=seats.votes,
        )


def _adults(seats: Seats, organisation: Organisation, day: date) -> Iterator[Drawn]:
    rows = Residence.objects.on(day).filter(territory=territory_of(organisation))
    for row in rows.filter(person__born_on__lte=years_before(day, ADULT)).select_related("person"):
        yield Drawn(row.person.name, seats.source, row.person_id, group=row.address, entitled=seats.votes)


def years_before(day: date, years: int) -> date:
    """The same day so many years before; 29 February is the 28th where there is none, so that whoever was born on
    1 March is not yet of age on it."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def leaders_above(organisation: Organisation, day: date) -> list[Person]:
    """Who leads an organisation right above it, on either line: they may call it together, and say why."""
    above = Placement.objects.on(day).filter(organisation=organisation).values("superior")
    rows = Term.objects.on(day).filter(post__organisation__in=above, post__kind__in=LEADING)
    terms = rows.select_related("person").order_by("post__organisation_id", by_rank("post__kind"), "pk")
    return list({term.person_id: term.person for term in terms}.values())


def people_in_posts(organisation: Organisation, posts: Iterable[PostKind], day: date) -> list[Person]:
    """Holders of the posts in the order in which the posts are named, once each; for a party group also those of
    its branch."""
    wanted = list(posts)
    branch = branch_of(organisation)
    terms = holders([organisation, *([branch] if branch else [])], wanted, day)
    ranked = sorted(terms, key=lambda one: (wanted.index(PostKind(one.post.kind)), one.pk))
    return list({term.person_id: term.person for term in ranked}.values())
