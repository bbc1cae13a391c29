"""The wishes a problem is made of, and the problem without some of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, TypeVar

from jiceng.zoning.constraints import constraints_of
from jiceng.zoning.problem import COUNTS, Locks, Norms, Problem
from jiceng.zoning.solution import Wish

Group = TypeVar("Group", bound=tuple[str, ...])


def wishes_of(problem: Problem) -> list[Wish]:
    """Everything that could be given up, in a fixed order: the number, norms, barriers, locks."""
    found = []
    for constraint in constraints_of(problem):
        if constraint.id not in ("contiguous", "oversize"):
            units = units_of(problem.locks, constraint.id)
            found.append(Wish(constraint.id, constraint.zh, constraint.en, units))
    kinds = {edge.barrier for edge in problem.edges} & problem.norms.forbid
    for kind in sorted(kind for kind in kinds if kind):
        found.append(Wish(f"forbid.{kind}", f"社区不跨越“{kind}”", f"no community crosses a {kind}"))
    return found


def units_of(locks: Locks, wish: str) -> tuple[str, ...]:
    """The units a lock is about; none for other wishes."""
    kind, _, rest = wish.partition(".")
    if kind == "fixed":
        return (rest,)
    if kind in ("together", "apart", "frozen"):
        group: tuple[str, ...] = getattr(locks, kind)[int(rest)]
        return group
    return ()


def without(problem: Problem, dropped: Collection[str]) -> Problem:
    """The problem without the wishes of these ids."""
    gone = set(dropped)
    norms: dict[str, Any] = {
        name: tuple(
            None if f"{name}.{end}" in gone else value
            for end, value in zip(("min", "max"), getattr(problem.norms, name), strict=True)
        )
        for name in (*COUNTS, "units")
    }
    forbid = frozenset(kind for kind in problem.norms.forbid if f"forbid.{kind}" not in gone)
    locks = problem.locks
    return replace(
        problem,
        communities=(1, problem.n) if "k" in gone else problem.communities,
        norms=Norms(**norms, forbid=forbid),
        locks=Locks(
            together=_kept("together", locks.together, gone),
            apart=_kept("apart", locks.apart, gone),
            fixed={unit: label for unit, label in locks.fixed.items() if f"fixed.{unit}" not in gone},
            frozen=_kept("frozen", locks.frozen, gone),
        ),
    )


def _kept(kind: str, groups: tuple[Group, ...], gone: set[str]) -> tuple[Group, ...]:
    return tuple(group for i, group in enumerate(groups) if f"{kind}.{i}" not in gone)
