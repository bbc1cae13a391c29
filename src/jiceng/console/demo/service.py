"""Residents' requests of five months in six communities, in every state; key households everywhere. All invented."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from jiceng.console.demo.invented import Inventor
from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation, Term
from jiceng.service import commands
from jiceng.service.commands import NewCase, NewHousehold
from jiceng.service.enums import Found, Need, Way
from jiceng.service.models import Case, HouseholdVisit
from jiceng.service.queries.coverage import quarter_of

DAYS, SERVED, ASKED = 150, 6, 14  # days back, communities with requests, requests of each
HOUSEHOLDS = 3
ONE = timedelta(days=1)
# Kind, what was asked, the answer, the sentence for everybody.
ASKS = (
    (
        "heating",
        "室内只有十五度，老人孩子受不了",
        "供热公司已换阀门，入户测温二十一度。",
        "三栋楼暖气阀门换好了",
    ),
    ("lighting", "楼道灯坏了半个月", "已换声控灯，请晚上看看。", "楼道换上了声控灯"),
    ("cleaning", "垃圾箱周边两天没有清", "已联系环卫，改为每天早晚各清一次。", "垃圾清运改为早晚各一次"),
    ("roads", "路口井盖响，夜里吵人", "已加胶垫，不再响。", "路口井盖加了胶垫"),
    ("housing", "顶楼漏雨，墙皮往下掉", "列入今年屋面维修，已做临时防水。", ""),
    ("noise", "烧烤店排烟对着窗户", "已协调加装油烟净化器。", "烧烤店装了净化器"),
    ("neighbours", "楼上跑水淹了天花板，协商不成", "经调解，双方签了协议。", ""),
    ("papers", "异地医保怎么备案", "教会在手机上备案，当场办完。", ""),
    ("relief", "临时救助怎么申请", "帮助填好申请，已交镇里。", ""),
    ("care", "助餐点周末不开", "周末由志愿者轮流值班，已开餐。", "助餐点周末也开了"),
    ("safety", "楼道里停着电动车充电", "已搬走，楼下装了充电桩。", "楼下装了充电桩"),
)
PLACES = ("南山小区3号楼", "兴安小区二单元", "嫩兴路北段", "邮政家属楼", "铁西平房区", "世纪花园9号楼")
NAMES = ("王大娘", "李师傅", "张女士", "赵老师", "", "")
AGAIN = ("没几天又坏了", "只修了一半", "还是老样子")
NEEDS = ((Need.OLD, "听力不好，按门铃多等一会"), (Need.DISABLED, "轮椅出门要人搭手"), (Need.POOR, ""))


def serve(known: dict[str, Organisation], seed: int, step: Callable[[str], None]) -> dict:
    """Through the commands, from five months ago until today."""
    step("requests")
    chance = random.Random(seed + 31)  # noqa: S311  # demonstration data, not secrets
    communities = _communities()
    for community in communities[:SERVED]:
        first = max(community.valid_from, today() - DAYS * ONE)
        for _one in range(ASKED):
            on = first + chance.randint(0, (today() - first).days - 1) * ONE
            _request(chance, community, on, known["civil"])
        commands.refuse_certificate(by=None, community=community, certificate="kinship", on=today() - 3 * ONE)
    _troubles(communities[:SERVED], known["civil"])
    _look_after(chance, communities, seed)
    return {"requests": Case.objects.count(), "household_visits": HouseholdVisit.objects.count()}


def _communities() -> list[Organisation]:
    """Those first in which somebody of the demonstration can log in."""
    rows = list(Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY).order_by("code", "pk"))
    terms = Term.objects.on(today()).filter(person__account__isnull=False)
    entered = set(terms.values_list("post__organisation__territory", flat=True))
    return sorted(rows, key=lambda one: one.pk not in entered)


def _request(chance: random.Random, community: Organisation, on: date, bureau: Organisation) -> None:
    kind, text, answer, line = chance.choice(ASKS)
    way = chance.choice((Way.PAGE, Way.PAGE, Way.PHONE, Way.DESK, Way.VISIT))
    phone = f"139456{chance.randint(10000, 99999)}" if chance.random() < 0.6 else ""
    new = NewCase(
        community, kind, text, chance.choice(PLACES), way=way, name=chance.choice(NAMES), phone=phone
    )
    if way == Way.PAGE:
        row, code = commands.ask(new=new, on=on)
        commands.accept(by=None, case=row, on=on)
    else:
        row, code = commands.take(by=None, new=new, on=on)
    if chance.random() < 0.15:
        _hand_on(chance, row, bureau, on)
    done = add_working_days(on, chance.choice((0, 1, 1, 2, 3, 4, 5, 7)))
    if done > today():
        return
    commands.answer(by=None, case=row, text=answer, public_line=line, on=done)
    _say(chance, row, code, answer, done)


def _hand_on(chance: random.Random, row: Case, bureau: Organisation, on: date) -> None:
    commands.hand_on(by=None, case=row, to=bureau, why="归县里部门管", on=on)
    if chance.random() < 0.6:
        commands.take_over(by=None, case=row, on=on)
    else:
        commands.hand_back(by=None, case=row, why="属于社区职责", on=on)


def _say(chance: random.Random, row: Case, code: str, answer: str, done: date) -> None:
    """Half of all residents say nothing."""
    on = min(done + chance.randint(0, 4) * ONE, today())
    said = chance.random()
    if said < 0.35:
        commands.rate(code=code, solved="yes", satisfied=True, on=on)
    elif said < 0.45:
        commands.rate(code=code, solved="partly", satisfied=chance.random() < 0.5, note="再看看", on=on)
    elif said < 0.55:
        why = chance.choice(AGAIN)
        commands.rate(code=code, solved="no", satisfied=False, note=why, again=True, on=on)
        again = add_working_days(on, chance.choice((1, 3)))
        if again <= today():
            commands.answer(by=None, case=row, text=f"再次上门：{answer}", on=again)


def _troubles(communities: list[Organisation], bureau: Organisation) -> None:
    """What every county has: the same thing from one place, nobody's business, something late, something new today."""
    first, second, third = communities[0], communities[1 % len(communities)], communities[-1]
    for days in (60, 30, 2):
        new = NewCase(first, "heating", "三号楼暖气不热", "南山小区3号楼", way=Way.PHONE)
        row, _code = commands.take(by=None, new=new, on=max(first.valid_from, today() - days * ONE))
        if days > 2:
            commands.answer(by=None, case=row, text="已放气", on=today() - (days - 1) * ONE)
    new = NewCase(second, "roads", "两个小区之间的路灯没人管", "嫩兴路北段", way=Way.DESK)
    row, _code = commands.take(by=None, new=new, on=today() - 4 * ONE)
    for why in ("不属于民政", "请找住建", "权属不清"):
        commands.hand_on(by=None, case=row, to=bureau, why="请县里协调", on=today() - 3 * ONE)
        commands.hand_back(by=None, case=row, why=why, on=today() - 3 * ONE)
    new = NewCase(second, "housing", "屋面修了还漏", "邮政家属楼", way=Way.PHONE)
    row, _code = commands.take(by=None, new=new, on=today() - 5 * ONE)
    last = row.rounds.get().due_on
    commands.extend(
        by=None, case=row, to_day=add_working_days(last, 5), why="等材料进场", on=today() - 4 * ONE
    )
    commands.take(by=None, new=NewCase(third, "estate", "门禁坏了", "世纪花园9号楼"), on=today() - 20 * ONE)
    for community in communities:
        kind, text, _answer, _line = ASKS[1]
        commands.ask(new=NewCase(community, kind, text, PLACES[2], way=Way.PAGE), on=today())
    waiting = NewCase(third, "relief", "残疾人补贴两个月没到", "铁西平房区", way=Way.DESK)
    row, _code = commands.take(by=None, new=waiting, on=today() - ONE)
    commands.hand_on(by=None, case=row, to=bureau, why="归县民政局核对", on=today())


