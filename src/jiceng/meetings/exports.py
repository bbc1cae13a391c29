"""Minutes as files: .docx for who goes on writing, PDF for who reads and keeps."""

import json
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import noto_cjk_sans_otc
import typst
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from jiceng.kernel.pages import chinese_day
from jiceng.meetings.models import Minutes
from jiceng.meetings.queries.minutes import parts

FONTS = Path(noto_cjk_sans_otc.__file__).parent
BODY_FONT, TITLE_FONT = "FangSong", "SimHei"
PAGE = """#set page(paper: "a4", margin: (top: 3.7cm, bottom: 3.5cm, left: 2.8cm, right: 2.6cm), numbering: "1")
#set text(font: "Noto Sans CJK SC", size: 12pt, lang: "zh", region: "cn")
#set par(first-line-indent: (amount: 2em, all: true), leading: 0.9em, justify: true)
#align(center, text(size: 18pt)[#sys.inputs.title])
#v(1em)
#for part in json(bytes(sys.inputs.parts)) {
  if part.heading != "" { v(0.4em); block(text(size: 13pt)[#part.heading]) }
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
    _written(document, minutes.meeting.title, TITLE_FONT, 18, WD_ALIGN_PARAGRAPH.CENTER)
    for part in parts(minutes.text):
        if part.heading:
            _written(document, part.heading, TITLE_FONT, 14)
        for paragraph in part.paragraphs:
            _written(document, paragraph, BODY_FONT, 14, indent=True)
    _written(document, signed(minutes), BODY_FONT, 14, WD_ALIGN_PARAGRAPH.RIGHT)
    document.core_properties.title = minutes.meeting.title
    document.core_properties.author = str(minutes.meeting.organisation)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _written(document, text: str, font: str, size: int, alignment=None, indent: bool = False) -> None:
    """One paragraph; control characters, which a .docx cannot bear, are left out."""
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    run = paragraph.add_run("".join(one for one in text if one.isprintable() or one == "\t"))
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    paragraph.paragraph_format.line_spacing = 1.5


def pdf(minutes: Minutes) -> bytes:
    """Set by typst with the font of the package only; the text comes in as data, never as markup."""
    body = [{"heading": one.heading, "paragraphs": one.paragraphs} for one in parts(minutes.text)]
    inputs = {
        "title": minutes.meeting.title,
        "parts": json.dumps(body, ensure_ascii=False),
        "signed": signed(minutes),
    }
    return typst.compile(PAGE.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs=inputs)
