"""`python -m jiceng.console.warming`: compile the optimiser's inner loops, once for each new version.

`jiceng serve` starts it beside the site with low priority, so that the first solve does not compile inside
its own budget. With everything in the cache it ends after a few seconds.
"""

import os
from dataclasses import replace

from jiceng.zoning.budget import Budget
from jiceng.zoning.problem import Edge, Norms, Problem, Unit, Weights
from jiceng.zoning.solvers import improve


def town(side: int, communities: int) -> Problem:
    """A square of units, balance the only aim."""
    places = [(x, y) for x in range(side) for y in range(side)]
    units = tuple(
        Unit(f"{x}.{y}", households=100 + x * 7 + y * 3, residents=300 + x * 31 + y) for x, y in places
    )
    edges = tuple(
        Edge(f"{x}.{y}", f"{x + dx}.{y + dy}", 100)
        for x, y in places for dx, dy in ((1, 0), (0, 1)) if x + dx < side and y + dy < side
    )  # fmt: skip
    return Problem(units, edges, (communities, communities), weights=Weights(resident_imbalance=1))


def warm() -> None:
    """Solve small maps that need every compiled function: one aim, several with norms, a wide map, few communities."""
    plain = town(9, 27)
    normed = replace(plain, norms=Norms(households=(100, 900)), weights=Weights(1, boundary_m=0.1))
    for problem, seconds in ((plain, 0.3), (normed, 0.3), (town(20, 40), 0.01), (town(9, 4), 0.1)):
        improve.solve(problem, seed=1, budget=Budget(seconds, clock=lambda: 0.0))


if __name__ == "__main__":
    os.nice(10)
    warm()