def _look_after(chance: random.Random, communities: list[Organisation], seed: int) -> None:
    """Three households in each community; most met in each quarter, some not yet in this one."""
    inventor = Inventor(seed + 37)
    for community in communities:
        made = [_household(inventor, chance, community, need, note) for need, note in NEEDS[:HOUSEHOLDS]]
        first = quarter_of(community.valid_from)[0]
        while first <= today():
            last = quarter_of(first)[1]
            for household in made:
                if last < today() or chance.random() < 0.7:
                    _visit(chance, household, max(first, community.valid_from), min(last, today() - ONE))
            first = last + ONE


def _household(inventor: Inventor, chance: random.Random, community: Organisation, need: str, note: str):
    home = f"{chance.choice(PLACES)}{chance.randint(1, 6)}0{chance.randint(1, 3)}"
    new = NewHousehold(need, inventor.person(youngest=40, oldest=84).name, home, "", note)
    return commands.enter_household(by=None, community=community, new=new, on=community.valid_from)


def _visit(chance: random.Random, household, first: date, last: date) -> None:
    if last < first:
        return
    on = first + chance.randint(0, (last - first).days) * ONE
    found = chance.choices((Found.WELL, Found.HELPED, Found.NEED), (8, 2, 1))[0]
    note = "要换一个够得着的开关" if found == Found.NEED else ""
    commands.visit_household(by=None, household=household, on=on, found=found, note=note)
