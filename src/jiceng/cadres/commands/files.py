"""Files are opened, one or thousands; what stands in them changes by request only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from jiceng.cadres.enums import Rank
from jiceng.cadres.models import (
    AppraisalResult,
    CadreFile,
    Certificate,
    Employment,
    Honour,
    Kin,
    Schooling,
)
from jiceng.cadres.rules import may_approve
from jiceng.kernel.access import must
from jiceng.kernel.bulk import chunks
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.people.models import Person

Entry = Schooling | Kin | Honour | AppraisalResult | Certificate


@dataclass(frozen=True)
class NewFile:
    """What a file begins with: footing and rank since a day, and unsaved rows without their file."""

    person: Person
    status: str
    since: date
    rank: int = Rank.NONE
    work_began_on: date | None = None
    native_place: str = ""
    entries: tuple[Entry, ...] = ()


@transaction.atomic
def open_files(*, by, files: Iterable[NewFile], on: date, why: str = "") -> list[CadreFile]:
    """A file for each; refused as a whole when one of them has a file already. A few statements whatever the number."""
    must(by, may_approve, None, _("只有组织部可以建立干部档案。"))
    new = list(files)
    _must_be_new(new)
    made = CadreFile.objects.bulk_create(
        CadreFile(
            person=one.person, work_began_on=one.work_began_on, native_place=one.native_place, opened_on=on
        )
        for one in new
    )
    Employment.objects.bulk_create(
        Employment(file=file, status=one.status, rank=one.rank, valid_from=one.since)
        for file, one in zip(made, new, strict=True)
    )
    _enter_rows(zip(made, new, strict=True))
    if made:
        record(by=by, verb="cadres.open_files", target=made[0], why=why, after={"files": len(made)})
    return made


def _enter_rows(files: Iterable[tuple[CadreFile, NewFile]]) -> None:
    rows: dict[type[Model], list] = {}
    for file, one in files:
        for entry in one.entries:
            entry.file = file
            rows.setdefault(type(entry), []).append(entry)
    for model, entries in rows.items():
        model._default_manager.bulk_create(entries)


def _must_be_new(new: list[NewFile]) -> None:
    people = [one.person.pk for one in new]
    if len(set(people)) != len(people):
        raise ImpossibleError(_("名单中有人出现了两次。"))
    for part in chunks(people):
        known = CadreFile.objects.filter(person__in=part).select_related("person").first()
        if known is not None:
            raise ImpossibleError(_("%(name)s已有干部档案。") % {"name": known.person.name})
