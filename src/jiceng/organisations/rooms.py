"""Rooms that somebody keeps and others take for a time: whoever calls a meeting takes a hall of the community without
knowing in which part of the site it is kept, and nobody gets it twice.

A part that keeps rooms registers itself. What takes one is named as `holder` (`meetings.meeting:17`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from jiceng.organisations.models import Organisation


@dataclass(frozen=True)
class Offered:
    """A room that a register offers; `key` names it in forms."""

    register: str
    pk: int
    name: str
    seats: int = 0

    @property
    def key(self) -> str:
        return f"{self.register}:{self.pk}"


@dataclass(frozen=True)
class Wish:
    """For whom, from when to when (on half hours), what for, and what holds it; `made_by` is the account."""

    organisation: Organisation
    starts_at: datetime
    ends_at: datetime
    purpose: str
    holder: str
    made_by: object = None


@dataclass(frozen=True)
class Register:
    """`offered(community, day)`; `take(pk, wish)`, refused with a sentence when somebody has it; `free(holder)`;
    `held(holder)` gives the room with both moments, or None."""

    name: str
    offered: Callable[..., list[Offered]]
    take: Callable[[int, Wish], None]
    free: Callable[[str], None]
    held: Callable[[str], tuple[Offered, datetime, datetime] | None]


_registers: dict[str, Register] = {}


def register(one: Register) -> None:
    _registers[one.name] = one


def offered(community: Organisation, day) -> list[Offered]:
    """Every room that can be taken in the community on the day, by register."""
    return [room for one in _registers.values() for room in one.offered(community, day)]


def take(room: Offered, wish: Wish) -> None:
    """Part of a command: the room for that time."""
    _registers[room.register].take(room.pk, wish)


def free(holder: str) -> None:
    """Part of a command: whatever the holder has is free again."""
    for one in _registers.values():
        one.free(holder)


def held(holder: str) -> tuple[Offered, datetime, datetime] | None:
    """The room that the holder has, from when to when."""
    found = (one.held(holder) for one in _registers.values())
    return next((one for one in found if one is not None), None)
