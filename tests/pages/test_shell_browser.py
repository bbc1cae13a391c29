"""The frame in a real browser: by keyboard, light and dark, on a phone, and for those who cannot see it."""

import pytest
from django.urls import reverse

from jiceng.organisations.enums import PostKind
from tests.factories import make_account_with_post, make_county

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clerk():
    return make_account_with_post(make_county()["department"], PostKind.OFFICER)


@pytest.mark.parametrize("size", ["1280", "390"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_is_accessible(browse, axe, clerk, size, scheme):
    page = browse(reverse("gallery"), as_account=clerk, size=size, scheme=scheme)
    axe(page)
    page.locator("#dissolve > summary").click()
    page.locator("#dissolve dialog").wait_for()
    axe(page)


def test_front_pages_are_accessible(browse, axe, shoot, clerk):
    for account, name in ((clerk, "today"), (None, "welcome")):
        page = browse("/", as_account=account)
        axe(page)
        shoot(page, name)
    shoot(browse(reverse("gallery"), as_account=clerk), "gallery")


def test_the_palette_goes_by_keyboard_alone(browse, axe, clerk):
    page = browse(reverse("gallery"), as_account=clerk)
    page.keyboard.press("/")
    page.keyboard.type("jinri")
    page.locator("dialog.palette [role=option][aria-selected=true]").wait_for()
    axe(page)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="今日", exact=True, level=1).wait_for()
    page.keyboard.press("Control+k")
    assert page.locator("dialog.palette").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog.palette").is_visible()


def test_a_question_can_be_answered_and_left_by_keyboard(browse, clerk):
    page = browse(reverse("gallery"), as_account=clerk)
    page.locator("#dissolve > summary").focus()
    page.keyboard.press("Enter")
    dialog = page.locator("#dissolve dialog")
    assert dialog.is_visible()
    assert page.evaluate("document.querySelector('#dissolve dialog').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.parentElement.id") == "dissolve"


def test_the_theme_changes_at_once_and_stays(browse, clerk):
    page = browse("/", as_account=clerk)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator(".account > summary").click()
    with page.expect_response("**/theme/"):
        page.locator("button[value=dark]").click()
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    dark = page.evaluate(ground)
    page.reload()
    assert light != dark == page.evaluate(ground)


def test_menus_close_by_escape_and_by_looking_elsewhere(browse, clerk):
    page = browse("/", as_account=clerk)
    menu = page.locator("details.account")
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    menu.locator("summary").click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None


def test_a_form_with_changes_asks_before_it_is_left(browse, clerk):
    page = browse(reverse("gallery"), as_account=clerk)
    page.locator("#new_name").fill("铁西社区")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator(".brand").click()
    page.wait_for_url("**/")
    assert asked == ["beforeunload"]


def test_nothing_is_wider_than_the_phone(browse, clerk):
    page = browse(reverse("gallery"), as_account=clerk, size="390")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_script_menus_and_search_still_work(browse, clerk):
    page = browse("/", as_account=clerk, java_script_enabled=False)
    page.locator("details.account > summary").click()
    page.locator("button[value=dark]").click()
    page.locator("html[data-theme=dark]").wait_for()
    page.locator("[data-palette-open]").click()
    page.locator(".search-page input[name=q]").fill("jr")
    page.locator(".search-page button").click()
    page.locator(".hit").first.wait_for()
