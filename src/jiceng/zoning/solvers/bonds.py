"""Exact divisions of a plane map with the fewest edges cut, shortest first.

The edges between two connected sides of a plane graph are a simple cycle of its dual (Whitney 1932). Each dual
arc carries the total of the subtree that its edge hangs on in a spanning tree: summed along a cycle this is
the total of the side on its left. So sides with a wanted total are cycles with a wanted sum, and all cycles
through the rim of the map are found by length; a side that lies wholly inside the other is not looked for.

A cycle is two paths from the rim that meet. All paths of half its length are listed, sorted by where they end and by
their sums; a path that makes up a wanted sum is then found by search, so that the work grows with the root of the
number of cycles (Horowitz and Sahni 1974).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.solvers.compiled import compiled
from jiceng.zoning.solvers.improve.network import Ints

Sides = tuple[tuple[int, ...], tuple[int, ...]]
KEPT = 4000
"""Cycles of one length that are kept."""
SHORT, LISTED = 3, 2_000_000
"""Up to this length cycles are walked one by one, and where more paths than this would have to be listed."""
BUILDING = 5_000
"""Steps that the drawing of a part is reckoned at for each of its edges."""


class Paths(NamedTuple):
    """Simple paths of one length from the rim, by last face and then by sum: `begin[f]` is the first that ends at f."""

    begin: Ints
    sums: Ints
    arcs: NDArray[np.int32]


class Work:
    """Steps that may still be walked: a measure of work that no clock disturbs."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def done(self, steps: int) -> bool:
        """Count steps; whether none is left."""
        self.left -= steps
        return self.left <= 0


class Dual(NamedTuple):
    """Faces and the arcs between them: `arc[first[f]:first[f + 1]]` leave face f."""

    first: Ints
    arc: Ints
    edge: Ints
    weight: Ints
    rim: int
    away: Ints
    """Arcs from each face to the rim."""


