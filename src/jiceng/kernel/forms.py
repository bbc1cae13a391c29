"""Forms of the kernel's own pages."""

from urllib.parse import parse_qsl, urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.pages import EARLIEST, LATEST
from jiceng.kernel.secrecy import Unmarked

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


# Belongs to one look at a list, not to the view of it.
OF_ONE_LOOK = {"after", "before", "export", "as_of"}


class SavedViewForm(Unmarked):
    """A list's address under a name; only pages of this site, without the place in the list and the day."""

    path = forms.CharField(max_length=200)
    name = forms.CharField(label=_("视图名称"), max_length=30)
    query = forms.CharField(max_length=1000, required=False)

    def clean_path(self) -> str:
        path = self.cleaned_data["path"]
        try:
            resolve(path)
        except Resolver404:
            raise forms.ValidationError(_("没有这个页面。")) from None
        return path

    def clean_query(self) -> str:
        pairs = parse_qsl(self.cleaned_data["query"])
        return urlencode([(name, value) for name, value in pairs if name not in OF_ONE_LOOK])

    @property
    def back(self) -> str:
        """The list that was meant, or the front page."""
        return self.cleaned_data.get("path", "/")
