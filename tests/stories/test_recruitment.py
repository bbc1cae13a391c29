"""In a browser: an applicant from notice to contract; the office runs each step beside."""

from datetime import timedelta

import pytest

from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.models import Applicant, EmploymentContract, RoundStep
from jiceng.kernel.pages import today
from jiceng.organisations.models import Term
from tests.cadres.recruiting import Recruiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ONE = timedelta(days=1)


def published(desk, confirm="公布本环节结果"):
    """The desk publishes the step on the page of the round."""
    desk.locator("summary", has_text=confirm).first.click()
    desk.get_by_role("dialog").get_by_role("button", name=confirm).click()
    desk.get_by_text("的结果已公布").first.wait_for()


def reviewed(desk, count: int):
    desk.get_by_role("link", name="审核全部未审的人").click()
    desk.get_by_label("通过", exact=True).check()
    desk.get_by_role("button", name="定下来").click()
    desk.get_by_text(f"已审核{count}人").wait_for()
    published(desk)


def test_from_notice_to_contract(browse, axe):
    place = Recruiting()
    desk = browse(f"/cadres/recruitment/{place.round.pk}/", as_account=place.officer)
    desk.locator("summary", has_text="发布公告").click()
    desk.get_by_role("dialog").get_by_role("button", name="发布公告").click()
    desk.get_by_text("公告已发布。").wait_for()
    axe(desk)

    phone = browse("/cadres/recruitment/notice/", size="390", java_script_enabled=False)
    phone.get_by_role("link", name="公开招聘社区工作者").click()
    phone.get_by_role("link", name="我要报名").click()
    new = place.somebody()
    phone.get_by_label("报考岗位").select_option(index=1)
    phone.get_by_label("姓名").fill(new.name)
    phone.get_by_label("公民身份号码").fill(new.id_number)
    phone.get_by_label("手机").fill(new.phone)
    phone.get_by_label("学历", exact=True).select_option(label="大学本科")
    phone.get_by_label("我保证所填属实").check()
    phone.get_by_role("button", name="提交报名").click()
    phone.get_by_text("请保存查询码").wait_for()
    phone.get_by_label("材料").set_input_files(
        {"name": "毕业证.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"}
    )
    phone.get_by_role("button", name="上传").click()
    phone.get_by_role("link", name="毕业证.pdf").wait_for()

    place.apply(2)
    RoundStep.objects.filter(step="registration").update(opens_on=today() - 9 * ONE, closes_on=today() - ONE)
    desk.reload()
    published(desk)
    reviewed(desk, 3)
    desk.get_by_role("link", name="编排考场座位").click()
    desk.get_by_label("考场").fill("第一考场 30")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已为3人编排座位").wait_for()
    phone.reload()
    phone.get_by_role("link", name="下载准考证").wait_for()

    place.round.refresh_from_db()
    given = dict(zip((one.ticket for one in place.people()), (90, 80, 70), strict=True))
    place.enter(given, 1)
    place.enter(given, 2)
    desk.reload()
    published(desk)
    phone.reload()
    phone.get_by_text("笔试90.00分").wait_for()
    phone.get_by_label("申诉内容").fill("请复查第三题")
    phone.get_by_role("button", name="提交申诉").click()
    phone.get_by_text("申诉已提交").wait_for()
    desk.reload()
    desk.get_by_role("link", name="答复申诉和异议").click()
    desk.get_by_role("link", name=new.name).click()
    desk.get_by_label("不成立").check()
    desk.get_by_label("答复", exact=True).fill("已复查，分数无误。")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已答复。").wait_for()
    desk.goto(f"/cadres/recruitment/{place.round.pk}/")
    reviewed(desk, 3)

    people = [one.person for one in place.examiners]
    commands.seat_examiners(by=place.officer, round_=place.round, people=people, panel=1)
    examiner = browse("/cadres/recruitment/interviews/", as_account=place.examiners[0], size="390")
    for mark in ("80", "85", "75"):
        examiner.get_by_role("link", name="打分或回避").first.click()
        examiner.get_by_label("分数").fill(mark)
        examiner.get_by_role("button", name="提交，不再更改").click()
        examiner.get_by_text("已提交。").wait_for()
    axe(examiner)
    for one, mark in zip(place.people(), (80, 85, 75), strict=True):
        for account in place.examiners[1:]:
            commands.mark_interview(by=account, applicant=one, mark=mark)
    desk.reload()
    published(desk)
    published(desk)
    reviewed(desk, 1)
    reviewed(desk, 1)
    notice = browse(f"/cadres/recruitment/notice/{place.round.slug}/", size="390")
    notice.get_by_text("拟聘用人员公示").wait_for()
    notice.get_by_text(new.name).wait_for()
    axe(notice)
    place.age_publicity()
    desk.reload()
    published(desk)
    head = browse(f"/cadres/recruitment/{place.round.pk}/", as_account=place.head)
    head.get_by_role("link", name="签订合同").click()
    head.get_by_role("link", name=new.name).click()
    head.get_by_role("link", name="签订合同").click()
    head.get_by_label("合同编号").fill("2026-1")
    head.get_by_role("button", name="保存").click()
    head.get_by_text("合同已签订").wait_for()
    axe(head)
    phone.reload()
    phone.get_by_text("已聘用").first.wait_for()
    hired = Applicant.objects.get(standing="hired")
    assert hired.name == new.name
    assert Term.objects.get(contract=EmploymentContract.objects.get()).post == place.post
