"""From the registers to the notice: rolls, requirements, order of meetings, topics, answers."""

from datetime import date
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from jiceng.institutions.models import Evidence
from jiceng.kernel.access import Refused
from jiceng.kernel.uploads import LARGEST
from jiceng.meetings import commands, kinds
from jiceng.meetings.enums import Answer, MeetingKind, MeetingState
from jiceng.meetings.models import Topic
from jiceng.meetings.queries.prefill import prefill
from jiceng.meetings.queries.readiness import checks, studied_before
from jiceng.meetings.queries.registers import roll_on, years_before
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.meetings.rooms import Rooms, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms():
    return Rooms()


class TestKinds:
    @pytest.mark.parametrize("day", [date(2003, 5, 1), date(2019, 5, 1), date(2026, 5, 1)])
    def test_every_kind_exists_on_every_day(self, day):
        assert list(kinds.known(day)) == MeetingKind.values

    def test_the_rules_are_those_of_the_day(self):
        old, new = kinds.of("congress", date(2025, 12, 31)), kinds.of("congress", date(2026, 1, 1))
        assert (old.quorum.num, old.quorum.den, old.quorum.strict) == (1, 2, True)
        assert (new.quorum.num, new.quorum.den, new.quorum.strict) == (2, 3, False)
        assert new.representatives_least.den == 5

    def test_an_unknown_kind_is_named(self):
        with pytest.raises(kinds.KindFault, match="tea"):
            kinds.of("tea", date(2026, 1, 1))

    def test_a_fault_in_a_file_names_the_file(self, tmp_path):
        folder = tmp_path / "cn-2026"
        folder.mkdir()
        path = folder / "99-tea.yaml"
        path.write_text(
            "kind: tea\nname: 茶话会\neffective_from: 2026-01-01\norganisation: [moon]\nroll: []\n"
        )
        from jiceng.meetings.kinds.reading import read

        with pytest.raises(kinds.KindFault, match="99-tea.yaml"):
            read(path)

    def test_every_rule_rests_on_something(self):
        for day in (date(2003, 1, 1), date(2026, 1, 1)):
            assert all(one.source("all") for one in kinds.known(day).values())


class TestRolls:
    def test_full_members_vote_and_probationers_speak(self, rooms):
        found = roll_on(kinds.of("members", date(2026, 5, 1)), rooms.branch, date(2026, 5, 1))
        votes = {one.person: one.entitled for one in found}
        assert sum(votes.values()) == 9
        assert votes[rooms.probationer.person_id] is False

    def test_whoever_left_before_the_day_is_not_on_it(self, rooms):
        row = rooms.members[-1]
        row.valid_to = date(2026, 4, 1)
        row.save()
        found = roll_on(kinds.of("members", date(2026, 5, 1)), rooms.branch, date(2026, 5, 1))
        assert row.person_id not in {one.person for one in found}

    def test_units_are_on_it_with_their_contact_or_alone(self, rooms):
        known, silent = rooms.unit(), rooms.unit("铁东医院", contact=False)
        found = {
            one.unit: one
            for one in roll_on(kinds.of("coordination", date(2026, 5, 1)), rooms.branch, date(2026, 5, 1))
        }
        assert found[known.pk].person is not None
        assert found[silent.pk].person is None
        assert found[silent.pk].name == "铁东医院"

    def test_a_person_in_two_posts_stands_once(self, rooms):
        post = factories.make_post(rooms.branch, PostKind.PUBLICITY_MEMBER)
        factories.make_term(post, rooms.secretary.person)
        found = roll_on(kinds.of("committee", date(2026, 5, 1)), rooms.branch, date(2026, 5, 1))
        assert [one.person for one in found].count(rooms.secretary.person_id) == 1

    def test_adults_only(self, rooms):
        day = date(2026, 5, 1)
        grown = factories.make_resident(rooms.area, factories.make_person(born_on=date(2008, 5, 1)))
        factories.make_resident(rooms.area, factories.make_person(born_on=date(2008, 5, 2)))
        found = roll_on(kinds.of("residents", day), rooms.committee, day)
        assert [one.person for one in found] == [grown.person_id]

    def test_eighteen_years_before_a_leap_day(self):
        assert years_before(date(2024, 2, 29), 18) == date(2006, 2, 28)
        assert years_before(date(2024, 2, 29), 20) == date(2004, 2, 29)


