"""What a person types about meetings, cleaned."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.forms import DAYS
from jiceng.kernel.once import OnceForm
from jiceng.meetings.commands import Call
from jiceng.meetings.enums import (
    Answer,
    Matter,
    MeetingKind,
    Openness,
    PetitionBase,
    Stratum,
    Voice,
    Work,
)
from jiceng.meetings.models import Meeting
from jiceng.meetings.queries.prefill import Prefill
from jiceng.meetings.queries.readiness import studied_before
from jiceng.meetings.queries.registers import people_in_posts
from jiceng.organisations.enums import PostKind
from jiceng.organisations.forms.fields import PersonField
from jiceng.people.models import Person


class CommandForm(OnceForm):
    """`carried_out` runs a command; a refusal becomes an error of the form and nothing is lost."""

    def __init__(self, *args, **kwargs) -> None:
        # Several forms stand on one page: each names its fields apart.
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)

    def carried_out(self, command, **kwargs):
        """What the command gave back (True for nothing), or None with the refusal among the errors."""
        try:
            made = command(**kwargs)
        except ValidationError as error:
            self.add_error(None, error)
            return None
        return True if made is None else made

    @property
    def sentences(self) -> list[str]:
        return [text for errors in self.errors.values() for text in errors]


class KeyForm(CommandForm):
    """Nothing but the key against doubling."""


class ReasonForm(CommandForm):
    why = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


def day_field(label, **extra) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=DAYS, **extra)


class CallForm(CommandForm):
    """When, where, who. The agenda is one line for each item."""

    day = day_field(_("日期"))
    hour = forms.TimeField(label=_("时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("地点"), max_length=120)
    chair = forms.ModelChoiceField(Person.objects.none(), label=_("主持人"))
    entrusted = forms.CharField(
        label=_("委托主持说明"),
        max_length=200,
        required=False,
        help_text=_("主持人不是负责人时填写，例如：书记外出，委托组织委员主持。"),
    )
    clerk = forms.ModelChoiceField(Person.objects.none(), label=_("记录人"), required=False)
    called_by = forms.ModelChoiceField(Person.objects.none(), label=_("召集人"))
    agenda = forms.CharField(
        label=_("议程"), widget=forms.Textarea(attrs={"rows": 5}), help_text=_("一行一项。")
    )
    short_notice = forms.CharField(
        label=_("提前通知不足的原因"), max_length=200, required=False, help_text=_("通知期限够的不用填。")
    )
    title = forms.CharField(label=_("会议名称"), max_length=120, required=False)
    send_now = forms.BooleanField(label=_("保存后马上发出通知"), required=False, initial=True)

    def __init__(self, *args, organisation, rules, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["day", "hour", "place", "agenda", "chair", "clerk", "called_by"])
        today = timezone.localdate()
        callers = people_in_posts(organisation, rules.call, today)
        chairs = [*callers, *people_in_posts(organisation, rules.chair, today)]
        clerks = people_in_posts(organisation, [one for one in PostKind if one != "representative"], today)
        for name, people in (("called_by", callers), ("chair", chairs), ("clerk", [*clerks, *callers])):
            self.fields[name].queryset = Person.objects.filter(pk__in=[one.pk for one in people])
            if people and not self.initial.get(name):
                self.initial[name] = people[0].pk

    def call(self, also=()) -> Call:
        data = self.cleaned_data
        starts_at = timezone.make_aware(datetime.combine(data["day"], data["hour"]))
        names = ("place", "title", "called_by", "chair", "clerk", "entrusted", "short_notice")
        return Call(
            starts_at=starts_at,
            also=tuple(also),
            **{name: data.get(name) or None for name in names[2:5]},
            **{name: data.get(name, "") for name in ("place", "title", "entrusted", "short_notice")},
        )

    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["agenda"].splitlines() if line.strip()]


def opened_with(made: Prefill) -> dict:
    """Initial values of the form for a new meeting."""
    local = timezone.localtime(made.starts_at)
    previous = made.previous
    return {
        "day": local.date(),
        "hour": local.time(),
        "place": made.place or _g("社区会议室"),
        "title": made.title,
        "agenda": "\n".join(made.agenda),
        "clerk": previous.clerk_id if previous else None,
    }


class ChangeForm(CallForm):
    """The same without the agenda, which has its own page."""

    def __init__(self, *args, meeting: Meeting, **kwargs) -> None:
        local = timezone.localtime(meeting.starts_at)
        names = ("place", "title", "entrusted", "short_notice", "chair_id", "clerk_id", "called_by_id")
        initial = {name.removesuffix("_id"): getattr(meeting, name) for name in names}
        kwargs["initial"] = {**initial, "day": local.date(), "hour": local.time()}
        super().__init__(*args, **kwargs)
        del self.fields["agenda"], self.fields["send_now"]


class GuestForm(CommandForm):
    person = PersonField(_("姓名"))
    role = forms.CharField(label=_("单位和职务"), max_length=60, required=False)
    stratum = forms.ChoiceField(label=_("界别"), choices=Stratum.choices, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].help_text = _("没有登记的人，直接填姓名。")
        self.fields["person"].clean = self._person

    def _person(self, text):
        """Somebody known, or a name only."""
        name = (text or "").strip()[:60]
        if not name:
            raise ValidationError(_g("请填姓名。"))
        found = list(Person.objects.filter(name=name)[:2])
        return found[0] if len(found) == 1 else name

    def values(self) -> dict:
        who = self.cleaned_data["person"]
        known = {"person": who} if isinstance(who, Person) else {"name": who}
        return {**known, "role": self.cleaned_data["role"], "stratum": self.cleaned_data["stratum"]}


class ItemForm(CommandForm):
    title = forms.CharField(label=_("议程"), max_length=120)
    matter = forms.ChoiceField(
        label=_("事项性质"),
        choices=Matter.choices,
        initial=Matter.GENERAL,
        help_text=_("决定它要不要先由党组织研究、由哪个会议决定。"),
    )
    work = forms.ChoiceField(label=_("工作类别"), choices=Work.choices, initial=Work.BUSINESS)
    reporter = forms.CharField(label=_("汇报人"), max_length=60, required=False)


class ItemChangeForm(ItemForm):
    pre_studied_at = forms.ModelChoiceField(None, label=_("先行研究"), required=False)

    def __init__(self, *args, item, **kwargs) -> None:
        names = ("title", "matter", "work", "reporter")
        initial = {**{name: getattr(item, name) for name in names}, "pre_studied_at": item.pre_studied_at_id}
        super().__init__(*args, initial=initial, **kwargs)
        found = studied_before(item)
        self.fields["pre_studied_at"].queryset = found
        self.fields["pre_studied_at"].label_from_instance = lambda one: f"{one.meeting}：{one.title}"
        if not found.exists():
            self.fields["pre_studied_at"].help_text = _("没有找到先行研究过它的会议。")


class PaperForm(CommandForm):
    upload = forms.FileField(label=_("文件"), help_text=_("文档、表格、图片或PDF，不超过20 MB。"))


class AnswerForm(CommandForm):
    answer = forms.ChoiceField(
        label=_("能否参加"), choices=[c for c in Answer.choices if c[0]], widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("请假事由"), max_length=200, required=False)
    substitute = forms.CharField(label=_("代为出席的人"), max_length=60, required=False)

    def __init__(self, *args, substitutes: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not substitutes:
            del self.fields["substitute"]
            kept = [c for c in Answer.choices if c[0] in {Answer.COMING, Answer.ABSENT}]
            self.fields["answer"].choices = kept


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


class WritingForm(forms.Form):
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
    title = forms.CharField(label=_("任务"), max_length=120)
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


class SeatForm(CommandForm):
    group = forms.CharField(label=_("选举小组"), max_length=60)
    households = forms.IntegerField(label=_("小组户数"), min_value=0, max_value=5000, initial=0)


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
            self.fields["item"].label_from_instance = lambda one: f"{one.meeting}：{one.title}"


class RoundForm(CommandForm):
    proposal = forms.CharField(label=_("提议"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class VoiceForm(CommandForm):
    stance = forms.ChoiceField(label=_("我的意见"), choices=Voice.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), max_length=500, required=False, help_text=_("反对请写明理由。"))
