"""A budget line, money in or out, its approval, the account of a quarter."""

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.command_forms import CommandForm, day_field
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation
from jiceng.resources.commands import LineFacts, VoucherFacts
from jiceng.resources.enums import Direction, Payer
from jiceng.resources.forms.venues import yuan
from jiceng.resources.models import BudgetLine
from jiceng.resources.queries.funds import quarters_open


class LineForm(CommandForm):
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2199)
    purpose = forms.CharField(
        label=_("项目"), max_length=80, help_text=_("例如：办公经费、取暖费、服务群众专项。")
    )
    source = forms.ChoiceField(label=_("资金来源"), choices=Payer.choices)
    amount = yuan(_("金额（元）"))
    due_on = day_field(_("应到日期"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today().year

    @property
    def facts(self) -> LineFacts:
        data = self.cleaned_data
        return LineFacts(data["year"], data["purpose"], data["source"], data["due_on"], data["amount"])


class VoucherForm(CommandForm):
    direction = forms.ChoiceField(
        label=_("收支"), choices=Direction.choices, initial=Direction.SPENDING, widget=forms.RadioSelect
    )
    line = forms.ModelChoiceField(
        BudgetLine.objects.none(), label=_("预算项目"), required=False, empty_label=_("预算外")
    )
    on = day_field(_("日期"), initial=today)
    amount = yuan(_("金额（元）"))
    purpose = forms.CharField(
        label=_("用途"), max_length=120, help_text=_("向居民公布的只有项目和金额；这里也不写居民个人信息。")
    )
    payee = forms.CharField(label=_("对方"), max_length=80, help_text=_("收谁的、付给谁。"))
    decided = forms.CharField(label=_("谁决定"), max_length=120, help_text=_("例如：居民委员会3月2日会议。"))

    def __init__(self, *args, community: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        lines = BudgetLine.objects.filter(community=community, dropped_on=None)
        self.fields["line"].queryset = lines.filter(year__gte=today().year - 1)

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError(_g("金额须大于零。"))
        return amount

    @property
    def facts(self) -> VoucherFacts:
        names = ("direction", "on", "amount", "purpose", "payee", "decided", "line")
        return VoucherFacts(**{name: self.cleaned_data[name] for name in names})


class DecideForm(CommandForm):
    agree = forms.TypedChoiceField(
        label=_("审批"),
        choices=[("yes", _("同意")), ("no", _("退回"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("退回理由"), max_length=200, required=False)

    def clean(self):
        data = super().clean()
        if data.get("agree") is False and not data.get("why"):
            self.add_error("why", _g("请写退回的理由。"))
        return data


class CounterForm(CommandForm):
    why = forms.CharField(label=_("冲销的理由"), max_length=120)


class QuarterForm(CommandForm):
    quarter = forms.ChoiceField(label=_("季度"))

    def __init__(self, *args, community: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        found = quarters_open(community, today())[:1]
        self.fields["quarter"].choices = [
            (f"{year}-{number}", _g("%(year)s年第%(number)s季度") % {"year": year, "number": number})
            for year, number in found
        ]

    @property
    def chosen(self) -> tuple[int, int]:
        year, number = self.cleaned_data["quarter"].split("-")
        return int(year), int(number)
