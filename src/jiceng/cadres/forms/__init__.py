"""What a person types about cadres, cleaned."""

from jiceng.cadres.forms.files import ChangeForm, DecideForm, DisciplineForm, RosterForm
from jiceng.cadres.forms.norms import RequirementForm, TargetForm
from jiceng.cadres.forms.reserve import LeaveForm, NormForm, ReserveForm, ReviewForm
from jiceng.cadres.forms.training import (
    AdoptForm,
    BringHomeForm,
    CloseForm,
    DeclineForm,
    EnrolForm,
    PlanForm,
    ReleaseForm,
    ResultsForm,
    SheetForm,
    TrainingForm,
)
from jiceng.kernel.command_forms import CommandForm, KeyForm, ReasonForm, day_field, lines

__all__ = [
    "AdoptForm",
    "BringHomeForm",
    "ChangeForm",
    "CloseForm",
    "CommandForm",
    "DecideForm",
    "DeclineForm",
    "DisciplineForm",
    "EnrolForm",
    "KeyForm",
    "LeaveForm",
    "NormForm",
    "PlanForm",
    "ReasonForm",
    "ReleaseForm",
    "RequirementForm",
    "ReserveForm",
    "ResultsForm",
    "ReviewForm",
    "RosterForm",
    "SheetForm",
    "TargetForm",
    "TrainingForm",
    "day_field",
    "lines",
]
