"""What the forms here share."""

from jiceng.kernel.command_forms import CommandForm, KeyForm, ReasonForm, SheetForm, day_field, lines

__all__ = ["CommandForm", "KeyForm", "ReasonForm", "SheetForm", "day_field", "lines"]
