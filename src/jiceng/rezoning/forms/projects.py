"""Forms about the problem: project, units, wishes, locks, neighbours."""

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.pages import today
from jiceng.rezoning.commands.projects import PRESETS, Wishes, preset_on
from jiceng.rezoning.enums import Preset
from jiceng.rezoning.forms.base import CommandForm, DayField, RangeField, written
from jiceng.rezoning.intake import barriers_from_geojson
from jiceng.rezoning.offers import offered_barriers
from jiceng.rezoning.queries.words import barrier_name, term_name
from jiceng.rezoning.rules import led
from jiceng.zoning.problem import TERMS


class NumberOfCommunities(forms.Form):
    """Fields that two forms share: which norms, and how many communities."""

    preset = forms.ChoiceField(label=_("规模标准"), choices=Preset.choices, widget=forms.RadioSelect)
    households = RangeField(
        label=_("每个社区的户数"), required=False, help_text=_("选“自定”时填写，如1000-3000。")
    )
    k_low = forms.IntegerField(
        label=_("社区个数（至少）"),
        required=False,
        min_value=1,
        help_text=_("两项都空着：按规模标准能设几个设几个。"),
    )
    k_high = forms.IntegerField(label=_("社区个数（至多）"), required=False, min_value=1)

    def clean(self):
        data = super().clean()
        low, high = data.get("k_low"), data.get("k_high")
        if (low is None) != (high is None):
            data["k_low"], data["k_high"] = low or high, high or low
        elif low and high and low > high:
            self.add_error("k_high", _g("至多的个数不能小于至少的个数。"))
        if data.get("preset") == Preset.OWN and not data.get("households") and not self.errors:
            self.add_error("households", _g("自定标准请填写户数。"))
        return data

    def household_norms(self) -> dict:
        data = self.cleaned_data
        bounds = PRESETS.get(data["preset"]) or data["households"]
        return {"households": bounds} if bounds else {}


