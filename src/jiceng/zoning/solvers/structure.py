"""Faults that totals, pieces of the map and locks show by themselves, at any size, naming the units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiceng.zoning.graph import components
from jiceng.zoning.problem import Problem


@dataclass(frozen=True)
class Finding:
    """Wishes that cannot be met together, and the units that show it (none where it is the totals)."""

    wishes: frozenset[str]
    units: tuple[str, ...] = ()


def findings(problem: Problem) -> list[Finding]:
    """Every such fault. An empty list does not mean that a plan exists."""
    return [*_totals(problem), *_pieces(problem), *_locks(problem)]


def _forbids(problem: Problem) -> set[str]:
    kinds = {edge.barrier for edge in problem.edges} & problem.norms.forbid
    return {f"forbid.{kind}" for kind in kinds}


def _values(problem: Problem, name: str) -> tuple[int, ...]:
    return (1,) * problem.n if name == "units" else problem.counts[name]


def _totals(problem: Problem) -> Iterator[Finding]:
    fewest, most = problem.communities
    exempt = problem.oversize
    for name, lo, hi in problem.norms.bounds():
        values = _values(problem, name)
        total = sum(value for unit, value in enumerate(values) if unit not in exempt)
        if lo and (fewest - len(exempt)) * lo > total:
            yield Finding(frozenset({"k", f"{name}.min"}))
        if hi is not None and (most - len(exempt)) * hi < total:
            over = {f"{name}.max"} if name != "units" else {"units.max"}
            others = {
                f"{other}.max" for other, _, top in problem.norms.bounds() if top is not None and exempt
            }
            yield Finding(frozenset({"k"} | over | others))


def _pieces(problem: Problem) -> Iterator[Finding]:
    forbids = _forbids(problem)
    pieces = components(problem, range(problem.n))
    if len(pieces) > problem.communities[1]:
        smallest = sorted(pieces, key=len)[: len(pieces) - 1]
        yield Finding(frozenset({"k"} | forbids), _ids(problem, [u for piece in smallest for u in piece]))
    free = [unit for unit in range(problem.n) if unit not in problem.oversize]
    tops = {f"{name}.max" for name, _, hi in problem.norms.bounds() if hi is not None and problem.oversize}
    for piece in components(problem, free):
        for name, lo, _ in problem.norms.bounds():
            total = sum(_values(problem, name)[unit] for unit in piece)
            if lo is not None and total < lo:
                around = _cut_off_by(problem, set(piece))
                yield Finding(frozenset({f"{name}.min"} | around | tops), _ids(problem, piece))


def _cut_off_by(problem: Problem, piece: set[int]) -> set[str]:
    """The forbidden kinds of barrier between a piece and the rest."""
    kinds = {
        edge.barrier
        for edge, (a, b) in zip(problem.edges, problem.ends, strict=True)
        if (a in piece) != (b in piece) and edge.barrier in problem.norms.forbid
    }
    return {f"forbid.{kind}" for kind in kinds}


def _locks(problem: Problem) -> Iterator[Finding]:
    """Units that locks join although they, or others, keep them apart or out of reach of each other."""
    joined = _joined(problem)
    for i, pair in enumerate(problem.locks.apart):
        chain = _chain(joined, *pair)
        if chain is not None:
            yield Finding(frozenset({f"apart.{i}"} | chain), pair)
    for why, group in joined:
        positions = {problem.index[unit] for unit in group}
        pieces = components(problem, range(problem.n))
        if sum(1 for piece in pieces if positions & set(piece)) > 1:
            yield Finding(frozenset({why} | _forbids(problem) | _partner(why, group)), group)
    for i, group in enumerate(problem.locks.frozen):
        positions = {problem.index[unit] for unit in group}
        if len(components(problem, positions)) > 1:
            yield Finding(frozenset({f"frozen.{i}"} | _forbids(problem)), group)
    yield from _labels(problem)


def _joined(problem: Problem) -> list[tuple[str, tuple[str, ...]]]:
    locks = problem.locks
    found = [(f"together.{i}", group) for i, group in enumerate(locks.together)]
    found += [(f"frozen.{i}", group) for i, group in enumerate(locks.frozen)]
    fixed = sorted(locks.fixed.items())
    for i, (unit, label) in enumerate(fixed):
        found += [(f"fixed.{unit}", (unit, other)) for other, its in fixed[i + 1 :] if its == label]
    return found


def _partner(why: str, group: tuple[str, ...]) -> set[str]:
    return {f"fixed.{unit}" for unit in group} if why.startswith("fixed.") else set()


def _chain(joined: list[tuple[str, tuple[str, ...]]], start: str, end: str) -> set[str] | None:
    """The fewest locks that together join two units; None if none do."""
    reached: dict[str, set[str]] = {start: set()}
    queue = [start]
    for unit in queue:
        for why, group in joined:
            if unit in group:
                for other in group:
                    if other not in reached:
                        reached[other] = reached[unit] | {why} | _partner(why, group)
                        queue.append(other)
    return reached.get(end)


def _labels(problem: Problem) -> Iterator[Finding]:
    """Units fixed to different communities that other locks join."""
    fixed = sorted(problem.locks.fixed.items())
    others = [(why, group) for why, group in _joined(problem) if not why.startswith("fixed.")]
    for i, (a, label) in enumerate(fixed):
        for b, its in fixed[i + 1 :]:
            chain = _chain(others, a, b) if label != its else None
            if chain is not None:
                yield Finding(frozenset({f"fixed.{a}", f"fixed.{b}"} | chain), (a, b))


def _ids(problem: Problem, units: list[int]) -> tuple[str, ...]:
    return tuple(problem.units[unit].id for unit in sorted(units))
