"""The arithmetic of wages: what a month's work in posts is owed. Pure, in yuan with two places.

A month is paid by its days: each day bears the highest rate among the posts held, and once the supplement where more
than one kind of paid post is held. Source of the shape: local orders that set pay by post and add for both posts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")
NONE = Decimal(0)


@dataclass(frozen=True)
class Held:
    """A post of a kind from a day (included) to a day (excluded; None: open)."""

    kind: str
    start: date
    end: date | None = None

    def on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Rate:
    """Yuan a month for a kind of post from a day on, until the next rate of the kind; nought ends it. `both` is added
    for holding a further kind of paid post."""

    kind: str
    valid_from: date
    monthly: Decimal
    both: Decimal = NONE


def month_of(day: date) -> date:
    """Its first day."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    return month_of(month + timedelta(days=31))


def months(first: date, end: date) -> Iterator[date]:
    """Whole months from the one of `first` on that are over by `end` (a month is owed from the day after its last)."""
    month = month_of(first)
    while next_month(month) <= end:
        yield month
        month = next_month(month)


def rate_on(kind: str, day: date, rates: Iterable[Rate]) -> Rate | None:
    """In force on the day; None where there is none, or it is nought."""
    begun = [one for one in rates if one.kind == kind and one.valid_from <= day]
    found = max(begun, key=lambda one: one.valid_from, default=None)
    return found if found is not None and found.monthly else None


def daily(day: date, held: Iterable[Held], rates: Sequence[Rate]) -> Decimal:
    """Yuan a month at the rate of the day."""
    kinds = {one.kind for one in held if one.on(day)}
    paid = [rate for kind in kinds if (rate := rate_on(kind, day, rates)) is not None]
    if not paid:
        return NONE
    supplement = max(one.both for one in paid) if len(paid) > 1 else NONE
    return max(one.monthly for one in paid) + supplement


def due(month: date, held: Sequence[Held], rates: Sequence[Rate]) -> Decimal:
    """Yuan for the month (its first day), by days."""
    first, after = month_of(month), next_month(month)
    turns = {first, *(one.start for one in held), *(one.end for one in held if one.end)}
    turns |= {one.valid_from for one in rates}
    points = [*sorted(one for one in turns if first <= one < after), after]
    total = sum(
        (
            daily(start, held, rates) * (end - start).days
            for start, end in zip(points, points[1:], strict=False)
        ),
        NONE,
    )
    return (total / (after - first).days).quantize(FEN, ROUND_HALF_UP)
