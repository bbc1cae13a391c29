"""Charts as plain numbers for server-side SVG: every chart comes with the same figures as a table.

All lengths are in SVG units; a chart is `WIDTH` wide and a row `ROW` high. The scale begins at nought.
"""

from dataclasses import dataclass, field

from jiceng.kernel.components import Bar, Change, Stack, written

WIDTH, ROW, LABEL, VALUE = 640, 28, 150, 120
TONES = ("one", "two", "three", "four", "five")


@dataclass(frozen=True)
class Piece:
    """A rectangle: x, y, width, height, class, and the words for its title."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    title: str


@dataclass(frozen=True)
class Line:
    """A row of the chart: its label, where it opens, its pieces and the value written behind."""

    label: str
    y: float
    url: str
    value: str
    value_x: float
    pieces: list[Piece]
    mark_x: float | None = None
    top: float = 0


@dataclass(frozen=True)
class Chart:
    label: str
    unit: str
    height: int
    lines: list[Line]
    headers: list[str]
    rows: list[list[str]]
    legend: list[tuple[str, str]] = field(default_factory=list)
    width: int = WIDTH
    label_x: int = LABEL - 10


def _scale(values: list[float | None]) -> float:
    """SVG units for one: the longest bar fills the room between label and value."""
    most = max((v for v in values if v is not None), default=0)
    return (WIDTH - LABEL - VALUE) / most if most > 0 else 0


def _length(value: float | None, scale: float) -> float:
    return round(max(0.0, value or 0) * scale, 1)


def _short(label: str) -> str:
    return label if len(label) <= 10 else label[:9] + "…"


def bars(rows: list[Bar], *, label: str, unit: str = "") -> Chart:
    """One bar a row; a mark where `of` (norm, target) lies."""
    scale = _scale([v for row in rows for v in (row.value, row.of)])
    lines = []
    for index, row in enumerate(rows):
        top = index * ROW
        width = _length(row.value, scale)
        title = f"{row.label}：{written(row.value)}{unit}"
        lines.append(
            Line(
                _short(row.label),
                top + 18,
                row.url,
                written(row.value),
                LABEL + width + 6,
                [Piece(LABEL, top + 6, width, 16, row.tone or "one", title)],
                None if row.of is None else LABEL + _length(row.of, scale),
                top,
            )
        )
    return Chart(
        label, unit, len(rows) * ROW, lines, ["", unit or label], [[r.label, written(r.value)] for r in rows]
    )


def stacked(rows: list[Stack], *, series: list[str], label: str, unit: str = "") -> Chart:
    """Parts beside one another, one tone for each of at most five series."""
    if len(series) > len(TONES):
        raise ValueError(f"at most {len(TONES)} series can be told apart")
    scale = _scale([sum(row.parts) for row in rows])
    lines = []
    for index, row in enumerate(rows):
        top, x, pieces = index * ROW, float(LABEL), []
        for name, tone, part in zip(series, TONES, row.parts, strict=False):
            width = _length(part, scale)
            pieces.append(Piece(x, top + 6, width, 16, tone, f"{row.label} {name}：{written(part)}{unit}"))
            x += width
        total = written(sum(row.parts))
        lines.append(Line(_short(row.label), top + 18, row.url, total, x + 6, pieces, None, top))
    table = [[row.label, *(written(part) for part in row.parts)] for row in rows]
    return Chart(
        label, unit, len(rows) * ROW, lines, ["", *series], table, list(zip(TONES, series, strict=False))
    )


def before_after(rows: list[Change], *, names: tuple[str, str], label: str, unit: str = "") -> Chart:
    """Two thin bars a row: before above, after below."""
    scale = _scale([v for row in rows for v in (row.before, row.after)])
    lines = []
    for index, row in enumerate(rows):
        top = index * ROW
        old, new = _length(row.before, scale), _length(row.after, scale)
        pieces = [
            Piece(LABEL, top + 5, old, 7, "two", f"{row.label} {names[0]}：{written(row.before)}{unit}"),
            Piece(LABEL, top + 14, new, 9, "one", f"{row.label} {names[1]}：{written(row.after)}{unit}"),
        ]
        value = f"{written(row.before)} → {written(row.after)}"
        lines.append(
            Line(_short(row.label), top + 18, row.url, value, LABEL + max(old, new) + 6, pieces, None, top)
        )
    table = [[row.label, written(row.before), written(row.after)] for row in rows]
    legend = [("two", names[0]), ("one", names[1])]
    return Chart(label, unit, len(rows) * ROW, lines, ["", *names], table, legend)
