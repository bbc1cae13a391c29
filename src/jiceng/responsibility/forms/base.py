"""What the forms here share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.command_forms import CommandForm, KeyForm, ReasonForm, day_field, lines

__all__ = ["CommandForm", "KeyForm", "ReasonForm", "TableForm", "day_field", "lines"]


class TableForm(CommandForm):
    """A spreadsheet first, then `rows`: what its preview showed, signed."""

    file = forms.FileField(
        label=_("表格（.xlsx）"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    rows = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if not data.get("file") and not data.get("rows") and "file" not in self.errors:
            self.add_error("file", _("请选文件。"))
        return data

    def forget(self) -> None:
        """A preview that no longer holds does not stay in the form."""
        self.data = self.data.copy()
        self.data["rows"] = ""
