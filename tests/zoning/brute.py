"""Ground truth for small problems: every plan, by plain enumeration; shares nothing with the solvers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import networkx as nx

from jiceng.zoning.constraints import violations
from jiceng.zoning.objectives import objective
from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Problem


def every_plan(problem: Problem) -> Iterator[Plan]:
    """All plans that keep every constraint, each once."""
    graph = nx.Graph()
    graph.add_nodes_from(range(problem.n))
    for i, others in enumerate(problem.allowed):
        graph.add_edges_from((i, j) for j in others)
    for assignment in _partitions(problem.n, problem.communities):
        groups = [[u for u, c in enumerate(assignment) if c == label] for label in set(assignment)]
        if all(nx.is_connected(graph.subgraph(group)) for group in groups):
            plan = Plan.of(problem, assignment)
            if not violations(plan):
                yield plan


def _partitions(n: int, communities: tuple[int, int]) -> Iterator[tuple[int, ...]]:
    """Restricted growth strings: each partition of n units once."""

    def grow(prefix: tuple[int, ...], used: int) -> Iterator[tuple[int, ...]]:
        if len(prefix) == n:
            if communities[0] <= used <= communities[1]:
                yield prefix
            return
        for label in range(min(used + 1, communities[1])):
            yield from grow((*prefix, label), max(used, label + 1))

    return grow((), 0)


def optimum(problem: Problem):
    """The least objective over all plans, or None where there is no plan."""
    costs = [objective(plan) for plan in every_plan(problem)]
    return min(costs) if costs else None


def best_matching(overlaps: list[dict[str, int]]) -> int:
    """Most overlap of a one-to-one matching, by trying all orders."""
    names = sorted({name for overlap in overlaps for name in overlap})
    names += [""] * max(0, len(overlaps) - len(names))
    best = 0
    for chosen in itertools.permutations(names, len(overlaps)):
        best = max(best, sum(o.get(name, 0) for o, name in zip(overlaps, chosen, strict=True)))
    return best
