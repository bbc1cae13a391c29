"""A text made plain, so that a mark of secrecy in it is found however it was set. Pure."""

import re
import unicodedata

from jiceng.documents.body import ROW

STARS = re.compile("[★☆✩✪✫✬✭✮✯✰⭐⋆∗*✱✲✳]")
# Letters of the marks in Traditional type.
LETTERS = str.maketrans("絕機祕級屬", "绝机秘级属")
# They show as nothing but count as letters: Hangul fillers, the empty Braille cell.
EMPTY = str.maketrans(dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0)))
UNSEEN = {"Cf", "Cc", "Mn", "Me"}
# A line of the ends of a mark that was written downwards, a letter a line.
LONGEST_PIECE = 2


def plain(text: str) -> str:
    """Full-width forms made usual, stars of one kind, invisible characters and spaces within a line taken out, each
    cell of a table a line, lines of a letter or two that follow each other drawn together once more at the end."""
    lines = [_line(cell) for line in re.split(r"[\r\n\v\f\x85\u2028\u2029]", text) for cell in _cells(line)]
    return "\n".join([*lines, *_downwards(lines)])


def _cells(line: str) -> list[str]:
    return line.split("|") if ROW.match(line) else [line]


def _line(text: str) -> str:
    shown = unicodedata.normalize("NFKC", text.translate(EMPTY)).translate(LETTERS)
    kept = "".join(one for one in shown if unicodedata.category(one) not in UNSEEN and not one.isspace())
    return STARS.sub("★", kept)


def _downwards(lines: list[str]) -> list[str]:
    """What stands a letter or two a line, as one line each."""
    found: list[list[str]] = [[]]
    for line in lines:
        if 0 < len(line) <= LONGEST_PIECE:
            found[-1].append(line)
        elif line:
            found.append([])
    return ["".join(pieces) for pieces in found if len(pieces) > 1]
