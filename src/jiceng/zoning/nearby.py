"""Another place for a unit of a large map: an exchange with one unit, or the communities around drawn anew.

Nothing is proved here: only a part of the map is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.constraints import violations
from jiceng.zoning.objectives import objective
from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Locks, Problem
from jiceng.zoning.relabel import core_of, relabelled
from jiceng.zoning.solvers.partition import Task, minimise
from jiceng.zoning.solvers.pool import Pool, PoolTooLarge, mask_of, pool_of

WIDEST, GROUPS = 4, 8_000
"""Communities drawn anew together at most, and ways to group their units."""


def best_nearby(
    plan: Plan, unit: int, to: int, budget: Budget, seed: int = 0, seats: Collection[int] = ()
) -> Plan | None:
    """The cheapest plan found with the unit in community `to`, or none."""
    found = [*_exchanges(plan, unit, to, budget, seats)]
    for width in range(WIDEST, 1, -1):
        if budget.over():
            break
        try:
            drawn = _window(plan, unit, to, _around(plan, unit, to)[:width], budget, seed, seats)
        except PoolTooLarge:
            continue
        found += [drawn] if drawn is not None else []
        break
    return min(found, key=objective, default=None)


def _exchanges(plan: Plan, unit: int, to: int, budget: Budget, seats: Collection[int]) -> Iterator[Plan]:
    """Plans in which the unit goes there and one unit from there comes, not its seat, that break nothing new."""
    own = plan.assignment[unit]
    known = Counter((one.constraint, one.communities) for one in violations(plan))
    gone = plan.moved(unit, to)
    core = core_of(plan, to, unit, seats) if seats else None
    for other in plan.members[to]:
        if budget.over():
            return
        if other == core:
            continue
        if any(plan.assignment[near] == own and near != unit for near in plan.problem.allowed[other]):
            after = gone.moved(other, own)
            if all((one.constraint, one.communities) in known for one in violations(after)):
                yield after


def _around(plan: Plan, unit: int, to: int) -> list[int]:
    """The two communities, then those that share most borders with them."""
    own = plan.assignment[unit]
    inside = [*plan.members[own], *plan.members[to]]
    borders = Counter(plan.assignment[near] for one in inside for near in plan.problem.allowed[one])
    others = sorted(set(borders) - {own, to}, key=lambda community: (-borders[community], community))
    return [own, to, *others]


def _window(
    plan: Plan, unit: int, to: int, around: list[int], budget: Budget, seed: int, seats: Collection[int]
) -> Plan | None:
    """The cheapest plan that draws some communities anew, with the unit in `to`; households moved are not weighed.

    Raises PoolTooLarge.
    """
    inside = sorted(one for community in around for one in plan.members[community])
    part = _part(plan.problem, inside, len(around))
    pool = pool_of(part, GROUPS)
    place = {one: i for i, one in enumerate(inside)}
    mine = pool.matrix[:, place[unit]].astype(bool)
    leave, join = core_of(plan, plan.assignment[unit], unit, seats), core_of(plan, to, unit, seats)
    keep = np.ones(len(pool), dtype=bool)
    forced = {}
    if leave is not None:
        keep &= ~(mine & pool.matrix[:, place[leave]].astype(bool))
        forced[leave] = plan.labels[plan.assignment[unit]]
    if join is not None:
        keep &= mine == pool.matrix[:, place[join]].astype(bool)
        forced[join] = plan.labels[to]
    pool = pool.only(keep)
    whole = Pool(plan.problem, [mask_of(np.array(inside)[row.astype(bool)].tolist()) for row in pool.matrix])
    cost = whole.costs(plan.problem.weights, plan.k)
    count = len(around)
    choice = minimise(Task(pool, plan.problem.weights, plan.k, (count, count), cost=cost), budget, seed=seed)
    if choice.groups is None:
        return None
    groups = list(plan.assignment)
    for number, group in enumerate(choice.groups, len(plan.labels)):
        for one in np.flatnonzero(pool.matrix[group]):
            groups[inside[one]] = number
    return relabelled(plan, groups, forced, unit, seats)


def _part(problem: Problem, inside: list[int], count: int) -> Problem:
    """The problem of some units alone."""
    units = tuple(problem.units[one] for one in inside)
    ids = {unit.id for unit in units}
    locks = problem.locks
    together = (tuple(unit for unit in group if unit in ids) for group in locks.together)
    return replace(
        problem,
        units=units,
        edges=tuple(edge for edge in problem.edges if edge.a in ids and edge.b in ids),
        communities=(count, count),
        present=None,
        locks=Locks(
            together=tuple(group for group in together if len(group) > 1),
            apart=tuple(pair for pair in locks.apart if ids.issuperset(pair)),
            fixed={unit: label for unit, label in locks.fixed.items() if unit in ids},
            frozen=tuple(group for group in locks.frozen if ids.issuperset(group)),
        ),
    )
