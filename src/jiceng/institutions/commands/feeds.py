"""A secret address for calendar programs: shown once, kept as a digest, revoked at any time."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from jiceng.institutions.models import CalendarFeed
from jiceng.kernel.access import must, signed_in
from jiceng.kernel.record import record


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def open_feed(*, by) -> str:
    """A new secret; addresses given out before end."""
    must(by, signed_in)
    CalendarFeed.objects.filter(account=by, revoked_at__isnull=True).update(revoked_at=timezone.now())
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(account=by, digest=digest_of(secret))
    record(by=by, verb="institutions.open_feed", target=feed)
    return secret


@transaction.atomic
def revoke_feeds(*, by) -> int:
    """No calendar reads the account's duties any more."""
    must(by, signed_in)
    feeds = CalendarFeed.objects.filter(account=by, revoked_at__isnull=True)
    count = 0
    for feed in feeds:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
        record(by=by, verb="institutions.revoke_feed", target=feed)
        count += 1
    return count