class Region:
    """A connected part of the map, drawn in the plane. `nodes` and `ends` are numbers of the whole map."""

    def __init__(self, nodes: Sequence[int], ends: Sequence[tuple[int, int]], value: Ints) -> None:
        """Raises networkx.NetworkXException where the part is in pieces or cannot be drawn without crossings."""
        inside = set(nodes)
        self.graph = nx.Graph()
        self.graph.add_nodes_from(sorted(inside))
        self.graph.add_edges_from(e for e in ends if e[0] in inside and e[1] in inside)
        self.total = int(value[sorted(inside)].sum())
        if not nx.is_connected(self.graph):
            raise nx.NetworkXException("in pieces")
        self.edges = list(self.graph.edges)
        self.dual = _dual(self.graph, self.edges, value)
        self._paths: dict[int, Paths | None] = {}

    def divisions(self, least: int, most: int, edges: int, work: Work) -> list[Sides]:
        """Divisions with exactly so many edges cut and one side's total in [least, most]; that side is first."""
        found = np.zeros((KEPT, edges), np.int64)
        at_left = np.zeros(KEPT, np.bool_)
        near, far = self._listed(edges // 2, work), self._listed(edges - edges // 2, work)
        if near is None or far is None:
            count, steps = _cycles(*self.dual, self.total, least, most, max(0, work.left), found, at_left)
        else:
            wanted = self.total, least, most
            count, steps = _meet(self.dual.arc, self.dual.edge, *far, *near, *wanted, found, at_left)
        work.done(steps)
        return [self._sides(found[i], bool(at_left[i])) for i in range(count)]

    def _listed(self, length: int, work: Work) -> Paths | None:
        """All paths of a length, listed once; None where cycles are better walked one by one."""
        if 2 * length <= SHORT:
            return None
        if length not in self._paths:
            first, arc, _, weight, rim, _ = self.dual
            none = np.zeros(0, np.int64)
            nowhere = np.zeros((0, length), np.int32)
            count, steps = _from_rim(first, arc, weight, rim, length, none, none, nowhere)
            work.done(steps)
            self._paths[length] = None
            if count <= LISTED:
                last, sums = np.zeros(count, np.int64), np.zeros(count, np.int64)
                arcs = np.zeros((count, length), np.int32)
                work.done(_from_rim(first, arc, weight, rim, length, last, sums, arcs)[1])
                sums %= self.total
                order = np.lexsort((sums, last))
                begin = np.searchsorted(last[order], np.arange(len(first))).astype(np.int64)
                self._paths[length] = Paths(begin, sums[order], arcs[order])
        return self._paths[length]

    def _sides(self, cut: Ints, at_left: bool) -> Sides:
        """The two sides of a cycle; the arc's own direction tells which is on the left."""
        rest = self.graph.copy()
        rest.remove_edges_from(self.edges[e >> 1] for e in cut)
        u, v = self.edges[cut[0] >> 1]
        left = u if cut[0] & 1 else v
        one = nx.node_connected_component(rest, left if at_left else u + v - left)
        other = nx.node_connected_component(rest, u + v - left if at_left else left)
        return tuple(sorted(one)), tuple(sorted(other))


def shortest(
    ends: Sequence[tuple[int, int]], value: Ints, nodes: Sequence[int], k: int, limit: int, work: Work,
    ends_of: tuple[int, int] | None = None,
) -> tuple[int, list[tuple[int, ...]]] | None:  # fmt: skip
    """k connected parts whose totals differ by one at most, with fewer than `limit` edges cut; None if none is found.

    Parts come from halving again and again. `ends_of` are the totals allowed for one part. Returns (edges cut,
    parts). Raises networkx.NetworkXException where the map is not plane.
    """
    if k == 1:
        return (0, [tuple(nodes)]) if limit > 0 else None
    region = Region(nodes, ends, value)
    work.done(BUILDING * len(region.edges))
    low, high = ends_of or (region.total // k, -(-region.total // k))
    one, two = k // 2, k - k // 2
    least, most = max(one * low, region.total - two * high), min(one * high, region.total - two * low)
    best: tuple[int, list[tuple[int, ...]]] | None = None
    edges = 1
    while least <= most and edges + (k - 2) < limit and edges <= len(region.edges) and work.left > 0:
        for left, right in region.divisions(least, most, edges, work):
            share = Work(work.left // 4) if k > 2 else work
            found = _both(ends, value, ((left, one), (right, two)), limit - edges, share, (low, high))
            if share is not work:
                work.left -= work.left // 4 - max(0, share.left)
            if found is not None:
                best = edges + found[0], found[1]
                limit = best[0]
        edges += 1
    return best


def _both(
    ends: Sequence[tuple[int, int]], value: Ints, sides: tuple[tuple[tuple[int, ...], int], ...], limit: int,
    work: Work, ends_of: tuple[int, int],
) -> tuple[int, list[tuple[int, ...]]] | None:  # fmt: skip
    """The best parts of two sides together."""
    cut, parts = 0, []
    for nodes, k in sides:
        found = shortest(ends, value, nodes, k, limit - cut, work, ends_of)
        if found is None:
            return None
        cut += found[0]
        parts += found[1]
    return cut, parts


def _dual(graph: nx.Graph, edges: list[tuple[int, int]], value: Ints) -> Dual:
    """Faces by walking round them; an arc crosses an edge from the face on its left to the one on its right."""
    plane, drawing = nx.check_planarity(graph)
    if not plane:
        raise nx.NetworkXException("not plane")
    number = {edge: 2 * i for i, edge in enumerate(edges)} | {
        (v, u): 2 * i + 1 for i, (u, v) in enumerate(edges)
    }
    face: dict[tuple[int, int], int] = {}
    sizes: list[int] = []
    for start in drawing.edges:
        half = start
        if half not in face:
            sizes.append(0)
        while half not in face:
            face[half] = len(sizes) - 1
            sizes[-1] += 1
            half = drawing.next_face_half_edge(*half)
    hung = _hung(graph, value)
    arcs = sorted(
        (face[u, v], face[v, u], number[u, v], hung.get((u, v), 0) - hung.get((v, u), 0)) for u, v in face
    )
    first = np.searchsorted([a[0] for a in arcs], np.arange(len(sizes) + 1)).astype(np.int64)
    _, arc, edge, weight = (np.array(column, np.int64) for column in zip(*arcs, strict=True))
    rim = int(np.argmax(sizes))
    return Dual(first, arc, edge, weight, rim, _away(first, arc, rim))


def _hung(graph: nx.Graph, value: Ints) -> dict[tuple[int, int], int]:
    """For each edge (parent, child) of a spanning tree the total of what hangs on it."""
    tree = list(nx.bfs_edges(graph, next(iter(graph))))
    sums = {node: int(value[node]) for node in graph}
    for parent, child in reversed(tree):
        sums[parent] += sums[child]
    return {(parent, child): sums[child] for parent, child in tree}


@compiled
def _away(first, arc, rim):  # type: ignore[no-untyped-def]
    """How many arcs each face is from the rim."""
    n = len(first) - 1
    away, queue = np.full(n, 1 << 30, np.int64), np.zeros(n, np.int64)
    away[rim], queue[0], head, tail = 0, rim, 0, 1
    while head < tail:
        f = queue[head]
        head += 1
        for e in range(first[f], first[f + 1]):
            if away[arc[e]] == 1 << 30:
                away[arc[e]] = away[f] + 1
                queue[tail] = arc[e]
                tail += 1
    return away


@compiled
def _cycles(first, arc, edge, weight, rim, away, total, least, most, work, found, at_left):  # type: ignore[no-untyped-def]
    """Write the edges of each simple cycle through the rim that has as many as `found` is wide and a wanted sum.

    Depth first, left where the rim is too far for the edges that remain. Returns (cycles, steps walked).
    """
    longest = found.shape[1]
    seen = np.zeros(len(first) - 1, np.bool_)
    face, path = np.zeros(longest + 1, np.int64), np.zeros(longest + 1, np.int64)
    next_arc, sums = np.zeros(longest + 1, np.int64), np.zeros(longest + 1, np.int64)
    face[0], next_arc[0] = rim, first[rim]
    depth, count, steps = 0, 0, 0
    while depth >= 0 and steps < work and count < len(found):
        f = face[depth]
        if next_arc[depth] == first[f + 1]:
            seen[f] = False
            depth -= 1
            continue
        e = next_arc[depth]
        next_arc[depth] += 1
        steps += 1
        g = arc[e]
        if g == rim:
            once = edge[path[0]] >> 1 < edge[e] >> 1 if depth else edge[e] & 1 == 1  # a bridge is a loop
            if depth + 1 == longest and once:
                left = (sums[depth] + weight[e]) % total
                if least <= left <= most or least <= total - left <= most:
                    path[depth] = e
                    at_left[count] = least <= left <= most
                    for i in range(longest):
                        found[count, i] = edge[path[i]]
                    count += 1
        elif not seen[g] and depth + 1 + away[g] <= longest:
            path[depth] = e
            seen[g] = True
            sums[depth + 1] = sums[depth] + weight[e]
            depth += 1
            face[depth], next_arc[depth] = g, first[g]
    return count, steps


@compiled
def _from_rim(first, arc, weight, rim, length, last, sums, arcs):  # type: ignore[no-untyped-def]
    """Write last face, sum and arcs of each simple path of a length from the rim, as far as there is room.

    Returns (paths, steps walked); more paths than LISTED are not counted.
    """
    seen = np.zeros(len(first) - 1, np.bool_)
    face, path = np.zeros(length + 1, np.int64), np.zeros(length, np.int64)
    next_arc, so_far = np.zeros(length + 1, np.int64), np.zeros(length + 1, np.int64)
    face[0], next_arc[0], seen[rim] = rim, first[rim], True
    depth, count, steps = 0, 0, 0
    while depth >= 0 and count <= LISTED:
        f = face[depth]
        if depth == length or next_arc[depth] == first[f + 1]:
            seen[f] = False
            depth -= 1
            continue
        e = next_arc[depth]
        next_arc[depth] += 1
        steps += 1
        g = arc[e]
        if seen[g]:
            continue
        path[depth] = e
        so_far[depth + 1] = so_far[depth] + weight[e]
        depth += 1
        face[depth], next_arc[depth], seen[g] = g, first[g], True
        if depth == length:
            if count < len(last):
                last[count], sums[count] = g, so_far[depth]
                for i in range(length):
                    arcs[count, i] = path[i]
            count += 1
    return count, steps


@compiled
def _meet(  # type: ignore[no-untyped-def]
    arc, edge, begin, sums, arcs, begin_too, sums_too, arcs_too, total, least, most, found, at_left
):
    """Write the edges of each cycle of a path out and another back with a wanted sum: (cycles, steps)."""
    count, steps = 0, 0
    mark = np.full(len(begin), -1, np.int64)
    for f in range(len(begin) - 1):
        block = sums_too[begin_too[f] : begin_too[f + 1]]
        if not len(block):
            continue
        for i in range(begin[f], begin[f + 1]):
            for j in range(arcs.shape[1] - 1):
                mark[arc[arcs[i, j]]] = i
            for at_right in range(2):
                low, high = (total - most, total - least) if at_right else (least, most)
                start, end = 0, total - 1  # sums of the way back that are wanted
                if high - low + 1 < total:
                    start, end = (sums[i] - high) % total, (sums[i] - low) % total
                a, b = np.searchsorted(block, start), np.searchsorted(block, end, side="right")
                many = b - a if start <= end else len(block) - a + b
                steps += 1 + many
                for n in range(many):
                    at = (a + n) % len(block)
                    left = (sums[i] - block[at]) % total
                    is_left = least <= left <= most
                    if is_left == (at_right == 1) or not (is_left or least <= total - left <= most):
                        continue
                    at += begin_too[f]
                    if _apart(arc, edge, arcs[i], arcs_too[at], mark, i) and count < len(found):
                        _join(edge, arcs[i], arcs_too[at], found[count])
                        at_left[count] = is_left
                        count += 1
    return count, steps


@compiled
def _apart(arc, edge, out, back, mark, i):  # type: ignore[no-untyped-def]
    """Whether two paths to the same face share no other; of the two directions of a cycle one is taken."""
    apart = edge[out[0]] >> 1 < edge[back[0]] >> 1
    for j in range(len(back) - 1):
        apart &= mark[arc[back[j]]] != i
    return apart


@compiled
def _join(edge, out, back, cycle):  # type: ignore[no-untyped-def]
    """The edges of a path out and another back."""
    for j in range(len(out)):
        cycle[j] = edge[out[j]]
    for j in range(len(back)):
        cycle[len(cycle) - 1 - j] = edge[back[j]] ^ 1
