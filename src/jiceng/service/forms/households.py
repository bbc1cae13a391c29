"""What is typed about key households: a visit is three taps."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.command_forms import CommandForm, day_field, lines
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation
from jiceng.service.commands.households import NewHousehold
from jiceng.service.enums import Found, Need, Right
from jiceng.service.rules import communities_of


class HouseholdForm(CommandForm):
    need = forms.ChoiceField(label=pgettext_lazy("重点户", "类别"), choices=Need.choices)
    name = forms.CharField(label=_("户主或本人"), max_length=60)
    address = forms.CharField(label=_("住址"), max_length=120, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=20, required=False)
    note = lines(_("需要留意的"), _("只写上门时用得着的，例如听力不好、周三透析。"), rows=2, max_length=500)

    @property
    def new(self) -> NewHousehold:
        return NewHousehold(**{name: self.cleaned_data[name] for name in NewHousehold.__dataclass_fields__})


class EnterForm(HouseholdForm):
    community = forms.ModelChoiceField(Organisation.objects.none(), label=_("社区"))
    field_order = ("community",)

    def __init__(self, *args, account, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        places = Organisation.objects.on(today()).filter(communities_of(account, Right.HOUSEHOLDS))
        self.fields["community"].queryset = places.order_by("code", "pk")
        if len(found := list(places[:2])) == 1:
            self.initial["community"] = found[0].pk
            self.fields["community"].widget = forms.HiddenInput()


class VisitForm(CommandForm):
    found = forms.ChoiceField(
        label=_("情况"), choices=Found.choices, initial=Found.WELL, widget=forms.RadioSelect
    )
    note = lines(_("需要办的事"), _("没有的不填。不要照片，不要签字。"), rows=2, max_length=500)
    on = day_field(_("日期"), initial=today)

    def clean(self):
        data = super().clean()
        if data.get("found") == Found.NEED and not data.get("note", "").strip():
            self.add_error("note", _("请写有什么事要办。"))
        return data
