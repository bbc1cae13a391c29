"""Why a unit is here, in a real browser: the whole plans come into the panel, on a phone and at a desk."""

import pytest
from django.test import override_settings
from django.urls import reverse

from tests.background import DATABASE_TASKS, worker
from tests.pages.test_rezoning import made
from tests.pages.test_why import best_of_town
from tests.pages.walk import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
__all__ = ["made"]


@pytest.mark.parametrize("size", ["390", "1280"])
def test_whole_plans_come_into_the_panel(made, browse, axe, size):
    plan = best_of_town(made)
    page = browse(reverse("rezoning_why", args=[plan.pk]) + "?unit=11", as_account=made["officer"], size=size)
    page.get_by_role("link", name="别的单元一起调整，会怎样").click()
    page.get_by_text("随之变动的单元").first.wait_for(timeout=60_000)
    assert "whole" not in page.url  # only the panel was drawn anew
    assert not faults(page, axe)


@override_settings(TASKS=DATABASE_TASKS)
def test_whole_plans_of_a_large_map_come_into_the_panel_from_the_background(
    made, browse, axe, shoot, monkeypatch
):
    monkeypatch.setattr("jiceng.rezoning.queries.why.AT_ONCE", 0)
    plan = best_of_town(made)
    address = reverse("rezoning_why", args=[plan.pk]) + "?unit=11"
    page = browse(address, as_account=made["officer"])
    page.get_by_role("button", name="别的单元一起调整，会怎样").click()
    page.locator("#why progress").wait_for()
    assert not faults(page, axe)
    shoot(page, "rezoning-why-waiting")
    with worker():
        page.get_by_text("随之变动的单元").first.wait_for(timeout=90_000)
    assert page.url.endswith("unit=11")  # only the panel was drawn anew
    assert page.locator("#why progress").count() == 0
