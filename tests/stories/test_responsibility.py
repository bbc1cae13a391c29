"""In a browser: a leader is transferred and hands over; a problem goes up and its instruction comes down."""

import pytest

from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.enums import PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.models import Handover, Problem, Target
from tests import factories
from tests.responsibility.place import SINCE, Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_leader_leaves_the_vacancy_is_red_and_the_next_signs(browse, axe):
    place = Place()
    place.full()
    boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    commands.raise_problem(by=None, community=place.first, text="没有办公用房")
    page = browse(f"/responsibility/community/{place.first.pk}/", as_account=place.clerk)
    page.get_by_role("link", name="结束联系").click()
    page.get_by_label("事由").fill("退休")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("没有领导").first.wait_for()
    axe(page)
    page.goto("/responsibility/?gap=leader")
    page.get_by_text("1/2").first.wait_for()
    page.get_by_role("rowheader", name=place.first.name).get_by_role("link").click()
    page.get_by_role("listitem").filter(has_text=boss.person.name).get_by_role("link", name="选这位").click()
    assert page.get_by_label("县级领导").input_value() == str(boss.person_id)
    page.get_by_label("依据文件文号").fill("嫩发〔2026〕30号")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("联系领导已确定").wait_for()
    row = Handover.objects.get()
    for account in (place.leaders[0], boss):
        mine = browse("/", as_account=account, size="390")
        mine.locator(f"a[href='/responsibility/handover/{row.pk}/']").first.click()
        mine.get_by_text("没有办公用房").wait_for()
        mine.get_by_role("button", name="签字").click()
        mine.get_by_text("已签字。").wait_for()
    axe(mine)
    row.refresh_from_db()
    assert row.is_done
    assert [one["text"] for one in row.listed] == ["没有办公用房"]


def test_a_problem_goes_up_and_its_instruction_comes_down(browse, axe):
    place = Place()
    place.full()
    boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    group = commands.found_group(
        by=None, organisation=place.county["county"], name="社区建设领导小组", on=SINCE
    )
    unit = browse(f"/responsibility/community/{place.first.pk}/", as_account=place.secretary, size="390")
    unit.get_by_role("link", name="向上反映问题").click()
    unit.get_by_label("什么问题").fill("旧校舍闲置，社区想用")
    unit.get_by_role("button", name="保存").click()
    unit.get_by_text("已报给联络人").wait_for()
    row = Problem.objects.get()
    for account in (place.officers[0], place.leaders[0]):
        up = browse("/", as_account=account, size="390")
        up.locator(f"a[href='/responsibility/problem/{row.pk}/']").first.click()
        up.get_by_role("link", name="上报").click()
        up.get_by_label("为什么要上报").fill("协调不下来")
        up.get_by_role("button", name="保存").click()
        up.get_by_text("已上报。").wait_for()
    desk = browse(f"/responsibility/problem/{row.pk}/", as_account=place.clerk)
    desk.expected_faults = ["422"]
    desk.get_by_role("link", name="记录领导小组的决定").click()
    desk.get_by_label("领导小组的决定").fill("划归社区")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("决定已记录").wait_for()
    desk.get_by_role("link", name="下达要求").click()
    desk.get_by_label("内容").fill("办理接收手续。")
    desk.get_by_label("期限").fill(add_working_days(today(), 1).isoformat())
    desk.get_by_label("要填的项目").fill("户数\n使用方案")
    desk.get_by_role("button", name="下达要求").click()
    desk.get_by_text("各社区一共要填1项，系统已经知道1项").wait_for()
    axe(desk)
    desk.get_by_role("button", name="下达要求").click()
    desk.get_by_text("至少要留3个工作日").first.wait_for()
    desk.get_by_label("紧急理由").fill("入冬前要用")
    desk.get_by_role("button", name="下达要求").click()
    desk.get_by_text("待领导签发。").wait_for()
    axe(desk)
    signing = browse("/responsibility/instructions/", as_account=boss)
    signing.get_by_role("link", name="旧校舍闲置").click()
    signing.get_by_role("button", name="签发紧急要求").click()
    signing.get_by_text("已签发下达").wait_for()
    unit.goto("/")
    unit.locator(f"a[href='/responsibility/report/{Target.objects.get().pk}/']").first.click()
    assert unit.get_by_label("户数").input_value() == "2000"
    unit.get_by_label("使用方案").fill("活动室")
    unit.get_by_label("办理结果").fill("已接收")
    unit.get_by_role("button", name="保存").click()
    unit.get_by_text("已回报。").wait_for()
    unit.goto(f"/responsibility/problem/{row.pk}/")
    assert group.instructions.count() == 1
    for text in ("协调不下来", "划归社区", "已接收"):
        unit.get_by_text(text).first.wait_for()
    axe(unit)
