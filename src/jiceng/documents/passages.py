"""A text as passages that keep their keys when the text changes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from jiceng.documents.body import LEVELS, clean

ALIKE = 0.4  # a paragraph of which so much stayed is the same one, changed


@dataclass(frozen=True)
class Piece:
    """A passage: its key, heading level (0 for a paragraph) and text."""

    key: int
    level: int
    text: str


def level_of(line: str) -> int:
    return next((level for level, pattern in enumerate(LEVELS, 1) if pattern.match(line)), 0)


def pieces(text: str, before: Iterable[Piece] = (), next_key: int = 1) -> list[Piece]:
    """Each line a passage. Unchanged lines keep their key, changed ones too while enough of them stayed; new ones get
    keys from `next_key` on, which must be larger than any ever used."""
    lines = [line for line in clean(text).split("\n") if line]
    old = list(before)
    keys = _kept(old, lines)
    found = []
    for line, key in zip(lines, keys, strict=True):
        if key is None:
            key, next_key = next_key, next_key + 1
        found.append(Piece(key, level_of(line), line))
    return found


def _kept(old: list[Piece], lines: list[str]) -> list[int | None]:
    """For each line the key of the passage that it was, if any."""
    keys: list[int | None] = [None] * len(lines)
    matcher = SequenceMatcher(None, [one.text for one in old], lines, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            keys[start:end] = [one.key for one in old[first:last]]
        elif tag == "replace":
            _match_changed(old[first:last], lines, range(start, end), keys)
    return keys


def _match_changed(gone: list[Piece], lines: list[str], places: range, keys: list[int | None]) -> None:
    """In order: each changed line takes the first passage that is still alike."""
    left = list(gone)
    for place in places:
        alike = (
            number
            for number, one in enumerate(left)
            if SequenceMatcher(None, one.text, lines[place], autojunk=False).ratio() >= ALIKE
        )
        if (number := next(alike, None)) is not None:
            keys[place] = left[number].key
            left = left[number + 1 :]


@dataclass(frozen=True)
class Bit:
    """A run of characters of a difference: "" kept, "del" gone, "ins" new."""

    how: str
    text: str


@dataclass(frozen=True)
class Compared:
    """A passage before and after; `how` is "", "changed", "new" or "gone"."""

    how: str
    bits: tuple[Bit, ...]


def compared(before: list[Piece], after: list[Piece]) -> list[Compared]:
    """Passage by passage in the order of the new text; what is gone stands where it stood."""
    old = {one.key: one for one in before}
    kept = {one.key for one in after}
    found, place = [], {one.key: number for number, one in enumerate(before)}
    told = 0
    for one in after:
        if one.key in old:
            for gone in before[told : place[one.key]]:
                if gone.key not in kept:
                    found.append(Compared("gone", (Bit("del", gone.text),)))
            told = max(told, place[one.key] + 1)
            bits = _bits(old[one.key].text, one.text)
            found.append(Compared("changed" if len(bits) > 1 else "", bits))
        else:
            found.append(Compared("new", (Bit("ins", one.text),)))
    found += [Compared("gone", (Bit("del", one.text),)) for one in before[told:] if one.key not in kept]
    return found


def _bits(before: str, after: str) -> tuple[Bit, ...]:
    if before == after:
        return (Bit("", after),)
    bits: list[Bit] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            bits.append(Bit("", before[i:j]))
            continue
        if i < j:
            bits.append(Bit("del", before[i:j]))
        if k < m:
            bits.append(Bit("ins", after[k:m]))
    return tuple(bits) if len(bits) > 1 else (Bit("del", before), Bit("ins", after))
