"""Forms that change organisations."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.once import OnceForm
from jiceng.kernel.words import aside
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, Line
from jiceng.organisations.forms.fields import DatedForm, OrganisationField
from jiceng.organisations.models import Organisation


class FoundForm(DatedForm):
    kind = forms.ChoiceField(label=_("类别"), choices=Kind.choices)
    name = forms.CharField(label=_("名称"), max_length=120)
    short_name = forms.CharField(label=_("简称"), max_length=60, required=False)
    code = forms.CharField(label=_("代码"), max_length=20, required=False)
    party_superior = OrganisationField(_("党组织线上级"), required=False)
    residents_superior = OrganisationField(_("居民自治线上级"), required=False)
    territory = OrganisationField(
        _("所服务的社区"), required=False, help_text=_("党支部、居民委员会、驻区单位填写。")
    )

    def choose(self, day: date) -> None:
        for name, line in (("party_superior", Line.PARTY), ("residents_superior", Line.RESIDENTS)):
            self.fields[name].queryset = self.in_reach(placements__line=line).distinct()
        self.fields["territory"].queryset = self.in_reach(kind__in=TERRITORIES)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("party_superior") and not cleaned.get("residents_superior"):
            self.add_error("party_superior", _("至少在一条线上选择上级。"))
        return cleaned

    def values(self) -> dict:
        values = super().values()
        lines = ((Line.PARTY, "party_superior"), (Line.RESIDENTS, "residents_superior"))
        values["places"] = {line: one for line, name in lines if (one := values.pop(name))}
        return values


class RenameForm(DatedForm):
    name = forms.CharField(label=_("新名称"), max_length=120)
    short_name = forms.CharField(label=_("新简称"), max_length=60, required=False)


class MoveForm(DatedForm):
    line = forms.ChoiceField(label=_("线"), choices=Line.choices)
    superior = OrganisationField(_("新上级"))

    def choose(self, day: date) -> None:
        self.fields["superior"].queryset = (
            self.in_reach(placements__isnull=False).exclude(pk=self.organisation.pk).distinct()
        )


class AbolishForm(DatedForm):
    why = forms.CharField(label=_("撤销理由"), max_length=500)


class MergeForm(DatedForm):
    into = OrganisationField(_("并入"), help_text=_("本组织到期撤销，其党员、居民和下级转到这里。"))

    def choose(self, day: date) -> None:
        rows = self.in_reach(kind__in=alike(self.organisation))
        self.fields["into"].queryset = rows.exclude(pk=self.organisation.pk)


def alike(organisation: Organisation) -> tuple[str, ...]:
    """Kinds that may take over from this one."""
    for kinds in (BRANCHES, TERRITORIES):
        if organisation.kind in kinds:
            return tuple(kinds)
    return (organisation.kind,)


class SplitForm(DatedForm):
    """Two successors; who or what is ticked goes to the second, the rest to the first."""

    first = OrganisationField(_("承接组织一"), help_text=_("没有勾选的都划入这里。"))
    second = OrganisationField(_("承接组织二"), help_text=_("勾选的划入这里。"))
    people = forms.MultipleChoiceField(
        label=_("划入承接组织二的人员"), required=False, widget=forms.CheckboxSelectMultiple
    )
    subordinates = forms.MultipleChoiceField(
        label=_("划入承接组织二的下级组织"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def choose(self, day: date) -> None:
        rows = self.in_reach(kind__in=alike(self.organisation)).exclude(pk=self.organisation.pk)
        self.fields["first"].queryset = self.fields["second"].queryset = rows
        one, line = self.organisation, "person__pinyin"
        roll = one.members if one.kind in BRANCHES else one.residents
        persons = roll.on(day).order_by(line, "person_id").values_list("person_id", "person__name")
        below = one.placed_below.on(day).values_list("organisation_id", "organisation__name")
        self.fields["people"].choices = [(pk, aside(name, pk)) for pk, name in persons]
        self.fields["subordinates"].choices = list(dict(below).items())


class SucceedForm(DatedForm):
    """Another form of the same branch: founded on the day, takes over all members, ends this one."""

    kind = forms.ChoiceField(
        label=_("改设为"), choices=[(kind, kind.label) for kind in (Kind(one) for one in BRANCHES)]
    )
    name = forms.CharField(label=_("名称"), max_length=120)


class CountForm(DatedForm):
    asks_instrument = False
    households = forms.IntegerField(label=_("户数"), min_value=0, max_value=1_000_000)
    residents = forms.IntegerField(label=_("人口"), min_value=0, max_value=10_000_000)
    venue_area_m2 = forms.IntegerField(
        label=_("场所面积（平方米）"), min_value=0, max_value=1_000_000, initial=0
    )
    source = forms.CharField(label=_("来源"), max_length=120, required=False)


class ReverseForm(OnceForm):
    why = forms.CharField(label=pgettext_lazy("组织调整", "撤回理由"), max_length=500)
