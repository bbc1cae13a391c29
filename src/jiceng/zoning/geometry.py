"""Adjacency from a map: which units share a boundary, how long it is, and what barrier runs along it.

Lengths are metres on a local projection (good to about 1 in 10,000 for a county). Two units share a
stretch where a segment of one runs within `TOLERANCE_M` of a nearly parallel segment of the other, so
T-junctions, missing vertices and slivers thinner than that do no harm.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from jiceng.zoning.errors import InputError
from jiceng.zoning.formats import decimetres, unit_from, unit_id
from jiceng.zoning.problem import Edge, Unit

TOLERANCE_M = 1.5
SHORTEST_M = 20.0
PARALLEL = 0.9

Json = Mapping[str, Any]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Projection:
    """Degrees to metres around a latitude; plain metres pass as they are."""

    east: float
    north: float

    @classmethod
    def around(cls, geometries: Iterable[BaseGeometry]) -> Projection:
        """Projection for geometries in longitude and latitude on the WGS84 ellipsoid."""
        boxes = [geometry.bounds for geometry in geometries if not geometry.is_empty]
        low, high = min(b[1] for b in boxes), max(b[3] for b in boxes)
        if max(abs(v) for b in boxes for v in b) > 180:
            return cls(1.0, 1.0)
        middle = math.radians((low + high) / 2)
        flat = 0.00669437999014
        curve = 1 - flat * math.sin(middle) ** 2
        degree = math.pi / 180 * 6_378_137
        return cls(degree * math.cos(middle) / math.sqrt(curve), degree * (1 - flat) / curve**1.5)

    def metres(self, coordinates: Floats) -> Floats:
        """Coordinates in metres."""
        return coordinates[:, :2] * np.array([self.east, self.north])


@dataclass(frozen=True)
class Segments:
    """Straight pieces of boundaries in metres: ends (n, 2) and which geometry each belongs to."""

    a: Floats
    b: Floats
    owner: NDArray[np.int64]


def units_and_edges_from_geojson(
    data: Json, barriers: Json | None = None
) -> tuple[tuple[Unit, ...], tuple[Edge, ...]]:
    """Units and edges of a FeatureCollection of polygons. Raises InputError naming the feature."""
    features = data.get("features")
    if not isinstance(features, list) or not features:
        raise InputError("features", "没有要素", "there are no features")
    geometries = [_polygon(feature, f"features[{i}]") for i, feature in enumerate(features)]
    lines, kinds = _barriers(barriers)
    projection = Projection.around(geometries)
    units = tuple(
        _unit(feature, geometry, f"features[{i}]")
        for i, (feature, geometry) in enumerate(zip(features, geometries, strict=True))
    )
    shared = shared_boundaries(segments_of(geometries, projection), segments_of(lines, projection))
    edges = []
    for (a, b), (metres, along) in sorted(shared.items()):
        if metres >= SHORTEST_M:
            edges.append(Edge(units[a].id, units[b].id, decimetres(metres), _kind(metres, along, kinds)))
    return units, tuple(edges)


def _polygon(feature: Any, place: str) -> BaseGeometry:
    if not isinstance(feature, Mapping) or not isinstance(feature.get("geometry"), Mapping):
        raise InputError(f"{place}.geometry", "缺少几何图形", "the geometry is missing")
    try:
        geometry = shape(feature["geometry"])
    except Exception as error:
        raise InputError(f"{place}.geometry", "几何图形读不出", "the geometry cannot be read") from error
    if geometry.geom_type not in ("Polygon", "MultiPolygon") or geometry.is_empty:
        raise InputError(f"{place}.geometry", "应为面", "should be a polygon")
    return geometry


def _unit(feature: Json, geometry: BaseGeometry, place: str) -> Unit:
    properties = feature.get("properties") or {}
    value = feature.get("id")
    if value is None:
        value = properties.get("id", properties.get("code"))
    point = geometry.representative_point()
    known = {"x": point.x, "y": point.y} | {k: v for k, v in properties.items() if v is not None}
    return unit_from(known, unit_id(value, f"{place}.id"), f"{place}.properties")


def _barriers(data: Json | None) -> tuple[list[BaseGeometry], list[str]]:
    lines: list[BaseGeometry] = []
    kinds = []
    for i, feature in enumerate((data or {}).get("features") or []):
        place = f"barriers.features[{i}]"
        kind = (feature.get("properties") or {}).get("kind")
        if not isinstance(kind, str) or not kind:
            raise InputError(f"{place}.properties.kind", "缺少阻隔种类", "the kind of barrier is missing")
        try:
            line = shape(feature["geometry"])
        except Exception as error:
            raise InputError(f"{place}.geometry", "几何图形读不出", "the geometry cannot be read") from error
        if line.geom_type not in ("LineString", "MultiLineString"):
            raise InputError(f"{place}.geometry", "应为线", "should be a line")
        lines.append(line)
        kinds.append(kind)
    return lines, kinds


def segments_of(geometries: list[BaseGeometry], projection: Projection) -> Segments:
    """All boundary segments of polygons, or all segments of lines."""
    starts, ends, owners = [np.zeros((0, 2))], [np.zeros((0, 2))], [np.zeros(0, dtype=np.int64)]
    for owner, geometry in enumerate(geometries):
        outline = geometry.boundary if geometry.geom_type.endswith("Polygon") else geometry
        for part in shapely.get_parts(outline):
            points = projection.metres(shapely.get_coordinates(part))
            keep = np.any(points[1:] != points[:-1], axis=1)
            starts.append(points[:-1][keep])
            ends.append(points[1:][keep])
            owners.append(np.full(int(keep.sum()), owner))
    return Segments(np.concatenate(starts), np.concatenate(ends), np.concatenate(owners))


def shared_boundaries(
    units: Segments, barriers: Segments
) -> dict[tuple[int, int], tuple[float, dict[int, float]]]:
    """For each pair of units: metres shared, and metres of it along each barrier line."""
    stretches: dict[tuple[int, int], dict[int, list[tuple[float, float]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for s, t, low, high in _overlaps(units, units):
        if units.owner[s] != units.owner[t]:
            stretches[int(units.owner[s]), int(units.owner[t])][s].append((low, high))
    along: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for s, t, low, high in _overlaps(units, barriers):
        along[s].append((low, high, int(barriers.owner[t])))
    found: dict[tuple[int, int], tuple[float, dict[int, float]]] = {}
    for a, b in {(min(pair), max(pair)) for pair in stretches}:
        metres, lines = 0.0, dict[int, float]()
        for pair in ((a, b), (b, a)):
            for s, parts in stretches[pair].items() if pair in stretches else ():
                merged = _merged(parts)
                metres += sum(high - low for low, high in merged) / 2
                for low, high, line in along.get(s, ()):
                    common = sum(max(0.0, min(high, top) - max(low, bottom)) for bottom, top in merged)
                    lines[line] = lines.get(line, 0.0) + common / 2
        found[a, b] = (metres, lines)
    return found


def _overlaps(these: Segments, those: Segments) -> Iterable[tuple[int, int, float, float]]:
    """Pairs of near, nearly parallel segments with the stretch (metres from `these`' start) they share."""
    if not len(these.a) or not len(those.a):
        return
    mine = shapely.linestrings(np.stack((these.a, these.b), axis=1))
    tree = shapely.STRtree(shapely.linestrings(np.stack((those.a, those.b), axis=1)))
    s, t = tree.query(mine, predicate="dwithin", distance=TOLERANCE_M)
    if these is those:
        s, t = s[these.owner[s] != those.owner[t]], t[these.owner[s] != those.owner[t]]
    step, other = these.b[s] - these.a[s], those.b[t] - those.a[t]
    length, reach = np.hypot(*step.T), np.hypot(*other.T)
    unit = step / length[:, None]
    cosine = np.abs((unit * other).sum(axis=1)) / reach
    near = cosine >= PARALLEL
    first = ((those.a[t] - these.a[s]) * unit).sum(axis=1)
    second = ((those.b[t] - these.a[s]) * unit).sum(axis=1)
    side = np.stack((unit[:, 1], -unit[:, 0]), axis=1)
    off = ((those.a[t] - these.a[s]) * side).sum(axis=1), ((those.b[t] - these.a[s]) * side).sum(axis=1)
    low, high = _within(first, second, *off, length)
    for i in np.flatnonzero(near & (high > low)):
        yield int(s[i]), int(t[i]), float(low[i]), float(high[i])


def _within(
    first: Floats, second: Floats, off_a: Floats, off_b: Floats, length: Floats
) -> tuple[Floats, Floats]:
    """The stretch where the other segment is in front of this one and no farther than the tolerance."""
    slope = np.where(second != first, (off_b - off_a) / np.where(second != first, second - first, 1), 0.0)
    low = np.maximum(np.minimum(first, second), 0.0)
    high = np.minimum(np.maximum(first, second), length)
    steep = np.abs(slope) > 1e-12
    safe = np.where(steep, slope, 1.0)
    ends = np.sort(
        np.stack(((-TOLERANCE_M - off_a) / safe + first, (TOLERANCE_M - off_a) / safe + first)), axis=0
    )
    low = np.where(steep, np.maximum(low, ends[0]), low)
    high = np.where(steep, np.minimum(high, ends[1]), high)
    return low, np.where(~steep & (np.abs(off_a) > TOLERANCE_M), low, high)


def _merged(parts: list[tuple[float, float]]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for low, high in sorted(parts):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def _kind(metres: float, along: dict[int, float], kinds: list[str]) -> str | None:
    """The kind of barrier that runs along more than half of a boundary."""
    by_kind: dict[str, float] = defaultdict(float)
    for line, length in along.items():
        by_kind[kinds[line]] += length
    if not by_kind:
        return None
    best = max(sorted(by_kind), key=lambda kind: by_kind[kind])
    return best if by_kind[best] > metres / 2 else None
