"""Kinds of evidence: what can count towards a duty, who records it where. Each app registers its own at start."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """`action(duty)` is the address of the pre-filled form that does the work; without one the work record opens.

    `marks` are the pieces that a record of the kind can bear, with their words. `counts` is the unit of `amount`.
    """

    key: str
    label: str | Promise
    action: Callable | None = None
    marks: tuple[tuple[str, str | Promise], ...] = ()
    counts: str | Promise = ""
    heads: bool = False


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """A later registration of the same key replaces the earlier: an app that records the work itself takes the
    kind over from the plain work record."""
    for kind in kinds:
        _kinds[kind.key] = kind


def known() -> dict[str, Kind]:
    return dict(_kinds)


def of(key: str) -> Kind | None:
    return _kinds.get(key)


def label_of(key: str) -> str:
    kind = _kinds.get(key)
    return str(kind.label) if kind else key
