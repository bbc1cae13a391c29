"""Trade-offs in a real browser with a real worker: worked out, drawn as they come, chosen, kept."""

import pytest
from django.test import override_settings
from django.urls import reverse

from jiceng.organisations.enums import PostKind
from tests.background import DATABASE_TASKS, worker
from tests.factories import make_account_with_post, make_county
from tests.rezoning.town import loaded

pytestmark = pytest.mark.django_db(transaction=True)


@override_settings(TASKS=DATABASE_TASKS)
def test_an_officer_works_out_trade_offs_and_keeps_a_plan(browse, shoot, axe):
    town = make_county()["town"]
    project = loaded(town)
    page = browse(
        reverse("rezoning_trades", args=[project.pk]),
        as_account=make_account_with_post(town, PostKind.OFFICER),
    )
    axe(page)
    shoot(page, "rezoning-trades-empty")
    page.get_by_label("最长用时").select_option("300")
    with worker():
        page.get_by_role("button", name="开始计算").click()
        page.locator("#trades tbody tr").first.wait_for(timeout=120_000)
        page.get_by_text("正在计算").first.wait_for(state="detached", timeout=300_000)
    page.reload()
    rows = page.locator("#trades tbody tr")
    assert rows.count() == page.locator("#trades .trades-plot a").count() == 13
    page.locator("#trades .trades-plot a").nth(4).focus()
    page.keyboard.press("Enter")
    page.locator("#trades tr.marked").wait_for()
    assert page.locator(".workspace-map .unit").count() == 51
    axe(page)
    shoot(page, "rezoning-trades")
    page.locator("#trades tr.marked").get_by_role("button", name="收入方案").click()
    page.get_by_text("已收入方案").wait_for()
    page.get_by_role("link", name="方案1").click()
    page.get_by_text("已证明没有别的方案").wait_for()
