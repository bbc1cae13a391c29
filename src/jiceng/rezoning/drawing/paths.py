"""Degrees (WGS 84) to the coordinates of a drawing, north up, 1,000 wide."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from shapely.geometry import shape

WIDTH = 1000.0
MARGIN = 12.0


@dataclass(frozen=True)
class Frame:
    """How degrees become drawing units; `height` follows from the area."""

    west: float
    north: float
    per_degree: float
    squeeze: float
    height: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing."""
        return (
            MARGIN + (x - self.west) * self.squeeze * self.per_degree,
            MARGIN + (self.north - y) * self.per_degree,
        )

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH:.0f} {self.height:.0f}"


def frame_of(points: Iterable[tuple[float, float]]) -> Frame:
    """The frame that holds all points; degrees of longitude are squeezed by the latitude."""
    xs, ys = zip(*points, strict=True)
    west, east, south, north = min(xs), max(xs), min(ys), max(ys)
    geographic = max(abs(south), abs(north)) <= 90 and max(abs(west), abs(east)) <= 180
    squeeze = math.cos(math.radians((south + north) / 2)) if geographic else 1.0
    wide, high = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    inner = WIDTH - 2 * MARGIN
    scale = min(inner / wide, 1.3 * inner / high)
    return Frame(west, north, scale, squeeze, high * scale + 2 * MARGIN)


def points_of(geometry: dict) -> Iterable[tuple[float, float]]:
    """Every corner of a polygon, multipolygon or line."""
    stack = [geometry["coordinates"]]
    while stack:
        item = stack.pop()
        if item and isinstance(item[0], int | float):
            yield float(item[0]), float(item[1])
        else:
            stack.extend(item)


def shape_path(geometry: dict, frame: Frame) -> str:
    """A polygon or multipolygon as path data; holes stay open under the even-odd rule."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return "".join(_run(ring[:-1], frame) + "Z" for polygon in polygons for ring in polygon)


def line_path(geometry: dict, frame: Frame) -> str:
    """A line or multi-line as path data."""
    lines = [geometry["coordinates"]] if geometry["type"] == "LineString" else geometry["coordinates"]
    return "".join(_run(line, frame) for line in lines)


def _run(points: list, frame: Frame) -> str:
    drawn = ["{:.1f} {:.1f}".format(*frame.at(point[0], point[1])) for point in points]
    return "M" + "L".join(drawn) if drawn else ""


def point_in(geometry: dict) -> tuple[float, float]:
    """A point inside an area, for its label."""
    area = shape(geometry)
    inside = area.centroid if area.contains(area.centroid) else area.representative_point()
    return inside.x, inside.y
