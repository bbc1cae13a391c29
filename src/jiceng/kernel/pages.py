"""What every page needs: the day it shows and the parts around it."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    return timezone.localdate()


def day_of(request) -> date:
    """The day that the page shows: `?as_of=2026-11-23`, else today. A malformed day is today."""
    try:
        return date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return today()


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def page_context(request) -> dict:
    day = day_of(request)
    return {
        "as_of": day,
        "as_of_text": chinese_day(day),
        "is_past": day < today(),
        "is_other_day": day != today(),
        "demonstration": settings.DEMONSTRATION,
    }
