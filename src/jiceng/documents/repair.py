"""Text that came damaged by a web page or a wrong conversion, mended; each change is told, nothing is saved. Pure.

Only what is surely wrong is touched: a reading in brackets goes when it is the reading of the characters before it, a
comma grows wide between Chinese characters but not in 1,000. `repair` goes on until nothing changes, so that doing it
again changes nothing.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from itertools import product

import opencc
from django.utils.translation import gettext_lazy as _
from pypinyin import Style, pinyin

from jiceng.documents.body import ATTACHMENT, LEVELS, ROW, clean

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
ENDS = "。！？：；…”’）》」』.!?:;"
ROUNDS = 8
LONGEST_READING = 12  # syllables in one pair of brackets
READING = re.compile(
    rf"([{HAN}]+)\s*[(（\[［]\s*([A-Za-züÜāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ'’·\s]{{1,80}}?)\s*[)）\]］]"
)
ENTITY = re.compile(
    r"&(?:nbsp|ensp|emsp|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|quot|lt|gt|amp|#\d{2,5}|#x[0-9a-fA-F]{2,4});"
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")
YEAR = re.compile(r"[\[［【(（]\s*((?:19|20)\d\d)\s*[\]］】)）]\s*(?:第\s*)?0*([1-9]\d*)\s*号")
MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
CLOSE_UP = re.compile(rf"(?<=[{HAN}，。；：！？、])[ \t\u00a0]+(?=[，。；：！？、）》”])")
DOTS = re.compile(rf"(?<=[{HAN}”）》])(?:\.{{3,}}|。{{3,}})")
STOP = re.compile(rf"(?<=[{HAN}”）》])\.(?=$|[{HAN}“])", re.MULTILINE)
TWICE = re.compile(r"([，。；：、])\1+")
QUOTED = re.compile(rf"\"([^\"\n]*[{HAN}][^\"\n]*)\"")
SHORT = 18  # a shorter line may be a heading, a name, a date


@dataclass(frozen=True)
class Repair:
    """A kind of damage: its key, its name for people, and what mends it."""

    key: str
    label: object
    mend: Callable[[str], str]


@dataclass(frozen=True)
class Fix:
    """One place where something was mended: the kind, what stood there, what stands there now, with a little around."""

    key: str
    label: object
    before: str
    after: str
    around: tuple[str, str]


@dataclass(frozen=True)
class Repaired:
    text: str
    fixes: tuple[Fix, ...]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Kinds of damage and how often, in the order of the work."""
        found: dict[str, int] = {}
        for one in self.fixes:
            found[str(one.label)] = found.get(str(one.label), 0) + 1
        return list(found.items())


def _entities(text: str) -> str:
    return INVISIBLE.sub("", ENTITY.sub(lambda found: unescape(found[0]).replace("\u00a0", " "), text))


def _bare(reading: str) -> str:
    """Letters without tones: lǜ -> lv."""
    marked = unicodedata.normalize("NFD", reading.lower().replace("ü", "v"))
    marked = marked.replace("u\u0308", "v")
    return "".join(one for one in marked if "a" <= one <= "z")


def _readings(text: str) -> str:
    """Readings in brackets, when they are those of the characters before."""

    def mend(found: re.Match) -> str:
        letters = _bare(found[2])
        return found[1] if letters and _is_reading(found[1], letters) else found[0]

    return READING.sub(mend, text)


def _is_reading(characters: str, letters: str) -> bool:
    for count in range(1, min(LONGEST_READING, len(characters)) + 1):
        tail = characters[-count:]
        told = [{_bare(one) for one in each} for each in pinyin(tail, style=Style.NORMAL, heteronym=True)]
        told = [each | {one.replace("v", "u") for one in each} for each in told]
        if len(told) == count and _spells(told, letters):
            return True
    return False


def _spells(told: list[set[str]], letters: str) -> bool:
    """Whether one reading of each character, one after the other, gives the letters."""
    rests = {letters}
    for each in told:
        rests = {rest[len(one) :] for rest, one in product(rests, each) if one and rest.startswith(one)}
    return "" in rests


# Traditional characters that stand in Simplified texts too, mostly in names: 王乾, 卓著, 瞭望, 昇.
IN_BOTH = frozenset("乾著瞭徵藉覆昇陞甯喆堃淼鍾於濬")
_to_simplified = opencc.OpenCC("t2s")