class BeginForm(NumberOfCommunities, CommandForm):
    title = forms.CharField(label=_("名称"), max_length=120)
    body = forms.ModelChoiceField(
        label=_("牵头组织"), queryset=None, help_text=_("区划它之下的居民委和社区。")
    )
    units_as_of = DayField(label=_("数据日期"), help_text=_("按这一天的组织、户数和党员。"))
    field_order = ("title", "body", "units_as_of", "preset", "households", "k_low", "k_high")

    def __init__(self, *args, account, **kwargs):
        day = today()
        kwargs["initial"] = {"units_as_of": day, "preset": preset_on(day), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = (
            led(account)
            .on(day)
            .filter(
                kind__in=(
                    "town_party_committee",
                    "county_committee",
                    "street_office",
                    "street_working_committee",
                )
            )
        )
        kinds = {one.kind: one.pk for one in self.fields["body"].queryset[:50]}
        self.fields["body"].initial = kinds.get("town_party_committee")

    def wishes(self) -> Wishes:
        data = self.cleaned_data
        norms = {"full_members": [3, 50], **self.household_norms()}
        return Wishes(data["preset"], norms, data["k_low"], data["k_high"])


class PresentForm(CommandForm):
    barriers = forms.FileField(
        label=_("阻隔（河流、铁路、主干道）"),
        required=False,
        help_text=_("GeoJSON线，属性kind为种类；没有可以不传。"),
    )
    offered = forms.BooleanField(label=_("载入本系统带有的河流、铁路和主干道"), required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = offered_barriers()
        if self.lines is None:
            del self.fields["offered"]

    def chosen_barriers(self) -> list[dict]:
        """The uploaded lines, else the offered ones if wanted. Raises Unreadable."""
        file = self.cleaned_data["barriers"]
        if file:
            return barriers_from_geojson(file.read())
        return self.lines if self.lines and self.cleaned_data.get("offered") else []


class UploadForm(CommandForm):
    units = forms.FileField(
        label=_("单元文件"),
        help_text=_("GeoJSON面，或.xlsx表格（列：编号、名称、原街道、户数、人口、正式党员、场所面积）。"),
    )
    barriers = forms.FileField(
        label=_("阻隔（河流、铁路、主干道）"), required=False, help_text=_("GeoJSON线。")
    )


class WishesForm(NumberOfCommunities, CommandForm):
    members = RangeField(label=_("每个社区的正式党员"), required=False, help_text=_("3人以上才能成立支部。"))
    residents = RangeField(label=_("每个社区的人口"), required=False)
    units = RangeField(label=_("每个社区的单元数"), required=False)
    forbid = forms.MultipleChoiceField(
        label=_("社区不得跨越"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, project, weights, **kwargs):
        norms = project.norms
        kwargs["initial"] = {
            "preset": project.preset,
            "households": written(norms.get("households")),
            "members": written(norms.get("full_members")),
            "residents": written(norms.get("residents")),
            "units": written(norms.get("units")),
            "k_low": project.k_low,
            "k_high": project.k_high,
            "forbid": norms.get("forbid", []),
        } | {f"weight_{term}": weights[term] for term in TERMS}
        super().__init__(*args, **kwargs)
        kinds = sorted(set(project.edges.exclude(barrier="").values_list("barrier", flat=True)))
        self.fields["forbid"].choices = [(kind, barrier_name(kind)) for kind in kinds]
        for term in TERMS:
            self.fields[f"weight_{term}"] = forms.FloatField(
                label=_g("权重：%(name)s") % {"name": term_name(term)}, min_value=0, required=False
            )

    def wishes(self) -> Wishes:
        data = self.cleaned_data
        norms = self.household_norms()
        names = {"full_members": "members", "residents": "residents", "units": "units"}
        norms |= {norm: data[field] for norm, field in names.items() if data[field]}
        if data["forbid"]:
            norms["forbid"] = data["forbid"]
        weights = {term: data[f"weight_{term}"] or 0 for term in TERMS}
        return Wishes(data["preset"], norms, data["k_low"], data["k_high"], weights)


def _pinned(fixed: dict[str, str], units: dict[str, str]) -> list[tuple[str, str]]:
    """The communities that units are already put in, named by those units, and one more."""
    groups: dict[str, list[str]] = {}
    for key, label in fixed.items():
        groups.setdefault(label, []).append(units.get(key, key))
    said = [(label, _g("与%(units)s同一个") % {"units": "、".join(names)}) for label, names in groups.items()]
    free = next(str(n) for n in range(1, len(groups) + 2) if str(n) not in groups)
    return [*said, (free, _g("另一个社区"))]


class LockForm(CommandForm):
    kind = forms.ChoiceField(
        label=_("锁定"),
        choices=[
            ("together", _("在一起")),
            ("apart", _("分开（两个）")),
            ("frozen", _("就作为一个社区，不动")),
            ("fixed", _("放在指定社区")),
        ],
    )
    units = forms.MultipleChoiceField(label=_("单元"))
    label = forms.ChoiceField(
        label=_("指定的社区"),
        required=False,
        help_text=_("放在同一个指定社区的单元在一起；放在不同指定社区的分开。"),
    )

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        units = dict(project.units.values_list("key", "name"))
        self.fields["units"].choices = list(units.items())
        self.fields["label"].choices = [("", _g("不指定")), *_pinned(project.locks.get("fixed", {}), units)]

    def clean(self):
        data = super().clean()
        if data.get("kind") == "fixed" and not data.get("label"):
            self.add_error("label", _g("请选择社区。"))
        if data.get("kind") == "apart" and len(data.get("units") or []) != 2:
            self.add_error("units", _g("“分开”请选两个单元。"))
        return data


class EdgeForm(CommandForm):
    a = forms.ChoiceField(label=_("单元"))
    b = forms.ChoiceField(label=_("另一单元"))
    joined = forms.BooleanField(label=_("相邻"), required=False, initial=True)
    barrier = forms.ChoiceField(label=_("中间的阻隔"), required=False)
    bridged = forms.BooleanField(label=_("有桥或通道"), required=False)

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        units = list(project.units.values_list("key", "name"))
        self.fields["a"].choices = self.fields["b"].choices = units
        kinds = {"river", "railway", "main_road"} | set(
            project.edges.exclude(barrier="").values_list("barrier", flat=True)
        )
        self.fields["barrier"].choices = [("", _g("没有"))] + [
            (kind, barrier_name(kind)) for kind in sorted(kinds)
        ]
