"""The register of participants, and those of this app in the order in which they act."""

from django.utils.translation import gettext_lazy

from jiceng.organisations.commands.reorganisation.participants.base import (
    Participant,
    Stays,
    participants,
    register,
    resolve_claim,
)
from jiceng.organisations.commands.reorganisation.participants.rolls import Homes, Members, Posts, Terms
from jiceng.organisations.commands.reorganisation.participants.structure import (
    Boundaries,
    Counts,
    Descent,
    Names,
    Placements,
    Structure,
)

for _one in (Structure, Names, Placements, Counts, Boundaries, Descent, Members, Homes, Posts, Terms):
    register(_one())

register(
    Stays(
        "asked",
        gettext_lazy("待复核事项"),
        {"organisations.AskedAct.territory"},
        "a move into a territory that has ended is refused when somebody would agree to it",
    )
)

__all__ = ["Participant", "Stays", "participants", "register", "resolve_claim"]
