"""The pages of plans and tasks: from clauses to items, tables out and in again, tasks from given to done."""

import uuid
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Word

from jiceng.documents import commands
from jiceng.documents.commands import Aim, NewItem, NewPlan, NewTask
from jiceng.documents.models import Plan, PlanItem, Task
from jiceng.kernel.pages import today
from jiceng.kernel.workbook import workbook
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Lineage, Organisation
from tests import factories
from tests.documents.place import Place

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2028, 12, 31)


@pytest.fixture
def place():
    return Place()


def made(place, items=1):
    plan = commands.make_plan(by=None, new=NewPlan("three_year", "三年规划", place.county, START, END, START))
    news = [NewItem(f"事项{one}", place.town, Aim("够用", END)) for one in range(items)]
    return plan, commands.add_items(by=None, plan=plan, news=news, on=START)


def posted(client, url, **data):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data})


def content_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_plan_is_made_once_however_often_the_button_is_pressed(place, enter):
    clerk, key = enter(place.clerk), str(uuid.uuid4())
    data = {
        "submission_key": key,
        "kind": "county",
        "title": "总体规划",
        "organisation": place.county.pk,
        "starts_on": "2026-01-01",
        "ends_on": "2030-12-31",
        "adopted_on": "2026-01-01",
    }
    assert [clerk.post("/documents/plans/new/", data).status_code for _one in range(2)] == [302, 302]
    assert Plan.objects.get().title == "总体规划"
    again = clerk.post("/documents/plans/new/", {**data, "submission_key": str(uuid.uuid4())})
    assert (again.status_code, "已有同名" in again.content.decode()) == (422, True)
    data["submission_key"] = str(uuid.uuid4())
    foreign = enter(place.town_officer).post("/documents/plans/new/", data)
    assert foreign.status_code == 422


def test_items_from_the_clauses_of_an_issued_document_and_of_an_incoming_text(place, enter):
    document, (plan, _items) = place.issued(), made(place)
    clerk, url = enter(place.clerk), f"/documents/plans/{plan.pk}/clauses/"
    shown = posted(clerk, url, document=document.pk).context["form"]
    picked = {
        "sealed": shown.initial["sealed"],
        "picked": [3, 4],
        "unit": place.town.pk,
        "starts_on": "2026-01-01",
        "due_on": "2026-12-31",
    }
    assert posted(clerk, url, **{**picked, "sealed": "x" + picked["sealed"]}).status_code == 302
    assert PlanItem.objects.count() == 1
    assert posted(clerk, url, **{**picked, "picked": []}).status_code == 422
    assert posted(clerk, url, **picked).status_code == 302
    found = PlanItem.objects.exclude(passage="").order_by("order")
    assert [one.cites_id for one in found] == [document.pk] * 2
    assert found[0].passage in document.current.text
    page = clerk.get(f"/documents/plans/item/{found[0].pk}/").content.decode()
    assert found[0].passage in page
    known = {
        "sender": "黑河市委办公室",
        "number": "黑市发〔2026〕9号",
        "title": "社区建设意见",
        "received_on": START,
    }
    new = commands.NewIncoming(**known, text="一、建场所\n二、配队伍")
    paper = commands.register_incoming(by=None, organisation=place.county, new=new)
    assert posted(clerk, url, incoming=paper.pk, text="另写").status_code == 422
    assert posted(clerk, url, incoming=paper.pk, document=document.pk).status_code == 422
    shown = posted(clerk, url, incoming=paper.pk).context["form"]
    assert (
        posted(clerk, url, **{**picked, "sealed": shown.initial["sealed"], "picked": [2]}).status_code == 302
    )
    item = PlanItem.objects.latest("pk")
    assert (item.title, item.cites_incoming, item.cited_name) == (
        "配队伍",
        paper,
        "黑市发〔2026〕9号 社区建设意见",
    )
    there = f"/documents/incoming/{paper.pk}/"
    assert there in clerk.get(f"/documents/plans/item/{item.pk}/").content.decode()
    assert f"/documents/plans/item/{item.pk}/" in clerk.get(there).content.decode()
    stranger = enter(place.town_secretary)
    assert there not in stranger.get(f"/documents/plans/item/{item.pk}/").content.decode()
    assert posted(stranger, url, incoming=paper.pk).status_code in {404, 422}


