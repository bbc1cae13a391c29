"""What the gallery shows: every component in every state, with invented values and no database."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from jiceng.kernel.components import STATES, Bar, Change, Crumb, Event, Fact, Figure, Stack, Strip, Tab
from jiceng.kernel.models import Job
from jiceng.kernel.once import OnceForm
from jiceng.kernel.units import COMMUNITIES, HOUSEHOLDS, ITEMS, PEOPLE


class GalleryForm(OnceForm):
    """One field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("社区名称"), help_text=gettext_lazy("写全称，例如：铁西社区。"), max_length=20
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("党组织形式"),
        choices=[("branch", gettext_lazy("党支部")), ("general", gettext_lazy("党总支"))],
        widget=forms.RadioSelect,
    )
    founded_on = forms.DateField(
        label=gettext_lazy("成立日期"), widget=forms.DateInput(attrs={"type": "date"})
    )
    households = forms.IntegerField(label=gettext_lazy("户数"), min_value=1, required=False)
    why = forms.CharField(label=gettext_lazy("理由"), widget=forms.Textarea, required=False)
    file = forms.FileField(label=gettext_lazy("附件"), required=False)
    confirmed = forms.BooleanField(label=gettext_lazy("已与街道核对"), required=False)

    def clean(self):
        raise ValidationError(_("这是陈列用的表单，不会保存任何内容。"))


def _figures() -> list[Figure]:
    return [
        Figure(pgettext("列表", "社区"), 17, COMMUNITIES, url="#figures", note=_("原 51 个居民委")),
        Figure(_("户数"), 34000, HOUSEHOLDS, url="#figures"),
        Figure(_("正式党员"), 565, PEOPLE, url="#figures", tone="done"),
        Figure(_("将到期"), 3, ITEMS, url="#figures", tone="soon"),
        Figure(_("没有书记的社区"), None, COMMUNITIES, tone="late", note=_("数字尚未报来")),
    ]


def _jobs() -> list[Job]:
    """Unsaved jobs, so that nothing polls."""
    state = Job.State
    return [
        Job(pk=1, title=_("导入党员名册"), state=state.DONE, done=589, total=589, result={"url": "#jobs"}),
        Job(
            pk=2,
            title=_("求解区划方案"),
            state=state.STOPPED,
            done=40,
            total=100,
            message=_("已保留最好的方案。"),
        ),
        Job(
            pk=3,
            title=_("导入组织"),
            state=state.FAILED,
            done=12,
            total=51,
            message=_("第 13 行：代码重复。"),
        ),
    ]


def _charts() -> dict:
    return {
        "bar_rows": [
            Bar(_("铁西社区"), 2140, of=3000),
            Bar(_("城中社区"), 3120, tone="late", of=3000),
            Bar(_("河畔社区"), 980, tone="soon", of=3000),
        ],
        "stack_rows": [Stack(_("铁西社区"), [28, 6, 3]), Stack(_("城中社区"), [33, 9, 1])],
        "stack_series": [_("60 岁以上"), _("35—59 岁"), _("35 岁以下")],
        "strip_rows": [
            Strip(
                _("之前"), [Bar(_("居民委"), one) for one in (318, 402, 530, 566, 701, 890, 1243)], tone="two"
            ),
            Strip(_("之后"), [Bar(pgettext("列表", "社区"), one) for one in (1686, 1995, 2339)]),
        ],
        "units": {"households": HOUSEHOLDS, "people": PEOPLE},
        "change_rows": [Change(_("基层组织"), 51, 17), Change(_("党支部"), 38, 17)],
    }


def everything(request) -> dict:
    """The gallery's context; a bound, faulty form stands beside the empty one."""
    faulty = GalleryForm({"name": "", "households": "-3", "submission_key": uuid.uuid4()})
    faulty.is_valid()
    return {
        "crumbs": [Crumb(_("嫩江县"), "#top"), Crumb(_("嫩江镇"), "#top"), Crumb(_("铁西社区"))],
        "figures": _figures(),
        "tabs": [
            Tab(_("概况"), "#top", active=True),
            Tab(_("党员"), "#top", count=37),
            Tab(_("沿革"), "#top"),
        ],
        "states": STATES,
        "facts": [
            Fact(_("代码"), "231121001017"),
            Fact(_("成立日期"), "2005-03-01", note=_("嫩发〔2005〕1号")),
            Fact(_("户数"), 2140),
            Fact(_("上级"), _("街道党工委"), url="#facts"),
        ],
        "events": [
            Event("2005-01-10", _("提出方案"), _("街道提出 17 个社区的方案。"), tone="done"),
            Event("2005-02-01", _("征求意见"), _("收到 46 条意见，还有 2 条没有答复。"), tone="soon"),
            Event("2005-03-01", pgettext("状态", "执行")),
        ],
        "jobs": _jobs(),
        "form": GalleryForm(auto_id="new_%s"),
        "faulty": faulty,
        "confirm_form": OnceForm(auto_id="confirm_%s"),
        "headers": [pgettext("列表", "社区"), _("户数"), _("党员")],
        "rows": [[_("铁西社区"), 2140, 37], [_("城中社区"), 3120, 43], [_("河畔社区"), 980, 18]],
        **_charts(),
    }
