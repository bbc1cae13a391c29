"""A generated county of any size, for measuring only: communities, branches, committees, members, no real names.

`small` has the report's 17 communities and about 600 members, `large` 3,000 communities and 1,000,000 members.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction

from jiceng.kernel.crypt import fingerprint, seal
from jiceng.kernel.pinyin import initials, initials_of_name, spelled, spelled_name
from jiceng.kernel.record import record
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import (
    Organisation,
    OrganisationName,
    PartyMembership,
    Placement,
    Post,
    Residence,
    Term,
    TerritoryFigures,
)
from jiceng.organisations.rules.scope import step
from jiceng.people.models import Account, Person

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "建国军明伟强志勇永刚平海波春生金龙玉柱长福秀英桂兰淑珍玉梅丽华艳红"
FOUNDED = date(2024, 1, 1)


@dataclass(frozen=True)
class Size:
    towns: int
    communities: int
    members: int


SMALL = Size(1, 17, 600)
LARGE = Size(100, 3_000, 1_000_000)


class Builder:
    """Writes organisations through the ORM and people in bulk; ids are given out here so nothing is read back."""

    def __init__(self, size: Size, seed: int = 1):
        self.size, self.random = size, random.Random(seed)
        self.organisations, self.names, self.places, self.figures, self.posts = [], [], [], [], []
        self.paths: dict[tuple[int, str], str] = {}

    def found(self, kind: Kind, name: str, code: str = "", territory=None, **superiors: int | None) -> int:
        number = len(self.organisations) + 1
        self.organisations.append(
            Organisation(
                id=number,
                kind=kind,
                name=name,
                short_name=name,
                code=code,
                pinyin=spelled(name),
                initials=initials(name)[:60],
                territory_id=territory,
                valid_from=FOUNDED,
            )
        )
        self.names.append(
            OrganisationName(organisation_id=number, name=name, short_name=name, valid_from=FOUNDED)
        )
        for line, superior in superiors.items():
            above = self.paths[superior, line] if superior else ""
            path = self.paths[number, line] = above + step(number)
            self.places.append(
                Placement(
                    organisation_id=number,
                    line=line,
                    superior_id=superior,
                    path=path,
                    depth=len(path) // 10 - 1,
                    valid_from=FOUNDED,
                )
            )
        return number

    def structure(self) -> list[tuple[int, int]]:
        """Found everything; gives (community, branch) of each community."""
        county = self.found(Kind.COUNTY_COMMITTEE, "测量县委", "990000", party=None, residents=None)
        department = self.found(Kind.ORGANISATION_DEPARTMENT, "组织部", party=county, residents=county)
        self.posts.append(
            Post(id=1, organisation_id=department, kind="officer", title="干事", valid_from=FOUNDED)
        )
        pairs = []
        for town in range(self.size.towns):
            upper = self.found(Kind.TOWN_PARTY_COMMITTEE, f"测量镇{town + 1}", party=county, residents=county)
            street = self.found(Kind.STREET_WORKING_COMMITTEE, f"测量街道{town + 1}", party=county)
            for number in range(self.size.communities // self.size.towns):
                pairs.append(self.community(town, number, upper, street))
        return pairs

    def community(self, town: int, number: int, upper: int, street: int) -> tuple[int, int]:
        name, code = f"测量{town + 1}镇第{number + 1}社区", f"99{town:04d}{number:06d}"
        # Ids are given out in order, so the committee can name the community that is founded right after it.
        place = len(self.organisations) + 2
        committee = self.found(
            Kind.RESIDENTS_COMMITTEE, f"{name}居民委员会", territory=place, residents=upper
        )
        self.found(Kind.COMMUNITY, name, code, residents=committee)
        branch = self.found(Kind.PARTY_COMMITTEE, f"{name}党委", territory=place, party=street)
        self.figures.append(
            TerritoryFigures(
                organisation_id=place,
                households=self.random.randint(1000, 3000),
                residents=self.random.randint(2800, 9000),
                valid_from=FOUNDED,
            )
        )
        self.posts.append(
            Post(id=len(self.posts) + 1, organisation_id=branch, kind="secretary", valid_from=FOUNDED)
        )
        self.posts.append(
            Post(id=len(self.posts) + 1, organisation_id=committee, kind="director", valid_from=FOUNDED)
        )
        return place, branch

    def people(self, pairs: list[tuple[int, int]], chunk: int = 20_000):
        """Members spread evenly over the communities, written chunk by chunk."""
        spellings = {}
        for first in range(0, self.size.members, chunk):
            rows = range(first, min(first + chunk, self.size.members))
            people, members, homes = [], [], []
            for row in rows:
                name = self.random.choice(SURNAMES) + self.random.choice(GIVEN) + self.random.choice(GIVEN)
                if name not in spellings:
                    spellings[name] = spelled_name(name), initials_of_name(name)
                place, branch = pairs[row % len(pairs)]
                number = f"99{row:016d}"
                people.append(
                    (row + 1, name, *spellings[name], 1 + row % 2, seal(number), fingerprint(number))
                )
                joined = FOUNDED - timedelta(days=row % 9000)
                members.append((row + 1, branch, joined, FOUNDED))
                homes.append((row + 1, place, FOUNDED))
            self.write(people, members, homes)

    def write(self, people, members, homes):
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {Person._meta.db_table} (id, name, pinyin, initials, sex, id_number, id_fingerprint, "
                "phone, phone_fingerprint, is_invented) VALUES (%s,%s,%s,%s,%s,%s,%s,'','',TRUE)",
                people,
            )
            cursor.executemany(
                f"INSERT INTO {PartyMembership._meta.db_table} (person_id, branch_id, standing, joined_on, full_since, "
                "valid_from) VALUES (%s,%s,'full',%s,%s,%s)",
                [(person, branch, joined, joined, start) for person, branch, joined, start in members],
            )
            cursor.executemany(
                f"INSERT INTO {Residence._meta.db_table} (person_id, territory_id, address, valid_from) "
                "VALUES (%s,%s,'',%s)",
                homes,
            )


def build(size: Size, seed: int = 1) -> Account:
    """Fill the (empty, migrated) database; gives the account of the organisation department to look with."""
    builder = Builder(size, seed)
    with transaction.atomic():
        pairs = builder.structure()
        for model, rows in (
            (Organisation, builder.organisations),
            (OrganisationName, builder.names),
            (Placement, builder.places),
            (TerritoryFigures, builder.figures),
            (Post, builder.posts),
        ):
            model.objects.bulk_create(rows, batch_size=2000)
        builder.people(pairs)
        Term.objects.bulk_create(
            [
                Term(post_id=post.id, person_id=post.id, valid_from=FOUNDED)
                for post in builder.posts
                if post.id <= builder.size.members
            ]
        )
        account = Account(username="measure", person_id=1)
        account.set_unusable_password()
        account.save()
        record(by=None, verb="import_batch", target=account, why="measured county")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return account
