"""Disciplinary measures are entered by who may see them; the record names neither the measure nor its grounds."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.cadres.models import CadreFile, Discipline
from jiceng.cadres.rules import is_own_file, may_enter_discipline
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError


@dataclass(frozen=True)
class NewDiscipline:
    """A measure as its decision says."""

    measure: str
    decided_by: str
    on: date
    number: str = ""
    until: date | None = None
    grounds: str = ""


@transaction.atomic
def enter_discipline(*, by, file: CadreFile, new: NewDiscipline) -> Discipline:
    must(by, may_enter_discipline, file, _("无权登记纪律处分。"))
    if by is not None and is_own_file.test(by, file):
        raise ImpossibleError(_("不能登记本人的处分。"))
    if new.on > today():
        raise ImpossibleError(_("处分日期不能晚于今天。"))
    if new.until is not None and new.until < new.on:
        raise ImpossibleError(_("影响期不能早于处分日期。"))
    row = Discipline.objects.create(file=file, **vars(new))
    record(by=by, verb="cadres.enter_discipline", target=row)
    return row