class TestPreparing:
    def test_everything_is_filled_in(self, rooms):
        made = prefill(seen_by=None, kind="members", organisation=rooms.branch)
        assert made.entitled == 9
        assert made.speaking == 1
        assert made.chairs[0] == rooms.secretary.person
        assert made.agenda == ["通报支部工作"]
        assert made.number == 1

    def test_the_next_one_is_copied_from_the_last(self, rooms):
        first = rooms.prepared(agenda=["通报支部工作", "冬季供热"])
        item = first.items.get(title="冬季供热")
        commands.change_item(
            by=None, item=item, title="冬季供热", matter="report", work="business", reporter="张三"
        )
        made = prefill(seen_by=None, kind="members", organisation=rooms.branch)
        assert made.agenda == ["通报支部工作", "冬季供热"]
        again = commands.prepare(
            by=None,
            kind="members",
            organisation=rooms.branch,
            call=rooms.call(30),
            agenda=made.agenda,
            previous=first,
        )
        assert again.number == 2
        assert again.items.get(title="冬季供热").matter == "report"
        assert again.items.get(title="冬季供热").reporter == "张三"

    def test_only_lawful_callers(self, rooms):
        with pytest.raises(ImpossibleError, match="不能召集"):
            commands.prepare(
                by=None, kind="members", organisation=rooms.branch, call=rooms.call(called_by=rooms.deputy)
            )

    def test_another_chair_is_entrusted_in_writing(self, rooms):
        with pytest.raises(ImpossibleError, match="委托"):
            commands.prepare(
                by=None, kind="members", organisation=rooms.branch, call=rooms.call(chair=rooms.deputy)
            )
        call = rooms.call(chair=rooms.deputy, entrusted="书记外出")
        assert commands.prepare(by=None, kind="members", organisation=rooms.branch, call=call).entrusted

    def test_a_wrong_kind_of_organisation(self, rooms):
        with pytest.raises(ImpossibleError, match="不召开"):
            rooms.prepared("congress", rooms.branch)

    def test_a_stranger_is_refused(self, rooms):
        other = factories.make_account_with_post(rooms.county["second_branch"], PostKind.SECRETARY)
        with pytest.raises(Refused):
            commands.prepare(by=other, kind="members", organisation=rooms.branch, call=rooms.call())

    def test_names_are_kept_in_chinese(self, rooms):
        from django.utils.translation import override

        with override("en"):
            meeting = rooms.prepared()
        assert "支部党员大会" in meeting.title
        assert {entry.role for entry in meeting.roll.all()} == {"正式党员", "预备党员"}


