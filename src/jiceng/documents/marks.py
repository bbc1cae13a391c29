"""A text made plain, so that a mark of secrecy in it is found however it was set. Pure."""

import re
import unicodedata

# Ends of lines, and what stands between the cells of a table.
CELLS = re.compile(r"[\r\n\v\f\x85\u2028\u2029\t|｜]")
STARS = re.compile("[★☆✩✪✫✬✭✮✯✰⭐⋆∗*✱✲✳]")
# Letters of the marks in Traditional type.
LETTERS = str.maketrans("絕機祕級屬", "绝机秘级属")
# They show as nothing but count as letters: Hangul fillers, the empty Braille cell.
EMPTY = str.maketrans(dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0)))
UNSEEN = {"Cf", "Cc", "Mn", "Me"}
# A mark that was written downwards, a letter or two a line: 机 密 ★ 1 年.
LONGEST_PIECE, MOST_PIECES = 2, 6


def plain(text: str) -> str:
    """Full-width forms made usual, stars of one kind, invisible characters and spaces within a line taken out, each
    cell of a table a line, lines of a letter or two drawn together once more at the end."""
    lines = [_line(cell) for cell in CELLS.split(text)]
    return "\n".join([*lines, *_downwards(lines)])


def _line(text: str) -> str:
    shown = unicodedata.normalize("NFKC", text.translate(EMPTY)).translate(LETTERS)
    kept = "".join(one for one in shown if unicodedata.category(one) not in UNSEEN and not one.isspace())
    return STARS.sub("★", kept)


def _downwards(lines: list[str]) -> list[str]:
    """What stands a letter or two a line, as one line each: every few of them that follow each other, since a mark may
    stand among other short lines."""
    runs: list[list[str]] = [[]]
    for line in lines:
        if 0 < len(line) <= LONGEST_PIECE:
            runs[-1].append(line)
        elif line:
            runs.append([])
    return [
        "".join(run[start:end])
        for run in runs
        for start in range(len(run))
        for end in range(start + 2, min(start + MOST_PIECES, len(run)) + 1)
    ]
