"""The text of a document as its parts: headings by their numbering, paragraphs, tables. Pure.

GB/T 9704-2012, 7.3.3: 一、 in black type, （一） in regular script, 1. and （1） as the text.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NUMERALS = "〇零一二三四五六七八九十百"
LEVELS = (
    re.compile(rf"^[{NUMERALS}]+、"),
    re.compile(rf"^[（(][{NUMERALS}]+[）)]"),
    re.compile(r"^\d+[.．](?!\d)"),
    re.compile(r"^[（(]\d+[）)]"),
)
ROW = re.compile(r"^\s*\|(.+)\|\s*$")
ATTACHMENT = re.compile(r"^附件\s*\d*\s*[:：]\s*(\S.*)$")
RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")


@dataclass(frozen=True)
class Block:
    """`level` 1-4 for a heading, 0 for a paragraph. `lead` is the part set as the heading: the line up to its first
    full stop. `rows` are the cells of a table, the first row its head."""

    level: int = 0
    lead: str = ""
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def clean(text: str) -> str:
    """One kind of line end, no control characters, no spaces around a line, no empty lines at the ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ["".join(one for one in line if one.isprintable()).strip(" 　\t") for line in lines]
    return "\n".join(kept).strip("\n")


def blocks(text: str) -> tuple[Block, ...]:
    """Each non-empty line is a paragraph; lines between bars that follow each other are one table."""
    return tuple(_blocks(clean(text).split("\n")))


def _blocks(lines: list[str]) -> Iterator[Block]:
    table: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if (row := ROW.match(line)) is not None:
            if not RULE.match(line):
                table.append(tuple(cell.strip() for cell in row[1].split("|")))
            continue
        if table:
            yield Block(rows=_even(table))
            table = []
        if line:
            yield _paragraph(line)


def _even(table: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Every row as wide as the widest."""
    width = max(len(row) for row in table)
    return tuple((*row, *("",) * (width - len(row))) for row in table)


def _paragraph(line: str) -> Block:
    for level, pattern in enumerate(LEVELS, 1):
        if not pattern.match(line):
            continue
        if level > 2:
            return Block(level, "", line)
        lead, stop, rest = line.partition("。")
        return Block(level, lead + stop, rest)
    return Block(0, "", line)


def length(text: str) -> int:
    """Characters without white space and the bars of tables."""
    return len(re.sub(r"[\s|]", "", text))


@dataclass(frozen=True)
class Change:
    """A paragraph of the difference of two versions: sign " " same, "-" gone, "+" new."""

    sign: str
    text: str


def differences(before: str, after: str) -> tuple[Change, ...]:
    """Paragraph by paragraph."""
    found = difflib.ndiff(clean(before).split("\n"), clean(after).split("\n"))
    return tuple(Change(line[0], line[2:]) for line in found if line[0] in " -+" and line[2:])


def same_wording(one: str, other: str) -> bool:
    """Paragraph by paragraph; empty lines say nothing."""
    lines = [[line for line in clean(text).split("\n") if line] for text in (one, other)]
    return lines[0] == lines[1]


def attachments_in(text: str) -> tuple[tuple[str, str], ...]:
    """Attachments as they are typed: a line 附件：title, then its text. ValueError for text before the first title."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if head := ATTACHMENT.match(line.strip()):
            found.append((head[1], []))
        elif found:
            found[-1][1].append(line)
        elif line.strip():
            raise ValueError(line)
    return tuple((title, "\n".join(lines)) for title, lines in found)


def attachments_text(pairs: Iterable[tuple[str, str]]) -> str:
    """The same as it is typed."""
    return "\n".join(f"附件：{title}\n{text}" for title, text in pairs)
