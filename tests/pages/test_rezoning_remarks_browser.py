"""Remarks beside their plan in a real browser: the map stays while they are searched; all works without script."""

import pytest
from django.urls import reverse

from tests.pages import test_rezoning
from tests.pages.test_rezoning_remarks import said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
made = test_rezoning.made


def shown_numbers(page) -> list[str]:
    return page.locator(".entries .remark-head .soft:first-child").all_inner_texts()


def test_the_list_is_searched_while_the_map_stays(browse, axe, made):
    shown = said(made)
    page = browse(reverse("rezoning_public", args=[shown.slug]), size="390")
    page.evaluate("window.still_here = true")
    assert shown_numbers(page) == ["#3", "#2", "#1"]
    axe(page)
    page.locator("#table-remarks").get_by_role("link", name="反对").click()
    page.wait_for_url("**stance=object#remarks")
    page.locator(".entries > li:only-child").wait_for()
    assert shown_numbers(page) == ["#1"]
    page.get_by_role("searchbox").fill("changsuo")
    page.locator("text=没有符合条件的记录").wait_for()
    page.get_by_role("link", name="清除条件").click()
    page.locator(".entries > li").nth(2).wait_for()
    assert page.evaluate("window.still_here")


def test_the_list_works_without_script(browse, made):
    shown = said(made)
    page = browse(reverse("rezoning_public", args=[shown.slug]), java_script_enabled=False)
    page.locator("#table-remarks").get_by_role("link", name="反对").click()
    page.wait_for_url("**stance=object#remarks")
    assert shown_numbers(page) == ["#1"]
    page.get_by_role("searchbox").fill("disan")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**q=disan**")
    assert page.url.endswith("#remarks")
    assert "stance=object" in page.url
    assert shown_numbers(page) == ["#1"]


def test_a_remark_is_answered_from_the_list(browse, axe, made):
    said(made)
    page = browse(
        reverse("rezoning_consultation", args=[made["project"].pk]) + "?outcome=waits",
        as_account=made["secretary"],
    )
    assert shown_numbers(page) == ["#3"]
    page.get_by_role("link", name="答复 #3").click()
    page.get_by_text("场所要大").wait_for()
    axe(page)
    page.get_by_label("答复").fill("已列入改造计划。")
    page.get_by_role("button", name="提交答复").click()
    page.wait_for_url("**outcome=waits&of=*#remarks")
    page.locator("text=没有符合条件的记录").wait_for()
