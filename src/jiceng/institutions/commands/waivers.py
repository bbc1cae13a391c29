"""Excusing a duty: by somebody above, with a reason, and taken back the same way."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.institutions.models import Duty, Waiver
from jiceng.institutions.rules import may_waive
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def waive(*, by, duty: Duty, reason: str, on: date | None = None) -> Waiver:
    """The duty need not be done. Refused for what is done already, withdrawn, or excused already."""
    must(by, may_waive, duty, _("只能由上级批准免办。"))
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if duty.withdrawn_on is not None:
        raise ImpossibleError(_("这项职责已不再适用。"))
    if duty.fulfilled_on is not None:
        raise ImpossibleError(_("这项职责已经完成，不必免办。"))
    if duty.waivers.filter(taken_back_on__isnull=True).exists():
        raise ImpossibleError(_("这项职责已经免办。"))
    waiver = Waiver.objects.create(
        duty=duty, reason=reason, approved_by=by, approver_name=str(by or _("系统")), on=on or today()
    )
    record(by=by, verb="institutions.waive", target=duty, why=reason, after={"on": waiver.on})
    return waiver


@transaction.atomic
def take_back_waiver(*, by, waiver: Waiver, why: str = "") -> Waiver:
    """The duty is owed again from today."""
    must(by, may_waive, waiver.duty, _("只能由上级收回免办。"))
    if waiver.taken_back_on is not None:
        raise ImpossibleError(_("这次免办已经收回。"))
    waiver.taken_back_on = today()
    waiver.save(update_fields=["taken_back_on"])
    record(by=by, verb="institutions.take_back_waiver", target=waiver.duty, why=why)
    return waiver
