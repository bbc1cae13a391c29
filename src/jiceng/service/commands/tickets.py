"""A request that comes again, goes back and forth or is never done makes a ticket; people settle it."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import annul, attest
from jiceng.kernel.access import must
from jiceng.kernel.crypt import fingerprint
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.service.commands.steps import holding_of, name_of
from jiceng.service.enums import Cause
from jiceng.service.models import Case, ProblemTicket, TicketCase
from jiceng.service.norms import norms
from jiceng.service.rules import body_of, may_settle

TICKET = "case.ticket"


def watch(case: Case, on: date) -> None:
    """Part of each step that can make a problem of a request: asked again from the same place, handed back, asked for
    again."""
    limits, community = norms(on), holding_of(case).community
    if case.place_print:
        _watch_place(case, community, on)
    for cause, count, most in (
        (Cause.RETURNED, case.returned, limits.returned_times),
        (Cause.REOPENED, case.round, limits.reopened_times),
    ):
        if count >= most:
            _open(cause, case, f"{cause}:{case.pk}", community, [case], on)


def _watch_place(case: Case, community: Organisation, on: date) -> None:
    limits = norms(on)
    same = Case.objects.filter(
        kind=case.kind,
        place_print=case.place_print,
        received_on__gt=on - timedelta(days=limits.repeat_days),
        received_on__lte=on,
        holdings__valid_to=None,
        holdings__community=community,
    )
    found = list(same.order_by("pk"))
    if len(found) >= limits.repeat_times:
        mark = fingerprint(f"{community.pk}|{case.kind}|{case.place_print}")
        _open(Cause.REPEATED, case, mark, community, found, on)


def _open(
    cause: Cause, case: Case, mark: str, community: Organisation, cases: list[Case], on: date
) -> ProblemTicket:
    """The open ticket of the problem, with these requests; made if there is none."""
    ticket = ProblemTicket.objects.filter(mark=mark, settled_on=None).first()
    if ticket is None:
        ticket = ProblemTicket.objects.create(kind=case.kind, cause=cause, mark=mark, opened_on=on)
        record(by=None, verb="service.open_ticket", target=ticket, after={"cause": cause})
        attest(
            kind=TICKET,
            organisation=body_of(community, on),
            on=on,
            source=ticket,
            source_url=reverse("problem_ticket", args=[ticket.pk]),
        )
    rows = [TicketCase(ticket=ticket, case=one) for one in cases]
    TicketCase.objects.bulk_create(rows, ignore_conflicts=True)
    return ticket


@transaction.atomic
def settle_ticket(*, by, ticket: ProblemTicket, how: str, on: date | None = None) -> ProblemTicket:
    """Solved at its root, or on its way elsewhere; the words say how."""
    row = ProblemTicket.objects.select_for_update().get(pk=ticket.pk)
    must(by, may_settle, row, _("这张问题工单不由您了结。"))
    if row.settled_on is not None:
        raise ImpossibleError(_("已经了结了。"))
    if not how.strip():
        raise ImpossibleError(_("请写怎样从根上解决的，或者交给了谁。"))
    row.settled_on, row.settled_how, row.settled_by = on or today(), how.strip()[:300], name_of(by)
    row.save(update_fields=["settled_on", "settled_how", "settled_by"])
    annul(source=row, why=_("已了结"), kind=TICKET)
    record(by=by, verb="service.settle_ticket", target=row)
    return row
