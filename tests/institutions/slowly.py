"""Duties and verdicts worked out slowly, day by day and record by record, in the words of the clauses: what the
planner and the one statement of the database must agree with. Shares only the list of working days with them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise

from jiceng.kernel.working_days import is_working_day

ONE = timedelta(days=1)
EVERY_DAY = [date(2020, 1, 1) + n * ONE for n in range(366 * 12)]


@dataclass(frozen=True)
class Clause:
    """What is asked: how often, until when, of whom, and what a record must bear."""

    rhythm: str
    days: int = 0
    working: bool = False
    window: tuple[str, str] = ("", "")
    months: int = 0
    by_holder: bool = False
    need: int = 1
    quorum: tuple[int, int, bool] = (0, 0, False)
    marks: frozenset[str] = frozenset()
    begins: date = date.min
    ends: date = date.max


@dataclass(frozen=True)
class Record:
    """A record of the asked kind; or, of the kind that calls for it, what happened."""

    on: date
    person: int = 0
    amount: int = 1
    entitled: int = 0
    present: int = 0
    marks: frozenset[str] = frozenset()
    subject: str = ""
    annulled: bool = False


@dataclass(frozen=True)
class Stay:
    """From a day until a day (excluded): the unit's life, or a term of office of a person."""

    begins: date
    ends: date | None = None
    person: int | None = None


@dataclass(frozen=True)
class Owed:
    opens: date
    due: date
    closes: date | None
    subject: str = ""
    term: Stay | None = None
    fulfilled_on: date | None = None
    amount: int = 0


@dataclass
class World:
    clause: Clause
    unit: Stay
    terms: list[Stay]
    today: date
    since: date
    until: date
    records: list[Record] = field(default_factory=list)
    events: list[Record] = field(default_factory=list)


def verdicts(world: World) -> set[Owed]:
    """Each duty with how much counts and on which day it was enough."""
    found = {}
    for one in _owed(world):
        if world.since <= one.opens < world.until and world.clause.begins <= one.opens < world.clause.ends:
            found.setdefault((one.opens, one.subject, one.term), one)
    return {_judged(one, world) for one in found.values()}


def _judged(one: Owed, world: World) -> Owed:
    counting = [record for record in world.records if counts(record, one, world.clause)]
    total, done = 0, None
    for day in sorted({record.on for record in counting}):
        total += sum(record.amount for record in counting if record.on == day)
        if done is None and total >= world.clause.need:
            done = day
    return Owed(one.opens, one.due, one.closes, one.subject, one.term, done, total)


def counts(record: Record, one: Owed, clause: Clause) -> bool:
    if record.annulled or record.on < one.opens or (one.closes is not None and record.on >= one.closes):
        return False
    if one.term is not None and record.person != one.term.person:
        return False
    return (not one.subject or record.subject == one.subject) and is_valid(record, clause)


def is_valid(record: Record, clause: Clause) -> bool:
    """Enough were there, and no piece is missing."""
    num, den, strict = clause.quorum
    if den:
        if record.entitled == 0:
            return False
        there, least = Fraction(record.present, record.entitled), Fraction(num, den)
        if there < least or (strict and there == least):
            return False
    return clause.marks <= record.marks


def _owed(world: World) -> Iterator[Owed]:
    rhythm = world.clause.rhythm
    if rhythm == "event":
        yield from _after_events(world)
    elif rhythm == "term":
        yield from _of_terms(world)
    elif rhythm in {"always", "since_last"}:
        yield from _from_the_beginning(world)
    else:
        yield from _by_calendar(world)


def bearers(world: World) -> list[Stay]:
    stays = world.terms if world.clause.by_holder else [world.unit]
    return [one for one in stays if one.begins < world.until and (one.ends is None or one.ends > world.since)]


def _named(one: Stay, world: World) -> Stay | None:
    return one if world.clause.by_holder else None


