"""What the assignment is reckoned from on a day: leaders, communities, conflicts; and the best for a vacancy."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from jiceng.kernel.components import Figure
from jiceng.kernel.validity import holds_on
from jiceng.kernel.words import aside
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Boundary, Organisation, Residence, Term
from jiceng.people.models import Person
from jiceng.responsibility.assigning import Candidate, Place, Weights, terms
from jiceng.responsibility.enums import BUREAU_RANK
from jiceng.responsibility.models import (
    ContactPoint,
    Liaison,
    Problem,
    Profile,
    Proposal,
    ProposalLine,
)
from jiceng.responsibility.norms import norms
from jiceng.responsibility.queries.avoidance import kept_from
from jiceng.responsibility.rules import of_county_rank

YEAR = timedelta(days=365)
METRES_A_DEGREE = 111_320
SHOWN = 3


def weights() -> Weights:
    return Weights(**norms().weights)


def _points(geometry: object) -> Iterator[tuple[float, float]]:
    """All corners of a GeoJSON geometry."""
    if isinstance(geometry, dict):
        geometry = geometry.get("coordinates", [])
    if geometry and isinstance(geometry[0], int | float):
        yield float(geometry[0]), float(geometry[1])
        return
    for part in geometry:
        yield from _points(part)


def _centre(geometry: object) -> tuple[float, float] | None:
    """The middle of the corners in metres; good enough to compare ways within a town."""
    found = list(_points(geometry))
    if not found:
        return None
    longitude = sum(x for x, _y in found) / len(found)
    latitude = sum(y for _x, y in found) / len(found)
    return longitude * METRES_A_DEGREE * math.cos(math.radians(latitude)), latitude * METRES_A_DEGREE


def centres(as_of: date) -> dict[int, tuple[float, float] | None]:
    rows = Boundary.objects.on(as_of).values_list("organisation", "geometry")
    return {key: _centre(geometry) for key, geometry in rows}


def places(as_of: date) -> list[Place]:
    """Every community of the day, with the fields of the last year's problems."""
    where, needs = centres(as_of), defaultdict(Counter)
    recent = Problem.objects.filter(raised_on__gt=as_of - YEAR, raised_on__lte=as_of, kind="problem")
    for community, text in recent.values_list("community", "text"):
        needs[community].update(norms().field_of(text))
    rows = Organisation.objects.on(as_of).filter(kind=Kind.COMMUNITY).order_by("code", "pk")
    return [Place(one.pk, where.get(one.pk), dict(needs[one.pk])) for one in rows]


def leaders(as_of: date) -> list[Candidate]:
    """Everybody of county rank on the day."""
    people = list(of_county_rank(as_of).values_list("pk", flat=True))
    where = centres(as_of)
    homes = dict(Residence.objects.on(as_of).filter(person__in=people).values_list("person", "territory"))
    held, barred = defaultdict(set), kept_from(people, as_of)
    for leader, community in ContactPoint.objects.on(as_of).values_list("leader", "community"):
        held[leader].add(community)
    known = {one.person_id: one for one in Profile.objects.filter(person__in=people)}
    usual = norms().most_communities
    return [
        Candidate(
            key,
            frozenset(known[key].fields) if key in known else frozenset(),
            where.get(homes.get(key)),
            frozenset(held[key]),
            frozenset(barred[key]),
            min(known[key].most, usual) if key in known else usual,
        )
        for key in people
    ]


@dataclass(frozen=True)
class Fitting:
    """Somebody for a vacant community: the points, apart and in sum, and how many communities they have already."""

    leader: Person
    points: int
    terms: dict[str, int]
    held: int


def for_vacancy(community: Organisation, as_of: date) -> list[Fitting]:
    """Those who fit a vacant community best, the least points first; nobody whom a conflict bars."""
    place = next((one for one in places(as_of) if one.key == community.pk), None)
    if place is None:
        return []
    able = [one for one in leaders(as_of) if place.key not in one.barred and len(one.held) < one.most]
    parts = {
        one.key: {**terms(one, place, weights()), "load": weights().load * bool(one.held)} for one in able
    }
    best = sorted(able, key=lambda one: (sum(parts[one.key].values()), one.key))[:SHOWN]
    people = Person.objects.in_bulk([one.key for one in best])
    return [
        Fitting(people[one.key], sum(parts[one.key].values()), parts[one.key], len(one.held)) for one in best
    ]


