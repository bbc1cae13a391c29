"""Between session and pages: who is there, and what must be done first."""

from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

ALWAYS_OPEN = ("log_in", "log_out", "verify", "password", "language")


class ClientAddress:
    """Behind proxies of ours every request comes from the proxy: take the client's address from what the outermost
    of them wrote into X-Forwarded-For, never from what the client wrote (`PROXY_HOPS` places from the right)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        hops = settings.PROXY_HOPS
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hops else []
        if len(told) >= hops > 0:
            with suppress(ValueError):
                request.META["REMOTE_ADDR"] = str(ip_address(told[-hops].strip()))
        return self.get_response(request)


class Presence:
    """Notes that a session is in use, and sends an account with a one-time password to change it first.

    Stands outside ReadingNeverWrites: keeping the session's books is no writing of facts.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            request.session.touch()
            if request.user.must_change_password and not self._open(request.path):
                return redirect("password")
        return self.get_response(request)

    def _open(self, path: str) -> bool:
        return path.startswith(settings.STATIC_URL) or path in {reverse(name) for name in ALWAYS_OPEN}
