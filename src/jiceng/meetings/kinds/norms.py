"""How many representatives, how many names on a petition, how many absences: dated data, beside this file."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from jiceng.institutions.thresholds import Heads, Threshold
from jiceng.meetings.enums import PetitionBase


@dataclass(frozen=True)
class Norms:
    """What held on a day; `petitions` maps a kind of meeting to the shares of which each suffices."""

    effective_from: date
    effective_to: date | None
    representatives: dict[str, int]
    representatives_source: str
    absences: int
    absences_source: str
    petitions: dict[str, dict[str, Threshold]]
    petitions_source: str

    def seats(self, households: int) -> tuple[int, int]:
        """The least and the most representatives of so many households: one for each 20 to 50 (2000 give 40 to 100),
        or so many per cent of them; halves count upwards."""
        given = self.representatives
        if "households_most" in given:
            return _up(households, given["households_most"]), _up(households, given["households_least"])
        least, most = given["percent_least"], given["percent_most"]
        return _up(households * least, 100), _up(households * most, 100)

    def names_needed(self, kind: str, base: str, count: int) -> int | None:
        """How many of `count` must sign; None when that base can ask for no such meeting."""
        share = self.petitions.get(kind, {}).get(base)
        return share.least(Heads(count)) if share else None


def _up(whole: int, part: int) -> int:
    return -(-whole // part)


@cache
def _all() -> tuple[Norms, ...]:
    raw = yaml.safe_load((Path(__file__).parent / "norms.yaml").read_text(encoding="utf-8"))
    return tuple(_built(one) for one in raw)


def _built(raw: dict) -> Norms:
    petitions = {
        kind: {str(PetitionBase(one["base"])): Threshold.read(one["share"]) for one in rows}
        for kind, rows in raw.pop("petitions").items()
    }
    return Norms(petitions=petitions, effective_to=raw.pop("effective_to", None), **raw)


def norms_on(day: date) -> Norms:
    """StopIteration for a day before the first."""
    return next(
        one
        for one in _all()
        if one.effective_from <= day and (one.effective_to is None or day < one.effective_to)
    )
