"""Why a unit is where it is, what its runner-up would change, and what one plan gives up against another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from jiceng.zoning.constraints import Violation, violations
from jiceng.zoning.graph import neighbouring_communities
from jiceng.zoning.objectives import TERM_INFO, number, terms, weighted
from jiceng.zoning.plan import Plan

if TYPE_CHECKING:
    from jiceng.zoning.otherwise import Otherwise


@dataclass(frozen=True)
class Move:
    """What would happen if one unit went to another community.

    `cost` is the change of the objective (positive is worse), `terms` the change of each term that
    changes, `breaks` what the plan would newly violate.
    """

    unit: str
    to: str
    cost: Fraction
    terms: dict[str, Fraction]
    breaks: tuple[Violation, ...]

    @property
    def allowed(self) -> bool:
        """Whether the plan would break nothing it does not break already."""
        return not self.breaks

    def sentence(self) -> tuple[str, str]:
        """The move in Chinese and in English."""
        if self.breaks:
            zh = "；".join(dict.fromkeys(v.zh for v in self.breaks))
            en = "; ".join(dict.fromkeys(v.en for v in self.breaks))
            return f"划入社区“{self.to}”会违反：{zh}", f"moving to {self.to!r} would break: {en}"
        zh, en = said_change(self.cost, self.terms)
        return f"划入社区“{self.to}”，{zh}", f"moving to {self.to!r} {en}"


@dataclass(frozen=True)
class Reason:
    """Why a unit is where it is: every community it could go to, cheapest allowed first.

    `whole` are plans in which it is elsewhere and others move along, where they were asked for.
    """

    unit: str
    community: str
    locks: tuple[str, ...]
    moves: tuple[Move, ...]
    whole: tuple[Otherwise, ...] = ()

    @property
    def runner_up(self) -> Move | Otherwise | None:
        """The cheapest of the allowed moves and the whole plans; else the move that breaks least."""
        plans = [one for one in self.whole if one.cost is not None]
        open_ones: list[Move | Otherwise] = [*(move for move in self.moves if move.allowed), *plans]
        if open_ones:
            return min(open_ones, key=lambda one: one.cost or Fraction(0))
        return self.moves[0] if self.moves else None

    def sentence(self) -> tuple[str, str]:
        """What the runner-up would change, in Chinese and in English."""
        best = self.runner_up
        if best is not None and (not isinstance(best, Move) or best.allowed):
            zh, en = best.sentence()
            return f"次优：{zh}", f"runner-up: {en}"
        if self.whole:
            zh, en = self.whole[0].sentence()
            return f"只能在这里：{zh}", f"it can only be here: {en}"
        if best is None:
            return "不与别的社区相邻，不能单独移动", "touches no other community, so it cannot move alone"
        zh, en = best.sentence()
        return f"不能单独移动；最接近的：{zh}", f"it cannot move alone; nearest: {en}"

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "unit": self.unit,
            "community": self.community,
            "locks": list(self.locks),
            "runner_up": None if self.runner_up is None else self.runner_up.to,
            "zh": self.sentence()[0],
            "en": self.sentence()[1],
            "moves": [
                {
                    "to": move.to,
                    "allowed": move.allowed,
                    "cost": number(move.cost),
                    "terms": {term: number(value) for term, value in move.terms.items()},
                    "breaks": list(dict.fromkeys(violation.constraint for violation in move.breaks)),
                    "zh": move.sentence()[0],
                    "en": move.sentence()[1],
                }
                for move in self.moves
            ],
            "whole": [one.as_dict() for one in self.whole],
        }


def why(plan: Plan, unit_id: str) -> Reason:
    """Why a unit is in its community: what each neighbouring community would mean instead."""
    problem = plan.problem
    unit = problem.index[unit_id]
    before = terms(plan)
    known = Counter(_key(violation) for violation in violations(plan))
    moves = []
    for to in neighbouring_communities(plan, unit):
        after = plan.moved(unit, to)
        now = terms(after)
        changed = {term: now[term] - before[term] for term in before if now[term] != before[term]}
        cost = weighted(now, problem.weights) - weighted(before, problem.weights)
        fresh = tuple(v for v in violations(after) if _key(v) not in known)
        moves.append(Move(unit_id, plan.labels[to], cost, changed, fresh))
    moves.sort(key=lambda move: (len(move.breaks), move.cost, move.to))
    locks = problem.locks
    groups = [(f"together.{i}", g) for i, g in enumerate(locks.together)]
    groups += [(f"apart.{i}", g) for i, g in enumerate(locks.apart)]
    groups += [(f"frozen.{i}", g) for i, g in enumerate(locks.frozen)]
    named = [name for name, group in groups if unit_id in group]
    named += [f"fixed.{unit_id}"] if unit_id in locks.fixed else []
    return Reason(unit_id, plan.labels[plan.assignment[unit]], tuple(named), tuple(moves))


def _key(violation: Violation) -> tuple[str, tuple[str, ...]]:
    return violation.constraint, violation.communities


@dataclass(frozen=True)
class Comparison:
    """Plan B beside plan A: per term B - A (positive: B is worse), cost, and what is placed differently.

    `same` are communities (as unit ids) that both plans have; `moved` are units whose community of B,
    matched to A by the most common units, is another one.
    """

    terms: dict[str, Fraction]
    cost: Fraction
    same: tuple[tuple[str, ...], ...]
    moved: tuple[str, ...]

    @property
    def gives_up(self) -> dict[str, Fraction]:
        """Terms in which B is worse than A."""
        return {term: value for term, value in self.terms.items() if value > 0}

    @property
    def gains(self) -> dict[str, Fraction]:
        """Terms in which B is better than A, as positive amounts."""
        return {term: -value for term, value in self.terms.items() if value < 0}

    def sentence(self) -> tuple[str, str]:
        """What B gains and gives up, in Chinese and in English."""
        worse_zh = "、".join(f"{TERM_INFO[t].zh}多 {number(v):g}" for t, v in self.gives_up.items()) or "无"
        better_zh = "、".join(f"{TERM_INFO[t].zh}少 {number(v):g}" for t, v in self.gains.items()) or "无"
        worse = ", ".join(f"{TERM_INFO[t].en} +{number(v):g}" for t, v in self.gives_up.items()) or "nothing"
        better = ", ".join(f"{TERM_INFO[t].en} -{number(v):g}" for t, v in self.gains.items()) or "nothing"
        return f"得：{better_zh}；失：{worse_zh}", f"gains: {better}; gives up: {worse}"


def compare(a: Plan, b: Plan) -> Comparison:
    """What plan B gives up and gains against plan A, by the weights of A's problem."""
    old, new = terms(a), terms(b)
    changed = {term: new[term] - old[term] for term in old}
    cost = weighted(new, a.problem.weights) - weighted(old, a.problem.weights)
    ids = [unit.id for unit in a.problem.units]
    theirs = {units for units in b.members if units}
    same = tuple(tuple(ids[u] for u in units) for units in a.members if units and units in theirs)
    match = matched(a, b)
    moved = tuple(
        unit for unit, ca, cb in zip(ids, a.assignment, b.assignment, strict=True) if match.get(cb) != ca
    )
    return Comparison(changed, cost, same, moved)