@dataclass(frozen=True)
class FittingOfficer:
    """Somebody to link a leader: their department, how many open problems fall into its field, and how many leaders
    they link already."""

    officer: Person
    department: str
    problems: int
    linked: int


def for_link(leader: Person, as_of: date) -> list[FittingOfficer]:
    """Officers of bureau rank for a leader without a liaison: who links the fewest leaders first, then whose department
    knows the most of the open problems."""
    points = ContactPoint.objects.on(as_of).filter(leader=leader).order_by().values("community")
    texts = Problem.objects.filter(community__in=points, state="open").values_list("text", flat=True)
    needs = Counter(field for text in texts for field in norms().field_of(text))
    busy = Counter(Liaison.objects.on(as_of).exclude(leader=leader).values_list("officer", flat=True))
    posts, kinds = BUREAU_RANK
    held = Term.objects.on(as_of).filter(
        holds_on(as_of, "post__"), post__kind__in=posts, post__organisation__kind__in=kinds
    )
    found = {}
    for one in held.exclude(person=leader).select_related("person", "post__organisation").order_by("pk"):
        name = one.post.organisation.name
        known = sum(many for field, many in needs.items() if field in name)
        found.setdefault(one.person_id, FittingOfficer(one.person, name, known, busy[one.person_id]))
    return sorted(found.values(), key=lambda one: (one.linked, -one.problems, one.officer.pinyin))[:SHOWN]


def proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("document__series")


def proposal_or_404(pk: int) -> Proposal:
    found = proposals().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def lines(proposal: Proposal) -> list[ProposalLine]:
    """Each community with its reasons, who has it today, how many communities its leader gets and may have; where a
    hand changed the leader, what that costs against the proposed one (`more`)."""
    today_ones = dict(ContactPoint.objects.on(proposal.on).values_list("community", "leader__name"))
    rows = list(proposal.lines.select_related("community", "leader", "proposed"))
    load = Counter(one.leader_id for one in rows)
    most = {one.key: one.most for one in leaders(proposal.on)}
    for one in rows:
        one.now = today_ones.get(one.community_id, "")
        one.sum, one.load = sum(one.terms.values()), load[one.leader_id]
        one.is_changed = one.leader_id != one.proposed_id
        one.more = one.sum - one.runner_up.get("proposed", one.sum)
        one.too_many = one.load > most.get(one.leader_id, one.load)
    return rows


def points_of(rows: list[ProposalLine]) -> int:
    """The sum as the lines stand now."""
    load = Counter(one.leader_id for one in rows)
    return sum(one.sum for one in rows) + weights().load * sum(many - 1 for many in load.values())


def points_figure(proposal: Proposal, rows: list[ProposalLine]) -> Figure:
    """The sum as it stands; what is proved is said of the proposal itself only."""
    word = _("总分（越小越好）")
    if any(one.is_changed for one in rows):
        return Figure(word, points_of(rows), note=_("原方案%(points)d分") % {"points": proposal.points})
    return Figure(word, proposal.points, note=_("已证明最优") if proposal.proved else "")


def known_leaders(as_of: date) -> list[Person]:
    """Everybody of county rank with what they know and the communities they keep away from."""
    people = list(of_county_rank(as_of))
    profiles = {one.person_id: one for one in Profile.objects.filter(person__in=people)}
    barred = kept_from((one.pk for one in people), as_of)
    names = Organisation.objects.in_bulk({key for found in barred.values() for key in found})
    for one in people:
        one.fields_known = profiles[one.pk].fields if one.pk in profiles else []
        one.kept_from = [aside(names[key], why) for key, why in barred[one.pk].items()]
    return people
