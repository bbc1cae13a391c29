"""Small problems for tests: grids with random counts, streets, venues and barriers."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import jiceng.console
from jiceng.zoning.formats import problem_from
from jiceng.zoning.problem import Problem

NENJIANG = Path(jiceng.console.__file__).parent / "data" / "nenjiang"
TOWN_NORMS = {"households": [1000, 3000], "full_members": [3, 50]}


def town_graph() -> dict[str, Any]:
    """Graph JSON of the demonstration town."""
    return json.loads((NENJIANG / "graph.json").read_text(encoding="utf-8"))


def town(**kwargs: Any) -> Problem:
    """The town with its norms and 17 communities, unless told otherwise."""
    return problem_from(town_graph(), **{"k": 17, "norms": TOWN_NORMS} | kwargs)


def grid_graph(rows: int, columns: int, seed: int, barrier_share: float = 0.25) -> dict[str, Any]:
    """Graph JSON of a grid; everything drawn from `seed`."""
    rng = random.Random(seed)
    units = [
        {
            "id": f"u{r}{c}",
            "street": rng.choice("AB"),
            "households": rng.randint(1, 9),
            "residents": rng.randint(5, 30),
            "full_members": rng.randint(0, 5),
            "venue_area_m2": rng.choice([0, 0, 40]),
        }
        for r in range(rows)
        for c in range(columns)
    ]
    edges = []
    for r in range(rows):
        for c in range(columns):
            for rr, cc in ((r + 1, c), (r, c + 1)):
                if rr < rows and cc < columns:
                    kind = rng.choice(["river", "road"]) if rng.random() < barrier_share else None
                    edges.append([f"u{r}{c}", f"u{rr}{cc}", rng.randint(1, 200) / 10, kind])
    return {"units": units, "edges": edges}
