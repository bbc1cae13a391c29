"""Honest statistics: what came in, in time, late, open, asked for again, what residents said, who said nothing.

No rate of fewer than ten, no order by figures: habits of asking differ from place to place.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jiceng.kernel.components import Bar, Figure
from jiceng.organisations.models import Organisation
from jiceng.service.models import Case
from jiceng.service.norms import kind_name, norms
from jiceng.service.queries.cases import FIGURES, TOOK, cases, took_in

BY = {
    "community": gettext_lazy("按社区"),
    "kind": gettext_lazy("按类别"),
    "month": gettext_lazy("按月份"),
}


@dataclass(frozen=True)
class Line:
    """One row: what it is about, its counts by figure, and what narrows the list behind each."""

    pk: int
    name: str
    asked: dict[str, str]
    counts: dict[str, int] = field(default_factory=dict)
    least: int = 10

    def url(self, figure: str) -> str:
        narrowed = self.asked | ({} if figure == "received" else {"figure": figure})
        return f"{reverse('cases')}?{urlencode(narrowed)}" if self.counts.get(figure) else ""

    @property
    def rate(self) -> str:
        """Of those whose day has come, how many were answered in time; nothing of too few."""
        due = self.counts["in_time"] + self.counts["late"]
        return f"{100 * self.counts['in_time'] / due:.0f}%" if due >= self.least else ""


@dataclass(frozen=True)
class Statistics:
    lines: list[Line]
    total: Line
    days: list[Bar]


def statistics(*, seen_by, as_of: date, year: int, by: str) -> Statistics:
    """Requests asked in a year up to the day, as they stand on the day, by community, kind or month."""
    rows = cases(seen_by=seen_by, as_of=as_of).filter(received_on__year=year).order_by()
    counted = {key: Count("pk", filter=wanted) for key, (_word, wanted) in FIGURES.items() if wanted}
    group = {"community": F("now__community"), "kind": F("kind"), "month": TruncMonth("received_on")}[by]
    found = rows.annotate(about=group).values("about").annotate(received=Count("pk"), **counted)
    period, least = {"year": str(year)}, norms(as_of).rate_from
    lines = [
        Line(number, name, asked if by == "month" else period | asked, _counts([one]), least)
        for number, (name, asked, one) in enumerate(_named(by, list(found)), 1)
    ]
    total = Line(0, _("合计"), period, _counts(one.counts for one in lines), least)
    return Statistics(lines, total, _days(rows, period))


def _counts(rows: Iterable[dict]) -> dict[str, int]:
    known = list(rows)
    return {key: sum(one[key] for one in known) for key in FIGURES}


def _named(by: str, rows: list[dict]) -> list[tuple[str, dict[str, str], dict]]:
    """(name, what narrows the list, counts) in an order that says nothing of the counts."""
    if by == "community":
        places = Organisation.objects.in_bulk([one["about"] for one in rows])
        rows.sort(key=lambda one: (places[one["about"]].code, one["about"]))
        return [(str(places[one["about"]]), {"community": str(one["about"])}, one) for one in rows]
    if by == "kind":
        rows.sort(key=lambda one: one["about"])
        return [(kind_name(one["about"]), {"kind": one["about"]}, one) for one in rows]
    rows.sort(key=lambda one: one["about"])
    return [(f"{one['about']:%Y-%m}", {"month": f"{one['about']:%Y-%m}"}, one) for one in rows]


def _days(rows: QuerySet[Case], period: dict[str, str]) -> list[Bar]:
    """How many working days the first answer took."""
    bars = []
    for key, (first, last) in TOOK.items():
        url = f"{reverse('cases')}?{urlencode(period | {'took': key})}"
        many = took_in(rows, key).count()
        bars.append(Bar(took_words(first, last), many, url if many else ""))
    return bars


def took_words(first: int, last: int | None) -> str:
    if last is None:
        return ngettext("%(days)s个工作日以上", "%(days)s个工作日以上", first) % {"days": first}
    if first == last == 0:
        return _("当天")
    span = str(first) if first == last else f"{first}–{last}"
    return ngettext("%(days)s个工作日", "%(days)s个工作日", last) % {"days": span}


def figures(total: Line) -> list[Figure]:
    tones = {"late": "late", "open": "soon", "unsolved": "soon"}
    return [
        Figure(
            str(FIGURES[key][0]),
            total.counts[key],
            url=total.url(key),
            tone=tones.get(key, "") if total.counts[key] else "",
        )
        for key in ("received", "late", "open", "unsolved", "silent")
    ]


def years(*, seen_by, as_of: date) -> list[int]:
    """In which anything was asked, and the year of the day."""
    asked = cases(seen_by=seen_by, as_of=as_of).order_by().values_list("year", flat=True).distinct()
    return sorted({*asked, as_of.year})
