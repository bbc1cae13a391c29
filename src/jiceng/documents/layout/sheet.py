"""A document as the elements of its paper, the same for every format."""

from datetime import date
from io import BytesIO

import segno
from django.utils.translation import override

from jiceng.documents.body import Block, blocks
from jiceng.documents.enums import DocumentKind, Urgency
from jiceng.documents.models import Document
from jiceng.documents.norms import norms
from jiceng.documents.queries.content import content
from jiceng.kernel.pages import chinese_day, today

LABELS = ("出席：", "列席：", "请假：")
IN_2012, MARK_TOP = date(2012, 7, 1), 35
# Before that GB/T 9704-1999: 25 mm, and 80 mm on papers that go up.
MARK_TOP_1999, MARK_TOP_1999_UP = 25, 80
MARKS = {"document": "文件", "letter": "", "order": "令", "minutes": "会议纪要"}


def sheet(document: Document, address: str = "") -> dict:
    """Everything that stands on the paper. `address` is where the code leads; only an issued document has one."""
    said = content(document)
    form = norms().kinds[document.kind].form
    name = said["organisation"]
    with override("zh-hans"):
        urgency = str(Urgency(document.urgency).label) if document.urgency else ""
    return {
        "form": form,
        "organisation": name,
        "mark": name + MARKS[form],
        "mark_top": mark_top(said["signed_on"] or today(), norms().kinds[document.kind].is_upward),
        "number": document.number_text or _open_number(document),
        "title": said["title"],
        "urgency": urgency,
        "upward": norms().kinds[document.kind].is_upward,
        "signer": said["signer"],
        "post": document.signed_by_post,
        "signed_on": _day(said["signed_on"]),
        "issued_on": _day(said["issued_on"]),
        "office": f"{name}办公室",
        "main": said["main"],
        "copies": said["copies"],
        "blocks": [_block(one, form) for one in blocks(said["text"])],
        "attachments": [
            {"title": title, "blocks": [_block(one, "") for one in blocks(text)]}
            for title, text in said["attachments"]
        ],
        "note": said["note"],
        "sealed": said["sealed"],
        "qr": code(address) if document.is_issued and address else "",
    }


def mark_top(day: date, is_upward: bool) -> int:
    """Millimetres from the upper edge of the type area to that of the issuing mark, by the standard of the day."""
    if day >= IN_2012:
        return MARK_TOP
    return MARK_TOP_1999_UP if is_upward else MARK_TOP_1999


def _day(day) -> str:
    return chinese_day(day) if day else ""


def _open_number(document: Document) -> str:
    """What a draft shows: the place of the number."""
    if document.kind == DocumentKind.ORDER:
        return "第　号"
    year = f"〔{document.signed_on.year}〕" if document.signed_on else "〔　　〕"
    return f"{document.series.code}{year}　号"


def _block(one: Block, form: str) -> dict:
    label = next((word for word in LABELS if form == "minutes" and one.text.startswith(word)), "")
    text = one.text.removeprefix(label)
    return {
        "level": one.level,
        "lead": one.lead,
        "text": text,
        "label": label,
        "rows": [list(r) for r in one.rows],
    }


def code(address: str) -> str:
    """The QR code as SVG."""
    out = BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0)
    return out.getvalue().decode()
