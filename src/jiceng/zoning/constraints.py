"""What a plan must keep. Each constraint has an id, says itself in two languages, and names offenders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jiceng.zoning.graph import components
from jiceng.zoning.objectives import PER_COMMUNITY
from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Problem

COUNT_ZH = {"households": "户数", "residents": "人口", "full_members": "正式党员", "units": "单元数"}
COUNT_EN = {name: name.replace("_", " ") for name in COUNT_ZH}


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a plan breaks a constraint: the communities (labels) and units (ids) concerned."""

    constraint: str
    zh: str
    en: str
    communities: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Constraint:
    """A rule of the problem at hand. `offences` yields (communities, units) that break it in a plan."""

    id: str
    zh: str
    en: str
    offences: Callable[[Plan], Iterator[tuple[list[int], list[int]]]]

    def check(self, plan: Plan) -> list[Violation]:
        """Every violation in a plan, in order."""
        found = []
        for communities, units in self.offences(plan):
            labels = tuple(plan.labels[c] for c in communities)
            ids = tuple(plan.problem.units[u].id for u in units)
            found.append(Violation(self.id, self.zh, self.en, labels, ids))
        return found


def violations(plan: Plan) -> list[Violation]:
    """Every violation of every constraint of the plan's problem."""
    return [violation for constraint in constraints_of(plan.problem) for violation in constraint.check(plan)]


def constraints_of(problem: Problem) -> list[Constraint]:
    """All constraints of a problem, in a fixed order."""
    found = [_number(problem), _contiguous()]
    if problem.oversize:
        found.append(_alone(problem))
    for name, lo, hi in problem.norms.bounds():
        if lo is not None:
            found.append(_at_least(name, lo))
        if hi is not None:
            found.append(_at_most(name, hi))
    locks = problem.locks
    found += [_together(f"together.{i}", group) for i, group in enumerate(locks.together)]
    found += [_apart(f"apart.{i}", pair) for i, pair in enumerate(locks.apart)]
    found += [_fixed(unit, label) for unit, label in sorted(locks.fixed.items())]
    found += [_frozen(f"frozen.{i}", group) for i, group in enumerate(locks.frozen)]
    return found


def exempt(plan: Plan, community: int) -> bool:
    """Whether a community is one oversize unit alone, to which norms do not apply."""
    units = plan.members[community]
    return len(units) == 1 and units[0] in plan.problem.oversize


def _number(problem: Problem) -> Constraint:
    lo, hi = problem.communities
    zh = f"社区个数为 {lo}" if lo == hi else f"社区个数在 {lo} 至 {hi} 之间"
    en = f"there are {lo} communities" if lo == hi else f"there are {lo} to {hi} communities"

    def offences(plan: Plan) -> Iterator[tuple[list[int], list[int]]]:
        if not lo <= plan.k <= hi:
            yield [], []

    return Constraint("k", zh, en, offences)


def _contiguous() -> Constraint:
    def offences(plan: Plan) -> Iterator[tuple[list[int], list[int]]]:
        for community, units in enumerate(plan.members):
            pieces = components(plan.problem, units)
            if len(pieces) > 1:
                largest = max(pieces, key=len)
                yield [community], [unit for piece in pieces if piece is not largest for unit in piece]

    return Constraint("contiguous", "社区连成一片", "each community is in one piece", offences)


def _alone(problem: Problem) -> Constraint:
    def offences(plan: Plan) -> Iterator[tuple[list[int], list[int]]]:
        for unit in sorted(problem.oversize):
            community = plan.assignment[unit]
            if len(plan.members[community]) > 1:
                yield [community], [unit]

    zh = "本身已超过上限的单元自成一个社区，不受标准约束"
    en = "a unit that alone exceeds an upper norm is its own community, exempt from the norms"
    return Constraint("oversize", zh, en, offences)


def _at_least(name: str, lo: int) -> Constraint:
    count = PER_COMMUNITY[name]

    def offences(plan: Plan) -> Iterator[tuple[list[int], list[int]]]:
        for community, tally in enumerate(plan.tallies):
            if tally.units and count(tally) < lo and not exempt(plan, community):
                yield [community], list(plan.members[community])

    zh = f"每个社区{COUNT_ZH[name]}不少于 {lo}"
    return Constraint(f"{name}.min", zh, f"each community has at least {lo} {COUNT_EN[name]}", offences)


def _at_most(name: str, hi: int) -> Constraint:
    count = PER_COMMUNITY[name]

    def offences(plan: Plan) -> Iterator[tuple[list[int], list[int]]]:
        for community, tally in enumerate(plan.tallies):
            if count(tally) > hi and not exempt(plan, community):
                yield [community], list(plan.members[community])

    zh = f"每个社区{COUNT_ZH[name]}不多于 {hi}"
    return Constraint(f"{name}.max", zh, f"each community has at most {hi} {COUNT_EN[name]}", offences)


def _together(name: str, group: tuple[str, ...]) -> Constraint:
    def offences(plan: Plan) -> Iterator[tuple[list[int], list[int]]]:
        units = [plan.problem.index[unit] for unit in group]
        communities = sorted({plan.assignment[unit] for unit in units})
        if len(communities) > 1:
            yield communities, units

    zh = f"单元{'、'.join(group)}在同一社区"
    return Constraint(name, zh, f"units {', '.join(group)} are in one community", offences)


def _apart(name: str, pair: tuple[str, str]) -> Constraint:
    def offences(plan: Plan) -> Iterator[tuple[list[int], list[int]]]:
        a, b = (plan.problem.index[unit] for unit in pair)
        if plan.assignment[a] == plan.assignment[b]:
            yield [plan.assignment[a]], [a, b]

    zh = f"单元{pair[0]}与{pair[1]}不在同一社区"
    return Constraint(name, zh, f"units {pair[0]} and {pair[1]} are in different communities", offences)


def _fixed(unit: str, label: str) -> Constraint:
    def offences(plan: Plan) -> Iterator[tuple[list[int], list[int]]]:
        position = plan.problem.index[unit]
        community = plan.assignment[position]
        if plan.labels[community] != label:
            yield [community], [position]

    zh = f"单元{unit}属于社区“{label}”"
    return Constraint(f"fixed.{unit}", zh, f"unit {unit} is in community {label!r}", offences)


def _frozen(name: str, group: tuple[str, ...]) -> Constraint:
    def offences(plan: Plan) -> Iterator[tuple[list[int], list[int]]]:
        units = sorted(plan.problem.index[unit] for unit in group)
        communities = sorted({plan.assignment[unit] for unit in units})
        inside = sorted(unit for community in communities for unit in plan.members[community])
        if len(communities) > 1 or inside != units:
            yield communities, sorted(set(inside) ^ set(units)) or units

    zh = f"单元{'、'.join(group)}保持为一个社区不变"
    return Constraint(name, zh, f"units {', '.join(group)} stay exactly one community", offences)
