"""A standard of pay; a month's amounts, filled in before anybody types; a sheet that fills them."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.command_forms import CommandForm, day_field
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from jiceng.resources.commands import PayFacts
from jiceng.resources.enums import Payer
from jiceng.resources.forms.venues import yuan
from jiceng.resources.queries.wages import Owed

KINDS = (
    *(PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR),
    *(PostKind.ORGANISATION_MEMBER, PostKind.COMMITTEE_MEMBER, PostKind.WORKER),
)


class StandardForm(CommandForm):
    kind = forms.ChoiceField(label=_("职务"), choices=[(one.value, one.label) for one in KINDS])
    on = day_field(_("自哪天起"), initial=today)
    monthly = yuan(_("每月（元）"), help_text=_("不再发的填0。"))
    both = yuan(_("兼任增加（元）"), required=False, help_text=_("同时任两种有工资的职务时另加。"))
    payer = forms.ChoiceField(label=_("资金来源"), choices=Payer.choices)
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("哪份文件或哪次会议定的。"))

    @property
    def facts(self) -> PayFacts:
        data = self.cleaned_data
        return PayFacts(
            data["kind"], data["monthly"], data["both"] or Decimal(0), data["payer"], data["basis"]
        )


class AmountsForm(CommandForm):
    """One field for each person with pay in the month, with what is still owed already in it."""

    paid_on = day_field(_("发放日期"), initial=today)
    payer = forms.ChoiceField(label=_("资金来源"), choices=Payer.choices)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args, sheet: list[Owed], read: dict[int, Decimal] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = [one for one in sheet if one.owed]
        for one in self.sheet:
            amount = one.owed if read is None else read.get(one.person_id)
            self.fields[f"amount_{one.person_id}"] = forms.DecimalField(
                label=one.name,
                min_value=0,
                max_value=one.owed,
                max_digits=14,
                decimal_places=2,
                required=False,
                initial=amount,
                help_text=_g("还欠%(owed)s元") % {"owed": f"{one.owed:,.2f}"},
            )

    @property
    def amounts(self) -> dict[int, Decimal]:
        """What was typed, by person; who gets nothing is left out."""
        found = {one.person_id: self.cleaned_data.get(f"amount_{one.person_id}") for one in self.sheet}
        return {person: amount for person, amount in found.items() if amount}


class PayFileForm(CommandForm):
    """The month's sheet, as it is exported, with what was paid."""

    file = forms.FileField(
        label=_("表格（.xlsx）"),
        help_text=_("用本页导出的表填好“实发”再传；先填进下面的表里，核对后再保存。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class AnnulForm(CommandForm):
    why = forms.CharField(label=_("作废理由"), max_length=200)
