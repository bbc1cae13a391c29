"""A list in a real browser: search as one types, chips, order and pages without a reload, and without script."""

import pytest
from django.urls import reverse

from jiceng.organisations.enums import Kind, PostKind
from tests.factories import make_account, make_account_with_post, make_organisation, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def keeper():
    department = make_organisation("县委组织部", Kind.ORGANISATION_DEPARTMENT)
    keeper = make_account_with_post(department, PostKind.SYSTEM_ADMINISTRATOR, username="keeper")
    for number in range(60):
        make_account(f"account{number:02}", person=make_person(f"王{number}号"))
    make_account("different", person=make_person("李秀英"))
    return keeper


def names(page) -> list[str]:
    return page.locator(".table tbody th").all_inner_texts()


def test_a_list_is_searched_ordered_and_paged_without_a_reload(browse, axe, keeper):
    page = browse(reverse("accounts"), as_account=keeper)
    page.evaluate("window.still_here = true")
    assert names(page)[:2] == ["account00", "account01"]
    page.get_by_role("link", name="下一页").click()
    page.wait_for_url("**after=*")
    page.get_by_role("link", name="different", exact=True).wait_for()
    page.get_by_role("link", name="上一页").click()
    page.wait_for_url("**before=*")
    page.get_by_role("link", name="account00", exact=True).wait_for()
    page.locator("thead").get_by_role("link", name="账号").click()
    page.wait_for_url("**sort=-username*")
    page.get_by_role("link", name="keeper", exact=True).wait_for()
    assert names(page)[0] == "keeper"
    page.get_by_role("searchbox").fill("lixiu")
    page.wait_for_url("**q=lixiu*")
    page.wait_for_function("document.querySelectorAll('.table tbody tr').length === 1")
    assert names(page) == ["different"]
    assert "sort=-username" in page.url
    assert page.evaluate("window.still_here")
    axe(page)
    page.get_by_role("searchbox").fill("zzzz")
    page.locator("text=没有符合条件的记录").wait_for()
    page.get_by_role("link", name="清除条件").click()
    page.get_by_role("link", name="keeper", exact=True).wait_for()
    assert "q=" not in page.url
    assert "sort=-username" in page.url


def test_a_part_that_was_swapped_is_what_a_reload_shows(browse, keeper):
    page = browse(reverse("accounts"), as_account=keeper)
    page.get_by_role("link", name="启用", exact=True).click()
    page.wait_for_url("**state=active*")
    swapped = page.locator("#table-accounts .table").inner_html()
    page.reload()
    assert page.locator("#table-accounts .table").inner_html() == swapped


def test_a_list_works_without_script(browse, keeper):
    page = browse(reverse("accounts"), as_account=keeper, java_script_enabled=False)
    page.get_by_role("searchbox").fill("lxy")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**q=lxy")
    assert names(page) == ["different"]