def later(day: date, days: int, working: bool) -> date:
    """So many days, or working days, on (back when negative)."""
    step = ONE if days > 0 else -ONE
    for _ in range(abs(days)):
        day += step
        while working and not is_working_day(day):
            day += step
    return day


def months_on(day: date, months: int) -> date:
    """The same day of the month so many months on; where the month has none, its last."""
    year, month, number = day.year, day.month, day.day
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return on_day(year, month, number)


def on_day(year: int, month: int, number: int) -> date:
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def written(year: int, text: str) -> date:
    return on_day(year, int(text[:2]), int(text[3:]))


def _label(rhythm: str, day: date) -> tuple:
    return {
        "month": (day.year, day.month),
        "quarter": (day.year, "aaabbbcccddd"[day.month - 1]),
        "half_year": (day.year, day.month > 6),
        "year": (day.year,),
    }[rhythm]


def _periods(clause: Clause) -> Iterator[tuple[date, date, date]]:
    """Opens, due, closes of every calendar period."""
    groups = [list(days) for _, days in groupby(EVERY_DAY, lambda day: _label(clause.rhythm, day))]
    for period, following in pairwise(groups):
        first, last = period[0], period[-1]
        if any(clause.window):
            opens = written(first.year, clause.window[0] or "01-01")
            end = written(first.year, clause.window[1] or "12-31")
            if end < opens:
                end = written(first.year + 1, clause.window[1])
            due = max(opens, later(end, clause.days, clause.working))
            yield opens, due, max(following[0], due + ONE)
        elif clause.days > 0:
            yield following[0], later(last, clause.days, clause.working), following[-1] + ONE
        else:
            yield first, max(first, later(last, clause.days, clause.working)), following[0]


def _by_calendar(world: World) -> Iterator[Owed]:
    clause = world.clause
    for opens, due, closes in _periods(clause):
        if not max(world.since, clause.begins) <= opens < min(world.until, clause.ends):
            continue
        for one in bearers(world):
            if one.ends is not None and one.ends <= due:
                continue  # gone before it was due
            begins = max(opens, one.begins)
            missed, left = begins - opens, due - begins
            if missed <= left or not missed:
                yield Owed(begins, due, closes, term=_named(one, world))


def _after_events(world: World) -> Iterator[Owed]:
    clause = world.clause
    for event in world.events:
        for one in bearers(world):
            there = one.begins <= event.on and (one.ends is None or event.on < one.ends)
            if there and not event.annulled:
                due = max(event.on, later(event.on, clause.days, clause.working))
                yield Owed(event.on, due, None, event.subject, _named(one, world))


def _of_terms(world: World) -> Iterator[Owed]:
    clause = world.clause
    for term in world.terms:
        if clause.days > 0:
            due = later(term.begins, clause.days, clause.working)
        else:
            end = term.ends or months_on(term.begins, clause.months or 60)
            due = max(term.begins, later(end - ONE, clause.days, clause.working))
        if term.ends is None or term.ends > due:
            yield Owed(term.begins, due, term.ends, term=_named(term, world))


def _from_the_beginning(world: World) -> Iterator[Owed]:
    """What must always be there; and what comes again so many months after it was last done rightly."""
    clause = world.clause
    for one in bearers(world):
        start = max(one.begins, clause.begins, world.since)
        found = []
        if clause.rhythm == "always":
            found.append((start, later(start, max(clause.days, 0), clause.working)))
        else:
            found.append((start, later(months_on(start, clause.months), clause.days, clause.working)))
            for day in sorted({record.on for record in world.records if _last(record, one, world)}):
                if day >= start:
                    due = later(months_on(day, clause.months), clause.days, clause.working)
                    found.append((day + ONE, due))
        for opens, due in found:
            if one.ends is None or one.ends > max(opens, due):
                yield Owed(opens, max(opens, due), None, term=_named(one, world))


def _last(record: Record, one: Stay, world: World) -> bool:
    own = not world.clause.by_holder or record.person == one.person
    return own and not record.annulled and is_valid(record, world.clause)
