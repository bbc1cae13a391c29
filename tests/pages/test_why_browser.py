"""Why a unit is here, in a real browser: the whole plans come into the panel, on a phone and at a desk."""

import pytest
from django.urls import reverse

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
