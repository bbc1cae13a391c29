"""Hand-over: begun by whoever is replaced or leaves, signed by both, and then the list stands as it was."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.responsibility.enums import ProblemState
from jiceng.responsibility.models import ContactPoint, Handover, Problem
from jiceng.responsibility.rules import may_sign_handover


def begin_handover(
    community: Organisation, giver: Person, taker: Person | None, on: date, as_liaison: bool = False
) -> Handover:
    """Part of the transfer itself, in its transaction."""
    return Handover.objects.create(
        community=community, giver=giver, taker=taker, on=on, as_liaison=as_liaison
    )


def complete_handovers(community: Organisation, taker: Person, as_liaison: bool = False) -> int:
    """Whoever takes a vacant place takes what was left there; who comes back to the own place hands nothing over."""
    rows = Handover.objects.filter(community=community, taker=None, as_liaison=as_liaison)
    rows.filter(giver=taker).delete()
    return rows.update(taker=taker)


def points_of(leader: Person, on: date) -> list[ContactPoint]:
    return list(ContactPoint.objects.on(on).filter(leader=leader).select_related("community"))


def open_items(community: Organisation) -> list[Problem]:
    return list(community.contact_problems.filter(state=ProblemState.OPEN))


@transaction.atomic
def sign_handover(*, by, handover: Handover) -> Handover:
    """The giver or the taker signs; with the second signature the list is kept as it stands."""
    row = Handover.objects.select_for_update(of=("self",)).select_related("community").get(pk=handover.pk)
    must(by, may_sign_handover, row, _("只有移交人和接收人可以签字。"))
    if row.taker_id is None:
        raise ImpossibleError(_("还没有接收人。"))
    if by.person_id == row.giver_id and not row.given_at:
        row.given_at, row.given_by = timezone.now(), by
    elif by.person_id == row.taker_id and not row.taken_at:
        row.taken_at, row.taken_by = timezone.now(), by
    else:
        raise ImpossibleError(_("已经签过字。"))
    if row.is_done:
        row.listed = [
            {"id": one.pk, "kind": one.kind, "text": one.text, "due_on": one.due_on.isoformat()}
            for one in open_items(row.community)
        ]
    row.save()
    record(by=by, verb="responsibility.sign_handover", target=row)
    return row
