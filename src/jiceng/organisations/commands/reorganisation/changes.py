"""What a reorganisation does to one object, said before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from jiceng.organisations.rules.scope import step


@dataclass(frozen=True)
class Ref:
    """A row that the reorganisation itself brings into being, such as `branch:c01`."""

    name: str


@dataclass(frozen=True)
class Chain:
    """A path on a line, from the top: ids of what is there and references to what comes into being."""

    links: tuple[int | Ref, ...]

    def under(self, link: int | Ref) -> "Chain":
        return Chain((*self.links, link))


def resolve(value: Any, made: Mapping[str, int]) -> Any:
    """The value to store, once everything referred to has its id."""
    if isinstance(value, Ref):
        return made[value.name]
    if isinstance(value, Chain):
        return "".join(step(resolve(link, made)) for link in value.links)
    return value


@dataclass(slots=True)
class Change:
    """One object before and after.

    `pk` is the row that ends or goes on elsewhere (None: it is founded); `was` and `ends` are the values of its
    fields before and after; `begins` the fields of the new row. `conflict` says why it cannot be done, `warning`
    what somebody should look at. `community` is the key of the community it belongs to, "" if none.
    """

    participant: str
    model: type[models.Model]
    name: str
    pk: int | None = None
    was: dict = field(default_factory=dict)
    ends: dict = field(default_factory=dict)
    begins: dict | None = None
    before: str = ""
    after: str = ""
    community: str = ""
    conflict: str = ""
    warning: str = ""
    ref: str = ""
    wave: int = 0

    @property
    def action(self) -> str:
        """found, move or end (a conflict changes nothing)."""
        if self.conflict:
            return "conflict"
        if self.pk is None:
            return "found"
        return "end" if self.begins is None else "move"

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower
