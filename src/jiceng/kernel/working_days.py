"""Working days of the Chinese calendar: holidays, and the weekends that are worked in exchange.

The State Council publishes the arrangement of a year shortly before it; for years that the calendar does not hold,
Monday to Friday is taken, without the fixed days of rest (1 January, 1 May, 1-3 October).
"""

from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

FIXED = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}
SATURDAY = 5
ONE = timedelta(days=1)


@lru_cache(maxsize=16384)
def is_working_day(day: date) -> bool:
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < SATURDAY and (day.month, day.day) not in FIXED


@lru_cache(maxsize=256)
def is_published(year: int) -> bool:
    """Whether the arrangement of the year is known; else days are reckoned Monday to Friday."""
    try:
        chinese_calendar.is_workday(date(year, 6, 1))
    except NotImplementedError:
        return False
    return True


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day` (before it when negative); 0 is the day itself."""
    step = ONE if count >= 0 else -ONE
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def add_days(day: date, count: int, working: bool) -> date:
    """`count` working days, or calendar days, after `day`."""
    return add_working_days(day, count) if working else day + timedelta(days=count)
