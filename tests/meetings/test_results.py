"""Minutes, decisions, what is posted."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from jiceng.documents.commands import finish_task
from jiceng.institutions.models import Evidence
from jiceng.kernel.pages import today
from jiceng.meetings import commands, exports
from jiceng.meetings.masking import mask, personal_data
from jiceng.meetings.models import Decision, Posting
from jiceng.meetings.queries import front
from jiceng.meetings.queries.meetings import decisions
from jiceng.meetings.queries.way import way
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.meetings.rooms import Rooms

# Invented: GB 11643 numbers of a county code that no longer exists, an unassigned phone, a test card.
ID_NUMBER = "231121197505170011"
PHONE = "13800000001"
CARD = "6222020000000000000"


@pytest.fixture
def rooms(db):
    return Rooms()


def decided(rooms, text="修好东门路灯", **fields) -> Decision:
    meeting = rooms.opened()
    row = commands.decide(by=None, item=meeting.items.get(), text=text, **fields)
    commands.close_meeting(by=None, meeting=meeting)
    return row


class TestWhatWaits:
    def test_a_late_decision_waits_for_its_branch_and_its_owner_not_for_all_above(self, rooms):
        owner = factories.make_account(person=rooms.deputy)
        street = factories.make_account_with_post(rooms.county["street"], PostKind.SECRETARY)
        neighbour = factories.make_account_with_post(rooms.county["second_branch"], PostKind.SECRETARY)
        row = decided(rooms, owner=rooms.deputy, due_on=today() + timedelta(days=20))
        later = today() + timedelta(days=30)
        for account in (rooms.secretary, owner):
            card = front.decision_card(seen_by=account, as_of=later)
            assert [line.url for line in card.rows] == [reverse("decision", args=[row.pk])]
        assert row in decisions(seen_by=street)
        for account in (street, neighbour):
            assert front.decision_card(seen_by=account, as_of=later) is None


class TestDeciding:
    def test_not_without_a_quorum(self, rooms):
        item = rooms.opened(present=4).items.get()
        with pytest.raises(ImpossibleError, match="还差1人"):
            commands.decide(by=None, item=item, text="x")

    def test_not_in_a_lower_meeting(self, rooms):
        meeting = rooms.prepared("committee", agenda=["接收王某"], days=4)
        item = meeting.items.get()
        commands.change_item(by=None, item=item, title=item.title, matter="admission", work="party")
        commands.convene(by=None, meeting=meeting)
        commands.open_meeting(by=None, meeting=meeting)
        for entry in meeting.roll.all():
            commands.note_arrival(by=None, entry=entry)
        item.refresh_from_db()
        with pytest.raises(ImpossibleError, match="须由支部党员大会决定"):
            commands.decide(by=None, item=item, text="同意")

    def test_to_a_person_by_a_day(self, rooms):
        owner = rooms.deputy
        row = decided(rooms, owner=owner, due_on=today() + timedelta(days=30))
        assert row.tasks.get().owner == owner
        found = Evidence.objects.get(kind="decision.assigned")
        assert found.subject == f"meetings.decision:{row.pk}"
        assert {"lead", "due"} <= set(found.marks.values_list("mark", flat=True))

    def test_done_only_when_its_tasks_are(self, rooms):
        row = decided(rooms, owner=rooms.deputy, due_on=today() + timedelta(days=30))
        with pytest.raises(ImpossibleError, match="没完成的任务"):
            commands.finish_decision(by=None, decision=row, result="好了")
        finish_task(by=None, task=row.tasks.get(), result="已装好")
        row = commands.finish_decision(by=None, decision=row, result="路灯已亮")
        assert row.done_on == today()
        assert Evidence.objects.filter(kind="decision.done", subject=f"meetings.decision:{row.pk}").exists()

    def test_numbers_are_single(self, rooms):
        first = decided(rooms)
        meeting = rooms.opened(days=20)
        second = commands.decide(by=None, item=meeting.items.get(), text="x")
        third = commands.decide(by=None, item=meeting.items.get(), text="y")
        assert len({first.number, second.number, third.number}) == 3

    def test_its_way(self, rooms):
        topic = commands.hand_in(by=None, organisation=rooms.branch, kind="members", title="路灯")
        meeting = rooms.opened(agenda=["路灯"])
        row = commands.decide(
            by=None, item=meeting.items.get(), text="修", owner=rooms.deputy, to_be_posted=True
        )
        commands.close_meeting(by=None, meeting=meeting)
        stations = [one.title for one in way(row)]
        assert stations == ["议题：路灯", "讨论：路灯", "决定", "交办", "任务：修", "结果", "公开"]
        assert way(row)[0].url.endswith(f"/topic/{topic.pk}/")
        assert all(one.url for one in way(row)[:2])


class TestMinutes:
    def test_they_draft_themselves(self, rooms):
        meeting = rooms.opened(agenda=["供热", "路灯"], present=7)
        item = meeting.items.get(title="供热")
        commands.save_item(by=None, item=item, base=0, notes="大家谈了供热。", decision_draft="")
        commands.add_speech(by=None, item=item, name="张三", text="早点供")
        commands.decide(
            by=None, item=item, text="提前三天供热", owner=rooms.deputy, due_on=today() + timedelta(days=30)
        )
        commands.close_meeting(by=None, meeting=meeting)
        text = commands.draft_minutes(by=None, meeting=meeting).text
        for part in (
            "应到9人，实到7人",
            "# 1. 供热",
            "大家谈了供热。",
            "张三：早点供",
            "提前三天供热",
            "# 2. 路灯",
            "没有作出决定",
            "请假或缺席",
        ):
            assert part in text

    def test_the_county_words_them(self, rooms):
        commands.word_sentence(by=None, key="talked", text="会议听取了情况。")
        meeting = rooms.closed()
        assert "会议听取了情况。" in commands.draft_minutes(by=None, meeting=meeting).text
        with pytest.raises(ImpossibleError, match="占位"):
            commands.word_sentence(by=None, key="talked", text="%(password)s")
        commands.word_sentence(by=None, key="talked", text="")
        assert "没有作出决定" in commands.draft_minutes(by=None, meeting=meeting).text

    def test_approved_they_stand(self, rooms):
        meeting = rooms.closed()
        first = commands.approve_minutes(by=None, minutes=commands.draft_minutes(by=None, meeting=meeting))
        for again in (
            lambda: commands.save_minutes(by=None, minutes=first, text="x"),
            lambda: commands.draft_minutes(by=None, meeting=meeting),
            lambda: commands.save_item(
                by=None, item=meeting.items.get(), base=0, notes="x", decision_draft=""
            ),
        ):
            with pytest.raises(ImpossibleError, match="已经签发"):
                again()
        second = commands.correct_minutes(by=None, minutes=first, why="写错了名字")
        commands.save_minutes(by=None, minutes=second, text="改好了")
        first.refresh_from_db()
        assert (first.text != "改好了", second.version) == (True, 2)

    def test_by_the_chair(self, rooms):
        other = factories.make_account_with_post(rooms.branch, "deputy_secretary")
        draft = commands.draft_minutes(by=None, meeting=rooms.closed())
        with pytest.raises(ImpossibleError, match="由主持人"):
            commands.approve_minutes(by=other, minutes=draft)
        assert commands.approve_minutes(by=rooms.secretary, minutes=draft).approved_by == rooms.secretary

    def test_as_files(self, rooms):
        meeting = rooms.closed()
        minutes = commands.draft_minutes(by=None, meeting=meeting)
        nasty = '#1. {{ 7*7 }} <w:t> & #eval("1") \x0b $x$ \\ [a] *b*'
        commands.save_minutes(by=None, minutes=minutes, text=f"# 标题\n{nasty}")
        minutes.refresh_from_db()
        words = [one.text for one in Document(BytesIO(exports.docx(minutes))).paragraphs]
        assert meeting.title in words
        assert any("{{ 7*7 }} <w:t> &" in one for one in words)
        assert exports.pdf(minutes).startswith(b"%PDF")


class TestPosting:
    def post(self, rooms, text="决定修路灯", **fields):
        row = decided(rooms)
        return commands.post(
            by=None, organisation=rooms.branch, title="决定", text=text, decision=row, **fields
        )

    def test_fifteen_days_at_least(self, rooms):
        with pytest.raises(ImpossibleError, match="不得少于15天"):
            self.post(rooms, days=14)

    def test_not_taken_down_before_its_end(self, rooms):
        row = self.post(rooms)
        assert (row.until - row.posted_on).days == 14
        with pytest.raises(ImpossibleError, match="期满前不能撤下"):
            commands.take_down(by=None, posting=row)
        Posting.objects.filter(pk=row.pk).update(
            posted_on=today() - timedelta(days=15), until=today() - timedelta(days=1)
        )
        assert commands.take_down(by=None, posting=row).taken_down_on == today()
        assert Evidence.objects.filter(kind="openness.taken_down").exists()

    @pytest.mark.parametrize("number", [ID_NUMBER, PHONE, CARD, "138 0000 0001"])
    def test_no_personal_number_goes_out(self, rooms, number):
        with pytest.raises(ImpossibleError, match="第2行"):
            self.post(rooms, text=f"决定\n联系人{number}。")

    def test_it_is_evidence_and_marks_the_meeting(self, rooms):
        row = self.post(rooms)
        assert Evidence.objects.filter(kind="openness.posted", marks__mark="board").exists()
        marks = Evidence.objects.get(kind="meeting.members").marks.values_list("mark", flat=True)
        assert "posted" in marks
        assert row.sha256

    def test_an_objection_is_answered_in_three_days(self, rooms):
        row = self.post(rooms)
        objection = commands.object_to(by=None, posting=row, text="太贵", address="10.0.0.1")
        assert (objection.due_on - today()).days == 3
        commands.answer_objection(by=None, objection=objection, answer="三家比价最低")
        with pytest.raises(ImpossibleError, match="已经答复"):
            commands.answer_objection(by=None, objection=objection, answer="x")


class TestMasking:
    def test_where_it_stands(self):
        found = personal_data(f"第一行\n电话{PHONE}，证号{ID_NUMBER}")
        assert [(one.kind, one.line, one.start) for one in found] == [("phone", 2, 2), ("id_number", 2, 16)]
        assert [one.masked for one in found] == ["138****0001", "231***********0011"]

    @pytest.mark.parametrize(
        "text", ["2026年11月23日", "嫩发〔2026〕12号", "34000元", "100000000000", "0012345"]
    )
    def test_plain_numbers_stay(self, text):
        assert personal_data(text) == []

    @given(st.text(alphabet="0123456789Xx- 一二。\n", max_size=80))
    def test_masked_text_has_nothing_left(self, text):
        assert personal_data(mask(text)) == []


MARKED = "机密★1年\n关于换届人选的情况"
STAYS_OUT = "涉密文件不得进入本系统"


class TestSecrecy:
    def test_no_command_keeps_a_marked_text(self, rooms):
        meeting = rooms.opened()
        item = meeting.items.get()
        tries = [
            lambda: commands.save_item(
                by=None, item=item, base=item.version, notes=MARKED, decision_draft=""
            ),
            lambda: commands.save_item(
                by=None, item=item, base=item.version, notes="", decision_draft=MARKED
            ),
            lambda: commands.add_speech(by=None, item=item, name="李一", text=MARKED),
            lambda: commands.decide(by=None, item=item, text=MARKED),
            lambda: commands.decide(by=None, item=item, text="同意", basis="密级：机密"),
            lambda: commands.add_item(by=None, meeting=meeting, title="（绝密）"),
        ]
        for one in tries:
            with pytest.raises(ImpossibleError, match=STAYS_OUT):
                one()
        assert not Decision.objects.exists()
        row = commands.decide(by=None, item=item, text="同意")
        commands.close_meeting(by=None, meeting=meeting)
        draft = commands.draft_minutes(by=None, meeting=meeting)
        for one in (
            lambda: commands.save_minutes(by=None, minutes=draft, text=MARKED),
            lambda: commands.finish_decision(by=None, decision=row, result=MARKED),
            lambda: commands.post(by=None, organisation=rooms.branch, title="公开", text=MARKED),
        ):
            with pytest.raises(ImpossibleError, match=STAYS_OUT):
                one()

    def test_what_was_kept_before_goes_no_further(self, rooms):
        meeting = rooms.closed()
        draft = commands.draft_minutes(by=None, meeting=meeting)
        type(draft).objects.filter(pk=draft.pk).update(text=MARKED)
        with pytest.raises(ImpossibleError, match=STAYS_OUT):
            commands.approve_minutes(by=None, minutes=draft)

    def test_the_sentence_stands_at_the_field(self, rooms, enter):
        meeting = rooms.opened()
        client, item = enter(rooms.secretary), meeting.items.get()
        url = reverse("decision_make", args=[item.pk])
        answer = client.post(url, {"text": MARKED, "submission_key": uuid.uuid4()})
        assert answer.status_code == 422
        assert STAYS_OUT in answer.context["decision"].errors["text"][0]
        answer = client.post(
            reverse("item_save", args=[item.pk]),
            {"base": item.version, "notes": MARKED, "decision_draft": ""},
        )
        assert STAYS_OUT in answer.context["form"].errors["notes"][0]
        commands.decide(by=None, item=item, text="同意")
        commands.close_meeting(by=None, meeting=meeting)
        draft = commands.draft_minutes(by=None, meeting=meeting)
        answer = client.post(
            reverse("minutes_edit", args=[draft.pk]), {"text": MARKED, "submission_key": uuid.uuid4()}
        )
        assert answer.status_code == 422
        assert STAYS_OUT in answer.context["form"].errors["text"][0]

    def test_words_alone_are_no_mark(self, rooms):
        row = decided(rooms, text="采用无记名秘密投票，保守国家秘密。")
        assert row.text.startswith("采用")
