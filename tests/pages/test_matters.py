"""The pages of supervised matters: register, way of one matter, table out and in again."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiceng.kernel.pages import today
from jiceng.kernel.workbook import workbook
from jiceng.organisations.enums import PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.commands import NewMatter
from jiceng.responsibility.models import Extension, Matter
from tests import factories
from tests.responsibility.place import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def made(place, title="修路灯", **fields):
    new = NewMatter(title, "都亮", "note", place.county["department"], place.county["first_branch"], today())
    return commands.register_matter(by=place.clerk, new=new, **fields)


def posted(client, url, **data):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data})


def test_from_a_problem_to_re_opening(place, enter, client):
    problem = commands.raise_problem(by=None, community=place.first, text="三单元路灯不亮")
    clerk = enter(place.clerk)
    assert f"from=problem:{problem.pk}" in clerk.get("/responsibility/matters/sources/").content.decode()
    url = f"/responsibility/matters/new/?from=problem:{problem.pk}"
    assert posted(clerk, url, title="x").status_code == 422
    data = {
        "title": "修路灯",
        "measure": "都亮",
        "kind": "note",
        "lead": place.county["first_branch"].pk,
        "helpers": [place.county["second_branch"].pk],
        "raised_on": today().isoformat(),
    }
    assert posted(clerk, url, **data).status_code == 302
    row = Matter.objects.get()
    assert (row.source, row.source_id, row.community_id) == ("case", str(problem.pk), place.first.pk)
    page = f"/responsibility/matter/{row.pk}/"
    unit = enter(place.secretary)
    assert posted(unit, f"{page}acknowledge/").status_code == 302
    assert posted(unit, f"{page}report/", text="修好了").status_code == 302
    assert enter(place.neighbour).get(page).status_code == 200  # a helper reads it
    clerk = enter(place.clerk)
    assert posted(clerk, f"{page}check/", done="yes", note="看过").status_code == 302
    mark = f"/responsibility/done/{row.mark}/"
    client.logout()
    assert "修好了" in client.get(mark).content.decode()
    assert posted(client, mark, solved="no").status_code == 422
    assert posted(client, mark, solved="no", note="三单元还黑").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reopened) == ("working", 1)
    assert "三单元还黑" in enter(place.clerk).get(page).content.decode()


def test_extension_and_double_click(place, enter):
    boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    row = made(place)
    unit, key = enter(place.secretary), str(uuid.uuid4())
    data = {"submission_key": key, "to_day": (row.due_on + timedelta(days=5)).isoformat(), "reason": "等料"}
    url = f"/responsibility/matter/{row.pk}/extend/"
    assert [unit.post(url, data).status_code for _one in range(2)] == [302, 302]
    asked = Extension.objects.get()
    assert posted(unit, f"/responsibility/extension/{asked.pk}/", granted="yes").status_code == 403
    assert posted(enter(boss), f"/responsibility/extension/{asked.pk}/", granted="yes").status_code == 302
    row.refresh_from_db()
    assert row.due_on == asked.to_day


def test_a_stranger_and_a_wrong_role_are_kept_out(place, enter):
    row = made(place)
    page = f"/responsibility/matter/{row.pk}/"
    assert enter(place.neighbour).get(page).status_code == 404
    assert posted(enter(place.neighbour), f"{page}report/", text="x").status_code == 404
    assert posted(enter(place.secretary), f"{page}check/", done="yes", note="x").status_code == 403


def test_the_register_goes_out_and_comes_in_again(place, enter):
    made(place)
    clerk = enter(place.clerk)
    answer = clerk.get("/responsibility/matters/?export=xlsx")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    url = "/responsibility/matters/import/"
    shown = posted(clerk, url, file=SimpleUploadedFile("督办.xlsx", content))
    assert (shown.status_code, shown.context["rows"], shown.context["standing"]) == (200, [], 1)
    headings = ["编号", "事项", "牵头单位", "协办单位", "成果要求", "来源", "类别", "提出日期"]
    rows = [["", "修屋面", place.county["second_branch"].name, "", "不漏", "", "文件类", ""]]
    wrong = [["督〔2001〕1号", "修屋面", "没有的单位", "", "不漏", "", "没有的类", ""]]
    refused = posted(clerk, url, file=SimpleUploadedFile("a.xlsx", workbook("督办", headings, wrong).content))
    assert refused.status_code == 422
    for sentence in ("没有这个单位", "没有这个编号", "文件类、会议纪要类"):
        assert sentence in refused.content.decode()
    shown = posted(clerk, url, file=SimpleUploadedFile("a.xlsx", workbook("督办", headings, rows).content))
    assert Matter.objects.count() == 1
    sealed = shown.context["sealed"]
    assert posted(clerk, "/responsibility/matters/import/", rows=sealed[:-2] + "xx").status_code == 422
    assert Matter.objects.count() == 1
    assert posted(clerk, "/responsibility/matters/import/", rows=sealed).status_code == 302
    assert set(Matter.objects.values_list("task__title", flat=True)) == {"修路灯", "修屋面"}
    again = posted(
        clerk, "/responsibility/matters/import/", rows=sealed
    )  # a second tab with the same preview
    assert again.status_code == 422
    assert "已有没有销号的" in again.content.decode()
    assert Matter.objects.count() == 2


def test_what_is_not_ones_own_goes_back_with_a_reason(place, enter):
    row = made(place)
    page = f"/responsibility/matter/{row.pk}/"
    assert posted(enter(place.neighbour), f"{page}return/", why="x").status_code == 404
    unit = enter(place.secretary)
    assert posted(unit, f"{page}return/", why=" ").status_code == 422
    key = str(uuid.uuid4())
    data = {"submission_key": key, "why": "路灯归住建局管"}
    assert [unit.post(f"{page}return/", data).status_code for _one in range(2)] == [302, 302]
    assert posted(unit, f"{page}returned/", answer="insist", why="x").status_code == 403
    clerk = enter(place.clerk)
    assert "路灯归住建局管" in clerk.get(page).content.decode()
    assert "退回待答复" in clerk.get("/").content.decode() or "修路灯" in clerk.get("/").content.decode()
    assert posted(clerk, f"{page}returned/", answer="reassign").status_code == 422
    lead = place.county["second_branch"].pk
    assert posted(clerk, f"{page}returned/", answer="reassign", lead=lead).status_code == 302
    assert enter(place.secretary).get(page).status_code == 404
    said = enter(place.neighbour).get(page).content.decode()
    assert "重新交办" in said
    assert f"{page}acknowledge/" in said


def test_queries_of_the_register(place, enter, django_assert_num_queries, django_assert_max_num_queries):
    made(place)
    client = enter(place.clerk)
    client.get("/responsibility/matters/")
    with django_assert_max_num_queries(14) as one:
        client.get("/responsibility/matters/")
    made(place)
    made(place)
    with django_assert_num_queries(len(one)):
        client.get("/responsibility/matters/")
