"""Nothing that bears a mark of secrecy is kept, wherever it is written.

What such a mark looks like is known to the app that keeps the rules of documents; it says so at start. Any app asks
here: its forms by the validator, so that the sentence stands at the field, and its commands once more, whoever calls.
"""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured, ValidationError

_judges: list[Callable[[str], str]] = []


def judge_by(fault_of: Callable[[str], str]) -> None:
    """From now on `fault_of(text)` gives the sentence for whoever wrote it, or nothing."""
    _judges[:] = [fault_of]


def fault_in(*texts: str) -> str:
    if not _judges:
        raise ImproperlyConfigured("nobody says what a mark of secrecy looks like")
    return _judges[0]("\n".join(texts))


def unmarked(value: str) -> None:
    """The validator of a form's field."""
    if fault := fault_in(value):
        raise ValidationError(fault, code="secret")
