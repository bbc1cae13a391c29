"""The boundary that two areas share, as a line to draw."""

from collections.abc import Callable
from dataclasses import dataclass

from shapely import STRtree, line_merge
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

NEAR = 2e-5  # degrees, about two metres: slivers and T-junctions of hand-drawn boundaries
AT_ONCE = 500  # areas between two words of progress


@dataclass(frozen=True)
class Touch:
    """Positions of two areas (first < second) and their shared boundary as GeoJSON."""

    first: int
    second: int
    line: dict


def touches(
    geometries: list[dict | None], hear: Callable[[float], None] = lambda _share: None
) -> list[Touch]:
    """Pairs of areas that share more than a point. `hear` is told which share of the areas was looked at."""
    places = [i for i, geometry in enumerate(geometries) if geometry]
    areas = [shape(geometries[i]) for i in places]
    tree = STRtree(areas)
    found = []
    for position, area in enumerate(areas):
        if position % AT_ONCE == 0:
            hear(position / len(areas))
        for other in sorted(int(n) for n in tree.query(area, predicate="dwithin", distance=NEAR)):
            if other > position:
                line = _shared(area, areas[other])
                if line is not None:
                    found.append(Touch(places[position], places[other], mapping(line)))
    return found


def _shared(a: BaseGeometry, b: BaseGeometry) -> BaseGeometry | None:
    exact = _lines(a.boundary.intersection(b.boundary))
    wide = _lines(a.boundary.intersection(b.buffer(NEAR)))
    best = exact if exact is not None and wide is not None and exact.length > 0.8 * wide.length else wide
    return best if best is not None and best.length > 2 * NEAR else None


def _lines(geometry: BaseGeometry) -> BaseGeometry | None:
    parts = [part for part in getattr(geometry, "geoms", [geometry]) if part.geom_type == "LineString"]
    if not parts:
        return None
    merged = line_merge(type(parts[0])(parts[0].coords) if len(parts) == 1 else _multi(parts))
    return None if merged.is_empty else merged


def _multi(parts: list) -> BaseGeometry:
    return shape({"type": "MultiLineString", "coordinates": [list(part.coords) for part in parts]})
