"""What each lock costs: the best plan with all locks beside the best plan without that one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jiceng.zoning.budget import Budget
from jiceng.zoning.objectives import TERM_INFO, number, terms
from jiceng.zoning.problem import Problem
from jiceng.zoning.solution import Solution, Wish
from jiceng.zoning.solvers import solve
from jiceng.zoning.solvers.wishes import wishes_of, without

LOCKS = ("together", "apart", "fixed", "frozen")


@dataclass(frozen=True)
class Price:
    """`cost` is what the objective would fall by without the lock; `terms` what each term would change by.

    `proved` where both plans are optimal. `cost` is None where there is no plan on one side.
    """

    lock: Wish
    cost: Fraction | None
    terms: dict[str, Fraction]
    proved: bool

    def sentence(self) -> tuple[str, str]:
        """The price in Chinese and in English."""
        if self.cost is None:
            return (
                f"{self.lock.zh}：代价不明（时间内没有方案）",
                f"{self.lock.en}: price unknown (no plan in time)",
            )
        parts_zh = [f"{TERM_INFO[term].zh}{float(value):+,.1f}" for term, value in self.terms.items()]
        parts_en = [f"{TERM_INFO[term].en} {float(value):+,.1f}" for term, value in self.terms.items()]
        about = ("", "") if self.proved else ("（未证明）", " (not proved)")
        less_zh, less_en = "，".join(parts_zh) or "各项不变", ", ".join(parts_en) or "nothing changes"
        zh = f"{self.lock.zh}：代价 {float(self.cost):,.2f}{about[0]}；去掉则{less_zh}"
        en = f"{self.lock.en}: costs {float(self.cost):,.2f}{about[1]}; without it {less_en}"
        return zh, en

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "lock": self.lock.id,
            "zh": self.lock.zh,
            "en": self.lock.en,
            "units": list(self.lock.units),
            "cost": None if self.cost is None else number(self.cost),
            "terms": {term: number(value) for term, value in self.terms.items()},
            "proved": self.proved,
        }


def price_of_locks(
    problem: Problem, *, seed: int = 0, budget: float = 60.0, kept: Solution | None = None
) -> list[Price]:
    """The price of each lock, and last (id `locks`) of all of them together. Empty without locks.

    `kept` is the solution with all locks where it is known already.
    """
    locks = [wish for wish in wishes_of(problem) if wish.id.partition(".")[0] in LOCKS]
    if not locks:
        return []
    whole = Budget(budget)
    share = budget / (len(locks) + 2)
    kept = kept or solve(problem, seed=seed, budget=whole.grown(share))
    questions = [(lock, {lock.id}) for lock in locks]
    every = Wish(
        "locks", "全部锁定", "all locks", tuple(dict.fromkeys(u for lock in locks for u in lock.units))
    )
    questions.append((every, {lock.id for lock in locks}))
    prices = []
    for lock, dropped in questions:
        free = solve(without(problem, dropped), seed=seed, budget=whole.grown(share))
        prices.append(_price(lock, kept, free))
    return prices


def _price(lock: Wish, kept: Solution, free: Solution) -> Price:
    proved = kept.status == free.status == "optimal"
    if kept.plan is None or free.plan is None or kept.objective is None or free.objective is None:
        return Price(lock, None, {}, proved)
    before, after = terms(kept.plan), terms(free.plan)
    changed = {term: after[term] - before[term] for term in before if after[term] != before[term]}
    return Price(lock, kept.objective - free.objective, changed, proved)
