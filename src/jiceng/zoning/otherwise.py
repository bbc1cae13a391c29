"""Where else a unit could be if other units move along: the best whole plan in which it is not where it is.

A community has no name that outlives its units, so it is known by its core: of the units that are not asked about,
the seat if one was named, else the one with most households. A unit has left its community when it is not with the
core of it, and has gone to another when it is with the core of that. Where all groups of units can be listed the
answer is proved; on larger maps (`nearby`) exchanges and the communities around are searched, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from jiceng.zoning.budget import Budget
from jiceng.zoning.explain import Reason, said_change, why
from jiceng.zoning.graph import lightest, neighbouring_communities
from jiceng.zoning.nearby import best_nearby
from jiceng.zoning.objectives import number, terms, weighted
from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Problem
from jiceng.zoning.relabel import core_of, relabelled
from jiceng.zoning.solution import Status, Wish
from jiceng.zoning.solvers import conflict, exact
from jiceng.zoning.solvers.pool import Pool, PoolTooLarge, pool_of
from jiceng.zoning.solvers.wishes import wishes_of

Scope = Literal["whole", "local"]


@dataclass(frozen=True)
class Otherwise:
    """The best plan found in which a unit is elsewhere: with the community `wanted`, or anywhere (None).

    `to` is where it is then, `company` the units it is with, `fresh` whether that community bears a new label; `cost`
    and `terms` are the change against the plan explained, `along` the other units that change community, each with
    the label before and after. `optimal`: no plan of that kind is cheaper.
    `infeasible`: there is none, and `conflict` are the rules it would break, `minimal` if none of them is needless.
    `scope` is `local` where only a part of the map was searched.
    """

    unit: str
    wanted: str | None
    scope: Scope
    status: Status
    plan: Plan | None = None
    to: str | None = None
    company: tuple[str, ...] = ()
    fresh: bool = False
    cost: Fraction | None = None
    terms: dict[str, Fraction] = field(default_factory=dict)
    along: tuple[tuple[str, str, str], ...] = ()
    conflict: tuple[Wish, ...] = ()
    minimal: bool = True

    def sentence(self) -> tuple[str, str]:
        """The answer in Chinese and in English."""
        zh = "不在本社区" if self.wanted is None else f"归入社区“{self.wanted}”"
        en = "being elsewhere" if self.wanted is None else f"being in {self.wanted!r}"
        if self.plan is None or self.cost is None:
            return self._without_plan(zh, en)
        change = said_change(self.cost, self.terms)
        where = ("", "") if self.wanted else self._where()
        how = {
            "optimal": ("（全盘最优，已证明）", " (best whole plan, proved)"),
            "feasible": ("（未证明最优）", " (not proved best)"),
        }[self.status]
        if self.scope == "local":
            how = ("（只比较了对换和附近几个社区）", " (only exchanges and communities nearby were compared)")
        moves = [f"{unit}（{old}→{new}）" for unit, old, new in self.along]
        moves_en = [f"{unit} ({old} to {new})" for unit, old, new in self.along]
        return (
            f"{zh}{where[0]}，{change[0]}；随之变动：{'、'.join(moves) or '无'}{how[0]}",
            f"{en}{where[1]}, {change[1]}; moving along: {', '.join(moves_en) or 'nobody'}{how[1]}",
        )

    def _where(self) -> tuple[str, str]:
        if not self.fresh:
            return f"，最好归入“{self.to}”", f", best in {self.to!r}"
        if not self.company:
            return "，最好自成一个社区", ", best as a community of its own"
        zh, en = "、".join(self.company), ", ".join(self.company)
        return f"，最好与{zh}另成一个社区", f", best in a new community with {en}"

    def _without_plan(self, zh: str, en: str) -> tuple[str, str]:
        if self.status == "infeasible":
            rules = "；".join(wish.zh for wish in self.conflict) or "单元之间不相连"
            rules_en = "; ".join(wish.en for wish in self.conflict) or "the map does not connect them"
            more = ("", "") if self.minimal else ("（未必每项都必要）", " (not all may be needed)")
            return (
                f"{zh}不可能（已证明），与此冲突：{rules}{more[0]}",
                f"{en} is impossible (proved) beside: {rules_en}{more[1]}",
            )
        if self.scope == "local":
            return (
                f"{zh}：对换和附近几个社区中没有可行的（没有比较全图）",
                f"{en}: no plan among exchanges and communities nearby (the whole map was not compared)",
            )
        return f"{zh}：时间内没有结论", f"{en}: undecided within the time"

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        data: dict[str, Any] = {"wanted": self.wanted, "scope": self.scope, "status": self.status}
        if self.plan is not None and self.cost is not None:
            data |= {
                "to": self.to,
                "company": list(self.company),
                "fresh": self.fresh,
                "cost": number(self.cost),
                "terms": {term: number(value) for term, value in self.terms.items()},
                "along": [{"unit": unit, "from": old, "to": new} for unit, old, new in self.along],
                "assignment": self.plan.by_id(),
            }
        if self.status == "infeasible":
            data |= {"conflict": [wish.as_dict() for wish in self.conflict], "minimal": self.minimal}
        return data | {"zh": self.sentence()[0], "en": self.sentence()[1]}


def explained(
    plan: Plan,
    unit_id: str,
    *,
    budget: float | Budget,
    seed: int = 0,
    always: bool = False,
    seats: Collection[str] = (),
) -> Reason:
    """Why a unit is where it is; with whole plans where no single move is allowed, or `always`."""
    reason = why(plan, unit_id)
    if not always and any(move.allowed for move in reason.moves):
        return reason
    return replace(reason, whole=otherwise(plan, unit_id, budget=budget, seed=seed, seats=seats))


def otherwise(
    plan: Plan, unit_id: str, *, budget: float | Budget, seed: int = 0, seats: Collection[str] = ()
) -> tuple[Otherwise, ...]:
    """The best plan with the unit elsewhere, then with each community that it touches, cheapest first.

    The first is left out where it puts the unit with one of those. Where no plan at all has it elsewhere, that is
    the only answer. `seats` are units by which their communities are known.
    """
    budget = budget if isinstance(budget, Budget) else Budget(budget)
    asked = Question(plan, unit_id, budget, seed, frozenset(plan.problem.index[seat] for seat in seats))
    anywhere = asked.answer(None)
    if anywhere is not None and anywhere.status == "infeasible":
        return (anywhere,)
    found: list[Otherwise] = []
    for to in neighbouring_communities(plan, asked.unit):
        if anywhere is not None and anywhere.status == "optimal" and asked.settled(anywhere, to):
            found.append(asked.named(anywhere, to))
            anywhere = None
        elif (answer := asked.answer(to)) is not None:
            found.append(answer)
    found.sort(key=lambda one: (one.cost is None, one.cost or Fraction(0), one.wanted or ""))
    return (anywhere, *found) if anywhere is not None else tuple(found)


@dataclass(frozen=True)
class Question:
    """A unit of a plan, and where else it could be."""

    plan: Plan
    unit_id: str
    budget: Budget
    seed: int
    seats: frozenset[int] = frozenset()

    @property
    def problem(self) -> Problem:
        return self.plan.problem

    @cached_property
    def unit(self) -> int:
        return self.problem.index[self.unit_id]

    @cached_property
    def own(self) -> int:
        """The community the unit is in."""
        return self.plan.assignment[self.unit]

    @cached_property
    def pool(self) -> Pool | None:
        """All groups; None where they are too many."""
        try:
            return pool_of(self.problem)
        except PoolTooLarge:
            return None

    def cores(self, to: int | None) -> tuple[int | None, int | None]:
        """The units that the asked one must not be with, and must be with."""
        leave = core_of(self.plan, self.own, self.unit, self.seats)
        return leave, None if to is None else core_of(self.plan, to, self.unit, self.seats)

    def answer(self, to: int | None) -> Otherwise | None:
        """The best plan with the unit in a community, or anywhere else; None where nothing is asked."""
        leave, join = self.cores(to)
        if leave is None and join is None:
            return None
        wanted = None if to is None else self.plan.labels[to]
        if lock := self._fixed():
            return Otherwise(self.unit_id, wanted, "whole", "infeasible", conflict=lock)
        if self.pool is None:
            found = None if to is None else self._nearby(to)
            return (
                None if to is None else self._told(wanted, "local", "feasible" if found else "unknown", found)
            )
        return self._proved(to, leave, join)

    def _nearby(self, to: int) -> Plan | None:
        return best_nearby(self.plan, self.unit, to, self.budget, self.seed, self.seats)

    def named(self, answer: Otherwise, to: int) -> Otherwise:
        """An answer that settles where the unit goes, its community called by that name."""
        if answer.plan is None:
            raise ValueError("an answer without a plan settles nothing")
        plan = self._relabelled(answer.plan.assignment, to)
        return self._told(self.plan.labels[to], answer.scope, answer.status, plan)

    def _relabelled(self, groups: Sequence[int], to: int | None) -> Plan:
        leave, join = self.cores(to)
        forced = {} if leave is None else {leave: self.plan.labels[self.own]}
        if join is not None and to is not None:
            forced[join] = self.plan.labels[to]
        return relabelled(self.plan, groups, forced, self.unit, self.seats)

    def settled(self, answer: Otherwise, to: int) -> bool:
        """Whether the answer has the unit with the core of a community."""
        _, join = self.cores(to)
        return (
            answer.plan is not None
            and join is not None
            and (answer.plan.assignment[self.unit] == answer.plan.assignment[join])
        )

    def _fixed(self) -> tuple[Wish, ...]:
        """The lock that keeps the unit in the community of this label, if there is one."""
        if self.problem.locks.fixed.get(self.unit_id) != self.plan.labels[self.own]:
            return ()
        return tuple(wish for wish in wishes_of(self.problem) if wish.id == f"fixed.{self.unit_id}")

    def _proved(self, to: int | None, leave: int | None, join: int | None) -> Otherwise:
        wanted = None if to is None else self.plan.labels[to]
        if heavy := self._too_heavy(leave, join):
            return Otherwise(self.unit_id, wanted, "whole", "infeasible", conflict=heavy)
        posed, pool = self._posed(leave, join)
        if self.budget.over():
            return Otherwise(self.unit_id, wanted, "whole", "unknown")
        solution = exact.solve(posed, seed=self.seed, budget=self.budget, pool=pool)
        if solution.status == "infeasible":
            return self._impossible(wanted, posed)
        if solution.plan is None:
            return Otherwise(self.unit_id, wanted, "whole", "unknown")
        return self._told(wanted, "whole", solution.status, self._relabelled(solution.plan.assignment, to))

    def _too_heavy(self, leave: int | None, join: int | None) -> tuple[Wish, ...]:
        """An upper norm that the unit breaks with the core alone and what must lie between them, if there is one."""
        if join is None or self.problem.norms.forbid or {self.unit, join} & self.problem.oversize:
            return ()
        ones = (1,) * self.problem.n
        for name, _, hi in self.problem.norms.bounds():
            values = self.problem.counts.get(name, ones)
            if hi is not None and lightest(self.problem, self.unit, join, values, leave) > hi:
                return tuple(wish for wish in wishes_of(self.problem) if wish.id == f"{name}.max")
        return ()

    def _posed(self, leave: int | None, join: int | None) -> tuple[Problem, Pool]:
        """The problem with the question as locks, and the groups that answer it."""
        locks, name = self.problem.locks, [unit.id for unit in self.problem.units]
        pool = self.pool or Pool(self.problem, [])
        mine = pool.matrix[:, self.unit].astype(bool)
        keep = mine | ~mine
        if leave is not None:
            locks = replace(locks, apart=(*locks.apart, (self.unit_id, name[leave])))
            keep &= ~(mine & pool.matrix[:, leave].astype(bool))
        if join is not None:
            locks = replace(locks, together=(*locks.together, (self.unit_id, name[join])))
            keep &= mine == pool.matrix[:, join].astype(bool)
        posed = replace(self.problem, locks=locks)
        return posed, Pool(posed, pool.only(keep).masks)

    def _impossible(self, wanted: str | None, posed: Problem) -> Otherwise:
        rules, minimal = conflict.smallest(posed, self.budget)
        own = {wish.id for wish in wishes_of(self.problem)}
        kept = tuple(wish for wish in rules if wish.id in own)
        return Otherwise(self.unit_id, wanted, "whole", "infeasible", conflict=kept, minimal=minimal)

    def _told(self, wanted: str | None, scope: Scope, status: Status, found: Plan | None) -> Otherwise:
        if found is None:
            return Otherwise(self.unit_id, wanted, scope, status)
        before, after = terms(self.plan), terms(found)
        weights, placed = self.problem.weights, found.by_id()
        to = placed[self.unit_id]
        return Otherwise(
            self.unit_id,
            wanted,
            scope,
            status,
            found,
            to,
            tuple(unit for unit, label in placed.items() if label == to and unit != self.unit_id),
            to not in self.plan.labels,
            weighted(after, weights) - weighted(before, weights),
            {term: after[term] - before[term] for term in before if after[term] != before[term]},
            tuple(_along(self.plan, found, self.unit_id)),
        )


def _along(before: Plan, after: Plan, unit_id: str) -> Iterator[tuple[str, str, str]]:
    """The other units whose community has another label."""
    old, new = before.by_id(), after.by_id()
    return ((unit, old[unit], new[unit]) for unit in old if unit != unit_id and old[unit] != new[unit])
