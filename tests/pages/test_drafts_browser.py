"""Long forms: what was typed is kept in the browser and offered again, and forgotten once it arrived."""

from datetime import date

import pytest

from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Organisation
from tests.organisations.county import county, officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "JSON.stringify(Object.keys(localStorage).filter((key) => key.startsWith('draft:')))"


@pytest.fixture
def place():
    return county()


@pytest.fixture
def head(place):
    return officer(place.department, PostKind.LEADER)


def wait_until_kept(page):
    """The page's policy forbids what Playwright would evaluate in a loop of its own."""
    for _ in range(100):
        if page.evaluate(KEPT) != "[]":
            return
        page.wait_for_timeout(50)
    raise AssertionError("no draft was kept")


def type_name(page, text):
    page.fill("#id_name", text)
    wait_until_kept(page)


def leave(page, path):
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(path)


def test_what_was_typed_is_offered_again_and_gone_when_it_arrived(browse, head, axe):
    page = browse("/organisations/found/", as_account=head)
    page.select_option("#id_kind", "department")
    type_name(page, "宣传部")
    leave(page, "/organisations/")
    page.goto("/organisations/found/")
    offer = page.locator("[data-draft-offer]")
    assert offer.is_visible()
    assert page.input_value("#id_name") == ""
    axe(page)
    offer.get_by_role("button", name="恢复").click()
    assert page.input_value("#id_name") == "宣传部"
    assert page.input_value("#id_kind") == "department"
    page.fill("#id_on", date(2026, 1, 1).isoformat())
    page.select_option("#id_party_superior", index=1)
    page.locator("main form button.main").click()
    page.wait_for_url(lambda url: "/found/" not in url)
    assert Organisation.objects.filter(name="宣传部").exists()
    assert page.evaluate(KEPT) == "[]"
    page.goto("/organisations/found/")
    assert offer.is_hidden()


def test_a_draft_can_be_thrown_away_and_belongs_to_one_account(browse, head, place):
    page = browse("/organisations/found/", as_account=head)
    type_name(page, "宣传部")
    leave(page, "/organisations/found/")
    page.get_by_role("button", name="丢弃").click()
    assert page.evaluate(KEPT) == "[]"
    type_name(page, "统战部")
    key = page.evaluate(KEPT)
    assert f"draft:{head.pk}:" in key


def test_what_is_secret_is_never_kept(browse, head, place):
    page = browse("/organisations/found/", as_account=head)
    page.evaluate("document.querySelector('#id_name').setAttribute('autocomplete', 'off')")
    page.fill("#id_name", "秘密")
    page.select_option("#id_kind", "department")
    wait_until_kept(page)
    kept = page.evaluate("Object.values(localStorage).join()")
    assert "秘密" not in kept
    assert "submission_key" not in kept


def test_logging_out_forgets_all_drafts(browse, head):
    page = browse("/organisations/found/", as_account=head)
    type_name(page, "宣传部")
    page.once("dialog", lambda dialog: dialog.accept())
    page.evaluate("document.querySelector('[data-log-out]').requestSubmit()")
    page.wait_for_url(lambda url: "/found/" not in url)
    assert page.evaluate(KEPT) == "[]"
