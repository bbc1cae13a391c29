"""Rooms, wages and money of the demonstration: some communities meet the norm and are paid in time, several do not."""

import random
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

from jiceng.kernel.pages import today
from jiceng.organisations.enums import TERRITORIES, Kind, PostKind
from jiceng.organisations.models import Organisation, TerritoryFigures
from jiceng.resources import commands
from jiceng.resources.commands import (
    Facts,
    HallFacts,
    LineFacts,
    MeasureFacts,
    PaidFacts,
    PayFacts,
    VoucherFacts,
    Wanted,
)
from jiceng.resources.ledger import span
from jiceng.resources.models import BudgetLine, FundAccount, PayBatch, VenueMeasure, VenueUse, Voucher
from jiceng.resources.pay import month_of, months, next_month
from jiceng.resources.queries.stock import Stock, overview
from jiceng.resources.queries.wages import month_sheet

NORMS = (
    (date(2021, 1, 1), {"m2_per_100_households": Decimal(20), "basis": "社区建设三年规划（2021—2023年）"}),
    (
        date(2024, 1, 1),
        {
            "m2_per_100_households": Decimal(30),
            "least_m2": Decimal(300),
            "rent_per_m2": Decimal(160),
            "build_per_m2": Decimal(2600),
            "basis": "社区用房建设专题会议纪要",
        },
    ),
)
STREETS = ("二道街", "墨尔根大街", "铁西路", "嫩兴路", "繁荣街", "文化路")
MISSING = ("", "无障碍坡道", "上下水", "供暖不足、无障碍坡道", "")
WITHOUT = {4, 13}  # who have no rooms at all
SUNDAY = 7
METRE = Decimal("0.1")


def equip(seed: int, step: Callable[[str], None]) -> dict:
    """Norms, venues of every community from its first day, and measures that close most of the gaps."""
    step("rooms")
    chance = random.Random(seed + 23)  # noqa: S311  # demonstration data, not secrets
    for on, values in NORMS:
        commands.set_norm(by=None, on=on, values={"activity_percent": 60, **values})
    places = Organisation.objects.on(today()).filter(kind__in=TERRITORIES).order_by("code", "pk")
    households = dict(TerritoryFigures.objects.on(today()).values_list("organisation", "households"))
    for number, place in enumerate(places):
        if number not in WITHOUT:
            _venues(chance, number, place, households.get(place.pk, 600))
    short = [one for one in overview(seen_by=None, as_of=today()) if one.gap]
    for number, one in enumerate(short):
        _measures(chance, number, one)
    _halls(chance)
    return {"venues": VenueUse.objects.count(), "measures": VenueMeasure.objects.count()}


def _venues(chance: random.Random, number: int, place: Organisation, households: int) -> None:
    """A centre of its own, for every second one a rented office, for every third a hall that a unit shares."""
    share = Decimal(chance.choice((8, 12, 18, 24, 33)))
    area = (share * households / 100).quantize(METRE)
    since = max(place.valid_from, date(2019, 1, 1))
    _enter(chance, place, "社区服务中心", Facts("owned", area, _part(area, 55, chance), rooms=6), since)
    if number % 2:
        rented = Decimal(chance.randrange(40, 130))
        facts = Facts("rented", rented, _part(rented, 30, chance), 3, rented * 150, None, "个人房主")
        _enter(chance, place, "便民服务站", facts, since)
    units = Organisation.objects.on(today()).filter(kind=Kind.RESIDENT_UNIT, territory=place)
    if number % 3 == 0 and (unit := units.order_by("pinyin").first()):
        hall = Decimal(chance.randrange(60, 200))
        _enter(chance, place, "共享活动厅", Facts("shared", hall, hall, 2, owner=unit), since)


def _part(area: Decimal, percent: int, chance: random.Random) -> Decimal:
    return (area * (percent + chance.randrange(20)) / 100).quantize(METRE)


def _enter(chance: random.Random, place: Organisation, name: str, facts: Facts, on: date) -> None:
    address = f"{chance.choice(STREETS)}{chance.randrange(1, 180)}号"
    told = {**vars(facts), "missing": chance.choice(MISSING)}
    commands.enter_venue(
        by=None, community=place, name=name, address=address, facts=Facts(**told), on=on, why="演示：社区用房"
    )


def _measures(chance: random.Random, number: int, one: Stock) -> None:
    """In three years to the norm; every fourth community has no plan yet, every third only half of one."""
    if number % 4 == 3 or one.gap is None:
        return
    parts = 1 if number % 3 == 0 else 2
    half = (one.gap / 2).quantize(METRE)
    place = Organisation.objects.get(pk=one.pk)
    for later, area in list(enumerate((half, one.gap - half)))[:parts]:
        way = chance.choice(("build", "convert", "rent", "share"))
        price = {"build": 2600, "convert": 900, "rent": 160, "share": 0}[way]
        payer = "unit" if way == "share" else chance.choice(("county", "county", "town"))
        facts = MeasureFacts(today().year + later, way, area, area * price, payer)
        commands.plan_measure(by=None, community=place, facts=facts)


PAY = (
    (PostKind.SECRETARY, 2800, 300),
    (PostKind.DEPUTY_SECRETARY, 2500, 300),
    (PostKind.DIRECTOR, 2800, 300),
    (PostKind.DEPUTY_DIRECTOR, 2500, 300),
    (PostKind.WORKER, 2300, 0),
)
HALF_YEAR = 180  # days
BEHIND = {2: 3, 6: 2, 11: 4, 15: 1}  # how many months these communities wait


