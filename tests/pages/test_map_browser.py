"""The map under the hand: units from a table, dragged with the mouse, looked at closely with two fingers."""

import pytest
import xlsxwriter
from django.urls import reverse

from jiceng.organisations.enums import PostKind
from jiceng.rezoning import commands
from jiceng.rezoning.commands.plans import Origin
from jiceng.rezoning.models import Draft
from jiceng.rezoning.queries.problem import problem_of
from jiceng.zoning.plan import Plan as ZoningPlan
from tests.factories import make_account_with_post, make_county
from tests.rezoning.town import loaded, project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def table(path):
    """Four units in a row, with their neighbours on a second sheet."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("单元")
        sheet.write_row(0, 0, ["编号", "名称", "户数", "人口", "正式党员", "场所面积", "经度", "纬度"])
        for row in range(1, 5):
            sheet.write_row(row, 0, [f"0{row}", f"第{row}居民委", 800, 2000, 9, 60, 125 + row / 100, 49.2])
        pairs = book.add_worksheet("相邻")
        pairs.write_row(0, 0, ["编号", "编号", "边界米数", "阻隔"])
        for row in range(1, 4):
            pairs.write_row(row, 0, [f"0{row}", f"0{row + 1}", 300, "铁路" if row == 2 else ""])
    return path


def test_units_come_from_a_table(browse, axe, tmp_path):
    town = make_county()["town"]
    made = project(town, k=2)
    page = browse(
        reverse("rezoning_units", args=[made.pk]), as_account=make_account_with_post(town, PostKind.OFFICER)
    )
    page.get_by_label("单元文件").set_input_files(table(tmp_path / "units.xlsx"))
    page.get_by_role("button", name="上传并核对").click()
    page.get_by_text("可以载入了").wait_for()
    axe(page)
    page.get_by_role("button", name="载入全部单元").click()
    page.locator(".unit[data-key]").nth(3).wait_for()
    assert page.locator(".unit[data-key]").count() == 4
    assert sorted(made.units.values_list("key", "households")) == [(f"0{row}", 800) for row in range(1, 5)]
    assert made.edges.exclude(barrier="").count() == 1


def centre(unit):
    box = unit.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_unit_is_dragged_and_the_map_is_pinched(browse):
    town = make_county()["town"]
    made, by = loaded(town), make_account_with_post(town, PostKind.OFFICER)
    problem = problem_of(made)
    dealt = [place * 17 // problem.n for place in range(problem.n)]
    plan = commands.keep_plan(
        by=by, project=made, plan=ZoningPlan.of(problem, dealt), title="试", origin=Origin()
    )
    draft: Draft = commands.open_desk(by=by, plan=plan)
    page = browse(reverse("rezoning_desk", args=[draft.pk]), as_account=by, has_touch=True)
    unit, other = (page.locator(f".map-drawing .unit[data-key='{key}']") for key in ("05", "30"))
    page.locator(".map-drawing").scroll_into_view_if_needed()
    page.mouse.click(*centre(unit))
    assert unit.get_attribute("aria-pressed") == "true"
    page.mouse.move(*centre(unit))
    page.mouse.down()
    page.mouse.move(*centre(other), steps=6)
    page.mouse.up()
    page.get_by_text("已改1步").wait_for()
    assert unit.get_attribute("data-label") == other.get_attribute("data-label")
    pinch(page, *centre(page.locator(".map-drawing")))


def pinch(page, x, y):
    """Two fingers apart: the drawing comes nearer, the page stays as wide as it was."""
    drawing = page.locator(".map-drawing")
    wide = float(drawing.get_attribute("viewBox").split()[2])
    fingers = page.context.new_cdp_session(page)

    def put(kind, apart):
        points = [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}] if apart else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    put("touchStart", 20)
    for apart in (30, 45, 60, 80):
        put("touchMove", apart)
    put("touchEnd", 0)
    page.wait_for_function(
        "wide => Number(document.querySelector('.map-drawing').getAttribute('viewBox').split(' ')[2]) < wide * 0.7",
        arg=wide,
    )
    assert page.evaluate("window.visualViewport.scale") == 1
