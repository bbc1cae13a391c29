"""Random small problems with every kind of wish, and a checker that shares no code with the library."""

from __future__ import annotations

import random

import networkx as nx

from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Edge, Locks, Norms, Problem, Unit, Weights


def random_problem(rng: random.Random) -> Problem:
    """3 to 24 units on a sparse connected graph, with random norms, locks, weights and present plan."""
    n = rng.randint(3, 24)
    units = tuple(
        Unit(
            f"u{i}", street=rng.choice(["east", "west", None]), households=rng.choice([0, 5, 80, 300, 700]),
            residents=rng.randint(1, 2000), full_members=rng.randint(0, 20), venue_area_m2=rng.choice([0, 0, 60]),
        )
        for i in range(n)
    )  # fmt: skip
    pairs = {(rng.randrange(i), i) for i in range(1, n)}
    pairs |= {tuple(sorted(rng.sample(range(n), 2))) for _ in range(rng.randint(0, n))}
    edges = tuple(
        Edge(f"u{a}", f"u{b}", rng.randint(0, 9000), rng.choice([None, None, None, "road", "river"]))
        for a, b in sorted(pairs)
    )
    k = rng.randint(1, n)
    return Problem(
        units, edges, (k, min(n, k + rng.choice([0, 0, 0, 2]))), norms=_norms(rng), locks=_locks(rng, n),
        weights=_weights(rng), present={u.id: str(i % 4) for i, u in enumerate(units)} if rng.random() < 0.3 else None,
    )  # fmt: skip


def _norms(rng: random.Random) -> Norms:
    return Norms(
        households=rng.choice([(None, None), (0, 1500), (100, 650), (None, 900)]),
        full_members=rng.choice([(None, None), (3, 50), (1, None)]),
        units=rng.choice([(None, None), (1, 6), (2, 8)]),
        forbid=frozenset(rng.choice([(), ("river",)])),
    )


def _locks(rng: random.Random, n: int) -> Locks:
    names = [f"u{i}" for i in range(n)]

    def some(size: int) -> tuple[str, ...]:
        return tuple(rng.sample(names, min(size, n)))

    return Locks(
        together=tuple(some(rng.randint(2, 3)) for _ in range(rng.choice([0, 0, 1, 2]))),
        apart=tuple(some(2) for _ in range(rng.choice([0, 0, 1, 2]))),  # type: ignore[misc]
        fixed={u: rng.choice(["A", "B"]) for u in some(rng.choice([0, 0, 1, 3]))},
        frozen=tuple(some(rng.randint(1, 2)) for _ in range(rng.choice([0, 0, 0, 1]))),
    )


def _weights(rng: random.Random) -> Weights:
    def some(*values: float) -> float:
        return rng.choice([0, *values])

    return Weights(
        household_imbalance=some(1, 2.5), resident_imbalance=some(0.3), member_imbalance=some(10),
        boundary_m=some(0.1, 3), barrier_m=some(1), streets_split=some(200), without_venue=some(200),
        units_moved=some(0.5),
    )  # fmt: skip


def faults(plan: Plan) -> list[str]:
    """What is wrong with a plan, from the problem and the labels alone."""
    problem, labels = plan.problem, plan.by_id()
    graph = nx.Graph()
    graph.add_nodes_from(unit.id for unit in problem.units)
    graph.add_edges_from((e.a, e.b) for e in problem.edges if e.barrier not in problem.norms.forbid)
    groups: dict[str, list[Unit]] = {}
    for unit in problem.units:
        groups.setdefault(labels[unit.id], []).append(unit)
    found = []
    if not problem.communities[0] <= len(groups) <= problem.communities[1]:
        found.append("number")
    for label, units in groups.items():
        if not nx.is_connected(graph.subgraph(u.id for u in units)):
            found.append(f"{label} in pieces")
        found += [f"{label} {name}" for name in _outside(problem.norms, units)]
    return found + _broken_locks(problem.locks, labels, groups)


def _outside(norms: Norms, units: list[Unit]) -> list[str]:
    bounds = {name: getattr(norms, name) for name in ("households", "residents", "full_members")}
    huge = [
        u
        for u in units
        if any(hi is not None and (getattr(u, name) or 0) > hi for name, (_, hi) in bounds.items())
    ]
    if huge:
        return [] if len(units) == 1 else ["oversize unit not alone"]
    totals = {name: sum(getattr(u, name) or 0 for u in units) for name in bounds} | {"units": len(units)}
    return [
        name
        for name, (lo, hi) in (bounds | {"units": norms.units}).items()
        if (lo is not None and totals[name] < lo) or (hi is not None and totals[name] > hi)
    ]


def _broken_locks(locks: Locks, labels: dict[str, str], groups: dict[str, list[Unit]]) -> list[str]:
    found = [f"together {g}" for g in locks.together if len({labels[u] for u in g}) > 1]
    found += [f"apart {p}" for p in locks.apart if labels[p[0]] == labels[p[1]]]
    found += [f"fixed {u}" for u, label in locks.fixed.items() if labels[u] != label]
    found += [f"frozen {g}" for g in locks.frozen if {u.id for u in groups[labels[g[0]]]} != set(g)]
    return found
