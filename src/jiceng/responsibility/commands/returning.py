"""A unit hands a matter back that is not its own; the office gives it to another, or insists."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.documents.commands import register as tasks
from jiceng.institutions.commands.evidence import annul
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.responsibility.commands.matter_steps import (
    CALLS,
    call_for_result,
    days_of,
    lapse_extensions,
    locked,
    step,
    told,
)
from jiceng.responsibility.commands.reds import redden
from jiceng.responsibility.enums import MatterAct, MatterState
from jiceng.responsibility.models import Matter
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import may_carry, may_supervise

ASSIGNED = "matter.assigned"


@transaction.atomic
def return_matter(*, by, matter: Matter, why: str, on: date | None = None) -> Matter:
    """Instead of acknowledging, and as long as one may acknowledge; the days run on until the office has answered."""
    row, day = locked(matter), on or today()
    must(by, may_carry, row, _("只有牵头单位可以退回。"))
    if row.state != MatterState.ASSIGNED:
        raise ImpossibleError(_("已经签收，不能再退回；办不完的申请延期。"))
    if row.returned_on:
        raise ImpossibleError(_("已经退回，等待立项单位答复。"))
    if day > row.acknowledge_by:
        raise ImpossibleError(_("签收期限已过，不能再退回。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    row.returned_on, row.returned_why = day, why.strip()[:300]
    row.save(update_fields=["returned_on", "returned_why"])
    lapse_extensions(by, row, day)
    # The unit has done what it must; it is the office's turn.
    annul(source=row, why=_("退回立项单位"), kind=ASSIGNED)
    step(by, row, MatterAct.RETURNED, day, why)
    record(by=by, verb="responsibility.return_matter", target=row, why=why)
    return row


def _returned(by, matter: Matter) -> Matter:
    row = locked(matter)
    must(by, may_supervise, row, _("只有督查部门可以答复退回。"))
    if row.returned_on is None:
        raise ImpossibleError(_("现在没有要答复的退回。"))
    row.returned_on, row.returned_why = None, ""
    return row


@transaction.atomic
def reassign_matter(*, by, matter: Matter, lead: Organisation, on: date | None = None) -> Matter:
    """To another lead, with all its days anew; what the first owed is owed no more."""
    row, day = _returned(by, matter), on or today()
    if lead.pk == row.lead_id:
        raise ImpossibleError(_("还是原来的牵头单位；不同意退回的请选“不同意”。"))
    due = day + days_of(row.kind)
    if row.parent is not None:
        due = max(min(due, row.parent.due_on), day)
    before = row.lead.name
    redden(row, day)
    lapse_extensions(by, row, day)
    annul(source=row, why=_("重新交办"), kind=CALLS[row.kind])
    tasks.give_to(row.task, lead, due)
    row.half_on = day + (due - day) / 2
    row.acknowledge_by = add_working_days(day, norms().matter_acknowledge_working_days)
    row.urged_until = None
    row.save()
    step(by, row, MatterAct.REASSIGNED, day, f"{before} → {lead.name}")
    told(row, ASSIGNED, lead, day)
    call_for_result(row)
    after = {"lead": lead.name, "due_on": due}
    record(by=by, verb="responsibility.reassign_matter", target=row, before={"lead": before}, after=after)
    return row


@transaction.atomic
def insist_on_matter(*, by, matter: Matter, why: str, on: date | None = None) -> Matter:
    """It stays where it was, with the reason; the days to acknowledge begin anew."""
    row, day = _returned(by, matter), on or today()
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    row.acknowledge_by = add_working_days(day, norms().matter_acknowledge_working_days)
    row.save(update_fields=["returned_on", "returned_why", "acknowledge_by"])
    step(by, row, MatterAct.INSISTED, day, why)
    told(row, ASSIGNED, row.lead, day)
    record(by=by, verb="responsibility.insist_on_matter", target=row, why=why)
    return row
