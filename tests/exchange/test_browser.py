"""A clerk brings a table in, in a real browser; axe finds no serious fault on the way."""

from pathlib import Path

import pytest

from jiceng.organisations.models import PartyMembership
from tests import factories
from tests.exchange.files import identity, member, officer, sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def bring(page, live_server, path: Path) -> None:
    page.goto(f"{live_server.url}/organisations/exchange/")
    page.set_input_files("#members-file", str(path))
    page.click("form[action$='/members/import/'] button[type=submit]")


def test_from_table_to_roll(browse, live_server, axe, shoot, tmp_path):
    county = factories.make_county()
    factories.make_member(county["first_branch"])
    path = tmp_path / "党员.xlsx"
    page = browse("/organisations/exchange/", as_account=officer(county))
    axe(page)
    shoot(page, "exchange")
    path.write_bytes(sheet([member(党支部="没有的支部"), member(姓名="李一", 入党日期="去年")]))
    bring(page, live_server, path)
    page.wait_for_selector("text=请改正后重新上传")
    axe(page)
    shoot(page, "exchange-faults")
    path.write_bytes(
        sheet([member(姓名=f"新人{number}", 公民身份号码=identity(number)) for number in range(5)])
    )
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
