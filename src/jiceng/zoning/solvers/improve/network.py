"""The problem reduced to what can still move: presets taken out, units locked together contracted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.graph import connected
from jiceng.zoning.problem import COUNTS, IMBALANCES, Problem

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
UNBOUNDED = 1e18


class Net(NamedTuple):
    """Nodes and arcs for the kernels. `ew` is what it costs to cut an arc (less what it costs to keep it).

    `q[i, d]` is what node i adds to dimension d, `par[d]` is (target, weight, lower, upper, scale).
    """

    ip: Ints
    ix: Ints
    ok: NDArray[np.bool_]
    ew: Floats
    q: Floats
    par: Floats
    code: Ints  # node x (venues, street, label, class, home); -1 where there is none
    apart_ip: Ints
    apart_ix: Ints
    stay: Floats
    price: Floats  # of a community without venue, of a street split
    off: Ints  # where streets, labels and classes begin in a community's row, and where it ends
    extras: bool  # whether anything but `q` counts


VENUE, STREET, LABEL, CLASS, HOME = range(5)


class Contradiction(Exception):
    """Wishes that no plan can meet together."""

    def __init__(self, *wishes: str) -> None:
        super().__init__(*wishes)
        self.wishes = wishes


@dataclass(frozen=True)
class Reduced:
    """`node[i]` is the node of unit i, -1 where unit i lies in a preset; `k` communities remain."""

    problem: Problem
    net: Net
    k: int
    node: Ints
    presets: tuple[tuple[int, ...], ...]

    def expand(self, assignment: Ints) -> list[int]:
        """One community number per unit from one per node."""
        full = np.where(self.node >= 0, assignment[self.node] if len(assignment) else 0, -1)
        for i, group in enumerate(self.presets):
            full[list(group)] = self.k + i
        return [int(c) for c in full]


def reduce(problem: Problem, k: int) -> Reduced:
    """The reduced problem for k communities. Raises Contradiction where the locks alone forbid any plan."""
    presets = _presets(problem)
    classes = _classes(problem, presets)
    node = _nodes(problem, presets, classes)
    left = k - len(presets)
    n = int(node.max(initial=-1)) + 1
    if left > n or left < (n > 0):
        raise Contradiction("k", *(f"frozen.{i}" for i in range(len(problem.locks.frozen))))
    return Reduced(problem, _net(problem, k, node, classes), left, node, presets)


def _presets(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Frozen groups and oversize units: communities already settled."""
    found: list[tuple[int, ...]] = []
    owner: dict[int, str] = {}
    for i, group in enumerate(problem.locks.frozen):
        units = tuple(sorted(problem.index[u] for u in group))
        name = f"frozen.{i}"
        alone = len(units) == 1 and units[0] in problem.oversize
        for unit in units:
            if unit in owner:
                raise Contradiction(owner[unit], name)
            owner[unit] = name
        if not connected(problem, units):
            raise Contradiction("contiguous", name)
        if not alone:
            _check_norms(problem, units, name)
        found.append(units)
    found += [(unit,) for unit in sorted(problem.oversize) if unit not in owner]
    return tuple(found)


def _check_norms(problem: Problem, units: tuple[int, ...], name: str) -> None:
    for count, lo, hi in problem.norms.bounds():
        total = len(units) if count == "units" else sum(problem.counts[count][u] for u in units)
        if (lo is not None and total < lo) or (hi is not None and total > hi):
            raise Contradiction(name, f"{count}.{'min' if lo is not None and total < lo else 'max'}")
    if any(u in problem.oversize for u in units):
        raise Contradiction(name, "oversize")


@dataclass(frozen=True)
class Classes:
    """Units that must share a community: `of[i]` is a class per unit; `label[class]` a label code or -1."""

    of: Ints
    label: dict[int, int]
    apart: tuple[tuple[int, int], ...]


def _classes(problem: Problem, presets: tuple[tuple[int, ...], ...]) -> Classes:
    locks = problem.locks
    labels = sorted(set(locks.fixed.values()))
    groups = [[problem.index[u] for u in group] for group in (*locks.together, *locks.frozen)]
    groups += [[problem.index[u] for u, name in locks.fixed.items() if name == label] for label in labels]
    of = _joined(problem.n, groups)
    label: dict[int, int] = {}
    for unit, name in sorted(locks.fixed.items()):
        code = labels.index(name)
        if label.setdefault(int(of[problem.index[unit]]), code) != code:
            raise Contradiction(f"fixed.{unit}", "together")
    apart = tuple((problem.index[a], problem.index[b]) for a, b in locks.apart)
    for i, (a, b) in enumerate(apart):
        if of[a] == of[b]:
            raise Contradiction(f"apart.{i}", "together")
    for i, group in enumerate(presets):
        if int((of == of[group[0]]).sum()) != len(group):
            raise Contradiction(f"frozen.{i}" if i < len(locks.frozen) else "oversize", "together")
    return Classes(of, label, apart)


def _joined(n: int, groups: list[list[int]]) -> Ints:
    """A class per unit so that the units of each group share one (union-find)."""
    root = list(range(n))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for group in groups:
        for unit in group:
            root[find(unit)] = find(group[0])
    return np.array([find(i) for i in range(n)], dtype=np.int64)


