"""On a phone in a stairwell: a visit is recorded without a line and sent once; what is refused is not lost."""

from datetime import timedelta

import pytest

from jiceng.kernel.pages import today
from jiceng.responsibility.models import Visit
from tests.responsibility.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


BEFORE = (today() - timedelta(days=1)).isoformat()


def form_of(community) -> str:
    return f"/responsibility/community/{community.pk}/visit/"


def line_lost(page):
    """The line goes once the page has put itself into the browser: before, the browser itself reports the script."""
    page.locator("[data-kept]").wait_for(state="attached")
    page.context.set_offline(True)


def test_a_visit_without_a_line_is_sent_once(browse, axe):
    place = Place()
    place.full()
    page = browse("/", as_account=place.leaders[0], size="390")
    page.expected_faults = ["net::ERR"]
    page.locator(f"a[href='{form_of(place.first)}']").first.click()
    axe(page)
    line_lost(page)
    page.get_by_label("发现问题").check()
    page.get_by_label("看到的、听到的").fill("三单元路灯不亮")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("有1次走访记在这台手机上").wait_for()
    assert not Visit.objects.exists()
    page.context.set_offline(False)
    page.get_by_text("有1次走访记在这台手机上").wait_for(state="hidden")
    page.reload()
    page.get_by_label("了解情况").check()
    page.get_by_label("日期", exact=True).fill(BEFORE)
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name=place.leaders[0].person.name).wait_for()
    axe(page)
    assert Visit.objects.count() == 2
    assert "三单元路灯不亮" in page.content()


def test_the_form_opens_without_a_line(browse, axe):
    place = Place()
    place.full()
    leader = place.leaders[0]
    page = browse(f"/responsibility/leader/{leader.person_id}/", as_account=leader, size="390")
    page.expected_faults = ["net::ERR"]
    line_lost(page)
    for text, day in (("三单元路灯不亮", BEFORE), ("井盖松动", today().isoformat())):
        page.goto(form_of(place.first))
        page.get_by_label("日期", exact=True).fill(day)
        page.get_by_label("看到的、听到的").fill(text)
        page.get_by_role("button", name="保存").click()
        page.get_by_text(text).wait_for()
    page.get_by_text("有2次走访记在这台手机上").wait_for()
    axe(page)
    page.context.set_offline(False)
    page.get_by_text("有2次走访记在这台手机上").wait_for(state="hidden")
    assert sorted(Visit.objects.values_list("seen", flat=True)) == ["三单元路灯不亮", "井盖松动"]


def test_what_is_refused_is_seen_changed_and_sent_again_by_its_own_account(browse, axe):
    place = Place()
    place.full()
    page = browse(form_of(place.first), as_account=place.leaders[0], size="390")
    page.expected_faults = ["net::ERR", "422"]
    line_lost(page)
    for text in ("说了家里的事", "孩子上学"):
        page.get_by_label("谈心谈话").check()
        page.get_by_label("看到的、听到的").fill(text)
        page.get_by_role("button", name="保存").click()
        page.get_by_text(text).wait_for()
    page.context.set_offline(False)
    page.get_by_text("有2次走访没有被接收").wait_for()
    page.get_by_text("谈心谈话只记次数，不写内容。").first.wait_for()
    axe(page)
    kept = page.evaluate("localStorage.getItem('responsibility-visits')")
    other = browse("/", as_account=place.leaders[1], size="390")
    other.evaluate("rows => localStorage.setItem('responsibility-visits', rows)", kept)
    other.goto(form_of(place.second))
    other.get_by_text("有2次走访是别的账号记的").wait_for()
    assert "孩子上学" not in other.content()
    rows = page.locator("[data-rows] > li")
    rows.filter(has_text="孩子上学").locator("summary").click()
    rows.filter(has_text="孩子上学").get_by_role("button", name="确定删除").click()
    rows.filter(has_text="说了家里的事").get_by_role("button", name="修改").click()
    page.get_by_label("看到的、听到的").fill("")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name=place.leaders[0].person.name).wait_for()
    assert page.evaluate("localStorage.getItem('responsibility-visits')") is None
    assert [(one.talks, one.seen) for one in Visit.objects.all()] == [(1, "")]
