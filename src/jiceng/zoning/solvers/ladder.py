"""Which solver for which problem: exact while the pool of groups is small, else the large ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from jiceng.zoning.budget import Budget
from jiceng.zoning.problem import Problem
from jiceng.zoning.solution import Report, Solution
from jiceng.zoning.solvers import conflict, exact
from jiceng.zoning.solvers.pool import PoolTooLarge


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    budget: float | Budget = 60.0,
    progress: Report | None = None,
    cancelled: Callable[[], bool] | None = None,
    effort: float | None = None,
) -> Solution:
    """Best plan within the budget (seconds), with a proved bound. Same seed, same plan where proved.

    With `effort` the work is that of so many seconds instead, the same whatever the clock says: same seed,
    same plan on large maps too, unless the budget ended the run first (`notes["cut_short"]`).

    Where no plan exists the solution names the smallest conflict and the least relaxations.
    """
    if not isinstance(budget, Budget):
        budget = Budget(budget, cancelled=cancelled)
    try:
        solution = exact.solve(problem, seed=seed, budget=budget, progress=progress)
    except PoolTooLarge:
        known = conflict.from_structure(problem)
        if known:
            return Solution(
                problem,
                "infeasible",
                None,
                None,
                seed,
                budget.spent(),
                "structure",
                conflict=known,
                minimal=False,
            )
        from jiceng.zoning.solvers import improve  # noqa: PLC0415 - numba is slow to load

        return improve.solve(problem, seed=seed, budget=budget, progress=progress, effort=effort)
    if solution.status != "infeasible":
        return solution
    found = conflict.explain(problem, budget, seed=seed, progress=progress)
    return replace(
        solution,
        conflict=found.wishes,
        relaxations=found.relaxations,
        minimal=found.minimal,
        seconds=budget.spent(),
    )
