"""Forms of incoming papers."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.documents.commands import HandOn, NewIncoming
from jiceng.documents.enums import Urgency
from jiceng.documents.enums_incoming import Need
from jiceng.documents.forms.base import CommandForm, RepairableForm, day_field, lines, writing
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation

USUAL_DAYS = 15  # what the form proposes; the clerk decides


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """None or more files; each is judged by the command."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        return tuple(super(SeveralFiles, self).clean(one, initial) for one in (data or []) if one)


class IncomingForm(RepairableForm):
    sender = forms.CharField(label=_("来文单位"), max_length=120)
    number = forms.CharField(
        label=_("来文字号"),
        max_length=60,
        required=False,
        help_text=_("例如：黑市发〔2026〕7号。没有就不填。"),
    )
    title = forms.CharField(label=_("标题"), max_length=200)
    received_on = day_field(_("签收日期"))
    urgency = forms.ChoiceField(label=_("紧急程度"), choices=Urgency.choices, required=False)
    copies = forms.IntegerField(label=_("份数"), min_value=1, max_value=999, initial=1)
    text = forms.CharField(
        label=_("正文"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("可以从网页或文件粘贴，方便检索；不是必填。"),
    )
    files = SeveralFiles(
        label=_("来文附件"),
        required=False,
        help_text=_("扫描件或原文件，可选多个；PDF、图片和办公文档，每个不超过20 MB，不收带宏的文件。"),
    )

    def __init__(self, *args, **kwargs) -> None:
        kwargs["initial"] = {"received_on": today(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def new(self) -> NewIncoming:
        return NewIncoming(**{name: self.cleaned_data[name] for name in NewIncoming.__dataclass_fields__})


class ProposeForm(CommandForm):
    need = forms.ChoiceField(
        label=_("办理要求"), choices=Need.choices, initial=Need.ACT, widget=forms.RadioSelect
    )
    due_on = day_field(_("办理期限"), required=False, help_text=_("办件必填。"))
    opinion = writing(_("拟办意见"), 500)

    def __init__(self, *args, **kwargs) -> None:
        kwargs["initial"] = {"due_on": today() + timedelta(days=USUAL_DAYS), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean(self):
        data = super().clean()
        if data.get("need") == Need.READ:
            data["due_on"] = None
        return data


class InstructForm(CommandForm):
    opinion = writing(_("批示意见"), 500)


class HandOnForm(CommandForm):
    units = lines(_("单位"), _("一行一个，须是本县组织；办件的第一个主办，其余协办。"))
    due_on = day_field(_("期限"))
    opinion = writing(_("交办意见"), 300, 2, required=False)

    def clean_units(self) -> list[Organisation]:
        names = [one.strip(" 　，、；;") for one in self.cleaned_data["units"].splitlines()]
        wanted = list(dict.fromkeys(one for one in names if one))
        known = {one.name: one for one in Organisation.objects.on(today()).filter(name__in=wanted)}
        if unknown := [one for one in wanted if one not in known]:
            raise ValidationError(_g("本县没有这些组织：%(names)s。") % {"names": "、".join(unknown)})
        if not wanted:
            raise ValidationError(_g("请选单位。"))
        return [known[one] for one in wanted]

    def to(self) -> list[HandOn]:
        return [HandOn(one, self.cleaned_data["due_on"]) for one in self.cleaned_data["units"]]


class AnswerHandForm(CommandForm):
    text = writing(_("办理情况"), 1000, 4)

    def __init__(self, *args, reads: bool = False, **kwargs) -> None:
        """`reads`: of a paper that goes round; then a word is welcome, not asked for."""
        super().__init__(*args, **kwargs)
        if reads:
            self.fields["text"].label, self.fields["text"].required = _("阅文意见"), False


class ResultForm(CommandForm):
    result = writing(_("办理结果"), 500, help_text=_("怎样答复了来文单位，或者阅后怎样处理。"))
