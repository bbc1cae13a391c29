"""Minutes as files: .docx for who goes on writing, PDF for who reads and keeps."""

import json
from io import BytesIO
from urllib.parse import quote

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from jiceng.documents.layout import fonts
from jiceng.kernel.pages import chinese_day
from jiceng.meetings.models import Minutes
from jiceng.meetings.queries.minutes import parts

BODY_FONT, HEADING_FONT, TITLE_FONT = "FangSong", "SimHei", "FZXiaoBiaoSong-B05S"
PAGE = """#let face = json(bytes(sys.inputs.faces))
#set page(paper: "a4", margin: (top: 3.7cm, bottom: 3.5cm, left: 2.8cm, right: 2.6cm), numbering: "1")
#set text(font: (face.fang, face.hei), size: 14pt, lang: "zh", region: "cn")
#set par(first-line-indent: (amount: 2em, all: true), leading: 0.9em, justify: true)
#set heading(outlined: true)
#show heading.where(level: 1): one => align(center, block(below: 1.4em, text(
  font: (face.title, face.hei), size: 20pt, weight: "regular", stroke: face.thicken * 0.03em, one.body)))
#show heading.where(level: 2): one => block(above: 1.3em, below: 0.9em, text(
  font: face.hei, size: 15pt, weight: "regular", stroke: 0.02em, one.body))
#heading(level: 1, sys.inputs.title)
#for part in json(bytes(sys.inputs.parts)) {
  if part.heading != "" { heading(level: 2, part.heading) }
  for paragraph in part.paragraphs { par(paragraph) }
}
#v(2em)
#align(right)[#sys.inputs.signed]
"""


def file_name(minutes: Minutes, ending: str) -> str:
    """A Content-Disposition header that any browser reads in Chinese."""
    name = quote(f"{minutes.meeting.title}-v{minutes.version}.{ending}")
    return f"attachment; filename*=UTF-8''{name}"


def signed(minutes: Minutes) -> str:
    """The last line: who approved and when, or that it is a draft. In Chinese, as the minutes are."""
    with override("zh-hans"):
        if minutes.approved_at is None:
            return _("草稿，未签发")
        words = {"name": minutes.approved_by or "", "day": chinese_day(minutes.approved_at.date())}
        return _("签发：%(name)s　%(day)s") % words


def docx(minutes: Minutes) -> bytes:
    """Built paragraph by paragraph, so nothing that stands in the text is ever read as a template."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    _written(document, minutes.meeting.title, TITLE_FONT, 20, WD_ALIGN_PARAGRAPH.CENTER, style="Title")
    for part in parts(minutes.text):
        if part.heading:
            _written(document, part.heading, HEADING_FONT, 15, style="Heading 1")
        for paragraph in part.paragraphs:
            _written(document, paragraph, BODY_FONT, 14, indent=True)
    _written(document, signed(minutes), BODY_FONT, 14, WD_ALIGN_PARAGRAPH.RIGHT)
    document.core_properties.title = minutes.meeting.title
    document.core_properties.author = str(minutes.meeting.organisation)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _written(
    document, text: str, font: str, size: int, alignment=None, indent: bool = False, style: str = "Normal"
) -> None:
    """One paragraph; control characters, which a .docx cannot bear, are left out. Headings are bold, black, and of a
    style that Word lists in its outline."""
    paragraph = document.add_paragraph(style=style)
    paragraph.alignment = alignment
    run = paragraph.add_run("".join(one for one in text if one.isprintable() or one == "\t"))
    run.font.name, run.font.size = font, Pt(size)
    if style != "Normal":
        run.bold, run.font.color.rgb = True, RGBColor(0, 0, 0)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    paragraph.paragraph_format.line_spacing = 1.5


def pdf(minutes: Minutes) -> bytes:
    """Set by typst with the faces of official documents (the county's own, else the packages'); the text comes in as
    data, never as markup."""
    chosen = fonts.chosen()
    faces = {role: one.family for role, one in chosen.items()}
    thick = {"thicken": 1 if chosen["title"].is_substitute else 0}
    body = [{"heading": one.heading, "paragraphs": one.paragraphs} for one in parts(minutes.text)]
    inputs = {
        "title": minutes.meeting.title,
        "parts": json.dumps(body, ensure_ascii=False),
        "signed": signed(minutes),
        "faces": json.dumps({**faces, **thick}, ensure_ascii=False),
    }
    return typst.compile(
        PAGE.encode(), font_paths=fonts.folders(), ignore_system_fonts=True, sys_inputs=inputs
    )
