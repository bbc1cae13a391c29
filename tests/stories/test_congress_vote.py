"""A congress of 60 votes in secret, on phones and on paper, in a real browser: one total, nobody twice."""

import json
import re

import pytest
from django.urls import reverse

from jiceng.console.votes import answer
from jiceng.meetings.commands import votes as commands
from jiceng.meetings.enums_votes import PollState
from jiceng.meetings.models import Ballot, Poll, SealedBallot, VoteTaken
from jiceng.meetings.queries.votes.records import lines_of
from jiceng.meetings.queries.votes.results import recount
from tests.meetings.vote_place import ABSTAIN, NO, YES, Place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CODE = re.compile(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}")


def take_code(browse, account, poll) -> str:
    """A teller on the phone: take the code, copy it, type it back."""
    page = browse(reverse("teller", args=[poll.pk]), as_account=account, size="390")
    page.get_by_role("button", name="领取开箱码").click()
    code = CODE.search(page.locator(".vote-code").inner_text())[0]
    page.get_by_role("link", name="抄好了，去核对").click()
    page.get_by_label("开箱码").fill(code.lower())
    page.get_by_role("button", name="核对").click()
    page.get_by_text("已核对开箱码").wait_for()
    return code


def unlock(browse, account, poll, code) -> None:
    page = browse(reverse("teller", args=[poll.pk]), as_account=account, size="390")
    page.get_by_label("开箱码").fill(code)
    page.get_by_role("button", name="开锁").click()
    page.get_by_text("已开锁").first.wait_for()


def count_paper(browse, account, poll, numbers) -> None:
    page = browse(reverse("teller", args=[poll.pk]), as_account=account)
    for label, number in numbers.items():
        page.get_by_label(label, exact=True).fill(str(number))
    page.get_by_role("button", name="登记计票").click()
    page.get_by_text("已登记您的计票").wait_for()
    return page


def test_sixty_representatives_vote_in_secret_on_phones_and_paper(browse, axe, shoot):
    place = Place(60)
    desk, poll, codes = begun(browse, place)
    receipt = one_who_thinks_again(browse, axe, shoot, place, poll)
    everybody_else(browse, place, poll, desk)
    desk.reload()
    assert desk.get_by_text("赞成").count() == 0
    axe(desk)
    shoot(desk, "vote-desk")
    closed(desk)
    counted(browse, shoot, place, poll, codes)
    announced(browse, axe, shoot, place, poll, desk, receipt)
    only_once(place, poll)


def begun(browse, place):
    """The clerk prepares, both tellers take their codes, voting begins."""
    desk = browse(reverse("poll_prepare", args=[place.item.pk]), as_account=place.clerk)
    desk.get_by_label("表决事项").fill("关于居民公约的表决")
    desk.get_by_label("表决方式").select_option("secret")
    desk.get_by_role("button", name="下一步").click()
    desk.get_by_label("第一计票人").select_option(str(place.entries[-2].pk))
    desk.get_by_label("第二计票人").select_option(str(place.entries[-1].pk))
    desk.locator("section", has_text="第一计票人").get_by_role("button", name="保存").click()
    poll = Poll.objects.get()
    codes = [take_code(browse, account, poll) for account in place.accounts[-2:]]
    desk.reload()
    desk.get_by_role("button", name="开始投票").click()
    desk.get_by_text("投票开始").wait_for()
    return desk, poll, codes


def one_who_thinks_again(browse, axe, shoot, place, poll) -> str:
    """One on the phone, decision by decision; gives the receipt."""
    phone = browse(reverse("ballot", args=[poll.pk]), as_account=place.accounts[0], size="390")
    phone.expected_faults = ["422"]
    axe(phone)
    shoot(phone, "vote-ballot")
    phone.get_by_role("button", name="下一步").click()
    phone.get_by_text("请选择赞成、反对或弃权").first.wait_for()
    phone.get_by_label("反对").check()
    phone.get_by_role("button", name="下一步").click()
    phone.get_by_role("button", name="返回修改").click()
    phone.get_by_label("赞成").check()
    phone.get_by_role("button", name="下一步").click()
    shoot(phone, "vote-confirm")
    phone.get_by_role("button", name="确认投票").click()
    receipt = phone.locator(".vote-code").inner_text()
    assert re.fullmatch(r"(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}", receipt)
    axe(phone)
    shoot(phone, "vote-receipt")
    return receipt


