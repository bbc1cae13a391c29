"""A PDF measured: characters and lines of each page in millimetres from its upper left corner."""

import ctypes
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Char:
    """One character with the box of its ink."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float


@dataclass(frozen=True)
class Stroke:
    """A drawn line: its box and colour (red, green, blue)."""

    left: float
    top: float
    right: float
    bottom: float
    colour: tuple[int, int, int]

    @property
    def is_red(self) -> bool:
        return self.colour[0] > 150 and max(self.colour[1:]) < 60


@dataclass(frozen=True)
class Row:
    """Characters on one baseline."""

    text: str
    chars: tuple[Char, ...]

    @property
    def left(self) -> float:
        return self.chars[0].left

    @property
    def right(self) -> float:
        return self.chars[-1].right

    @property
    def baseline(self) -> float:
        return self.chars[0].baseline


class Page:
    def __init__(self, page):
        self.width, self.height = (side * MM for side in page.get_size())
        self.chars = list(self._chars(page))
        self.strokes = list(self._strokes(page))

    def _chars(self, page):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            word = chr(raw.FPDFText_GetUnicode(text.raw, index))
            if not word.strip():
                continue
            left, bottom, right, top = text.get_charbox(index)
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            size = raw.FPDFText_GetFontSize(text.raw, index)
            box = (left * MM, self.height - top * MM, right * MM, self.height - bottom * MM)
            yield Char(word, *box, self.height - y.value * MM, size)

    def _strokes(self, page):
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = one.get_bounds()
            parts = [ctypes.c_uint() for _part in range(4)]
            raw.FPDFPageObj_GetStrokeColor(one.raw, *parts)
            width = ctypes.c_float()
            raw.FPDFPageObj_GetStrokeWidth(one.raw, width)
            # The bounds reach a stroke's width beyond the line on every side; the ink half of it.
            half, whole = width.value / 2, width.value
            box = (
                left + whole,
                self.height / MM - top + half,
                right - whole,
                self.height / MM - bottom - half,
            )
            yield Stroke(*(side * MM for side in box), tuple(part.value for part in parts[:3]))

    @property
    def rows(self) -> list[Row]:
        """Characters by baseline, from the top; in a row from the left."""
        ordered = sorted(self.chars, key=lambda one: (round(one.baseline, 1), one.left))
        rows = []
        for _baseline, found in groupby(ordered, key=lambda one: round(one.baseline, 1)):
            chars = tuple(found)
            rows.append(Row("".join(one.text for one in chars), chars))
        return rows

    def row(self, text: str) -> Row:
        return next(one for one in self.rows if text in one.text)

    def has(self, text: str) -> bool:
        return any(text in one.text for one in self.rows)

    @property
    def wide(self) -> list[Stroke]:
        """Lines across the page."""
        return [one for one in self.strokes if one.right - one.left > 100]


def measured(pdf: bytes) -> list[Page]:
    opened = pypdfium2.PdfDocument(pdf)
    pages = [Page(page) for page in opened]
    opened.close()
    return pages
