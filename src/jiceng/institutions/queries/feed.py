"""A person's duties as a calendar (RFC 5545)."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.institutions.commands.feeds import digest_of
from jiceng.institutions.enums import OPEN_STATES, State
from jiceng.institutions.models import CalendarFeed
from jiceng.institutions.queries.boards import mine
from jiceng.kernel.pages import today

BACK = timedelta(days=92)


def account_of(secret: str):
    """Whose calendar it is; None when the address is unknown, revoked, or the account is closed."""
    feed = (
        CalendarFeed.objects.filter(digest=digest_of(secret), revoked_at__isnull=True)
        .select_related("account")
        .first()
    )
    return feed.account if feed and feed.account.is_active else None


def calendar_of(account, address: str) -> bytes:
    """An all-day entry on each due day, with its state; `address` is the site's own, for the links."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - slow to import, seldom needed

    day = today()
    calendar = Calendar()
    calendar.add("prodid", "-//Jiceng//duties//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("我的职责"))
    wanted = (*OPEN_STATES, State.PLANNED, State.DONE)
    rows = mine(seen_by=account, as_of=day).filter(due_on__gte=day - BACK, state__in=wanted)
    for duty in rows.order_by("due_on", "pk"):
        event = Event()
        event.add("uid", f"duty-{duty.pk}@jiceng")
        event.add("dtstamp", timezone.now())
        event.add("dtstart", duty.due_on)
        event.add("dtend", duty.due_on + timedelta(days=1))
        event.add("summary", f"{State(duty.state).label} · {duty.title}")
        event.add("location", str(duty.organisation))
        event.add("description", f"{duty.obligation.source}\n{address}/duties/{duty.pk}/")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
