"""In a browser: a matter from registration to re-opening by the resident, who has no account."""

import pytest

from jiceng.responsibility import commands
from jiceng.responsibility.models import Matter
from tests.responsibility.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_matter_from_registration_to_re_opening(browse, axe):
    place = Place()
    commands.raise_problem(by=None, community=place.first, text="三单元路灯不亮")
    desk = browse("/responsibility/matters/", as_account=place.clerk)
    desk.get_by_role("link", name="可以立项的来源").click()
    desk.get_by_role("link", name="立项", exact=True).click()
    desk.get_by_label("成果要求").fill("二十盏路灯都亮")
    lead = desk.get_by_label("牵头单位")
    lead.press_sequentially(place.county["first_branch"].name[:2])
    offered = desk.locator("datalist[id$=lead-offers] option").first
    offered.wait_for(state="attached")
    lead.fill(offered.get_attribute("value"))
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已立项并交办").wait_for()
    axe(desk)
    row = Matter.objects.get()
    unit = browse("/", as_account=place.secretary, size="390")
    unit.locator(f"a[href='/responsibility/matter/{row.pk}/']").first.click()
    unit.get_by_role("button", name="签收").click()
    unit.get_by_text("已签收。").wait_for()
    unit.get_by_role("link", name="报告办结").click()
    unit.get_by_role("textbox", name="情况").fill("换了灯泡")
    unit.get_by_role("button", name="保存").click()
    unit.get_by_text("已保存。").wait_for()
    axe(unit)
    desk.reload()
    desk.get_by_role("link", name="核查").click()
    desk.get_by_label("属实，销号").check()
    desk.get_by_label("核查情况").fill("看过，亮了")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("居民，不用账号就能确认").wait_for()
    resident = browse(f"/responsibility/done/{row.mark}/", size="390")
    resident.get_by_label("没有解决").check()
    resident.get_by_label("想说的话").fill("又不亮了")
    resident.get_by_role("button", name="提交").click()
    resident.get_by_text("办理中").first.wait_for()
    axe(resident)
    unit.reload()
    unit.get_by_text("又不亮了").first.wait_for()
    row.refresh_from_db()
    assert (row.state, row.reopened) == ("working", 1)