def everybody_else(browse, place, poll, desk) -> None:
    """One without script, one who keeps out of it, one on paper who finds the phone closed, the rest both ways."""
    bare = browse(
        reverse("ballot", args=[poll.pk]), as_account=place.accounts[1], size="390", java_script_enabled=False
    )
    bare.get_by_label("赞成").check()
    bare.get_by_role("button", name="下一步").click()
    bare.get_by_role("button", name="确认投票").click()
    bare.locator(".vote-code").wait_for()

    own = browse(reverse("ballot_receipt", args=[poll.pk]), as_account=place.accounts[2], size="390")
    own.locator("summary", has_text="申请回避").click()
    own.get_by_label("理由").fill("本人是当事人")
    own.get_by_role("button", name="事项涉及本人，申请回避").click()
    own.get_by_text("已登记您的回避").wait_for()
    desk.goto(reverse("poll", args=[poll.pk]))
    desk.get_by_role("row", name=place.entries[3].name).get_by_role("button").click()
    desk.get_by_text(f"可以把选票交给{place.entries[3].name}").wait_for()
    late = browse(reverse("ballot", args=[poll.pk]), as_account=place.accounts[3], size="390")
    assert late.get_by_role("button", name="下一步").count() == 0
    for number in range(4, 45):
        place.cast(poll, number, YES if number < 30 else NO if number < 40 else ABSTAIN)
    for number in range(45, 58):
        commands.hand_out(by=place.clerk, poll=poll, entry=place.entries[number])


def closed(desk) -> None:
    desk.locator("summary", has_text="结束投票").click()
    desk.get_by_text("还有2位到会的人没有投票").wait_for()
    desk.get_by_role("button", name="结束投票").click()
    desk.get_by_text("待计票").wait_for()


def counted(browse, shoot, place, poll, codes) -> None:
    """Both locks, both counts; a slip of the second teller shows at its row."""
    assert SealedBallot.objects.filter(taken=None).count() == 0
    for account, code in zip(place.accounts[-2:], codes, strict=True):
        unlock(browse, account, poll, code)
    right = {"收回票数": 14, "其中废票": 1, "赞成": 8, "反对": 4, "弃权": 1}
    count_paper(browse, place.accounts[-2], poll, right)
    second = count_paper(browse, place.accounts[-1], poll, {**right, "赞成": 7, "反对": 5})
    assert second.locator("tr.differs").count() == 2
    shoot(second, "vote-sheets")
    count_paper(browse, place.accounts[-1], poll, right)

    poll.refresh_from_db()
    assert poll.state == PollState.COUNTED


def announced(browse, axe, shoot, place, poll, desk, receipt) -> None:
    desk.reload()
    said = desk.locator(".vote-sentence").inner_text()
    assert "应到59人，实到59人，回避1人" in said
    assert "发出选票57张，收回57张，有效56张，废票1张" in said
    assert "赞成36票，反对14票，弃权6票" in said
    assert "即30票" in said
    assert said.endswith("通过。")
    axe(desk)
    desk.get_by_role("button", name="公布结果").click()
    desk.get_by_text("结果已公布").wait_for()
    page = browse(reverse("poll_result", args=[poll.pk]), as_account=place.accounts[0], size="390")
    assert page.locator(".vote-codes li").count() == 43
    assert page.get_by_text(receipt).count() == 2
    axe(page)
    shoot(page, "vote-result")


def only_once(place, poll) -> None:
    """Nobody twice, everything added up again, and the minutes say it."""
    assert VoteTaken.objects.filter(poll=poll).count() == 57
    assert Ballot.objects.filter(poll=poll).count() == 43
    poll.refresh_from_db()
    again = recount(poll)
    assert again.ok
    assert json.loads(json.dumps(answer(again)))["found"]["lines"] == {"yes": 36, "no": 14, "abstain": 6}
    excluded = poll.exclusions.values_list("entry__name", "reason")
    assert list(excluded) == [(place.entries[2].name, "本人是当事人")]
    (line,) = lines_of(poll.item)
    assert line.endswith("通过。")
