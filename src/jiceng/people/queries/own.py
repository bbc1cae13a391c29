"""What people see of their own account."""

import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from jiceng.kernel.models import Entry
from jiceng.kernel.words import moment_text
from jiceng.people.models import Account, AccountSession, RecoveryCode, SecondFactor

BROWSERS = (
    ("Edg", "Edge"),
    ("MicroMessenger", "微信"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Seat:
    """One place where the account is signed in."""

    key: str
    device: str
    address: str
    started_at: datetime
    seen_at: datetime
    is_this: bool

    @property
    def started_text(self) -> str:
        return moment_text(self.started_at)

    @property
    def seen_text(self) -> str:
        return moment_text(self.seen_at)


def own_sessions(*, seen_by: Account, this: str = "") -> list[Seat]:
    """The account's live sessions, the present one first; `this` is the stored key of the present one."""
    now = timezone.now()
    rows = AccountSession.objects.filter(
        account=seen_by,
        expire_date__gt=now,
        seen_at__gt=now - timedelta(seconds=settings.SESSION_IDLE_SECONDS),
        started_at__gt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    seats = [
        Seat(row.pk, row.device, row.address, row.started_at, row.seen_at, row.pk == this) for row in rows
    ]
    return sorted(seats, key=lambda seat: not seat.is_this)


def own_entries(*, seen_by: Account, limit: int = 20) -> list[Entry]:
    """The newest entries of the record that this account made."""
    return list(Entry.objects.filter(by_id=seen_by.pk).order_by("-sequence")[:limit])


def device_name(user_agent: str) -> str:
    """Browser and system in two words: `Chrome · Windows`; empty when neither is known."""
    parts = [
        next((name for sign, name in known if re.search(sign, user_agent)), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(part for part in parts if part)


def masked_address(address: str) -> str:
    """The last part of an IP address hidden: enough to tell home from office."""
    if ":" in address:
        return ":".join([*address.split(":")[:3], "…"])
    return ".".join([*address.split(".")[:3], "*"]) if address.count(".") == 3 else ""


def failures_from(address: str) -> int:
    """Failed log-ins from this address within the present time of rest, whatever account they tried."""
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    recent = AccessAttempt.objects.filter(ip_address=address or None, attempt_time__gte=since)
    return recent.aggregate(total=Sum("failures_since_start"))["total"] or 0


def has_second_factor(account: Account) -> bool:
    """Whether log-in asks for a code."""
    return SecondFactor.objects.filter(account=account, confirmed_at__isnull=False).exists()


def open_recovery_codes(account: Account) -> int:
    """How many recovery codes are left."""
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def second_factor_of(account: Account) -> SecondFactor | None:
    return SecondFactor.objects.filter(account=account).first()


@dataclass(frozen=True)
class AuthenticatorAddress:
    """What an authenticator scans (`uri`), and the same secret for typing in, in groups of four."""

    uri: str
    secret: str


def authenticator_address(account: Account, factor: SecondFactor) -> AuthenticatorAddress:
    secret = b32encode(bytes.fromhex(factor.key)).decode()
    label = quote(f"基层:{account.username}")
    uri = f"otpauth://totp/{label}?secret={secret}&issuer={quote('基层')}"
    return AuthenticatorAddress(uri, " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)))
