"""The files of the cadres who took up their posts, as the report has them: education, rank, footing.

Of the 34 secretaries and directors, all civil servants, 4 are of deputy bureau rank and the rest of section rank, 16
went to college or further and 26 to a secondary school or further; of the 85 others 69.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from jiceng.cadres import commands
from jiceng.cadres.commands import Bounds, Entry, NewFile
from jiceng.cadres.enums import Grade, Mode, Rank, Relation, Share, Status
from jiceng.cadres.models import AppraisalResult, Certificate, Honour, Kin, PostRequirement, Schooling
from jiceng.cadres.queries.people import age_on, cadres
from jiceng.console.demo.reserve import fill_reserve
from jiceng.console.demo.statistics import look_again
from jiceng.organisations.enums import Kind, PostKind
from jiceng.people.enums import Education
from jiceng.people.models import Person

DEPUTY_BUREAU = 4
# Education of secretaries and directors, and of the others, each with how many there are.
LEADS = (
    *((Education.BACHELOR, 6), (Education.COLLEGE, 10)),
    *((Education.SECONDARY_VOCATIONAL, 6), (Education.SENIOR_HIGH, 4), (Education.JUNIOR_HIGH, 8)),
)
OTHERS = (
    *((Education.BACHELOR, 4), (Education.COLLEGE, 21)),
    *((Education.SECONDARY_VOCATIONAL, 18), (Education.SENIOR_HIGH, 26), (Education.JUNIOR_HIGH, 16)),
)
AGE_OF_LEAVING = {
    Education.BACHELOR: 22,
    Education.COLLEGE: 21,
    Education.SECONDARY_VOCATIONAL: 18,
    Education.SENIOR_HIGH: 18,
    Education.JUNIOR_HIGH: 15,
}
SCHOOLS = {
    Education.BACHELOR: "黑河学院",
    Education.COLLEGE: "黑河师范专科学校",
    Education.SECONDARY_VOCATIONAL: "嫩江县职业技术学校",
    Education.SENIOR_HIGH: "嫩江县高级中学",
    Education.JUNIOR_HIGH: "嫩江县第三中学",
}
SUBJECTS = ("行政管理", "法学", "社会工作", "会计", "汉语言文学", "计算机应用")
COUNTY_AIMS = (
    (Share.AVERAGE_AGE, Bounds(at_most=Decimal(38))),
    (Share.SECRETARIES_AGE, Bounds(at_most=Decimal(35))),
    (Share.LEADS_COLLEGE, Bounds(at_least=Decimal(45))),
    (Share.LEADS_SECONDARY, Bounds(at_least=Decimal(75))),
    (Share.OTHERS_SECONDARY, Bounds(at_least=Decimal(80))),
    (Share.WOMEN, Bounds(at_least=Decimal(30))),
)


def keep_files(on: date, seed: int, step: Callable[[str], None]) -> dict:
    """A file for each of the 119, on the day on which they took up their posts."""
    step("cadre files")
    look_again()
    chance = random.Random(seed + 31)  # noqa: S311  # demonstration data, not secrets
    rows = list(cadres(seen_by=None, as_of=on).order_by("pk"))
    leads = [one for one in rows if one.lead]
    others = [one for one in rows if not one.lead]
    levels = _levels(leads, LEADS, chance) | _levels(others, OTHERS, chance)
    high = {one.pk for one in sorted(leads, key=lambda one: (one.born_on, one.pk))[:DEPUTY_BUREAU]}
    new = [_file(one, levels[one.pk], one.pk in high, on, chance) for one in rows]
    made = commands.open_files(by=None, files=new, on=on, why="演示：改制后社区干部建档")
    for measure, bounds in COUNTY_AIMS:
        commands.set_target(
            by=None, measure=measure, bounds=bounds, on=on, why="演示：县委关于社区班子的要求"
        )
    for requirement in _requirements(on):
        commands.set_requirement(by=None, requirement=requirement)
    return {"cadre_files": len(made)} | fill_reserve(on, seed)


def _levels(people: list[Person], wanted: tuple, chance: random.Random) -> dict[int, int]:
    """Who has which education; whoever is younger rather the higher, with some disorder."""
    ordered = sorted(people, key=lambda one: (chance.random() * 12 - one.born_on.year, one.pk))
    levels = [level for level, count in wanted for _one in range(count)]
    return {one.pk: level for one, level in zip(ordered, levels, strict=True)}


def _file(one: Person, level: int, high: bool, on: date, chance: random.Random) -> NewFile:
    began = date(one.born_on.year + AGE_OF_LEAVING[level] + chance.randint(0, 1), 9, 1)
    since = date(2023, 3, 1) if one.lead else on
    rank = (Rank.DEPUTY_BUREAU if high else Rank.SECTION) if one.lead else Rank.NONE
    status = Status.CIVIL_SERVANT if one.lead else chance.choice((Status.ELECTED, Status.CONTRACT))
    entries = tuple(_entries(one, level, on, chance))
    return NewFile(one, status, since, rank, min(began, on), "黑龙江嫩江", entries)


def _entries(one: Person, level: int, on: date, chance: random.Random) -> Iterator[Entry]:
    left = min(date(one.born_on.year + AGE_OF_LEAVING[level], 7, 1), date(on.year - 1, 7, 1))
    served = level == Education.COLLEGE and age_on(one.born_on, on) > 30 and chance.random() < 0.5
    if served:
        school = date(one.born_on.year + 18, 7, 1)
        yield _schooling(Education.SENIOR_HIGH, Mode.FULL_TIME, school, "")
        left = date(one.born_on.year + 27, 7, 1)
    mode = Mode.IN_SERVICE if served else Mode.FULL_TIME
    yield _schooling(level, mode, left, chance.choice(SUBJECTS) if level <= Education.COLLEGE else "")
    if one.lead:
        grades = (Grade.COMPETENT, Grade.COMPETENT, Grade.EXCELLENT)
        yield from (AppraisalResult(year=year, grade=chance.choice(grades)) for year in (2023, 2024, 2025))
    if chance.random() < 0.12:
        given = on - timedelta(days=chance.randint(90, 900))
        yield Honour(title="全县优秀社区工作者", given_by="嫩江县委组织部", on=given)
    if chance.random() < 0.3:
        issued = on - timedelta(days=chance.randint(200, 1200))
        name = "助理社会工作师登记证书"
        yield Certificate(name=name, issued_on=issued, expires_on=issued + timedelta(days=3 * 365))
    relation = Relation.CHILD if age_on(one.born_on, on) > 30 else Relation.PARENT
    yield Kin(relation=relation, name=f"{one.name[0]}{chance.choice('晨宇欣悦涵')}", work="演示：虚构")


def _schooling(level: int, mode: str, on: date, subject: str) -> Schooling:
    school = "国家开放大学" if mode == Mode.IN_SERVICE else SCHOOLS[Education(level)]
    return Schooling(level=level, mode=mode, school=school, major=subject, finished_on=on)


def _requirements(on: date) -> Iterator[PostRequirement]:
    why = "演示：县委关于社区班子的要求"
    yield PostRequirement(
        post_kind=PostKind.SECRETARY,
        organisation_kind=Kind.PARTY_BRANCH,
        rank_at_least=Rank.SECTION,
        age_at_most=45,
        party_member=True,
        party_years=1,
        status=Status.CIVIL_SERVANT,
        term_years=5,
        valid_from=on,
        why=why,
    )
    yield PostRequirement(
        post_kind=PostKind.DIRECTOR,
        organisation_kind=Kind.RESIDENTS_COMMITTEE,
        rank_at_least=Rank.SECTION,
        age_at_most=45,
        status=Status.CIVIL_SERVANT,
        term_years=5,
        valid_from=on,
        why=why,
    )
