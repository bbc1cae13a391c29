"""Which aims are traded against each other."""

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.rezoning.forms.base import CommandForm
from jiceng.rezoning.queries.trades import aims_of
from jiceng.zoning.problem import Problem


def _usual(known: list[str]) -> list[str]:
    """Even communities against whole old streets and venues; where one is not known, what else there is."""
    even = [aim for aim in ("household_imbalance", "resident_imbalance") if aim in known][:1]
    wanted = even + [aim for aim in ("streets_split", "without_venue") if aim in known]
    return wanted if len(wanted) > 1 else list(dict.fromkeys([*wanted, *known]))[:2]


class TradesForm(CommandForm):
    """Two or three aims, and the number of communities where the project leaves it open."""

    first = forms.ChoiceField(label=_("先看什么"))
    second = forms.ChoiceField(label=_("与什么取舍"))
    third = forms.ChoiceField(
        label=_("再加一项"), required=False, help_text=_("项目越多，方案越多，用时越长。")
    )
    communities = forms.IntegerField(label=_("社区个数"))
    budget_seconds = forms.TypedChoiceField(
        label=_("最长用时"),
        coerce=int,
        initial=60,
        choices=[(10, _("10秒")), (60, _("1分钟")), (300, _("5分钟")), (1800, _("半小时"))],
    )

    def __init__(self, *args, problem: Problem, usual: int | None = None, **kwargs):
        aims = aims_of(problem)
        low, high = problem.communities
        wanted = _usual([aim for aim, _name in aims])
        initial = dict(zip(("first", "second", "third"), wanted, strict=False))
        initial["communities"] = usual if usual and low <= usual <= high else low
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].choices = aims
        self.fields["third"].choices = [("", _g("不加")), *aims]
        widget = forms.HiddenInput if low == high else None
        self.fields["communities"] = forms.IntegerField(
            label=_("社区个数"), min_value=low, max_value=high, widget=widget
        )

    def clean(self):
        data = super().clean()
        chosen = [data.get(name) for name in ("first", "second", "third") if data.get(name)]
        for name in ("second", "third"):
            if data.get(name) and chosen.count(data[name]) > 1:
                self.add_error(name, _g("与前面的目标相同，请另选一项。"))
                break
        return data

    def aims(self) -> list[str]:
        return [self.cleaned_data[name] for name in ("first", "second", "third") if self.cleaned_data[name]]
