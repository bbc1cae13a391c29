"""The findings of one check as rows of a list: each with what its organisation is and what stands above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jiceng.kernel.kept import until_next_write
from jiceng.organisations.enums import Kind, Line
from jiceng.organisations.models import Organisation, Placement
from jiceng.organisations.queries.checks import Finding
from jiceng.organisations.queries.tallies import LARGE

DIGITS = 9
NOWHERE = ("", "", "", None, "", "")


@dataclass(frozen=True)
class Listed:
    """One finding; `numbers` orders what was found by the numbers in it."""

    pk: int
    organisation: int
    name: str
    pinyin: str
    initials: str
    kind: str
    superior: int | None
    superior_name: str
    superior_pinyin: str
    said: str
    numbers: str
    source: str
    remedy: str
    url: str

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label) if self.kind else ""


Place = tuple[str, str, str, int | None, str, str]


def of_check(found: Iterable[Finding], *, seen_by, as_of: date) -> list[Listed]:
    """Rows for findings that `seen_by` was shown (`queries.checks`), in three queries however many there are."""
    places = until_next_write(lambda: _places(as_of), "places", as_of, least=LARGE)
    rows = []
    for one in found:
        kind, pinyin, initials, *superior = places.get(one.organisation, NOWHERE)
        rows.append(
            Listed(
                pk=one.row,
                organisation=one.organisation,
                name=one.name,
                pinyin=pinyin,
                initials=initials,
                kind=kind,
                superior=superior[0],
                superior_name=superior[1],
                superior_pinyin=superior[2],
                said=one.text,
                numbers=_numbers(one.text),
                source=f"{one.check.source}{one.check.article}",
                remedy=str(one.check.action),
                url=one.url,
            )
        )
    return rows


def _places(as_of: date) -> dict[int, Place]:
    """What each organisation of the day is and what leads it: on the party line where it stands on both; what serves
    a territory and stands nowhere is led as that is."""
    about = "organisation", "superior", "superior__name", "superior__pinyin"
    rows = Placement.objects.on(as_of).filter(superior__isnull=False).order_by()
    residents = rows.filter(line=Line.RESIDENTS).values_list(*about)
    party = rows.filter(line=Line.PARTY).values_list(*about)
    above = {pk: tuple(superior) for pk, *superior in (*residents, *party)}
    known = Organisation.objects.on(as_of).order_by()
    return {
        pk: (kind, pinyin, initials, *(above.get(pk) or above.get(territory) or NOWHERE[3:]))
        for pk, kind, pinyin, initials, territory in known.values_list(
            "pk", "kind", "pinyin", "initials", "territory"
        )
    }


def _numbers(text: str) -> str:
    """Of one check all sentences have the same numbers, in one order; text of even length orders as they do."""
    return " ".join(digits.zfill(DIGITS) for digits in re.findall(r"\d+", text))
