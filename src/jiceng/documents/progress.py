"""How far a tree of items has come. Pure: counts and measured shares in, shares out.

An item with a measured figure has come as far as the figure. Any other has come as far as what lies below it, by
weight; its own tasks count together as one part of weight 1. Nothing below it: it has not begun.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

NONE, WHOLE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Node:
    """`figure` is the measured share or None; `tasks` how many there are and how many of them are done."""

    weight: int = 1
    figure: Fraction | None = None
    tasks: int = 0
    done: int = 0
    below: tuple["Node", ...] = ()


def way_gone(baseline: Decimal, goal: Decimal, value: Decimal) -> Fraction:
    """The part of the way from baseline to goal, up or down; never less than nothing nor more than the whole."""
    gone = Fraction(value - baseline) / Fraction(goal - baseline)
    return min(WHOLE, max(NONE, gone))


def progress(node: Node) -> Fraction:
    if node.figure is not None:
        return node.figure
    parts = [(one.weight, progress(one)) for one in node.below]
    if node.tasks:
        parts.append((1, Fraction(node.done, node.tasks)))
    return together(parts)


def together(parts: Iterable[tuple[int, Fraction]]) -> Fraction:
    """The mean by weight; of nothing it is nothing."""
    rows = list(parts)
    whole = sum(weight for weight, _part in rows)
    return sum((weight * part for weight, part in rows), NONE) / whole if whole else NONE
