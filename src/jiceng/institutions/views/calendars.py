"""The calendar of one's duties, the address for calendar programs, reminders and mail."""

from calendar import Calendar
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.institutions.commands import feeds
from jiceng.institutions.commands import notices as commands
from jiceng.institutions.enums import State, Way
from jiceng.institutions.forms import MailForm
from jiceng.institutions.models import CalendarFeed, MailWish
from jiceng.institutions.pages import duty_tabs, year_asked
from jiceng.institutions.queries import boards, feed
from jiceng.institutions.queries.duty import LIGHTS
from jiceng.institutions.queries.notices import notices_of
from jiceng.kernel.access import anyone, page, signed_in
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.pages import EARLIEST, LATEST, day_of, today
from jiceng.kernel.working_days import is_published, is_working_day
from jiceng.organisations.models import Organisation

# A week from Monday on, for the names of its days.
WEEK = [date(2024, 1, day) for day in range(1, 8)]


def weekdays() -> list[str]:
    """Names of the days, as short as the language has them: Mon, or the last sign of the Chinese."""
    latin = not (get_language() or "zh").startswith("zh")
    return [date_format(day, "D") if latin else date_format(day, "D")[-1] for day in WEEK]


def month_asked(request) -> tuple[int, int]:
    """?month=2026-11, else the month of the day shown."""
    day = day_of(request)
    try:
        asked = date.fromisoformat(request.GET.get("month", "") + "-01")
    except ValueError:
        return day.year, day.month
    return (asked.year, asked.month) if EARLIEST < asked < LATEST else (day.year, day.month)


def months_around(year: int, month: int) -> tuple[str, str]:
    before = date(year - (month == 1), (month - 2) % 12 + 1, 1)
    after = date(year + (month == 12), month % 12 + 1, 1)  # December
    return f"{before:%Y-%m}", f"{after:%Y-%m}"


@require_safe
@page(signed_in)
def duty_calendar(request):
    year, month = month_asked(request)
    due = boards.month_of(seen_by=request.user, as_of=day_of(request), year=year, month=month)
    before, after = months_around(year, month)
    context = {
        "year": year,
        "month": month,
        "weeks": _weeks(due, year, month, day_of(request)),
        "weekdays": weekdays(),
        "before": before,
        "after": after,
        "published": is_published(year),
        "tabs": duty_tabs(request, "calendar"),
        "count": sum(len(rows) for rows in due.values()),
    }
    return render(request, "institutions/duty_calendar.html", context)


def _weeks(due: dict, year: int, month: int, shown: date) -> list[list[tuple]]:
    """Each day: whether it is of the month, worked, the day shown, and what falls due."""
    return [
        [
            (day, day.month == month, is_working_day(day), day == shown, _drawn(due.get(day, [])))
            for day in week
        ]
        for week in Calendar().monthdatescalendar(year, month)
    ]


@require_safe
@page(signed_in)
def duty_year(request):
    """Twelve months at a glance: each day with what falls due, each month opens."""
    year, shown = year_asked(request), day_of(request)
    due = boards.days_of_year(seen_by=request.user, as_of=shown, year=year)
    months = []
    for month in range(1, 13):
        weeks = Calendar().monthdatescalendar(year, month)
        days = [(day, day.month == month, day == shown, _cell(due, day)) for week in weeks for day in week]
        count = sum(cell.total for day, cell in due.items() if day.month == month)
        months.append((month, f"{year}-{month:02d}", count, days))
    context = {
        "year": year,
        "months": months,
        "weekdays": weekdays(),
        "tabs": duty_tabs(request, "calendar"),
        "count": sum(cell.total for cell in due.values()),
    }
    return render(request, "institutions/duty_year.html", context)


def _cell(due: dict, day: date) -> tuple[str, str, int]:
    """Light, word and number of a day; empty where nothing falls due."""
    cell = due.get(day)
    return (LIGHTS[cell.state], State(cell.state).label, cell.total) if cell else ("", "", 0)


def _drawn(duties) -> list[tuple[str, str, str]]:
    return [(reverse("duty", args=[one.pk]), one.title, LIGHTS[one.state]) for one in duties]


@require_safe
@page(anyone)
def calendar_feed(request, secret: str):
    """The address is the key; an unknown one is not found."""
    account = feed.account_of(secret)
    if account is None:
        raise Http404
    body = feed.calendar_of(account, request.build_absolute_uri("/").rstrip("/"))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@page(signed_in)
def notices(request):
    rows = notices_of(seen_by=request.user, as_of=today())
    wish = MailWish.objects.filter(account=request.user).first()
    form = MailForm(initial={"way": wish.way if wish else Way.NONE, "address": wish.address if wish else ""})
    subscribed = CalendarFeed.objects.filter(account=request.user, revoked_at__isnull=True).exists()
    context = {"notices": rows[:100], "form": form, "subscribed": subscribed, "key": OnceForm()}
    return render(request, "institutions/notices.html", context)


@require_POST
@page(signed_in)
@once
def notices_read(request):
    commands.read_notices(by=request.user)
    return redirect("notices")


@require_POST
@page(signed_in)
@once
def notices_mail(request):
    form = MailForm(request.POST)
    if form.is_valid():
        way, address = form.cleaned_data["way"], form.cleaned_data["address"]
        commands.wish_mail(by=request.user, way=way, address=address)
        messages.success(request, _("已保存。"))
        return redirect("notices")
    context = {"notices": Organisation.objects.none(), "form": form, "subscribed": False, "key": OnceForm()}
    return render(request, "institutions/notices.html", context, status=422)


@require_POST
@page(signed_in)
@once
def feed_open(request):
    """The address is shown once, right here; only its digest is kept."""
    secret = feeds.open_feed(by=request.user)
    url = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
    return render(request, "institutions/feed_open.html", {"url": url}, status=201)


@require_POST
@page(signed_in)
@once
def feed_revoke(request):
    feeds.revoke_feeds(by=request.user)
    messages.success(request, _("订阅地址已作废。"))
    return redirect("notices")
