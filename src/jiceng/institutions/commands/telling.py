"""What a look at the duties changed is told: on the board of each unit, and to whoever's change led to it."""

from collections import defaultdict
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date

from jiceng.institutions.enums import Change
from jiceng.institutions.models import Duty, DutyChange, Obligation
from jiceng.institutions.queries.states import duties_on, state_of
from jiceng.kernel.models import Entry
from jiceng.people.models import Account

MOST_LINES = 30
# Since when, in the record, the request at hand asked for a look at the duties: its page can say so.
asked: ContextVar[int | None] = ContextVar("asked", default=None)


@dataclass(frozen=True)
class Cause:
    """An entry of the record that called for the look; `organisations` None: any may be touched."""

    sequence: int
    by: int | None
    verb: str
    target: str
    organisations: frozenset[int] | None = None

    @classmethod
    def of(cls, entry: Entry, organisations: set[int] | None) -> "Cause":
        """A person's name stands in the record only: what is told names the act, and the institution."""
        target = entry.target_name if entry.verb.startswith("institutions.") else ""
        touched = None if organisations is None else frozenset(organisations)
        return cls(entry.sequence, entry.by_id, entry.verb, target, touched)

    def reaches(self, organisation: int) -> bool:
        return self.organisations is None or organisation in self.organisations


@dataclass
class Differences:
    """Duties that came (also back), that went, and that moved with their due day, need and state before. What opens
    from `known_until` on is brought by the moving window and is no difference."""

    known_until: date | None
    came: list[Duty] = field(default_factory=list)
    went: list[Duty] = field(default_factory=list)
    moved: list[tuple[Duty, date, int, str]] = field(default_factory=list)

    def note(self, *, came: list[Duty], went: list[Duty]) -> None:
        """Of a first look, which knows no window yet, nothing is kept."""
        if self.known_until is not None:
            self.came += [duty for duty in came if duty.opens_on < self.known_until]
            self.went += went

    def note_moving(self, duty: Duty, day: date) -> None:
        """Before the row is written over."""
        if self.known_until is not None:
            self.moved.append((duty, duty.due_on, duty.need, state_of(duty, day)))


def tell(found: Differences, causes: Iterable[Cause], day: date) -> list[DutyChange]:
    """Part of a command, after the duties were weighed: one row for each unit of which something changed. What one
    edition ends and the next asks the same way is no change."""
    obligations = _obligations(found)
    went = {_key(duty, obligations): duty for duty in found.went}
    lines: dict[int, list[dict]] = defaultdict(list)
    states = _states([*found.came, *(one[0] for one in found.moved)], day)
    for duty in found.came:
        before = went.pop(_key(duty, obligations), None)
        if before is None:
            lines[duty.organisation_id].append(_line(Change.CAME, duty, obligations, states))
        elif (before.due_on, before.need) != (duty.due_on, duty.need):
            was = (before.due_on, before.need, state_of(before, day))
            lines[duty.organisation_id].append(_line(Change.MOVED, duty, obligations, states, was))
    for duty, due_on, need, state in found.moved:
        if (due_on, need, state) != (duty.due_on, duty.need, states.get(duty.pk, state)):
            line = _line(Change.MOVED, duty, obligations, states, (due_on, need, state))
            lines[duty.organisation_id].append(line)
    for duty in went.values():
        lines[duty.organisation_id].append(_line(Change.WENT, duty, obligations, {}))
    return _kept(lines, list(causes), day)


def _obligations(found: Differences) -> dict[int, Obligation]:
    duties = [*found.came, *found.went, *(one[0] for one in found.moved)]
    wanted = {duty.obligation_id for duty in duties}
    return Obligation.objects.select_related("edition").in_bulk(wanted)


def _states(duties: list[Duty], day: date) -> dict[int, str]:
    ids, found = [duty.pk for duty in duties], {}
    for start in range(0, len(ids), 500):
        found |= dict(duties_on(day).filter(pk__in=ids[start : start + 500]).values_list("pk", "state"))
    return found


def _key(duty: Duty, obligations: dict[int, Obligation]) -> tuple:
    one = obligations[duty.obligation_id]
    asked_by = (one.edition.institution_id, one.key)
    return (*asked_by, duty.organisation_id, duty.term_id, duty.opens_on, duty.subject)


def _line(what: Change, duty: Duty, obligations, states: dict, was: tuple | None = None) -> dict:
    """As JSON; `state` is that of the day of the look."""
    line = {"what": what.value, "duty": duty.pk, "title": obligations[duty.obligation_id].title}
    line |= {"due": duty.due_on.isoformat(), "need": duty.need, "state": states.get(duty.pk, "")}
    if was:
        line |= {"due_before": was[0].isoformat(), "need_before": was[1], "state_before": was[2]}
    return line


def _kept(lines: dict[int, list[dict]], causes: list[Cause], day: date) -> list[DutyChange]:
    known = set(Account.objects.filter(pk__in={one.by for one in causes}).values_list("pk", flat=True))
    rows = []
    for organisation, told in lines.items():
        cause = next((one for one in reversed(causes) if one.reaches(organisation)), None)
        by = cause.by if cause and cause.by in known else None
        told.sort(key=lambda line: (line["due"], line["title"]))
        counts = {change.value: sum(line["what"] == change for line in told) for change in Change}
        rows.append(
            DutyChange(
                organisation_id=organisation,
                on=day,
                sequence=cause.sequence if cause else 0,
                verb=cause.verb if cause else "",
                target=cause.target[:200] if cause else "",
                caused_by_id=by,
                lines=told[:MOST_LINES],
                **counts,
            )
        )
    return DutyChange.objects.bulk_create(rows, batch_size=500)
