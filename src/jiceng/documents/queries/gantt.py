"""Items of a plan on a line of time, as plain numbers: the template draws one strip a row beside its words."""

from dataclasses import dataclass
from datetime import date

from jiceng.documents.queries.plans import Branch, Whole

WIDTH = 1000


@dataclass(frozen=True)
class Strip:
    """A row: the item, its bar from start to due, and the part of it that is done."""

    branch: Branch
    x: float
    width: float
    done: float


@dataclass(frozen=True)
class Gantt:
    """The years, where each begins, where today is (None outside), and a strip for each item."""

    years: list[int]
    ticks: list[float]
    now: float | None
    strips: list[Strip]


def gantt(whole: Whole) -> Gantt:
    plan, rows = whole.plan, whole.rows
    last = max([plan.ends_on, *(one.target.due_on for one in rows)])
    years = list(range(plan.starts_on.year, last.year + 1))
    wide = WIDTH / len(years)

    def place(day: date) -> float:
        begins, ends = date(day.year, 1, 1), date(day.year + 1, 1, 1)
        part = (day - begins).days / (ends - begins).days
        return round(wide * (day.year - years[0] + part), 1)

    strips = []
    for one in rows:
        start, end = place(one.item.starts_on), place(one.target.due_on)
        width = max(4.0, end - start)
        strips.append(Strip(one, start, round(width, 1), round(width * float(one.share), 1)))
    now = place(whole.as_of) if years[0] <= whole.as_of.year <= years[-1] else None
    return Gantt(years, [round(wide * place_, 1) for place_ in range(1, len(years))], now, strips)
