"""Kinds of evidence: what can count towards a duty, who records it where. Each app registers its own at start; work
that only a county's own institution knows is named by its words, `own.消防演练`, and recorded by hand."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """`action(duty)` is the address of the pre-filled form that does the work; without one the work record opens.

    `kept`: an app attests the kind itself, so nobody writes it by hand.
    `marks` are the pieces that a record of the kind can bear, with their words. `counts` is the unit of `amount`.
    """

    key: str
    label: str | Promise
    action: Callable | None = None
    marks: tuple[tuple[str, str | Promise], ...] = ()
    counts: str | Promise = ""
    heads: bool = False
    kept: bool = False


OWN = "own."
OWN_WORDS = re.compile(r"own\.[^\W_]{2,30}")

_kinds: dict[str, Kind] = {}
_pieces_of_own: list[tuple[str, str | Promise]] = []


def own_bears(pieces: tuple[tuple[str, str | Promise], ...]) -> None:
    """What a record of a county's own work can bear."""
    _pieces_of_own[:] = pieces


def register(*kinds: Kind) -> None:
    """A later registration of the same key replaces the earlier: an app that records the work itself takes the
    kind over from the plain work record."""
    for kind in kinds:
        _kinds[kind.key] = kind


def take_over(key: str, action: Callable | None = None) -> None:
    """An app attests this kind itself: the hand-written record of it is closed, and its duties open `action`."""
    if (one := _kinds.get(key)) is not None:
        _kinds[key] = replace(one, action=action or one.action, kept=True)


def by_hand(key: str) -> bool:
    """Whether the plain work record is the place of this kind."""
    one = of(key)
    return one is not None and not one.kept and one.action is None


def known() -> dict[str, Kind]:
    return dict(_kinds)


def of(key: str) -> Kind | None:
    if key not in _kinds and OWN_WORDS.fullmatch(key):
        return Kind(key, key.removeprefix(OWN), marks=tuple(_pieces_of_own), heads=True)
    return _kinds.get(key)


def label_of(key: str) -> str:
    kind = of(key)
    return str(kind.label) if kind else key
