"""The arithmetic of rooms: what a norm asks for, what is missing, what it costs. Pure, in decimals.

Areas are m² with one place, money is yuan with two. Sources: provincial plans of 2025 (30 m² for a hundred households,
60 % for activities); other counties set a least and a most, which the norm may name.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

M2, FEN = Decimal("0.1"), Decimal("0.01")


class Asked(Protocol):
    """What is read of a norm."""

    m2_per_100_households: Decimal
    least_m2: Decimal | None
    most_m2: Decimal | None
    activity_percent: int
    rent_per_m2: Decimal | None
    build_per_m2: Decimal | None


def wanted(households: int, norm: Asked) -> Decimal:
    """m² that so many households are owed: the rate, not below the least and not above the most."""
    area = (norm.m2_per_100_households * households / 100).quantize(M2, ROUND_HALF_UP)
    if norm.least_m2 is not None:
        area = max(area, norm.least_m2)
    return min(area, norm.most_m2) if norm.most_m2 is not None else area


def gap(owed: Decimal, has: Decimal) -> Decimal:
    """m² that are missing; never less than nothing."""
    return max(owed - has, Decimal(0))


def uncovered(missing: Decimal, planned: Decimal) -> Decimal:
    """m² of a gap that no planned measure closes."""
    return gap(missing, planned)


def share(activity: Decimal, area: Decimal) -> Decimal | None:
    """Percent of the area that is for activities, one place; of nothing it is not known."""
    return (100 * activity / area).quantize(M2, ROUND_HALF_UP) if area else None


def cost(area: Decimal, price: Decimal | None) -> Decimal | None:
    """Yuan for so many m² at a price; not known without a price."""
    return None if price is None else (area * price).quantize(FEN, ROUND_HALF_UP)
