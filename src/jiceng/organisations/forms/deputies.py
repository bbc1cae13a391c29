"""The form that names a deputy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.once import OnceForm
from jiceng.organisations.models import Term
from jiceng.organisations.queries.deputies import possible_deputies, terms_to_give
from jiceng.people.models import Person


class TermChoice(forms.ModelChoiceField):
    def label_from_instance(self, term: Term) -> str:
        return f"{term.post} · {term.person}"


class DeputyForm(OnceForm):
    term = TermChoice(Term.objects.none(), label=_("代理哪个职务"))
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("代理人"), help_text=_("只列出相关组织里现有职务、已开通账号的人。")
    )
    on = forms.DateField(label=_("从"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(
        label=_("到（不含这一天）"),
        help_text=_("到期自动终止，最长一年。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    why = forms.CharField(label=_("事由"), min_length=2, max_length=200)

    def __init__(self, *args, seen_by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = terms_to_give(seen_by=seen_by)
        self.fields["person"].queryset = possible_deputies(seen_by=seen_by)

    def wish(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("term", "person", "on", "until", "why")}
