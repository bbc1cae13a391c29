"""Meetings, topics and decisions as they stood on a day: those known by then, in the state of then."""

from datetime import date

from django.db.models import Case, CharField, DateField, F, Q, QuerySet, Value, When

from jiceng.kernel.pages import end_of, today
from jiceng.meetings.enums import DecisionState, MeetingState, TopicState
from jiceng.meetings.models import Decision, Meeting, Topic
from jiceng.meetings.queries.meetings import decisions, meetings, topics


def _state(*words: When, default) -> Case:
    return Case(*words, default=default, output_field=CharField())


def _of_day(rows: QuerySet, as_of: date) -> QuerySet:
    return rows.annotate(as_of=Value(as_of, output_field=DateField()))


def meetings_on(*, seen_by, as_of: date) -> QuerySet[Meeting]:
    """With `state_then`. A meeting is known once it was called, or held."""
    rows = meetings(seen_by=seen_by)
    if as_of >= today():
        return rows.annotate(state_then=F("state"))
    over = end_of(as_of)
    known = Q(made_at__lt=over) | Q(convened_at__lt=over) | Q(starts_at__lt=over)
    words = (
        When(annulled_at__lt=over, then=Value(MeetingState.ANNULLED)),
        When(closed_at__lt=over, then=Value(MeetingState.CLOSED)),
        When(frozen_at__lt=over, then=Value(MeetingState.OPEN)),
        When(convened_at__lt=over, then=Value(MeetingState.CONVENED)),
    )
    return rows.filter(known).annotate(state_then=_state(*words, default=Value(MeetingState.DRAFT)))


def decisions_on(*, seen_by, as_of: date) -> QuerySet[Decision]:
    """With `state_then`; what was finished later was open then."""
    rows = decisions(seen_by=seen_by, as_of=as_of).filter(decided_on__lte=as_of)
    later = When(done_on__gt=as_of, then=Value(DecisionState.OPEN))
    return _of_day(rows, as_of).annotate(state_then=_state(later, default=F("state")))


def topics_on(*, seen_by, as_of: date) -> QuerySet[Topic]:
    """With `state_then`; what was settled later waited then."""
    rows = topics(seen_by=seen_by).filter(handed_in_at__lt=end_of(as_of))
    later = When(settled_on__gt=as_of, then=Value(TopicState.OPEN))
    return _of_day(rows, as_of).annotate(state_then=_state(later, default=F("state")))
