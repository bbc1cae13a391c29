"""Topics that wait for a meeting, and until when one may be handed in for it."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from jiceng.meetings import kinds
from jiceng.meetings.enums import TopicState
from jiceng.meetings.models import Meeting, Topic
from jiceng.meetings.queries.meetings import midnight
from jiceng.organisations.models import Organisation


def deadline(rules: kinds.Rules, day: date) -> date | None:
    """The last day on which a topic of a meeting on `day` can be handed in; None when the kind sets none."""
    return day - timedelta(days=rules.topics_days) if rules.topics_days else None


def is_late(topic: Topic, meeting: Meeting) -> bool:
    last = deadline(kinds.of(meeting.kind, meeting.day), meeting.day)
    return last is not None and timezone.localdate(topic.handed_in_at) > last


def in_time(organisation: Organisation, rules: kinds.Rules, day: date) -> QuerySet[Topic]:
    """Open topics, and those that missed an earlier meeting, handed in before the deadline of one on `day`."""
    waiting = Q(state=TopicState.OPEN) | Q(state=TopicState.PUT_OFF, missed__isnull=False)
    rows = Topic.objects.filter(waiting, organisation=organisation, kind=rules.key)
    last = deadline(rules, day)
    return rows if last is None else rows.filter(handed_in_at__lt=midnight(last + timedelta(days=1)))


def waiting_topics(meeting: Meeting) -> QuerySet[Topic]:
    """What its agenda can still take up, what was put off by somebody included."""
    rules = kinds.of(meeting.kind, meeting.day)
    rows = Topic.objects.filter(organisation=meeting.organisation_id, kind=meeting.kind)
    early = in_time(meeting.organisation, rules, meeting.day).values("pk")
    put_off = Q(state=TopicState.PUT_OFF, missed__isnull=True)
    last = deadline(rules, meeting.day)
    if last is not None:
        put_off &= Q(handed_in_at__lt=midnight(last + timedelta(days=1)))
    return rows.filter(Q(pk__in=early) | put_off).order_by("handed_in_at")
