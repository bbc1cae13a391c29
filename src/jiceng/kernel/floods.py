"""Public forms without an account: a flood from one place on the network is held off, and nobody is remembered."""

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from jiceng.kernel.pages import today


def origin_of(address: str, what: str) -> str:
    """A keyed hash of where something comes from, good for one day and one kind of form."""
    if not address:
        return ""
    text = f"{today().isoformat()}|{what}|{address}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def is_flood(rows, origin: str, at: str, *, hourly: int, daily: int) -> bool:
    """Whether so many rows of this origin came in the last hour, or today; `at` names the moment's column."""
    if not origin:
        return False
    mine = rows.filter(origin=origin)
    lately = mine.filter(**{f"{at}__gte": timezone.now() - timedelta(hours=1)}).count()
    return lately >= hourly or mine.count() >= daily
