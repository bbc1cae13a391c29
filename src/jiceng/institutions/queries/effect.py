"""What a new edition would do before it takes force: obligations, units and duties touched, and how the last year
would have looked under it."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from jiceng.institutions.models import Edition, Evidence, Obligation
from jiceng.institutions.periods import add_months
from jiceng.institutions.planning import Expected, Planner, Reach
from jiceng.institutions.queries.library import (
    ObligationPair,
    changed_obligations,
    checked,
    document,
    edition_on,
    with_marks,
)
from jiceng.institutions.reading import read
from jiceng.institutions.reading.compiled import compiled
from jiceng.institutions.reading.faults import Fault
from jiceng.institutions.thresholds import Heads
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation

YEAR = 12


@dataclass(frozen=True)
class Replay:
    """Duties of the last twelve months that would have been open at their due day: now and by the new text."""

    owed_before: int = 0
    red_before: int = 0
    owed_after: int = 0
    red_after: int = 0
    units: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Effect:
    """`duties` are those of the year from the day of force: so many made newly, so many no longer owed."""

    faults: list[Fault]
    changes: list[ObligationPair]
    units: int = 0
    duties_before: int = 0
    duties_after: int = 0
    replay: Replay = field(default_factory=Replay)

    def count(self, sort: str) -> int:
        return sum(one.sort == sort for one in self.changes)

    @property
    def added(self) -> int:
        return self.count("new")

    @property
    def altered(self) -> int:
        return self.count("changed")

    @property
    def removed(self) -> int:
        return self.count("gone")

    @property
    def ok(self) -> bool:
        return not any(fault.is_error for fault in self.faults)


def effect_of(edition: Edition, on: date) -> Effect:
    """Of a draft that would take force on a day; with only its faults when the text cannot be compiled."""
    reading = checked(edition.source_text, edition.institution, on)
    if not read(edition.source_text).ok:
        return Effect(reading.faults, [])
    new = _unsaved(edition, on, reading)
    former = edition_on(edition.institution, on)
    old = document(former, on).obligations if former else []
    changes = changed_obligations(old, new)
    keys = {one.key for one in changes}
    new, old = ([one for one in side if one.key in keys] for side in (new, old))
    until = add_months(on, YEAR)
    made, gone = _expected(new, on, until), _expected(_from(old, on), on, until)
    units = {one.organisation for one in (*made, *gone)}
    return Effect(reading.faults, changes, len(units), len(gone), len(made), _replay(old, new))


def _unsaved(edition: Edition, since: date, reading) -> list[Obligation]:
    """Obligations of the text as if they bound from `since`, with keys of their own to tell them apart."""
    draft = Edition(institution=edition.institution, valid_from=since, source_text=edition.source_text)
    found = compiled(reading.file, reading.source, draft)
    for number, (one, marks) in enumerate(zip(found.obligations, found.marks, strict=True), 1):
        one.pk, one.valid_from = -number, since
        one.valid_to = None if one.valid_to and one.valid_to <= since else one.valid_to
        with_marks(one, marks)
    return found.obligations


def _from(obligations: list[Obligation], since: date) -> list[Obligation]:
    """Copies that bind from `since` on and have no end."""
    copies = []
    for one in obligations:
        marks = one.pieces
        copy = Obligation(**{name: getattr(one, name) for name in FIELDS})
        copy.pk, copy.edition, copy.valid_from, copy.valid_to = one.pk, Edition(valid_from=since), since, None
        copies.append(with_marks(copy, marks))
    return copies


FIELDS = [
    one.attname
    for one in Obligation._meta.concrete_fields
    if one.attname not in {"id", "edition_id", "clause_id", "valid_from", "valid_to"}
]


def _expected(obligations: list[Obligation], since: date, until: date) -> list[Expected]:
    return list(Planner(Reach(since, until, today())).expected(obligations))


def _replay(old: list[Obligation], new: list[Obligation]) -> Replay:
    """By the records of the last twelve months."""
    end = today()
    since = add_months(end, -YEAR)
    before, after = _from(old, since), _from(new, since)
    for number, one in enumerate(after, 1):
        one.pk = -number
    records = _records({one.evidence for one in (*before, *after)}, since)
    counts: list[tuple[int, int]] = []
    units: dict[int, int] = defaultdict(int)
    for side in (before, after):
        known = {one.pk: one for one in side}
        due = [one for one in _expected(side, since, end) if one.span.due < end]
        red = [one for one in due if not _met(one, known[one.obligation], records)]
        counts.append((len(due), len(red)))
        for one in red:
            units[one.organisation] += 1 if side is after else -1
    worse = {pk: number for pk, number in units.items() if number > 0}
    names = dict(Organisation.objects.filter(pk__in=worse).values_list("pk", "name"))
    rows = sorted(((names[pk], number) for pk, number in worse.items()), key=lambda row: -row[1])
    return Replay(*counts[0], *counts[1], rows[:20])


Records = dict[tuple[str, int], list[Evidence]]


def _records(kinds: set[str], since: date) -> Records:
    found: Records = defaultdict(list)
    rows = Evidence.objects.filter(kind__in=kinds, annulled_at__isnull=True, on__gte=since)
    for one in rows.prefetch_related("marks").order_by("on", "id"):
        found[one.kind, one.organisation_id].append(one)
    return found


def _met(duty: Expected, obligation: Obligation, records: Records) -> bool:
    """Whether what counts reached the need by the due day: the rule of commands/verdicts.py, for a trial. The person
    of a holder's duty is not asked for here."""
    rows = records.get((obligation.evidence, duty.organisation), [])
    first = bisect_left(rows, duty.span.opens, key=lambda one: one.on)
    asked = set(obligation.pieces)
    quorum = obligation.quorum
    total = 0
    for one in rows[first:]:
        if one.on > duty.span.due:
            break
        heads = Heads(one.entitled, one.present, one.present)
        enough = not quorum.asks or (one.entitled > 0 and quorum.met(one.present, heads))
        fits = not duty.subject or one.subject == duty.subject
        if enough and fits and asked <= {row.mark for row in one.marks.all()}:
            total += one.amount
    return total >= duty.need
