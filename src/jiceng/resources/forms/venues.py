"""A venue and how it is used, a norm, a measure, a table of venues."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.command_forms import CommandForm, KeyForm, SheetForm, day_field
from jiceng.kernel.pages import today
from jiceng.organisations.forms.fields import OrganisationField
from jiceng.organisations.models import Organisation
from jiceng.resources.commands import Facts, MeasureFacts
from jiceng.resources.enums import Outcome, Payer, Title, Way
from jiceng.resources.models import VenueUse
from jiceng.resources.queries.venues import owners_for

__all__ = ["KeyForm"]
LONGEST_PLAN = 10  # years


def metres(label, **extra) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=8, decimal_places=1, **extra)


def yuan(label, **extra) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=14, decimal_places=2, **extra)


class VenueForm(CommandForm):
    """A new venue; with a use that stands, what is otherwise from a day on."""

    name = forms.CharField(
        label=_("用房名称"), max_length=60, help_text=_("例如：社区服务中心、二道街活动室。")
    )
    address = forms.CharField(label=_("地址"), max_length=120, required=False)
    title = forms.ChoiceField(
        label=_("使用方式"), choices=Title.choices, initial=Title.OWNED, widget=forms.RadioSelect
    )
    owner = OrganisationField(_("产权单位"), required=False, help_text=_("名单里没有的，写在下一栏。"))
    owner_words = forms.CharField(label=_("产权人"), max_length=60, required=False)
    area_m2 = metres(_("建筑面积（平方米）"))
    activity_m2 = metres(_("其中居民活动（平方米）"), required=False)
    rooms = forms.IntegerField(label=_("间数"), min_value=0, max_value=999, initial=1)
    rent_a_year = yuan(_("年租金（元）"), required=False, help_text=_("没有租金的不填。"))
    missing = forms.CharField(
        label=_("缺什么"), max_length=200, required=False, help_text=_("例如：供暖、上下水、无障碍坡道。")
    )
    on = day_field(_("自哪天起"), initial=today)
    why = forms.CharField(label=_("事由"), max_length=200, required=False)

    def __init__(self, *args, community: Organisation, use: VenueUse | None = None, **kwargs) -> None:
        if use is not None:
            names = (
                "title",
                "owner",
                "owner_words",
                "area_m2",
                "activity_m2",
                "rooms",
                "rent_a_year",
                "missing",
            )
            kwargs["initial"] = {name: getattr(use, name) for name in names}
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners_for(community, today())
        if use is not None:
            del self.fields["name"], self.fields["address"]

    def clean(self):
        data = super().clean()
        area, activity = data.get("area_m2"), data.get("activity_m2")
        if area is not None and area == 0:
            self.add_error("area_m2", _g("建筑面积须大于零。"))
        if area is not None and activity is not None and activity > area:
            self.add_error("activity_m2", _g("居民活动面积不能大于建筑面积。"))
        if data.get("title") == Title.OWNED and data.get("rent_a_year"):
            self.add_error("rent_a_year", _g("自有用房没有租金。"))
        return data

    @property
    def facts(self) -> Facts:
        data = self.cleaned_data
        return Facts(
            title=data["title"],
            area_m2=data["area_m2"],
            activity_m2=data["activity_m2"] or Decimal(0),
            rooms=data["rooms"],
            rent_a_year=data["rent_a_year"] or Decimal(0),
            owner=data["owner"],
            owner_words="" if data["owner"] else data["owner_words"],
            missing=data["missing"],
        )


class EndVenueForm(CommandForm):
    on = day_field(_("自哪天起停用"), initial=today)
    why = forms.CharField(label=_("原因"), max_length=200)


class NormForm(CommandForm):
    on = day_field(_("自哪天起"), initial=today)
    m2_per_100_households = metres(_("每百户面积（平方米）"), initial=Decimal(30))
    least_m2 = metres(_("每个社区最少（平方米）"), required=False, help_text=_("不设下限的不填。"))
    most_m2 = metres(_("每个社区最多（平方米）"), required=False, help_text=_("不设上限的不填。"))
    activity_percent = forms.IntegerField(
        label=_("居民活动面积占比（%）"), min_value=0, max_value=100, initial=60
    )
    rent_per_m2 = yuan(_("租用单价（元/平方米·年）"), required=False)
    build_per_m2 = yuan(_("建设单价（元/平方米）"), required=False)
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("哪份文件或哪次会议定的。"))

    def clean(self):
        data = super().clean()
        if data.get("m2_per_100_households") == 0:
            self.add_error("m2_per_100_households", _g("每百户面积须大于零。"))
        least, most = data.get("least_m2"), data.get("most_m2")
        if least is not None and most is not None and least > most:
            self.add_error("most_m2", _g("最少面积不能大于最多面积。"))
        return data

    @property
    def values(self) -> dict:
        return {
            name: value for name, value in self.cleaned_data.items() if name not in {"on", "submission_key"}
        }


class MeasureForm(CommandForm):
    year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    way = forms.ChoiceField(label=_("方式"), choices=Way.choices)
    area_m2 = metres(_("增加面积（平方米）"))
    cost = yuan(_("所需资金（元）"), required=False)
    payer = forms.ChoiceField(label=_("资金来源"), choices=Payer.choices)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        this = today().year
        self.fields["year"].choices = [(year, year) for year in range(this, this + LONGEST_PLAN)]

    def clean_area_m2(self) -> Decimal:
        found = self.cleaned_data["area_m2"]
        if not found:
            raise forms.ValidationError(_g("增加面积须大于零。"))
        return found

    @property
    def facts(self) -> MeasureFacts:
        data = self.cleaned_data
        cost = data["cost"] or Decimal(0)
        return MeasureFacts(data["year"], data["way"], data["area_m2"], cost, data["payer"], data["note"])


class EndMeasureForm(CommandForm):
    outcome = forms.ChoiceField(label=_("结果"), choices=Outcome.choices, widget=forms.RadioSelect)
    on = day_field(_("日期"), initial=today)
    why = forms.CharField(
        label=_("说明"), max_length=200, required=False, help_text=_("不再实施的，写原因。")
    )


class VenuesForm(SheetForm):
    """The list as it is exported."""

    on = day_field(_("没有写日期的行自哪天起"), initial=today, required=False)
    field_order = ("file", "on")
    file_help = _("用“用房清单”导出的表改好再传，列的名称不要改。")

    @property
    def usual(self) -> date:
        return self.cleaned_data["on"] or today()
