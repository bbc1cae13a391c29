"""The findings of one check as rows of a list: each with what its organisation is and what stands above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jiceng.organisations.enums import Kind, Line
from jiceng.organisations.models import Organisation, Placement
from jiceng.organisations.queries.checks import Finding

DIGITS = 9


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


def of_check(found: Iterable[Finding], *, seen_by, as_of: date) -> list[Listed]:
    """Rows for findings that `seen_by` was shown (`queries.checks`), in two queries however many there are."""
    about = "pk", "kind", "pinyin", "initials", "territory"
    known = {pk: rest for pk, *rest in Organisation.objects.on(as_of).order_by().values_list(*about)}
    above = _superiors(as_of)
    rows = []
    for one in found:
        kind, pinyin, initials, territory = known.get(one.organisation, ("", "", "", None))
        superior, *named = above.get(one.organisation) or above.get(territory) or (None, "", "")
        source = f"{one.check.source}{one.check.article}"
        rows.append(
            Listed(
                pk=one.row,
                organisation=one.organisation,
                name=one.name,
                pinyin=pinyin,
                initials=initials,
                kind=kind,
                superior=superior,
                superior_name=named[0],
                superior_pinyin=named[1],
                said=one.text,
                numbers=_numbers(one.text),
                source=source,
                remedy=str(one.check.action),
                url=one.url,
            )
        )
    return rows


def _superiors(as_of: date) -> dict[int, tuple[int, str, str]]:
    """What leads each organisation of the day, on the party line where it stands on both."""
    about = "organisation", "superior", "superior__name", "superior__pinyin"
    rows = Placement.objects.on(as_of).filter(superior__isnull=False).order_by()
    residents = rows.filter(line=Line.RESIDENTS).values_list(*about)
    party = rows.filter(line=Line.PARTY).values_list(*about)
    return {pk: tuple(superior) for pk, *superior in (*residents, *party)}


def _numbers(text: str) -> str:
    """Of one check all sentences have the same numbers, in one order; text of even length orders as they do."""
    return " ".join(digits.zfill(DIGITS) for digits in re.findall(r"\d+", text))
