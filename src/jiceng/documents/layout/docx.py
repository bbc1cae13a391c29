"""The paper as .docx with real styles, so that Word and WPS go on writing on the standard's grid.

Fonts are named as the standard names them (仿宋, 黑体, 楷体, 小标宋): the office's own machine has them.
"""

from functools import cache
from io import BytesIO

from docx import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from jiceng.documents.layout.sheet import sheet
from jiceng.documents.models import Document

LINE, CHAR = 28.98, 15.79  # points: 225 mm in 22 lines, 156 mm in 28 characters
RED = RGBColor(0xD4, 0x00, 0x00)
FANG, KAI, HEI, TITLE, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
BOTH = WD_ALIGN_PARAGRAPH.JUSTIFY
# Style: (font, points, alignment, indent of the first line in characters)
STYLES = {
    "公文正文": (FANG, 16, BOTH, 2),
    "公文一级标题": (HEI, 16, BOTH, 2),
    "公文二级标题": (KAI, 16, BOTH, 2),
    "公文三级标题": (FANG, 16, BOTH, 2),
    "公文四级标题": (FANG, 16, BOTH, 2),
    "发文机关标志": (TITLE, 42, CENTRE, 0),
    "发文字号": (FANG, 16, CENTRE, 0),
    "紧急程度": (HEI, 16, LEFT, 0),
    "公文标题": (TITLE, 22, CENTRE, 0),
    "主送机关": (FANG, 16, BOTH, 0),
    "附件说明": (FANG, 16, BOTH, 0),
    "发文机关署名": (FANG, 16, RIGHT, 0),
    "成文日期": (FANG, 16, RIGHT, 0),
    "附注": (FANG, 16, BOTH, 2),
    "附件标识": (HEI, 16, LEFT, 0),
    "版记": (FANG, 14, LEFT, 0),
    "公文页码": (SONG, 14, LEFT, 0),
}
# What must stand after a border in a paragraph's properties, in the order of the schema.
AFTER_BORDERS = tuple(
    f"w:{name}"
    for name in ("shd", "tabs", "suppressAutoHyphens", "snapToGrid", "spacing", "ind", "jc", "rPr")
)
# Styles of the library's own template that stay, by their ids.
NEEDED = frozenset(
    {
        *("Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid"),
        *("Header", "HeaderChar", "Footer", "FooterChar"),
    }
)
HEADINGS = ("公文正文", "公文一级标题", "公文二级标题", "公文三级标题", "公文四级标题")


def docx(document: Document) -> bytes:
    """Built element by element; nothing that stands in the text is ever read as a template."""
    said = sheet(document)
    word = paper()
    if said["form"] == "letter":
        _letter_page(word.sections[0])
    _head(word, said)
    _body(word, said)
    _signature(word, said)
    for number, one in enumerate(said["attachments"], 1):
        _attachment(word, one, number if len(said["attachments"]) > 1 else 0)
    _colophon(word, said)
    return finished(word, said["title"], said["organisation"])


def finished(word, title: str, author: str) -> bytes:
    """The file, with its title and who made it."""
    word.core_properties.title, word.core_properties.author = title, author
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def paper():
    """An empty paper: A4 on the grid, with the styles and the page numbers of official documents."""
    return Word(BytesIO(_empty()))


@cache
def _empty() -> bytes:
    """The same for every paper, so it is made once in a process. Styles that no official document uses are left out:
    whoever opens the file has Word's own."""
    word = Word()
    for style in list(word.styles):
        if style.style_id not in NEEDED:
            style.delete()
    _page(word.sections[0])
    for name, how in STYLES.items():
        _style(word, name, *how)
    _foot(word)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _page(section) -> None:
    """A4, margins, and the grid of 22 lines by 28 characters."""
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(35 - 7 - 5)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(round(LINE * 20)))
    grid.set(qn("w:charSpace"), str(round((CHAR - 16) * 4096)))
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)


