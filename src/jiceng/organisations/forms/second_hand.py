"""The form that refuses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.once import OnceForm


class RefuseForm(OnceForm):
    why = forms.CharField(label=_("不同意的理由"), min_length=2, max_length=500)
