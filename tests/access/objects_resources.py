"""Rooms, halls, wages and money of the place's community."""

from datetime import date, time, timedelta
from decimal import Decimal

from jiceng.kernel.pages import today
from jiceng.resources import commands
from jiceng.resources.commands import Facts, HallFacts, MeasureFacts, VoucherFacts, Wanted
from jiceng.resources.models import BudgetLine, FundAccount, PayBatch
from tests.access.objects import register, shared

SINCE = date(2026, 1, 1)


@register("community_venues", "venue_new", "venue_measure_new", "hall_week", "booking_new", "community_wages")
@register("community_funds", "budget_line_new", "voucher_new", "fund_account_new")
def of_community(world, place):
    return {"pk": place.territory.pk}


def venue_of(world, place):
    def make():
        return commands.enter_venue(
            by=None,
            community=place.territory,
            name="服务中心",
            address="",
            facts=Facts("owned", Decimal(100)),
            on=SINCE,
        )

    return shared(world, ("venue", place.territory.pk), make)


def hall_of(world, place):
    venue = venue_of(world, place)
    return shared(
        world,
        ("hall", place.territory.pk),
        lambda: commands.open_hall(by=None, venue=venue, facts=HallFacts("议事厅", weekdays="1234567")),
    )


@register("venue", "venue_change", "venue_end", "hall_new")
def of_venue(world, place):
    return {"pk": venue_of(world, place).pk}


@register("hall_change", "hall_close")
def of_hall(world, place):
    return {"pk": hall_of(world, place).pk}


@register("booking")
def of_booking(world, place):
    hall = hall_of(world, place)

    def make():
        wanted = Wanted(today() + timedelta(days=3), time(9), time(10), place.territory, "学习")
        return commands.book_hall(by=None, hall=hall, wanted=wanted)

    return {"pk": shared(world, ("booking", place.territory.pk), make).pk}


@register("venue_measure_end")
def of_measure(world, place):
    def make():
        facts = MeasureFacts(2030, "build", Decimal(100), Decimal(1), "county")
        return commands.plan_measure(by=None, community=place.territory, facts=facts)

    return {"pk": shared(world, ("measure", place.territory.pk), make).pk}


@register("pay_month")
def of_month(world, place):
    return {"pk": place.territory.pk, "year": 2026, "month": 3}


@register("pay_batch")
def of_batch(world, place):
    def make():
        return PayBatch.objects.create(
            community=place.territory, month=date(2026, 3, 1), paid_on=date(2026, 4, 1), payer="town"
        )

    return {"pk": shared(world, ("pay batch", place.territory.pk), make).pk}


def line_of(world, place):
    def make():
        return BudgetLine.objects.create(
            community=place.territory,
            year=2026,
            purpose="办公经费",
            source="county",
            due_on=SINCE,
            amount=Decimal(100),
        )

    return shared(world, ("budget line", place.territory.pk), make)


@register("budget_line_drop")
def of_line(world, place):
    return {"pk": line_of(world, place).pk}


@register("voucher")
def of_voucher(world, place):
    def make():
        facts = VoucherFacts("receipt", SINCE, Decimal(5), "拨款", "县里", "县里")
        return commands.record_voucher(by=None, community=place.territory, facts=facts)

    return {"pk": shared(world, ("voucher", place.territory.pk), make).pk}


def account_of(world, place):
    def make():
        table = {"opening": "0", "closing": "0", "rows": []}
        facts = {"year": 2025, "quarter": 4, "table": table, "sha256": "0" * 64, "drawn_up_on": SINCE}
        return FundAccount.objects.create(community=place.territory, posted_on=None, **facts)

    return shared(world, ("fund account", place.territory.pk), make)


@register("fund_account")
def of_account(world, place):
    return {"pk": account_of(world, place).pk}


@register("open_account", none={"slug": "nothing"})
def of_open_account(world, place):
    row = account_of(world, place)
    FundAccount.objects.filter(pk=row.pk, posted_on=None).update(posted_on=SINCE)
    return {"slug": row.slug}
