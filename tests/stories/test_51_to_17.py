"""The mission as one story in a real browser: 51 residents' committees become 17 communities, and back."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from jiceng.console.demo.build import build
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation, PartyMembership
from jiceng.people.models import Account
from jiceng.rezoning.models import Plan, Project
from tests.background import DATABASE_TASKS, worker
from tests.rezoning.town import DATA

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(280)]


def standing(kind, day=None):
    return Organisation.objects.on(day or today()).filter(kind=kind)


@override_settings(TASKS=DATABASE_TASKS)
def test_51_committees_become_17_communities_and_back(browse, shoot, axe):
    build()
    who = {
        name: Account.objects.get(username=name) for name in ("zhenshuji", "zhenganshi", "shuji", "zuzhibu")
    }
    with worker():
        officer = browse("/rezoning/", as_account=who["zhenganshi"])
        load_the_committees(officer, shoot, axe)
        find_plans(officer, shoot, axe)
    compare_and_edit(officer, shoot, axe)
    secretary = browse("/rezoning/", as_account=who["zhenshuji"])
    consult(browse, secretary, shoot, axe)
    decide(browse, secretary, who, shoot, axe)
    carry_out(browse("/", as_account=who["zuzhibu"]), shoot, axe)


def load_the_committees(page, shoot, axe):
    page.get_by_role("link", name="新建区划项目").first.click()
    page.get_by_label("名称").fill("城区社区区划")
    page.get_by_label("牵头组织").select_option(
        label=str(Organisation.objects.get(kind=Kind.TOWN_PARTY_COMMITTEE))
    )
    page.get_by_label("社区个数（至少）").fill("17")
    page.get_by_label("社区个数（至多）").fill("17")
    page.get_by_role("button", name="新建").click()
    page.locator("form:has-text('载入现有单元') input[type=file]").first.set_input_files(
        DATA / "barriers.geojson"
    )
    page.get_by_role("button", name="载入现有单元").click()
    page.get_by_text("已载入51个单元").wait_for()
    assert page.locator("path.unit").count() == 51
    axe(page)
    shoot(page, "rezoning-units")


def find_plans(page, shoot, axe):
    page.get_by_role("link", name="下一步：方案").click()
    page.get_by_role("button", name="开始求解").click()
    page.get_by_text("正在求解").first.wait_for(timeout=10_000)
    page.locator(".plan-card").nth(4).wait_for(timeout=120_000)
    page.get_by_text("正在求解").first.wait_for(state="detached", timeout=120_000)
    project = Project.objects.get()
    plans = list(project.plans.all())
    assert len(plans) >= 5
    assert all(plan.k == 17 and not plan.violations for plan in plans)
    assert plans[0].status == "optimal"
    page.locator("path.unit").nth(20).click()
    page.get_by_text("换到相邻社区会怎样").wait_for()
    axe(page)
    shoot(page, "rezoning-workspace")
    page.get_by_role("link", name="户数", exact=True).first.click()
    page.locator(".legend-item").first.wait_for()


def compare_and_edit(page, shoot, axe):
    page.get_by_role("link", name="比较方案").click()
    page.get_by_text("不同之处").wait_for()
    axe(page)
    shoot(page, "rezoning-compare")
    page.go_back()
    page.get_by_role("button", name="手工调整").click()
    page.locator("#desk").wait_for()
    before = page.locator("#panel .scores").inner_text()
    unit = page.locator("path.unit[data-key]").first
    unit.focus()
    page.keyboard.press("Space")
    own = unit.get_attribute("data-label")
    other = page.evaluate(
        "own => document.querySelector(`.unit[data-label]:not([data-label='${own}'])`).dataset.label", own
    )
    page.locator("#desk-to").select_option(other)
    page.get_by_role("button", name="移到").click()
    page.get_by_text("已改1步").wait_for()
    assert page.locator("#panel .scores").inner_text() != before
    shoot(page, "rezoning-desk")
    page.get_by_role("button", name="撤销").click()
    page.get_by_text("已改0步").wait_for()
    page.get_by_role("button", name="重做").click()
    page.get_by_text("已改1步").wait_for()
    axe(page)
    page.locator("#save summary").click()
    page.locator("#save").get_by_label("名称").fill("手工一稿")
    page.locator("#save").get_by_role("button", name="存为新方案").click()
    page.get_by_text("手工一稿").first.wait_for()
    assert Plan.objects.get(title="手工一稿").parent is not None


def consult(browse, page, shoot, axe):
    project = Project.objects.get()
    page.goto(f"/rezoning/{project.pk}/?plan=1")
    page.get_by_role("link", name="名称与驻地").click()
    first = page.locator("input[name^=name-]").first
    first.fill("铁东社区")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("名称、驻地和场所已保存").wait_for()
    shoot(page, "rezoning-names")
    page.goto(f"/rezoning/{project.pk}/?plan=1")
    page.get_by_role("link", name="公示", exact=True).last.click()
    page.get_by_label("给居民的说明").fill(
        "每个社区一千到三千户，尽量不跨铁路和河流。\n每个社区都能成立一个党支部。"
    )
    page.get_by_label("联系人和电话").fill("镇党委办公室")
    page.get_by_role("button", name="公示").click()
    page.get_by_text("公示中").wait_for()
    shoot(page, "rezoning-consultation")
    slug = project.plans.get(number=1).consultations.get().slug
    resident = browse(f"/rezoning/public/{slug}/", size="390")
    resident.get_by_label("我的居民委").select_option(index=1)
    resident.get_by_role("button", name="查看").click()
    resident.locator(".answer-home").wait_for()
    axe(resident)
    resident.get_by_label("反对").check()
    resident.get_by_label("您的意见").fill("去新的居委会要过铁路。")
    resident.get_by_label("针对").select_option("unit")
    resident.get_by_label("哪个居民委").select_option(index=2)
    resident.get_by_role("button", name="提交意见").click()
    resident.get_by_text("谢谢，您的意见已收到").wait_for()
    shoot(resident, "rezoning-public")


def decide(browse, page, who, shoot, axe):
    project = Project.objects.get()
    page.expected_faults.append("422")
    page.goto(f"/rezoning/{project.pk}/approval/")
    page.get_by_label("方案").first.select_option(str(project.plans.get(number=1).pk))
    page.get_by_role("button", name="提请批准").click()
    page.get_by_text("条意见没有答复").first.wait_for()
    page.goto(f"/rezoning/{project.pk}/consultation/")
    page.get_by_role("link", name="答复 #1").click()
    page.get_by_label("答复").fill("铁路下的通道今年修好，另设一处便民点。")
    page.get_by_role("button", name="提交答复").click()
    page.locator(".remark-answer").wait_for()
    axe(page)
    page.goto(f"/rezoning/{project.pk}/approval/")
    page.get_by_label("方案").first.select_option(str(project.plans.get(number=1).pk))
    page.get_by_label("仍要提请的理由").fill("意见已经听到，居民代表同意提前结束。")
    page.get_by_role("button", name="提请批准").click()
    page.get_by_text("等待县里批准").wait_for()
    leader = browse(f"/rezoning/{project.pk}/approval/", as_account=who["shuji"])
    shoot(leader, "rezoning-approval")
    leader.get_by_label("批准文件文号").fill("嫩政发〔2026〕31号")
    leader.get_by_role("button", name="批准").first.click()
    leader.get_by_text("嫩政发〔2026〕31号").wait_for()
    axe(leader)


def carry_out(page, shoot, axe):
    project = Project.objects.get()
    page.goto(f"/rezoning/{project.pk}/adoption/")
    page.get_by_role("button", name="生成预览").click()
    page.locator(".preview").wait_for()
    axe(page)
    shoot(page, "rezoning-preview")
    assert standing(Kind.OLD_RESIDENTS_COMMITTEE).count() == 51
    page.locator("#execute summary").click()
    page.locator("#execute").get_by_role("button", name="执行").click()
    page.get_by_text("17/17").first.wait_for(timeout=60_000)
    axe(page)
    shoot(page, "rezoning-result")
    assert standing(Kind.COMMUNITY).count() == 17
    assert not standing(Kind.OLD_RESIDENTS_COMMITTEE).exists()
    yesterday = today() - timedelta(days=1)
    assert standing(Kind.OLD_RESIDENTS_COMMITTEE, yesterday).count() == 51
    page.get_by_role("link", name=f"看{yesterday.isoformat()}的县").click()
    page.wait_for_url(f"**as_of={yesterday.isoformat()}*")
    page.goto(f"/rezoning/{project.pk}/result/")
    page.locator("#reverse summary").click()
    page.locator("#reverse").get_by_label("理由").fill("演练结束。")
    page.locator("#reverse").get_by_role("button", name="撤回执行").click()
    page.get_by_text("已撤回").first.wait_for(timeout=60_000)
    assert standing(Kind.OLD_RESIDENTS_COMMITTEE).count() == 51
    assert not standing(Kind.COMMUNITY).exists()
    assert PartyMembership.objects.on(timezone.localdate()).exists()
