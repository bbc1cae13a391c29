"""The map without tiles: degrees to paths, communities to colours. Pure."""

from jiceng.rezoning.drawing.colouring import COLOURS, coloured, ramp
from jiceng.rezoning.drawing.layout import laid_out
from jiceng.rezoning.drawing.paths import Frame, frame_of, line_path, point_in, shape_path
from jiceng.rezoning.drawing.touching import Touch, touches

__all__ = [
    "COLOURS",
    "Frame",
    "Touch",
    "coloured",
    "frame_of",
    "laid_out",
    "line_path",
    "point_in",
    "ramp",
    "shape_path",
    "touches",
]
