"""Each page of meetings: the whole way of one over HTTP, who may see it, queries of the lists."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiceng.kernel.pages import today
from jiceng.meetings import commands
from jiceng.meetings.models import Decision, Meeting, Posting, Topic
from tests import factories
from tests.meetings.rooms import Rooms, at

pytestmark = pytest.mark.django_db


def send(client, url, follow=True, **fields):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **fields}, follow=follow)


@pytest.fixture
def rooms():
    return Rooms()


def text(response) -> str:
    return response.content.decode()


class TestTheWay:
    """From the button of a red duty to what residents read, as the secretary goes it."""

    def test_convened_with_one_form(self, rooms, enter):
        client = enter(rooms.secretary)
        assert "支部党员大会" in text(client.get(reverse("meeting_convene")))
        url = reverse("meeting_prepare", args=["members", rooms.branch.pk])
        page = client.get(url)
        form = page.context["form"]
        values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
        values = {name: value for name, value in values.items() if value not in (None, "")}
        values["submission_key"] = str(uuid.uuid4())
        values["send_now"] = "on"
        values["hour"] = "14:30"
        answer = client.post(url, values, follow=True)
        meeting = Meeting.objects.get()
        assert meeting.state == "convened"
        assert "通知已发出" in text(answer)
        assert meeting.roll.filter(entitled=True).count() == 9

    def test_what_stands_in_the_way_is_said(self, rooms, enter):
        meeting = rooms.prepared(days=1)
        client = enter(rooms.secretary)
        page = text(client.get(reverse("meeting", args=[meeting.pk])))
        assert "应当提前3天通知" in page
        assert "须先解决" in page
        assert "meeting_send" not in page
        send(client, reverse("meeting_send", args=[meeting.pk]))
        meeting.refresh_from_db()
        assert meeting.state == "draft"

    def test_through_the_session(self, rooms, enter):
        meeting = rooms.convened(agenda=["供热", "路灯"])
        client = enter(rooms.secretary)
        early = send(client, reverse("meeting_open", args=[meeting.pk]))
        assert "还没到开会的日子" in text(early)
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=at(0, 0))
        page = send(client, reverse("meeting_open", args=[meeting.pk]))
        assert "应到9人，实到0人" in text(page)
        for entry in meeting.roll.filter(entitled=True)[:6]:
            client.post(reverse("attendance_note", args=[entry.pk]), {"mark": "here"})
        part = client.get(reverse("meeting_quorum", args=[meeting.pk]))
        assert "达到半数以上" in text(part)
        item = meeting.items.first()
        client.post(
            reverse("item_save", args=[item.pk]), {"base": 0, "notes": "谈了供热", "decision_draft": "早供"}
        )
        send(client, reverse("speech_add", args=[item.pk]), name="张三", text="冷")
        made = send(
            client, reverse("decision_make", args=[item.pk]), text="提前三天供热", owner="", due_on=""
        )
        assert "提前三天供热" in text(made)
        assert "meeting_desk" in [
            r.url_name for r in [client.get(reverse("meeting_desk", args=[meeting.pk])).resolver_match]
        ]
        send(client, reverse("meeting_close", args=[meeting.pk]))
        page = send(client, reverse("minutes_draft", args=[meeting.pk]))
        assert "谈了供热" in text(page)
        minutes = meeting.minutes.get()
        assert client.get(reverse("minutes_edit", args=[minutes.pk])).status_code == 200
        send(client, reverse("minutes_approve", args=[minutes.pk]))
        assert "已签发" in text(client.get(reverse("meeting_minutes", args=[meeting.pk])))
        assert client.get(reverse("minutes_docx", args=[minutes.pk])).content[:2] == b"PK"
        assert client.get(reverse("minutes_pdf", args=[minutes.pk])).content[:4] == b"%PDF"

    def test_posted_and_objected_to(self, rooms, enter):
        meeting = rooms.opened()
        commands.decide(by=None, item=meeting.items.get(), text="路灯由李四13800000001负责")
        commands.close_meeting(by=None, meeting=meeting)
        client, url = enter(rooms.secretary), reverse("posting_make", args=[meeting.pk])
        page = client.get(url)
        assert "138****0001" in text(page)
        wrong = send(client, url, kind="decisions", title="决定", text="李四13800000001", days=15)
        assert wrong.status_code == 422
        send(client, url, kind="decisions", title="决定", text="李四负责路灯", days=15)
        posting = Posting.objects.get()
        anybody = Client()
        assert "李四负责路灯" in text(anybody.get(reverse("posting", args=[posting.slug])))
        assert "决定" in text(anybody.get(reverse("postings"), {"unit": rooms.branch.pk}))
        send(anybody, reverse("posting", args=[posting.slug]), text="太暗")
        objection = posting.objections.get()
        send(client, reverse("objection_answer", args=[objection.pk]), answer="换亮的")
        assert "换亮的" in text(anybody.get(reverse("posting", args=[posting.slug])))
        send(client, reverse("posting_take_down", args=[posting.pk]))
        posting.refresh_from_db()
        assert posting.taken_down_on is None

    def test_a_decision_to_its_result(self, rooms, enter):
        meeting = rooms.opened()
        row = commands.decide(by=None, item=meeting.items.get(), text="修路灯")
        client, url = enter(rooms.secretary), reverse("decision", args=[row.pk])
        send(
            client,
            reverse("decision_assign", args=[row.pk]),
            owner=rooms.deputy.name,
            due_on=today().replace(year=today().year + 1),
        )
        send(client, reverse("task_add", args=[row.pk]), title="买灯泡", owner="", due_on="")
        for task in row.tasks.all():
            send(client, reverse("task_finish", args=[task.pk]), result="好了")
        send(client, reverse("decision_finish", args=[row.pk]), result="亮了")
        assert "亮了" in text(client.get(url))
        assert Decision.objects.get().state == "done"

    def test_residents_hand_in_a_topic(self, rooms, enter):
        anybody, url = Client(), reverse("topic_public", args=[rooms.committee.pk])
        page = send(anybody, url, title="井盖松了", text="", signed="")
        assert "井盖松了" in text(page)
        topic = Topic.objects.get()
        client = enter(rooms.director)
        assert "井盖松了" in text(client.get(reverse("topics")))
        missing = send(client, reverse("topic", args=[topic.pk]), how="merged", reason="x")
        assert missing.status_code == 422
        send(client, reverse("topic", args=[topic.pk]), how="answered", reason="已报修")
        assert "已报修" in text(anybody.get(reverse("topic_followed", args=[topic.slug])))

    def test_papers(self, rooms, enter):
        meeting, client = rooms.prepared(), enter(rooms.secretary)
        send(
            client,
            reverse("paper_add", args=[meeting.pk]),
            upload=SimpleUploadedFile("报告.pdf", b"%PDF-1.7"),
        )
        paper = meeting.papers.get()
        kept = client.get(reverse("paper", args=[paper.pk]))
        assert kept.content == b"%PDF-1.7"
        assert "attachment" in kept["Content-Disposition"]
        send(client, reverse("paper_remove", args=[paper.pk]))
        assert client.get(reverse("paper", args=[paper.pk])).status_code == 404


class TestInvited:
    def test_a_member_reads_and_answers(self, rooms, enter):
        member = factories.make_account(person=rooms.members[3].person)
        meeting = rooms.prepared()
        client = enter(member)
        assert client.get(reverse("meeting", args=[meeting.pk])).status_code == 404
        commands.convene(by=None, meeting=meeting)
        assert "待答复的会议通知" in text(client.get("/"))
        url = reverse("invitation", args=[meeting.pk])
        assert "正式党员" in text(client.get(url))
        send(client, reverse("invitation_seen", args=[meeting.pk]))
        assert send(client, url, answer="absent", reason="").status_code == 422
        send(client, url, answer="coming", reason="")
        assert meeting.roll.get(person=member.person).invitation.answer == "coming"
        assert text(client.get(reverse("meeting_roll", args=[meeting.pk])))
        commands.open_meeting(by=None, meeting=meeting)
        send(client, reverse("meeting_check_in", args=[meeting.pk]))
        assert meeting.roll.get(person=member.person).attendance.by == "self"
        assert client.get(reverse("item_desk", args=[meeting.items.get().pk])).status_code in (403, 404)

    def test_guests_are_added_by_name(self, rooms, enter):
        meeting, client = rooms.prepared("discussion", agenda=["供热"]), enter(rooms.secretary)
        url = reverse("meeting_roll", args=[meeting.pk])
        send(client, url, person="从没登记过的人", role="热电厂", stratum="expert")
        entry = meeting.roll.get()
        assert (entry.name, entry.entitled, entry.stratum) == ("从没登记过的人", False, "expert")
        send(client, reverse("roll_remove", args=[entry.pk]))
        assert not meeting.roll.exists()


class TestWriting:
    def test_as_the_script_sends_it(self, rooms, enter):
        item, client = rooms.opened().items.get(), enter(rooms.secretary)
        url, asks = reverse("item_save", args=[item.pk]), {"HTTP_ACCEPT": "application/json"}
        first = client.post(url, {"base": 0, "notes": "一", "decision_draft": ""}, **asks)
        assert first.json()["version"] == 1
        again = client.post(url, {"base": 0, "notes": "一", "decision_draft": ""}, **asks)
        assert again.json()["version"] == 1
        late = client.post(url, {"base": 0, "notes": "二", "decision_draft": ""}, **asks)
        assert (late.status_code, late.json()["version"]) == (409, 1)

    def test_as_a_plain_form_shows_both_texts(self, rooms, enter):
        item, client = rooms.opened().items.get(), enter(rooms.secretary)
        commands.save_item(by=None, item=item, base=0, notes="别人写的", decision_draft="")
        page = client.post(
            reverse("item_save", args=[item.pk]), {"base": 0, "notes": "我写的", "decision_draft": ""}
        )
        assert page.status_code == 422
        assert "别人写的" in text(page)
        assert "我写的" in text(page)
        assert 'name="base" value="1"' in text(page)


@pytest.mark.parametrize(
    ("name", "queries"),
    [("meetings", 30), ("decisions", 20), ("topics", 20)],
)
def test_lists_ask_the_same_for_one_and_three(rooms, enter, django_assert_max_num_queries, name, queries):
    client = enter(rooms.secretary)
    counts = []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for days in ((4,), (8, 12)):
        for day in days:
            meeting = rooms.opened(days=day)
            commands.decide(by=None, item=meeting.items.get(), text="x")
            commands.hand_in(by=None, organisation=rooms.branch, kind="members", title=f"议题{day}")
        client.get(reverse(name))
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= queries


def test_the_sentences_page(enter):
    county = factories.make_county()
    client = enter(factories.make_account_with_post(county["department"], "leader"))
    url = reverse("minute_sentences")
    assert client.get(url).status_code == 200
    assert send(client, url, key="talked", text="%(x)s").status_code == 422
    send(client, url, key="talked", text="听取了情况。")
    assert "听取了情况。" in text(client.get(url))


def test_moving_and_changing_items(rooms, enter):
    meeting, client = rooms.prepared(agenda=["一", "二"]), enter(rooms.secretary)
    second = meeting.items.get(title="二")
    send(client, reverse("agenda_item_move", args=[second.pk]), up="1")
    assert list(meeting.items.values_list("title", flat=True)) == ["二", "一"]
    send(
        client,
        reverse("agenda_item", args=[second.pk]),
        title="二改",
        matter="report",
        work="party",
        reporter="",
    )
    send(client, reverse("meeting_agenda", args=[meeting.pk]), title="三", matter="general", work="party")
    send(client, reverse("agenda_item_remove", args=[meeting.items.get(title="一").pk]))
    assert list(meeting.items.values_list("title", flat=True)) == ["二改", "三"]
    change = reverse("meeting_change", args=[meeting.pk])
    assert client.get(change).status_code == 200
    day = at(20).date().isoformat()
    person = rooms.secretary.person_id
    send(client, change, day=day, hour="09:00", place="新会议室", chair=person, called_by=person)
    meeting.refresh_from_db()
    assert meeting.place == "新会议室"
    send(client, reverse("meeting_roll_redraw", args=[meeting.pk]))
    send(client, reverse("meeting_annul", args=[meeting.pk]), why="改期")
    meeting.refresh_from_db()
    assert meeting.state == "annulled"
    assert "改期" in text(client.get(reverse("meeting", args=[meeting.pk])))
