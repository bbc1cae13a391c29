"""In a real browser: what may not be kept is given back, mended and sent."""

import pytest
from django.urls import reverse

from jiceng.rezoning.models import Consultation
from tests.pages import test_rezoning
from tests.pages.test_rezoning import published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
made = test_rezoning.made


def test_a_reason_that_bears_a_mark_is_mended_where_it_stands(browse, axe, made):
    published(made)
    page = browse(reverse("rezoning_consultation", args=[made["project"].pk]), as_account=made["secretary"])
    page.expected_faults.append("422")
    page.get_by_text("撤下公示").first.click()
    page.get_by_role("dialog").get_by_label("理由").fill("见机密★一年的纪要")
    page.get_by_role("dialog").get_by_role("button", name="撤下公示").click()
    page.get_by_role("heading", name="没有保存").wait_for()
    axe(page)
    page.get_by_label("理由").fill("居民对边界意见不一，再研究。")
    page.get_by_role("button", name="再次提交").click()
    page.wait_for_url("**/consultation/**")
    assert Consultation.objects.get().withdrawn_at
