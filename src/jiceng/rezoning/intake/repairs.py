"""Carry out what was decided about faults; the rows as read stay as they are."""

from shapely import make_valid, union_all
from shapely.errors import GEOSException
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

from jiceng.rezoning.enums import Repair
from jiceng.zoning.faults import gaps_between


def repaired(rows: list[dict], decisions: dict[str, dict]) -> list[dict]:
    """New rows with the decisions applied. A decision's id is the fault's: "<row>.<what>[.<other row>]"; a dropped
    row stays in its place with `dropped` set, so that ids keep their meaning."""
    done = [dict(row) for row in rows]
    for fault_id, decision in sorted(decisions.items(), key=_order):
        head, _dot, what = fault_id.partition(".")
        if head.isdigit() and int(head) < len(done):
            _apply(done, int(head), what, decision)
    return done


def _order(item: tuple[str, dict]) -> tuple[int, int, str]:
    """Row by row; within a row the boundary is made valid before anything else is done to it."""
    head, _dot, what = item[0].partition(".")
    return (int(head) if head.isdigit() else -1, what != "valid", what)


def _apply(rows: list[dict], i: int, what: str, decision: dict) -> None:
    row, repair = rows[i], decision.get("repair")
    if repair == Repair.DROP:
        row["dropped"] = True
    elif repair == Repair.EDIT and what in row:
        row[what] = str(decision.get("value", "")).strip()
    elif repair == Repair.ACCEPT and what in {"households", "residents", "full_members", "venue_area_m2"}:
        row[what] = 0
    elif repair == Repair.ACCEPT and what == "geometry":
        row["geometry"] = None
    elif repair == Repair.REPAIR:
        _repair(rows, i, what)


def _repair(rows: list[dict], i: int, what: str) -> None:
    row = rows[i]
    if what == "key":
        row["key"] = _free_key(row["key"] or f"{i + 1:02d}", {other["key"] for other in rows})
    elif what == "name":
        row["name"] = row["key"] or row["place"]
    elif row["geometry"]:
        area = _mended(rows, i, what, shape(row["geometry"]))
        if area is not None and not area.is_empty:
            row["geometry"] = mapping(area)


def _free_key(wanted: str, taken: set[str]) -> str:
    key, number = wanted, 2
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    return key


def _mended(rows: list[dict], i: int, what: str, area: BaseGeometry) -> BaseGeometry | None:
    if what == "valid":
        return only_areas(make_valid(area))
    if what == "parts":
        return max(getattr(area, "geoms", [area]), key=lambda part: part.area)
    if what == "hole":
        parts = [Polygon(part.exterior) for part in getattr(area, "geoms", [area])]
        return parts[0] if len(parts) == 1 else MultiPolygon(parts)
    if what.startswith("gap."):
        return _filled(rows, i, int(what.partition(".")[2]), area)
    if what.startswith("overlap."):
        try:
            return only_areas(area.difference(shape(rows[int(what.partition(".")[2])]["geometry"])))
        except GEOSException:
            return None
    return None


def _filled(rows: list[dict], i: int, other: int, area: BaseGeometry) -> BaseGeometry:
    """The area with every gap between it and another unit."""
    shapes = {
        n: shape(row["geometry"]) for n, row in enumerate(rows) if row["geometry"] and not row.get("dropped")
    }
    valid = {n: one for n, one in shapes.items() if one.is_valid}
    gaps = [gap.area for gap in gaps_between(valid) if {i, other} <= set(gap.around)]
    return only_areas(union_all([area, *gaps]))


def only_areas(area: BaseGeometry) -> BaseGeometry:
    """The polygons of a geometry; lines and points that a repair left over are dropped."""
    parts = [part for part in getattr(area, "geoms", [area]) if part.geom_type in {"Polygon", "MultiPolygon"}]
    flat = [polygon for part in parts for polygon in getattr(part, "geoms", [part])]
    return flat[0] if len(flat) == 1 else MultiPolygon(flat)
