"""A fault of units that came in, and whoever hears how far the look for them is."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiceng.rezoning.enums import Repair

Hear = Callable[[float], None]
"""Is told which share of the work is done; may end it by raising."""


def silent(_share: float) -> None:
    """Nobody hears."""


@dataclass(frozen=True)
class Fault:
    """`row` is its position among the rows (None: the whole file); `repairs` are the ways out, best first. The
    sentence is kept as words and what stands in them, so that each reader reads it in their own language."""

    id: str
    place: str
    kind: str
    words: str
    repairs: tuple[Repair, ...]
    row: int | None = None
    value: Any = ""
    about: dict[str, Any] = field(default_factory=dict)
    count: str = ""

    @property
    def sentence(self) -> str:
        # What stands in it may come from the file, whatever its shape: it is shown, never read as a sentence.
        named = {"name": COUNT_NAMES[self.count]} if self.count else {}
        return gettext(self.words) % {**self.about, **named}

    @property
    def where(self) -> str:
        return self.place or gettext("整个文件")

    def as_dict(self) -> dict:
        return asdict(self)

    @classmethod
    def of(cls, kept: dict) -> Self:
        """As `as_dict` gave it."""
        return cls(**{**kept, "repairs": tuple(Repair(repair) for repair in kept["repairs"])})


COUNT_NAMES = {
    "households": _("户数"),
    "residents": _("人口"),
    "full_members": _("正式党员"),
    "venue_area_m2": _("场所面积"),
}
