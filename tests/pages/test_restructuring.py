"""The pages of the board, from its opening to the document; another town and another role; the sheet out and in."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiceng.cadres import commands
from jiceng.cadres.board_intake import COLUMNS
from jiceng.cadres.models import BoardPost, Restructuring
from jiceng.documents.commands import open_series
from jiceng.documents.models import Task
from jiceng.kernel.workbook import workbook
from jiceng.kernel.xlsx.tables import read_table
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Term
from tests import factories
from tests.cadres.board import Board

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Board()


@pytest.fixture
def enter():
    """A client of its own for each account."""

    def log_in(account) -> Client:
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


def send(client, page, *args, **data):
    url = reverse(page, args=args)
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data}, follow=True)


def shown(client, page, *args, **query) -> str:
    answer = client.get(reverse(page, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_opening_to_the_document(place, enter):
    clerk, boss, town = enter(place.clerk), enter(place.boss), enter(place.town)
    assert "还没有班子调整方案" in shown(clerk, "restructurings")
    page = send(clerk, "restructurings", reorganisation=place.reorganisation.pk, heads="apart")
    board = place.board = Restructuring.objects.get()
    assert "还没有定去向的人" in page.content.decode()
    who = place.proposed[0]
    assert send(town, "restructuring_propose", board.pk, person=who.pk, origin="local").status_code == 422
    send(town, "restructuring_propose", board.pk, person=who.pk, origin="local", why="群众基础好")
    assert who.name in shown(clerk, "restructuring", board.pk)
    weights = {"continuity": 40, "same_post": 15, "retained": 10, "education": 15, "civil_servant": 20}
    page = send(clerk, "restructuring_solve", board.pk, **weights, age=2, cross=0, open=100, heads="apart")
    assert "已证明没有更小的" in page.content.decode()
    post = place.post(PostKind.SECRETARY)
    page = shown(clerk, "restructuring_post", post.pk)
    assert "为什么是这个人" in page
    assert "换成下一人选" in page
    rows = board.people.filter(outcome="", origin="abolished")
    page = clerk.get(reverse("restructuring_leave"), {"pk": [row.pk for row in rows]}).content.decode()
    assert all(row.person.name in page for row in rows)
    send(clerk, "restructuring_leave", pk=[row.pk for row in rows], leaving="term_ended", why="撤并")
    assert "已报批" in send(clerk, "restructuring_submit", board.pk).content.decode()
    assert "编制和报批的人不能决定" in shown(clerk, "restructuring", board.pk)
    assert "班子调整方案待决定" in boss.get("/").content.decode()
    page = send(boss, "restructuring_decide", board.pk, number="嫩组〔2026〕9号", issued_on=place.day)
    assert "已决定，随组织调整生效" in page.content.decode()
    place.execute()
    board.refresh_from_db()
    assert Term.objects.filter(instrument=board.instrument).exists()
    assert "已决定，已生效" in shown(clerk, "restructuring", board.pk)
    series = open_series(by=None, organisation=place.place.department, code="嫩组")
    page = send(clerk, "restructuring_paper", board.pk, series=series.pk).content.decode()
    assert "关于社区班子成员任职和离任的通知" in page
    assert "班子任职通知" in shown(clerk, "standard_texts")


def test_chosen_by_hand_dropped_and_left_open(place, enter):
    place.open()
    clerk = enter(place.clerk)
    board, first, second = place.board, *place.heads[:2]
    post, director = place.post(PostKind.SECRETARY), place.post(PostKind.DIRECTOR)
    send(clerk, "restructuring_post", post.pk, person=place.row(first).pk)
    assert place.row(first).party_post == post
    page = send(clerk, "restructuring_place", board.pk, person=place.row(first).pk, post=director.pk)
    assert "分设" in page.content.decode()
    send(clerk, "restructuring_place", board.pk, person=place.row(second).pk, post=director.pk)
    assert place.row(second).residents_post == director
    send(clerk, "restructuring_post", post.pk, opening="elect")
    assert (place.row(first).outcome, place.post(PostKind.SECRETARY).opening) == ("", "elect")
    pk = place.row(first).pk
    assert send(clerk, "restructuring_person", pk, leaving="retired", post=post.pk).status_code == 422
    send(clerk, "restructuring_person", pk, leaving="retired", why="到龄")
    assert place.row(first).leaving == "retired"
    send(clerk, "restructuring_person", pk)
    assert place.row(first).outcome == ""
    send(clerk, "restructuring_person", pk, post=post.pk)
    assert place.row(first).outcome == "retain"
    assert "报批之前还有" in shown(clerk, "restructuring", board.pk)
    assert "没有定好" in send(clerk, "restructuring_submit", board.pk).content.decode()
    send(clerk, "restructuring_withdraw", board.pk, why="重来")
    assert place.board_now().state == "withdrawn"


def test_who_may_see_and_who_may_not(place, enter):
    place.submitted()
    board, post, row = place.board, place.post(PostKind.SECRETARY), place.row(place.heads[0])
    town = enter(place.town)
    for page, pk in (
        ("restructuring", board.pk),
        ("restructuring_post", post.pk),
        ("restructuring_person", row.pk),
    ):
        assert place.heads[0].name in shown(town, page, pk)
    assert send(town, "restructuring_post", post.pk, opening="elect").status_code == 403
    assert town.get(reverse("restructuring_decide", args=[board.pk])).status_code == 403
    other = factories.make_organisation("外镇党委", Kind.TOWN_PARTY_COMMITTEE)
    stranger = enter(factories.make_account_with_post(other, PostKind.SECRETARY))
    assert place.heads[0].name not in shown(stranger, "restructurings")
    for page, pk in (
        ("restructuring", board.pk),
        ("restructuring_post", post.pk),
        ("restructuring_person", row.pk),
    ):
        assert stranger.get(reverse(page, args=[pk])).status_code == 404
    boss = enter(place.boss)
    send(boss, "restructuring_return", board.pk, why="再议")
    assert "再议" in shown(enter(place.clerk), "restructuring", board.pk)


def test_a_board_costs_the_same_however_many_people(place, enter, django_assert_num_queries):
    place.open()
    clerk = enter(place.clerk)
    shown(clerk, "restructuring", place.board.pk)
    with django_assert_num_queries(BOARD_QUERIES):
        shown(clerk, "restructuring", place.board.pk)
    place.propose()
    place.settle()
    with django_assert_num_queries(BOARD_QUERIES):
        shown(clerk, "restructuring", place.board.pk)


BOARD_QUERIES = 30


HEADS = {one.name: one.title for one in COLUMNS}


def rows_of(answer, tmp_path) -> dict[str, dict]:
    """The exported rows by name."""
    path = tmp_path / "people.xlsx"
    path.write_bytes(answer.content)
    return {row.values["name"]: row.values for row in read_table(path, COLUMNS).rows}


def upload(client, board, rows):
    made = workbook("people", list(HEADS.values()), [[row[name] for name in HEADS] for row in rows.values()])
    return send(
        client, "restructuring_import", board.pk, file=SimpleUploadedFile("people.xlsx", made.content)
    )


def test_the_list_goes_out_and_comes_back_with_a_preview(place, enter, tmp_path):
    place.open()
    place.put(place.heads[0], PostKind.SECRETARY)
    clerk, board = enter(place.clerk), place.board
    url = reverse("restructuring_people", args=[board.pk])
    rows = rows_of(clerk.get(url, {"export": "xlsx"}), tmp_path)
    assert "表格和方案一致" in upload(clerk, board, rows).content.decode()
    first, second, third = (rows[one.name] for one in place.heads[:3])
    first |= {"outcome": "离任", "community": "", "party": "", "leaving": "退休"}
    second |= {"outcome": "留任", "community": "邮政社区", "party": "书记"}
    third |= second | {"name": third["name"], "born_on": third["born_on"]}
    assert "职数已满" in upload(clerk, board, rows).content.decode()
    third |= {"community": "铁西社区", "party": "", "residents": "市长"}
    assert "副主任" in upload(clerk, board, rows).content.decode()
    third |= {"residents": "委员"}
    answer = upload(clerk, board, rows)
    assert "邮政社区书记" in answer.content.decode()
    send(clerk, "restructuring_import", board.pk, rows=answer.context["sealed"])
    assert place.row(place.heads[0]).leaving == "retired"
    assert place.row(place.heads[1]).party_post == place.post(PostKind.SECRETARY)
    assert place.row(place.heads[2]).residents_post == place.post(PostKind.COMMITTEE_MEMBER, "c2")
    assert "预览已失效" in send(clerk, "restructuring_import", board.pk, rows="x").content.decode()
    assert "邮政社区" in shown(clerk, "restructuring_posts", board.pk, state="filled")
    assert (BoardPost.objects.count(), Task.objects.count()) == (20, 0)


def test_a_double_click_counts_once(place, enter):
    place.submitted()
    boss, key = enter(place.boss), str(uuid.uuid4())
    data = {"submission_key": key, "number": "嫩组〔2026〕9号", "issued_on": place.day}
    for _click in range(2):
        boss.post(reverse("restructuring_decide", args=[place.board.pk]), data)
    assert Task.objects.count() == 12
    town = enter(place.town)
    assert "工作交接" in shown(town, "restructuring_person", place.row(place.heads[2]).pk)
    assert "离任手续一并办结" in shown(town, "restructuring", place.board.pk)
    assert send(boss, "restructuring_finished", place.board.pk, result="已办").status_code == 403
    send(town, "restructuring_finished", place.board.pk, result="已谈话、交接、结清")
    assert Task.objects.filter(done_on__isnull=False, result="已谈话、交接、结清").count() == 12
    assert "没有要办结的" in send(town, "restructuring_finished", place.board.pk, result="x").content.decode()
    assert (
        commands.decide_board(by=None, board=place.board, number="x", issued_on=place.day).state == "decided"
    )


def test_posts_are_found_by_community_and_holder_in_characters_and_pinyin(place, enter):
    place.open()
    place.put(place.heads[0], PostKind.SECRETARY)
    clerk, board, holder = enter(place.clerk), place.board, place.heads[0]
    for text in ("邮政", "youzheng", "You Zheng", "yzsq"):
        page = shown(clerk, "restructuring_posts", board.pk, q=text)
        assert ("邮政社区" in page, "铁西社区" in page) == (True, False), text
    for text in (holder.name, holder.pinyin, holder.initials):
        assert holder.name in shown(clerk, "restructuring_posts", board.pk, q=text), text
    assert "邮政社区" not in shown(clerk, "restructuring_posts", board.pk, q="zzz")
