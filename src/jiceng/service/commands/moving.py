"""A reorganisation moved requests to other hands, or gave them back: the way of each says so."""

from datetime import date

from jiceng.kernel.record import kind_of, record
from jiceng.organisations.models import Reorganisation
from jiceng.service.commands.steps import step
from jiceng.service.enums import Act
from jiceng.service.models import Case, CaseHolding


def note_moved(*, by, reorganisation: Reorganisation, on: date, participant: str) -> int:
    """Part of executing a reorganisation, or of taking it back. Gives back how many requests changed hands."""
    steps = reorganisation.steps.filter(participant=participant, target_kind=kind_of(CaseHolding()))
    moved = steps.exclude(target_id=None).values_list("target_id", flat=True)
    cases = Case.objects.filter(holdings__in=[int(one) for one in moved]).distinct().order_by("pk")
    for case in cases:
        step(by, case, Act.MOVED, on, reorganisation.title, case.held_on(on).holder)
    if cases:
        record(by=by, verb="service.move", target=reorganisation, after={"requests": len(cases)})
    return len(cases)
