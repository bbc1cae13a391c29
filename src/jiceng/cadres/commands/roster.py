"""A whole register at once: requests for what differs, files for whoever has none; all or nothing."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.cadres.commands.files import NewFile, open_files
from jiceng.cadres.commands.requests import Asked, ask_change, grant_change
from jiceng.cadres.enums import Mode, Rank, Section
from jiceng.cadres.models import CadreFile, FileChange, Schooling
from jiceng.kernel.pages import today
from jiceng.organisations.commands import ImpossibleError
from jiceng.people.models import Person


class Wish(Protocol):
    """What one row of a sheet asks for; see `roster.Wish`."""

    person: int
    file: int | None
    parts: dict[str, dict[str, Any]]


@transaction.atomic
def take_over_roster(*, by, wishes: Iterable[Wish]) -> tuple[int, int]:
    """Gives how many requests were made and how many files opened."""
    rows = list(wishes)
    known = CadreFile.objects.in_bulk([one.file for one in rows if one.file is not None])
    asked = 0
    for one in rows:
        for section, values in one.parts.items() if one.file is not None else ():
            wish = Asked(section, values, _("导入干部名册"))
            ask_change(by=by, file=known[one.file], asked=wish)
            asked += 1
    new = [one for one in rows if one.file is None]
    people = Person.objects.in_bulk([one.person for one in new])
    if new:
        files = [_new_file(people[one.person], one.parts) for one in new]
        open_files(by=by, files=files, on=today(), why=_("导入干部名册"))
    return asked, len(new)


def _new_file(person: Person, parts: dict[str, dict[str, Any]]) -> NewFile:
    work, basics = parts[Section.EMPLOYMENT], parts[Section.BASICS]
    school = parts[Section.SCHOOLING]
    entries = ()
    if school["level"] is not None:
        entries = (
            Schooling(
                level=school["level"],
                mode=school["mode"] or Mode.FULL_TIME,
                school=school["school"] or "",
                finished_on=_day(school["finished_on"]),
            ),
        )
    began = basics["work_began_on"]
    return NewFile(
        person,
        work["status"],
        _day(work["valid_from"]),
        work["rank"] or Rank.NONE,
        _day(began) if began else None,
        basics["native_place"] or "",
        entries,
    )


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


@transaction.atomic
def grant_changes(*, by, changes: Iterable[FileChange]) -> int:
    """Several at once, all or none."""
    rows = list(changes)
    if not rows:
        raise ImpossibleError(_("请先勾选。"))
    for one in rows:
        grant_change(by=by, change=one)
    return len(rows)
