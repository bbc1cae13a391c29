"""A .docx with named fields, {{会议名称}} or {{名单.姓名}}, checked and filled.

There is no engine: a field is a name that is looked up, nothing in a template is ever evaluated, and what is filled in
is text.

A paragraph or a row of a table with fields of a list stands once for each item of the list.
"""

import copy
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document as Word
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FIELD = re.compile(r"\{\{\s*([^{}\n]{1,60}?)\s*\}\}")
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}")
# What makes Word fetch, run or bring in something.
CALLS_OUT = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|DATABASE|IMPORT|MACROBUTTON)\b")
INSTRUCTION = re.compile(r"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
UNREACHED = re.compile(r"^word/(footnotes|endnotes|comments)\.xml$")
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
# Stands for a brace of a value until everything is filled: a value is never read as a field. No value holds it.
BRACE = "\ue000"


@dataclass(frozen=True)
class Place:
    """A piece of text of the template and where it stands, in words; `row` is the row of the innermost table."""

    paragraph: Paragraph
    where: str
    row: BaseOxmlElement | None = None

    @property
    def target(self) -> BaseOxmlElement:
        """What stands once for each item of a list: the row, or the paragraph where there is none."""
        return self.paragraph._p if self.row is None else self.row


def places(word: WordDocument) -> Iterator[Place]:
    """Body, tables within tables, text boxes, heads and feet of first, even and other pages; each with its place."""
    yield from _within(word.element.body, "")
    for section in word.sections:
        for part, name in (
            (section.header, _("页眉")),
            (section.first_page_header, _("首页页眉")),
            (section.even_page_header, _("偶数页页眉")),
            (section.footer, _("页脚")),
            (section.first_page_footer, _("首页页脚")),
            (section.even_page_footer, _("偶数页页脚")),
        ):
            if not part.is_linked_to_previous:
                yield from _within(part._element, name)


def _within(root: BaseOxmlElement, name: str) -> Iterator[Place]:
    """Every paragraph below an element, however deep, in the order of the file."""
    tables = list(root.iter(qn("w:tbl")))
    number = 0
    for paragraph in root.iter(qn("w:p")):
        row = next((one for one in paragraph.iterancestors(qn("w:tr"))), None)
        if row is None:
            number += 1
            where = _("第%(number)d段") % {"number": number}
        else:
            table = next(one for one in row.iterancestors(qn("w:tbl")))
            words = {
                "table": 1 + tables.index(table),
                "row": 1 + len(list(row.itersiblings(qn("w:tr"), preceding=True))),
            }
            where = _("表格%(table)d第%(row)d行") % words
        yield Place(Paragraph(paragraph, None), name + where, row)


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
                    text = package.read(name).decode("utf-8", "replace")
                    yield from _danger(name, text)
                    yield from _unreached(name, text)
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


def _unreached(name: str, text: str) -> Iterator[str]:
    """Notes and comments are parts of their own, which nobody fills."""
    if UNREACHED.match(name) and (found := FIELD.search(re.sub(r"<[^>]+>", "", text))):
        yield _("脚注、尾注、批注里的字段“%(name)s”不会填写，请移到正文。") % {"name": found[1]}


def _wrong_fields(word: WordDocument, fields: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    known = {name: True for name, columns in fields.items() if not columns}
    known |= {f"{name}.{column}": True for name, columns in fields.items() for column in columns}
    told: set[tuple[str, str]] = set()
    lists: dict[int, set[str]] = defaultdict(set)
    found = list(places(word))
    for place in found:
        text = _text(place.paragraph)
        for name in FIELD.findall(text):
            if name not in known and (name, place.where) not in told:
                told.add((name, place.where))
                yield _unknown(name, place.where, list(known))
        if LEFT_OVER.search(FIELD.sub("", text)):
            yield _("%(where)s：花括号不成对，或者用了 {%% %%}；只能写 {{字段名}}。") % {"where": place.where}
        before = len(lists[id(place.target)])
        lists[id(place.target)] |= _lists_in(text)
        if len(lists[id(place.target)]) > max(before, 1):
            yield _("%(where)s：同一段或同一行里用了两份名单的字段。") % {"where": place.where}


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
    for target, name in _repeated(list(places(word))):
        _repeat(target, name, values)
    for place in list(places(word)):
        _put(place.paragraph, lambda name: str(values.get(name, "")))
    for place in list(places(word)):
        for run in _runs(place.paragraph):
            if BRACE in run.text:
                run.text = run.text.replace(BRACE, "{")
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _repeated(found: list[Place]) -> list[tuple[BaseOxmlElement, str]]:
    """Rows and paragraphs that stand once for each item, with their list; what lies deepest first."""
    lists: dict[int, tuple[BaseOxmlElement, str]] = {}
    for place in found:
        if names := _lists_in(_text(place.paragraph)):
            lists.setdefault(id(place.target), (place.target, min(names)))
    return sorted(lists.values(), key=lambda pair: -len(list(pair[0].iterancestors())))


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


def _runs(paragraph: Paragraph) -> list[Run]:
    """Also those within links and content controls, without those of a text box that hangs on the paragraph."""
    own = paragraph._p
    return [Run(one, paragraph) for one in own.iter(qn("w:r")) if next(one.iterancestors(qn("w:p"))) is own]


def _text(paragraph: Paragraph) -> str:
    return "".join(one.text for one in _runs(paragraph))


def _put(paragraph: Paragraph, value) -> None:
    """Fields replaced; the first run that a field touches keeps its look. `value(name)` None leaves the field. What is
    filled in is no field again."""
    runs = _runs(paragraph)
    text = "".join(one.text for one in runs)
    for found in reversed(list(FIELD.finditer(text))):
        new = value(found[1])
        if new is not None:
            _splice(
                runs,
                found.start(),
                found.end(),
                "".join(one for one in new if one.isprintable()).replace("{", BRACE),
            )


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
