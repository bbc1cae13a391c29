"""The PDF measured against GB/T 9704-2012; all lengths in millimetres."""

from datetime import date

import pytest

from jiceng.documents.commands import Addressee
from jiceng.documents.layout import fonts, pdf, picture
from tests.documents.measure import measured
from tests.documents.place import TEXT, Place

pytestmark = pytest.mark.django_db
NEAR = 0.6
LEFT, RIGHT, TOP, BOTTOM = 28, 210 - 26, 37, 297 - 35
ROW, ZI = 225 / 22, 156 / 28
LONG = "\n".join(["嫩江县城区五十一个居民委员会调整为十七个社区以后每个社区都要有办公和活动场所" * 4] * 12)
UP = {"main": (Addressee("中共黑河市委员会"),)}


@pytest.fixture
def place():
    return Place()


def pages(document, **how):
    return measured(pdf(document, **how))


def test_sheet_margins_and_page_numbers(place):
    found = pages(place.issued(text=LONG))
    assert len(found) >= 3
    for number, page in enumerate(found, 1):
        assert (round(page.width), round(page.height)) == (210, 297)
        foot = page.row(f"—{number}—")
        body = [one for one in page.chars if one.baseline < BOTTOM]
        assert min(one.left for one in body) >= LEFT - 0.1
        assert max(one.right for one in body) <= RIGHT + 0.1
        assert min(one.top for one in body) >= TOP
        dash = foot.chars[0]
        assert (dash.top + dash.bottom) / 2 - BOTTOM == pytest.approx(7, abs=NEAR)
        assert dash.size == pytest.approx(14, abs=0.1)
        if number % 2:
            assert RIGHT - foot.right == pytest.approx(14 * 25.4 / 72, abs=1)
        else:
            assert foot.left - LEFT == pytest.approx(14 * 25.4 / 72, abs=1)


def test_twenty_two_lines_of_twenty_eight_characters(place):
    page = pages(place.issued(text=LONG))[1]
    rows = [one for one in page.rows if one.baseline < BOTTOM]
    assert len(rows) == 22
    full = [one for one in rows if abs(one.left - LEFT) < 1 and RIGHT - one.right < 1]
    assert full
    assert {len(one.text) for one in full} == {28}
    pitches = [after.baseline - before.baseline for before, after in zip(rows, rows[1:], strict=False)]
    assert all(pitch == pytest.approx(ROW, abs=0.05) for pitch in pitches)
    across = [
        after.left - before.left for before, after in zip(full[0].chars, full[0].chars[1:], strict=False)
    ]
    assert sum(across) / len(across) == pytest.approx(ZI, abs=0.1)
    first = next(one for one in rows if one.left - LEFT > 5)
    assert first.left - LEFT == pytest.approx(2 * ZI, abs=NEAR)
    assert {round(one.size) for row in rows for one in row.chars} == {16}


def test_head_of_a_document(place):
    page = pages(place.issued(urgency="urgent"))[0]
    mark, number, title, main = (
        page.row(text) for text in ("委员会文件", "〔2026〕1号", "关于加强社区建设的通知", "县直各单位：")
    )
    red = [one for one in page.wide if one.is_red]
    assert min(one.top for one in mark.chars) - TOP == pytest.approx(35, abs=NEAR)
    centre = (LEFT + RIGHT) / 2
    for row in (mark, number, title):
        assert (row.left + row.right) / 2 == pytest.approx(centre, abs=1)
    assert len(red) == 1
    assert red[0].right - red[0].left == pytest.approx(156, abs=NEAR)
    # The em box of the number ends 0.12 em under its baseline.
    assert red[0].top - (number.baseline + 0.12 * 16 * 25.4 / 72) == pytest.approx(4, abs=NEAR)
    mark_foot = max(one.bottom for one in mark.chars)
    assert number.baseline - 0.88 * 16 * 25.4 / 72 - mark_foot == pytest.approx(2 * ROW, abs=NEAR)
    assert title.baseline - red[0].bottom == pytest.approx(2 * ROW + 20.57 * 25.4 / 72, abs=NEAR)
    assert {round(one.size) for one in title.chars} == {22}
    assert main.baseline - title.baseline == pytest.approx(2 * ROW, abs=NEAR)
    assert main.left == pytest.approx(LEFT, abs=NEAR)
    assert page.row("加急").left == pytest.approx(LEFT, abs=NEAR)
    assert page.rows[0].text == "加急"


