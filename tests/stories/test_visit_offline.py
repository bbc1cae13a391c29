"""On a phone in a stairwell: a visit is recorded without a line and sent once."""

import pytest

from jiceng.responsibility.models import Visit
from tests.responsibility.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_visit_without_a_line_is_sent_once(browse, axe):
    place = Place()
    place.full()
    page = browse("/", as_account=place.leaders[0], size="390")
    page.expected_faults = ["net::ERR"]
    page.locator(f"a[href='/responsibility/community/{place.first.pk}/visit/']").first.click()
    axe(page)
    page.context.set_offline(True)
    page.get_by_label("发现问题").check()
    page.get_by_label("看到的、听到的").fill("三单元路灯不亮")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("有1次走访记在这台手机上").wait_for()
    assert not Visit.objects.exists()
    page.context.set_offline(False)
    page.get_by_text("有1次走访记在这台手机上").wait_for(state="hidden")
    page.reload()
    page.get_by_label("了解情况").check()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name=place.leaders[0].person.name).wait_for()
    axe(page)
    assert Visit.objects.count() == 2
    assert "三单元路灯不亮" in page.content()
