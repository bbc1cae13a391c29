"""Marks put together and applicants put in order: pure and exact, no database.

Marks have two decimals and weights are whole per cent, so that a total has four decimals and nothing is ever rounded
but the mean of the examiners, once, half up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

HUNDREDTH = Decimal("0.01")
LEAST_MARKS = 3


@dataclass(frozen=True)
class Marks:
    """What one applicant of a place achieved; `decided` is the order that a person set among equals."""

    key: int
    written: Decimal
    interview: Decimal = Decimal(0)
    decided: int | None = None


def interview_mark(marks: Sequence[Decimal], drop_extremes: bool) -> Decimal | None:
    """The mean of the examiners' marks, without one highest and one lowest if so set; None for too few."""
    if len(marks) < LEAST_MARKS:
        return None
    kept = sorted(marks)[1:-1] if drop_extremes else list(marks)
    mean = sum(map(Fraction, kept), Fraction(0)) / len(kept)
    cents = mean * 100
    return (Decimal(cents.numerator) / Decimal(cents.denominator)).quantize(
        Decimal(1), ROUND_HALF_UP
    ) * HUNDREDTH


def total(written: Decimal, interview: Decimal, weights: tuple[int, int]) -> Decimal:
    """By weights in per cent; exact."""
    return (written * weights[0] + interview * weights[1]) / 100


def ranked(rows: Iterable[Marks], weights: tuple[int, int], rule: str) -> list[tuple[int, Marks]]:
    """Rank and marks, the best first. Equals share the better rank unless the rule or a person's decision parts
    them."""
    return _numbered(rows, lambda one: (total(one.written, one.interview, weights), *_breaker(one, rule)))


def _breaker(one: Marks, rule: str) -> tuple:
    by_rule = {"written": (one.written,), "interview": (one.interview,)}.get(rule, ())
    return (*by_rule, -one.decided if one.decided is not None else 0)


def by_written(rows: Iterable[Marks]) -> list[tuple[int, Marks]]:
    """Rank by the written test alone; equals share a rank."""
    return _numbered(rows, lambda one: (one.written,))


def _numbered(rows: Iterable[Marks], worth: Callable[[Marks], tuple]) -> list[tuple[int, Marks]]:
    ordered = sorted(rows, key=lambda one: one.key)
    ordered.sort(key=worth, reverse=True)
    found: list[tuple[int, Marks]] = []
    for place, one in enumerate(ordered, 1):
        same = bool(found) and worth(found[-1][1]) == worth(one)
        found.append((found[-1][0] if same else place, one))
    return found


def shortlist(order: Sequence[tuple[int, Marks]], many: int) -> set[int]:
    """The first `many`; whoever equals the last of them comes along."""
    return {one.key for rank, one in order if rank <= many}


def tied_at_edge(order: Sequence[tuple[int, Marks]], many: int) -> set[int]:
    """Equals of whom only some have a place: a person must decide; empty where nobody need."""
    for rank in {rank for rank, _one in order if rank <= many}:
        group = {one.key for at, one in order if at == rank}
        if rank + len(group) - 1 > many:
            return group
    return set()
