"""What is written at a meeting and what comes of it: notes, decisions, tasks, minutes, postings."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.secrecy import Unmarked
from jiceng.meetings.enums import Openness, OpinionOutcome
from jiceng.meetings.forms.base import CommandForm, day_field
from jiceng.organisations.forms.fields import PersonField
from jiceng.people.models import Person


class WritingForm(Unmarked):
    """An item as its clerk writes it; `base` is the version on which the text was written."""

    base = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)
    notes = forms.CharField(
        label=_("讨论记录"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    decision_draft = forms.CharField(
        label=_("决定草稿"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SpeechForm(CommandForm):
    name = forms.CharField(label=_("发言人"), max_length=60)
    text = forms.CharField(label=_("发言要点"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class OpinionForm(CommandForm):
    outcome = forms.ChoiceField(label=_("处理"), choices=OpinionOutcome.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("处理情况"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("采纳的写怎么办；不采纳的写理由。"),
    )


class DecisionForm(CommandForm):
    text = forms.CharField(label=_("决定内容"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.CharField(
        label=_("依据"), max_length=200, required=False, help_text=_("空着就用会议规则的依据。")
    )
    owner = PersonField(_("负责人"), required=False)
    due_on = day_field(_("完成期限"), required=False)


class AssignForm(CommandForm):
    owner = PersonField(_("负责人"))
    due_on = day_field(_("完成期限"), required=False)
    helpers = forms.CharField(
        label=_("协办人"), max_length=300, required=False, help_text=_("几个人用顿号隔开。")
    )

    def clean_helpers(self) -> list[Person]:
        field = PersonField("")
        names = self.cleaned_data["helpers"].replace(",", "、").replace("，", "、").split("、")
        return [field.clean(name.strip()) for name in names if name.strip()]


class TaskForm(CommandForm):
    title = forms.CharField(label=pgettext_lazy("列表", "任务"), max_length=120)
    owner = PersonField(_("负责人"), required=False)
    due_on = day_field(_("完成期限"), required=False)


class ResultForm(CommandForm):
    result = forms.CharField(label=_("结果"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class FinishForm(ResultForm):
    dropped = forms.BooleanField(label=_("不再执行"), required=False)


class MinutesForm(CommandForm):
    text = forms.CharField(
        label=_("纪要"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("以“# ”开头的一行是标题。"),
    )


class PostForm(CommandForm):
    kind = forms.ChoiceField(label=_("公开类别"), choices=Openness.choices)
    title = forms.CharField(label=_("标题"), max_length=120)
    text = forms.CharField(label=_("内容"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 12}))
    days = forms.IntegerField(label=_("公开天数"), min_value=15, max_value=365, initial=15)


class ObjectionForm(CommandForm):
    text = forms.CharField(label=_("您的异议"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    signed = forms.CharField(label=_("称呼"), max_length=40, required=False, help_text=_("可以不填。"))


class ReplyForm(CommandForm):
    answer = forms.CharField(label=_("答复"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class SentenceForm(CommandForm):
    key = forms.CharField(max_length=30, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("用语"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
