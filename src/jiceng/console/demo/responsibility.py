"""Seventeen county leaders, each with a liaison, take charge of the seventeen communities of the demonstration."""

from collections.abc import Callable
from datetime import date

from jiceng.console.demo.invented import Inventor
from jiceng.kernel.pages import today
from jiceng.organisations import commands as organisations
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation, Term
from jiceng.people import commands as people
from jiceng.people.models import Person
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Ground
from jiceng.responsibility.rules import of_county_rank

IN_OFFICE = date(2023, 3, 1)
NUMBER = "嫩发〔2026〕18号"
LEADERS = (
    ("county", "县委常委"),
    ("government", "副县长"),
    ("county", "人大常委会副主任"),
    ("county", "政协副主席"),
)
BUREAUS = (
    ("civil", "党组成员"),
    ("civil", "二级主任科员"),
    ("organisation", "副部长"),
    ("organisation", "部务委员"),
)


def take_charge(known: dict[str, Organisation], seed: int, step: Callable[[str], None]) -> dict:
    """One leader a community, one liaison a leader, from the day on which the communities came into being."""
    step("contact points")
    communities = list(Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY).order_by("code", "pk"))
    inventor = Inventor(seed + 11)
    leaders = _leaders(known, len(communities), inventor)
    officers = _officers(known, len(communities), inventor)
    for community, leader, officer in zip(communities, leaders, officers, strict=True):
        ground = Ground(community.valid_from, NUMBER, "社区调整后确定联系点")
        commands.put_in_charge(by=None, community=community, leader=leader, ground=ground)
        commands.link(by=None, leader=leader, officer=officer, ground=ground)
    return {"contact_points": len(communities)}


def _leaders(known, wanted: int, inventor: Inventor) -> list[Person]:
    """The secretary and the head of government first, then whoever holds the rank, then further ones."""
    first = [Person.objects.get(account__username=name) for name in ("shuji", "xianzhang")]
    held = [*first, *(one for one in of_county_rank(today()) if one not in first)]
    return [*held, *_invented(known, LEADERS, PostKind.LEADER, wanted - len(held), inventor)][:wanted]


def _officers(known, wanted: int, inventor: Inventor) -> list[Person]:
    first = Person.objects.get(account__username="lianluo")
    return [first, *_invented(known, BUREAUS, PostKind.CONTACT, wanted - 1, inventor)]


def _invented(
    known, places: tuple[tuple[str, str], ...], kind: PostKind, wanted: int, inventor: Inventor
) -> list[Person]:
    """So many new people, in turn in these posts."""
    if wanted <= 0:
        return []
    prepared = []
    for _one in range(wanted):
        person = people.prepare_person({"name": inventor.person(youngest=38, oldest=57).name})
        person.is_invented = True
        prepared.append(person)
    made = people.enter_people(by=None, people=prepared, why="演示：联系点领导和联络人")
    for number, (place, title) in enumerate(places):
        mine = made[number :: len(places)]
        if not mine:
            continue
        post = organisations.create_post(
            by=None, organisation=known[place], kind=kind, title=title, places=len(mine), on=IN_OFFICE
        )
        Term.objects.bulk_create(Term(post=post, person=one, valid_from=IN_OFFICE) for one in mine)
    return list(made)
