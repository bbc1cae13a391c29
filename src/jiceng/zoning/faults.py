"""What is wrong with a map of units: each fault named, with a proposed repair where there is one.

Nothing is changed here; `repaired` gives a new FeatureCollection with the chosen repairs made.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from jiceng.zoning.errors import InputError
from jiceng.zoning.formats import unit_from, unit_id
from jiceng.zoning.geometry import Projection, segments_of, shared_boundaries

OVERLAP_M2 = 100.0
HOLE_M2 = 100.0

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """A fault of a map. `kind` is one of the ids below; `features` are positions; `repair` is JSON or None.

    missing_geometry, not_polygon, invalid, empty_hole, overlap, duplicate_id, duplicate_shape, island,
    missing_id, bad_number, missing_number. `id` is stable for the same map and names the repair to make.
    """

    kind: str
    features: tuple[int, ...]
    units: tuple[str, ...]
    zh: str
    en: str
    repair: str | None = None
    place: str = ""

    @property
    def id(self) -> str:
        """Kind, features and place."""
        return ".".join([self.kind, *map(str, self.features), *([self.place] if self.place else [])])


REPAIRS = {
    "make_valid": ("修复几何图形", "repair the geometry"),
    "cut_overlap": ("把重叠部分从较大的单元去掉", "take the overlap away from the larger unit"),
    "fill_hole": ("把空洞并入相邻边界最长的单元", "add the hole to the unit it shares most boundary with"),
    "drop_later": ("去掉后一个", "drop the later one"),
}


def geometry_faults(data: Json) -> list[Fault]:
    """Every fault of a FeatureCollection of units, in a fixed order. Empty when it can be used as it is."""
    features = data.get("features")
    if not isinstance(features, list) or not features:
        raise InputError("features", "没有要素", "there are no features")
    names = [_name(feature, i) for i, feature in enumerate(features)]
    shapes = [_shape(feature) for feature in features]
    found = [*_properties(features, names), *_ids(features, names)]
    for i, geometry in enumerate(shapes):
        found += _alone(i, geometry, names[i])
    good = {i: g for i, g in enumerate(shapes) if g is not None and _is_area(g)}
    valid = {i: g if g.is_valid else shapely.make_valid(g) for i, g in good.items()}
    if valid:
        found += [*_between(valid, names), *_holes(valid, names), *_islands(valid, names)]
    return found


def _name(feature: Any, i: int) -> str:
    if not isinstance(feature, Mapping):
        return f"#{i + 1}"
    properties = feature.get("properties") or {}
    return str(feature.get("id", properties.get("id", properties.get("code", f"#{i + 1}"))))


def _shape(feature: Any) -> BaseGeometry | None:
    try:
        return shape(feature["geometry"])
    except Exception:  # whatever is malformed: it is reported as a geometry that cannot be read
        return None


def _is_area(geometry: BaseGeometry) -> bool:
    return geometry.geom_type in ("Polygon", "MultiPolygon") and not geometry.is_empty


def _properties(features: list[Any], names: list[str]) -> Iterator[Fault]:
    units = {}
    for i, feature in enumerate(features):
        properties = (feature.get("properties") if isinstance(feature, Mapping) else None) or {}
        try:
            units[i] = unit_from(properties, names[i], "")
        except InputError as fault:
            field = fault.place.strip(".")
            yield Fault(
                "bad_number", (i,), (names[i],), f"{field}：{fault.zh}", f"{field}: {fault.en}", None, field
            )
    for field, zh in (("households", "户数"), ("residents", "人口"), ("full_members", "正式党员数")):
        lacking = [i for i, unit in units.items() if getattr(unit, field) is None]
        if len(lacking) < len(units):
            for i in lacking:
                said = f"缺少{zh}", f"{field} is missing"
                yield Fault("missing_number", (i,), (names[i],), *said, None, field)


def _ids(features: list[Any], names: list[str]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for i, feature in enumerate(features):
        if names[i].startswith("#"):
            yield Fault("missing_id", (i,), (names[i],), "缺少编号", "the id is missing")
            continue
        unit_id(names[i], f"features[{i}].id")
        if names[i] in first:
            j = first[names[i]]
            same = _shape(features[j]) == _shape(feature)
            repair = "drop_later" if same else None
            zh, en = f"编号“{names[i]}”出现两次", f"id {names[i]!r} comes twice"
            yield Fault("duplicate_id", (j, i), (names[i],), zh, en, repair)
        first.setdefault(names[i], i)


def _alone(i: int, geometry: BaseGeometry | None, name: str) -> Iterator[Fault]:
    if geometry is None or geometry.is_empty:
        yield Fault(
            "missing_geometry", (i,), (name,), "几何图形缺少或读不出", "the geometry is missing or unreadable"
        )
    elif not _is_area(geometry):
        kind = geometry.geom_type
        yield Fault("not_polygon", (i,), (name,), f"应为面，实为 {kind}", f"should be a polygon, is {kind}")
    elif not geometry.is_valid:
        reason = shapely.is_valid_reason(geometry)
        repaired = shapely.make_valid(geometry)
        repair = "make_valid" if _is_area(_areas(repaired)) else None
        zh, en = f"几何图形自相矛盾（{reason}）", f"the geometry is invalid: {reason}"
        yield Fault("invalid", (i,), (name,), zh, en, repair)


def _areas(geometry: BaseGeometry) -> BaseGeometry:
    """Only the polygons of a geometry."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type.endswith("Polygon")]
    return shapely.union_all(parts) if len(parts) != 1 else parts[0]


def _square_metres(geometries: Collection[BaseGeometry]) -> float:
    projection = Projection.around(geometries)
    return projection.east * projection.north


