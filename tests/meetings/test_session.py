"""While the meeting is on: heads, quorum, two clerks; and what closing leaves behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jiceng.institutions.models import Evidence
from jiceng.institutions.thresholds import Heads, Threshold
from jiceng.meetings import commands
from jiceng.meetings.commands import ConflictError
from jiceng.meetings.models import AgendaItem, Attendance
from jiceng.meetings.queries.quorum import Quorum, quorum, share_text
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms():
    return Rooms()


def marks(meeting) -> set[str]:
    return set(
        Evidence.objects.get(source_id=str(meeting.pk), kind=f"meeting.{meeting.kind}").marks.values_list(
            "mark", flat=True
        )
    )


class TestQuorum:
    def test_it_counts_the_entitled_only(self, rooms):
        meeting = rooms.opened(present=4)
        commands.note_arrival(by=None, entry=meeting.roll.get(entitled=False))
        counted = quorum(meeting)
        assert (counted.heads.entitled, counted.heads.present) == (9, 4)
        assert not counted.met
        assert counted.sentence == "应到9人，实到4人，未达到半数以上（不少于5人），还差1人。"

    def test_one_more_is_enough_and_leaving_takes_it_away(self, rooms):
        meeting = rooms.opened(present=5)
        assert quorum(meeting).met
        commands.note_leaving(by=None, entry=Attendance.objects.first().entry)
        assert not quorum(meeting).met

    def test_two_thirds_of_fifty(self):
        rule = Threshold(2, 3)
        assert not Quorum(Heads(50, 33), rule, "").met
        assert Quorum(Heads(50, 34), rule, "").met
        assert (
            Quorum(Heads(50, 34), rule, "").sentence == "应到50人，实到34人，达到三分之二以上（不少于34人）。"
        )

    @pytest.mark.parametrize(
        ("rule", "text"),
        [
            (Threshold(1, 2), "半数以上"),
            (Threshold(1, 2, True), "过半数"),
            (Threshold(2, 3), "三分之二以上"),
            (Threshold(4, 5, True), "超过五分之四"),
            (Threshold(0, 0), ""),
        ],
    )
    def test_shares_in_words(self, rule, text):
        assert share_text(rule) == text

    def test_the_roll_is_frozen(self, rooms):
        meeting = rooms.opened()
        factories.make_member(rooms.branch)
        assert quorum(meeting).heads.entitled == 9
        with pytest.raises(ImpossibleError):
            commands.redraw_roll(by=None, meeting=meeting)
        with pytest.raises(ImpossibleError):
            commands.add_to_roll(by=None, meeting=meeting, name="张三")


class TestAttendance:
    def test_the_same_twice_is_once(self, rooms):
        meeting = rooms.opened(present=0)
        entry = meeting.roll.first()
        first = commands.note_arrival(by=None, entry=entry)
        assert commands.note_arrival(by=None, entry=entry).pk == first.pk
        assert Attendance.objects.count() == 1

    def test_by_oneself(self, rooms):
        meeting = rooms.opened(present=0)
        assert commands.check_in(by=rooms.secretary, meeting=meeting).by == "self"

    def test_not_by_a_stranger(self, rooms):
        from jiceng.kernel.access import Refused

        with pytest.raises(Refused):
            commands.check_in(by=factories.make_account(), meeting=rooms.opened(present=0))

    def test_a_slip_is_taken_back(self, rooms):
        meeting = rooms.opened(present=3)
        commands.take_back_arrival(by=None, entry=Attendance.objects.first().entry)
        assert quorum(meeting).heads.present == 2

    def test_no_substitute_among_members(self, rooms):
        with pytest.raises(ImpossibleError, match="本人参加"):
            commands.note_arrival(by=None, entry=rooms.opened(present=0).roll.first(), substitute="李四")


class TestTwoClerks:
    def save(self, item, text, base=None, by=None):
        base = item.version if base is None else base
        return commands.save_item(by=by, item=item, base=base, notes=text, decision_draft="")

    def test_the_second_is_told_not_overwritten(self, rooms):
        item = rooms.opened().items.get()
        self.save(item, "甲写的", 0)
        with pytest.raises(ConflictError) as error:
            self.save(item, "乙写的", 0)
        assert error.value.item.notes == "甲写的"
        item.refresh_from_db()
        assert item.notes == "甲写的"

    def test_a_lost_answer_sent_again_is_one_save(self, rooms):
        item = rooms.opened().items.get()
        self.save(item, "一句\r\n两句", 0)
        again = self.save(item, "一句\n两句", 0)
        assert again.version == 1

    def test_a_lock_holds_until_it_ends(self, rooms):
        item = rooms.opened().items.get()
        other = factories.make_account_with_post(rooms.branch, PostKind.ORGANISATION_MEMBER)
        commands.lock_item(by=rooms.secretary, item=item)
        with pytest.raises(ConflictError, match="正在记录"):
            commands.lock_item(by=other, item=item)
        with pytest.raises(ConflictError):
            self.save(item, "x", by=other)
        AgendaItem.objects.filter(pk=item.pk).update(locked_until=timezone.now() - timedelta(seconds=1))
        assert commands.lock_item(by=other, item=item).locked_by == other

    def test_taking_over_is_possible_and_recorded(self, rooms):
        from jiceng.kernel.models import Entry

        item = rooms.opened().items.get()
        other = factories.make_account_with_post(rooms.branch, PostKind.ORGANISATION_MEMBER)
        commands.lock_item(by=rooms.secretary, item=item)
        assert commands.lock_item(by=other, item=item, take_over=True).locked_by == other
        assert Entry.objects.filter(verb="meetings.take_over_item").count() == 1


class TestClosing:
    def test_the_meeting_is_the_evidence(self, rooms):
        meeting = rooms.closed(present=7)
        found = Evidence.objects.get(kind="meeting.members")
        assert (found.entitled, found.present, found.on) == (9, 7, meeting.day)
        assert {"roll", "notice", "papers", "pre_study", "role:secretary", "list:attendance"} <= marks(
            meeting
        )
        assert "minutes" not in marks(meeting)

    def test_short_notice_bears_no_mark(self, rooms):
        call = rooms.call(1, short_notice="紧急")
        meeting = commands.prepare(
            by=None, kind="members", organisation=rooms.branch, call=call, agenda=["x"]
        )
        commands.convene(by=None, meeting=meeting)
        commands.open_meeting(by=None, meeting=meeting)
        commands.close_meeting(by=None, meeting=meeting)
        assert not {"notice", "papers"} & marks(meeting)

    def test_annulled_it_counts_no_more(self, rooms):
        meeting = rooms.closed()
        commands.annul(by=None, meeting=meeting, why="名册有误")
        assert not Evidence.objects.filter(annulled_at=None).exists()

    def test_each_ones_opinion(self, rooms):
        meeting = rooms.opened("committee", agenda=["研究"], days=4)
        item = meeting.items.get()
        names = list(meeting.roll.values_list("name", flat=True))
        assert len(names) == 2
        commands.add_speech(by=None, item=item, name=names[0], text="同意")
        commands.close_meeting(by=None, meeting=meeting)
        assert "opinions" not in marks(meeting)
        commands.add_speech(by=None, item=item, name=names[1], text="同意")
        commands.approve_minutes(by=None, minutes=commands.draft_minutes(by=None, meeting=meeting))
        assert {"opinions", "minutes"} <= marks(meeting)

    def test_the_lists_of_an_organisation_life_meeting(self, rooms):
        agenda = ["通报上年度整改情况", "查摆问题，开展批评和自我批评", "明确整改事项"]
        meeting = rooms.opened("organisation_life", agenda=agenda)
        item = meeting.items.get(title=agenda[1])
        commands.save_item(by=None, item=item, base=0, notes="查出三个问题", decision_draft="")
        commands.close_meeting(by=None, meeting=meeting)
        assert "list:problems" in marks(meeting)
        assert "list:rectification" not in marks(meeting)

    def test_no_way_back_to_an_open_meeting(self, rooms):
        meeting = rooms.closed()
        with pytest.raises(ImpossibleError):
            commands.open_meeting(by=None, meeting=meeting)
        with pytest.raises(ImpossibleError):
            commands.note_arrival(by=None, entry=meeting.roll.first())