def _style(word, name: str, font: str, size: int, alignment, indent: int) -> None:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True
    style.font.name, style.font.size = font, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:hAnsi", "w:ascii"):
        fonts.set(qn(script), font)
    shape = style.paragraph_format
    shape.alignment, shape.space_before, shape.space_after = alignment, Pt(0), Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    shape.first_line_indent = Pt(CHAR * indent) if indent else None
    if name == "发文机关标志":
        style.font.color.rgb = RED
        shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if name in HEADINGS[1:]:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(HEADINGS.index(name) - 1))
        style.element.get_or_add_pPr().append(level)


def write_text(word, style: str, text: str = ""):
    """A paragraph. The id of each of our styles is its name, so the library need not look for it among all."""
    paragraph = word.add_paragraph(text)
    paragraph._p.style = style
    return paragraph


def _blank(word, lines: int = 1) -> None:
    for _line in range(lines):
        write_text(word, "主送机关")


def _foot(word) -> None:
    """Odd pages right, even pages left, one character in."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    for footer, alignment in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style, paragraph.alignment = word.styles["公文页码"], alignment
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        paragraph.add_run("— ")
        _field(paragraph, "PAGE")
        paragraph.add_run(" —")


def _letter_page(section) -> None:
    """The first page of a letter bears no number but a double line 20 mm above the paper's edge, 170 mm long."""
    section.different_first_page_header_footer = True
    foot = section.first_page_footer
    foot.is_linked_to_previous = False
    line = foot.paragraphs[0]
    line.style = "公文页码"
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(-7)
    _line(line, {"bottom": 12}, "thinThickSmallGap", "D40000")


def _field(paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _head(word, said: dict) -> None:
    if said["urgency"]:
        write_text(word, "紧急程度", said["urgency"])
    mark = write_text(word, "发文机关标志", said["mark"])
    size = min(62.0, 152 / 25.4 * 72 / max(len(said["mark"]), 1))
    mark.runs[0].font.size = Pt(round(size * 2) / 2)
    top = {"order": 20, "letter": 0}.get(said["form"], said["mark_top"])
    mark.paragraph_format.space_before = Pt(max(0, top / 25.4 * 72 - (LINE if said["urgency"] else 0)))
    if said["form"] == "letter":
        _line(mark, {"bottom": 12}, "thickThinSmallGap", "D40000")
        write_text(word, "发文字号", said["number"]).alignment = RIGHT
        return
    _blank(word, 2)
    number = write_text(word, "发文字号", said["number"])
    if said["form"] == "minutes":
        _two_sides(number, said["organisation"], said["signed_on"])
    elif said["upward"] and said["form"] == "document":
        _two_sides(number, said["number"], "签发人：")
        _in_font(number.add_run(said["signer"]), KAI)
    if said["form"] != "order":
        _line(number, {"bottom": 12}, colour="D40000", space=5)


def _two_sides(paragraph, left: str, right: str) -> None:
    """One text at the left, one at the right, both one character in."""
    paragraph.runs[0].text = f"{left}\t{right}"
    paragraph.alignment = LEFT
    paragraph.paragraph_format.left_indent = Pt(CHAR)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(27 * CHAR), WD_TAB_ALIGNMENT.RIGHT)


def _line(
    paragraph, sides: dict[str, int], kind: str = "single", colour: str = "000000", space: int = 1
) -> None:
    """Borders of the paragraph by side; width in eighths of a point, space in points."""
    borders = OxmlElement("w:pBdr")
    for side, eighths in sides.items():
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", kind), ("sz", eighths), ("space", space), ("color", colour)):
            edge.set(qn(f"w:{name}"), str(value))
        borders.append(edge)
    shape = paragraph._p.get_or_add_pPr()
    shape.insert_element_before(borders, *AFTER_BORDERS)


def _body(word, said: dict) -> None:
    if said["form"] != "order":
        _blank(word, 2)
        write_text(word, "公文标题", said["title"])
        _blank(word)
    else:
        _blank(word, 2)
    if said["main"]:
        write_text(word, "主送机关", "，".join(said["main"]) + "：")
    write_body(word, said["blocks"])
    if said["attachments"]:
        _blank(word)
        for number, one in enumerate(said["attachments"], 1):
            label = "附件：" if number == 1 else ""
            own = f"{number}. " if len(said["attachments"]) > 1 else ""
            row = write_text(word, "附件说明", f"{label}{own}{one['title']}")
            row.paragraph_format.left_indent = Pt(CHAR * (2 if number == 1 else 5))