def test_items_go_out_and_come_in_again(place, enter):
    plan, _items = made(place)
    clerk, url = enter(place.clerk), f"/documents/plans/{plan.pk}/import/"
    content = content_of(clerk.get(f"/documents/plans/{plan.pk}/items/?export=xlsx"))
    shown = posted(clerk, url, file=SimpleUploadedFile("a.xlsx", content))
    assert (shown.status_code, shown.context["rows"], shown.context["standing"]) == (200, [], 1)
    headings = [
        *("编号", "上级", "事项", "目标", "计量指标", "基数", "目标值", "权重", "责任单位", "协办单位", "起"),
        "完成期限",
    ]
    wrong = [["9.9", "", "x", "x", "", "", "", "", place.town.name, "", "", "2026-12-31"]]
    wrong.append(["", "8", "x", "x", "没有", "一", "", "0", "没有的单位", "", "", "2026-12-31"])
    refused = posted(clerk, url, file=SimpleUploadedFile("a.xlsx", workbook("a", headings, wrong).content))
    assert refused.status_code == 422
    for sentence in ("没有这个编号", "没有这个编号的事项", "应是数字", "应是1到100", "没有这个单位"):
        assert sentence in refused.content.decode()
    unit, other = place.town.name, place.other_town.name
    fresh = [
        [
            "",
            "1",
            "合并",
            "十七个",
            "社区和老居民委总数",
            "51",
            "17",
            "2",
            unit,
            other,
            "2026-01-01",
            "2026-12-31",
        ]
    ]
    shown = posted(clerk, url, file=SimpleUploadedFile("a.xlsx", workbook("a", headings, fresh).content))
    assert PlanItem.objects.count() == 1
    assert posted(clerk, url, rows=shown.context["sealed"]).status_code == 302
    item = PlanItem.objects.latest("pk")
    target = item.targets.get()
    assert (item.title, item.parent.title, item.helpers.get()) == ("合并", "事项0", place.other_town)
    assert (target.figure, target.goal, target.weight) == ("territories", 17, 2)


def test_tasks_go_out_and_come_in_again(place, enter):
    commands.give_task(by=place.clerk, new=NewTask("补齐器材", place.town, END))
    clerk = enter(place.clerk)
    shown = posted(
        clerk,
        "/documents/tasks/import/",
        file=SimpleUploadedFile("a.xlsx", content_of(clerk.get("/documents/tasks/all/?export=xlsx"))),
    )
    assert (shown.status_code, shown.context["rows"], shown.context["standing"]) == (200, [], 1)
    headings = ["编号", "任务", "成果要求", "来源说明", "责任单位", "完成期限"]
    rows = [["", "换灭火器", "二十个", "十月检查", place.town.name, END.isoformat()]]
    shown = posted(
        clerk,
        "/documents/tasks/import/",
        file=SimpleUploadedFile("a.xlsx", workbook("a", headings, rows).content),
    )
    assert posted(clerk, "/documents/tasks/import/", rows=shown.context["sealed"]).status_code == 302
    row = Task.objects.get(title="换灭火器")
    assert (row.source_kind, row.source_name, row.unit) == ("list", "十月检查", place.town)
    rows[0][4] = place.county.name
    shown = posted(
        enter(place.town_officer),
        "/documents/tasks/import/",
        file=SimpleUploadedFile("a.xlsx", workbook("a", headings, rows).content),
    )
    assert (
        posted(
            enter(place.town_officer), "/documents/tasks/import/", rows=shown.context["sealed"]
        ).status_code
        == 403
    )
    assert Task.objects.count() == 2


