"""Re-zoning in the reorganisation: projects speak of organisations as they were, and follow what becomes of them."""

from django.utils.translation import gettext_lazy as _

from jiceng.organisations.commands.reorganisation.participants.base import Stays
from jiceng.organisations.models import Reorganisation
from jiceng.rezoning.commands.approval import mark_adopted, mark_taken_back

CLAIMS = frozenset({"rezoning.Project.body", "rezoning.BaseUnit.source", "rezoning.Approval.proposer"})


class Projects(Stays):
    """A project is executed and taken back with its reorganisation, whoever asks for that and where."""

    def __init__(self) -> None:
        because = "A project speaks of organisations as they were on its day."
        super().__init__("rezoning", _("区划项目"), CLAIMS, because)

    def carried_out(self, reorganisation: Reorganisation, *, by) -> None:
        mark_adopted(by=by, reorganisation=reorganisation)

    def taken_back(self, reorganisation: Reorganisation, *, by) -> None:
        mark_taken_back(by=by, reorganisation=reorganisation)
