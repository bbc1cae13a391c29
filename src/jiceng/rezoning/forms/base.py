"""A form that carries out a command and shows what the command refuses."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jiceng.kernel.forms import DAYS
from jiceng.kernel.once import OnceForm
from jiceng.kernel.pages import number_in
from jiceng.rezoning.intake import Unreadable


class CommandForm(OnceForm):
    """`carried_out` runs a command; a refusal becomes an error of the form and nothing is lost."""

    def carried_out(self, command: Callable, **kwargs):
        """What the command gave back, or None with the refusal among the errors."""
        try:
            return command(**kwargs)
        except ValidationError as error:
            self.add_error(None, error)
        except Unreadable as error:
            self.add_error(None, str(error))
        return None


class DayField(forms.DateField):
    """A day, typed or picked."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, validators=DAYS, **kwargs)


class RangeField(forms.CharField):
    """“1000-3000”, “1000-” or “-3000”; an empty one is no bound. Cleans to [low, high] or None."""

    def clean(self, value):
        text = super().clean(value).replace("—", "-").replace("–", "-").replace("～", "-").replace(" ", "")
        if not text:
            return None
        low, dash, high = text.partition("-")
        ends = [number_in(end) for end in (low, high) if end]
        if None in ends or not ends:
            raise ValidationError(_("请写成“1000-3000”；只有一端时写“1000-”或“-3000”。"))
        if not dash:
            high = low
        bounds = [int(low) if low else None, int(high) if high else None]
        if None not in bounds and bounds[0] > bounds[1]:
            raise ValidationError(_("下限大于上限。"))
        return bounds


def written(bounds: list | None) -> str:
    """A range as RangeField reads it."""
    if not bounds:
        return ""
    return "-".join("" if end is None else str(end) for end in bounds)