class TestNotice:
    def test_it_goes_to_everybody(self, rooms):
        meeting = rooms.convened()
        assert meeting.state == MeetingState.CONVENED
        assert {bool(entry.invitation.sent_at) for entry in meeting.roll.all()} == {True}

    def test_short_notice_wants_its_reason(self, rooms):
        meeting = rooms.prepared(days=1)
        with pytest.raises(ImpossibleError, match="提前3天"):
            commands.convene(by=None, meeting=meeting)
        commands.change_meeting(by=None, meeting=meeting, call=rooms.call(1, short_notice="紧急"))
        assert commands.convene(by=None, meeting=meeting).state == MeetingState.CONVENED

    def test_the_laws_own_period_cannot_be_shortened(self, rooms):
        factories.make_resident(rooms.area)
        call = rooms.call(9, person=rooms.director.person, short_notice="紧急")
        meeting = commands.prepare(by=None, kind="residents", organisation=rooms.committee, call=call)
        with pytest.raises(ImpossibleError, match="提前10天"):
            commands.convene(by=None, meeting=meeting)

    def test_answers(self, rooms):
        meeting = rooms.convened()
        invitation = meeting.roll.first().invitation
        with pytest.raises(ImpossibleError, match="事由"):
            commands.answer_invitation(by=None, invitation=invitation, answer=Answer.ABSENT)
        with pytest.raises(ImpossibleError, match="本人参加"):
            commands.answer_invitation(
                by=None, invitation=invitation, answer=Answer.SUBSTITUTE, substitute="李四"
            )
        row = commands.answer_invitation(by=None, invitation=invitation, answer=Answer.COMING)
        assert row.seen_at

    def test_a_unit_may_send_somebody_else(self, rooms):
        rooms.unit()
        meeting = rooms.convened("coordination", agenda=["共建"], days=20)
        invitation = meeting.roll.get(unit__isnull=False).invitation
        row = commands.answer_invitation(
            by=None, invitation=invitation, answer=Answer.SUBSTITUTE, substitute="李四"
        )
        assert row.substitute == "李四"

    def test_nobody_answers_for_another(self, rooms):
        meeting = rooms.convened()
        stranger = factories.make_account()
        with pytest.raises(ImpossibleError, match="不是发给您"):
            commands.answer_invitation(
                by=stranger, invitation=meeting.roll.first().invitation, answer=Answer.COMING
            )


class TestOrder:
    """B18 and A12: what must be studied first."""

    def matter(self, rooms, kind, organisation=None, days=14, matter="admission"):
        meeting = rooms.prepared(kind, organisation, agenda=["接收王某为预备党员"], days=days)
        item = meeting.items.get()
        values = {"title": item.title, "matter": matter, "work": "party", "reporter": ""}
        return meeting, commands.change_item(by=None, item=item, **values)

    def test_an_admission_goes_through_the_committee_first(self, rooms):
        meeting, item = self.matter(rooms, "members")
        with pytest.raises(ImpossibleError, match="须先由支部委员会会议研究"):
            commands.convene(by=None, meeting=meeting)
        fault = next(one for one in checks(meeting) if one.key.startswith("pre_study:"))
        assert fault.stops
        assert "第十二条" in fault.source
        assert fault.todo

    def test_studied_it_may_go_on(self, rooms):
        earlier = rooms.closed("committee", agenda=["研究王某入党"], days=3)
        meeting, item = self.matter(rooms, "members")
        assert list(studied_before(item)) == list(earlier.items.all())
        commands.change_item(
            by=None,
            item=item,
            pre_studied_at=earlier.items.get(),
            title=item.title,
            matter=item.matter,
            work=item.work,
            reporter="",
        )
        assert commands.convene(by=None, meeting=meeting).state == MeetingState.CONVENED

    def test_a_later_or_foreign_meeting_does_not_do(self, rooms):
        later = rooms.closed("committee", agenda=["研究"], days=20)
        meeting, item = self.matter(rooms, "members", days=10)
        with pytest.raises(ImpossibleError, match="不能作为"):
            commands.change_item(
                by=None, item=item, pre_studied_at=later.items.get(), title="x", matter="admission"
            )

    def test_under_seven_members_there_is_no_committee(self):
        rooms = Rooms(members=6)
        meeting, _item = self.matter(rooms, "members")
        assert commands.convene(by=None, meeting=meeting).state == MeetingState.CONVENED

    def test_the_congress_waits_for_the_party_organisation(self, rooms):
        meeting, _item = self.matter(rooms, "congress", rooms.committee, matter="weighty")
        with pytest.raises(ImpossibleError, match="须先由"):
            commands.convene(by=None, meeting=meeting)

    def test_nothing_slips_in_after_the_notice(self, rooms):
        meeting = rooms.convened()
        with pytest.raises(ImpossibleError, match="不能临时加入"):
            commands.add_item(by=None, meeting=meeting, title="接收预备党员", matter="admission")
        assert meeting.items.count() == 1


