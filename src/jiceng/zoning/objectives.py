"""What a plan costs: the terms, each in its own unit, and their weighted sum. All exact."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from jiceng.zoning.plan import Plan, Tally
from jiceng.zoning.problem import TERMS, Weights


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the objective: its id, its unit of measure, and its name in both languages."""

    id: str
    unit: str
    zh: str
    en: str


TERM_INFO = {
    term.id: term
    for term in (
        Term("household_imbalance", "households", "户数不均", "imbalance of households"),
        Term("resident_imbalance", "persons", "人口不均", "imbalance of residents"),
        Term("member_imbalance", "members", "正式党员数不均", "imbalance of full members"),
        Term("boundary_m", "m", "社区之间的边界", "boundary between communities"),
        Term("barrier_m", "m", "社区内部的阻隔", "barrier inside communities"),
        Term("streets_split", "count", "跨原街道", "old streets split"),
        Term("without_venue", "communities", "没有阵地的社区", "communities without a venue"),
        Term("units_moved", "households", "变动的户数", "households moved"),
    )
}

Terms = Mapping[str, Fraction]

SMALL_TABLE = 10_000


def terms(plan: Plan) -> dict[str, Fraction]:
    """Every term of the contract for a plan, exactly. `k` is the number of communities with units."""
    live = [tally for tally in plan.tallies if tally.units]
    totals = plan.problem.totals
    return {
        "household_imbalance": _imbalance([t.households for t in live], totals["households"]),
        "resident_imbalance": _imbalance([t.residents for t in live], totals["residents"]),
        "member_imbalance": _imbalance([t.full_members for t in live], totals["full_members"]),
        "boundary_m": Fraction(plan.cut_dm, 10),
        "barrier_m": Fraction(plan.barrier_dm, 10),
        "streets_split": Fraction(sum(max(0, len(t.streets) - 1) for t in live)),
        "without_venue": Fraction(sum(1 for t in live if not t.venues)),
        "units_moved": Fraction(_moved(plan)),
    }


def objective(plan: Plan, weights: Weights | None = None) -> Fraction:
    """Weighted sum of the terms, exactly; the weights of the problem unless others are given."""
    return weighted(terms(plan), weights or plan.problem.weights)


def weighted(values: Terms, weights: Weights) -> Fraction:
    """Weighted sum of given terms. A weight counts as the decimal number it is written as."""
    return sum((exact(weight) * values[term] for term, weight in weights.items()), Fraction(0))


def exact(weight: float) -> Fraction:
    """The decimal number a float stands for: 0.1 is one tenth.

    >>> exact(0.1)
    Fraction(1, 10)
    """
    return Fraction(str(weight))


def _imbalance(values: list[int], total: int) -> Fraction:
    k = len(values)
    return Fraction(sum(abs(k * value - total) for value in values), k)


def _moved(plan: Plan) -> int:
    """Households not in the present community that best matches their new one (one to one)."""
    if plan.problem.present is None:
        return 0
    stay = best_overlap([dict(tally.overlap) for tally in plan.tallies])
    return plan.problem.totals["households"] - stay


def best_overlap(overlaps: list[dict[str, int]]) -> int:
    """Most households that keep their community under the best one-to-one relabelling.

    >>> best_overlap([{"A": 5, "B": 4}, {"A": 4}])
    8
    """
    names = sorted({name for overlap in overlaps for name in overlap})
    if not names:
        return 0
    table = [[overlap.get(name, 0) for name in names] for overlap in overlaps]
    if len(names) * len(overlaps) <= SMALL_TABLE:
        return best_assignment(table)
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - slow to import, only for large plans

    rows, columns = linear_sum_assignment(np.array(table), maximize=True)
    return sum(table[r][c] for r, c in zip(rows, columns, strict=True))


def best_assignment(table: list[list[int]]) -> int:
    """Greatest sum with at most one entry of each row and column (Kuhn's method with potentials).

    >>> best_assignment([[5, 4], [4, 0]])
    8
    """
    if len(table) > len(table[0]):
        table = [list(row) for row in zip(*table, strict=True)]
    held = [0] * (len(table[0]) + 1)
    u, v = [0] * (len(table) + 1), [0] * len(held)
    for row in range(1, len(table) + 1):
        held[0] = row
        column, came = _free_column(table, held, u, v)
        while column:
            held[column] = held[came[column]]
            column = came[column]
    return sum(table[held[j] - 1][j - 1] for j in range(1, len(held)) if held[j])


def _free_column(
    table: list[list[int]], held: list[int], u: list[int], v: list[int]
) -> tuple[int, list[int]]:
    """The column at the end of the cheapest path from the row held by column 0; potentials are moved along."""
    least: list[float] = [math.inf] * len(held)
    came, left, column = [0] * len(held), set(range(1, len(held))), 0
    done = [0]
    while held[column]:
        row = held[column]
        for j in left:
            cost = -table[row - 1][j - 1] - u[row] - v[j]
            if cost < least[j]:
                least[j], came[j] = cost, column
        column = min(left, key=lambda j: (least[j], j))
        step = least[column]
        for j in done:
            u[held[j]] += int(step)
            v[j] -= int(step)
        for j in left:
            least[j] -= step
        left.discard(column)
        done.append(column)
    return column, came


def as_numbers(values: Terms) -> dict[str, float]:
    """Terms as JSON numbers: whole ones as int."""
    return {term: number(values[term]) for term in TERMS}


def number(value: Fraction) -> float:
    """An int where it is whole, else the nearest float."""
    return int(value) if value.denominator == 1 else float(value)


def change(before: Plan, after: Plan) -> dict[str, Fraction]:
    """What each term gains (positive) or loses from one plan to another."""
    old, new = terms(before), terms(after)
    return {term: new[term] - old[term] for term in TERMS}


PER_COMMUNITY: dict[str, Callable[[Tally], int]] = {
    "units": lambda tally: tally.units,
    "households": lambda tally: tally.households,
    "residents": lambda tally: tally.residents,
    "full_members": lambda tally: tally.full_members,
}
"""What a table of communities shows, and what norms bound."""
