"""In a browser: the posts of 17 communities from an empty board to the appointments, and back again."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from jiceng.cadres.models import BoardPost, Restructuring
from jiceng.cadres.queries import restructuring as queries
from jiceng.console.demo.after import NAMES
from jiceng.console.demo.build import build
from jiceng.documents.models import Task
from jiceng.kernel.pages import today
from jiceng.organisations.commands.reorganisation import plan_reorganisation
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation, Reorganisation, Term
from jiceng.people.models import Account
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(280)]


def planned(known) -> Reorganisation:
    """51 committees become 17 communities, three by three."""
    olds = list(Organisation.objects.filter(kind=Kind.OLD_RESIDENTS_COMMITTEE).order_by("code"))
    ends = ("east-office", "west-office", "east-general", "west-general")
    orders = {
        "version": 1,
        "town": known["town"].pk,
        "street_working_committee": {"name": "嫩江镇街道党工委"},
        "ends": [known[key].pk for key in ends],
        "communities": [
            {
                "key": f"c{place:03d}",
                "name": f"{name}社区",
                "predecessors": [one.pk for one in olds[3 * place : 3 * place + 3]],
            }
            for place, name in enumerate(NAMES)
        ],
    }
    return plan_reorganisation(
        by=None,
        key=uuid4(),
        title="嫩江镇社区区划调整",
        effective_on=today(),
        instrument=factories.make_instrument("嫩发〔2026〕17号", issued_on=date(2026, 9, 20)),
        orders=orders,
    )


def test_the_posts_of_17_communities_from_the_board_to_the_appointments(browse, shoot, axe):
    reorganisation = planned(build())
    who = {
        one.username: one for one in Account.objects.filter(username__in=("zuzhibu", "zhenshuji", "shuji"))
    }
    clerk = browse("/cadres/restructurings/", as_account=who["zuzhibu"])
    clerk.get_by_label("组织调整").select_option(label=str(reorganisation))
    clerk.get_by_role("button", name="编制").click()
    clerk.get_by_role("heading", name="还没有定去向的人").wait_for()
    board = Restructuring.objects.get()
    propose(browse, who["zhenshuji"], board)
    reckon(clerk, board)
    drag_and_choose(clerk, board, axe)
    axe(clerk)
    shoot(clerk, "restructuring")
    let_the_others_go(clerk, board)
    decide(browse, clerk, who["shuji"], board, axe)
    carry_out(browse, who, board, axe, shoot)


def propose(browse, town, board):
    someone = factories.make_person("周向前", born_on=date(1992, 3, 4))
    branch = Organisation.objects.filter(kind=Kind.PARTY_BRANCH).first()
    factories.make_member(branch, someone)
    page = browse(f"/cadres/restructuring/{board.pk}/", as_account=town)
    page.get_by_role("link", name="推荐人选").click()
    page.get_by_label("人员").fill("周向前")
    page.get_by_label("推荐理由").fill("退役军人，群众基础好")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已推荐。").wait_for()


def reckon(page, board):
    page.get_by_role("link", name="计算安排").click()
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已证明没有更小的").wait_for()
    assert queries.tally(board).empty == 0


def drag_and_choose(page, board, axe):
    """One by the mouse, one by the list, as one likes."""
    post = queries.posts(board).filter(kind=PostKind.SECRETARY).first()
    holder = queries.holder_of(post)
    page.locator(f"#post-{post.pk} .board-kind").click()
    page.get_by_text("换成下一人选").wait_for()
    axe(page)
    page.get_by_label("人选").select_option("")
    page.get_by_label("不定人时").select_option("")
    page.get_by_role("button", name="确定").click()
    page.locator(f"#post-{post.pk}").get_by_text("未定").wait_for()
    card = page.locator(f"[data-person='{holder.pk}']").first
    card.drag_to(page.locator(f"#post-{post.pk}"))
    page.locator(f"#post-{post.pk}").get_by_text(holder.person.name).wait_for()
    assert queries.holder_of(BoardPost.objects.get(pk=post.pk)) == holder


def let_the_others_go(page, board):
    page.goto(f"/cadres/restructuring/{board.pk}/people/?outcome=undecided&origin=abolished")
    while page.locator("[data-tick-all]").count():
        page.locator("[data-tick-all]").check()
        page.get_by_role("button", name="一并离任").click()
        page.get_by_label("离任方式").select_option(label="单位撤并，职务终止")
        page.get_by_role("button", name="确定").click()
        page.goto(f"/cadres/restructuring/{board.pk}/people/?outcome=undecided&origin=abolished")
    assert queries.tally(board).undecided == 0


def decide(browse, clerk, boss, board, axe):
    clerk.goto(f"/cadres/restructuring/{board.pk}/")
    clerk.get_by_role("button", name="报批").click()
    clerk.get_by_text("已报批").wait_for()
    assert not clerk.get_by_role("link", name="决定", exact=True).count(), "never the own package"
    page = browse("/", as_account=boss)
    page.get_by_role("link", name=str(board)).first.click()
    page.get_by_role("link", name="决定", exact=True).click()
    page.get_by_label("文号").fill("嫩组〔2026〕9号")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已决定，随组织调整生效").wait_for()
    axe(page)


def carry_out(browse, who, board, axe, shoot):
    page = browse(reverse("reorganisation", args=[board.reorganisation_id]), as_account=who["zuzhibu"])
    page.get_by_text("班子调整").first.wait_for()
    page.get_by_text("执行", exact=True).first.click()
    page.locator("dialog").get_by_role("button", name="执行").click()
    page.get_by_text("组织调整已执行").wait_for()
    board.refresh_from_db()
    appointed = Term.objects.filter(instrument=board.instrument)
    assert appointed.filter(post__kind=PostKind.SECRETARY).count() == 17
    page.goto(f"/cadres/restructuring/{board.pk}/")
    page.get_by_text("已决定，已生效").wait_for()
    shoot(page, "restructuring-in-force")
    gone = board.people.filter(outcome="leave").first()
    page = browse(f"/cadres/restructuring/person/{gone.pk}/", as_account=who["zhenshuji"], size="390")
    page.get_by_text("工作交接").first.wait_for()
    axe(page)
    shoot(page, "restructuring-leaver")
    assert Task.objects.filter(source_id=str(gone.pk), source_kind="cadres.boardperson").count() == 3
    page = browse(reverse("reorganisation", args=[board.reorganisation_id]), as_account=who["zuzhibu"])
    page.get_by_text("撤回", exact=True).first.click()
    page.locator("dialog").get_by_label("理由").fill("试撤回")
    page.locator("dialog").get_by_role("button", name="撤回").click()
    page.get_by_text("组织调整已撤回").wait_for()
    assert not Term.objects.filter(instrument=board.instrument).exists()
    assert not Task.objects.filter(source_kind="cadres.boardperson", dropped_on=None).exists()
