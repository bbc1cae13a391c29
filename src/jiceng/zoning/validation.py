"""A problem must not contradict itself. Each fault names its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jiceng.zoning.errors import InputError

if TYPE_CHECKING:
    from jiceng.zoning.problem import Locks, Norms, Problem, Unit


def validate(problem: Problem) -> None:
    """Raise InputError for the first fault found."""
    _units(problem.units)
    _edges(problem)
    _norms(problem.norms, problem.units)
    known = {unit.id for unit in problem.units}
    _locks(problem.locks, known)
    _communities(problem.communities, len(problem.units))
    if problem.present is not None:
        for unit in problem.units:
            if unit.id not in problem.present:
                raise InputError(
                    "present", f"现状方案缺少单元“{unit.id}”", f"the present plan lacks unit {unit.id!r}"
                )


def _units(units: tuple[Unit, ...]) -> None:
    if not units:
        raise InputError("units", "没有单元", "there are no units")
    seen: dict[str, int] = {}
    for i, unit in enumerate(units):
        if unit.id in seen:
            zh = f"编号“{unit.id}”与 units[{seen[unit.id]}] 重复"
            raise InputError(f"units[{i}].id", zh, f"id {unit.id!r} repeats units[{seen[unit.id]}]")
        seen[unit.id] = i
        for name in ("households", "residents", "full_members", "venue_area_m2"):
            value = getattr(unit, name)
            if value is not None and value < 0:
                raise InputError(f"units[{i}].{name}", "不能小于 0", "must be at least 0")
    for name in ("households", "residents", "full_members"):
        lacking = [i for i, unit in enumerate(units) if getattr(unit, name) is None]
        if lacking and len(lacking) < len(units):
            ids = "、".join(units[i].id for i in lacking[:10])
            zh = f"缺少数值，而其他单元有（缺少的单元：{ids}）"
            en = f"missing here though other units state it ({ids})"
            raise InputError(f"units[{lacking[0]}].{name}", zh, en)


def _edges(problem: Problem) -> None:
    known = {unit.id for unit in problem.units}
    seen: dict[tuple[str, str], int] = {}
    for i, edge in enumerate(problem.edges):
        place = f"edges[{i}]"
        for end in (edge.a, edge.b):
            if end not in known:
                raise InputError(place, f"没有编号为“{end}”的单元", f"no unit has the id {end!r}")
        if edge.a == edge.b:
            raise InputError(place, f"单元“{edge.a}”与自身相邻", f"unit {edge.a!r} is joined to itself")
        pair = (min(edge.a, edge.b), max(edge.a, edge.b))
        if pair in seen:
            raise InputError(place, f"与 edges[{seen[pair]}] 重复", f"repeats edges[{seen[pair]}]")
        seen[pair] = i
        if edge.boundary_dm < 0:
            raise InputError(f"{place}[2]", "边界长度不能小于 0", "a boundary length must be at least 0")


def _norms(norms: Norms, units: tuple[Unit, ...]) -> None:
    for name, lo, hi in norms.bounds():
        if (lo is not None and lo < 0) or (hi is not None and hi < 0):
            raise InputError(f"norms.{name}", "不能小于 0", "must be at least 0")
        if lo is not None and hi is not None and lo > hi:
            zh, en = f"下限 {lo} 大于上限 {hi}", f"lower end {lo} exceeds upper end {hi}"
            raise InputError(f"norms.{name}", zh, en)
        if name != "units" and all(getattr(unit, name) is None for unit in units):
            zh = "对各单元都没有的数值设了限"
            raise InputError(f"norms.{name}", zh, "bounds a number that no unit states")


def _locks(locks: Locks, known: set[str]) -> None:
    def check(place: str, ids: tuple[str, ...]) -> None:
        for unit in ids:
            if unit not in known:
                zh, en = f"没有编号为“{unit}”的单元", f"no unit has the id {unit!r}"
                raise InputError(f"locks.{place}", zh, en)

    named: tuple[tuple[str, tuple[tuple[str, ...], ...], Callable[[int], bool]], ...] = (
        ("together", locks.together, lambda size: size >= 2),
        ("apart", locks.apart, lambda size: size == 2),
        ("frozen", locks.frozen, lambda size: size >= 1),
    )
    for kind, groups, right_size in named:
        for i, group in enumerate(groups):
            check(f"{kind}[{i}]", group)
            if not right_size(len(group)) or len(set(group)) != len(group):
                zh, en = "单元个数不对或有重复", "wrong number of units, or one is named twice"
                raise InputError(f"locks.{kind}[{i}]", zh, en)
    check("fixed", tuple(locks.fixed))


def _communities(communities: tuple[int, int], n: int) -> None:
    lo, hi = communities
    if not 1 <= lo <= hi:
        raise InputError("k", "社区个数至少为 1", "there must be at least one community")
    if lo > n:
        raise InputError("k", f"社区个数 {lo} 多于单元数 {n}", f"{lo} communities but only {n} units")
