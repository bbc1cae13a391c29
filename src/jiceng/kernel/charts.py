"""Charts as plain numbers for server-side SVG: every chart comes with the same figures as a table.

A row's bar is drawn on a scale of `WIDTH` units that begins at nought and ends at the longest bar; the browser
stretches it to the room there is, so words keep their size on a phone.
"""

from dataclasses import dataclass, field
from statistics import median

from django.utils.translation import gettext as _

from jiceng.kernel.components import Bar, Change, Stack, Strip, Unit, written
from jiceng.kernel.units import counted
from jiceng.kernel.words import strung

WIDTH = 1000
TONES = ("one", "two", "three", "four", "five")


@dataclass(frozen=True)
class Piece:
    """A rectangle in a bar's strip of WIDTH x 18: x, y, width, height, class, and the words for its title."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    title: str


@dataclass(frozen=True)
class Tick:
    """One of many on a strip: where it stands, and the words for its title."""

    x: float
    tone: str
    title: str


@dataclass(frozen=True)
class Line:
    """A row of the chart: its label, where it opens, the value written behind, its pieces or ticks, a mark at a norm
    or in the middle."""

    label: str
    url: str
    value: str
    pieces: list[Piece]
    mark_x: float | None = None
    ticks: list[Tick] = field(default_factory=list)


@dataclass(frozen=True)
class Chart:
    """What the template draws; `headers` and `rows` are the table with the same figures."""

    label: str
    unit: str
    lines: list[Line]
    headers: list[str]
    rows: list[list[str]]
    legend: list[tuple[str, str]] = field(default_factory=list)
    width: int = WIDTH


def _scale(values: list[float | None]) -> float:
    most = max((v for v in values if v is not None), default=0)
    return WIDTH / most if most > 0 else 0


def _length(value: float | None, scale: float) -> float:
    return round(max(0.0, value or 0) * scale, 1)


def bars(rows: list[Bar], *, label: str, unit: Unit | str = "") -> Chart:
    """One bar a row; a mark where `of` (norm, target) lies."""
    scale = _scale([v for row in rows for v in (row.value, row.of)])
    lines = []
    for row in rows:
        title = strung((row.label, counted(row.value, unit)), "：")
        piece = Piece(0, 1, _length(row.value, scale), 16, row.tone or "one", title)
        mark = None if row.of is None else _length(row.of, scale)
        lines.append(Line(row.label, row.url, written(row.value), [piece], mark))
    return Chart(
        label, str(unit), lines, ["", str(unit) or label], [[r.label, written(r.value)] for r in rows]
    )


def stacked(rows: list[Stack], *, series: list[str], label: str, unit: Unit | str = "") -> Chart:
    """Parts beside one another, one tone for each of at most five series."""
    if len(series) > len(TONES):
        raise ValueError(f"at most {len(TONES)} series can be told apart")
    scale = _scale([sum(row.parts) for row in rows])
    lines = []
    for row in rows:
        x, pieces = 0.0, []
        for name, tone, part in zip(series, TONES, row.parts, strict=False):
            width = _length(part, scale)
            pieces.append(
                Piece(x, 1, width, 16, tone, strung((f"{row.label} {name}", counted(part, unit)), "："))
            )
            x += width
        lines.append(Line(row.label, row.url, written(sum(row.parts)), pieces))
    table = [[row.label, *(written(part) for part in row.parts)] for row in rows]
    return Chart(label, str(unit), lines, ["", *series], table, list(zip(TONES, series, strict=False)))


def before_after(rows: list[Change], *, names: tuple[str, str], label: str, unit: Unit | str = "") -> Chart:
    """Two thin bars a row: before above, after below."""
    scale = _scale([v for row in rows for v in (row.before, row.after)])
    lines = []
    for row in rows:
        old, new = _length(row.before, scale), _length(row.after, scale)
        pieces = [
            Piece(0, 1, old, 6, "two", strung((f"{row.label} {names[0]}", counted(row.before, unit)), "：")),
            Piece(0, 8, new, 9, "one", strung((f"{row.label} {names[1]}", counted(row.after, unit)), "：")),
        ]
        lines.append(Line(row.label, row.url, f"{written(row.before)} → {written(row.after)}", pieces))
    table = [[row.label, written(row.before), written(row.after)] for row in rows]
    return Chart(label, str(unit), lines, ["", *names], table, [("two", names[0]), ("one", names[1])])


def strips(rows: list[Strip], *, label: str, unit: Unit | str = "") -> Chart:
    """Many values in one line: a tick for each on one scale for all lines, a mark at the median, least and most
    written behind. Values that are not known are left out of it and out of the count."""
    known = [[bar.value for bar in row.bars if bar.value is not None] for row in rows]
    scale = _scale([value for values in known for value in values])
    lines, table = [], []
    for row, values in zip(rows, known, strict=True):
        ends = (min(values), median(values), max(values)) if values else (None, None, None)
        ticks = [
            Tick(_length(bar.value, scale), row.tone, strung((bar.label, counted(bar.value, unit)), "："))
            for bar in row.bars
            if bar.value is not None
        ]
        behind = f"{written(ends[0])}–{written(ends[2])}" if values else written(None)
        middle = _length(ends[1], scale) if values else None
        lines.append(Line(row.label, row.url, behind, [], middle, ticks))
        table.append([row.label, written(len(values)), *(written(end) for end in ends)])
    headers = ["", _("个数"), _("最少"), _("中位数"), _("最多")]
    return Chart(label, _("%(unit)s；虚线为中位数") % {"unit": unit}, lines, headers, table)