class TestTopics:
    def test_taken_put_off_merged(self, rooms):
        made = [
            commands.hand_in(by=None, organisation=rooms.branch, kind="members", title=title)
            for title in ("供热", "路灯", "路灯二")
        ]
        meeting = rooms.prepared()
        commands.take_up(by=None, topic=made[0], meeting=meeting)
        with pytest.raises(ImpossibleError, match="理由"):
            commands.put_off(by=None, topic=made[1], reason=" ")
        commands.put_off(by=None, topic=made[1], reason="下季度再议")
        commands.merge_topic(by=None, topic=made[2], into=made[1], reason="同一件事")
        assert list(Topic.objects.order_by("pk").values_list("state", flat=True)) == [
            "taken",
            "put_off",
            "merged",
        ]
        assert meeting.items.filter(topic=made[0]).exists()
        with pytest.raises(ImpossibleError, match="已经处理"):
            commands.put_off(by=None, topic=made[0], reason="x")

    def test_an_annulled_meeting_gives_its_topics_back(self, rooms):
        topic = commands.hand_in(by=None, organisation=rooms.branch, kind="members", title="供热")
        meeting = rooms.prepared(agenda=["供热"])
        topic.refresh_from_db()
        assert topic.state == "taken"
        commands.annul(by=None, meeting=meeting, why="改期")
        topic.refresh_from_db()
        assert topic.state == "open"

    def test_residents_need_no_account_but_cannot_flood(self, rooms):
        values = {
            "organisation": rooms.committee,
            "kind": "deliberation",
            "public": True,
            "address": "10.0.0.7",
        }
        for number in range(5):
            made = commands.hand_in(by=None, title=f"井盖{number}", **values)
        assert len(made.slug) == 16
        with pytest.raises(ImpossibleError, match="太多"):
            commands.hand_in(by=None, title="井盖", **values)
        assert commands.hand_in(by=None, title="井盖", **{**values, "address": "10.0.0.8"})

    def test_an_answer_is_evidence(self, rooms):
        made = commands.hand_in(
            by=None, organisation=rooms.committee, kind="deliberation", title="井盖", public=True
        )
        commands.answer_topic(by=None, topic=made, reason="已报修")
        subjects = set(Evidence.objects.values_list("kind", "subject"))
        assert subjects == {
            ("topic.handed_in", f"meetings.topic:{made.pk}"),
            ("topic.answered", f"meetings.topic:{made.pk}"),
        }


class TestPapers:
    def test_kept_with_its_hash_under_a_name_of_ours(self, rooms):
        meeting = rooms.prepared()
        paper = commands.attach(
            by=None, meeting=meeting, upload=SimpleUploadedFile("../../报告.pdf", b"%PDF-1.7")
        )
        assert paper.name == "报告.pdf"
        assert paper.sha256 == sha256(b"%PDF-1.7").hexdigest()
        assert ".." not in paper.file.name
        with paper.file.open("rb") as kept:
            assert kept.read() == b"%PDF-1.7"

    @pytest.mark.parametrize("name", ["x.exe", "x.html", "x.svg", "x", "x.pdf.js", "x.zip"])
    def test_nothing_that_runs(self, rooms, name):
        with pytest.raises(ValidationError, match="不是可以上传的文件"):
            commands.attach(by=None, meeting=rooms.prepared(), upload=SimpleUploadedFile(name, b"abc"))

    def test_nothing_under_a_false_name_and_nothing_too_big(self, rooms):
        meeting = rooms.prepared()
        with pytest.raises(ValidationError, match="内容和文件类型不符"):
            commands.attach(by=None, meeting=meeting, upload=SimpleUploadedFile("x.pdf", b"MZ programme"))
        big = SimpleUploadedFile("x.pdf", b"%PDF-")
        big.size = LARGEST + 1
        with pytest.raises(ValidationError, match="超过20 MB"):
            commands.attach(by=None, meeting=meeting, upload=big)
        assert not meeting.papers.exists()


def test_the_day_of_a_meeting_is_local():
    rooms = Rooms()
    late = at(10, 23)
    meeting = commands.prepare(
        by=None, kind="members", organisation=rooms.branch, call=rooms.call(starts_at=late), agenda=["x"]
    )
    assert meeting.day == late.date()
