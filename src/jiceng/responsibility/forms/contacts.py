"""Who takes charge, who links, until when; and the register as a table."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jiceng.kernel.pages import EARLIEST, LATEST, today
from jiceng.people.models import Person
from jiceng.responsibility.commands import Ground
from jiceng.responsibility.forms.base import CommandForm, SheetForm, day_field
from jiceng.responsibility.models import ContactPoint
from jiceng.responsibility.rules import of_bureau_rank, of_county_rank


class GroundForm(CommandForm):
    """The day, the document and the reason of a change."""

    on = day_field(_("自哪天起"), initial=today)
    number = forms.CharField(
        label=_("依据文件文号"),
        max_length=60,
        required=False,
        help_text=_("例如：嫩发〔2026〕7号；没有可留空。"),
    )
    why = forms.CharField(label=_("事由"), max_length=300, required=False)

    @property
    def ground(self) -> Ground:
        data = self.cleaned_data
        return Ground(data["on"], data["number"], data["why"])

    @property
    def day(self) -> date:
        """The day typed, for the people in office then; today while none is typed."""
        try:
            day = date.fromisoformat(str(self.data.get("on") or today()))
        except ValueError:
            return today()
        return day if EARLIEST <= day <= LATEST else today()


class EndForm(GroundForm):
    """A vacancy needs a reason."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].required = True

    def ended(self, command, by, **what):
        return self.carried_out(command, by=by, ground=self.ground, **what)


class LeaderField(forms.ModelChoiceField):
    """A leader by name, with how many communities are in their charge already."""

    loads: dict[int, int]

    def label_from_instance(self, person: Person) -> str:
        return ngettext(
            "%(name)s（已联系%(count)s个社区）",
            "%(name)s（已联系%(count)s个社区）",
            self.loads.get(person.pk, 0),
        ) % {
            "name": person.name,
            "count": self.loads.get(person.pk, 0),
        }


class ChargeForm(GroundForm):
    leader = LeaderField(Person.objects.none(), label=_("县级领导"))
    field_order = ("leader", "on", "number", "why")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["leader"]
        field.queryset = of_county_rank(self.day)
        field.loads = {}
        for leader in ContactPoint.objects.on(self.day).values_list("leader", flat=True):
            field.loads[leader] = field.loads.get(leader, 0) + 1


class LinkForm(GroundForm):
    officer = forms.ModelChoiceField(Person.objects.none(), label=_("联络人"))
    field_order = ("officer", "on", "number", "why")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = of_bureau_rank(self.day)


class RegisterForm(SheetForm):
    """The register as it is exported."""

    on = day_field(_("没有写日期的行自哪天起"), initial=today, required=False)
    field_order = ("file", "on")
    file_help = _("列：社区、县级领导、联络人、自哪天起、依据文件文号。可以用导出的表改好再传。")

    @property
    def usual(self) -> date:
        return self.cleaned_data["on"] or today()
