"""Who takes up which post in the new communities of the demonstration.

Seven cadres in each: a secretary from the branch's own members, a director and a young woman recruited in the open who
are new here, and four more members. As the rules have it (forms.py, A05 and B03): a committee of five in a branch of
fourteen and more; a residents' committee of five or seven with at least one woman. Two branches have elected only
their secretary so far, so that the boards of the demonstration are not all green. Ages come out as the report has
them: secretaries 32 and all cadres 34 on average.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jiceng.cadres.queries.people import age_on
from jiceng.console.demo.invented import Invented, Inventor
from jiceng.organisations.enums import PostKind, Standing
from jiceng.organisations.models import PartyMembership, Residence, Term, TerritoryFigures
from jiceng.organisations.rules.forms import branch_posts, committee_posts
from jiceng.people import commands as people
from jiceng.people.enums import Sex
from jiceng.people.models import Account, Person
from jiceng.rezoning.models import Plan
from jiceng.rezoning.orders import Staff

NOT_YET_ELECTED = (4, 9)  # places in the order of communities
TAKES_UP = date(2026, 1, 1)
REPORTED_ON = date(2026, 10, 1)  # the day on which the ages come out as the report has them
COMMITTEE = (PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, PostKind.COMMITTEE_MEMBER)
SECRETARIES_AGE, CADRES_AGE = 31.7, 33.7
LADDER = (28, 33, 38, 44)  # the ages looked for among the members
DIRECTORS = (29, 36, 31, 33, 30, 34, 32, 38)
RECRUITED = (22, 33)
SERIAL = 3000  # far from the numbers of everybody else


@dataclass
class Team:
    """The seven of one community; the director and whoever was recruited may still have to be entered."""

    secretary: Person
    director: Person | Invented
    members: list[Person]
    recruited: Invented
    full: int
    places: int
    outside: frozenset[int]  # members of the team who are not in the party

    @property
    def everybody(self) -> list[Person | Invented]:
        return [self.secretary, self.director, *self.members, self.recruited]


def staff_of(plan: Plan, accounts: dict[str, Account], seed: int) -> Staff:
    """Whoever led an old branch or committee and has an account leads the new one there."""
    sources = dict(plan.project.units.values_list("key", "source_id"))
    olds: dict[str, list[int]] = {}
    for key, label in plan.assignment.items():
        olds.setdefault(label, []).append(sources[key])
    street = [
        (PostKind.SECRETARY, accounts["jiedaoshuji"].person_id),
        (PostKind.OFFICER, accounts["jiedaoganshi"].person_id),
    ]
    labels = [
        label for label in plan.communities.order_by("pk").values_list("label", flat=True) if label in olds
    ]
    teams = _teams([sorted(olds[label]) for label in labels], Inventor(seed + 5, serial=SERIAL))
    entered = _entered(teams)
    communities = {
        label: tuple(_posts(team, place not in NOT_YET_ELECTED, entered))
        for place, (label, team) in enumerate(zip(labels, teams, strict=True))
    }
    return Staff(tuple(street), communities)


def _teams(olds: list[list[int]], inventor: Inventor) -> list[Team]:
    made: list[Team] = []
    for number, old in enumerate(olds):
        full = _full_members(old)
        leaders = _leaders(old)
        own = [one for one in leaders[PostKind.SECRETARY] if one in full]
        heads = sum(_age(team.secretary) for team in made)
        able = full[: _of_standing(old)]
        secretary = own[0] if own else _of_age(able, SECRETARIES_AGE * (number + 1) - heads)
        directors: list[Person | Invented] = [*leaders[PostKind.DIRECTOR]]
        director = directors[0] if directors else _invented(inventor, DIRECTORS[number % len(DIRECTORS)])
        members = [*own[1:], *leaders[PostKind.DIRECTOR][1:]]
        for age in LADDER[len(members) :]:
            members.append(_of_age([one for one in full if one not in (secretary, *members)], age))
        known = sum(_age(one) for team in made for one in team.everybody)
        known += sum(map(_age, (secretary, director, *members)))
        lacking = round(CADRES_AGE * 7 * (number + 1) - known)
        recruited = _invented(inventor, min(max(lacking, RECRUITED[0]), RECRUITED[1]), Sex.FEMALE)
        outside = frozenset(one.pk for one in members if one not in full)
        made.append(Team(secretary, director, members, recruited, len(full), _seats(old), outside))
    return made


def _age(one: Person | Invented) -> int:
    return age_on(one.born_on, REPORTED_ON)


def _of_age(people: list[Person], age: float) -> Person:
    return min(people, key=lambda one: (abs(_age(one) - age), one.pk))


def _invented(inventor: Inventor, age: int, sex: int | None = None) -> Invented:
    return inventor.person(youngest=age, oldest=age + 1, on=REPORTED_ON, sex=sex)


def _roll(old: list[int]) -> QuerySet[PartyMembership]:
    homes = Residence.objects.filter(territory__in=old, valid_to=None).values("person")
    return PartyMembership.objects.filter(person__in=homes, valid_to=None, standing=Standing.FULL)


def _full_members(old: list[int]) -> list[Person]:
    """Those of the longest standing first."""
    return [row.person for row in _roll(old).order_by("full_since", "pk").select_related("person")]


def _of_standing(old: list[int]) -> int:
    """How many of them have the year that a secretary needs."""
    return _roll(old).filter(full_since__lte=TAKES_UP.replace(year=TAKES_UP.year - 1)).count()


def _seats(old: list[int]) -> int:
    counted = TerritoryFigures.objects.filter(organisation__in=old, valid_to=None)
    places = committee_posts(sum(counted.values_list("households", flat=True)), 0)
    return sum(places[post] for post in COMMITTEE)


def _leaders(old: list[int]) -> dict[str, list[Person]]:
    """Who led the old committees and the branches that served them, and can log in."""
    found: dict[str, list[Person]] = {PostKind.SECRETARY: [], PostKind.DIRECTOR: []}
    terms = Term.objects.filter(valid_to=None, post__kind__in=found, person__account__isnull=False)
    here = terms.filter(post__organisation__in=old) | terms.filter(post__organisation__territory__in=old)
    for term in here.select_related("person", "post").order_by("person_id"):
        found[term.post.kind].append(term.person)
    return found


def _entered(teams: list[Team]) -> dict[str, int]:
    """Whoever is new here, entered: person id by ID number."""
    new = [one for team in teams for one in team.everybody if isinstance(one, Invented)]
    prepared = [
        people.prepare_person(
            {"name": one.name, "id_number": one.id_number, "phone": one.phone, "is_invented": True}
        )
        for one in new
    ]
    made = people.enter_people(by=None, people=prepared, why="演示：下派和招录人员均为虚构")
    return {one.id_number: person.pk for one, person in zip(new, made, strict=True)}


def _posts(team: Team, elected: bool, entered: dict[str, int]) -> Iterator[tuple[str, int]]:
    """(kind of post, person id): members sit in the branch's committee, all but the secretary in the residents', and
    the secretary too where there are seven seats."""
    key = lambda one: one.pk if isinstance(one, Person) else entered[one.id_number]  # noqa: E731  # one use, one line
    wanted = branch_posts(team.full) if elected else {PostKind.SECRETARY: 1}
    party = [team.secretary, *(one for one in team.members if one.pk not in team.outside)]
    yield from ((post, key(one)) for post, one in zip(wanted, party, strict=False))
    sitting = [team.director, *team.members[:1], team.recruited, *team.members[1:], team.secretary]
    seats = [PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, *[PostKind.COMMITTEE_MEMBER] * (team.places - 2)]
    yield from ((post, key(one)) for post, one in zip(seats, sitting, strict=False))
