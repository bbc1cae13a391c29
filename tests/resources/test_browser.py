"""In a real browser: a secretary on a phone enters a venue and a hall and books it, without script; and pages are open
to whoever sees or hears otherwise."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.kernel.pages import today
from jiceng.resources.models import Booking, VenueUse
from jiceng.resources.queries.booking import monday
from tests.resources.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = monday(today()) + timedelta(days=9)


def test_a_phone_without_script_enters_and_books(browse):
    place = Place()
    place.norm()
    page = browse(reverse("venue_stock"), as_account=place.secretary, size="390", java_script_enabled=False)
    page.get_by_role("link", name="登记用房").click()
    page.get_by_label("用房名称").fill("服务中心")
    page.get_by_label("建筑面积（平方米）").fill("420.5")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("还差179.5平方米").wait_for()
    page.get_by_role("link", name="服务中心").click()
    page.get_by_role("link", name="登记场地").click()
    page.get_by_label("场地名称").fill("议事厅")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="订用场地").click()
    page.get_by_label("场地", exact=True).select_option(label="议事厅（周一至周五 08:00—18:00）")
    page.get_by_label("日期").fill(SOON.isoformat())
    page.get_by_label("用途").fill("党员学习")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="09:00—10:00").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (VenueUse.objects.count(), Booking.objects.get().purpose) == (1, "党员学习")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_open_to_everybody(browse, axe, scheme):
    place = Place()
    place.norm()
    place.venue()
    args = [place.first.pk]
    addresses = ["venue_stock", "venues", "wages", "funds", "pay_standards", "venue_norms"]
    paths = [reverse(name) for name in addresses]
    paths += [reverse(name, args=args) for name in ("community_venues", "community_wages", "community_funds")]
    page = browse(paths[0], as_account=place.clerk, scheme=scheme)
    for path in paths:
        page.goto(path)
        axe(page)