def _between(valid: dict[int, BaseGeometry], names: list[str]) -> Iterator[Fault]:
    scale = _square_metres(valid.values())
    order = sorted(valid)
    tree = shapely.STRtree([valid[i] for i in order])
    for p, q in sorted(zip(*tree.query([valid[i] for i in order], predicate="intersects"), strict=True)):
        i, j = order[p], order[q]
        if i >= j:
            continue
        pair, units = (i, j), (names[i], names[j])
        area = valid[i].intersection(valid[j]).area * scale
        smaller = min(valid[i].area, valid[j].area) * scale
        if area > OVERLAP_M2 and area > 0.99 * max(valid[i].area, valid[j].area) * scale:
            zh, en = "两个单元是同一块地方", "two units are the same place"
            yield Fault("duplicate_shape", pair, units, zh, en, "drop_later")
        elif area > OVERLAP_M2 and area > 0.001 * smaller:
            zh, en = f"两个单元重叠 {area:,.0f} 平方米", f"two units overlap by {area:,.0f} m²"
            yield Fault("overlap", pair, units, zh, en, "cut_overlap")


def _hole_list(valid: dict[int, BaseGeometry]) -> list[BaseGeometry]:
    """Places inside the map that belong to no unit, largest first."""
    scale = _square_metres(valid.values())
    whole = shapely.union_all(list(valid.values()))
    rings = [ring for part in shapely.get_parts(whole) for ring in getattr(part, "interiors", ())]
    holes = [shapely.Polygon(ring) for ring in rings]
    return sorted((h for h in holes if h.area * scale > HOLE_M2), key=lambda h: (-h.area, h.wkt))


def _around(hole: BaseGeometry, valid: dict[int, BaseGeometry]) -> list[int]:
    """Units that a hole touches, longest shared boundary first."""
    touching = {
        i: hole.boundary.intersection(g.boundary).length for i, g in valid.items() if hole.intersects(g)
    }
    return sorted(touching, key=lambda i: (-touching[i], i))


@dataclass(frozen=True)
class Gap:
    """A place that belongs to no unit; `around` are the positions of the units that it touches, longest boundary
    first."""

    area: BaseGeometry
    square_metres: float
    around: tuple[int, ...]


def gaps_between(valid: dict[int, BaseGeometry]) -> list[Gap]:
    """Places inside a map of valid areas that lie between several units, largest first."""
    if len(valid) < 2:
        return []
    scale = _square_metres(valid.values())
    gaps = [Gap(hole, hole.area * scale, tuple(_around(hole, valid))) for hole in _hole_list(valid)]
    return [gap for gap in gaps if len(gap.around) > 1]


def _holes(valid: dict[int, BaseGeometry], names: list[str]) -> Iterator[Fault]:
    scale = _square_metres(valid.values())
    for number, hole in enumerate(_hole_list(valid)):
        around = tuple(_around(hole, valid))
        area = hole.area * scale
        zh, en = f"有 {area:,.0f} 平方米不属于任何单元", f"{area:,.0f} m² belong to no unit"
        units = tuple(names[i] for i in around)
        yield Fault("empty_hole", around, units, zh, en, "fill_hole", f"hole{number}")


def _islands(valid: dict[int, BaseGeometry], names: list[str]) -> Iterator[Fault]:
    order = sorted(valid)
    geometries = [valid[i] for i in order]
    projection = Projection.around(geometries)
    shared = shared_boundaries(segments_of(geometries, projection), segments_of([], projection))
    touching = {order[p] for pair, (metres, _) in shared.items() if metres > 0 for p in pair}
    for i in order:
        if i not in touching and len(order) > 1:
            zh, en = "这个单元与其他单元都不相邻", "this unit touches no other"
            yield Fault("island", (i,), (names[i],), zh, en)


def repaired(data: Json, chosen: Collection[str]) -> dict[str, Any]:
    """A copy of the FeatureCollection with the repairs of the chosen fault ids made."""
    out: dict[str, Any] = copy.deepcopy(dict(data))
    features = out["features"]
    dropped: set[int] = set()
    faults = [fault for fault in geometry_faults(data) if fault.id in set(chosen) and fault.repair]
    order = list(REPAIRS)
    for fault in sorted(faults, key=lambda item: order.index(item.repair or "")):
        if fault.repair == "drop_later":
            dropped.add(fault.features[-1])
        elif fault.repair == "make_valid":
            _put(
                features,
                fault.features[0],
                _areas(shapely.make_valid(shape(features[fault.features[0]]["geometry"]))),
            )
        elif fault.repair == "cut_overlap":
            _cut(features, *fault.features)
        elif fault.repair == "fill_hole":
            _fill(data, features, fault)
    out["features"] = [feature for i, feature in enumerate(features) if i not in dropped]
    return out


def _put(features: list[Any], i: int, geometry: BaseGeometry) -> None:
    features[i]["geometry"] = mapping(geometry)


def _now(features: list[Any], i: int) -> BaseGeometry:
    geometry = shape(features[i]["geometry"])
    return geometry if geometry.is_valid else _areas(shapely.make_valid(geometry))


def _cut(features: list[Any], i: int, j: int) -> None:
    a, b = _now(features, i), _now(features, j)
    larger, smaller, place = (a, b, i) if a.area >= b.area else (b, a, j)
    _put(features, place, _areas(larger.difference(smaller)))


def _fill(data: Json, features: list[Any], fault: Fault) -> None:
    shapes = {i: _shape(feature) for i, feature in enumerate(data["features"])}
    valid = {i: _areas(shapely.make_valid(g)) for i, g in shapes.items() if g is not None and _is_area(g)}
    hole = _hole_list(valid)[int(fault.place.removeprefix("hole"))]
    i = _around(hole, valid)[0]
    _put(features, i, _areas(_now(features, i).union(hole)))
