"""What the forms here share."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jiceng.documents.repair import Repaired, repair
from jiceng.kernel.forms import DAYS
from jiceng.kernel.once import OnceForm


class CommandForm(OnceForm):
    """`carried_out` runs a command; a refusal becomes an error of the form and nothing is lost."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)

    def carried_out(self, command, **kwargs):
        """What the command gave back, or None with the refusal among the errors."""
        try:
            return command(**kwargs)
        except ValidationError as error:
            self.add_error(None, error)
            return None

    @property
    def sentences(self) -> list[str]:
        return [text for errors in self.errors.values() for text in errors]


class RepairableForm(CommandForm):
    """A form with a `text` that may come damaged: its second button shows the text mended, with every change told, and
    saves nothing."""

    second_button = ("repair", _("整理文字"))
    repaired: Repaired | None = None

    @classmethod
    def is_asked(cls, request) -> bool:
        return request.method == "POST" and cls.second_button[0] in request.POST

    def mended(self) -> "RepairableForm":
        """The same form with the text mended, without its errors: it was not sent to be saved."""
        self.repaired = repair(self.data.get("text", ""))
        self.data = self.data.copy()
        self.data["text"] = self.repaired.text
        self._errors = {}
        return self


def day_field(label, **extra) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=DAYS, **extra)


def lines(label, help_text="", rows=3) -> forms.CharField:
    """One name a line."""
    return forms.CharField(
        label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


def writing(label, most: int, rows=3, **extra) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **extra)


class KeyForm(CommandForm):
    """Nothing but the key against doubling."""


class OpinionForm(CommandForm):
    opinion = writing(_("意见"), 500, 2, required=False)


class ReasonForm(CommandForm):
    why = writing(_("理由"), 300, 2)
