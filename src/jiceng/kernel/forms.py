"""Forms of the kernel's own pages."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.pages import EARLIEST, LATEST

# For every field that takes a day: what can be meant.
DAYS = (MinValueValidator(EARLIEST), MaxValueValidator(LATEST))


class DaysForm(forms.Form):
    """From one day to another, both included; either may be missing."""

    first = forms.DateField(
        label=_("从"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=_("到"), required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )

    def days(self) -> dict:
        """What was understood; a malformed day counts as missing."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("first", "last")}
