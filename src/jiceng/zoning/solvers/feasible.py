"""Is there any plan at all? Asked many times while a conflict is narrowed down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.budget import Budget
from jiceng.zoning.problem import COUNTS, Norms, Problem, Weights
from jiceng.zoning.solvers.partition import Task, minimise
from jiceng.zoning.solvers.pool import Pool, PoolTooLarge, pool_of

LIMIT = 40_000
NEAR_LIMIT = 12_000
ROOM = (2.0, 1.6, 1.4, 1.25, 1.1)
SECONDS_A_QUESTION = 3.0


@dataclass(frozen=True)
class Pools:
    """A pool for a problem; `whole` is False where groups above `ROOM` times a usual size are left out."""

    pool: Pool
    whole: bool


def pool_for(problem: Problem, usual: Norms) -> Pools | None:
    """All groups of a problem, or, where they are too many, those near the usual norms."""
    try:
        return Pools(pool_of(problem, LIMIT), whole=True)
    except PoolTooLarge:
        pass
    for room in ROOM:
        try:
            capped = replace(problem, norms=_capped(problem, usual, room))
            return Pools(Pool(problem, pool_of(capped, NEAR_LIMIT).masks), whole=False)
        except PoolTooLarge:
            continue
    return None


def _capped(problem: Problem, usual: Norms, room: float) -> Norms:
    """Norms of a problem with an upper end for what the usual norms bound."""
    norms = problem.norms
    for name in (*COUNTS, "units"):
        lo, hi = getattr(norms, name)
        most = getattr(usual, name)[1]
        if hi is None and most is not None:
            total = problem.n if name == "units" else problem.totals[name]
            mean = total // problem.communities[1]
            ends: dict[str, Any] = {name: (lo, int(max(most, mean) * room))}
            norms = replace(norms, **ends)
    return norms


def choose_any(
    pool: Pool, counts: tuple[int, int], budget: Budget, cost: NDArray[np.float64] | None = None
) -> NDArray[np.int64] | bool | None:
    """Groups that make a plan (at least cost, where one is given); False if proved none, None if unknown."""
    given = np.zeros(len(pool)) if cost is None else cost
    choice = minimise(Task(pool, Weights(), 1, counts, cost=given), budget)
    if choice.groups is not None:
        return choice.groups
    return False if choice.infeasible else None


def feasible(problem: Problem, usual: Norms, budget: Budget) -> bool | None:
    """Whether a plan exists; None where that could not be decided."""
    pools = pool_for(problem, usual)
    if pools is None:
        return None
    part = budget.grown(min(SECONDS_A_QUESTION, budget.left()))
    answer = choose_any(pools.pool, problem.communities, part)
    if answer is False:
        return False if pools.whole else None
    return None if answer is None else True
