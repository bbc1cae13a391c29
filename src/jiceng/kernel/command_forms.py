"""Forms that carry out a command, and the fields they share."""

from collections.abc import Sized

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

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

    def refuse_table(self, faults: Sized) -> None:
        """What is wrong in the table of the field `file` stands row by row beside it."""
        said = ngettext(
            "表格里有%(count)d处不对，没有导入。", "表格里有%(count)d处不对，没有导入。", len(faults)
        )
        self.add_error("file", said % {"count": len(faults)})

    @property
    def sentences(self) -> list[str]:
        return [text for errors in self.errors.values() for text in errors]


def day_field(label, **extra) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=DAYS, **extra)


def lines(label, help_text="", rows=3, **extra) -> forms.CharField:
    extra.setdefault("required", False)
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), **extra
    )


class KeyForm(CommandForm):
    """Nothing but the key against doubling."""


class ReasonForm(CommandForm):
    why = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class SheetForm(CommandForm):
    """A spreadsheet first; then `rows`: what its preview showed, signed, and nothing else is taken over."""

    file = forms.FileField(
        label=_("表格（.xlsx）"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    rows = forms.CharField(required=False, widget=forms.HiddenInput)
    file_help: str | Promise = ""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = self.file_help

    def clean(self):
        data = super().clean()
        if not data.get("file") and not data.get("rows") and "file" not in self.errors:
            self.add_error("file", _("请选文件。"))
        return data

    def forget(self) -> None:
        """A preview that no longer holds does not stay in the form."""
        self.data = self.data.copy()
        self.data["rows"] = ""
