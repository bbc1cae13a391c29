"""The arithmetic of a community's money: what came in, went out and is there. Pure, in yuan with two places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

NONE = Decimal(0)


@dataclass(frozen=True)
class Booked:
    """One approved voucher: of which line of the budget (None: of none), money in or out, its amount (negative where it
    takes another back), on which day."""

    line: int | None
    is_receipt: bool
    amount: Decimal
    on: date


def received(rows: Iterable[Booked]) -> Decimal:
    return sum((one.amount for one in rows if one.is_receipt), NONE)


def spent(rows: Iterable[Booked]) -> Decimal:
    return sum((one.amount for one in rows if not one.is_receipt), NONE)


def balance(rows: Iterable[Booked], as_of: date) -> Decimal:
    """What is there at the end of the day."""
    until = [one for one in rows if one.on <= as_of]
    return received(until) - spent(until)


def quarter_of(day: date) -> tuple[int, int]:
    """(year, quarter from 1 to 4)."""
    return day.year, (day.month - 1) // 3 + 1


def span(year: int, quarter: int) -> tuple[date, date]:
    """First and last day."""
    first = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, after - timedelta(days=1)


@dataclass(frozen=True)
class Quarter:
    """What was there before, what came in and went out by line, what is there after."""

    opening: Decimal
    received: dict[int | None, Decimal]
    spent: dict[int | None, Decimal]
    closing: Decimal


def quarter_account(rows: Iterable[Booked], year: int, quarter: int) -> Quarter:
    rows, (first, last) = list(rows), span(year, quarter)
    within = [one for one in rows if first <= one.on <= last]
    lines = {one.line for one in within}
    return Quarter(
        opening=balance(rows, first - timedelta(days=1)),
        received={line: received(one for one in within if one.line == line) for line in lines},
        spent={line: spent(one for one in within if one.line == line) for line in lines},
        closing=balance(rows, last),
    )
