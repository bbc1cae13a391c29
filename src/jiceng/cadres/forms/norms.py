"""What is typed about targets and requirements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.commands import Bounds
from jiceng.cadres.enums import Share
from jiceng.kernel.command_forms import CommandForm, day_field, lines
from jiceng.kernel.pages import today


def _bound(label, help_text="") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, required=False, min_value=0, max_value=100, decimal_places=1
    )


class TargetForm(CommandForm):
    measure = forms.ChoiceField(label=_("指标"), choices=Share.choices)
    at_least = _bound(_("不低于"), _("比例写百分数，年龄写岁数；可以只写一个。"))
    at_most = _bound(_("不高于"))
    on = day_field(_("自哪天起"), initial=today)
    why = lines(_("依据和理由"), rows=2, required=True, max_length=300)

    @property
    def asked(self) -> dict:
        data = self.cleaned_data
        return {
            "measure": data["measure"],
            "bounds": Bounds(data["at_least"], data["at_most"]),
            "on": data["on"],
            "why": data["why"],
        }