@pytest.mark.parametrize(
    ("day", "kind", "top"),
    [
        (date(2012, 6, 30), "notice", 25),
        (date(2012, 6, 30), "request", 80),
        (date(2012, 7, 1), "notice", 35),
        (date(2012, 7, 1), "request", 35),
    ],
)
def test_the_mark_stands_where_the_standard_of_the_day_wants_it(place, day, kind, top):
    up = UP if kind == "request" else {}
    page = pages(place.issued(day, kind=kind, title="关于经费的文", text="妥否，请批示。", **up))[0]
    mark = page.row("委员会文件")
    assert min(one.top for one in mark.chars) - TOP == pytest.approx(top, abs=NEAR)


@pytest.mark.parametrize("kind", ["order", "minutes"])
def test_urgency_stands_at_the_head_of_every_form(place, kind):
    page = pages(place.issued(kind=kind, title="关于道路的文", main=(), urgency="urgent"))[0]
    assert page.rows[0].text == "加急"
    assert page.row("加急").left == pytest.approx(LEFT, abs=NEAR)


def test_upward_papers_name_who_signed(place):
    page = pages(place.issued(kind="request", title="关于经费的请示", text="妥否，请批示。", **UP))[0]
    row = page.row("签发人：")
    assert row.text == "嫩发〔2026〕1号签发人：王建国"
    assert row.left - LEFT == pytest.approx(ZI, abs=NEAR)
    assert RIGHT - row.right == pytest.approx(ZI, abs=NEAR)


def test_signature_with_a_seal(place):
    page = pages(place.issued(text="现通知如下。\n各单位要认真落实。"))[0]
    day = page.row("2026年11月3日")
    name = [one for one in page.rows if one.text == "中共嫩江县委员会"][-1]
    assert RIGHT - day.right == pytest.approx(4 * ZI, abs=1.2)  # ink: 日 stands a little inside its box
    assert day.baseline - name.baseline == pytest.approx(ROW, abs=0.1)
    assert (name.left + name.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=NEAR)
    last = page.row("各单位要认真落实")
    assert name.baseline - last.baseline == pytest.approx(3 * ROW, abs=0.1)


def test_signature_without_a_seal(place):
    page = pages(place.issued(sealed=False, text="请落实。"))[0]
    name = [one for one in page.rows if one.text == "中共嫩江县委员会"][-1]
    day = page.row("2026年11月3日")
    assert name.baseline - page.row("请落实").baseline == pytest.approx(2 * ROW, abs=0.1)
    assert day.left - name.left == pytest.approx(2 * ZI, abs=NEAR)
    assert min(RIGHT - name.right, RIGHT - day.right) == pytest.approx(2 * ZI, abs=1)


def test_attachments_and_tables_over_pages(place):
    rows = "\n".join(f"|第{number}社区|{2000 + number}|" for number in range(60))
    attached = (("各社区基本情况表", f"|社区|户数|\n|---|---|\n{rows}"), ("联系领导名单", "名单另发。"))
    found = pages(place.issued(attachments=attached, text="请落实。", copies=(Addressee("县人大办公室"),)))
    first, second = found[0].row("附件：1.各社区"), found[0].row("2.联系领导")
    assert first.left - LEFT == pytest.approx(2 * ZI, abs=NEAR)
    assert first.baseline - found[0].row("请落实").baseline == pytest.approx(2 * ROW, abs=0.1)
    assert second.left == pytest.approx(first.chars[3].left, abs=1)
    heads = [number for number, page in enumerate(found) if page.has("社区户数")]
    assert len(heads) >= 2
    said = "".join(row.text for page in found for row in page.rows)
    assert all(f"第{number}社区{2000 + number}" in said for number in range(60))
    assert found[1].rows[0].text == "附件1"
    assert found[-1].rows[0].text == "附件2"
    assert all(page.rows[-1].text == f"—{number}—" for number, page in enumerate(found, 1))
    foot = found[-1].wide
    assert len(foot) == 3
    assert max(one.bottom for one in foot) == pytest.approx(BOTTOM, abs=NEAR)
    assert found[-1].has("抄送：县人大办公室。")
    assert found[-1].has("中共嫩江县委员会办公室2026年11月3日印发")


