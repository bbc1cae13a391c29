"""Forms for tables in and out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.once import OnceForm


class UploadForm(OnceForm):
    file = forms.FileField(
        label=_("表格文件"),
        help_text=_("只收 .xlsx，最多 40 MB、20 万行。"),
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class UndoForm(OnceForm):
    why = forms.CharField(label=_("撤销的原因"), max_length=200)


class ExportMembersForm(forms.Form):
    in_full = forms.BooleanField(
        label=_("导出完整的身份号码和手机"), required=False, help_text=_("不勾选时中间几位显示为 *。")
    )
    why = forms.CharField(
        label=_("理由"), max_length=200, required=False, help_text=_("导出完整号码时必填，记入操作记录。")
    )

    def clean(self):
        data = super().clean()
        if data.get("in_full") and not data.get("why"):
            self.add_error("why", _("导出完整号码须写明理由。"))
        return data


class EmptyForm(OnceForm):
    """Only the key against doubling."""
