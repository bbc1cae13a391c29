"""What is typed about the reserve and the norms of reserve and training."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.commands import Standing
from jiceng.cadres.enums_development import Gone, Norm, Readiness, Source
from jiceng.cadres.forms.people import CadreField
from jiceng.kernel.command_forms import CommandForm, day_field, lines
from jiceng.kernel.pages import today


class ReserveForm(CommandForm):
    """Somebody for a post."""

    person = CadreField(_("人员"))
    source = forms.ChoiceField(label=_("来源"), choices=Source.choices)
    readiness = forms.ChoiceField(
        label=_("成熟度"), choices=Readiness.choices, initial=Readiness.ONE_YEAR, widget=forms.RadioSelect
    )
    on = day_field(_("入库日期"), initial=today)
    why = lines(_("入库理由"), _("谁推荐、凭什么，研究的会议。"), rows=2, required=True, max_length=300)

    def __init__(self, *args, by, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].seen_by = by

    @property
    def asked(self) -> dict:
        data = self.cleaned_data
        standing = Standing(data["source"], data["readiness"], data["why"])
        return {"person": data["person"], "standing": standing, "on": data["on"]}


class ReviewForm(CommandForm):
    readiness = forms.ChoiceField(label=_("成熟度"), choices=Readiness.choices, widget=forms.RadioSelect)
    on = day_field(_("审核日期"), initial=today)
    note = lines(
        _("审核意见"), _("一年来的表现、培养情况，下一步怎么培养。"), rows=3, required=True, max_length=500
    )


class LeaveForm(CommandForm):
    gone = forms.ChoiceField(label=_("出库原因"), choices=Gone.choices)
    on = day_field(_("出库日期"), initial=today)
    why = lines(_("出库理由"), rows=2, required=True, max_length=300)


class NormForm(CommandForm):
    norm = forms.ChoiceField(label=_("标准"), choices=Norm.choices)
    value = forms.IntegerField(
        label=_("数值"), min_value=0, max_value=500, help_text=_("人数或学时；0表示不要求。")
    )
    on = day_field(_("自哪天起"), initial=today)
    why = lines(_("依据和理由"), rows=2, required=True, max_length=300)
