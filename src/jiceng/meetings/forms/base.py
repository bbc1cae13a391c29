"""What every form of meetings has."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.forms import DAYS
from jiceng.kernel.once import OnceForm


class CommandForm(OnceForm):
    """`carried_out` runs a command; a refusal becomes an error of the form and nothing is lost."""

    def __init__(self, *args, **kwargs) -> None:
        # Several forms stand on one page: each names its fields apart.
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)

    def carried_out(self, command, **kwargs):
        """What the command gave back (True for nothing), or None with the refusal among the errors."""
        try:
            made = command(**kwargs)
        except ValidationError as error:
            self.add_error(None, error)
            return None
        return True if made is None else made

    @property
    def sentences(self) -> list[str]:
        return [text for errors in self.errors.values() for text in errors]


class KeyForm(CommandForm):
    """Nothing but the key against doubling."""


class OpenForm(CommandForm):
    """Opens a meeting as it was read: `seen` names the change of its roll that stood on the page."""

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)


class ReasonForm(CommandForm):
    why = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


def day_field(label, **extra) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=DAYS, **extra)
