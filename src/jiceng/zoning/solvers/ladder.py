"""Which solver for which problem: exact while the pool of groups is small, else the large ones."""

from __future__ import annotations

from collections.abc import Callable

from jiceng.zoning.budget import Budget
from jiceng.zoning.problem import Problem
from jiceng.zoning.solution import Report, Solution


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    budget: float | Budget = 60.0,
    progress: Report | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Solution:
    """Best plan within the budget (seconds), with a proved bound. Same seed, same plan where proved."""
    if not isinstance(budget, Budget):
        budget = Budget(budget, cancelled=cancelled)
    from jiceng.zoning.solvers import improve  # noqa: PLC0415 - numba is slow to load

    return improve.solve(problem, seed=seed, budget=budget, progress=progress)
