"""A hall and its hours; a time in a hall."""

from datetime import date, time

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.command_forms import CommandForm, day_field
from jiceng.kernel.pages import today
from jiceng.organisations.forms.fields import OrganisationField
from jiceng.organisations.models import Organisation
from jiceng.resources.commands import HallFacts, Wanted
from jiceng.resources.models import Hall
from jiceng.resources.queries.booking import halls_of, hours_of, users_of
from jiceng.resources.rules import may_book

HALVES = [time(hour, minute) for hour in range(6, 23) for minute in (0, 30)]
WEEKDAYS = tuple(
    zip("1234567", (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")), strict=True)
)


def half(label, initial: time) -> forms.TypedChoiceField:
    """A time of the half hour."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(f"{one:%H:%M}", f"{one:%H:%M}") for one in HALVES],
        initial=f"{initial:%H:%M}",
        coerce=time.fromisoformat,
    )


class HallForm(CommandForm):
    name = forms.CharField(label=_("场地名称"), max_length=60, help_text=_("例如：议事厅、老年活动室。"))
    seats = forms.IntegerField(label=_("座位"), min_value=0, max_value=5000, required=False)
    weekdays = forms.MultipleChoiceField(
        label=_("开放日"), choices=WEEKDAYS, initial=list("12345"), widget=forms.CheckboxSelectMultiple
    )
    opens = half(_("开门"), time(8))
    closes = half(_("关门"), time(18))
    open_to_units = forms.BooleanField(label=_("驻区单位可以申请"), required=False)
    open_to_residents = forms.BooleanField(
        label=_("向居民开放"),
        required=False,
        help_text=_("开放时间和已占用的时间向居民公开，不公开谁用、做什么。"),
    )

    def __init__(self, *args, hall: Hall | None = None, **kwargs) -> None:
        if hall is not None:
            names = ("name", "seats", "open_to_units", "open_to_residents")
            kwargs["initial"] = {
                **{name: getattr(hall, name) for name in names},
                "weekdays": list(hall.weekdays),
                "opens": f"{hall.opens:%H:%M}",
                "closes": f"{hall.closes:%H:%M}",
            }
        super().__init__(*args, **kwargs)

    def clean(self):
        data = super().clean()
        if data.get("opens") and data.get("closes") and data["opens"] >= data["closes"]:
            self.add_error("closes", _g("关门须晚于开门。"))
        return data

    @property
    def facts(self) -> HallFacts:
        data = self.cleaned_data
        names = ("name", "opens", "closes", "open_to_units", "open_to_residents")
        days = "".join(sorted(data["weekdays"]))
        return HallFacts(seats=data["seats"] or 0, weekdays=days, **{name: data[name] for name in names})


class HallField(forms.ModelChoiceField):
    """A hall with its hours and seats."""

    def label_from_instance(self, hall: Hall) -> str:
        return f"{hall.name}（{hours_of(hall)}）"


class BookingForm(CommandForm):
    hall = HallField(Hall.objects.none(), label=_("场地"))
    on = day_field(_("日期"), initial=today)
    begins = half(_("从"), time(9))
    ends = half(_("到"), time(10))
    organisation = OrganisationField(_("使用单位"))
    purpose = forms.CharField(
        label=_("用途"), max_length=120, help_text=_("例如：支部党员学习、合唱队排练；不写居民姓名和电话。")
    )

    def __init__(self, *args, community: Organisation, seen_by, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        halls = halls_of(community, today())
        self.asks = not may_book.test(seen_by, community)
        self.fields["hall"].queryset = halls.filter(open_to_units=True) if self.asks else halls
        users = users_of(community, seen_by=seen_by)
        self.fields["organisation"].queryset = users
        self.fields["organisation"].initial = users.first()

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if on < today():
            raise forms.ValidationError(_g("日期已经过去。"))
        return on

    def clean(self):
        data = super().clean()
        if data.get("begins") and data.get("ends") and data["begins"] >= data["ends"]:
            self.add_error("ends", _g("结束须晚于开始。"))
        return data

    @property
    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(data["on"], data["begins"], data["ends"], data["organisation"], data["purpose"])


class AnswerForm(CommandForm):
    agree = forms.TypedChoiceField(
        label=_("答复"),
        choices=[("yes", _("同意")), ("no", _("不同意"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("理由"), max_length=200, required=False, help_text=_("不同意的，写理由。"))

    def clean(self):
        data = super().clean()
        if data.get("agree") is False and not data.get("why"):
            self.add_error("why", _g("请写理由。"))
        return data


class CancelForm(CommandForm):
    why = forms.CharField(label=_("取消的理由"), max_length=200)
