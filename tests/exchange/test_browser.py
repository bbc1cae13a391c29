"""A clerk brings a table in, in a real browser, and sees it checked and written in the background as on the site; axe
finds no serious fault on the way."""

from pathlib import Path

import pytest
from django.test import override_settings

from jiceng.kernel.models import Job
from jiceng.organisations.models import ImportBatch, PartyMembership
from tests import factories
from tests.background import DATABASE_TASKS, worker
from tests.exchange.files import identity, member, officer, sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


def bring(page, live_server, path: Path) -> None:
    page.goto(f"{live_server.url}/organisations/exchange/")
    page.set_input_files("#members-file", str(path))
    page.click("form[action$='/members/import/'] button[type=submit]")


def newcomers(count: int) -> bytes:
    return sheet([member(姓名=f"新人{number}", 公民身份号码=identity(number)) for number in range(count)])


@override_settings(TASKS=DATABASE_TASKS)
def test_from_table_to_roll(browse, live_server, axe, shoot, tmp_path):
    county = factories.make_county()
    factories.make_member(county["first_branch"])
    path = tmp_path / "党员.xlsx"
    page = browse("/organisations/exchange/", as_account=officer(county))
    axe(page)
    shoot(page, "exchange")
    path.write_bytes(sheet([member(党支部="没有的支部"), member(姓名="李一", 入党日期="去年")]))
    bring(page, live_server, path)
    wait_for_its_turn(page, axe, shoot)
    with worker():
        page.wait_for_selector("text=请改正后重新上传")
        axe(page)
        shoot(page, "exchange-faults")
        path.write_bytes(newcomers(5))
        bring(page, live_server, path)
        page.wait_for_selector("text=逐行预览")
        axe(page)
        shoot(page, "exchange-preview")
        page.click("form[action$='/apply/'] button[type=submit]")
        page.wait_for_selector("text=撤销这一批")
    axe(page)
    shoot(page, "exchange-applied")
    assert PartyMembership.objects.count() == 6
    page.set_viewport_size({"width": 390, "height": 844})
    shoot(page, "exchange-phone")


def wait_for_its_turn(page, axe, shoot) -> None:
    """No worker has taken it yet: it says so, counts nothing as done, and offers nothing that is not ready."""
    page.locator("section.job progress").wait_for()
    axe(page)
    shoot(page, "exchange-waiting")
    assert page.get_by_text("请改正后重新上传").count() == 0
    assert page.get_by_role("button", name="导入", exact=True).count() == 0


@override_settings(TASKS=DATABASE_TASKS)
def test_a_check_that_is_stopped_can_be_begun_again(browse, live_server, axe, shoot, tmp_path):
    county, path = factories.make_county(), tmp_path / "党员.xlsx"
    page = browse("/organisations/exchange/", as_account=officer(county))
    path.write_bytes(newcomers(3))
    bring(page, live_server, path)
    page.get_by_role("button", name="停止", exact=True).click()
    with worker():
        page.get_by_role("button", name="重新核对").click()
        page.wait_for_selector("text=逐行预览")
    assert ImportBatch.objects.get().state == ImportBatch.State.READY
    assert [job.state for job in Job.objects.order_by("pk")] == [Job.State.STOPPED, Job.State.DONE]
    assert not PartyMembership.objects.exists()
