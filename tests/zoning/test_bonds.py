"""Exact divisions along bonds: against trying every division, and on the counties of Iowa."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from jiceng.zoning.budget import Budget
from jiceng.zoning.formats import problem_from
from jiceng.zoning.solvers import bonds, improve

IOWA = Path(__file__).parents[2] / "bench" / "zoning" / "data" / "iowa-99.json"


def plane_map(rows: int, columns: int, seed: int) -> tuple[list[tuple[int, int]], np.ndarray]:
    """A grid with some diagonals and without some edges, still in one piece; a small count on each unit."""
    rng = random.Random(seed)
    graph = nx.grid_2d_graph(rows, columns)
    graph.add_edges_from(
        ((r, c), (r + 1, c + 1)) for r in range(rows - 1) for c in range(columns - 1) if rng.random() < 0.5
    )
    for edge in sorted(graph.edges):
        if rng.random() < 0.2:
            graph.remove_edge(*edge)
            if not nx.is_connected(graph):
                graph.add_edge(*edge)
    graph = nx.convert_node_labels_to_integers(graph, ordering="sorted")
    return list(graph.edges), np.array([rng.randint(1, 9) for _ in graph], np.int64)


def all_divisions(ends: list[tuple[int, int]], n: int) -> dict[frozenset[int], int]:
    """Each side (with unit 0) of a division into two connected sides, with the edges it cuts."""
    graph = nx.Graph(ends)
    found = {}
    for size in range(1, n):
        for others in itertools.combinations(range(1, n), size - 1):
            side = frozenset((0, *others))
            if nx.is_connected(graph.subgraph(side)) and nx.is_connected(
                graph.subgraph(set(range(n)) - side)
            ):
                found[side] = sum((u in side) != (v in side) for u, v in ends)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_every_division_at_the_rim_is_found_once_with_its_totals(seed: int) -> None:
    ends, value = plane_map(3, 4, seed)
    n, total = len(value), int(value.sum())
    region = bonds.Region(range(n), ends, value)
    rim = {number >> 1 for number in region.dual.edge[region.dual.first[region.dual.rim] :][: _width(region)]}
    expected = {
        side: cut
        for side, cut in all_divisions(ends, n).items()
        if any((region.edges[e][0] in side) != (region.edges[e][1] in side) for e in rim)
    }
    found: dict[frozenset[int], int] = {}
    for cut in range(1, len(ends) + 1):
        for one, other in region.divisions(0, total, cut, bonds.Work(10**7)):
            side = frozenset(one if 0 in one else other)
            assert side not in found
            found[side] = cut
    assert found == expected
    least, most = total // 2 - 3, total // 2 - 1
    sums = {side: int(value[list(side)].sum()) for side in expected}
    wanted = {side for side, one in sums.items() if least <= one <= most or least <= total - one <= most}
    told = set()
    for cut in range(1, len(ends) + 1):
        for one, other in region.divisions(least, most, cut, bonds.Work(10**7)):
            assert least <= value[list(one)].sum() <= most
            told.add(frozenset(one if 0 in one else other))
    assert told == wanted


def _width(region: bonds.Region) -> int:
    dual = region.dual
    return int(dual.first[dual.rim + 1] - dual.first[dual.rim])


def test_what_cannot_be_drawn_or_is_in_pieces_is_refused() -> None:
    crossing = list(itertools.combinations(range(5), 2))
    for ends, n in ((crossing, 5), ([(0, 1), (2, 3)], 4)):
        with pytest.raises(nx.NetworkXException):
            bonds.Region(range(n), ends, np.ones(n, np.int64))


def test_work_ends_the_search_and_is_all_that_does() -> None:
    ends, value = plane_map(6, 6, 1)
    assert bonds.shortest(ends, value, range(36), 4, 100, bonds.Work(50)) is None
    plans = [bonds.shortest(ends, value, range(36), 4, 100, bonds.Work(10**7)) for _ in range(2)]
    assert plans[0] is not None
    assert plans[0] == plans[1]


def test_the_counties_of_iowa_differ_by_one_person_with_61_edges_cut() -> None:
    graph = json.loads(IOWA.read_text(encoding="utf-8"))
    problem = problem_from(graph, k=4, weights={"resident_imbalance": 1})
    solution = improve.solve(problem, seed=1, budget=Budget(20, clock=lambda: 0.0))
    residents = [0, 0, 0, 0]
    for unit, label in zip(problem.units, solution.plan.assignment, strict=True):
        residents[label] += unit.residents
    assert sorted(residents) == [797_592, 797_592, 797_592, 797_593]
    assert solution.status == "optimal"
    assert sum(solution.plan.assignment[i] != solution.plan.assignment[j] for i, j in problem.ends) <= 61
