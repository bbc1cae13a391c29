"""When something falls due: calendar periods, parts of the year, terms, events, and the time since the last."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from jiceng.institutions.enums import CALENDAR, Rhythm
from jiceng.kernel.working_days import add_days

MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6, Rhythm.YEAR: 12}
ONE = timedelta(days=1)
TERM_MONTHS = 60


@dataclass(frozen=True)
class Rule:
    """The timing of an obligation. `window_from` and `window_until` are "MM-DD" and belong to yearly ones."""

    rhythm: str
    due_days: int = 0
    due_working: bool = False
    window_from: str = ""
    window_until: str = ""
    interval_months: int = 0


@dataclass(frozen=True)
class Span:
    """What counts lies in [opens, closes); `due` is the last day in time. An empty `closes` stays open."""

    opens: date
    due: date
    closes: date | None


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month: 31 January and one month is 28 or 29 February."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def day_in(year: int, written: str) -> date:
    """The day "MM-DD" of a year; 29 February is the 28th in other years."""
    month, day = (int(part) for part in written.split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))


def begin_of(rhythm: str, day: date) -> date:
    """First day of the calendar period that holds `day`."""
    months = MONTHS[Rhythm(rhythm)]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def calendar_spans(rule: Rule, since: date, until: date) -> list[Span]:
    """The spans of a calendar rule that open in [since, until), in order.

    With days after the period (accounts of a quarter within 15 days) the span lies behind the period, as long as
    the next one: so no record counts twice.
    """
    if rule.rhythm not in CALENDAR:
        raise ValueError(f"{rule.rhythm} has no calendar")
    months = MONTHS[Rhythm(rule.rhythm)]
    begin = add_months(begin_of(rule.rhythm, since), -2 * months)
    found = []
    while begin < until:
        span = _span(rule, begin, months)
        if since <= span.opens < until:
            found.append(span)
        begin = add_months(begin, months)
    return found


def _span(rule: Rule, begin: date, months: int) -> Span:
    end = add_months(begin, months)
    if rule.window_from or rule.window_until:
        return _window(rule, begin.year, end)
    if rule.due_days > 0:
        closes = add_months(end, months)
        # Working days of a year whose holidays are not published yet may run longer than foreseen.
        return Span(end, min(add_days(end - ONE, rule.due_days, rule.due_working), closes - ONE), closes)
    due = max(begin, add_days(end - ONE, rule.due_days, rule.due_working))
    return Span(begin, due, end)


def _window(rule: Rule, year: int, end: date) -> Span:
    opens = day_in(year, rule.window_from or "01-01")
    due = day_in(year, rule.window_until or "12-31")
    if due < opens:
        due = day_in(year + 1, rule.window_until)
    due = max(opens, add_days(due, rule.due_days, rule.due_working))
    return Span(opens, due, max(end, due + ONE))


def within(span: Span, begins: date, ends: date | None) -> Span | None:
    """The span for somebody who exists (or is in office) from `begins` to `ends` (excluded).

    Nothing is owed by one who begins after the middle of the time, or is gone on the due day.
    """
    if ends is not None and ends <= span.due:
        return None
    if begins <= span.opens:
        return span
    if begins > span.opens + (span.due - span.opens) / 2:
        return None
    return Span(begins, span.due, span.closes)


def term_span(rule: Rule, begins: date, ends: date | None) -> Span:
    """Once a term: within `due_days` of its beginning, or by its end."""
    if rule.due_days > 0:
        due = add_days(begins, rule.due_days, rule.due_working)
    else:
        last = ends or add_months(begins, rule.interval_months or TERM_MONTHS)
        due = add_days(last - ONE, rule.due_days, rule.due_working)
    due = max(begins, due)
    return Span(begins, due, max(ends, due + ONE) if ends else None)


def event_span(rule: Rule, on: date) -> Span:
    """So many days after what happened on `on`; open until done."""
    return Span(on, max(on, add_days(on, rule.due_days, rule.due_working)), None)


def since_last_span(rule: Rule, last: date | None, begins: date) -> Span:
    """So many months after the last time, or after the beginning; the day after the last already counts."""
    opens = last + ONE if last and last >= begins else begins
    due = add_months(last if last and last >= begins else begins, rule.interval_months)
    return Span(opens, max(opens, add_days(due, rule.due_days, rule.due_working)), None)


def always_span(rule: Rule, begins: date) -> Span:
    """From the beginning on: to be there within `due_days`."""
    return Span(begins, add_days(begins, max(rule.due_days, 0), rule.due_working), None)