def test_a_list_of_tasks_of_which_one_is_refused_leaves_none(place, enter, monkeypatch):
    """The day of one passed between preview and entering."""
    headings = ["编号", "任务", "成果要求", "来源说明", "责任单位", "完成期限"]
    days = [today() + timedelta(days=9), today()]
    rows = [["", f"任务{day}", "", "", place.town.name, day.isoformat()] for day in days]
    clerk, url = enter(place.clerk), "/documents/tasks/import/"
    shown = posted(clerk, url, file=SimpleUploadedFile("a.xlsx", workbook("a", headings, rows).content))
    monkeypatch.setattr("jiceng.documents.commands.tasks.today", lambda: today() + timedelta(days=1))
    sent = {"rows": shown.context["sealed"], "submission_key": str(uuid.uuid4())}
    answer = clerk.post(url, sent, follow=True)
    assert "完成期限不能早于交办日期" in answer.content.decode()
    assert not Task.objects.exists()


def test_a_task_from_an_item_to_done_moves_the_plan(place, enter):
    plan, (item,) = made(place)
    data = {"title": "摸底", "unit": place.town.pk, "due_on": END.isoformat(), "owner": "没有这个人"}
    town = enter(place.town_officer)
    refused = posted(town, f"/documents/plans/item/{item.pk}/task/", **data)
    assert (refused.status_code, "没有这个人" in refused.content.decode()) == (422, True)
    assert posted(town, f"/documents/plans/item/{item.pk}/task/", **{**data, "owner": ""}).status_code == 302
    task = Task.objects.get()
    assert "摸底" in town.get("/documents/tasks/").content.decode()
    assert "摸底" in town.get("/").content.decode()
    page = f"/documents/tasks/{task.pk}/"
    assert enter(place.other_officer).get(page).status_code == 404
    town = enter(place.town_secretary)
    assert posted(town, f"{page}acknowledge/").status_code == 302
    assert posted(town, f"{page}progress/", text="一半").status_code == 302
    assert posted(town, f"{page}finish/", result="").status_code == 422
    assert posted(town, f"{page}finish/", result="做完").status_code == 302
    clerk = enter(place.clerk)
    assert ">100%<" in clerk.get(f"/documents/plans/{plan.pk}/").content.decode()
    assert ">100%<" in clerk.get(f"/documents/plans/{plan.pk}/gantt/").content.decode()
    word = Word(BytesIO(clerk.get(f"/documents/plans/{plan.pk}/docx/").content))
    assert word.tables[0].rows[1].cells[-1].text == "100%"
    past = clerk.get(f"/documents/plans/{plan.pk}/?as_of=2026-02-01").content.decode()
    assert ">0%<" in past
    assert posted(clerk, f"{page}move/", due_on="2027-01-01", why="晚了").status_code == 422  # done already


def test_a_target_is_changed_with_a_reason(place, enter):
    _plan, (item,) = made(place)
    clerk, url = enter(place.clerk), f"/documents/plans/item/{item.pk}/target/"
    data = {"measure": "更多", "weight": 2, "due_on": "2027-12-31"}
    assert posted(clerk, url, **data).status_code == 422
    assert posted(clerk, url, **data, why="常委会同意").status_code == 302
    assert "常委会同意" in clerk.get(f"/documents/plans/item/{item.pk}/").content.decode()
    assert posted(clerk, f"/documents/plans/item/{item.pk}/drop/", why="并入别项").status_code == 302
    assert clerk.get(f"/documents/plans/item/{item.pk}/").status_code == 200


def test_found_by_pinyin(place, enter):
    made(place)
    commands.give_task(by=place.clerk, new=NewTask("补齐器材", place.town, END))
    clerk = enter(place.clerk)
    for url, text in (("/documents/plans/?q=sngh", "三年规划"), ("/documents/tasks/all/?q=bqqc", "补齐器材")):
        assert text in clerk.get(url).content.decode()
    assert "补齐器材" not in clerk.get("/documents/tasks/all/?q=zzz").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries(place, enter, django_assert_num_queries, count):
    plan, items = made(place, count)
    for item in items:
        new = NewTask("摸底", place.town, END, helpers=(place.other_town,))
        commands.give_item_task(by=None, item=item, new=new, on=START)
    client = enter(place.town_secretary)
    known = {
        f"/documents/plans/{plan.pk}/": 18,
        f"/documents/plans/{plan.pk}/items/": 19,
        "/documents/plans/": 9,
        "/documents/tasks/": 12,
        "/documents/tasks/all/": 12,
    }
    for url, number in known.items():
        client.get(url)
        with django_assert_num_queries(number):
            client.get(url)
    assert today() > START


