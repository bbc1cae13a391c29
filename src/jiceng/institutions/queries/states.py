"""The state of a duty on a day, as an expression of the database."""

import operator
from datetime import date

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from jiceng.institutions.enums import Right, State
from jiceng.institutions.models import Duty, Waiver
from jiceng.organisations.rules.scope import in_scope

COMPARED = {"lte": operator.le, "gte": operator.ge, "gt": operator.gt}
# What asks something of somebody stands first, what is done last.
BY_URGENCY = (State.DUE, State.LATE, State.MISSED, State.PLANNED, State.WAIVED, State.DONE)


def state_on(day: date) -> Case:
    """Waived, done (in time or late), planned, due, late (can still be done), or missed (can no longer)."""
    waived = Waiver.objects.filter(
        Q(taken_back_on__isnull=True) | Q(taken_back_on__gt=day), duty=OuterRef("pk"), on__lte=day
    )
    done, *rest = ((holds, state) for state, holds in _steps(day))
    steps = (done, (Exists(waived), State.WAIVED), *rest)
    return Case(
        *(When(holds, then=Value(state.value)) for holds, state in steps),
        default=Value(State.MISSED.value),
        output_field=CharField(),
    )


def _steps(day: date) -> tuple[tuple[State, Q], ...]:
    """The first that holds is the state; where none does the duty is missed."""
    return (
        (State.DONE, Q(fulfilled_on__lte=day)),
        (State.PLANNED, Q(opens_on__gt=day)),
        (State.DUE, Q(due_on__gte=day)),
        (State.LATE, Q(closes_on__isnull=True) | Q(closes_on__gt=day)),
    )


def state_of(duty: Duty, day: date) -> State:
    """By the same steps, of a row as it stands in memory: without excuses, which stand elsewhere."""
    return next((state for state, holds in _steps(day) if _holds(holds, duty)), State.MISSED)


def _holds(wanted: Q, duty: Duty) -> bool:
    found = (_holds(one, duty) if isinstance(one, Q) else _is(duty, *one) for one in wanted.children)
    return any(found) if wanted.connector == Q.OR else all(found)


def _is(duty: Duty, asked: str, value: object) -> bool:
    name, _dunder, how = asked.partition("__")
    stands = getattr(duty, name)
    if how == "isnull":
        return (stands is None) is value
    return stands is not None and COMPARED[how](stands, value)


def duties_on(day: date) -> QuerySet[Duty]:
    """Duties that apply on the day, each with its `state`."""
    applies = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day)
    return Duty.objects.filter(applies).annotate(state=state_on(day))


def by_urgency(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Each with its `urgency`, a word to order by: what can be done now, then late, missed, to come, excused, done; by
    the due day within each."""
    places = [When(state=state.value, then=Value(str(place))) for place, state in enumerate(BY_URGENCY)]
    place = Case(*places, default=Value("9"), output_field=CharField())
    return rows.annotate(urgency=Concat(place, Cast("due_on", CharField()), output_field=CharField()))


def seen_duties(*, seen_by, as_of: date) -> QuerySet[Duty]:
    """The duties that the account may see: of the organisations in its scope."""
    rows = duties_on(as_of)
    if seen_by is None:
        return rows
    return rows.filter(organisation__in=in_scope(seen_by, Right.SEE_DUTIES, as_of))