def write_body(word, blocks: list[dict]) -> None:
    for one in blocks:
        if one["rows"]:
            put_table(word, one["rows"])
            continue
        level = one["level"] if one["lead"] or one["level"] > 2 else 0
        whole = write_text(word, HEADINGS[level] if not one["text"] or level > 2 else HEADINGS[0])
        head = one["label"] or one["lead"]
        if head:
            font = HEI if one["label"] else {1: HEI, 2: KAI}.get(one["level"], FANG)
            _in_font(whole.add_run(head), font)
        whole.add_run(one["text"])


def _in_font(run, font: str) -> None:
    run.font.name = font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def put_table(word, rows: list[list[str]]) -> None:
    """With a grid; the first row is repeated on each page."""
    table = word.add_table(rows=len(rows), cols=len(rows[0]))
    table._tbl.tblStyle_val = "TableGrid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for line, row in zip(table._tbl.tr_lst, rows, strict=True):
        for cell, text in zip(line.tc_lst, row, strict=True):
            place = cell.p_lst[0]
            place.style, place.alignment = "版记", CENTRE
            place.add_r().text = text
    table._tbl.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _signature(word, said: dict) -> None:
    if said["form"] == "minutes":
        return
    _blank(word, 2 if said["sealed"] or said["form"] == "order" else 1)
    if said["form"] == "order":
        lines = [(f"{said['post']}　　{said['signer']}", 4.0), ("", 0.0), (said["signed_on"], 4.0)]
    else:
        lines = _places(said)
    for text, right in lines:
        style = "成文日期" if text == said["signed_on"] else "发文机关署名"
        row = write_text(word, style, text)
        row.paragraph_format.right_indent = Pt(CHAR * right)
        row.paragraph_format.keep_with_next = style == "发文机关署名"
    if said["note"]:
        write_text(word, "附注", f"（{said['note']}）")


def _places(said: dict) -> list[tuple[str, float]]:
    """Name and day with their distance from the right in characters; a digit is half a character."""
    name, day = said["organisation"], said["signed_on"]
    wide = sum(0.5 if one.isascii() else 1 for one in day)
    if said["sealed"]:
        return [(name, max(0.0, 4 + (wide - len(name)) / 2)), (day, 4.0)]
    right = max(2.0, wide + 4 - len(name))
    return [(name, right), (day, right + len(name) - 2 - wide)]


def _attachment(word, one: dict, number: int) -> None:
    word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    write_text(word, "附件标识", f"附件{number or ''}")
    _blank(word)
    write_text(word, "公文标题", one["title"])
    _blank(word)
    write_body(word, one["blocks"])


def _colophon(word, said: dict) -> None:
    """版记 in a frame at the foot of the type area of the last page: copies, then office and day of printing."""
    copies = "抄送：" + "，".join(said["copies"]) + "。" if said["copies"] else ""
    rows = []
    if copies:
        rows.append(write_text(word, "版记", copies))
    if said["form"] != "letter":
        printed = f"{said['issued_on']}印发" if said["issued_on"] else ""
        rows.append(write_text(word, "版记", f"{said['office']}\t{printed}"))
        rows[-1].paragraph_format.tab_stops.add_tab_stop(Pt(27 * CHAR), WD_TAB_ALIGNMENT.RIGHT)
        for number, row in enumerate(rows):
            _line(row, {"top": 8 if number == 0 else 6, **({"bottom": 8} if row is rows[-1] else {})})
    for row in rows:
        row.paragraph_format.left_indent = row.paragraph_format.right_indent = Pt(14)
        row._p.get_or_add_pPr().insert(1, _frame())


def _frame():
    """At the foot of the margins, as wide as the type area."""
    frame = OxmlElement("w:framePr")
    where = {"w": round(156 / 25.4 * 1440), "hSpace": 0, "wrap": "notBeside", "vAnchor": "margin"}
    for name, value in {**where, "hAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}.items():
        frame.set(qn(f"w:{name}"), str(value))
    return frame
