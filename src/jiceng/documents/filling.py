"""A .docx with named fields, {{会议名称}} or {{名单.姓名}}, checked and filled.

There is no engine: a field is a name that is looked up, nothing in a template is ever evaluated, and what is filled in
is text.

A paragraph or a row of a table with fields of a list stands once for each item of the list.
"""

import copy
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document as Word
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

FIELD = re.compile(r"\{\{\s*([^{}\n]{1,60}?)\s*\}\}")
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}")
# What makes Word fetch, run or bring in something.
CALLS_OUT = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|DATABASE|IMPORT|MACROBUTTON)\b")
INSTRUCTION = re.compile(r"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
BRINGS_IN = (
    "<w:altChunk",
    "attachedTemplate",
    "<w:object",
    "<w:control",
    "<o:OLEObject",
    "<!DOCTYPE",
    "<!ENTITY",
)
Value = str | list[Mapping[str, str]]
MOST_ITEMS = 2000


@dataclass(frozen=True)
class Place:
    """A piece of text of the template and where it stands, in words."""

    paragraph: Paragraph
    where: str
    row: _Row | None = None


def places(word: WordDocument) -> Iterator[Place]:
    """Body, tables, heads and feet; each with its place."""
    yield from _in_order(word.paragraphs, word.tables, "")
    for section in word.sections:
        for part, name in ((section.header, _("页眉")), (section.footer, _("页脚"))):
            if not part.is_linked_to_previous:
                yield from _in_order(part.paragraphs, part.tables, name)


def _in_order(paragraphs, tables: list[Table], name: str) -> Iterator[Place]:
    for number, paragraph in enumerate(paragraphs, 1):
        yield Place(paragraph, name + _("第%(number)d段") % {"number": number})
    for number, table in enumerate(tables, 1):
        for line, row in enumerate(table.rows, 1):
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    where = _("表格%(table)d第%(row)d行") % {"table": number, "row": line}
                    yield Place(paragraph, name + where, row)


def faults_of(content: bytes, fields: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Everything that stands against using this file. `fields`: names with the columns of a list."""
    if faults := list(_dangers(content)):
        return faults
    try:
        word = Word(BytesIO(content))
    except Exception:  # python-docx raises whatever lxml and zipfile do
        return [_("这个文件不是能打开的 .docx 文档。")]
    return list(_wrong_fields(word, fields))


def _dangers(content: bytes) -> Iterator[str]:
    """Links outwards and embedded parts; macros were refused with the upload."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    yield from _danger(name, package.read(name).decode("utf-8", "replace"))
    except zipfile.BadZipFile:
        yield _("这个文件不是能打开的 .docx 文档。")


def _danger(name: str, text: str) -> Iterator[str]:
    if name.endswith(".rels") and re.search(r"TargetMode\s*=\s*[\"']External", text):
        yield _("文档链接到外部文件或网址（%(part)s），请去掉链接。") % {"part": name}
    if any(mark in text for mark in BRINGS_IN):
        yield _("文档里嵌入了对象、控件或别的文件（%(part)s），请去掉。") % {"part": name}
    for found in INSTRUCTION.finditer(text):
        if called := CALLS_OUT.search(found[1] or found[2] or ""):
            yield _("文档里有会取用外部内容的域“%(name)s”（%(part)s），请去掉。") % {
                "name": called[0],
                "part": name,
            }


def _wrong_fields(word: WordDocument, fields: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    known = {name: True for name, columns in fields.items() if not columns}
    known |= {f"{name}.{column}": True for name, columns in fields.items() for column in columns}
    told: set[tuple[str, str]] = set()
    for place in places(word):
        text = place.paragraph.text
        for name in FIELD.findall(text):
            if name not in known and (name, place.where) not in told:
                told.add((name, place.where))
                yield _unknown(name, place.where, list(known))
        if LEFT_OVER.search(FIELD.sub("", text)):
            yield _("%(where)s：花括号不成对，或者用了 {%% %%}；只能写 {{字段名}}。") % {"where": place.where}
        if len(_lists_in(text)) > 1:
            yield _("%(where)s：同一段里用了两份名单的字段。") % {"where": place.where}


def _unknown(name: str, where: str, known: list[str]) -> str:
    words = {"where": where, "name": name}
    if near := get_close_matches(name, known, 1, 0.4):
        return _("%(where)s：没有字段“%(name)s”，是不是“%(near)s”？") % {**words, "near": near[0]}
    return _("%(where)s：没有字段“%(name)s”。") % words


def _lists_in(text: str) -> set[str]:
    return {name.partition(".")[0] for name in FIELD.findall(text) if "." in name}


def filled(content: bytes, values: Mapping[str, Value]) -> bytes:
    """The template with its fields filled; a list that is empty leaves its row or paragraph out."""
    word = Word(BytesIO(content))
    repeated: set[int] = set()
    for place in list(places(word)):
        target = place.row._tr if place.row is not None else place.paragraph._p
        if id(target) in repeated:
            continue
        scope = place.row.cells if place.row is not None else ()
        texts = [one.text for cell in scope for one in cell.paragraphs] or [place.paragraph.text]
        if lists := {name for text in texts for name in _lists_in(text)}:
            repeated.add(id(target))
            _repeat(target, lists.pop(), values)
    for place in list(places(word)):
        _put(place.paragraph, lambda name: str(values.get(name, "")))
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _repeat(target, name: str, values: Mapping[str, Value]) -> None:
    """The row or paragraph once for each item, in its place."""
    items = values.get(name) or []
    last = target
    for item in list(items)[:MOST_ITEMS]:
        made = copy.deepcopy(target)
        for paragraph in made.iter(qn("w:p")):
            _put(Paragraph(paragraph, None), _of_item(name, item))
        last.addnext(made)
        last = made
    target.getparent().remove(target)


def _of_item(name: str, item: Mapping[str, str]):
    def value(field: str) -> str | None:
        of, dot, column = field.partition(".")
        return str(item.get(column, "")) if dot and of == name else None

    return value


def _put(paragraph: Paragraph, value) -> None:
    """Fields replaced; the first run that a field touches keeps its look. `value(name)` None leaves the field."""
    runs = paragraph.runs
    text = "".join(one.text for one in runs)
    for found in reversed(list(FIELD.finditer(text))):
        new = value(found[1])
        if new is not None:
            _splice(runs, found.start(), found.end(), "".join(one for one in new if one.isprintable()))


def _splice(runs, start: int, end: int, new: str) -> None:
    position, first = 0, True
    for run in runs:
        own = run.text
        begin, stop = max(start - position, 0), min(end - position, len(own))
        if begin < stop:
            run.text = own[:begin] + (new if first else "") + own[stop:]
            first = False
        position += len(own)


def sample(fields: Mapping[str, tuple[str, ...]]) -> dict[str, Value]:
    """Something to try a template with."""
    return {
        name: [{column: column for column in columns}] * 2 if columns else name
        for name, columns in fields.items()
    }
