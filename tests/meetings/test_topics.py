"""Topics that come too late for a meeting."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jiceng.institutions.models import Evidence
from jiceng.meetings import commands
from jiceng.meetings.models import Topic
from jiceng.meetings.queries.topics import waiting_topics
from jiceng.organisations.commands import ImpossibleError
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms():
    return Rooms()


class TestLateTopics:
    """A coordination committee's topics are due fifteen days before it meets."""

    def topic(self, rooms, title="供热", days_ago=0):
        made = commands.hand_in(by=None, organisation=rooms.branch, kind="coordination", title=title)
        if days_ago:
            early = timezone.now() - timedelta(days=days_ago)
            Topic.objects.filter(pk=made.pk).update(handed_in_at=early)
        made.refresh_from_db()
        return made

    def test_put_off_by_itself_and_on_the_next_agenda(self, rooms, enter):
        early, late = self.topic(rooms, "路灯", days_ago=10), self.topic(rooms)
        first = rooms.prepared("coordination", agenda=["路灯", "供热"], days=10)
        early.refresh_from_db()
        late.refresh_from_db()
        assert (early.state, late.state, late.missed, late.settled_on) == ("taken", "put_off", first, None)
        assert "议题截止日期" in late.reason
        with pytest.raises(ImpossibleError, match="截止日期之后"):
            commands.take_up(by=None, topic=late, meeting=first)
        assert list(waiting_topics(first)) == []
        assert (
            "转入下一次会议" in enter(rooms.secretary).get(reverse("topic", args=[late.pk])).content.decode()
        )
        second = rooms.prepared("coordination", agenda=["供热"], days=60)
        late.refresh_from_db()
        assert (late.state, late.reason) == ("taken", "")
        assert second.items.get().topic == late
        assert not Evidence.objects.filter(kind="topic.answered").exists()

    def test_handed_in_after_the_deadline_of_a_meeting_that_is_called(self, rooms):
        rooms.prepared("coordination", days=14)
        assert self.topic(rooms).state == "put_off"

    def test_in_time_on_the_last_day(self, rooms):
        rooms.prepared("coordination", days=15)
        assert self.topic(rooms).state == "open"

    def test_a_later_day_or_no_meeting_gives_it_back(self, rooms):
        meeting = rooms.prepared("coordination", days=10)
        topic = self.topic(rooms)
        commands.change_meeting(by=None, meeting=meeting, call=rooms.call(20))
        topic.refresh_from_db()
        assert (topic.state, topic.missed, topic.reason) == ("open", None, "")
        commands.change_meeting(by=None, meeting=meeting, call=rooms.call(10))
        topic.refresh_from_db()
        assert topic.state == "put_off"
        commands.annul(by=None, meeting=meeting, why="改期")
        topic.refresh_from_db()
        assert (topic.state, topic.missed) == ("open", None)
