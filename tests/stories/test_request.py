"""A resident scans the code on the wall; the community answers; not solved, it is done again and closed."""

import re

import pytest

from jiceng.service.models import Case
from tests.service.place import TEXT, Place

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.django_db(transaction=True)]


def test_asked_by_the_code_on_the_wall_answered_not_solved_done_again(browse, axe):
    place = Place()
    desk = browse("/service/", as_account=place.worker)
    desk.get_by_text("张贴二维码").click()
    desk.get_by_role("link", name=place.first.name, exact=True).click()
    axe(desk)
    address = desk.locator(".poster-address").inner_text()
    phone = browse(address, size="390")
    axe(phone)
    phone.get_by_role("link", name="反映一件事").click()
    phone.get_by_label("要反映什么").fill(TEXT)
    phone.get_by_label("类别").select_option("lighting")
    phone.get_by_role("button", name="提交").click()
    code = phone.locator("code").inner_text()
    axe(phone)

    desk.goto("/")
    desk.get_by_role("link", name=re.compile("路灯照明")).click()
    desk.get_by_role("button", name="受理").click()
    for answer in ("已换灯泡", "换了线路，请再看看"):
        axe(desk)
        desk.get_by_role("link", name="答复", exact=True).click()
        desk.get_by_label("给居民的答复").fill(answer)
        desk.get_by_role("button", name="保存").click()
        desk.get_by_text("已答复，等居民评价。").wait_for()
        phone.goto("/service/ask/")
        phone.get_by_label("查询码").fill(code.upper())
        phone.get_by_role("button", name="查询").click()
        phone.get_by_text(answer).wait_for()
        again = answer == "已换灯泡"
        phone.get_by_label("没有解决" if again else "解决了", exact=True).check()
        phone.get_by_label("不满意" if again else "满意", exact=True).check()
        if again:
            phone.get_by_label("请再办一次").check()
            phone.get_by_label("想说的话").fill("又灭了")
        phone.get_by_role("button", name="提交").click()
        phone.get_by_text("谢谢您，已记下。").wait_for()
        axe(phone)
        desk.reload()
    case = Case.objects.get()
    assert [one.solved for one in case.rounds.all()] == ["no", "yes"]
    assert case.state == "answered"
