"""The form that names a deputy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.access import provider
from jiceng.kernel.choosing import FoundField
from jiceng.kernel.once import OnceForm
from jiceng.kernel.words import strung
from jiceng.organisations.models import Term
from jiceng.organisations.queries.deputies import possible_deputies, terms_to_give
from jiceng.people.models import Person


class TermFound(FoundField):
    """A term among very many, by the name of whoever holds the post."""

    names = ("person__name", "person__pinyin", "person__initials")

    def name_of(self, row: Term) -> str:
        return row.person.name

    def detail_of(self, row: Term) -> str:
        return str(row.post)


class DeputyFound(FoundField):
    """A person among very many, told apart by the posts held."""

    def offers(self, rows: list) -> list[tuple[str, str]]:
        posts = provider().posts_of([row.pk for row in rows])
        return [(self.said(row), strung(posts.get(row.pk, ()))) for row in rows]


class DeputyForm(OnceForm):
    term = TermFound(
        Term.objects.none(), label=_("代理哪个职务"), help_text=_("填任职人的姓名或拼音，从提示里选。")
    )
    person = DeputyFound(
        Person.objects.none(),
        label=_("代理人"),
        help_text=_("填姓名或拼音，从提示里选；限相关组织里现有职务、已开通账号的人。"),
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
        self.fields["term"].rows = terms_to_give(seen_by=seen_by)
        self.fields["person"].rows = possible_deputies(seen_by=seen_by)

    def wish(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("term", "person", "on", "until", "why")}
