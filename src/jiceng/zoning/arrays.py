"""The problem as numpy arrays, for solvers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jiceng.zoning.problem import Problem


@dataclass(frozen=True)
class Arrays:
    """Adjacency in compressed rows (arcs of unit i are `indptr[i]:indptr[i+1]`) and counts per unit.

    `barrier` is 0 where an arc has none, else 1 + its place in `barrier_kinds`; `allowed` is False where
    the norms forbid that kind. `street` is -1 where unknown. `venue` is 1 where the unit has venue area.
    """

    indptr: NDArray[np.int64]
    indices: NDArray[np.int64]
    edge: NDArray[np.int64]
    boundary_dm: NDArray[np.int64]
    barrier: NDArray[np.int64]
    allowed: NDArray[np.bool_]
    households: NDArray[np.int64]
    residents: NDArray[np.int64]
    members: NDArray[np.int64]
    venue: NDArray[np.int64]
    street: NDArray[np.int64]
    barrier_kinds: tuple[str, ...]
    streets: tuple[str, ...]


def build_arrays(problem: Problem) -> Arrays:
    """Arrays of a problem; arcs of a unit are sorted by neighbour."""
    kinds = tuple(sorted({e.barrier for e in problem.edges if e.barrier is not None}))
    code = {kind: i + 1 for i, kind in enumerate(kinds)}
    streets = tuple(sorted({u.street for u in problem.units if u.street is not None}))
    place = {street: i for i, street in enumerate(streets)}
    arcs = [(j, e) for pairs in problem.incident for j, e in pairs]
    edges = [problem.edges[e] for _, e in arcs]
    degrees = [len(pairs) for pairs in problem.incident]
    return Arrays(
        indptr=np.concatenate(([0], np.cumsum(degrees))).astype(np.int64),
        indices=np.array([j for j, _ in arcs], dtype=np.int64),
        edge=np.array([e for _, e in arcs], dtype=np.int64),
        boundary_dm=np.array([edge.boundary_dm for edge in edges], dtype=np.int64),
        barrier=np.array([code[edge.barrier] if edge.barrier else 0 for edge in edges], dtype=np.int64),
        allowed=np.array([edge.barrier not in problem.norms.forbid for edge in edges], dtype=np.bool_),
        households=np.array(problem.counts["households"], dtype=np.int64),
        residents=np.array(problem.counts["residents"], dtype=np.int64),
        members=np.array(problem.counts["full_members"], dtype=np.int64),
        venue=np.array([int((u.venue_area_m2 or 0) > 0) for u in problem.units], dtype=np.int64),
        street=np.array([-1 if u.street is None else place[u.street] for u in problem.units], dtype=np.int64),
        barrier_kinds=kinds,
        streets=streets,
    )