def _nodes(problem: Problem, presets: tuple[tuple[int, ...], ...], classes: Classes) -> Ints:
    """Node of each unit: connected pieces of a class are one node; preset units have none."""
    node = np.full(problem.n, -2, dtype=np.int64)
    for group in presets:
        node[list(group)] = -1
    count = 0
    for start in range(problem.n):
        if node[start] != -2:
            continue
        node[start], stack = count, [start]
        while stack:
            for other in problem.allowed[stack.pop()]:
                if node[other] == -2 and classes.of[other] == classes.of[start]:
                    node[other] = count
                    stack.append(other)
        count += 1
    return node


def _net(problem: Problem, k: int, node: Ints, classes: Classes) -> Net:
    n = int(node.max(initial=-1)) + 1
    inside = node >= 0
    q, par = _dimensions(problem, k, node, n)
    arcs = _arcs(problem, node, n)
    weights = problem.weights
    code = np.full((n, 5), -1, dtype=np.int64)
    code[:, VENUE] = 0
    np.add.at(code[:, VENUE], node[inside], problem.arrays.venue[inside])
    if weights.streets_split:
        code[:, STREET] = _streets(problem, node, n)
    for unit in np.flatnonzero(inside):
        c = int(classes.of[unit])
        code[node[unit], LABEL] = classes.label.get(c, -1)
        code[node[unit], CLASS] = c
    code[:, CLASS] = _split_classes(code[:, CLASS])
    apart_ip, apart_ix = _pairs([(int(node[a]), int(node[b])) for a, b in classes.apart], n)
    stay = np.zeros(n)
    if problem.present is not None and weights.units_moved:
        np.add.at(stay, node[inside], weights.units_moved * problem.arrays.households[inside])
    price = np.array([weights.without_venue, weights.streets_split], dtype=np.float64)
    off = np.cumsum([4, *(int(code[:, i].max(initial=-1)) + 1 for i in (STREET, LABEL, CLASS))])
    locks = off[3] > off[1] or len(apart_ix) > 0
    extras = bool(arcs[3].any() or price.any() or locks or stay.any())
    return Net(*arcs, q, par, code, apart_ip, apart_ix, stay, price, off, extras)


def _dimensions(problem: Problem, k: int, node: Ints, n: int) -> tuple[Floats, Floats]:
    """Counts that are weighed or bounded, and their (target, weight, lower, upper, scale)."""
    weight = {count: getattr(problem.weights, term) for term, count in IMBALANCES.items()}
    inside = node >= 0
    columns, rows = [], []
    for count in (*COUNTS, "units"):
        lo, hi = getattr(problem.norms, count)
        w = weight.get(count, 0)
        if not w and lo is None and hi is None:
            continue
        values = np.array(problem.counts[count] if count in problem.counts else [1] * problem.n)
        column = np.zeros(n)
        np.add.at(column, node[inside], values[inside])
        target = values.sum() / k
        columns.append(column)
        lower, upper = -UNBOUNDED if lo is None else lo, UNBOUNDED if hi is None else hi
        rows.append((target, w, lower, upper, max(target, 1.0)))
    if not columns:
        return np.zeros((n, 1)), np.array([[0.0, 0.0, -UNBOUNDED, UNBOUNDED, 1.0]])
    return np.column_stack(columns), np.array(rows, dtype=np.float64)


def _arcs(problem: Problem, node: Ints, n: int) -> tuple[Ints, Ints, NDArray[np.bool_], Floats]:
    """Arcs between nodes, parallel ones merged, sorted by node and neighbour."""
    arrays, weights = problem.arrays, problem.weights
    tail = node[np.repeat(np.arange(problem.n), np.diff(arrays.indptr))]
    head = node[arrays.indices]
    metres = arrays.boundary_dm / 10
    cost = metres * weights.boundary_m - np.where(arrays.barrier > 0, metres * weights.barrier_m, 0.0)
    keep = (tail >= 0) & (head >= 0) & (tail != head)
    key, place = np.unique(tail[keep] * max(n, 1) + head[keep], return_inverse=True)
    ew, ok = np.zeros(len(key)), np.zeros(len(key), dtype=np.bool_)
    np.add.at(ew, place, cost[keep])
    np.logical_or.at(ok, place, arrays.allowed[keep])
    ip = np.concatenate(([0], np.cumsum(np.bincount(key // max(n, 1), minlength=n)))).astype(np.int64)
    return ip, (key % max(n, 1)).astype(np.int64), ok, ew


def _streets(problem: Problem, node: Ints, n: int) -> Ints:
    """Street of each node; a contracted node of several streets counts as its first (an estimate)."""
    street = np.full(n, -1, dtype=np.int64)
    for unit in range(problem.n - 1, -1, -1):
        if node[unit] >= 0 and problem.arrays.street[unit] >= 0:
            street[node[unit]] = problem.arrays.street[unit]
    return street


def _split_classes(code: Ints) -> Ints:
    """Codes of the classes that lie in several nodes; -1 for the rest."""
    values, place, count = np.unique(code, return_inverse=True, return_counts=True)
    many = (count > 1) & (values >= 0)
    return np.where(many, np.cumsum(many) - 1, -1)[place]


def _pairs(pairs: list[tuple[int, int]], n: int) -> tuple[Ints, Ints]:
    lists: list[list[int]] = [[] for _ in range(n)]
    for a, b in pairs:
        if a >= 0 and b >= 0:
            lists[a].append(b)
            lists[b].append(a)
    ip = np.concatenate(([0], np.cumsum([len(x) for x in lists]))).astype(np.int64)
    return ip, np.array([x for items in lists for x in items], dtype=np.int64)
