"""The .docx: on the standard's grid, with real styles, nothing lost."""

from io import BytesIO

import pytest
from docx import Document as Word
from docx.oxml.ns import qn

from jiceng.documents.commands import Addressee
from jiceng.documents.layout import docx
from tests.documents.place import TEXT, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def opened(document):
    return Word(BytesIO(docx(document)))


def styled(word, style):
    return [one.text for one in word.paragraphs if one.style.name == style]


def test_sheet_and_grid(place):
    section = opened(place.issued()).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:linePitch")) == "580"
    assert grid.get(qn("w:type")) == "linesAndChars"


def test_elements_bear_their_styles(place):
    copies = (Addressee("县人大办公室"),)
    attached = (("名单", "|社区|户数|\n|---|---|\n|邮政|2000|"), ("说明", "一段。"))
    word = opened(place.issued(urgency="urgent", copies=copies, attachments=attached))
    assert styled(word, "紧急程度") == ["加急"]
    assert styled(word, "发文机关标志") == ["中共嫩江县委员会文件"]
    assert styled(word, "发文字号") == ["嫩发〔2026〕1号"]
    assert styled(word, "公文标题") == ["关于加强社区建设的通知", "名单", "说明"]
    assert "嫩江镇党委，县直各单位：" in styled(word, "主送机关")
    assert styled(word, "公文一级标题") == ["一、总体要求", "二、工作安排"]
    assert styled(word, "附件说明") == ["附件：1. 名单", "2. 说明"]
    assert styled(word, "成文日期") == ["2026年11月3日"]
    assert styled(word, "附件标识") == ["附件1", "附件2"]
    assert styled(word, "版记") == ["抄送：县人大办公室。", "中共嫩江县委员会办公室\t2026年11月3日印发"]
    assert word.tables[0].cell(1, 0).text == "邮政"
    assert word.settings.odd_and_even_pages_header_footer
    said = "\n".join(one.text for one in word.paragraphs)
    assert all(line in said for line in TEXT.split("\n"))


@pytest.mark.parametrize("kind", ["order", "letter", "minutes", "report", "request"])
def test_each_form_opens(place, kind):
    main = (Addressee("市委"),) if kind in {"letter", "report", "request"} else ()
    word = opened(place.issued(kind=kind, title="标题", text="出席：王某\n正文", main=main))
    marks = {
        "order": "中共嫩江县委员会令",
        "letter": "中共嫩江县委员会",
        "minutes": "中共嫩江县委员会会议纪要",
    }
    assert styled(word, "发文机关标志") == [marks.get(kind, "中共嫩江县委员会文件")]
    assert bool(styled(word, "成文日期")) == (kind != "minutes")


def test_braces_stay_text(place):
    text = "{{ 7 * 7 }} {% if x %} <w:p>"
    assert text in "\n".join(one.text for one in opened(place.issued(text=text)).paragraphs)


def test_who_signed_an_upward_paper_stands_in_regular_script(place):
    word = opened(
        place.issued(kind="request", title="关于经费的请示", text="妥否，请批示。", main=(Addressee("市委"),))
    )
    number = next(one for one in word.paragraphs if one.style.name == "发文字号")
    assert number.text == "嫩发〔2026〕1号\t签发人：王建国"
    fonts = {
        one.text: one._element.rPr.rFonts.get(qn("w:eastAsia"))
        for one in number.runs
        if one._element.rPr is not None
    }
    assert fonts["王建国"] == "楷体_GB2312"


def test_the_first_page_of_a_letter_bears_a_line_and_no_number(place):
    word = opened(place.issued(kind="letter", title="关于借用会议室的函", main=(Addressee("县教育局"),)))
    section = word.sections[0]
    assert section.different_first_page_header_footer
    first = section.first_page_footer._element
    assert first.find(f".//{qn('w:fldSimple')}") is None
    assert first.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}").get(qn("w:val")) == "thinThickSmallGap"
    assert section.footer._element.find(f".//{qn('w:fldSimple')}") is not None
    assert not opened(place.issued()).sections[0].different_first_page_header_footer
