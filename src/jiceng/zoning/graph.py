"""Contiguity: which units hang together through edges that a community may use."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Sequence

from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Problem


def components(problem: Problem, units: Collection[int]) -> list[list[int]]:
    """Connected pieces of a set of units, each sorted, ordered by first unit; forbidden edges do not join."""
    left = set(units)
    pieces = []
    for start in sorted(left):
        if start not in left:
            continue
        left.discard(start)
        piece, stack = [start], [start]
        while stack:
            for neighbour in problem.allowed[stack.pop()]:
                if neighbour in left:
                    left.discard(neighbour)
                    piece.append(neighbour)
                    stack.append(neighbour)
        pieces.append(sorted(piece))
    return pieces


def connected(problem: Problem, units: Collection[int]) -> bool:
    """Whether a set of units is in one piece (an empty set is)."""
    return len(components(problem, units)) <= 1


def lightest(problem: Problem, start: int, end: int, values: Sequence[int], without: int | None) -> float:
    """The least sum of values of a connected set of units that holds two of them but not a third; infinite if none."""
    best = {start: values[start]}
    queue = [(values[start], start)]
    while queue:
        total, unit = heapq.heappop(queue)
        if unit == end:
            return total
        for neighbour in problem.allowed[unit]:
            further = total + values[neighbour]
            if neighbour != without and further < best.get(neighbour, math.inf):
                best[neighbour] = further
                heapq.heappush(queue, (further, neighbour))
    return math.inf


def may_leave(plan: Plan, unit: int) -> bool:
    """Whether a unit's community stays in one piece, and does not vanish, without the unit."""
    rest = [other for other in plan.members[plan.assignment[unit]] if other != unit]
    return bool(rest) and connected(plan.problem, rest)


def neighbouring_communities(plan: Plan, unit: int) -> list[int]:
    """Other communities that a unit touches through an allowed edge, in order."""
    own = plan.assignment[unit]
    return sorted({plan.assignment[j] for j in plan.problem.allowed[unit]} - {own})
