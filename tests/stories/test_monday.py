"""Monday of a community secretary, on the phone: what is due and under which clause, why something is red and the one
button, the quarterly meeting with the resident units called in three taps, held, signed; its duty is green because it
took place."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.enums import State
from jiceng.institutions.models import Duty
from jiceng.institutions.queries.states import duties_on
from jiceng.meetings.models import Meeting
from tests.factories import PASSWORD
from tests.institutions.lived import Clock, County

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONDAY = date(2026, 11, 16)


@pytest.fixture
def clock(monkeypatch):
    """The present moment can be set: the meeting is held some days after it was called."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    clock.at(MONDAY, 8)
    return clock


class Thumb:
    """Counts what one taps."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, target) -> None:
        target.tap()
        self.page.wait_for_load_state()
        self.taps += 1

    def button(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name).first)

    def link(self, name: str) -> None:
        self.tap(self.page.get_by_role("link", name=name).first)


def state(duty: Duty) -> str:
    return duties_on(timezone.localdate()).get(pk=duty.pk).state


def owed(county, key: str) -> Duty:
    rows = Duty.objects.filter(obligation__key=key, organisation=county.branch)
    return rows.filter(opens_on__lte=MONDAY).latest("opens_on")


def test_monday_of_a_secretary(browse, axe, shoot, clock):
    county = County(clock)
    clock.at(MONDAY, 8)
    refresh(on=MONDAY)
    page = browse("/people/log-in/", size="390", has_touch=True)
    thumb = Thumb(page)
    logged_in(thumb, county.secretary.username)
    seen_and_understood(thumb, axe, shoot)
    why_red(thumb, shoot, owed(county, "D2.1"))
    duty = owed(county, "D9.2")
    meeting = convened(thumb, axe, duty)
    clock.at(meeting.day, 14)
    phone = browse("/", as_account=county.secretary, size="390", has_touch=True)
    held(Thumb(phone), axe, shoot, meeting)
    green(phone, shoot, duty, meeting)


def logged_in(thumb, username: str) -> None:
    thumb.page.locator("input[name=username]").fill(username)
    thumb.page.locator("input[name=password]").fill(PASSWORD)
    thumb.tap(thumb.page.locator("main form button.main"))
    thumb.page.wait_for_url(lambda url: "log-in" not in url)


def seen_and_understood(thumb, axe, shoot) -> None:
    """What is due stands on the page of the day, with the clause behind each."""
    card = thumb.page.locator(".card", has_text="逾期和待办的职责")
    assert card.locator(".rows li").count() >= 4
    assert all("第" in text for text in card.locator(".rows .detail").all_inner_texts())
    axe(thumb.page)
    shoot(thumb.page, "monday-today")


def why_red(thumb, shoot, duty: Duty) -> None:
    """The yearly promise is late: clause, what is missing, one button, a form that is filled in."""
    assert state(duty) == State.LATE
    thumb.link(duty.obligation.title)
    thumb.page.get_by_text("仍须补办").wait_for()
    thumb.page.get_by_text("还缺什么").wait_for()
    shoot(thumb.page, "monday-why-red")
    thumb.link("去办理")
    for piece in ("清单", "本人签字"):
        thumb.page.get_by_label(piece).check()
    thumb.page.locator("main form button.main").tap()
    thumb.page.wait_for_url("**/work-records/*/")
    assert state(duty) == State.DONE


def convened(thumb, axe, duty: Duty) -> Meeting:
    """From the list of what is due to the notice sent: the duty, the one button, the form as it stands."""
    thumb.page.goto("/duties/?state=due&q=协调委员会")
    thumb.taps = 0
    thumb.link(duty.obligation.title)
    thumb.link("去办理")
    assert thumb.page.get_by_label("议程").input_value().strip()
    axe(thumb.page)
    thumb.button("召集")
    thumb.page.get_by_text("通知已发出").first.wait_for()
    assert thumb.taps == 3
    meeting = Meeting.objects.get()
    assert meeting.state == "convened"
    assert meeting.day >= MONDAY + timedelta(days=3)
    assert state(duty) == State.DUE
    return meeting


def held(thumb, axe, shoot, meeting: Meeting) -> None:
    """Who is there, what was decided, the end, the minutes."""
    page = thumb.page
    page.goto(f"/meetings/{meeting.pk}/")
    thumb.button("开始开会")
    page.locator("#attendance").wait_for()
    shoot(page, "monday-attendance")
    for number in range(meeting.roll.count()):
        page.locator("#attendance button[value=here]").first.tap()
        page.wait_for_function(
            "n => document.querySelectorAll('#attendance li.here').length === n", arg=number + 1
        )
    axe(page)
    thumb.link("回到会场")
    thumb.link("打开")
    page.locator("summary", has_text="作出决定").tap()
    page.get_by_label("决定", exact=False).last.fill("物业与社区共用停车场，年底前办好。")
    page.locator("details[open] form button.main", has_text="作出决定").tap()
    page.get_by_text("已作出决定").first.wait_for()
    thumb.link("全部议程")
    page.locator("summary", has_text="散会").tap()
    page.locator("dialog[open] button.main").tap()
    page.get_by_text("职责已按会议记录更新").wait_for()
    thumb.link("会议纪要")
    thumb.button("起草纪要")
    thumb.button("签发")
    page.get_by_text("已签发").first.wait_for()


def green(page, shoot, duty: Duty, meeting: Meeting) -> None:
    """The duty is done because the meeting took place: its record opens from it."""
    page.goto(f"/duties/{duty.pk}/")
    page.get_by_text("计入", exact=True).wait_for()
    assert state(duty) == State.DONE
    duty.refresh_from_db()
    assert duty.fulfilled_on == meeting.day
    shoot(page, "monday-why-green")
    page.get_by_role("link", name=meeting.title).tap()
    page.wait_for_url(f"**/meetings/{meeting.pk}/**")
