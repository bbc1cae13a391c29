"""Forms that change rolls and posts."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.enums import BRANCHES, Kind, PostKind, Right
from jiceng.organisations.forms.fields import DatedForm, OrganisationField, PersonField, day_field


class AdmitForm(DatedForm):
    asks_instrument = False
    person = PersonField(_("人员"), known_only=True)
    joined_on = day_field(_("入党日期"), required=False, help_text=_("留空即为生效日期。"))
    full_since = day_field(_("转正日期"), required=False, help_text=_("预备党员留空。"))
    group = OrganisationField(_("党小组"), required=False)

    def choose(self, day: date) -> None:
        rows = self.in_reach(Right.SEE_STRUCTURE, kind=Kind.PARTY_GROUP)
        self.fields["group"].queryset = rows.filter(placements__superior=self.organisation).distinct()


class TransferForm(DatedForm):
    asks_instrument = False
    to = OrganisationField(_("转入"))

    def choose(self, day: date) -> None:
        self.fields["to"].queryset = self.in_reach(Right.KEEP_PARTY_ROLL, kind__in=BRANCHES)


class MakeFullForm(DatedForm):
    asks_instrument = False


class EndMembershipForm(DatedForm):
    asks_instrument = False
    why = forms.CharField(label=_("事由"), max_length=500)


class SettleForm(DatedForm):
    asks_instrument = False
    person = PersonField(_("人员"), known_only=True)
    address = forms.CharField(label=_("住址"), max_length=120, required=False)


class PostForm(DatedForm):
    asks_instrument = False
    kind = forms.ChoiceField(label=_("职务"), choices=PostKind.choices)
    title = forms.CharField(label=_("职务名称"), max_length=60, required=False)
    places = forms.IntegerField(label=_("职数"), min_value=1, max_value=999, initial=1)


class AppointForm(DatedForm):
    person = PersonField(_("人员"))
    until = day_field(_("任期至"), required=False, help_text=_("留空即任至另行免职。"))


class EndTermForm(DatedForm):
    asks_instrument = False