def test_an_item_is_given_to_another_unit_with_the_reason(place, enter):
    plan, (item,) = made(place)
    clerk, url = enter(place.clerk), f"/documents/plans/item/{item.pk}/change/"
    assert "事项0" in clerk.get(url).content.decode()
    data = {"title": "建好场所", "unit": place.other_town.pk, "owner": "", "why": "分工调整"}
    assert posted(clerk, url, **{**data, "why": ""}).status_code == 422
    assert posted(clerk, url, **data).status_code == 302
    page = clerk.get(f"/documents/plans/item/{item.pk}/").content.decode()
    assert "事项的各版" in page
    assert "分工调整" in page
    before = (today() - timedelta(days=1)).isoformat()
    assert "<h1>事项0" in clerk.get(f"/documents/plans/item/{item.pk}/?as_of={before}").content.decode()
    table = clerk.get(f"/documents/plans/{plan.pk}/items/?as_of={before}").content.decode()
    assert "建好场所" not in table
    assert posted(enter(place.town_secretary), url, **data).status_code == 404


def test_items_of_ended_units_go_to_their_successors(place, enter):
    plan, items = made(place, 2)
    new = factories.make_organisation("新镇党委", Kind.TOWN_PARTY_COMMITTEE, under=place.county)
    Lineage.objects.create(predecessor=place.town, successor=new, kind="succeeded", on=today())
    Organisation.objects.filter(pk=place.town.pk).update(valid_to=today())
    clerk, url = enter(place.clerk), f"/documents/plans/{plan.pk}/succeed/"
    assert url in clerk.get(f"/documents/plans/{plan.pk}/").content.decode()
    assert "承接单位：新镇党委" in clerk.get(f"/documents/plans/item/{items[0].pk}/").content.decode()
    form = clerk.get(url).content.decode()
    assert form.count(f'<option value="{new.pk}" selected>') == 2
    wrong = {f"item{items[0].pk}": place.other_town.pk, "why": "撤并"}
    assert posted(clerk, url, **wrong).status_code == 422
    assert posted(clerk, url, **{f"item{one.pk}": new.pk for one in items}, why="撤并").status_code == 302
    assert set(PlanItem.objects.values_list("unit", flat=True)) == {new.pk}
    assert clerk.get(url).status_code == 404


def test_figures_of_a_plan_open_its_own_records(place, enter):
    plan, items = made(place, 2)
    other = commands.make_plan(by=None, new=NewPlan("yearly", "年度计划", place.county, START, END, START))
    strange = commands.add_items(
        by=None, plan=other, news=[NewItem("别的", place.town, Aim("够用", END))], on=START
    )[0]
    for item, title in ((items[0], "本规划的任务"), (strange, "别处的任务")):
        commands.give_item_task(by=None, item=item, new=NewTask(title, place.town, END), on=START)
    clerk = enter(place.clerk)
    page = clerk.get(f"/documents/plans/{plan.pk}/").content.decode()
    own = f"/documents/tasks/all/?plan={plan.pk}"
    assert own in page
    assert f"/documents/plans/{plan.pk}/items/?light=lagging" in page
    found = clerk.get(own).content.decode()
    assert "本规划的任务" in found
    assert "别处的任务" not in found
    late = END + timedelta(days=1)
    lagging = clerk.get(f"/documents/plans/{plan.pk}/items/?light=lagging&as_of={late}").content.decode()
    assert "事项0" in lagging
    soon = clerk.get(f"/documents/plans/{plan.pk}/items/?light=lagging&as_of={START}").content.decode()
    assert "事项0" not in soon
