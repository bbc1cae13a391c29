"""What comes from people: topics, forums, petitions, the four steps, consensus rounds; seats of representatives."""

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.words import strung
from jiceng.meetings.enums import (
    ForumOutcome,
    Matter,
    MeetingKind,
    PetitionBase,
    Stratum,
    Voice,
    Work,
)
from jiceng.meetings.forms.base import CommandForm, day_field
from jiceng.organisations.forms.fields import PersonField


class TopicForm(CommandForm):
    title = forms.CharField(label=_("议题"), max_length=120)
    text = forms.CharField(
        label=_("说明"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    matter = forms.ChoiceField(label=_("事项性质"), choices=Matter.choices)
    work = forms.ChoiceField(label=_("工作类别"), choices=Work.choices, initial=Work.BUSINESS)


class PublicTopicForm(CommandForm):
    title = forms.CharField(label=_("想请大家商量什么"), max_length=120)
    text = forms.CharField(
        label=_("说明"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    signed = forms.CharField(label=_("称呼"), max_length=40, required=False, help_text=_("可以不填。"))


class SettleForm(CommandForm):
    """What becomes of a topic."""

    how = forms.ChoiceField(
        label=_("处理"),
        choices=[("put_off", _("暂缓")), ("merged", _("并入另一个议题")), ("answered", _("直接答复"))],
        widget=forms.RadioSelect,
    )
    into = forms.ModelChoiceField(None, label=_("并入"), required=False)
    reason = forms.CharField(label=_("理由或答复"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, topic, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = type(topic).objects.filter(organisation=topic.organisation_id).exclude(pk=topic.pk)
        self.fields["into"].queryset = others.exclude(state="merged")

    def clean(self):
        data = super().clean()
        if data.get("how") == "merged" and not data.get("into"):
            self.add_error("into", _g("请选择并入哪个议题。"))
        return data


class ReviewForm(CommandForm):
    statement = forms.CharField(
        label=_("代表本人的说明"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    decision = forms.CharField(label=_("处理"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    ends_seat = forms.BooleanField(label=_("终止代表资格"), required=False)


class PetitionForm(CommandForm):
    title = forms.CharField(label=_("提议事项"), max_length=120)
    kind = forms.ChoiceField(
        label=_("会议类型"), choices=[c for c in MeetingKind.choices if c[0] in {"congress", "residents"}]
    )
    base = forms.ChoiceField(label=_("联名范围"), choices=PetitionBase.choices)


class SignForm(CommandForm):
    person = PersonField(_("联名人"))


class FlowForm(CommandForm):
    title = forms.CharField(label=_("事项"), max_length=120)
    text = forms.CharField(
        label=_("说明"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class StepForm(CommandForm):
    """The item or the posting that makes the next step."""

    item = forms.ModelChoiceField(None, label=_("会议和议程"), required=False)
    posting = forms.ModelChoiceField(None, label=_("公开的内容"), required=False)

    def __init__(self, *args, items=None, postings=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("item", items), ("posting", postings)):
            if rows is None:
                del self.fields[name]
            else:
                self.fields[name].queryset = rows
        if items is not None:
            self.fields["item"].label_from_instance = lambda one: strung((one.meeting, one.title), "：")


class RoundForm(CommandForm):
    proposal = forms.CharField(label=_("提议"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class VoiceForm(CommandForm):
    stance = forms.ChoiceField(label=_("我的意见"), choices=Voice.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), max_length=500, required=False, help_text=_("反对请写明理由。"))


class ForumOpenForm(CommandForm):
    question = forms.CharField(
        label=_("请大家商量什么"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    concerned = forms.CharField(
        label=_("涉及哪些人"), max_length=200, help_text=_("例如：3号楼和5号楼的住户、楼下商户。")
    )
    days = forms.IntegerField(label=_("讨论天数"), min_value=3, max_value=60, initial=7)


class ContributionForm(CommandForm):
    stance = forms.ChoiceField(
        label=_("态度"), choices=[("", _("不表态")), *Voice.choices], required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("您的意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    signed = forms.CharField(label=_("称呼"), max_length=40, required=False, help_text=_("可以不填。"))
    stratum = forms.ChoiceField(label=_("您是"), choices=Stratum.choices, required=False)


class ReadForm(CommandForm):
    show = forms.TypedChoiceField(
        label=_("处理"),
        choices=[("1", _("公开")), ("", _("不公开"))],
        coerce=bool,
        empty_value=False,
        initial="1",
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("不公开的理由"), max_length=200, required=False, help_text=_("会登在意见的位置上。")
    )
    reply = forms.CharField(
        label=_("答复"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ForumEndForm(CommandForm):
    outcome = forms.ChoiceField(label=_("结果"), choices=ForumOutcome.choices, widget=forms.RadioSelect)
    result = forms.CharField(
        label=_("结果说明"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("大家怎么说，定了什么，为什么；会公开。"),
    )
    owner = PersonField(_("负责人"), required=False)
    due_on = day_field(_("完成期限"), required=False)
    kind = forms.ChoiceField(label=_("提交哪一种会议"), required=False)

    def __init__(self, *args, kinds, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "—"), *kinds]


class DoneForm(CommandForm):
    done = forms.CharField(label=_("落实情况"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