def matched(a: Plan, b: Plan) -> dict[int, int]:
    """Community of A for each community of B, one to one: the same units first, then the greatest overlap."""
    overlap = Counter(zip(b.assignment, a.assignment, strict=True))
    match: dict[int, int] = {}
    taken: set[int] = set()
    sizes = [t.units for t in a.tallies], [t.units for t in b.tallies]
    for (cb, ca), _ in sorted(
        overlap.items(),
        key=lambda item: (item[1] < max(sizes[1][item[0][0]], sizes[0][item[0][1]]), -item[1], item[0]),
    ):
        if cb not in match and ca not in taken:
            match[cb] = ca
            taken.add(ca)
    return match


def said_change(cost: Fraction, changed: dict[str, Fraction]) -> tuple[str, str]:
    """A change of the cost, term by term, in Chinese and in English."""
    zh = [f"{TERM_INFO[term].zh}{_signed(value)}" for term, value in changed.items()]
    en = [f"{TERM_INFO[term].en} {_signed(value)}" for term, value in changed.items()]
    return (
        f"总代价{_signed(cost)}（{'，'.join(zh) or '各项不变'}）",
        f"changes the cost by {_signed(cost)} ({', '.join(en) or 'nothing'})",
    )


def _signed(value: Fraction) -> str:
    return f"{float(value):+.1f}".replace(".0", "") if value else "±0"
