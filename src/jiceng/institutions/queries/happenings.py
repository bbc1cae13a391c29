"""What may happen to a unit that no page keeps, and that an institution answers with a duty."""

from collections import defaultdict
from datetime import date

from jiceng.institutions import kinds
from jiceng.institutions.enums import Rhythm
from jiceng.institutions.models import Obligation, WorkRecord
from jiceng.kernel.validity import holds_on
from jiceng.organisations.models import Organisation


def happenings(organisation: Organisation, day: date) -> dict[str, list[Obligation]]:
    """Kind to the obligations of the day that it calls for. Left out: what an app attests itself, and what is written
    from the button of its own duty."""
    rows = (
        Obligation.objects.filter(
            holds_on(day), holds_on(day, "edition__"), edition__published_at__isnull=False
        )
        .select_related("edition__institution", "clause")
        .prefetch_related("required_marks")
        .order_by("edition__institution__number", "pk")
    )
    mine = [one for one in rows if organisation.kind in one.organisation_kinds]
    from_duties = {one.evidence for one in mine if one.evidence != one.trigger}
    found: dict[str, list[Obligation]] = defaultdict(list)
    for one in mine:
        called = one.rhythm == Rhythm.EVENT and kinds.by_hand(one.trigger)
        if called and one.trigger not in from_duties:
            found[one.trigger].append(one)
    return dict(found)


def itself(kind: str, called: list[Obligation]) -> Obligation | None:
    """The obligation that asks what happened to have been done rightly: its pieces and heads are asked for at once."""
    return next((one for one in called if one.evidence == kind), None)


def lately(organisation: Organisation, limit: int = 20) -> list[WorkRecord]:
    """The last records of the unit, annulled ones too."""
    return list(WorkRecord.objects.filter(organisation=organisation)[:limit])


def words_of(organisation: Organisation, kind: str, pk: int) -> dict:
    """Day and words of an annulled record of the unit and kind, to be written anew; nothing for another."""
    rows = WorkRecord.objects.filter(
        pk=pk, organisation=organisation, kind=kind, annulled_at__isnull=False
    ).values("on", "title", "text", "marks")
    return rows.first() or {}