def _scripts(text: str) -> str:
    """Traditional characters within a Simplified text; a text that is Traditional throughout is left alone."""
    turned = _to_simplified.convert(text)
    if len(turned) != len(text) or turned == text:
        return text
    turned = "".join(a if a in IN_BOTH else b for a, b in zip(text, turned, strict=True))
    strange = sum(a != b for a, b in zip(text, turned, strict=True))
    chinese = len(re.findall(f"[{HAN}]", text))
    return turned if strange * 5 <= chinese else text


def _widths(text: str) -> str:
    return WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _numbers(text: str) -> str:
    return YEAR.sub(r"〔\1〕\2号", text)


def _punctuation(text: str) -> str:
    lines = [one if ROW.match(one) else _marks(one) for one in text.split("\n")]
    return "\n".join(lines)


def _marks(line: str) -> str:
    """Half-width marks beside Chinese characters; those between digits or Latin letters stay."""
    line = QUOTED.sub(r"“\1”", line)
    line = DOTS.sub("……", line)
    line = re.sub(rf"(?<=[{HAN}”）》])\s*([,;:?!])\s*", lambda found: MARKS[found[1]], line)
    line = re.sub(rf"([,;:?!])(?=[{HAN}“])", lambda found: MARKS[found[1]], line)
    line = re.sub(rf"\(([^()\n]*[{HAN}][^()\n]*)\)", r"（\1）", line)
    line = re.sub(r"\(([^()（）\n]*[^()（）\n\d])）|（([^()（）\n]*)\)", _pair, line)
    return TWICE.sub(r"\1", CLOSE_UP.sub("", STOP.sub("。", line)))


def _pair(found: re.Match) -> str:
    return f"（{found[1] or found[2] or ''}）"


def _is_apart(line: str) -> bool:
    """Headings, rows of tables, attachments and empty lines are never joined to others."""
    return (
        not line or bool(ROW.match(line) or ATTACHMENT.match(line)) or any(one.match(line) for one in LEVELS)
    )


def _lines(text: str) -> str:
    """A sentence that was broken at the edge of a page goes on in one line."""
    kept: list[str] = []
    for line in text.split("\n"):
        if kept and _goes_on(kept[-1], line):
            kept[-1] += line
        else:
            kept.append(line)
    return "\n".join(kept)


def _goes_on(before: str, line: str) -> bool:
    if not before or ROW.match(before) or ATTACHMENT.match(before) or _is_apart(line):
        return False
    if before[-1] in "，、":
        return True
    if len(before) < SHORT or before[-1] in ENDS or not re.match(f"[{HAN}，。；、]", line):
        return False
    heading = any(one.match(before) for one in LEVELS) and "，" not in before and "。" not in before
    return (
        not heading
        and any(one in line for one in "。；！？")
        and re.match(f"[{HAN}]", before[-1]) is not None
    )


def _stops(text: str) -> str:
    """The full stop that a paragraph of whole sentences lost."""
    lines = text.split("\n")
    return "\n".join(f"{one}。" if _lost_its_stop(one) else one for one in lines)


def _lost_its_stop(line: str) -> bool:
    if ROW.match(line) or ATTACHMENT.match(line) or len(line) < SHORT + 6:
        return False
    return "。" in line and re.search(f"[{HAN}]$", line) is not None


REPAIRS = (
    Repair("entities", _("网页符号和看不见的字符"), _entities),
    Repair("readings", _("括号里的拼音"), _readings),
    Repair("scripts", _("繁体字"), _scripts),
    Repair("widths", _("全角数字和字母"), _widths),
    Repair("numbers", _("发文字号的括号"), _numbers),
    Repair("punctuation", _("半角或重复的标点"), _punctuation),
    Repair("lines", _("断开的行"), _lines),
    Repair("stops", _("段末缺的句号"), _stops),
)


def repair(text: str) -> Repaired:
    """Mended until nothing changes any more, with every place told."""
    fixes: list[Fix] = []
    text = clean(text)
    for _round in range(ROUNDS):
        before = text
        for one in REPAIRS:
            mended = clean(one.mend(text))
            if mended != text:
                fixes += _fixes(one, text, mended)
                text = mended
        if text == before:
            break
    return Repaired(text, tuple(fixes))


AROUND = 6


def _fixes(one: Repair, before: str, after: str) -> list[Fix]:
    """Line by line where the number of lines stayed, so that long texts are compared quickly."""
    old, new = before.split("\n"), after.split("\n")
    pairs = zip(old, new, strict=True) if len(old) == len(new) else ((before, after),)
    found = []
    for a, b in pairs:
        if a == b:
            continue
        for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if tag != "equal":
                around = (a[max(0, i - AROUND) : i], a[j : j + AROUND])
                found.append(Fix(one.key, one.label, a[i:j].replace("\n", "⏎"), b[k:m], around))
    return found
