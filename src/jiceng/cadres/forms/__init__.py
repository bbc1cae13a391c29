"""What a person types about cadres, cleaned."""

from jiceng.cadres.forms.norms import TargetForm
from jiceng.kernel.command_forms import CommandForm, KeyForm, ReasonForm, day_field, lines

__all__ = ["CommandForm", "KeyForm", "ReasonForm", "TargetForm", "day_field", "lines"]
