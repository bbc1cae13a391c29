"""JSON as the contract has it <-> objects. Works on dicts, not on files; errors name their place."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

from jiceng.zoning.errors import InputError
from jiceng.zoning.problem import (
    COUNTS,
    DEFAULT_WEIGHTS,
    DEFAULT_WEIGHTS_RESIDENTS,
    TERMS,
    Edge,
    Locks,
    Norms,
    Problem,
    Range,
    Unit,
    Weights,
    range_from_norms,
)

Json = Mapping[str, Any]


def problem_from(  # one keyword for each file of the contract
    graph: Json,
    *,
    k: int | tuple[int, int] | None = None,
    norms: Json | None = None,
    weights: Json | None = None,
    locks: Json | None = None,
    barriers: Json | None = None,
    present: Mapping[str, str] | None = None,
) -> Problem:
    """The problem that a graph JSON or a GeoJSON of units poses, with its other files already parsed.

    `k` is a number, a range, or None for as many communities as the norms leave room for.
    Raises InputError naming the place.
    """
    units, edges = units_and_edges(graph, barriers)
    the_norms = norms_from(norms or {})
    if k is None:
        k = range_from_norms(units, the_norms)
    return Problem(
        units=units,
        edges=edges,
        communities=(k, k) if isinstance(k, int) else k,
        norms=the_norms,
        locks=locks_from(locks or {}),
        weights=default_weights(units) if weights is None else weights_from(weights),
        present=present,
    )


def default_weights(units: tuple[Unit, ...]) -> Weights:
    """The balanced mix: counted in households, or in residents where households are unknown."""
    known = any(unit.households is not None for unit in units)
    return DEFAULT_WEIGHTS if known else DEFAULT_WEIGHTS_RESIDENTS


def units_and_edges(graph: Json, barriers: Json | None = None) -> tuple[tuple[Unit, ...], tuple[Edge, ...]]:
    """Units and adjacency of a graph JSON, or of GeoJSON with the adjacency derived from the geometry."""
    if not isinstance(graph, Mapping):
        raise InputError("", "应为 JSON 对象", "should be a JSON object")
    if graph.get("type") == "FeatureCollection":
        from jiceng.zoning.geometry import units_and_edges_from_geojson  # noqa: PLC0415 - shapely is slow to load

        return units_and_edges_from_geojson(graph, barriers)
    units = tuple(_unit(item, f"units[{i}]") for i, item in enumerate(_list(graph, "units")))
    edges = tuple(_edge(item, f"edges[{i}]") for i, item in enumerate(_list(graph, "edges")))
    return units, edges


def _list(data: Json, key: str) -> list[Any]:
    value = data.get(key)
    if not isinstance(value, list):
        raise InputError(key, "应为列表", "should be a list")
    return value


def _unit(item: Any, place: str) -> Unit:
    if not isinstance(item, Mapping):
        raise InputError(place, "应为 JSON 对象", "should be a JSON object")
    return unit_from(item, unit_id(item.get("id"), f"{place}.id"), place)


def unit_from(item: Json, identity: str, place: str) -> Unit:
    """A unit from its properties; `party_members - probationary_members` stand in for `full_members`."""
    counts = {name: count(item.get(name), f"{place}.{name}") for name in COUNTS}
    if counts["full_members"] is None and item.get("party_members") is not None:
        everyone = count(item["party_members"], f"{place}.party_members") or 0
        probationary = count(item.get("probationary_members"), f"{place}.probationary_members") or 0
        if probationary > everyone:
            zh, en = "预备党员多于党员", "more probationary members than members"
            raise InputError(f"{place}.probationary_members", zh, en)
        counts["full_members"] = everyone - probationary
    return Unit(
        id=identity,
        name=str(item.get("name") or ""),
        street=None if item.get("street") is None else str(item["street"]),
        venue_area_m2=real(item.get("venue_area_m2"), f"{place}.venue_area_m2"),
        x=real(item.get("x"), f"{place}.x", signed=True),
        y=real(item.get("y"), f"{place}.y", signed=True),
        **counts,
    )


def unit_id(value: Any, place: str) -> str:
    """An id: a non-empty string, or a whole number taken as one."""
    if isinstance(value, str) and value:
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError(place, "缺少编号", "the id is missing")


def count(value: Any, place: str) -> int | None:
    """A count: whole and at least 0, or None where absent."""
    if value is None:
        return None
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not whole or value < 0:
        zh = f"应为不小于 0 的整数，实为 {value!r}"
        raise InputError(place, zh, f"should be a whole number from 0, is {value!r}")
    return int(value)


def real(value: Any, place: str, *, signed: bool = False) -> float | None:
    """A finite number, at least 0 unless `signed`, or None where absent."""
    if value is None:
        return None
    fine = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not fine or (value < 0 and not signed):
        raise InputError(place, f"应为数字，实为 {value!r}", f"should be a number, is {value!r}")
    return float(value)


def _edge(item: Any, place: str) -> Edge:
    if not isinstance(item, list | tuple) or not 2 <= len(item) <= 4:
        zh = "应为 [编号, 编号, 边界米数, 阻隔种类或 null]"
        raise InputError(place, zh, "should be [id, id, shared boundary in metres, barrier kind or null]")
    metres = real(item[2] if len(item) > 2 else 0, f"{place}[2]") or 0.0
    barrier = item[3] if len(item) > 3 else None
    if barrier is not None and not isinstance(barrier, str):
        raise InputError(f"{place}[3]", "阻隔种类应为文字或 null", "the barrier kind should be text or null")
    ends = [unit_id(item[i], f"{place}[{i}]") for i in (0, 1)]
    return Edge(ends[0], ends[1], decimetres(metres), barrier or None)


def decimetres(metres: float) -> int:
    """A length as whole decimetres, halves away from zero.

    >>> decimetres(367.7)
    3677
    """
    return math.floor(metres * 10 + 0.5)


def norms_from(data: Json) -> Norms:
    """Norms of a norms JSON; an end of a range may be null."""
    _only(data, {*COUNTS, "units", "forbid"}, "norms")
    given = [name for name in (*COUNTS, "units") if data.get(name) is not None]
    ranges = {name: _range(data[name], f"norms.{name}") for name in given}
    forbid = data.get("forbid") or []
    if not isinstance(forbid, list) or not all(isinstance(kind, str) for kind in forbid):
        raise InputError("norms.forbid", "应为阻隔种类的列表", "should be a list of barrier kinds")
    return Norms(forbid=frozenset(forbid), **ranges)


def _range(value: Any, place: str) -> Range:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise InputError(place, "应为 [下限, 上限]", "should be [lower, upper]")
    return count(value[0], f"{place}[0]"), count(value[1], f"{place}[1]")


def _only(data: Any, known: set[str], place: str) -> None:
    if not isinstance(data, Mapping):
        raise InputError(place, "应为 JSON 对象", "should be a JSON object")
    for key in data:
        if key not in known:
            names = ", ".join(sorted(known))
            raise InputError(f"{place}.{key}", f"不认识的项目；可用：{names}", f"unknown; known are {names}")


def weights_from(data: Json) -> Weights:
    """Weights of a weights JSON; a term that is not named weighs nothing."""
    _only(data, set(TERMS), "weights")
    return Weights(**{term: real(value, f"weights.{term}") or 0 for term, value in data.items()})


def locks_from(data: Json) -> Locks:
    """Locks of a locks JSON."""
    _only(data, {"together", "apart", "fixed", "frozen"}, "locks")
    fixed = data.get("fixed") or {}
    if not isinstance(fixed, Mapping):
        raise InputError("locks.fixed", "应为 {编号: 社区}", "should be {id: community}")
    return Locks(
        together=_groups(data.get("together"), "locks.together"),
        apart=tuple((a[0], a[1]) for a in _groups(data.get("apart"), "locks.apart", size=2)),
        fixed={str(unit): str(label) for unit, label in fixed.items()},
        frozen=_groups(data.get("frozen"), "locks.frozen"),
    )


def _groups(value: Any, place: str, size: int | None = None) -> tuple[tuple[str, ...], ...]:
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise InputError(place, "应为列表", "should be a list")
    groups = []
    for i, group in enumerate(value):
        if not isinstance(group, list | tuple) or (size is not None and len(group) != size):
            zh = f"应为 {size or '若干'} 个编号的列表"
            raise InputError(f"{place}[{i}]", zh, f"should be a list of {size or 'some'} ids")
        groups.append(tuple(unit_id(item, f"{place}[{i}][{j}]") for j, item in enumerate(group)))
    return tuple(groups)


def assignment_from(data: Json, place: str = "plan") -> dict[str, str]:
    """Community label by unit id, from a plan JSON or from a bare mapping."""
    assignment = data.get("assignment", data) if isinstance(data, Mapping) else None
    nested = isinstance(assignment, Mapping) and any(
        isinstance(label, list | dict) for label in assignment.values()
    )
    if not isinstance(assignment, Mapping) or nested:
        raise InputError(f"{place}.assignment", "应为 {编号: 社区}", "should be {id: community}")
    return {str(unit): str(label) for unit, label in assignment.items()}


def graph_json(problem: Problem) -> dict[str, Any]:
    """Units and edges as graph JSON."""
    units = []
    for unit in problem.units:
        fields = {name: getattr(unit, name) for name in Unit.__dataclass_fields__}
        units.append({name: value for name, value in fields.items() if value not in (None, "")})
    edges = [[e.a, e.b, e.boundary_dm / 10, e.barrier] for e in problem.edges]
    return {"meta": {}, "units": units, "edges": edges}


def norms_json(norms: Norms) -> dict[str, Any]:
    """Norms as norms JSON, only what is bounded."""
    data: dict[str, Any] = {name: [lo, hi] for name, lo, hi in norms.bounds()}
    if norms.forbid:
        data["forbid"] = sorted(norms.forbid)
    return data


def locks_json(locks: Locks) -> dict[str, Any]:
    """Locks as locks JSON, only what is locked."""
    data: dict[str, Any] = {
        "together": [list(group) for group in locks.together],
        "apart": [list(pair) for pair in locks.apart],
        "fixed": dict(locks.fixed),
        "frozen": [list(group) for group in locks.frozen],
    }
    return {name: value for name, value in data.items() if value}


def input_sha256(problem: Problem) -> str:
    """SHA-256 of everything that decides the outcome except seed and budget, in a canonical form."""
    graph = graph_json(problem)
    data = {
        "units": graph["units"],
        "edges": graph["edges"],
        "communities": list(problem.communities),
        "norms": norms_json(problem.norms),
        "locks": locks_json(problem.locks),
        "weights": problem.weights.as_dict(),
        "present": None if problem.present is None else dict(problem.present),
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
