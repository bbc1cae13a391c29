"""PDF by typst: fonts of the packages or the county's own only; the text comes in as data."""

import json
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from jiceng.documents.layout import fonts
from jiceng.documents.layout.sheet import sheet
from jiceng.documents.models import Document

TEMPLATE = Path(__file__).parent.parent / "data" / "official.typ"


def pdf(document: Document, address: str = "", standard: str = "1.7") -> bytes:
    """The paper as PDF; `standard` "a-2b" for the archive. The same document gives the same bytes."""
    return _set(document, address, format="pdf", pdf_standards=[standard], timestamp=_moment(document))


def picture(document: Document, page: int = 1, ppi: float = 80.0) -> bytes:
    """One page as PNG, for looking at, with the place of the seal; the last page when there are fewer."""
    made = _set(document, "", True, format="png", ppi=ppi)
    pages = made if isinstance(made, list) else [made]
    return pages[min(page, len(pages)) - 1]


def _set(document: Document, address: str, show_seal: bool = False, **how):
    chosen = fonts.chosen()
    data = sheet(document, address)
    data["fonts"] = {role: one.family for role, one in chosen.items()}
    data["show_seal"] = show_seal
    data["thicken"] = 1 if chosen["title"].is_substitute else 0
    inputs = {"sheet": json.dumps(data, ensure_ascii=False)}
    return typst.compile(
        TEMPLATE.read_bytes(), font_paths=fonts.folders(), ignore_system_fonts=True, sys_inputs=inputs, **how
    )


def _moment(document: Document) -> datetime:
    day = document.issued_on or document.made_at.date()
    return datetime.combine(day, time.min, tzinfo=UTC)
