"""What a file from outside may hold: finite numbers, whole text, points where points belong."""

import json
import math
import re
from typing import Any

HALVES = re.compile(r"\\u[dD][89a-fA-F]")
FARTHEST = 1e9  # metres or degrees: no map reaches farther
LEAST_RING = 4


def finite(text: str) -> float:
    """For json.loads: a number that a database and a map can hold. ValueError for NaN and what is beyond all bounds."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def must_be_text(text: str, data: object) -> None:
    """No null character and no half of a pair of surrogates, which no database keeps. UnicodeError else."""
    if "\0" in text or "\\u0000" in text:
        raise UnicodeError("null character")
    if HALVES.search(text):
        json.dumps(data, ensure_ascii=False).encode()


def mapping(value: Any) -> dict:
    return value if isinstance(value, dict) else {}


def area(value: Any) -> dict | None:
    """A polygon or several, with points in rings of at least four. Anything else that is not nothing becomes a
    geometry without points, which the checks name."""
    if not value:
        return None
    kind, coordinates = mapping(value).get("type"), mapping(value).get("coordinates")
    if (kind == "Polygon" and _is_polygon(coordinates)) or (
        kind == "MultiPolygon" and _all(coordinates, _is_polygon)
    ):
        return {"type": kind, "coordinates": coordinates}
    return {"type": "GeometryCollection", "geometries": []}


def way(value: Any) -> dict | None:
    """A line or several, of at least two points each; None for anything else."""
    kind, coordinates = mapping(value).get("type"), mapping(value).get("coordinates")
    if (kind == "LineString" and _is_line(coordinates)) or (
        kind == "MultiLineString" and _all(coordinates, _is_line)
    ):
        return {"type": kind, "coordinates": coordinates}
    return None


def _all(value: Any, each) -> bool:
    return isinstance(value, list) and bool(value) and all(each(one) for one in value)


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) >= 2
        and all(type(number) in (int, float) and abs(number) <= FARTHEST for number in value)
    )


def _is_line(value: Any) -> bool:
    return _all(value, _is_point) and len(value) >= 2


def _is_ring(value: Any) -> bool:
    return _all(value, _is_point) and len(value) >= LEAST_RING


def _is_polygon(value: Any) -> bool:
    return _all(value, _is_ring)
