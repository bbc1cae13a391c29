"""Forty supervised matters of the demonstration, in every state."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from jiceng.institutions.commands.evidence import weighed_later
from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.responsibility import commands
from jiceng.responsibility.commands import NewItem, NewMatter, Origin, Part
from jiceng.responsibility.enums import MatterSource
from jiceng.responsibility.models import CaseFile, Matter
from jiceng.responsibility.queries.matters import offers, origin_of

# How many matters end in which state.
STATES = {
    "closed": 10,
    "confirmed": 4,
    "reopened": 3,
    "reported": 5,
    "sent_back": 2,
    "fresh": 2,
    "returned": 1,
    "working": 4,
    "unseen": 2,
    "late": 2,
    "twice_late": 2,
    "asked": 1,
    "split": 1,
}
TITLES = (
    ("补齐三个小区的路灯", "缺的路灯全部补上，晚上能照到单元门"),
    ("清理占用消防通道的车辆", "通道画线，晚上十点抽查无占用"),
    ("社区办公用房挂牌移交", "产权和钥匙移交，公布服务电话"),
    ("老旧楼房屋面修补", "雨后入户查看不再漏水"),
    ("居民办证只跑一处", "十项证明在社区受理点办结"),
    ("供热温度不达标楼栋整改", "入户测温不低于十八度"),
    ("清运积存垃圾", "积存点清空，确定每日清运时间"),
    ("健身器材修复", "坏件更换，贴上报修电话"),
)
KINDS = ("document", "minutes", "note", "urgent", "hard")
LEFT = 6  # sources that nobody has made a matter of yet
ONE = timedelta(days=1)
# Stories that need no day of their own, and how many days before them their decision was made at least.
UNDATED, OLD = ("closed", "confirmed", "reopened", "reported", "fresh"), 12
# The year's inspections: field, title, months, further units, communities inspected so far.
CHECKS = (
    ("供热", "冬季供热", 10, 11, ("civil", "town"), 6),
    ("环境", "垃圾清运和污水", 10, 12, ("town",), 2),
    ("民政", "救助和养老服务", 11, 12, ("civil",), 3),
    ("安全", "消防和燃气安全", 12, 12, ("civil",), 0),
)


def supervise(known: dict[str, Organisation], seed: int, step: Callable[[str], None]) -> dict:
    """Handed out since the communities exist, to bureaus, town, street, branches and committees."""
    step("supervised matters")
    chance = random.Random(seed + 23)  # noqa: S311  # demonstration data, not secrets
    news = _news(known, chance)
    with weighed_later():
        for state, count in STATES.items():
            for _number in range(count):
                STORIES[state](_fitting(news, state), chance)
        commands.note_reds()
        _hold_to_account()
        _inspect(known)
    return {"supervised_matters": Matter.objects.count()}


def _fitting(news: Iterator[NewMatter], state: str) -> NewMatter:
    """What comes from a decision keeps the day of its task: it goes into stories that leave the days open, and that
    begin after the decision."""
    while True:
        new = next(news)
        old = (today() - new.raised_on).days >= OLD or state == "fresh"
        if not new.origin.given[0] or (state in UNDATED and old):
            return new


def _hold_to_account() -> None:
    """One of the two files is open: the person has stated the case and is invited to be heard."""
    file = CaseFile.objects.order_by("pk").first()
    if file is None:
        return
    commands.open_file(by=None, file=file, why="两次逾期，催办后仍未办结。")
    step = commands.begin_step(by=None, file=file, rung="talk")
    commands.give_statement(by=None, step=step, text="配件从外地调运晚了十天，没有及时申请延期，是我的责任。")
    day = add_working_days(today(), 3)
    commands.invite_to_hearing(by=None, step=step, on=day, place="上午九点，县委二楼小会议室")


def _inspect(known: dict[str, Organisation]) -> None:
    """The plan of the year, adopted, and what was inspected by it until today."""
    year, office = today().year, known["organisation"]
    communities = list(Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY).order_by("code", "pk"))
    items = [
        (commands.plan_check(by=None, unit=office, year=year, new=_item(known, *row[:5])), row[5])
        for row in CHECKS
    ]
    commands.adopt_check_plan(by=None, plan=items[0][0].plan, on=date(year, 1, 15))
    for item, many in items:
        for number, community in enumerate(communities[:many]):
            on = today() - timedelta(days=number)
            if item.month_from <= on.month <= item.month_to and on >= community.valid_from:
                commands.hold_check(by=None, item=item, community=community, found="没有发现问题。", on=on)


def _item(known, field: str, title: str, first: int, last: int, units: tuple[str, ...]) -> NewItem:
    return NewItem(title, field, first, last, tuple(known[one] for one in units))


def _news(known: dict[str, Organisation], chance: random.Random) -> Iterator[NewMatter]:
    """From decisions, visits and instructions where there are some, else by hand."""
    found = [origin_of(one.key) for one in offers(today())]
    chance.shuffle(found)
    kinds = (Kind.PARTY_BRANCH, Kind.RESIDENTS_COMMITTEE)
    leads = list(Organisation.objects.on(today()).filter(kind__in=kinds).order_by("code", "pk"))
    leads += [known["civil"], known["town"]] * 6
    while True:
        title, measure = chance.choice(TITLES)
        lead = chance.choice(leads)
        helpers = () if lead == known["civil"] else (known["civil"],)
        new = NewMatter(title, measure, chance.choice(KINDS), known["organisation"], lead, today(), helpers)
        if len(found) > LEFT and chance.random() < 0.6:
            origin, community, on = found.pop()
            title = title if origin.source == MatterSource.DECISION else origin.name[:120]
            yield replace(new, title=title, origin=origin, community=community, raised_on=on)
        else:
            yield replace(new, origin=Origin(MatterSource.HAND, name="领导小组办公室"))


def _out(new: NewMatter, days_ago: int, kind: str = "") -> Matter:
    if new.origin.given[0]:
        days_ago = min(days_ago, (today() - new.raised_on).days)
    on = today() - timedelta(days=days_ago)
    new = replace(new, raised_on=min(new.raised_on, on), kind=kind or new.kind)
    return commands.register_matter(by=None, new=new, on=on)


def _taken(new: NewMatter, days_ago: int, kind: str = "") -> Matter:
    row = _out(new, days_ago, kind)
    return commands.acknowledge_matter(by=None, matter=row, on=row.registered_on + ONE)


def _reported(new: NewMatter, chance: random.Random, ended: int = 3) -> Matter:
    row = _taken(new, chance.randint(ended + 8, 45))
    latest = today() - timedelta(days=ended)
    on = min(latest, row.registered_on + timedelta(days=chance.randint(3, 14)))
    return commands.report_matter(by=None, matter=row, text="已按要求办好，现场可看。", on=on)


def _closed(new: NewMatter, chance: random.Random) -> Matter:
    row = _reported(new, chance)
    on = row.reported_on + ONE
    return commands.check_matter(by=None, matter=row, done=True, note="现场看过，属实。", on=on)


def _confirmed(new: NewMatter, chance: random.Random) -> None:
    row = _closed(new, chance)
    commands.confirm_matter(mark=row.mark, solved=True, on=row.closed_on + ONE)


def _reopened(new: NewMatter, chance: random.Random) -> None:
    row = _closed(replace(new, kind="hard"), chance)
    commands.confirm_matter(mark=row.mark, solved=False, note="还有一处没修好", on=row.closed_on + ONE)


def _sent_back(new: NewMatter, chance: random.Random) -> None:
    row = _reported(new, chance)
    commands.check_matter(by=None, matter=row, done=False, note="两处没有做完。", on=today())


def _working(new: NewMatter, chance: random.Random) -> None:
    row = _taken(new, chance.randint(10, 14), "note")
    on = today() - ONE
    commands.report_progress(by=None, matter=row, text="料已到场，正在施工。", on=on)


def _returned(new: NewMatter, chance: random.Random) -> None:
    row = _out(new, 1)
    commands.return_matter(by=None, matter=row, why="这件事归住房部门管，本单位没有权限。", on=today())


def _late(new: NewMatter, chance: random.Random) -> None:
    _taken(new, chance.randint(17, 25), "note")


def _twice_late(new: NewMatter, chance: random.Random) -> None:
    row = _taken(new, 20, "urgent")
    commands.urge_matter(by=None, matter=row, note="请抓紧", on=row.due_on + ONE)


def _asked(new: NewMatter, chance: random.Random) -> None:
    row = _taken(new, 13, "note")
    to_day: date = row.due_on + timedelta(days=15)
    commands.ask_extension(by=None, matter=row, to_day=to_day, reason="配件要从外地调运", on=today())


def _split(new: NewMatter, chance: random.Random) -> None:
    row = _taken(new, 6, "document")
    branch = Organisation.objects.on(today()).filter(kind=Kind.PARTY_BRANCH).order_by("code", "pk")[0]
    part = Part("摸清底数", branch, row.due_on - timedelta(days=9))
    commands.split_matter(by=None, matter=row, parts=[part], on=today() - ONE)


STORIES = {
    "closed": _closed,
    "confirmed": _confirmed,
    "reopened": _reopened,
    "reported": lambda new, chance: _reported(new, chance, ended=0),
    "sent_back": _sent_back,
    "fresh": lambda new, chance: _out(new, 0),
    "returned": _returned,
    "working": _working,
    "unseen": lambda new, chance: _out(new, 6, "document"),
    "late": _late,
    "twice_late": _twice_late,
    "asked": _asked,
    "split": _split,
}