def test_the_signature_never_stands_alone(place):
    for lines in range(1, 24):
        text = "\n".join(["各单位要认真落实。"] * lines)
        found = pages(place.draft(text=text))
        at = next(
            number
            for number, page in enumerate(found)
            if any(one.text == "中共嫩江县委员会" for one in page.rows)
        )
        assert found[at].has("各单位要认真落实")


def test_the_form_of_a_letter(place):
    found = pages(place.issued(kind="letter", title="关于商请支持的函", text=LONG))
    page = found[0]
    mark = page.row("中共嫩江县委员会")
    assert min(one.top for one in mark.chars) == pytest.approx(30, abs=NEAR)
    red = sorted((one for one in page.wide if one.is_red), key=lambda one: one.top)
    assert len(red) == 4
    assert all(one.right - one.left == pytest.approx(170, abs=NEAR) for one in red)
    assert all(one.left == pytest.approx(20, abs=NEAR) for one in red)
    assert red[0].top - max(one.bottom for one in mark.chars) == pytest.approx(4, abs=NEAR)
    assert 297 - red[-1].bottom == pytest.approx(20, abs=NEAR)
    assert RIGHT - page.row("〔2026〕1号").right == pytest.approx(0, abs=NEAR)
    assert not page.has("—1—")
    assert found[1].has("—2—")
    assert not found[-1].has("印发")


def test_the_form_of_an_order(place):
    page = pages(place.issued(kind="order", title="公布办法", text="现予公布。", main=()))[0]
    mark = page.row("委员会令")
    assert min(one.top for one in mark.chars) - TOP == pytest.approx(20, abs=NEAR)
    assert (page.row("第1号").left + page.row("第1号").right) / 2 == pytest.approx(106, abs=1)
    assert not [one for one in page.wide if one.is_red]
    assert RIGHT - page.row("王建国").right == pytest.approx(4 * ZI, abs=NEAR)
    assert not page.has("公布办法")


def test_the_form_of_minutes(place):
    text = "会议听取了汇报。\n出席：王某、李某\n请假：赵某"
    page = pages(place.issued(kind="minutes", title="第三次会议纪要", text=text, main=()))[0]
    assert min(one.top for one in page.row("会议纪要").chars) - TOP == pytest.approx(35, abs=NEAR)
    assert page.row("出席：王某、李某").left - LEFT == pytest.approx(2 * ZI, abs=NEAR)
    assert len([one for one in page.wide if one.is_red]) == 1
    assert len([one for one in page.rows if one.text == "2026年11月3日"]) == 0


def test_a_draft_has_a_place_for_its_number(place):
    page = pages(place.draft())[0]
    assert page.has("嫩发〔〕号")


def test_what_is_typed_is_never_read_as_markup(place):
    text = '#panic("x") $1+1$ *bold* `raw` <label> \\ //'
    assert pages(place.draft(title="关于#strong[x]的通知", text=text))[0].has("#panic")


def test_the_same_document_the_same_bytes(place):
    row = place.issued()
    address = "https://example.org/documents/verify/x/"
    assert pdf(row, address) == pdf(row, address)
    assert picture(row).startswith(b"\x89PNG")
    assert pages(row, standard="a-2b")[0].has("关于加强社区建设的通知")


def test_substitutes_are_named():
    wanted = {one.wanted for one in fonts.substitutes()}
    assert wanted == {"小标宋", "仿宋", "楷体", "黑体", "宋体"}
    assert {one.family for one in fonts.chosen().values()} == {"Noto Serif SC", "Noto Sans CJK SC"}


def test_headings_have_their_fonts(place):
    assert "一、总体要求" in TEXT
    page = pages(place.issued())[0]
    assert page.row("一、总体要求").left - LEFT == pytest.approx(2 * ZI, abs=NEAR)
