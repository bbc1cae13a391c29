"""Several really different good plans, each best at something and named after it.

Two plans are compared by co-membership: the share of unit pairs placed together in one of them but
not in both (0 the same plan, 1 nothing in common).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.budget import Budget
from jiceng.zoning.formats import default_weights
from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Problem, Weights
from jiceng.zoning.solution import Report, Solution
from jiceng.zoning.solvers import solve
from jiceng.zoning.solvers.exact import solve as solve_exactly
from jiceng.zoning.solvers.partition import SideRow
from jiceng.zoning.solvers.pool import Pool, PoolTooLarge, pool_of

LEAST_DIFFERENCE = 0.2


@dataclass(frozen=True)
class Theme:
    """What a plan of this name puts first; `emphasis` multiplies weights of the mix, or sets them."""

    id: str
    zh: str
    en: str
    emphasis: dict[str, float]


THEMES = (
    Theme("balanced", "综合平衡", "balanced mix", {}),
    Theme("households", "户数最均", "even households", {"household_imbalance": 20, "resident_imbalance": 20}),
    Theme("members", "党员最均", "even members", {"member_imbalance": 400}),
    Theme("compact", "边界最短", "shortest boundaries", {"boundary_m": 4}),
    Theme("barriers", "少跨阻隔", "fewest barriers crossed", {"barrier_m": 50}),
    Theme("streets", "保持原街道", "old streets whole", {"streets_split": 20_000}),
    Theme("venues", "阵地最多", "most venues", {"without_venue": 20_000}),
)
NEEDS = {
    "households": ("households", "residents"),
    "members": ("full_members",),
    "streets": ("street",),
    "venues": ("venue_area_m2",),
}
"""What a theme needs known of the units."""


@dataclass(frozen=True)
class Alternative:
    """A named plan. `difference` is the least co-membership difference from the plans before it."""

    theme: Theme
    solution: Solution
    difference: float

    def as_dict(self, sha256: str | None = None) -> dict[str, Any]:
        """Plan JSON with the name and the difference."""
        names = {"theme": self.theme.id, "name": self.theme.zh, "name_en": self.theme.en}
        return self.solution.as_dict(sha256) | names | {"difference": round(self.difference, 4)}


def alternatives(
    problem: Problem,
    *,
    count: int = 5,
    seed: int = 0,
    budget: float | Budget = 60.0,
    progress: Report | None = None,
    cancelled: Callable[[], bool] | None = None,
    least: float = LEAST_DIFFERENCE,
) -> Iterator[Alternative]:
    """Named plans one after another, each at least `least` different from all before it.

    Each is proved best for its weights among plans that different, where the problem is small enough.
    The first is the mix of the problem's own weights. An infeasible problem gives one infeasible
    solution; fewer plans come where no further plan is different enough.
    """
    if not isinstance(budget, Budget):
        budget = Budget(budget, cancelled=cancelled)
    try:
        pool = pool_of(problem)
    except PoolTooLarge:
        pool = None
    found: list[Plan] = []
    themes = _themes(problem, count)
    for i, theme in enumerate(themes):
        if len(found) == count or (found and budget.over()):
            return
        part = budget.part(1 / (len(themes) - i))
        posed = replace(problem, weights=weights_of(theme, problem.weights, default_weights(problem.units)))
        solution = _solve(posed, pool, found, seed + i, part, progress, least)
        if solution is None or solution.plan is None:
            if not found:
                yield Alternative(theme, solve(posed, seed=seed, budget=part, progress=progress), 1.0)
                return
            continue
        nearest = min((difference(solution.plan, other) for other in found), default=1.0)
        found.append(solution.plan)
        yield Alternative(theme, solution, nearest)


def _themes(problem: Problem, count: int) -> list[Theme]:
    """The themes that make sense here; past the last, more balanced plans that differ from the others."""
    known = [
        theme
        for theme in THEMES
        if any(getattr(u, name) is not None for u in problem.units for name in NEEDS.get(theme.id, ("id",)))
        and (theme.id != "barriers" or any(edge.barrier for edge in problem.edges))
    ]
    more = [Theme(f"balanced-{i}", f"综合平衡之{i}", f"balanced mix {i}", {}) for i in range(2, count + 2)]
    return [*known, *more]


def weights_of(theme: Theme, own: Weights, mix: Weights) -> Weights:
    """Weights of a theme: the problem's own for the first, else the usual mix with its emphasis."""
    if not theme.emphasis:
        return own
    factors = {term: float(value) for term, value in theme.emphasis.items()}
    changed = {term: mix_weight * factors[term] for term, mix_weight in mix.items() if term in factors}
    changed |= {term: factors[term] for term in ("streets_split", "without_venue") if term in factors}
    return replace(mix, **changed)


def _solve(  # the many parts of one solve
    problem: Problem,
    pool: Pool | None,
    found: list[Plan],
    seed: int,
    budget: Budget,
    progress: Report | None,
    least: float,
) -> Solution | None:
    if pool is not None:
        side = tuple(_apart_from(pool, plan, least) for plan in found)
        groups = Pool(problem, pool.masks)
        return solve_exactly(problem, seed=seed, budget=budget, progress=progress, pool=groups, side=side)
    solution = solve(problem, seed=seed, budget=budget, progress=progress)
    if solution.plan is None or any(difference(solution.plan, other) < least for other in found):
        return None
    return solution


def _apart_from(pool: Pool, plan: Plan, least: float) -> SideRow:
    """A row that keeps a choice of groups at least `least` away from a plan.

    With s pairs shared, p pairs in the choice and q in the plan, 1 - s / (p + q - s) >= d is linear:
    (2 - d) s - (1 - d) p <= (1 - d) q.
    """
    shared = np.zeros(len(pool))
    for units in plan.members:
        shared += _pairs(pool.matrix[:, list(units)].sum(axis=1, dtype=np.int64))
    own = _pairs(pool.sums["units"])
    rest = float(sum(len(units) * (len(units) - 1) // 2 for units in plan.members))
    return SideRow((2 - least) * shared - (1 - least) * own, (1 - least) * rest + 1e-9)


def _pairs(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    return counts * (counts - 1) / 2


def difference(a: Plan, b: Plan) -> float:
    """Share of the unit pairs together in either plan that are not together in both."""
    both: dict[tuple[int, int], int] = {}
    for pair in zip(a.assignment, b.assignment, strict=True):
        both[pair] = both.get(pair, 0) + 1
    shared = sum(size * (size - 1) // 2 for size in both.values())
    each = [sum(t.units * (t.units - 1) // 2 for t in plan.tallies) for plan in (a, b)]
    either = sum(each) - shared
    return 1 - shared / either if either else 0.0
