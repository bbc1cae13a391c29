"""Audiences and their grades, in whole numbers: who is counted together, and the reckoned total with its way.

Nothing here decides: the total stands beside the grade that people give.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Audience:
    """People appraising together: the sources that brought them onto the roll, and how many ballots they gave."""

    sources: tuple[str, ...]
    size: int


def together(sizes: Mapping[str, int], least: int) -> list[tuple[str, ...]]:
    """Which audiences are counted together so that none has fewer than `least` heads: the smallest joins the next
    smallest until all are large enough or one is left. Audiences without anybody are left out."""
    groups = [Audience((name,), size) for name, size in sorted(sizes.items()) if size]
    while len(groups) > 1:
        groups.sort(key=lambda one: (one.size, one.sources))
        if groups[0].size >= least:
            break
        first, second, *rest = groups
        joined = tuple(sorted((*first.sources, *second.sources)))
        groups = [Audience(joined, first.size + second.size), *rest]
    return sorted(one.sources for one in groups)


@dataclass(frozen=True)
class Share:
    """One audience in the total: its mean in points, and its part of the whole."""

    sources: tuple[str, ...]
    mean: Fraction
    part: Fraction

    @property
    def points(self) -> Fraction:
        return self.mean * self.part


def mean_of(counts: Mapping[str, int], points: Mapping[str, int]) -> Fraction | None:
    """Mean points of the grades given; None without ballots."""
    ballots = sum(counts.values())
    if not ballots:
        return None
    return Fraction(sum(points[grade] * many for grade, many in counts.items()), ballots)


def shares(
    groups: Sequence[tuple[tuple[str, ...], Mapping[str, int]]],
    *,
    weights: Mapping[str, int],
    points: Mapping[str, int],
) -> list[Share]:
    """Each audience that gave ballots; parts are those of the weights among them, and add up to one."""
    means = [(sources, mean_of(counts, points)) for sources, counts in groups]
    present = [
        (sources, mean, sum(weights.get(one, 0) for one in sources))
        for sources, mean in means
        if mean is not None
    ]
    whole = sum(weight for _sources, _mean, weight in present)
    if not whole:
        return []
    return [Share(sources, mean, Fraction(weight, whole)) for sources, mean, weight in present]


def tenths(value: Fraction) -> int:
    """In tenths of a point, halves up."""
    return (value.numerator * 20 + value.denominator) // (2 * value.denominator)


def total_of(found: Sequence[Share]) -> int | None:
    """The weighted total in tenths of a point; None when nobody gave a ballot."""
    return tenths(sum((one.points for one in found), Fraction(0))) if found else None
