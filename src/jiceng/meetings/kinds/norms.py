"""How many representatives, how many names on a petition, how many absences: dated data, beside this file. What a
county has chosen instead is read by `queries.norms`."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.thresholds import NOTHING, Heads, Threshold
from jiceng.meetings.enums import PetitionBase


@dataclass(frozen=True)
class Seats:
    """How many represent so many households, of them how many women, and after how many absences a person looks at it.

    Either one representative for each `households_least` to `households_most`, or `percent_least` to `percent_most` of
    the households; the other pair is 0.
    """

    key: str
    name: str
    source: str
    households_least: int = 0
    households_most: int = 0
    percent_least: int = 0
    percent_most: int = 0
    women: Threshold = NOTHING
    absences: int = 3
    absences_source: str = ""
    verify: bool = False

    @property
    def text(self) -> str:
        """每20—50户一名, 户数的3%—5%."""
        if self.households_most:
            values = {"least": self.households_least, "most": self.households_most}
            return (
                ngettext("每%(least)d—%(most)d户一名", "每%(least)d—%(most)d户一名", self.households_most)
                % values
            )
        return _("户数的%(least)d%%—%(most)d%%") % {"least": self.percent_least, "most": self.percent_most}

    def seats(self, households: int) -> tuple[int, int]:
        """The least and the most representatives of so many households: one for each 20 to 50 (2000 give 40 to 100),
        or so many per cent of them; halves count upwards."""
        if self.households_most:
            return _up(households, self.households_most), _up(households, self.households_least)
        return _up(households * self.percent_least, 100), _up(households * self.percent_most, 100)

    def women_least(self, representatives: int) -> int:
        """How many of so many must be women; 0 when nothing is asked."""
        return self.women.least(Heads(representatives)) if representatives else 0


@dataclass(frozen=True)
class Binding:
    """What the law of the time says: one representative for each so many households, whatever a county chooses."""

    least: int
    most: int
    source: str

    def broken_by(self, seats: Seats) -> bool:
        """Whether the norm lets one represent fewer or more households than the law: 3 to 5 per cent are one for each
        20 to 33, and keep within 20 to 50."""
        if seats.households_most:
            return seats.households_least < self.least or seats.households_most > self.most
        return seats.percent_most * self.least > 100 or seats.percent_least * self.most < 100


@dataclass(frozen=True)
class Norms:
    """What held on a day; `petitions` maps a kind of meeting to the shares of which each suffices."""

    effective_from: date
    effective_to: date | None
    representation: Seats
    petitions: dict[str, dict[str, Threshold]] = field(default_factory=dict)
    petitions_source: str = ""
    binding: Binding | None = None

    @property
    def absences(self) -> int:
        return self.representation.absences

    def seats(self, households: int) -> tuple[int, int]:
        return self.representation.seats(households)

    @property
    def against_law(self) -> bool:
        return self.binding is not None and self.binding.broken_by(self.representation)


def _up(whole: int, part: int) -> int:
    return -(-whole // part)


@cache
def _raw() -> dict:
    return yaml.safe_load((Path(__file__).parent / "norms.yaml").read_text(encoding="utf-8"))


@cache
def packs() -> dict[str, Seats]:
    """The norms that are shipped, by key; a county may take any of them over."""
    made = [Seats(**{**one, "women": read_share(one.get("women", ""))}) for one in _raw()["packs"]]
    return {one.key: one for one in made}


def read_share(text: str) -> Threshold:
    """From "1/3"; nothing asked when empty. ValueError when it is no fraction."""
    return Threshold.read(text) if text else NOTHING


@cache
def _periods() -> tuple[Norms, ...]:
    return tuple(_built(one) for one in _raw()["periods"])


def _built(raw: dict) -> Norms:
    petitions = {
        kind: {str(PetitionBase(one["base"])): Threshold.read(one["share"]) for one in rows}
        for kind, rows in raw["petitions"].items()
    }
    return Norms(
        raw["effective_from"],
        raw.get("effective_to"),
        packs()[raw["pack"]],
        petitions,
        raw["petitions_source"],
        Binding(**raw["binding"]) if "binding" in raw else None,
    )


def shipped_on(day: date) -> Norms:
    """What holds on the day where the county has chosen nothing. StopIteration for a day before the first."""
    return next(
        one
        for one in _periods()
        if one.effective_from <= day and (one.effective_to is None or day < one.effective_to)
    )
