"""In a browser: a plan made from the clauses of a document, a task done on the phone, and the plan has moved."""

import pytest

from jiceng.documents.models import Plan, PlanItem, Task
from tests.documents.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_plan_from_the_clauses_of_a_document_to_a_task_done(browse, axe):
    place = Place()
    place.issued()
    desk = browse("/documents/plans/", as_account=place.clerk)
    desk.get_by_role("link", name="编制规划").click()
    desk.get_by_label("名称").fill("社区建设三年规划")
    desk.get_by_label("编制单位").select_option(str(place.county.pk))
    desk.get_by_label("起", exact=True).fill("2026-01-01")
    desk.get_by_label("止", exact=True).fill("2028-12-31")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已编制。").wait_for()
    desk.get_by_role("link", name="从文件段落生成").click()
    desk.get_by_label("本系统印发的公文").select_option(index=1)
    desk.get_by_role("button", name="下一步").click()
    desk.get_by_label("明确责任").check()
    desk.get_by_label("听取意见").check()
    desk.get_by_label("责任单位").fill("嫩江镇党委")
    axe(desk)
    desk.get_by_role("button", name="生成事项").click()
    desk.get_by_text("已生成2项").wait_for()
    axe(desk)
    item = PlanItem.objects.order_by("pk").first()
    assert item.title == "明确责任"
    desk.get_by_role("link", name="明确责任").click()
    desk.get_by_role("link", name="安排任务").click()
    desk.get_by_label("任务", exact=True).fill("报联系领导名单")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已保存。").wait_for()
    axe(desk)
    phone = browse("/", as_account=place.town_secretary, size="390")
    phone.get_by_role("link", name="报联系领导名单").first.click()
    phone.get_by_role("button", name="签收").click()
    phone.get_by_text("已签收。").wait_for()
    axe(phone)
    phone.get_by_role("link", name="完成", exact=True).click()
    phone.get_by_label("结果").fill("名单已报")
    phone.get_by_role("button", name="保存").click()
    phone.get_by_text("已完成").first.wait_for()
    assert Task.objects.get().result == "名单已报"
    desk.goto(desk.url.split("/documents/")[0] + f"/documents/plans/{Plan.objects.get().pk}/gantt/")
    desk.get_by_text("50%").first.wait_for()
    axe(desk)
