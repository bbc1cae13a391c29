"""The form that replaces a standard text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.documents.forms.base import CommandForm


class StandardForm(CommandForm):
    file = forms.FileField(
        label=_("本县的范本"), help_text=_(".docx 文档；先下载现用的范本，在 Word 或 WPS 里改好再上传。")
    )
