"""Adjacency from GeoJSON for the independent check: another method than the import, standard library only.

Each boundary piece is cut wherever a foreign vertex lies beside it, and the middle of each part is asked
which other outlines pass within the tolerance.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

NEAR_M = 1.5
LEAST_M = 20.0
CELL_M = 200.0
Point = tuple[float, float]
Piece = tuple[Point, Point, str]


def adjacency(
    data: Mapping[str, Any], barriers: Mapping[str, Any] | None
) -> tuple[dict[str, Mapping[str, Any]], list[tuple[str, str, float, Any]]]:
    """Units by id and (id, id, metres, barrier kind) of each shared boundary."""
    units: dict[str, Mapping[str, Any]] = {}
    pieces: list[Piece] = []
    scale = _scale(data["features"])
    for feature in data["features"]:
        properties = feature.get("properties") or {}
        identity = str(feature.get("id", properties.get("id", properties.get("code"))))
        units[identity] = properties
        pieces += [(a, b, identity) for a, b in _pieces(feature["geometry"], scale)]
    lines = [
        (a, b, str(feature["properties"]["kind"]))
        for feature in (barriers or {}).get("features") or []
        for a, b in _pieces(feature["geometry"], scale)
    ]
    shared: dict[tuple[str, str], float] = defaultdict(float)
    kinds: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for owner, others, along, metres in _parts(pieces, lines):
        for other in others:
            pair = (min(owner, other), max(owner, other))
            shared[pair] += metres / 2
            for kind in along:
                kinds[pair][kind] += metres / 2
    edges = []
    for pair, metres in sorted(shared.items()):
        if metres >= LEAST_M:
            found = [kind for kind, length in sorted(kinds[pair].items()) if length > metres / 2]
            edges.append((*pair, metres, found[0] if found else None))
    return units, edges


def _scale(features: Iterable[Mapping[str, Any]]) -> Point:
    ys = [y for feature in features for ring in _rings(feature["geometry"]) for _, y, *_ in ring]
    xs = [x for feature in features for ring in _rings(feature["geometry"]) for x, *_ in ring]
    if max(abs(v) for v in (*xs, *ys)) > 180:
        return 1.0, 1.0
    middle = math.radians((min(ys) + max(ys)) / 2)
    square = 1 - 0.0066943799901 * math.sin(middle) ** 2
    metres = math.radians(1) * 6_378_137
    return metres * math.cos(middle) / square**0.5, metres * (1 - 0.0066943799901) / square**1.5


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[list[float]]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        yield coordinates
    elif kind in ("Polygon", "MultiLineString"):
        yield from coordinates
    elif kind == "MultiPolygon":
        for polygon in coordinates:
            yield from polygon


def _pieces(geometry: Mapping[str, Any], scale: Point) -> Iterator[tuple[Point, Point]]:
    for ring in _rings(geometry):
        points = [(x * scale[0], y * scale[1]) for x, y, *_ in ring]
        yield from ((a, b) for a, b in zip(points, points[1:], strict=False) if a != b)


def _cells(a: Point, b: Point) -> Iterator[tuple[int, int]]:
    low_x, high_x = sorted((a[0], b[0]))
    low_y, high_y = sorted((a[1], b[1]))
    for x in range(int((low_x - NEAR_M) // CELL_M), int((high_x + NEAR_M) // CELL_M) + 1):
        for y in range(int((low_y - NEAR_M) // CELL_M), int((high_y + NEAR_M) // CELL_M) + 1):
            yield x, y


def _parts(pieces: list[Piece], lines: list[Piece]) -> Iterator[tuple[str, set[str], set[str], float]]:
    """Parts of each piece: owner, other units along it, barrier kinds along it, length."""
    grid: dict[tuple[int, int], list[tuple[bool, Piece]]] = defaultdict(list)
    for barrier, group in ((False, pieces), (True, lines)):
        for piece in group:
            for cell in _cells(piece[0], piece[1]):
                grid[cell].append((barrier, piece))
    for a, b, owner in pieces:
        near = {item for cell in _cells(a, b) for item in grid[cell] if item[0] or item[1][2] != owner}
        length = math.dist(a, b)
        cuts = {0.0, 1.0}
        for _, (c, d, _) in near:
            cuts.update(t for t in (_foot(p, a, b) for p in (c, d)) if t is not None)
        marks = sorted(cuts)
        for t, u in zip(marks, marks[1:], strict=False):
            middle = _at(a, b, (t + u) / 2)
            beside = [item for item in near if _distance(middle, item[1]) <= NEAR_M]
            others = {piece[2] for barrier, piece in beside if not barrier}
            along = {piece[2] for barrier, piece in beside if barrier}
            yield owner, others, along, (u - t) * length


def _at(a: Point, b: Point, t: float) -> Point:
    return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])


def _share(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    return ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)


def _foot(p: Point, a: Point, b: Point) -> float | None:
    """Where on a piece a point lies beside it, as a share of the piece."""
    t = _share(p, a, b)
    return t if 0 < t < 1 and math.dist(p, _at(a, b, t)) <= NEAR_M * 1.5 else None


def _distance(p: Point, piece: Piece) -> float:
    t = min(1.0, max(0.0, _share(p, piece[0], piece[1])))
    return math.dist(p, _at(piece[0], piece[1], t))
