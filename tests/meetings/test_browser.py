"""In a real browser, on a phone: convening, calling the names, writing through a lost connection."""

import pytest
from django.urls import reverse

from jiceng.meetings import commands
from jiceng.meetings.models import Attendance, Meeting
from jiceng.meetings.queries.quorum import quorum
from tests.meetings.rooms import Rooms

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def rooms(transactional_db):
    return Rooms()


def test_convened_on_a_phone(rooms, browse, axe, shoot):
    page = browse(reverse("meeting_convene"), as_account=rooms.secretary, size="390")
    axe(page)
    shoot(page, "meeting-convene")
    page.get_by_role("link", name="支部党员大会").click()
    page.wait_for_load_state("networkidle")
    axe(page)
    shoot(page, "meeting-prepare")
    page.get_by_role("button", name="召集").click()
    page.get_by_text("通知已发出").wait_for()
    axe(page)
    shoot(page, "meeting")
    assert Meeting.objects.get().state == "convened"


def test_what_is_in_the_way(rooms, browse, axe, shoot):
    meeting = rooms.prepared(days=1, agenda=["接收预备党员"])
    item = meeting.items.get()
    commands.change_item(by=None, item=item, title=item.title, matter="admission", work="party")
    page = browse(reverse("meeting", args=[meeting.pk]), as_account=rooms.secretary, size="390")
    axe(page)
    shoot(page, "meeting-checks")
    page.goto(reverse("meeting_agenda", args=[meeting.pk]))
    axe(page)
    shoot(page, "meeting-agenda")


def test_names_are_called_with_the_thumb(rooms, browse, axe, shoot):
    meeting = rooms.opened(present=0)
    page = browse(reverse("meeting_attendance", args=[meeting.pk]), as_account=rooms.secretary, size="390")
    for number in range(1, 6):
        page.get_by_role("button", name="到会").first.click()
        page.get_by_text(f"实到{number}人").wait_for()
    assert quorum(meeting).met
    axe(page)
    shoot(page, "meeting-attendance")
    page.goto(reverse("meeting_desk", args=[meeting.pk]))
    axe(page)
    shoot(page, "meeting-desk")


def test_names_called_without_a_line_are_sent_later_once(rooms, browse, axe, shoot):
    meeting = rooms.opened(present=0)
    url = reverse("meeting_attendance", args=[meeting.pk])
    page = browse(url, as_account=rooms.secretary, size="390")
    page.expected_faults = ["ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest"]
    page.context.set_offline(True)
    for number in range(3):
        page.get_by_role("button", name="到会").nth(number).click()
        page.get_by_text(f"{number + 1}个人的点名先存在本机").wait_for()
    assert page.locator(".call li.waiting").count() == 3
    axe(page)
    shoot(page, "meeting-attendance-offline")
    assert not Attendance.objects.exists()
    page.context.set_offline(False)
    page.get_by_text("实到3人").wait_for()
    page.locator("[data-taps]").wait_for(state="hidden")
    assert Attendance.objects.count() == 3
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('meeting-taps'))") == []


def test_what_is_written_without_a_line_is_sent_later_once(rooms, browse, axe, shoot):
    meeting = rooms.opened()
    item = meeting.items.get()
    page = browse(reverse("item_desk", args=[item.pk]), as_account=rooms.secretary, size="390")
    page.expected_faults = ["ERR_INTERNET_DISCONNECTED"]
    axe(page)
    page.context.set_offline(True)
    page.get_by_label("讨论记录").fill("电梯里写的")
    page.get_by_text("先存在本机").wait_for()
    shoot(page, "meeting-item-offline")
    item.refresh_from_db()
    assert item.notes == ""
    page.context.set_offline(False)
    page.get_by_text("已保存").first.wait_for()
    item.refresh_from_db()
    assert (item.notes, item.version) == ("电梯里写的", 1)
    assert page.evaluate(f"localStorage.getItem('meeting-item-{item.pk}')") is None


def test_a_closed_tab_loses_nothing(rooms, browse):
    item = rooms.opened().items.get()
    url = reverse("item_desk", args=[item.pk])
    page = browse(url, as_account=rooms.secretary, size="390")
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)",
        [f"meeting-item-{item.pk}", '{"notes": "没送出的", "decision_draft": "", "base": "0"}'],
    )
    page.reload()
    page.get_by_text("已保存").first.wait_for()
    item.refresh_from_db()
    assert item.notes == "没送出的"


def test_after_the_meeting(rooms, browse, axe, shoot):
    meeting = rooms.opened()
    item = meeting.items.get()
    row = commands.decide(by=None, item=item, text="修好东门路灯", owner=rooms.deputy, to_be_posted=True)
    commands.close_meeting(by=None, meeting=meeting)
    commands.draft_minutes(by=None, meeting=meeting)
    page = browse(reverse("meeting_minutes", args=[meeting.pk]), as_account=rooms.secretary, size="390")
    axe(page)
    shoot(page, "meeting-minutes")
    page.goto(reverse("decision", args=[row.pk]))
    axe(page)
    shoot(page, "decision")
    posting = commands.post(by=None, organisation=rooms.branch, title="路灯", text=row.text, decision=row)
    page.goto(reverse("posting", args=[posting.slug]))
    axe(page)
    shoot(page, "posting")
    page.goto(reverse("meetings"))
    axe(page)
    shoot(page, "meetings")
