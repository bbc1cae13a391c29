"""A chart as a file: SVG by itself, PNG made of it by typst with the font that the house carries."""

from pathlib import Path
from xml.sax.saxutils import escape

import noto_cjk_sans_otc
import typst

from jiceng.kernel.charts import Chart

FONTS = Path(noto_cjk_sans_otc.__file__).parent
FONT = "Noto Sans CJK SC"
TONES = {"one": "#2f5d8a", "two": "#c08a3e", "three": "#5b8c5a", "four": "#8a6aa8", "five": "#7a7a7a"}
WIDTH, LABEL, VALUE, ROW, HEAD, FOOT = 900, 150, 80, 30, 76, 34
PAGE = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 900pt)
"""
DPI = 144.0


def svg(chart: Chart, note: str) -> str:
    """The chart with its title, legend, labels and values; `note` says units, day and source below."""
    plot = WIDTH - LABEL - VALUE - 20
    height = HEAD + ROW * len(chart.lines) + FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="{FONT}" font-size="14" fill="#222222">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        _text(20, 30, chart.label, 'font-size="18" font-weight="bold"'),
    ]
    x = LABEL
    for tone, name in chart.legend:
        parts.append(f'<rect x="{x}" y="46" width="12" height="12" fill="{TONES.get(tone, "#2f5d8a")}"/>')
        parts.append(_text(x + 18, 57, name))
        x += 40 + 15 * len(name)
    for number, line in enumerate(chart.lines):
        top = HEAD + number * ROW
        parts.append(_text(LABEL - 10, top + 17, line.label, 'text-anchor="end"'))
        for piece in line.pieces:
            tone = TONES.get(piece.tone, "#2f5d8a")
            left, width = LABEL + piece.x * plot / chart.width, piece.width * plot / chart.width
            parts.append(
                f'<rect x="{left:.1f}" y="{top + 3}" width="{width:.1f}" height="18" fill="{tone}"/>'
            )
        parts.append(_text(WIDTH - VALUE, top + 17, line.value))
    parts.append(f'<line x1="{LABEL}" y1="{HEAD}" x2="{LABEL}" y2="{height - FOOT}" stroke="#999999"/>')
    parts.append(_text(20, height - 12, note, 'font-size="12"'))
    return "".join([*parts, "</svg>"])


def png(drawn: str) -> bytes:
    return typst.compile(
        PAGE.encode(),
        format="png",
        ppi=DPI,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"svg": drawn},
    )


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" {more}>{escape(str(text))}</text>'
