"""Writes the county of the story into an empty database, through the same commands that the pages use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from jiceng.console.demo.county import COUNTED_ON, STREETS_FOUNDED, CountySpec, MemberSpec, PostSpec, county
from jiceng.console.demo.invented import Invented
from jiceng.organisations import commands as organisations
from jiceng.organisations.commands.bulk import NewMember, NewOrganisation, NewResident
from jiceng.organisations.enums import Line, PostKind
from jiceng.organisations.models import Organisation, Post
from jiceng.people import commands as people
from jiceng.people.models import Account, Person

PASSWORD = "Jiceng-2026"  # noqa: S105  # printed at start; for a demonstration on this machine only
SEED = 20260901
Progress = Callable[[str], None]


@dataclass(frozen=True)
class AlreadyInUse(Exception):
    """The data folder holds a county already; a demonstration never overwrites."""

    organisations: int


def is_empty() -> bool:
    return not Organisation.objects.exists() and not Account.objects.exists()


@transaction.atomic
def build(seed: int = SEED, progress: Progress = lambda _text: None) -> dict[str, Organisation]:
    """The county before its reorganisation; gives the organisations by their key. Same seed, same county."""
    if not is_empty():
        raise AlreadyInUse(Organisation.objects.count())
    spec = county(seed)
    progress("organisations")
    known = _organisations(spec)
    progress("people")
    persons = _people(spec)
    progress("rolls")
    _rolls(spec.members, known, persons)
    progress("posts")
    _posts(spec.posts, known, persons)
    progress("accounts")
    _accounts(spec, persons)
    return known


def _organisations(spec: CountySpec) -> dict[str, Organisation]:
    rows = [
        NewOrganisation(
            kind=one.kind,
            name=one.name,
            short_name=one.short_name,
            code=one.code,
            on=one.valid_from,
            ref=one.key,
            territory=one.territory,
            superiors=tuple((Line(line), above) for line, above in one.superiors.items()),
            households=one.households,
            residents=one.residents,
            venue_area_m2=one.venue_area_m2,
            geometry=one.geometry,
        )
        for one in spec.organisations
    ]
    found = organisations.found_many(by=None, rows=rows, why="演示：改制前的嫩江县")
    return dict(zip((one.key for one in spec.organisations), found, strict=True))


def _everybody(spec: CountySpec) -> Iterable[Invented]:
    yield from (member.person for member in spec.members)
    yield from (post.person for post in spec.posts)


def _people(spec: CountySpec) -> dict[str, Person]:
    """Each invented person once, by ID number."""
    once = {person.id_number: person for person in _everybody(spec)}
    prepared = [
        people.prepare_person({"name": one.name, "id_number": one.id_number, "phone": one.phone})
        for one in once.values()
    ]
    for person in prepared:
        person.is_invented = True
    made = people.enter_people(by=None, people=prepared, why="演示：人员均为虚构")
    return dict(zip(once, made, strict=True))


def _rolls(members: list[MemberSpec], known: dict[str, Organisation], persons: dict[str, Person]) -> None:
    begins = {member.person.id_number: max(STREETS_FOUNDED, member.joined_on) for member in members}
    organisations.admit_many(
        by=None,
        why="演示：改制前的党员名册",
        rows=[
            NewMember(
                person=persons[one.person.id_number].pk,
                branch=known[one.branch].pk,
                on=begins[one.person.id_number],
                joined_on=one.joined_on,
                full_since=one.full_since,
            )
            for one in members
        ],
    )
    organisations.settle_many(
        by=None,
        why="演示：党员住址",
        rows=[
            NewResident(
                person=persons[one.person.id_number].pk, territory=known[one.home].pk, on=STREETS_FOUNDED
            )
            for one in members
        ],
    )


def _posts(posts: list[PostSpec], known: dict[str, Organisation], persons: dict[str, Person]) -> None:
    made: dict[tuple, Post] = {}
    for one in posts:
        key = one.organisation, one.kind, one.title
        if key not in made:
            made[key] = organisations.create_post(
                by=None, organisation=known[one.organisation], kind=one.kind, title=one.title, on=one.since
            )
        organisations.appoint(by=None, post=made[key], person=persons[one.person.id_number], on=one.since)


def _accounts(spec: CountySpec, persons: dict[str, Person]) -> None:
    hashed = make_password(PASSWORD)
    for one in accounts(spec):
        Account.objects.create(username=one.account, person=persons[one.person.id_number], password=hashed)


@dataclass(frozen=True)
class DemoAccount:
    account: str
    person: Invented
    role: str


def accounts(spec: CountySpec) -> list[DemoAccount]:
    """One account for each role, and a party member without a post."""
    made = [DemoAccount(one.account, one.person, _role(one, spec)) for one in spec.posts if one.account]
    busy = {one.person.id_number for one in spec.posts}
    member = next(one for one in spec.members if one.home == "unit-13" and one.person.id_number not in busy)
    return [*made, DemoAccount("dangyuan", member.person, "党员")]


def _role(post: PostSpec, spec: CountySpec) -> str:
    place = next(one for one in spec.organisations if one.key == post.organisation)
    return f"{place.short_name}{post.title or PostKind(post.kind).label}"


__all__ = ["COUNTED_ON", "PASSWORD", "SEED", "AlreadyInUse", "DemoAccount", "accounts", "build", "is_empty"]
