"""Forms of consultations on texts."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.documents.commands import NewConsultation, Said
from jiceng.documents.enums_consultation import ConsultedKind, Taken, Wish
from jiceng.documents.forms.base import CommandForm, RepairableForm, day_field, lines, writing
from jiceng.documents.models import ConsultedText, Passage, Plan
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation

USUAL_DAYS = 15


class ConsultForm(RepairableForm):
    kind = forms.ChoiceField(label=_("类别"), choices=ConsultedKind.choices)
    title = forms.CharField(label=_("标题"), max_length=200)
    text = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("一行一段，大家可以对每一段提意见。"),
    )
    explanation = writing(_("说明"), 1000, 3, required=False, help_text=_("为什么制定，请大家重点看什么。"))
    contact = forms.CharField(label=_("联系人和电话"), max_length=120, required=False)
    opens_on = day_field(_("开始日期"))
    closes_on = day_field(_("结束日期"))
    public = forms.BooleanField(label=_("向居民公开征求意见"), required=False, initial=True)
    units = lines(_("征求意见的单位和部门"), _("一行一个，须是本县组织。"))

    def __init__(self, *args, plan: Plan | None = None, **kwargs) -> None:
        self.plan, day = plan, today()
        days = {"opens_on": day, "closes_on": day + timedelta(days=USUAL_DAYS)}
        kwargs["initial"] = {**days, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_units(self) -> tuple[Organisation, ...]:
        names = [one.strip(" 　，、；;") for one in self.cleaned_data["units"].splitlines()]
        wanted = list(dict.fromkeys(one for one in names if one))
        known = {one.name: one for one in Organisation.objects.on(today()).filter(name__in=wanted)}
        if unknown := [one for one in wanted if one not in known]:
            raise ValidationError(_g("本县没有这些组织：%(names)s。") % {"names": "、".join(unknown)})
        return tuple(known[one] for one in wanted)

    def new(self) -> NewConsultation:
        names = set(NewConsultation.__dataclass_fields__) - {"plan"}
        return NewConsultation(**{name: self.cleaned_data[name] for name in names}, plan=self.plan)


class ReviseTextForm(RepairableForm):
    text = forms.CharField(label=_("正文"), widget=forms.Textarea(attrs={"rows": 18}))
    why = writing(_("修改说明"), 300, 2, help_text=_("例如：采纳第3、5条意见。"))


class SayForm(CommandForm):
    """A remark; `passage` is the key of a passage of the newest version."""

    passage = forms.TypedChoiceField(label=_("针对哪一段"), coerce=int, required=False, empty_value=0)
    wish = forms.ChoiceField(
        label=_("您希望"), choices=Wish.choices, initial=Wish.CHANGE, widget=forms.RadioSelect
    )
    text = writing(_("您的意见和理由"), 1000, 4)
    wording = writing(_("建议改成"), 1000, 2, required=False, help_text=_("可以不填。"))
    signed = forms.CharField(label=_("称呼"), max_length=60, required=False, help_text=_("可以不填。"))

    def __init__(self, *args, consulted: ConsultedText, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        version = consulted.versions.order_by("-number")[0]
        rows = Passage.objects.filter(version=version).values_list("key", "text")
        self.fields["passage"].choices = [("", _g("整份文稿")), *((key, text[:30]) for key, text in rows)]

    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in Said.__dataclass_fields__})


class UnitSayForm(SayForm):
    """The same in a unit's name."""

    unit = forms.ModelChoiceField(Organisation.objects.none(), label=_("代表单位"))
    field_order = ("unit",)

    def __init__(self, *args, units: list[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["signed"]
        self.fields["unit"].queryset = Organisation.objects.filter(pk__in=[one.pk for one in units])
        self.fields["unit"].initial = units[0] if units else None

    def said(self) -> Said:
        names = set(Said.__dataclass_fields__) - {"signed"}
        return Said(**{name: self.cleaned_data[name] for name in names})


class AnswerRemarkForm(CommandForm):
    outcome = forms.ChoiceField(label=_("处理"), choices=Taken.choices)
    text = writing(_("答复"), 1000)


class CloseForm(CommandForm):
    why = writing(
        _("提前结束或未答复的理由"), 300, 2, required=False, help_text=_("意见都已答复、期限已过时不填。")
    )
