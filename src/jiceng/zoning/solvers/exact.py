"""Proof for problems whose pool of groups is small: enumerate, then choose by set partitioning."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.budget import Budget
from jiceng.zoning.objectives import number, objective
from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Problem
from jiceng.zoning.solution import Progress, Report, Solution, Status
from jiceng.zoning.solvers.partition import Better, Choice, Search, SideRow, Task
from jiceng.zoning.solvers.pool import Pool, pool_of

METHOD = "exact"


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    budget: Budget,
    progress: Report | None = None,
    pool: Pool | None = None,
    side: tuple[SideRow, ...] = (),
) -> Solution:
    """The proved optimum, or the best plan and bound the budget allows.

    `side` are further rows a plan must keep. An infeasible problem comes back without its conflict.
    Raises PoolTooLarge where the groups are too many to list.
    """
    say = progress or (lambda _: None)
    say(Progress("enumerate", budget.spent()))
    pool = pool or pool_of(problem)
    say(Progress("choose", budget.spent()))
    choice = _best_over_k(pool, problem, budget, seed, say, side)
    plan = None if choice.groups is None else plan_of(pool, choice.groups)
    status: Status = "unknown"
    bound = choice.bound if math.isfinite(choice.bound) else None
    if plan is not None:
        status = "optimal" if choice.proved else "feasible"
        value = float(number(objective(plan)))
        bound = value if choice.proved else min(value, choice.bound)
    elif choice.proved:
        status, bound = "infeasible", None
    solution = Solution(
        problem, status, plan, bound, seed, budget.spent(), METHOD, notes={"groups": len(pool)}
    )
    say(Progress("done", solution.seconds, plan, None if plan is None else float(objective(plan)), bound))
    return solution


def _best_over_k(
    pool: Pool, problem: Problem, budget: Budget, seed: int, say: Report, side: tuple[SideRow, ...]
) -> Choice:
    """The best choice over all numbers of communities; those whose relaxation is no better are skipped."""
    lo, hi = problem.communities
    best = Choice(None, math.inf, math.inf, True)
    searches = []
    for k in range(lo, min(hi, problem.n) + 1):
        search = Search(Task(pool, problem.weights, k, (k, k), side), budget, seed)
        searches.append((search.low(tight=lo == hi), k, search))
    searches.sort(key=lambda item: item[:2])
    bound, proved = math.inf, True
    for low, _, search in searches:
        if low >= best.value - 1e-6:
            bound = min(bound, low)
            continue
        if budget.over() and best.groups is not None:
            bound, proved = min(bound, low), False
            continue
        search.better = _reporter(pool, budget, say, best.value, min(searches[0][0], best.value))
        choice = search.run()
        bound, proved = min(bound, choice.bound), proved and choice.proved
        if choice.value < best.value:
            best = choice
    return Choice(best.groups, best.value, min(bound, best.value), proved)


def _reporter(pool: Pool, budget: Budget, say: Report, known: float, low: float) -> Better:
    """Tells of each better choice, with its plan."""

    def better(groups: NDArray[np.int64], value: float, _: float) -> None:
        if value < known:
            say(Progress("better", budget.spent(), plan_of(pool, groups), value, low))

    return better


def plan_of(pool: Pool, groups: NDArray[np.int64]) -> Plan:
    """The plan that some groups of a pool make, communities numbered by their first unit."""
    assignment = np.empty(pool.problem.n, dtype=int)
    for community, group in enumerate(groups):
        assignment[pool.matrix[group].astype(bool)] = community
    return Plan.of(pool.problem, assignment.tolist())
