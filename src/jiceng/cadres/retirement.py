"""When somebody reaches the age of retirement, by the decision of 13 September 2024 (in force since 2025).

Men retire at 60, women cadres at 55; for men born from January 1965 and women born from January 1970 the age rises by
a month for every four months of birth, up to 63 and 58. Pure: no database, no clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from jiceng.people.enums import Sex


@dataclass(frozen=True)
class Scale:
    """`base` age in years, raised for whoever is born in `first` (months since year nought) or later."""

    base: int
    first: int


MEN = Scale(60, 1965 * 12)
WOMEN = Scale(55, 1970 * 12)
MOST_MONTHS = 36
STEP = 4


def scale_of(sex: int) -> Scale:
    """Whoever's sex is not known is counted on the later scale."""
    return WOMEN if sex == Sex.FEMALE else MEN


def retirement_month(sex: int, born: int) -> int:
    """The month of retirement for a month of birth; both count months since year nought (year * 12 + month - 1)."""
    scale = scale_of(sex)
    later = min(MOST_MONTHS, (born - scale.first) // STEP + 1) if born >= scale.first else 0
    return born + scale.base * 12 + later


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def retires_in(sex: int, born_on: date) -> date:
    """The first day of the month in which somebody reaches the age."""
    month = retirement_month(sex, month_of(born_on))
    return date(month // 12, month % 12 + 1, 1)


def births_retiring(sex: int, year: int) -> tuple[date, date]:
    """First and last day of birth of those who reach the age in a year: each month of birth has its own month of
    retirement, later births never an earlier one."""
    months = [
        born
        for born in range((year - 70) * 12, (year - 50) * 12)
        if retirement_month(sex, born) // 12 == year
    ]
    first, behind = months[0], months[-1] + 1
    return date(first // 12, first % 12 + 1, 1), date(behind // 12, behind % 12 + 1, 1) - timedelta(days=1)
