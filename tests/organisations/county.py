"""A small county before the reorganisation, and the people in it; all invented."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from jiceng.kernel.pinyin import initials_of_name, spelled_name
from jiceng.organisations import commands
from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.organisations.models import Instrument, Organisation, Post
from jiceng.people.models import Account, Person

START = date(2001, 1, 1)
numbers = count(1)


def person(name: str = "", **fields) -> Person:
    name = name or f"赵{next(numbers)}"
    return Person.objects.create(
        name=name, pinyin=spelled_name(name), initials=initials_of_name(name), is_invented=True, **fields
    )


def account(holder: Person | None = None) -> Account:
    return Account.objects.create(username=f"user{next(numbers)}", person=holder or person())


def instrument(on: date = START) -> Instrument:
    return commands.enter_instrument(by=None, number=f"嫩发〔2003〕{next(numbers)}号", issued_on=on)


def organisation(kind: Kind, name: str, on: date = START, **fields) -> Organisation:
    return commands.found(by=None, kind=kind, name=name, on=on, **fields)


def officer(organisation: Organisation, kind: PostKind, on: date = START) -> Account:
    """An account that holds a post in the organisation."""
    post = Post.objects.filter(organisation=organisation, kind=kind).first() or commands.create_post(
        by=None, organisation=organisation, kind=kind, on=on, places=9
    )
    holder = account()
    commands.appoint(by=None, post=post, person=holder.person, on=on)
    return holder


@dataclass
class County:
    committee: Organisation
    department: Organisation
    town: Organisation
    streets: list[Organisation]
    general_branches: list[Organisation]
    old: list[Organisation]
    branches: list[Organisation]

    def members(self, branch: Organisation, home: Organisation | None, full: int, probationary: int = 0):
        """Enter members on the roll of the branch who live in `home`."""
        made = [person() for _ in range(full + probationary)]
        commands.admit_many(
            by=None,
            rows=[
                commands.NewMember(
                    person=one.pk,
                    branch=branch.pk,
                    on=START,
                    joined_on=date(1995, 7, 1),
                    full_since=date(1996, 7, 1) if place < full else None,
                )
                for place, one in enumerate(made)
            ],
        )
        if home is not None:
            commands.settle_many(
                by=None, rows=[commands.NewResident(one.pk, home.pk, START, "中央街1号") for one in made]
            )
        return made


def county(committees: int = 4) -> County:
    """Two streets with a general branch each; old committees 1, 3, 5 … in the first, each with a branch."""
    party, both = Line.PARTY, (Line.PARTY, Line.RESIDENTS)
    top = organisation(Kind.COUNTY_COMMITTEE, "中共嫩江县委", places=dict.fromkeys(both), code="231121")
    department = organisation(Kind.ORGANISATION_DEPARTMENT, "县委组织部", places={party: top})
    town = organisation(
        Kind.TOWN_PARTY_COMMITTEE, "嫩江镇党委", places=dict.fromkeys(both, top), code="231121100"
    )
    streets, generals = [], []
    for name in ("城西", "城东"):
        office = organisation(Kind.STREET_OFFICE, f"{name}街道办事处", places={Line.RESIDENTS: town})
        streets.append(office)
        generals.append(organisation(Kind.STREET_GENERAL_BRANCH, f"{name}街道党总支", places={party: town}))
    old, branches = [], []
    for number in range(1, committees + 1):
        street = (number + 1) % 2
        committee = organisation(
            Kind.OLD_RESIDENTS_COMMITTEE,
            f"第{number}居民委员会",
            places={Line.RESIDENTS: streets[street]},
            code=f"231121100{number:03d}",
        )
        commands.count_territory(
            by=None, territory=committee, on=START, households=500 + number, residents=1500 + number
        )
        x = 125.2 + number / 100
        commands.draw_boundary(
            by=None,
            territory=committee,
            on=START,
            geometry={
                "type": "Polygon",
                "coordinates": [[[x, 49.1], [x + 0.01, 49.1], [x + 0.01, 49.2], [x, 49.2], [x, 49.1]]],
            },
        )
        old.append(committee)
        branches.append(
            organisation(
                Kind.PARTY_BRANCH,
                f"第{number}居民委党支部",
                places={party: generals[street]},
                territory=committee,
            )
        )
    return County(top, department, town, streets, generals, old, branches)
