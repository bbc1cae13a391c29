"""From a cell to a value, and what to say when it is not one.

A parser takes a cell that is not empty and gives a value or raises Unreadable with what was expected.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from jiceng.kernel.sentences import sentence as _
from jiceng.kernel.sentences import sentences as ngettext
from jiceng.kernel.xlsx.sandbox import DATE

Parser = Callable[[object], object]

# Control characters, and the invisible ones that turn reading direction or hide.
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
BLANKS = " \u3000\xa0"
EXACT = 2**53  # above it a number has lost digits
EARLIEST, LATEST = date(1850, 1, 1), date(2200, 1, 1)


class Unreadable(Exception):
    """The cell is not what its column wants; the message says what was expected."""


def shown(value: object) -> str:
    """A cell as a person would see it; hidden characters by their number, at most 60 characters."""
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) < EXACT else f"{value:.15G}"
    text = str(value)
    text = text[1:] if text[:1] == DATE else text
    return HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)[:60]


def plain(value: object) -> str:
    """Any cell as text without the blanks around it. Raises Unreadable for hidden characters and lost digits."""
    if isinstance(value, str):
        if value[:1] == DATE:
            return value[1:]
        found = HIDDEN.search(value)
        if found:
            raise Unreadable(
                _("第 %(place)s 个字是看不见的控制字符 U+%(code)s，请删去")
                % {"place": found.start() + 1, "code": f"{ord(found[0]):04X}"}
            )
        return value.strip(BLANKS)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, int | float):
        if abs(value) >= EXACT:
            raise Unreadable(_("被存成了数字，后几位已丢失；请把单元格设为文本后重新填写"))
        return str(int(value)) if float(value).is_integer() else str(value)
    return str(value)


def text(limit: int) -> Parser:
    """Text of at most `limit` characters."""

    def parse(value: object) -> str | None:
        if type(value) is str and value.isalnum() and len(value) <= limit:
            return value
        found = plain(value)
        if len(found) > limit:
            raise Unreadable(ngettext("最多 %(limit)s 个字", "最多 %(limit)s 个字", limit) % {"limit": limit})
        return found or None

    return parse


def day(value: object) -> date | None:
    """A date: a date cell, 2026-11-23, 2026/11/23, 2026.11.23, 2026年11月23日 or 20261123."""
    found = plain(value)
    if not found:
        return None
    expected = _("日期，如 2026-11-23")
    match = DAY.fullmatch(found)
    if not match:
        raise Unreadable(expected)
    year, month, number = (int(part) for part in match.groups() if part)
    try:
        result = date(year, month, number)
    except ValueError:
        raise Unreadable(expected) from None
    if not EARLIEST <= result < LATEST:
        raise Unreadable(_("1850 年到 2199 年之间的日期"))
    return result


def whole(most: int) -> Parser:
    """A whole number from 0 to `most`."""

    def parse(value: object) -> int | None:
        found = plain(value)
        if not found:
            return None
        if not (found.isascii() and found.isdigit()) or len(found) > 12 or int(found) > most:
            raise Unreadable(_("0 到 %(most)s 的整数") % {"most": most})
        return int(found)

    return parse


def one_of(values: Mapping[str, object], expected: Callable[[], str]) -> Parser:
    """One of the labels in `values`."""

    def parse(value: object) -> object:
        found = plain(value)
        if not found:
            return None
        try:
            return values[found]
        except KeyError:
            raise Unreadable(expected()) from None

    return parse
