"""Independent check of a plan: recomputes everything from the two files' contents.

Shares no code with the solvers, the objective or the graph; standard library only.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Json = Mapping[str, Any]
COUNTS = {"households": "household", "residents": "resident", "full_members": "member"}


class BadFile(ValueError):
    """A file cannot be understood; `which` is `input` or `plan`."""

    def __init__(self, which: str, message: str) -> None:
        super().__init__(message)
        self.which = which


def check(graph: Json, plan: Json, norms: Json | None = None, extra: Json | None = None) -> dict[str, Any]:
    """`{"valid", "faults", "terms", "objective"}` of a plan JSON against a graph JSON or GeoJSON.

    `norms` default to those in the plan. `extra` may hold `barriers` (GeoJSON), `locks` and `present`.
    """
    extra = extra or {}
    try:
        units, edges = _input(graph, extra.get("barriers"))
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadFile("input", f"not a graph JSON or GeoJSON: {error!r}") from error
    if not isinstance(plan.get("assignment"), Mapping):
        raise BadFile("plan", "assignment: the plan has none")
    faults: list[str] = []
    assignment = {str(u): str(c) for u, c in plan["assignment"].items()}
    faults += [f"unit {u}: in no community" for u in units if u not in assignment]
    faults += [f"unit {u}: not in the input" for u in assignment if u not in units]
    placed = {u: c for u, c in assignment.items() if u in units}
    groups: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        if unit in placed:
            groups[placed[unit]].append(unit)
    if isinstance(plan.get("k"), int) and plan["k"] != len(groups):
        faults.append(f"k: the plan says {plan['k']}, there are {len(groups)} communities")
    rules = norms if norms is not None else plan.get("norms") or {}
    faults += _contiguity(groups, edges, set(rules.get("forbid") or []))
    faults += _norms(groups, units, rules)
    faults += _locks(placed, groups, extra.get("locks") or {})
    terms = _terms(groups, placed, units, edges, extra.get("present"))
    weights = plan.get("weights") or {}
    objective = sum(float(weights.get(term, 0)) * value for term, value in terms.items())
    from_map = graph.get("type") == "FeatureCollection"
    unseen = {"units_moved"} if extra.get("present") is None else set()
    if from_map and extra.get("barriers") is None:
        unseen.add("barrier_m")
    faults += _claims(plan, terms, objective, unseen, from_map)
    return {"valid": not faults, "faults": faults, "terms": terms, "objective": objective}


def _input(graph: Json, barriers: Json | None) -> tuple[dict[str, Json], list[tuple[str, str, float, Any]]]:
    if graph.get("type") == "FeatureCollection":
        from jiceng.zoning.verify_geometry import adjacency  # noqa: PLC0415 - only for maps

        return adjacency(graph, barriers)
    units = {str(unit["id"]): unit for unit in graph["units"]}
    edges = [(str(e[0]), str(e[1]), float(e[2] or 0), e[3] if len(e) > 3 else None) for e in graph["edges"]]
    return units, edges


def _contiguity(
    groups: Mapping[str, list[str]], edges: list[tuple[str, str, float, Any]], forbid: set[str]
) -> Iterable[str]:
    parent = {unit: unit for units in groups.values() for unit in units}
    home = {unit: label for label, units in groups.items() for unit in units}

    def root(unit: str) -> str:
        while parent[unit] != unit:
            parent[unit] = parent[parent[unit]]
            unit = parent[unit]
        return unit

    for a, b, _, kind in edges:
        if a in parent and b in parent and home[a] == home[b] and kind not in forbid:
            parent[root(a)] = root(b)
    for label, units in groups.items():
        pieces = len({root(unit) for unit in units})
        if pieces > 1:
            yield f"community {label}: in {pieces} pieces"


def _number(unit: Json, name: str) -> float:
    value = unit.get(name)
    if name == "full_members" and value is None and unit.get("party_members") is not None:
        return float(unit["party_members"]) - float(unit.get("probationary_members") or 0)
    return float(value or 0)


def _norms(groups: Mapping[str, list[str]], units: Mapping[str, Json], norms: Json) -> Iterable[str]:
    bounds = {name: norms[name] for name in (*COUNTS, "units") if norms.get(name)}

    def oversize(unit: str) -> bool:
        return any(
            pair[1] is not None and name != "units" and _number(units[unit], name) > pair[1]
            for name, pair in bounds.items()
        )

    for label, ids in groups.items():
        big = [unit for unit in ids if oversize(unit)]
        if big and len(ids) == 1:
            continue
        if big:
            yield f"community {label}: unit {big[0]} alone exceeds a norm and must be its own community"
        for name, (lo, hi) in bounds.items():
            total = len(ids) if name == "units" else sum(_number(units[unit], name) for unit in ids)
            if lo is not None and total < lo:
                yield f"community {label}: {name} {total:g} is under {lo}"
            if hi is not None and total > hi:
                yield f"community {label}: {name} {total:g} is over {hi}"


def _locks(placed: Mapping[str, str], groups: Mapping[str, list[str]], locks: Json) -> Iterable[str]:
    for i, group in enumerate(locks.get("together") or []):
        if len({placed.get(str(unit)) for unit in group}) > 1:
            yield f"locks.together[{i}]: not in one community"
    for i, (a, b) in enumerate(locks.get("apart") or []):
        if placed.get(str(a)) == placed.get(str(b)):
            yield f"locks.apart[{i}]: in one community"
    for unit, label in (locks.get("fixed") or {}).items():
        if placed.get(str(unit)) != str(label):
            yield f"locks.fixed.{unit}: in community {placed.get(str(unit))}, not {label}"
    for i, group in enumerate(locks.get("frozen") or []):
        whole = {str(unit) for unit in group}
        if not any(set(units) == whole for units in groups.values()):
            yield f"locks.frozen[{i}]: not a community as it was"


def _terms(
    groups: Mapping[str, list[str]],
    placed: Mapping[str, str],
    units: Mapping[str, Json],
    edges: list[tuple[str, str, float, Any]],
    present: Mapping[str, Any] | None,
) -> dict[str, float]:
    k = max(1, len(groups))
    terms: dict[str, float] = {}
    for name, short in COUNTS.items():
        mean = sum(_number(unit, name) for unit in units.values()) / k
        sums = [sum(_number(units[u], name) for u in ids) for ids in groups.values()]
        terms[f"{short}_imbalance"] = math.fsum(abs(value - mean) for value in sums)
    ends = [(placed.get(a), placed.get(b), metres, kind) for a, b, metres, kind in edges]
    terms["boundary_m"] = math.fsum(metres for a, b, metres, _ in ends if a != b)
    terms["barrier_m"] = math.fsum(metres for a, b, metres, kind in ends if a == b and kind is not None)
    streets = [{units[u].get("street") for u in ids} - {None} for ids in groups.values()]
    terms["streets_split"] = sum(max(0, len(names) - 1) for names in streets)
    venues = [any((units[u].get("venue_area_m2") or 0) > 0 for u in ids) for ids in groups.values()]
    terms["without_venue"] = sum(1 for has in venues if not has)
    terms["units_moved"] = _moved(groups, units, present) if present is not None else 0
    return terms


def _moved(groups: Mapping[str, list[str]], units: Mapping[str, Json], present: Mapping[str, Any]) -> float:
    """Households that change community after the best relabelling, by successive shortest paths."""
    total = sum(_number(unit, "households") for unit in units.values())
    gain: dict[tuple[str, str], float] = defaultdict(float)
    for label, ids in groups.items():
        for unit in ids:
            gain[label, str(present[unit])] += _number(units[unit], "households")
    taken: dict[str, str] = {}
    for label in groups:
        _augment(label, gain, taken)
    return total - sum(gain[label, name] for name, label in taken.items())


def _augment(start: str, gain: Mapping[tuple[str, str], float], taken: dict[str, str]) -> None:
    """Give `start` its place: the alternating path of greatest total gain (Bellman-Ford)."""
    best: dict[str, float] = {start: 0.0}
    came: dict[str, tuple[str, str]] = {}
    changed = True
    while changed:
        changed = False
        for (label, name), value in gain.items():
            if label not in best or taken.get(name) == label:
                continue
            holder = taken.get(name)
            through = best[label] + value
            key = f"free {name}" if holder is None else holder
            if holder is not None:
                through -= gain[holder, name]
            if through > best.get(key, -math.inf) + 1e-9 and key != start:
                best[key], came[key] = through, (label, name)
                changed = True
    ends = {key: value for key, value in best.items() if key != start}
    if not ends or max(ends.values()) <= 0:
        return
    key = max(ends, key=lambda item: (ends[item], item))
    while key != start:
        label, name = came[key]
        taken[name] = label
        key = label


def _claims(
    plan: Json, terms: Mapping[str, float], objective: float, unseen: set[str], from_map: bool
) -> Iterable[str]:
    """What the plan says of itself must be what comes out, where the files given allow to recompute it."""
    said, weights = plan.get("terms") or {}, plan.get("weights") or {}
    room = {term: _room(term, value, from_map) for term, value in terms.items()}
    for term, value in terms.items():
        if term in said and term not in unseen and abs(float(said[term]) - value) > room[term]:
            yield f"terms.{term}: the plan says {said[term]}, it is {value}"
    value = objective + sum(float(weights.get(t) or 0) * (float(said.get(t) or 0) - terms[t]) for t in unseen)
    slack = sum(float(weights.get(term) or 0) * room[term] for term in terms) + 1e-6 * (1 + abs(value))
    stated, bound = plan.get("objective"), plan.get("bound")
    if stated is not None and abs(float(stated) - value) > slack:
        yield f"objective: the plan says {stated}, it is {value}"
    if bound is not None and bound > value + slack:
        yield f"bound: {bound} is above the objective {value}"


def _room(term: str, value: float, from_map: bool) -> float:
    """How far apart two honest figures may lie: lengths are kept to 0.1 m, on maps measured in two ways."""
    if term in ("boundary_m", "barrier_m"):
        return (5.0 + 0.01 * value) if from_map else 0.05 + 1e-5 * value
    return 1e-6 * (1 + abs(value))
