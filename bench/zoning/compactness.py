"""`python -m bench.zoning.compactness [EDGES]`: proves how compact a plan for Iowa can be at most.

Four parts of 99 counties whose residents differ by one person at most: is there a plan with at most EDGES edges
cut? All that could be are walked. Let a plan cut C edges, and join its four parts in a graph by who touches whom.
Some part whose removal leaves the others in one piece has a border of at most C / 2: with all four such parts the
borders add up to 2C; with two of them (a path) or three (a star) their borders are disjoint; with a triangle and
one part that hangs on it by more than C / 2, less than C / 2 is left for the triangle and so for each border of its
other two. Of the three parts that remain one such has at most two thirds of the edges that remain. So all borders
of a quarter of the state of at most C / 2, then in what remains of at most 2/3, then all halvings of the rest are
walked; a border is a simple cycle of the dual graph, and here cycles that avoid the rim are walked too.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.solvers import bonds
from jiceng.zoning.solvers.compiled import compiled

Ints = NDArray[np.int64]
IOWA = Path(__file__).parent / "data" / "iowa-99.json"
KEPT = 100_000


class Map:
    """Ends of the edges and residents of the counties, and how many steps were walked."""

    def __init__(self) -> None:
        graph = json.loads(IOWA.read_text(encoding="utf-8"))
        index = {unit["id"]: i for i, unit in enumerate(graph["units"])}
        self.value = np.array([unit["residents"] for unit in graph["units"]], np.int64)
        self.ends = [(index[edge[0]], index[edge[1]]) for edge in graph["edges"]]
        total = int(self.value.sum())
        self.low, self.high = total // 4, -(-total // 4)
        self.steps = 0

    def parts(self, nodes: list[int], longest: int) -> list[tuple[int, list[int], list[int]]]:
        """(edges, part, rest) for every part with a quarter of the state and a border of at most `longest`."""
        region = bonds.Region(nodes, self.ends, self.value)
        found: list[tuple[int, list[int], list[int]]] = []
        gone = np.zeros(len(region.dual.first) - 1, np.bool_)
        cycles, lengths = np.zeros((KEPT, longest + 1), np.int64), np.zeros(KEPT, np.int64)
        for face in [region.dual.rim, *(f for f in range(len(gone)) if f != region.dual.rim)]:
            count, steps = _walk(
                *region.dual[:4], face, gone, region.total, self.low, self.high, longest, cycles, lengths
            )
            if count == KEPT:
                raise SystemExit("more cycles than are kept: nothing is proved")
            self.steps += steps
            for cycle, length in zip(cycles[:count], lengths[:count], strict=True):
                found += self._sides(region, cycle[:length])
            gone[face] = True
        return found

    def _sides(self, region: bonds.Region, cycle: Ints) -> list[tuple[int, list[int], list[int]]]:
        rest = region.graph.copy()
        rest.remove_edges_from(region.edges[e >> 1] for e in cycle)
        one, other = map(sorted, nx.connected_components(rest))
        pairs = (one, other), (other, one)
        return [(len(cycle), a, b) for a, b in pairs if self.low <= self.value[a].sum() <= self.high]


def main() -> None:
    """Print each first part that could be of use and what came of it."""
    edges = int(sys.argv[1]) if len(sys.argv) > 1 else 44
    iowa, started = Map(), time.monotonic()
    quarters = iowa.parts(list(range(len(iowa.value))), edges // 2)
    print(f"quarters of the state with at most {edges // 2} edges: {len(quarters)}", flush=True)
    fewest = None
    for number, (first, _, rest) in enumerate(quarters, 1):
        for second, _, half in iowa.parts(rest, 2 * (edges - first) // 3):
            for third, _, _ in iowa.parts(half, edges - first - second):
                if fewest is None or first + second + third < fewest:
                    fewest = first + second + third
                    print(f"a plan with {first} + {second} + {third} edges cut", flush=True)
        print(f"\r{number} of {len(quarters)}", end="", file=sys.stderr, flush=True)
    word = (
        f"the fewest edges cut are {fewest}" if fewest else f"no plan with at most {edges} edges cut exists"
    )
    print(f"\n{word} ({iowa.steps:,} steps, {time.monotonic() - started:.0f} s)")


@compiled
def _walk(first, arc, edge, weight, start, gone, total, least, most, longest, found, lengths):  # type: ignore[no-untyped-def]
    """Every simple cycle through `start` that avoids the faces that are gone and has a wanted sum."""
    away = _away(first, arc, start, gone)
    seen = gone.copy()
    face, path = np.zeros(longest + 1, np.int64), np.zeros(longest + 1, np.int64)
    next_arc, sums = np.zeros(longest + 1, np.int64), np.zeros(longest + 1, np.int64)
    face[0], next_arc[0] = start, first[start]
    depth, count, steps = 0, 0, 0
    while depth >= 0 and count < len(found):
        f = face[depth]
        if next_arc[depth] == first[f + 1]:
            seen[f] = gone[f]
            depth -= 1
            continue
        e = next_arc[depth]
        next_arc[depth] += 1
        steps += 1
        g = arc[e]
        if g == start:
            once = edge[path[0]] >> 1 < edge[e] >> 1 if depth else edge[e] & 1 == 1
            left = (sums[depth] + weight[e]) % total
            if once and depth < longest and (least <= left <= most or least <= total - left <= most):
                path[depth] = e
                for i in range(depth + 1):
                    found[count, i] = edge[path[i]]
                lengths[count] = depth + 1
                count += 1
        elif not seen[g] and depth + 1 + away[g] <= longest:
            path[depth] = e
            seen[g] = True
            sums[depth + 1] = sums[depth] + weight[e]
            depth += 1
            face[depth], next_arc[depth] = g, first[g]
    return count, steps


@compiled
def _away(first, arc, start, gone):  # type: ignore[no-untyped-def]
    n = len(first) - 1
    away, queue = np.full(n, 1 << 30, np.int64), np.zeros(n, np.int64)
    away[start], queue[0], head, tail = 0, start, 0, 1
    while head < tail:
        f = queue[head]
        head += 1
        for e in range(first[f], first[f + 1]):
            if away[arc[e]] == 1 << 30 and not gone[arc[e]]:
                away[arc[e]] = away[f] + 1
                queue[tail] = arc[e]
                tail += 1
    return away


if __name__ == "__main__":
    main()
