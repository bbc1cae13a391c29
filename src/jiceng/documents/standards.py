"""Standard texts: their fields, where the values come from, the text as shipped. Other apps register theirs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise

from jiceng.documents.filling import Value
from jiceng.kernel.access import signed_in


@dataclass(frozen=True)
class Record:
    """Something that a standard text can be filled from."""

    pk: int
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Standard:
    """`fields`: each name with the columns of a list, () for a text. `records(seen_by)` offers what it can be filled
    from, `values(seen_by, pk)` gives the fields of one (None: not for this account). `text` is the shipped wording in
    lines, as official documents are typed; `signed` the lines at the end, on the right."""

    key: str
    label: str | Promise
    title: str
    text: str
    signed: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    records: Callable[..., list[Record]]
    values: Callable[..., dict[str, Value] | None]
    rule: object = signed_in


_registered: dict[str, Standard] = {}


def register(standard: Standard) -> None:
    _registered[standard.key] = standard


def standards() -> list[Standard]:
    return list(_registered.values())


def standard(key: str) -> Standard | None:
    return _registered.get(key)


@lru_cache(maxsize=32)
def shipped(key: str) -> bytes:
    """The .docx as shipped, with the styles of the standard."""
    from jiceng.documents.layout.plain import plain  # noqa: PLC0415  # the layout imports models

    one = _registered[key]
    return plain(one.title, one.text, one.signed)
