"""One run of one other tool, in the benchmark's own environment: `peers.py TOOL GRAPH SEED SECONDS OUT`.

Prints nothing; writes the list of part numbers (one per unit) to OUT.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np

warnings.filterwarnings("ignore")
Graph = dict[str, Any]


def read(path: str) -> Graph:
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    index = {unit["id"]: i for i, unit in enumerate(data["units"])}
    near: list[set[int]] = [set() for _ in index]
    for a, b, *_ in data["edges"]:
        near[index[a]].add(index[b])
        near[index[b]].add(index[a])
    values = np.array([unit["residents"] for unit in data["units"]])
    return {"k": data["meta"]["k"], "near": [sorted(x) for x in near], "values": values}


def frame(graph: Graph) -> tuple[Any, Any]:
    """A table with points in a row for geometry, and the weights object that libpysal makes of the graph."""
    import geopandas
    from libpysal.weights import W
    from shapely.geometry import Point

    n = len(graph["values"])
    table = geopandas.GeoDataFrame({"residents": graph["values"]}, geometry=[Point(i, 0) for i in range(n)])
    return table, W(dict(enumerate(graph["near"])), silence_warnings=True)


def spopt_max_p(graph: Graph, seed: int, seconds: float) -> list[int]:
    from spopt.region import MaxPHeuristic

    np.random.seed(seed)
    table, w = frame(graph)
    floor = 0.8 * graph["values"].sum() / graph["k"]
    model = MaxPHeuristic(table, w, ["residents"], "residents", floor, top_n=2)
    model.solve()
    return [int(x) for x in model.labels_]


def spopt_k_means(graph: Graph, seed: int, seconds: float) -> list[int]:
    from spopt.region import RegionKMeansHeuristic

    np.random.seed(seed)
    _, w = frame(graph)
    model = RegionKMeansHeuristic(graph["values"][:, None].astype(float), graph["k"], w)
    model.solve()
    return [int(x) for x in model.labels_]


def spopt_ward(graph: Graph, seed: int, seconds: float) -> list[int]:
    from spopt.region import WardSpatial

    table, w = frame(graph)
    model = WardSpatial(table, w, ["residents"], graph["k"])
    model.solve()
    return [int(x) for x in model.labels_]


def gerrychain_tilted(graph: Graph, seed: int, seconds: float) -> list[int]:
    import random
    import time
    from functools import partial

    import networkx as nx
    from gerrychain import Graph as Map
    from gerrychain import Partition, constraints, proposals, updaters
    from gerrychain.optimization import SingleMetricOptimizer
    from gerrychain.tree import recursive_tree_part

    random.seed(seed)
    started = time.monotonic()
    net = nx.Graph()
    net.add_nodes_from(range(len(graph["near"])))  # the tool numbers nodes by their order
    net.add_edges_from([(i, j) for i, near in enumerate(graph["near"]) for j in near if i < j])
    for i, value in enumerate(graph["values"]):
        net.nodes[i]["pop"] = int(value)
    k, target = graph["k"], graph["values"].sum() / graph["k"]
    slack = 0.02 if len(net) < 20 * k else 0.01
    slack = 0.5 if len(net) < 6 * k else slack
    chart = Map.from_networkx(net)
    try:
        seeds = recursive_tree_part(chart, range(k), target, "pop", slack)
        first = Partition(chart, seeds, {"pop": updaters.Tally("pop", alias="pop")})
    except (TypeError, ValueError, AttributeError):
        first = Partition.from_random_assignment(
            chart, k, slack, "pop", {"pop": updaters.Tally("pop", alias="pop")}
        )
    step = partial(proposals.recom, pop_col="pop", pop_target=target, epsilon=slack, node_repeats=0)
    search = SingleMetricOptimizer(
        step, [constraints.contiguous], first, lambda p: -sum(abs(x - target) for x in p["pop"].values())
    )
    while time.monotonic() - started < seconds * 0.8:
        for _ in search.tilted_short_bursts(10, 2, 0.05):
            pass
    best = search.best_part
    return [int(best.assignment[i]) for i in range(len(net))]


def metis(graph: Graph, seed: int, seconds: float, contiguous: bool = False) -> list[int]:
    import pymetis

    options = pymetis.Options(seed=seed, contig=int(contiguous))
    result = pymetis.part_graph(
        graph["k"], adjacency=[np.array(x) for x in graph["near"]], vweights=graph["values"].tolist(),
        options=options, recursive=False,
    )  # fmt: skip
    return [int(x) for x in result[1]]


def metis_contiguous(graph: Graph, seed: int, seconds: float) -> list[int]:
    return metis(graph, seed, seconds, contiguous=True)


def kahip_strong(graph: Graph, seed: int, seconds: float) -> list[int]:
    import kahip

    starts = np.concatenate(([0], np.cumsum([len(x) for x in graph["near"]]))).tolist()
    ends = [j for near in graph["near"] for j in near]
    ones = [1] * len(ends)
    _, blocks = kahip.kaffpa(graph["values"].tolist(), starts, ones, ends, graph["k"], 0.03, True, seed, 1)
    return [int(x) for x in blocks]


def pygeoda_max_p(graph: Graph, seed: int, seconds: float) -> list[int]:
    import tempfile

    import pygeoda

    lines = [f"0 {len(graph['near'])} graph id"]
    for i, near in enumerate(graph["near"]):
        lines += [f"{i} {len(near)}", " ".join(map(str, near))]
    table, _ = frame(graph)
    table["id"] = range(len(table))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.gal"
        path.write_text("\n".join(lines) + "\n")
        table.to_file(Path(folder) / "points.shp")
        points = pygeoda.open(str(Path(folder) / "points.shp"))
        w = pygeoda.read_gal(str(path), [str(i) for i in range(len(table))])
        values = [float(x) for x in graph["values"]]
        floor = 0.8 * sum(values) / graph["k"]
        result = pygeoda.maxp_greedy(w, points[["residents"]], values, floor, iterations=5, random_seed=seed)
    return [int(x) for x in result["Clusters"]]


TOOLS = {
    "spopt MaxP": spopt_max_p,
    "spopt RegionKMeans": spopt_k_means,
    "spopt Ward": spopt_ward,
    "gerrychain tilted": gerrychain_tilted,
    "pymetis": metis,
    "pymetis contig": metis_contiguous,
    "kahip": kahip_strong,
    "pygeoda maxp_greedy": pygeoda_max_p,
}


def main() -> None:
    tool, path, seed, seconds, out = sys.argv[1:]
    parts = TOOLS[tool](read(path), int(seed), float(seconds))
    Path(out).write_text(json.dumps(parts))


if __name__ == "__main__":
    main()
