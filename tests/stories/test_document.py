"""In a browser: a document from draft to receipt, its text mended on the way."""

import pytest

from jiceng.documents.models import Document, Incoming
from tests.documents.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAMAGED = "为加强社區（shè qū）建设,抓好１７个社区，经县委研究，现就有关事项通知如下。"


def decide(page, word: str, opinion: str) -> None:
    """Press the button, write the opinion beside it, press again."""
    page.locator("summary", has_text=word).click()
    asked = page.get_by_role("dialog")
    asked.get_by_label("意见").fill(opinion)
    asked.get_by_role("button", name=word).click()


def test_a_document_from_draft_to_receipt(browse, axe):
    place = Place()
    desk = browse(f"/documents/new/{place.county.pk}/", as_account=place.clerk)
    desk.get_by_label("标题").fill("关于加强社区建设的通知")
    desk.get_by_label("主送机关").fill("嫩江镇党委")
    desk.get_by_label("正文").fill(DAMAGED)
    desk.get_by_role("button", name="整理文字").click()
    desk.get_by_text("文字已整理，还没有保存").wait_for()
    assert desk.get_by_label("正文").input_value().startswith("为加强社区建设，抓好17个社区")
    axe(desk)
    desk.get_by_role("button", name="保存").click()
    desk.get_by_role("button", name="送审").click()
    desk.get_by_text("已送审。").wait_for()
    row = Document.objects.get()
    page = f"/documents/{row.pk}/"
    second = browse(page, as_account=place.second_clerk)
    second.get_by_role("heading", name="正文").wait_for()
    decide(second, "审核通过", "分工清楚，同意送签")
    second.get_by_text("审核通过。").wait_for()
    leader = browse("/documents/?mine=do", as_account=place.leader, size="390")
    leader.get_by_role("link", name="关于加强社区建设的通知").click()
    axe(leader)
    decide(leader, "签发", "同意")
    leader.get_by_text("已签发。").wait_for()
    leader.get_by_text("分工清楚，同意送签").first.wait_for()
    axe(leader)
    desk.goto(page)
    desk.get_by_role("link", name="编号印发").click()
    desk.get_by_label("用印份数").fill("5")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已印发，文号嫩发〔").wait_for()
    axe(desk)
    town = browse("/documents/incoming/", as_account=place.town_officer, size="390")
    town.get_by_role("button", name="签收并登记").click()
    town.get_by_text("已登记为收").wait_for()
    axe(town)
    town.get_by_role("link", name="拟办").click()
    town.get_by_label("阅件").check()
    town.get_by_label("拟办意见").fill("请班子成员传阅")
    town.get_by_role("button", name="保存").click()
    town.get_by_text("已保存。").wait_for()
    town.get_by_role("link", name="传阅").wait_for()
    axe(town)
    desk.reload()
    desk.get_by_text("已签收").first.wait_for()
    assert (Incoming.objects.get().state, row.recipients.get().receipt.by) == ("proposed", place.town_officer)
