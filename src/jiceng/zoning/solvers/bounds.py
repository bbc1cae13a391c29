"""Lower bounds that hold for every plan, whatever its communities look like."""

from __future__ import annotations

import math
from fractions import Fraction

from jiceng.zoning.objectives import exact
from jiceng.zoning.problem import IMBALANCES, Problem


def floor(problem: Problem, k: int) -> float:
    """What no plan with k communities can cost less than, by arithmetic alone.

    For each weighed count: a unit above the target makes its community exceed it by at least as much, and
    what some exceed, others lack; and totals that k does not divide leave a remainder. The remaining
    terms are at least 0.
    """
    total = Fraction(0)
    for term, count in IMBALANCES.items():
        weight = exact(getattr(problem.weights, term))
        if weight:
            total += weight * imbalance_floor(problem.counts[count], k)
    return _below(total)


def imbalance_floor(values: tuple[int, ...], k: int) -> Fraction:
    """Least sum over k communities of |value - total/k| for whole numbers.

    >>> imbalance_floor((9, 1, 1, 1), 3)
    Fraction(10, 1)
    >>> imbalance_floor((2, 2, 1), 2)
    Fraction(1, 1)
    """
    total = sum(values)
    rest = total % k
    parity = Fraction(2 * rest * (k - rest), k)
    over = sum((Fraction(v * k - total, k) for v in values if v * k > total), Fraction(0))
    return max(parity, 2 * over)


def _below(value: Fraction) -> float:
    """The greatest float not above a fraction."""
    near = float(value)
    return near if Fraction(near) <= value else math.nextafter(near, -math.inf)
