"""Venues in the reorganisation: what a community uses goes to the community that comes after it, and back."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from jiceng.organisations.commands.reorganisation.changes import Change
from jiceng.organisations.commands.reorganisation.design import Design
from jiceng.organisations.commands.reorganisation.participants import Participant, Stays
from jiceng.resources.models import VenueMeasure, VenueUse

USE = (
    *("venue_id", "title", "owner_id", "owner_words", "area_m2", "activity_m2"),
    *("rooms", "rent_a_year", "missing"),
)
MEASURE = ("year", "way", "area_m2", "cost", "payer", "note")


class Venues(Participant):
    """An owner stays the owner, whatever becomes of the office that it was."""

    name = "venues"
    label = _("社区用房")
    claims = frozenset(
        {"resources.VenueUse.community", "resources.VenueUse.owner", "resources.VenueMeasure.community"}
    )

    def assess(self, design: Design) -> Iterator[Change]:
        for model, names in ((VenueUse, USE), (VenueMeasure, MEASURE)):
            yield from self.too_late(design, model, "community")
            rows = model.objects.on(design.day).filter(
                community__in=list(design.key_of), valid_from__lt=design.day
            )
            for row in rows.order_by("community_id", "pk"):
                yield self._moved(design, row, names)

    def _moved(self, design: Design, row: VenueUse | VenueMeasure, names: tuple[str, ...]) -> Change:
        heir = design.communities[design.key_of[row.community_id]]
        return Change(
            self.name,
            type(row),
            str(row.venue if isinstance(row, VenueUse) else row),
            pk=row.pk,
            was={"valid_to": row.valid_to},
            ends={"valid_to": design.day},
            begins={
                "community_id": heir.community,
                **{name: getattr(row, name) for name in names},
                "valid_from": design.day,
                "valid_to": row.valid_to,
            },
            before=design.name(row.community_id),
            after=heir.order.name,
            community=heir.key,
        )


BOOKED = Stays(
    "bookings",
    _("场地订用"),
    {"resources.Booking.organisation"},
    "A booking names for whom it was made, as it was; the hall goes along with its venue.",
)
PAID = Stays(
    "wages",
    _("工资"),
    {"resources.PayBatch.community"},
    "What was paid stays with the community that it was paid in; what is due follows the terms, which move.",
)
