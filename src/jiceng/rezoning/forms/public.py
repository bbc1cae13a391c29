"""Forms with residents, county and execution."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules import scope
from jiceng.rezoning.commands.approval import Reasons
from jiceng.rezoning.commands.participation import Words
from jiceng.rezoning.enums import Outcome, Pin, Right, Stance
from jiceng.rezoning.forms.base import CommandForm, DayField
from jiceng.rezoning.orders import old_forms
from jiceng.rezoning.queries.consultation import passages


class PublishForm(CommandForm):
    opens_on = DayField(label=_("开始日期"))
    closes_on = DayField(label=_("结束日期"))
    explanation = forms.CharField(
        label=_("给居民的说明"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("每段一行；居民可以对其中一段提意见。"),
    )
    contact = forms.CharField(label=_("联系人和电话"), required=False, max_length=120)

    def __init__(self, *args, **kwargs):
        day = today()
        kwargs["initial"] = {
            "opens_on": day,
            "closes_on": day + timedelta(days=15),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)


class RemarkForm(CommandForm):
    stance = forms.ChoiceField(label=_("您的态度"), choices=Stance.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("您的意见"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("反对请写明理由。"),
    )
    pin = forms.ChoiceField(label=_("针对"), choices=Pin.choices, initial=Pin.WHOLE)
    unit = forms.ChoiceField(label=_("哪个居民委"), required=False)
    other_unit = forms.ChoiceField(label=_("边界另一侧"), required=False)
    passage = forms.ChoiceField(label=_("哪一段说明"), required=False)
    home = forms.ChoiceField(label=_("您住在"), required=False)
    signed = forms.CharField(label=_("称呼"), required=False, max_length=40)

    def __init__(self, *args, consultation, **kwargs):
        super().__init__(*args, **kwargs)
        units = [("", _g("不指定")), *consultation.plan.project.units.values_list("key", "name")]
        for name in ("unit", "other_unit", "home"):
            self.fields[name].choices = units
        lines = [(line[:300], line[:40]) for line in passages(consultation)]
        self.fields["passage"].choices = [("", _g("不指定")), *lines]
        if not lines:
            self.fields["pin"].choices = [c for c in Pin.choices if c[0] != Pin.PASSAGE]
            del self.fields["passage"]

    def words(self) -> Words:
        data = self.cleaned_data
        return Words(**{name: data.get(name, "") for name in Words.__dataclass_fields__})


class AnswerForm(CommandForm):
    outcome = forms.ChoiceField(label=_("处理"), choices=Outcome.choices)
    text = forms.CharField(label=_("答复"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(CommandForm):
    why = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ProposeForm(CommandForm):
    plan = forms.ModelChoiceField(label=_("方案"), queryset=None)
    proposer = forms.ModelChoiceField(label=_("提请单位"), queryset=None)
    note = forms.CharField(label=_("提请说明"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    unanswered_reason = forms.CharField(
        label=_("未答复意见的理由"), required=False, max_length=500, help_text=_("意见都已答复时不填。")
    )

    doubts_reason = forms.CharField(
        label=_("仍要提请的理由"),
        required=False,
        max_length=500,
        help_text=_("方案没有公示过、公示没有结束，或有不合要求之处时填写。"),
    )

    def __init__(self, *args, project, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = project.plans.filter(discarded_at=None)
        mine = Organisation.objects.on(today()).filter(scope(account, Right.PROPOSE))
        kinds = ("town_party_committee", "street_office", "street_working_committee", "street_general_branch")
        self.fields["proposer"].queryset = mine.filter(kind__in=kinds)
        first = self.fields["proposer"].queryset.filter(pk=project.body_id).first()
        self.fields["proposer"].initial = first or self.fields["proposer"].queryset.first()

    def wanted(self) -> dict:
        """What the command takes."""
        data = self.cleaned_data
        reasons = Reasons(data["unanswered_reason"], data["doubts_reason"])
        return {name: data[name] for name in ("plan", "proposer", "note")} | {"reasons": reasons}


class ApproveForm(CommandForm):
    number = forms.CharField(label=_("批准文件文号"), max_length=60)
    issued_on = DayField(label=_("成文日期"), initial=today)
    title = forms.CharField(label=_("文件标题"), required=False, max_length=200)
    unanswered_reason = forms.CharField(
        label=_("未答复意见的理由"), required=False, max_length=500, help_text=_("意见都已答复时不填。")
    )


class AdoptForm(CommandForm):
    effective_on = DayField(label=_("生效日期"), initial=today)
    working_committee = forms.CharField(
        label=_("设立的街道党工委"),
        required=False,
        max_length=120,
        help_text=_("领导各社区党支部；空着则不设立。"),
    )
    ends = forms.ModelMultipleChoiceField(
        label=_("同时撤销"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, plan, **kwargs):
        found = old_forms(plan)
        kwargs["initial"] = {
            "working_committee": _g("城区街道党工委"),
            "ends": [one.pk for one in found],
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.fields["ends"].queryset = Organisation.objects.filter(pk__in=[one.pk for one in found])

    def orders(self) -> dict:
        """What the command wants."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("effective_on", "working_committee")}
        return {**kept, "ends": [one.pk for one in data["ends"]]}
