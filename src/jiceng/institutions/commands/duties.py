"""Duties follow the obligations in force, the organisations and those in office; nobody writes one by hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.institutions.commands.leavings import note_leavings
from jiceng.institutions.commands.telling import Cause, Differences, asked, tell
from jiceng.institutions.commands.verdicts import weigh_all, weigh_duties
from jiceng.institutions.conditions import Holding
from jiceng.institutions.enums import Rhythm
from jiceng.institutions.models import Duty, Evidence, Freshness, Obligation
from jiceng.institutions.periods import add_months
from jiceng.institutions.planning import Expected, Planner, Reach, in_force
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.models import Organisation, PartyMembership, Post, Term

AHEAD_MONTHS = 13
# More organisations than this changed: all are looked at.
MANY = 60
# So many organisations are worked out at a time.
PART = 400
TOUCHING = ("organisations.", "institutions.publish", "institutions.load")
# Orders that wait for their execution change nothing yet: no look at the whole county, no word of it.
ONLY_PLANNED = ("organisations.plan_reorganisation", "organisations.drop_orders")


@dataclass
class Changes:
    """What a look at the duties changed, in counts; `examples` are a few in words."""

    made: int = 0
    withdrawn: int = 0
    returned: int = 0
    moved: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.made or self.withdrawn or self.returned or self.moved)

    def as_dict(self) -> dict:
        return {
            "made": self.made,
            "withdrawn": self.withdrawn,
            "returned": self.returned,
            "moved": self.moved,
            "examples": self.examples,
        }


def horizon(day: date) -> date:
    """Duties are made ahead until the first of the month so many months on."""
    return add_months(day.replace(day=1), AHEAD_MONTHS)


def freshness() -> Freshness:
    return Freshness.objects.filter(pk=1).first() or Freshness(pk=1)


@transaction.atomic
def refresh(
    *,
    by=None,
    on: date | None = None,
    organisations: Iterable[int] | None = None,
    causes: Iterable[Cause] = (),
) -> Changes:
    """Bring the duties of these organisations (all by default) in line with what is in force on `on` (today), for
    those that open from the day the institutions were taken into use until the horizon; then weigh them.

    A change of an institution, a merger, a vacancy, a transfer all end here; what it did is told to each unit, and to
    who did it (`causes`). What the moving window brings is not told. It is not asked who may: it follows from what
    was already allowed.
    """
    day = on or today()
    state = freshness()
    since = state.since or day.replace(month=1, day=1)
    changes = Changes()
    differences = Differences(state.horizon)
    organisations = None if organisations is None else set(organisations)
    note_leavings(since=since, day=day, organisations=organisations)
    conditions = Holding.over(since, horizon(day), organisations)
    for part in _parts(organisations):
        reach = Reach(since, horizon(day), day, part)
        expected = {one.key: one for one in Planner(reach, conditions).expected(list(in_force(reach)))}
        touched = _bring_in_line(reach, expected, day, changes, differences)
        if organisations is not None:
            weigh_duties(touched)
    if organisations is None:
        weigh_all()
        state.since, state.horizon, state.at = since, horizon(day), timezone.now()
        state.sequence = Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
        state.save()
    tell(differences, causes, day)
    if changes.any:
        record(by=by, verb="institutions.refresh_duties", target=state, after=changes.as_dict())
    return changes


def _parts(organisations: Iterable[int] | None) -> Iterator[frozenset[int]]:
    """Some hundred organisations at a time, so that memory does not grow with the county."""
    if organisations is None:
        organisations = Organisation.objects.order_by("pk").values_list("pk", flat=True)
    ids = list(organisations)
    for start in range(0, len(ids), PART):
        yield frozenset(ids[start : start + PART])


def _bring_in_line(
    reach: Reach, expected: dict, day: date, changes: Changes, differences: Differences
) -> list[int]:
    """Make what is missing, withdraw what is too much, move what moved; gives back the duties to weigh."""
    touched: list[int] = []
    rows = Duty.objects.filter(opens_on__gte=reach.since, opens_on__lt=reach.until)
    if reach.organisations is not None:
        rows = rows.filter(organisation__in=reach.organisations)
    surplus, again, moved = [], [], []
    left = dict(expected)
    for duty in rows.iterator(chunk_size=5000):
        key = (duty.obligation_id, duty.organisation_id, duty.term_id, duty.opens_on, duty.subject)
        one = left.pop(key, None)
        if one is None:
            if duty.withdrawn_on is None and not _settled(duty, day):
                surplus.append(duty)
        elif duty.withdrawn_on is not None:
            again.append(_shaped(duty, one))
        elif (duty.due_on, duty.closes_on, duty.need) != (one.span.due, one.span.closes, one.need):
            differences.note_moving(duty, day)
            moved.append(_shaped(duty, one))
    changes.withdrawn += len(surplus)
    changes.returned += len(again)
    changes.moved += len(moved)
    changes.examples += [str(duty) for duty in _named(surplus[: 3 - len(changes.examples)])]
    for duty in surplus:
        duty.withdrawn_on, duty.withdrawn_why = day, _("条件变化，不再适用。")
    Duty.objects.bulk_update(surplus, ["withdrawn_on", "withdrawn_why"], batch_size=500)
    for duty in again:
        duty.withdrawn_on, duty.withdrawn_why = None, ""
    fields = ["due_on", "closes_on", "need", "withdrawn_on", "withdrawn_why"]
    Duty.objects.bulk_update([*again, *moved], fields, batch_size=500)
    touched += [duty.pk for duty in (*again, *moved)]
    made = _make(left.values(), changes)
    differences.note(came=[*again, *made], went=surplus)
    return [*touched, *(duty.pk for duty in made)]


def _named(duties: list[Duty]) -> Iterable[Duty]:
    return Duty.objects.filter(pk__in=[duty.pk for duty in duties]).select_related(
        "organisation", "obligation"
    )


def _settled(duty: Duty, day: date) -> bool:
    """What was done, or was decided by its time, stays: it was relied upon."""
    return duty.fulfilled_on is not None or (duty.closes_on is not None and duty.closes_on <= day)


def _shaped(duty: Duty, one: Expected) -> Duty:
    duty.due_on, duty.closes_on, duty.need = one.span.due, one.span.closes, one.need
    return duty


def _make(rows: Iterable[Expected], changes: Changes) -> list[Duty]:
    made = [
        Duty(
            obligation_id=one.obligation,
            organisation_id=one.organisation,
            term_id=one.term,
            opens_on=one.span.opens,
            due_on=one.span.due,
            closes_on=one.span.closes,
            need=one.need,
            subject=one.subject,
            trigger_id=one.trigger,
        )
        for one in rows
    ]
    changes.made += len(made)
    return Duty.objects.bulk_create(made, batch_size=2000)


@transaction.atomic
def follow_up(evidence: Evidence) -> None:
    """What happened calls for an answer (on event), or begins the time until the next one (since last)."""
    weigh_duties(_follow({evidence.kind}, frozenset({evidence.organisation_id})))


@transaction.atomic
def follow_up_many(kinds: Iterable[str]) -> None:
    """The same for many facts of these kinds at once, in every organisation, and what they fulfil is weighed."""
    wanted = set(kinds)
    _follow(wanted, None)
    weigh_duties(
        Duty.objects.filter(obligation__evidence__in=wanted, withdrawn_on=None).values_list("pk", flat=True)
    )


def _follow(kinds: set[str], organisations: frozenset[int] | None) -> list[int]:
    """Duties that these kinds call for, made, withdrawn or brought back; gives back those to weigh."""
    obligations = Obligation.objects.filter(trigger__in=kinds) | Obligation.objects.filter(
        evidence__in=kinds, rhythm=Rhythm.SINCE_LAST
    )
    state, day = freshness(), today()
    since = state.since or day.replace(month=1, day=1)
    reach = Reach(since, horizon(day), day, organisations)
    wanted = set(obligations.values_list("pk", flat=True))
    mine = [one for one in in_force(reach) if one.pk in wanted]
    expected = {one.key: one for one in Planner(reach).expected(mine)}
    rows = Duty.objects.filter(obligation__in=wanted, opens_on__gte=since)
    if organisations is not None:
        rows = rows.filter(organisation__in=organisations)
    known = {}
    for duty in rows:
        known[duty.obligation_id, duty.organisation_id, duty.term_id, duty.opens_on, duty.subject] = duty
    gone = [duty for key, duty in known.items() if key not in expected and duty.withdrawn_on is None]
    back = [
        _shaped(duty, expected[key]) for key, duty in known.items() if key in expected and duty.withdrawn_on
    ]
    for duty in gone:
        duty.withdrawn_on, duty.withdrawn_why = duty.opens_on, _("起因已撤销。")
    for duty in back:
        duty.withdrawn_on, duty.withdrawn_why = None, ""
    Duty.objects.bulk_update([*gone, *back], ["withdrawn_on", "withdrawn_why", "due_on", "closes_on", "need"])
    made = _make([one for key, one in expected.items() if key not in known], Changes())
    if made:
        catch_up_soon()
    return [duty.pk for duty in (*made, *back)]


def catch_up() -> Changes:
    """Look at what changed since the last look: the record says which organisations, posts and editions."""
    state = freshness()
    entries = Entry.objects.filter(sequence__gt=state.sequence).order_by("sequence")
    if state.at is None or state.horizon is None or state.horizon < horizon(today()):
        return refresh(causes=[] if state.at is None else _causes(entries))
    touched = note_leavings(since=state.since or today(), day=today())
    last, causes = state.sequence, []
    for entry in entries.defer("body").iterator():
        last = entry.sequence
        if entry.verb in ONLY_PLANNED or not entry.verb.startswith(TOUCHING):
            continue
        found = _touched(entry.target_kind, entry.target_id)
        if found != set():
            causes.append(Cause.of(entry, found))
        if found is None or len(touched := touched | found) > MANY:
            return refresh(causes=_causes(entries))
    changes = refresh(organisations=touched, causes=causes) if touched else Changes()
    if last != state.sequence:
        Freshness.objects.filter(pk=1, sequence__lt=last).update(sequence=last, at=timezone.now())
    return changes


def _causes(entries: QuerySet[Entry]) -> list[Cause]:
    """The latest acts since the last look that touch duties, with whom they touch."""
    touching = reduce(or_, (Q(verb__startswith=prefix) for prefix in TOUCHING))
    rows = entries.filter(touching).exclude(verb__in=ONLY_PLANNED).defer("body").order_by("-sequence")[:MANY]
    found = [(entry, _touched(entry.target_kind, entry.target_id)) for entry in reversed(rows)]
    return [Cause.of(entry, touched) for entry, touched in found if touched != set()]


def _touched(kind: str, target: str) -> set[int] | None:
    """Organisations that an entry speaks of; None when it may be any."""
    if not target.isdigit():
        return None
    rows = {
        "organisations.organisation": Organisation.objects.filter(pk=target).values_list("pk", flat=True),
        "organisations.post": Post.objects.filter(pk=target).values_list("organisation", flat=True),
        "organisations.term": Term.objects.filter(pk=target).values_list("post__organisation", flat=True),
    }.get(kind)
    if kind.startswith("organisations.") and rows is None:
        known = (*QUIET, "partymembership", "importbatch")
        return _branch_of(kind, target) if kind.endswith(known) else None
    if rows is None:
        return None
    found = set(rows)
    return found | set(Organisation.objects.filter(territory__in=found).values_list("pk", flat=True))


def _branch_of(kind: str, target: str) -> set[int] | None:
    """A member more or less can bring a branch over seven, or the one that was left under it; homes, counts and
    boundaries change no duty."""
    if kind.endswith("importbatch"):
        return None
    if not kind.endswith("partymembership"):
        return set()
    row = PartyMembership.objects.filter(pk=target).first()
    if row is None:
        return set()
    left = PartyMembership.objects.filter(person=row.person_id, valid_to=row.valid_from)
    return {row.branch_id, *left.values_list("branch", flat=True)}


QUIET = ("residence", "territoryfigures", "boundary", "instrument")


def catch_up_soon(entry: Entry | None = None) -> None:
    """Queue a look at what changed, once a transaction; reminders that are due at once go out with it. The page that
    follows can say so when the act may change duties."""
    if entry is not None and entry.verb in ONLY_PLANNED:
        return
    if entry is not None and not entry.target_kind.endswith(QUIET) and asked.get() is None:
        asked.set(entry.sequence)
    if not any(waiting[1] is _queue for waiting in connection.run_on_commit):
        transaction.on_commit(_queue)


def _queue() -> None:
    from jiceng.institutions.tasks import catch_up_with_record  # noqa: PLC0415  # tasks import commands

    catch_up_with_record.enqueue()
