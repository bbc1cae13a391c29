"""The county of the report just before its reorganisation, as plain data: organisations, members, posts.

Households, residents, members and areas come from the invented town shipped in `console/data/nenjiang`; everybody
is made up by `Inventor`. Nothing here touches the database.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

from jiceng.console.demo.invented import Invented, Inventor

LONG_AGO = date(1950, 1, 1)
STREETS_FOUNDED = date(1996, 5, 1)
COUNTED_ON = date(2025, 9, 1)
TODAY_OF_THE_STORY = date(2026, 9, 1)


@dataclass(frozen=True)
class OrganisationSpec:
    """One organisation: `superiors` maps a line to the key of the organisation above (None at the top)."""

    key: str
    kind: str
    name: str
    short_name: str = ""
    code: str = ""
    superiors: dict = field(default_factory=dict)
    territory: str | None = None
    valid_from: date = STREETS_FOUNDED
    households: int | None = None
    residents: int | None = None
    venue_area_m2: int = 0
    geometry: dict | None = None


@dataclass(frozen=True)
class MemberSpec:
    """One party member: where on the roll, where at home."""

    person: Invented
    branch: str
    home: str
    standing: str
    joined_on: date
    full_since: date | None


@dataclass(frozen=True)
class PostSpec:
    """One post and who holds it; `account` is the name to log in with, if there is one."""

    organisation: str
    kind: str
    title: str
    person: Invented
    since: date
    account: str = ""


@dataclass(frozen=True)
class CountySpec:
    organisations: list[OrganisationSpec]
    members: list[MemberSpec]
    posts: list[PostSpec]


def read_features(name: str) -> list[dict]:
    """The features of a GeoJSON file of the town."""
    text = files("jiceng.console").joinpath(f"data/nenjiang/{name}").read_text(encoding="utf-8")
    return json.loads(text)["features"]


def read_units() -> list[dict]:
    """The 51 committees: properties and geometry of each, ordered by number."""
    features = read_features("units.geojson")
    return [{"id": one["id"], "geometry": one["geometry"], **one["properties"]} for one in features]


STREET_KEYS = {"城东街道": "east", "城西街道": "west"}


def county(seed: int) -> CountySpec:
    """The whole county for a seed; the same seed gives the same county."""
    inventor = Inventor(seed)
    units = read_units()
    members = [member for unit in units for member in _members(unit, units, inventor)]
    posts = [*_upper_posts(inventor), *_street_posts(inventor), *_committee_posts(units, members, inventor)]
    liaison = inventor.person(youngest=35, oldest=50)
    since = date(2023, 3, 1)
    posts.append(PostSpec("civil", "contact", "副局长", liaison, since, "lianluo"))
    head = inventor.person(youngest=40, oldest=55)
    posts.append(PostSpec("civil", "leader", "局长", head, since, "juzhang"))
    return CountySpec([*_upper(), *_streets(), *_committees(units)], members, posts)


COUNTY = {"party": "county", "residents": "county"}
TOWN = {"residents": "town"}
# key, kind, name, short name, code, superiors
UPPER = [
    (
        "county",
        "county_committee",
        "中国共产党嫩江县委员会",
        "嫩江县委",
        "231121",
        {"party": None, "residents": None},
    ),
    ("government", "county_government", "嫩江县人民政府", "县政府", "", COUNTY),
    ("organisation", "organisation_department", "中共嫩江县委组织部", "县委组织部", "", COUNTY),
    ("civil", "department", "嫩江县民政局", "县民政局", "", {"party": "county", "residents": "government"}),
    ("town", "town_party_committee", "中国共产党嫩江镇委员会", "嫩江镇党委", "231121100", COUNTY),
    ("bank", "resident_unit", "嫩江县农村信用合作联社", "县信用联社", "", TOWN),
    ("school", "resident_unit", "嫩江县第一中学", "县一中", "", TOWN),
    ("hospital", "resident_unit", "嫩江县人民医院", "县医院", "", TOWN),
]


def _upper() -> list[OrganisationSpec]:
    return [OrganisationSpec(*row, valid_from=LONG_AGO) for row in UPPER]


def _streets() -> list[OrganisationSpec]:
    made = []
    for name, key in STREET_KEYS.items():
        made += [
            OrganisationSpec(
                f"{key}-office",
                "street_office",
                f"嫩江镇{name}办事处",
                f"{name}办事处",
                superiors={"residents": "town"},
            ),
            OrganisationSpec(
                f"{key}-general",
                "street_general_branch",
                f"中共嫩江镇{name}总支部委员会",
                f"{name}党总支",
                superiors={"party": "town"},
            ),
        ]
    return made


def _committees(units: list[dict]) -> list[OrganisationSpec]:
    made = []
    for unit in units:
        street, short = STREET_KEYS[unit["street"]], unit["name"].replace("居民委员会", "居民委")
        made += [
            OrganisationSpec(
                f"unit-{unit['id']}",
                "old_residents_committee",
                unit["name"],
                short,
                unit["code"],
                {"residents": f"{street}-office"},
                households=unit["households"],
                residents=unit["residents"],
                venue_area_m2=unit["venue_area_m2"],
                geometry=unit["geometry"],
            ),
            OrganisationSpec(
                f"branch-{unit['id']}",
                "party_branch",
                f"中共{unit['name']}支部委员会",
                f"{short}党支部",
                superiors={"party": f"{street}-general"},
                territory=f"unit-{unit['id']}",
            ),
        ]
    return made


def _members(unit: dict, units: list[dict], inventor: Inventor) -> list[MemberSpec]:
    """Members who live in the unit. One in twelve still stands on the roll of another branch of the street, as the
    report found: branches were formed by workplace and habit, not by where members live."""
    street = [
        other["id"] for other in units if other["street"] == unit["street"] and other["id"] != unit["id"]
    ]
    made = []
    for number in range(unit["party_members"]):
        probationary = number < unit["probationary_members"]
        person = inventor.person(youngest=22 if probationary else 26, oldest=40 if probationary else 84)
        if probationary:
            joined, full = inventor.day_between(date(2025, 12, 5), date(2025, 12, 28)), None
        else:
            grown = date(person.born_on.year + 22, 7, 1)
            joined = inventor.day_between(grown, date(2024, 12, 1))
            full = date(joined.year + 1, joined.month, min(joined.day, 28))
        stays = number < 3 or not inventor.chance(1 / 12)
        branch = unit["id"] if stays else inventor.choice(street)
        standing = "probationary" if probationary else "full"
        made.append(MemberSpec(person, f"branch-{branch}", f"unit-{unit['id']}", standing, joined, full))
    return made


def _upper_posts(inventor: Inventor) -> list[PostSpec]:
    since = date(2023, 3, 1)
    rows = [
        ("county", "secretary", "", "shuji"),
        ("county", "deputy_secretary", "", ""),
        ("government", "leader", "县长", "xianzhang"),
        ("organisation", "leader", "部长", "buzhang"),
        ("organisation", "officer", "组织科干事", "zuzhibu"),
        ("town", "secretary", "", "zhenshuji"),
        ("town", "officer", "组织干事", "zhenganshi"),
        ("bank", "contact", "", "danwei"),
        ("government", "system_administrator", "", "xitong"),
        ("government", "security_administrator", "", "anquan"),
        ("government", "auditor", "", "shenji"),
    ]
    return [
        PostSpec(place, kind, title, inventor.person(youngest=35, oldest=55), since, account)
        for place, kind, title, account in rows
    ]


def _street_posts(inventor: Inventor) -> list[PostSpec]:
    since, made = date(2024, 4, 1), []
    for key in STREET_KEYS.values():
        login = {"east": ("jiedaoshuji", "jiedaoganshi"), "west": ("xijieshuji", "")}[key]
        made += [
            PostSpec(
                f"{key}-general",
                "secretary",
                "",
                inventor.person(youngest=38, oldest=56),
                since,
                login[0],
            ),
            PostSpec(
                f"{key}-office",
                "director",
                "",
                inventor.person(youngest=38, oldest=56),
                since,
            ),
            PostSpec(
                f"{key}-office",
                "officer",
                "组织干事",
                inventor.person(youngest=25, oldest=40),
                since,
                login[1],
            ),
        ]
    return made


def _committee_posts(units: list[dict], members: list[MemberSpec], inventor: Inventor) -> list[PostSpec]:
    """Each branch has a secretary from its own members, each committee a director and a worker; some stand empty, as
    the report found."""
    roll: dict[str, list[MemberSpec]] = {}
    for member in members:
        if member.standing == "full":
            roll.setdefault(member.branch, []).append(member)
    since, made = date(2024, 6, 1), []
    for unit in units:
        login = {
            "13": ("zhishu", "zhuren", "gongzuozhe", "daibiao"),
            "14": ("linzhishu", "linzhuren", "", ""),
        }
        names = login.get(unit["id"], ("", "", "", ""))
        own = roll[f"branch-{unit['id']}"]
        secretary = next(filter(_may_go_on, own), own[0]).person if names[0] else own[0].person
        made.append(PostSpec(f"branch-{unit['id']}", "secretary", "", secretary, since, names[0]))
        place = f"unit-{unit['id']}"
        ages = (34, 40) if names[1] else (40, 60)
        director = inventor.person(youngest=ages[0], oldest=ages[1])
        made.append(PostSpec(place, "director", "", director, since, names[1]))
        if names[2] or inventor.chance(0.6):
            made.append(
                PostSpec(place, "worker", "", inventor.person(youngest=24, oldest=55), since, names[2])
            )
        if names[3]:
            made.append(
                PostSpec(
                    place, "representative", "", inventor.person(youngest=30, oldest=70), since, names[3]
                )
            )
    return made


def _may_go_on(member: MemberSpec) -> bool:
    """Who leads a branch with an account goes on after the reorganisation: young, and at home where the branch is."""
    young = date(1988, 1, 1) <= member.person.born_on <= date(1999, 1, 1)
    return young and member.home.removeprefix("unit-") == member.branch.removeprefix("branch-")
