"""The session engine: sessions know their account, end after idling and after a working day.

Storing what a session belongs to in its own row costs no further query on any page.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from jiceng.kernel.crypt import fingerprint

TOUCHED_EVERY = timedelta(minutes=1)


def _stored(key: str) -> str:
    return fingerprint(f"session:{key}")[:40]


class SessionStore(DatabaseStore):
    """Rows are found by a keyed hash of the cookie's key."""

    row = None

    @property
    def stored_key(self) -> str:
        """The key under which the row stands; empty without a session."""
        return _stored(self.session_key) if self.session_key else ""

    @classmethod
    def get_model_class(cls):
        from jiceng.people.models import AccountSession  # noqa: PLC0415  # apps must be loaded first

        return AccountSession

    def _get_session_from_db(self):
        now = timezone.now()
        self.row = self.model.objects.filter(
            session_key=_stored(self.session_key),
            expire_date__gt=now,
            seen_at__gt=now - timedelta(seconds=settings.SESSION_IDLE_SECONDS),
            started_at__gt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE),
        ).first()
        if self.row is None:
            self._session_key = None
        return self.row

    def exists(self, session_key):
        return super().exists(_stored(session_key))

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=_stored(key)).delete()

    def create_model_instance(self, data):
        now = timezone.now()
        instance = super().create_model_instance(data)
        instance.session_key = _stored(self._get_or_create_session_key())
        instance.account_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        instance.device = data.get("device", "")[:200]
        instance.address = data.get("address", "")[:45]
        same = self.row is not None and self.row.account_id == instance.account_id
        instance.started_at = self.row.started_at if same else now
        instance.seen_at = now
        self.row = instance
        return instance

    def touch(self) -> None:
        """Note that somebody is there; writes at most once a minute."""
        now = timezone.now()
        if self.row is not None and now - self.row.seen_at >= TOUCHED_EVERY:
            self.model.objects.filter(session_key=self.row.session_key).update(seen_at=now)
            self.row.seen_at = now

    @classmethod
    def clear_expired(cls):
        """Remove what can no longer be used."""
        now = timezone.now()
        idle = now - timedelta(seconds=settings.SESSION_IDLE_SECONDS)
        rows = cls.get_model_class().objects
        rows.filter(expire_date__lt=now).delete()
        rows.filter(seen_at__lt=idle).delete()
