"""Answers to what is no request for a page: a body too large, a method that an address does not have, a database
that others are writing to."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.shortcuts import render

# PostgreSQL: cannot be serialised, deadlock, lock not available.
NOT_NOW = {"40001", "40P01", "55P03"}


def is_waiting_in_vain(error: BaseException | None) -> bool:
    """Whether a request failed because others hold the database: nothing is broken, later it goes."""
    if not isinstance(error, OperationalError):
        return False
    return "database is locked" in str(error) or getattr(error.__cause__, "sqlstate", "") in NOT_NOW


class BodyLimit:
    """Refuse a body by its announced length before anything of it is kept (413). Django's own limit leaves uploaded
    files out; a body without a length is read by nobody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > settings.BODY_LIMIT:
            raise RequestDataTooBig(f"{length} bytes")
        return self.get_response(request)


class MethodInWords:
    """A bare 405 becomes a page of the house."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "kernel/method.html", status=405)
        page["Allow"] = response["Allow"]
        return page
