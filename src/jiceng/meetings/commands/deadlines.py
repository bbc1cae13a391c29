"""Topics that miss a meeting: put off by themselves to the next of the series, with the reason shown."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from jiceng.kernel.record import record
from jiceng.meetings import kinds
from jiceng.meetings.commands.state import BEFORE
from jiceng.meetings.enums import TopicState
from jiceng.meetings.models import Meeting, Topic
from jiceng.meetings.queries.meetings import midnight
from jiceng.meetings.queries.topics import deadline


def sort_topics(*, by, meeting: Meeting) -> list[Topic]:
    """Put off what came after the deadline of the meeting, and open again what it missed under an earlier date.
    Not an answer: whoever handed it in is still owed one."""
    last = deadline(kinds.of(meeting.kind, meeting.day), meeting.day)
    if last is None:
        return []
    after = midnight(last + timedelta(days=1))
    missed = Topic.objects.filter(missed=meeting, state=TopicState.PUT_OFF)
    missed.filter(handed_in_at__lt=after).update(state=TopicState.OPEN, reason="", missed=None)
    waiting = Q(state=TopicState.OPEN) | Q(state=TopicState.PUT_OFF, missed__isnull=False)
    rows = Topic.objects.filter(waiting, organisation=meeting.organisation_id, kind=meeting.kind)
    late = list(rows.filter(handed_in_at__gte=after).exclude(missed=meeting).select_for_update(of=("self",)))
    with override("zh-hans"):
        values = {"meeting": meeting.title, "last": last.isoformat()}
        why = _("提交时已过“%(meeting)s”的议题截止日期（%(last)s），转入下一次会议。") % values
        for topic in late:
            topic.state, topic.reason, topic.missed, topic.settled_on = TopicState.PUT_OFF, why, meeting, None
            topic.save()
            record(by=by, verb="meetings.topic_late", target=topic, after={"missed": meeting.pk}, why=why)
    return late


def give_back(meeting: Meeting) -> None:
    """The meeting does not take place: nobody missed it."""
    rows = Topic.objects.filter(missed=meeting, state=TopicState.PUT_OFF)
    rows.update(state=TopicState.OPEN, reason="", missed=None)


def next_of_series(topic: Topic) -> Meeting | None:
    rows = Meeting.objects.filter(organisation=topic.organisation_id, kind=topic.kind, state__in=BEFORE)
    return rows.filter(starts_at__gte=timezone.now()).order_by("starts_at", "pk").first()
