"""Secrets that are shown one time after a redirect: sealed in the session until then."""

import json

from django.http import HttpRequest

from jiceng.kernel.crypt import seal, unseal

KEY = "shown_once"


def keep_for_showing(request: HttpRequest, what: object) -> None:
    """Keep a JSON-able value for the next page that asks."""
    request.session[KEY] = seal(json.dumps(what))


def show(request: HttpRequest) -> object:
    """The kept value, gone afterwards; None when there is none."""
    sealed = request.session.pop(KEY, None)
    return json.loads(unseal(sealed)) if sealed else None
