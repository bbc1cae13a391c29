"""What a person types about cadres, cleaned."""

from jiceng.cadres.forms.files import ChangeForm, DecideForm, DisciplineForm, RosterForm
from jiceng.cadres.forms.norms import RequirementForm, TargetForm
from jiceng.cadres.forms.reserve import LeaveForm, NormForm, ReserveForm, ReviewForm
from jiceng.kernel.command_forms import CommandForm, KeyForm, ReasonForm, day_field, lines

__all__ = [
    "ChangeForm",
    "CommandForm",
    "DecideForm",
    "DisciplineForm",
    "KeyForm",
    "LeaveForm",
    "NormForm",
    "ReasonForm",
    "RequirementForm",
    "ReserveForm",
    "ReviewForm",
    "RosterForm",
    "TargetForm",
    "day_field",
    "lines",
]
