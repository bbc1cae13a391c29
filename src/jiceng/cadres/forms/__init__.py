"""What a person types about cadres, cleaned."""

from jiceng.cadres.forms.files import ChangeForm, DecideForm, DisciplineForm, RosterForm
from jiceng.cadres.forms.norms import RequirementForm, TargetForm
from jiceng.kernel.command_forms import CommandForm, KeyForm, ReasonForm, day_field, lines

__all__ = [
    "ChangeForm",
    "CommandForm",
    "DecideForm",
    "DisciplineForm",
    "KeyForm",
    "ReasonForm",
    "RequirementForm",
    "RosterForm",
    "TargetForm",
    "day_field",
    "lines",
]
