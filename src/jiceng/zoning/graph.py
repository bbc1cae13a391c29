"""Contiguity: which units hang together through edges that a community may use."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterator, Sequence

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


def legal_moves(plan: Plan) -> Iterator[tuple[int, int]]:
    """Every (unit, community) move that leaves all communities in one piece; norms are not asked."""
    for community, units in enumerate(plan.members):
        stuck = cut_units(plan.problem, units)
        for unit in units:
            if len(units) > 1 and unit not in stuck and plan.assignment[unit] == community:
                for to in neighbouring_communities(plan, unit):
                    yield unit, to


def cut_units(problem: Problem, units: Collection[int]) -> set[int]:
    """Units of a connected set without which it falls apart (articulation points, Tarjan 1972)."""
    inside = set(units)
    depth: dict[int, int] = {}
    low: dict[int, int] = {}
    cuts: set[int] = set()
    for root in sorted(inside):
        if root in depth:
            continue
        depth[root] = low[root] = 0
        branches = 0
        stack = [(root, -1, iter(problem.allowed[root]))]
        while stack:
            unit, parent, rest = stack[-1]
            child = next((j for j in rest if j in inside and j != parent), None)
            if child is None:
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    low[above] = min(low[above], low[unit])
                    if above != root and low[unit] >= depth[above]:
                        cuts.add(above)
            elif child in depth:
                low[unit] = min(low[unit], depth[child])
            else:
                depth[child] = low[child] = depth[unit] + 1
                branches += unit == root
                stack.append((child, unit, iter(problem.allowed[child])))
        if branches > 1:
            cuts.add(root)
    return cuts
