"""Figures that the site measures, by name: what a plan's target can be held against. Upper apps register theirs.

Each is asked for one day and gives the county's figure of that day, with the address of the records behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise


@dataclass(frozen=True)
class Measure:
    """`value(as_of)` is a number, or None where nothing is known of the day; `url(as_of)` opens its records."""

    key: str
    label: str | Promise
    unit: str | Promise
    value: Callable[[date], float | int | Decimal | None]
    url: Callable[[date], str]

    def on(self, as_of: date) -> Decimal | None:
        found = self.value(as_of)
        return None if found is None else Decimal(str(found)).quantize(Decimal("0.01"))


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> None:
    _measures[measure.key] = measure


def of(key: str) -> Measure | None:
    return _measures.get(key)


def known() -> list[Measure]:
    return list(_measures.values())


def share(part: int, whole: int) -> float | None:
    """Of a hundred; nothing of nothing is not known."""
    return None if whole == 0 else 100 * part / whole
