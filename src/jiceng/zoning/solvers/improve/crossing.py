"""Other plans from other random numbers, crossed with the first: each part of the map as the best of them has it.

Windows end in plans that no window improves, better in one part of the map, worse in another, as chance
will have it. Which communities of all such plans cover the map at least cost is soon found exactly.
"""

from __future__ import annotations

from collections.abc import Callable

from jiceng.zoning.budget import Budget
from jiceng.zoning.solvers.compiled import stream
from jiceng.zoning.solvers.improve import guided
from jiceng.zoning.solvers.improve.columns import Offer
from jiceng.zoning.solvers.improve.network import Ints, Reduced
from jiceng.zoning.solvers.improve.windows import Windows

MOST = 12
"""Most other plans."""
SHARE = 0.07
"""Share of the budget for annealing one of them."""
WORK = 300
"""Simplex steps for each community in the windows of one of them."""


class Crossing:
    """The plans made so far, and the first plan's windows, whose plan takes the best of them."""

    def __init__(self, reduced: Reduced, windows: Windows, seed: int, seconds: float, budget: Budget) -> None:
        self.reduced, self.windows, self.seed, self.budget = reduced, windows, seed, budget
        self.seconds = seconds
        self.plans: list[Ints] = []
        self.suits = guided.suits(reduced.net)

    def go_on(self, offer: Offer, until: Callable[[], bool]) -> None:
        """Make plans and cross them until there are enough, or `until`."""

        def ended() -> bool:
            return until() or self.budget.over()

        while self.suits and len(self.plans) < MOST and not ended():
            seed = self.seed + 1 + len(self.plans)
            a = guided.guided(self.reduced, offer, SHARE * self.seconds, seed, self.budget)
            if a is None or ended():
                return
            other = Windows(
                self.reduced.net, self.reduced.k, offer.pool, offer.prices, a, self.windows.patience
            )
            other.improve(
                WORK * self.reduced.k, stream(seed, 8), self.budget, lambda a: None,
                until=lambda other=other: ended() or other.stage > 1,  # type: ignore[misc]
            )  # fmt: skip
            self.plans.append(other.a)
            self.windows.merge(self.plans, self.budget)
