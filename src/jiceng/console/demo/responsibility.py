"""Seventeen county leaders, each with a liaison, take charge of the seventeen communities of the demonstration."""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone, now

from jiceng.console.demo.invented import Inventor
from jiceng.institutions.periods import Rule, begin_of, calendar_spans
from jiceng.kernel.pages import today
from jiceng.organisations import commands as organisations
from jiceng.organisations.commands.bulk import NewResident
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation, Term
from jiceng.people import commands as people
from jiceng.people.models import Person
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Brought, Ground
from jiceng.responsibility.models import ContactPoint, Problem, Station, Visit
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import of_county_rank

IN_OFFICE = date(2023, 3, 1)
MOVED = 5  # whose liaison was replaced
DAY = timedelta(days=1)
NOT_YET_COME = {8, 14}  # who have not visited this quarter
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
    officers = _officers(known, len(communities) + 1, inventor)
    for community, leader, officer in zip(communities, leaders, officers[:-1], strict=True):
        ground = Ground(community.valid_from, NUMBER, "社区调整后确定联系点")
        commands.put_in_charge(by=None, community=community, leader=leader, ground=ground)
        commands.link(by=None, leader=leader, officer=officer, ground=ground)
    _transfer(leaders[MOVED], officers[-1])
    return {"contact_points": len(communities)}


def _transfer(leader: Person, officer: Person) -> None:
    """One liaison went to another post: replaced on the same day, the hand-over waits for its signatures."""
    on = ContactPoint.objects.get(leader=leader).valid_from + timedelta(days=150)
    if on < today():
        commands.link(by=None, leader=leader, officer=officer, ground=Ground(on, why="原联络人调任乡镇"))


PROBLEMS = (
    "三单元路灯不亮，老人晚上不敢出门",
    "小区门口井盖松动",
    "冬季供热温度不够",
    "社区活动室面积太小，下雨就漏",
    "垃圾清运不及时",
    "居民办证要跑两个地方",
    "老旧楼房楼道堆放杂物",
    "健身器材坏了没有人修",
    "停车占用消防通道",
)
SEEN = (
    "看了社区服务大厅，办事不用排队。",
    "入户走访了两家，冬季取暖正常。",
    "旁听了居民议事会，讨论物业费。",
    "看了新接收的办公用房，正在粉刷。",
)
PROMISES = ("协调住建部门年内修好屋面", "落实一名专职网格员", "解决社区办公用房")
ANSWERS = (
    "已协调主管部门，三天内修好，请居民查看。",
    "列入今年计划，月底前完成。",
    "现场办公解决，已经恢复正常。",
)


def visit(seed: int, step: Callable[[str], None]) -> dict:
    """Visits from the day of each contact point until yesterday, quarter by quarter: most problems answered, some late,
    one re-opened. Some leaders missed a quarter, and two have not come yet in this one."""
    step("visits")
    chance = random.Random(seed + 13)  # noqa: S311  # demonstration data, not secrets
    points = list(ContactPoint.objects.on(today()).select_related("community", "leader").order_by("pk"))
    for number, point in enumerate(points):
        for first, last in _quarters(point.valid_from):
            away = number in NOT_YET_COME and last == today() - DAY
            for _one in range(0 if away else chance.choices((0, 1, 2), (1, 10, 5))[0]):
                on = first + chance.randint(0, (last - first).days) * DAY
                made = commands.record_visit(by=None, point=point, on=on, brought=_brought(chance, on))
                _answer(chance, made)
    _on_their_days()
    return {"visits": Visit.objects.count(), "problems": Problem.objects.count()}


def _quarters(since: date) -> Iterator[tuple[date, date]]:
    """(first, last day) of each quarter from that day until yesterday."""
    for span in calendar_spans(Rule("quarter"), begin_of("quarter", since), today()):
        first, last = max(span.opens, since), min(span.due, today() - DAY)
        if first <= last:
            yield first, last


def _on_their_days() -> None:
    """Each stop of a problem's way bears its day: raised at the visit, answered, then the resident's word."""
    stops, problems = [], []
    for problem in Problem.objects.prefetch_related("stations"):
        days = {"raised": problem.raised_on, "answered": problem.answered_on}
        if problem.solved_on and problem.answered_on:
            problem.solved_on = min(today(), problem.answered_on + timedelta(days=2))
            days["confirmed"] = problem.solved_on
            problems.append(problem)
        for stop in problem.stations.all():
            if day := days.get(stop.step):
                stop.at = min(now(), datetime.combine(day, time(10), tzinfo=get_default_timezone()))
                stops.append(stop)
    Station.objects.bulk_update(stops, ["at"], batch_size=500)
    Problem.objects.bulk_update(problems, ["solved_on"], batch_size=500)


def weigh(seed: int, step: Callable[[str], None]) -> dict:
    """What leaders know, where they live, one kin; and a proposal that waits to be decided."""
    step("proposal")
    chance = random.Random(seed + 17)  # noqa: S311  # demonstration data, not secrets
    points = list(ContactPoint.objects.on(today()).select_related("community", "leader").order_by("pk"))
    fields = list(norms().fields)
    homes = chance.sample([one.community_id for one in points], len(points))
    rows = [
        NewResident(person=point.leader_id, territory=home, on=point.valid_from)
        for point, home in zip(points, homes, strict=True)
        if not point.leader.residences.exists()
    ]
    organisations.settle_many(by=None, rows=rows, why="演示：领导住址")
    for point in points:
        known = tuple(chance.sample(fields, 2))
        commands.keep_profile(by=None, person=point.leader, fields=known, most=2)
    commands.declare_conflict(
        by=None,
        person=points[3].leader,
        community=points[3].community,
        kind="kin",
        why="妹妹在社区居民委员会工作",
        on=today(),
    )
    made = commands.propose_assignment(by=None, on=today())
    return {"proposal_proved": made.proved}


def _brought(chance: random.Random, on: date) -> Brought:
    problems = tuple(chance.sample(PROBLEMS, chance.choice((0, 1, 1, 2))))
    promise = chance.random() < 0.3
    promises = ((chance.choice(PROMISES), on + timedelta(days=60)),) if promise else ()
    return Brought(chance.choice(SEEN), problems, promises, talks=int(chance.random() < 0.4))


def _answer(chance: random.Random, visit: Visit) -> None:
    for problem in visit.problems.filter(kind="problem"):
        on = visit.on + timedelta(days=chance.randint(3, 28))
        if on >= today() or chance.random() < 0.15:
            continue
        row = commands.answer_problem(by=None, problem=problem, text=chance.choice(ANSWERS), on=on)
        said = chance.random()
        if said < 0.6:
            commands.confirm_problem(mark=row.mark, solved=True)
        elif said < 0.7:
            commands.confirm_problem(mark=row.mark, solved=False, note="还是老样子")


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
