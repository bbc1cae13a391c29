"""Organisations rebuilt: what is open goes on with the community that comes after, and comes back with it."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy

from jiceng.kernel.pages import today
from jiceng.organisations.commands.reorganisation.changes import Change, Ref
from jiceng.organisations.commands.reorganisation.design import Design
from jiceng.organisations.commands.reorganisation.participants import Participant
from jiceng.organisations.models import Reorganisation
from jiceng.service.commands.moving import note_moved
from jiceng.service.enums import CaseState
from jiceng.service.models import CaseHolding, HouseholdStay
from jiceng.service.norms import norms

NAME = "service"


class Requests(Participant):
    """Open requests, and those that can still be asked for again, move; what is long done stays where it was done.
    Steps tell of numbers and units only: what residents wrote lies elsewhere, encrypted."""

    name = NAME
    label = gettext_lazy("居民诉求")
    claims = frozenset(
        {
            "service.CaseHolding.community",
            "service.CaseHolding.holder",
            "service.HouseholdStay.community",
        }
    )

    def assess(self, design: Design) -> Iterator[Change]:
        yield from self.too_late(design, CaseHolding, "community")
        yield from self.too_late(design, CaseHolding, "holder")
        for row in _still_live(design):
            yield _moved(design, row)
        yield from self.too_late(design, HouseholdStay, "community")
        stays = HouseholdStay.objects.on(design.day).filter(
            community__in=list(design.key_of), valid_from__lt=design.day
        )
        for stay in stays.select_related("household", "community").order_by("pk"):
            yield _on_new_roll(design, stay)

    def carried_out(self, reorganisation: Reorganisation, *, by) -> None:
        note_moved(by=by, reorganisation=reorganisation, on=reorganisation.effective_on, participant=NAME)

    def taken_back(self, reorganisation: Reorganisation, *, by) -> None:
        note_moved(by=by, reorganisation=reorganisation, on=today(), participant=NAME)


def _still_live(design: Design):
    since = design.day - timedelta(days=norms(design.day).reopen_days)
    lately = Q(case__rounds__answered_on__gte=since)
    touched = Q(community__in=list(design.key_of)) | Q(holder__in=list(design.ending))
    rows = CaseHolding.objects.filter(touched, valid_to=None, valid_from__lt=design.day)
    rows = rows.filter(~Q(case__state=CaseState.ANSWERED) | lately).distinct()
    return rows.select_related("case", "community", "holder").order_by("pk")


def _moved(design: Design, row: CaseHolding) -> Change:
    key = design.key_of.get(row.community_id)
    community: int | Ref = design.communities[key].community if key else row.community_id
    holder: int | Ref = row.holder_id
    if row.holder_id in design.ending:
        # An office that ends gives it back to the community where it was asked.
        heir = design.key_of.get(row.holder_id) or key
        holder = design.communities[heir].committee if heir else row.community_id
    return Change(
        NAME,
        CaseHolding,
        str(row.case),
        pk=row.pk,
        was={"valid_to": row.valid_to},
        ends={"valid_to": design.day},
        begins={
            "case_id": row.case_id,
            "community_id": community,
            "holder_id": holder,
            "valid_from": design.day,
            "valid_to": None,
        },
        before=row.holder.name,
        after=design.name(holder) or row.holder.name,
        community=key or "",
    )


def _on_new_roll(design: Design, stay: HouseholdStay) -> Change:
    key = design.key_of[stay.community_id]
    community = design.communities[key].community
    return Change(
        NAME,
        HouseholdStay,
        str(stay.household),
        pk=stay.pk,
        was={"valid_to": stay.valid_to},
        ends={"valid_to": design.day},
        begins={
            "household_id": stay.household_id,
            "community_id": community,
            "ended_why": stay.ended_why,
            "valid_from": design.day,
            "valid_to": stay.valid_to,
        },
        before=stay.community.name,
        after=design.name(community),
        community=key,
    )
