"""A county changes a clause and sees the effect before it takes force: in a real browser, looked at and read aloud."""

import pytest
from django.urls import reverse

from jiceng.institutions.commands import editions
from jiceng.institutions.models import Edition
from tests.factories import make_account_with_post, make_county

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def keeper():
    editions.load_library(by=None)
    return make_account_with_post(make_county()["department"], "leader")


def test_the_pages_to_read(browse, axe, shoot, keeper):
    page = browse(reverse("institutions"), as_account=keeper)
    assert page.locator(".plaque").count() == 13
    axe(page)
    shoot(page, "institutions")
    page.goto(reverse("institution", args=["congress"]))
    page.locator(".owed summary").first.click()
    axe(page)
    shoot(page, "institution")
    page.goto(reverse("institution_compare", args=["congress"]))
    axe(page)
    shoot(page, "institution_compare")


def test_from_a_mistake_at_its_line_to_the_day_of_force(browse, axe, shoot, keeper):
    page = browse(reverse("institution", args=["deliberation"]), as_account=keeper)
    page.locator("#revise summary").click()
    page.locator("#revise button.main").click()
    page.wait_for_url("**/drafts/**")
    draft = Edition.objects.get(published_at=None)
    page.goto(reverse("edition_text", args=[draft.pk]))
    source = page.locator("#source")
    text = source.input_value()
    wrong = text.replace("every: month", "every: monthh", 1)
    line = wrong[: wrong.index("monthh")].count("\n") + 1
    source.fill(wrong)
    page.wait_for_selector(f'[data-line="{line}"].error')
    assert page.locator(".gutter li").nth(line - 1).get_attribute("class") == "error"
    axe(page)
    shoot(page, "edition_text")
    source.fill(text.replace("      days: 15", "      days: 10", 1))
    page.wait_for_selector("#faults .light.done")
    page.locator(".editor button.main").click()
    page.wait_for_url(f"**/drafts/{draft.pk}/")
    assert "10日内" in page.locator(".changes").inner_text()
    assert page.locator("dl.effect div", has_text="改动义务").locator("dd").inner_text() == "1"
    axe(page)
    shoot(page, "edition_draft")
    page.goto(reverse("edition_publish", args=[draft.pk]))
    page.fill("[name=why]", "居民等得太久")
    axe(page)
    page.get_by_role("button", name="发布").click()
    page.wait_for_url("**/history/")
    draft.refresh_from_db()
    assert draft.published_at is not None
    assert draft.obligations.get(key="D8.1").due_days == 10
