"""The state of a duty on a day, as an expression of the database."""

from datetime import date

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from jiceng.institutions.enums import Right, State
from jiceng.institutions.models import Duty, Waiver
from jiceng.organisations.rules.scope import in_scope

# What asks something of somebody stands first, what is done last.
BY_URGENCY = (State.DUE, State.LATE, State.MISSED, State.PLANNED, State.WAIVED, State.DONE)


def state_on(day: date) -> Case:
    """Waived, done (in time or late), planned, due, late (can still be done), or missed (can no longer)."""
    waived = Waiver.objects.filter(
        Q(taken_back_on__isnull=True) | Q(taken_back_on__gt=day), duty=OuterRef("pk"), on__lte=day
    )
    return Case(
        When(fulfilled_on__lte=day, then=Value(State.DONE.value)),
        When(Exists(waived), then=Value(State.WAIVED.value)),
        When(opens_on__gt=day, then=Value(State.PLANNED.value)),
        When(due_on__gte=day, then=Value(State.DUE.value)),
        When(Q(closes_on__isnull=True) | Q(closes_on__gt=day), then=Value(State.LATE.value)),
        default=Value(State.MISSED.value),
        output_field=CharField(),
    )


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
