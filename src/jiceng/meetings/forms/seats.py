"""What is typed about representatives: who sent them, and the norms of the county."""

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.pages import today
from jiceng.meetings.forms.base import CommandForm, day_field
from jiceng.meetings.kinds.norms import Seats, read_share


class SeatForm(CommandForm):
    """By which group of how many households, or by which resident unit (`units`: pairs of pk and name)."""

    group = forms.CharField(label=_("选举小组"), max_length=60, required=False)
    households = forms.IntegerField(
        label=_("小组户数"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=_("同组的其他代表填过的，可以不填。"),
    )
    unit = forms.TypedChoiceField(label=_("或者由驻区单位选派"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, units=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "—"), *units]

    def values(self) -> dict:
        data = self.cleaned_data
        return {"group": data["group"], "households": data["households"] or 0}


class RepresentationForm(CommandForm):
    """One of the shipped norms as it is, or with other numbers; either households or per cent."""

    name = forms.CharField(label=_("名称"), max_length=60)
    households_least = forms.IntegerField(
        label=_("每多少户一名，起"), min_value=0, max_value=5000, required=False
    )
    households_most = forms.IntegerField(
        label=_("每多少户一名，止"), min_value=0, max_value=5000, required=False
    )
    percent_least = forms.IntegerField(
        label=_("户数的百分之几，起"), min_value=0, max_value=100, required=False
    )
    percent_most = forms.IntegerField(
        label=_("户数的百分之几，止"), min_value=0, max_value=100, required=False
    )
    women = forms.CharField(
        label=_("女代表不少于"), max_length=9, required=False, help_text=_("写成分数，如1/3；不要求的留空。")
    )
    absences = forms.IntegerField(
        label=_("一年内无故缺席几次，由居民委员会审议"), min_value=1, max_value=50, initial=3
    )
    source = forms.CharField(label=_("依据"), max_length=200)
    on = day_field(_("自哪天起"), initial=today)
    why = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    knowingly = forms.BooleanField(label=_("与法律规定的户数不一致，仍按地方做法施行"), required=False)

    def __init__(self, *args, pack: Seats, **kwargs) -> None:
        kwargs.setdefault("initial", _as_typed(pack))
        super().__init__(*args, **kwargs)
        self.pack = pack

    def clean_women(self):
        try:
            return read_share(self.cleaned_data["women"].replace("／", "/").strip())
        except ValueError as fault:
            raise forms.ValidationError(_g("请写成分数，如1/3。")) from fault

    def seats(self) -> Seats:
        data = self.cleaned_data
        numbers = ("households_least", "households_most", "percent_least", "percent_most")
        return Seats(
            key=self.pack.key,
            name=data["name"],
            source=data["source"],
            women=data["women"],
            absences=data["absences"],
            **{name: data[name] or 0 for name in numbers},
        )


def _as_typed(pack: Seats) -> dict:
    names = (
        "name",
        "households_least",
        "households_most",
        "percent_least",
        "percent_most",
        "absences",
        "source",
    )
    typed = {name: getattr(pack, name) or None for name in names}
    return {**typed, "women": f"{pack.women.num}/{pack.women.den}" if pack.women.asks else ""}
