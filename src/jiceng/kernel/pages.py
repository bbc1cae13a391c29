"""What every page needs: the day it shows and the parts around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

THEMES = ("auto", "light", "dark")
# Days that can be meant, and that the day before and after can be told of.
EARLIEST, LATEST = date(1850, 1, 1), date(2199, 12, 31)
LONGEST_NUMBER = 18  # digits that every database's whole numbers can hold


def today() -> date:
    return timezone.localdate()


def day_of(request) -> date:
    """The day that the page shows: `?as_of=2026-11-23`, else today. A page whose view asks for it follows the day; on
    any other the shell says that it is shown as it is now."""
    request.follows_day = True
    return asked_day(request)


def asked_day(request) -> date:
    """The day in the address; one that is malformed or cannot be meant is today."""
    try:
        day = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return today()
    return day if EARLIEST <= day <= LATEST else today()


def end_of(day: date) -> datetime:
    """The moment at which the day is over, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def number_in(text: str) -> int | None:
    """A whole number as an address bears it, small enough for every database; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def written_day(day: date) -> str:
    """The day in running text, in the language of the page: 2026年11月23日, or 2026-11-23 in English."""
    return chinese_day(day) if (get_language() or "zh").startswith("zh") else day.isoformat()


def dated(request, url: str) -> str:
    """The address with the day that the page shows, unless that is today or the address names its own."""
    day = asked_day(request)
    if not url or day == today() or "://" in url or url.startswith(("#", "mailto:")):
        return url
    parts = urlsplit(url)
    params = parse_qsl(parts.query, keep_blank_values=True)
    if any(name == "as_of" for name, _ in params):
        return url
    return urlunsplit(parts._replace(query=urlencode([*params, ("as_of", day.isoformat())])))


def theme_of(request) -> str:
    chosen = request.COOKIES.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def demonstration_mark() -> Path:
    return Path(settings.DATA_DIR) / "demonstration"


@contextmanager
def marked_demonstration() -> Iterator[None]:
    """Around the transaction that builds the demonstration county: every page says that all persons are invented before
    the first of them can be seen. What does not come about leaves no mark; a kill leaves at worst a mark without a
    county, which `unmark_demonstration` takes away."""
    mark = demonstration_mark()
    stood = mark.exists()
    mark.touch()
    try:
        yield
    except BaseException:
        if not stood:
            mark.unlink(missing_ok=True)
        raise


def unmark_demonstration() -> None:
    """A county of real people begins."""
    demonstration_mark().unlink(missing_ok=True)


def is_demonstration() -> bool:
    return settings.DEMONSTRATION or demonstration_mark().exists()


def page_context(request) -> dict:
    day = asked_day(request)
    return {
        "as_of": day,
        "as_of_text": written_day(day),
        "as_of_iso": day.isoformat(),
        "is_past": day < today(),
        "is_other_day": day != today(),
        "follows_day": getattr(request, "follows_day", False),
        "demonstration": is_demonstration(),
        "theme": theme_of(request),
    }
