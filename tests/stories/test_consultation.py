"""In a browser: residents and units speak about a plan, each is answered, the text gets better, the end."""

import pytest

from jiceng.documents.models import ConsultedText
from tests.documents.place import Place
from tests.documents.test_consultation import PLAN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_consultation_on_a_plan(browse, axe):
    place = Place()
    desk = browse("/documents/consulted/", as_account=place.clerk)
    desk.get_by_role("link", name="中共嫩江县委员会").click()
    desk.get_by_label("类别").select_option("plan")
    desk.get_by_label("标题").fill("社区建设三年规划")
    desk.get_by_label("正文").fill(PLAN)
    desk.get_by_label("征求意见的单位和部门").fill("嫩江镇党委")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已开始征求意见。").wait_for()
    axe(desk)
    row = ConsultedText.objects.get()
    resident = browse(f"/documents/say/{row.slug}/", size="390")
    resident.get_by_role("link", name="提意见").nth(3).click()
    resident.get_by_label("您的意见和理由").fill("三十平方米不够老人活动")
    resident.get_by_label("建议改成").fill("每百户不少于四十平方米")
    resident.get_by_role("button", name="提交意见").click()
    resident.get_by_text("您的意见已收到").wait_for()
    axe(resident)
    town = browse(f"/documents/consulted/{row.pk}/", as_account=place.town_officer, size="390")
    town.get_by_role("button", name="回复无意见").click()
    town.get_by_text("已回复无意见。").wait_for()
    desk.reload()
    desk.get_by_role("link", name="答复 #1").click()
    desk.get_by_label("处理").select_option("adopted")
    desk.get_by_label("答复", exact=True).fill("采纳，改为四十平方米。")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已答复。").wait_for()
    desk.get_by_role("link", name="修改文稿").click()
    desk.get_by_label("正文").fill(PLAN.replace("三十", "四十"))
    desk.get_by_label("修改说明").fill("采纳第1条")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_role("link", name="版本和改动").click()
    desk.locator("ins").get_by_text("四").wait_for()
    axe(desk)
    resident.reload()
    resident.locator(".passage").get_by_text("每百户不少于四十平方米。").wait_for()
    resident.get_by_text("采纳，改为四十平方米。").wait_for()
    desk.goto(f"/documents/consulted/{row.pk}/")
    desk.get_by_text("办结", exact=True).first.click()
    desk.get_by_label("提前结束或未答复的理由").fill("各方意见一致")
    desk.get_by_role("dialog").get_by_role("button", name="办结").click()
    desk.get_by_text("已办结。").wait_for()
    resident.reload()
    resident.get_by_text("各方意见一致").wait_for()