def keep_money(seed: int, step: Callable[[str], None]) -> dict:
    """Wages, then budgets, vouchers and accounts."""
    return pay_wages(seed, step) | keep_accounts(seed, step)


def pay_wages(seed: int, step: Callable[[str], None]) -> dict:
    """Standards of half a year, raised once; every month paid in the next but where the town has no money."""
    step("wages")
    this = today()
    since = month_of(this - timedelta(days=HALF_YEAR))
    raised = month_of(this - timedelta(days=HALF_YEAR // 2))
    for kind, monthly, both in PAY:
        for on, more in ((since, 0), (raised, 100)):
            facts = PayFacts(kind, Decimal(monthly + more), Decimal(both), "county", "社区工作者薪酬办法")
            commands.set_pay(by=None, on=on, facts=facts)
    places = Organisation.objects.on(this).filter(kind=Kind.COMMUNITY).order_by("code", "pk")
    for number, place in enumerate(places):
        due = list(months(since, this))
        for month in due[: len(due) - BEHIND.get(number, 0)]:
            amounts = {one.person_id: one.owed for one in month_sheet(place, month)}
            paid_on = min(next_month(month) + timedelta(days=9), this)
            if any(amounts.values()):
                facts = PaidFacts(month, paid_on, "town" if number % 5 == 0 else "county")
                commands.pay_month(by=None, community=place, facts=facts, amounts=amounts)
    return {"pay_batches": PayBatch.objects.count()}


LINES = (("办公经费", "county", 60_000), ("取暖费", "town", 24_000), ("服务群众专项", "county", 40_000))
SPENT = ("办公用品", "水电费", "取暖用煤", "楼道照明维修", "敬老活动", "防火宣传")
NO_BUDGET, LATE = {9}, {3, 7, 12}


def keep_accounts(seed: int, step: Callable[[str], None]) -> dict:
    """A budget for every community but one, money each quarter (late in some), spending, and the quarters' accounts."""
    step("accounts")
    chance = random.Random(seed + 29)  # noqa: S311  # demonstration data, not secrets
    places = Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY).order_by("code", "pk")
    for number, place in enumerate(places):
        if number not in NO_BUDGET:
            _year(chance, place, late=number in LATE)
    return {"vouchers": Voucher.objects.count(), "fund_accounts": FundAccount.objects.count()}


def _year(chance: random.Random, place: Organisation, late: bool) -> None:
    year = today().year
    lines = [
        commands.plan_line(
            by=None,
            community=place,
            facts=LineFacts(year, purpose, source, date(year, 6 if number else 3, 30), Decimal(amount)),
        )
        for number, (purpose, source, amount) in enumerate(LINES)
    ]
    for quarter in (1, 2, 3, 4):
        first, last = span(year, quarter)
        if first > today():
            break
        for line in lines:
            if quarter <= (1 if late else 2):
                _book(place, "receipt", first, line.amount / 2, f"{line.purpose}拨款", "县财政局", line)
        on = min(first + timedelta(days=chance.randrange(5, 80)), today())
        amount = Decimal(chance.randrange(80_000, 900_000)) / 100
        _book(place, "spending", on, amount, chance.choice(SPENT), "县城商户", chance.choice(lines))
        if last < today() and not (late and quarter == 3):
            _publish(place, year, quarter, last + timedelta(days=chance.randrange(5, 15)))


def _book(
    place: Organisation, direction: str, on: date, amount: Decimal, purpose: str, payee: str, line: BudgetLine
) -> None:
    facts = VoucherFacts(direction, on, amount, purpose, payee, "居民委员会会议", line)
    row = commands.record_voucher(by=None, community=place, facts=facts)
    commands.decide_voucher(by=None, voucher=row, agree=True)


def _publish(place: Organisation, year: int, quarter: int, on: date) -> None:
    row = commands.draw_up_account(by=None, community=place, year=year, quarter=quarter)
    for number in (1, 2):
        commands.sign_account(by=None, account=row, name=f"居务监督委员会成员{number}")
    commands.post_account(by=None, account=row, on=min(on, today()))


PURPOSES = ("党员学习", "合唱队排练", "老年书画班", "物业协调会", "妇女手工坊", "青少年作业辅导")


def _halls(chance: random.Random) -> None:
    """A council hall in every centre, an activity room in every shared one; a week of bookings."""
    for use in VenueUse.objects.on(today()).select_related("venue", "community").order_by("pk"):
        if use.title == "rented":
            continue
        shared = use.title == "shared"
        facts = HallFacts(
            "活动厅" if shared else "议事厅",
            chance.choice((20, 30, 60)),
            "123456",
            time(8),
            time(20),
            True,
            True,
        )
        hall = commands.open_hall(by=None, venue=use.venue, facts=facts)
        for _one in range(chance.randrange(2, 6)):
            on = today() + timedelta(days=chance.randrange(1, 9))
            begins = chance.choice((8, 10, 14, 18))
            wanted = Wanted(on, time(begins), time(begins + 2), use.community, chance.choice(PURPOSES))
            if on.isoweekday() != SUNDAY and not hall.taken.filter(begins_at__date=on).exists():
                commands.book_hall(by=None, hall=hall, wanted=wanted)
