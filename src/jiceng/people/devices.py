"""Devices from which an account came in before.

Wrong passwords from strangers lock the account for strangers; a device that bears this cookie has a count of its
own. So guessing is stopped from however many addresses, and nobody can keep the owner out by guessing wrong.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from jiceng.kernel.crypt import fingerprint

SALT = "jiceng.device"
REMEMBERED = 180 * 24 * 3600  # seconds


def _cookie(username: str) -> str:
    return f"device-{fingerprint(f'device:{username}')[:12]}"


def remember(response: HttpResponse, username: str) -> None:
    """Give the browser the sign that this account came in from here."""
    response.set_cookie(
        _cookie(username),
        signing.dumps([username, secrets.token_hex(8)], salt=SALT),
        max_age=REMEMBERED,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def device_of(request: HttpRequest, username: str) -> str:
    """The sign that the browser bears for this account; empty for a stranger's, a forged or an old one."""
    try:
        name, device = signing.loads(
            request.COOKIES.get(_cookie(username), ""), salt=SALT, max_age=REMEMBERED
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return device if name == username else ""


def counted_name(request: HttpRequest, credentials: dict | None) -> str:
    """Under which name wrong passwords are counted (AXES_USERNAME_CALLABLE): the account, or this device of it."""
    given = credentials if credentials is not None else request.POST
    username = str(given.get("username") or "").lower()
    device = device_of(request, username)
    return f"{username}#{device}" if device else username
