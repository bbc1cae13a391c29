"""What pages are made of, as plain values: a view or a query makes them, a template tag draws them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

# The states a light can stand in: word and shape always go with the colour.
STATES = ("done", "soon", "late", "info", "none")


MANY = 2


class Unit:
    """What is counted: `word(number)` is an `npgettext`; alone, at the head of a column, it is the word for many."""

    def __init__(self, word: Callable[[int], str]) -> None:
        self.word = word

    def of(self, value: Any) -> str:
        return self.word(1 if value == 1 else MANY)

    def __str__(self) -> str:
        return self.word(MANY)


@dataclass(frozen=True)
class Figure:
    """A number that opens to what stands behind it. `value` None is shown as a dash: not known is not nought."""

    label: str
    value: Any
    unit: Unit | str = ""
    url: str = ""
    tone: str = ""
    note: str = ""

    @property
    def unit_text(self) -> str:
        return self.unit.of(self.value) if isinstance(self.unit, Unit) else self.unit


@dataclass(frozen=True)
class Crumb:
    """A step on the way here; without an address it is where we are."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Tab:
    """One of several views of the same thing."""

    label: str
    url: str
    active: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Fact:
    """A line of a definition list."""

    label: str
    value: Any
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Event:
    """A station on the way of a thing; `on_text` is the day, already written out."""

    on_text: str
    title: str
    body: str = ""
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar of a chart. `of` draws a mark at a norm or target on the same scale."""

    label: str
    value: float | None
    url: str = ""
    tone: str = ""
    of: float | None = None


@dataclass(frozen=True)
class Strip:
    """Many values of one measure in one line; `url` opens the list of them all."""

    label: str
    bars: list[Bar] = field(default_factory=list)
    url: str = ""
    tone: str = "one"


@dataclass(frozen=True)
class Stack:
    """A bar made of parts, in the order of the chart's series."""

    label: str
    parts: list[float] = field(default_factory=list)
    url: str = ""


@dataclass(frozen=True)
class Change:
    """The same measure before and after."""

    label: str
    before: float | None
    after: float | None
    url: str = ""


def written(value: Any) -> str:
    """A figure for reading: thousands set apart, None as a dash."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.1f}".removesuffix(".0")
    return str(value)
