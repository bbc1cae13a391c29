"""What is typed about rounds: rules, days, places, seats, marks, decisions."""

import re
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.commands.recruitment import NewContract, NewPlace, NewRound
from jiceng.cadres.enums_recruitment import OPTIONAL, MarkKind, PlaceDecision, TieRule
from jiceng.cadres.models import Applicant, RoundStep
from jiceng.kernel.command_forms import CommandForm, ReasonForm, day_field, lines
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation, Post
from jiceng.people.enums import Education
from jiceng.people.models import Account, Person

MOST_ROOMS = 300


def _whole(label, initial: int, least: int, most: int, help_text="") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, initial=initial, min_value=least, max_value=most, help_text=help_text
    )


def mark_field(label, **extra) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2, **extra
    )


class RoundForm(CommandForm):
    organisation = forms.ModelChoiceField(label=_("招聘单位"), queryset=Organisation.objects.none())
    title = forms.CharField(label=_("标题"), max_length=120)
    opens_on = day_field(_("报名开始"), initial=today)
    closes_on = day_field(_("报名截止"))
    text = lines(
        _("公告正文"), _("招聘范围、基本条件、待遇等；岗位和规则由系统写入。"), rows=6, max_length=6000
    )
    contact = forms.CharField(label=_("咨询电话"), max_length=120, required=False)
    written_weight = _whole(_("笔试占比（%）"), 60, 0, 100, _("其余为面试，如60和40，或50和50。"))
    open_ratio = _whole(_("开考比例"), 5, 1, 50, _("报名合格人数与招聘人数之比，如5即5:1。"))
    interview_ratio = _whole(_("面试比例"), 3, 1, 20, _("进入面试人数与招聘人数之比；末位同分一并进入。"))
    pass_mark = mark_field(_("合格线"), initial=60, help_text=_("笔试、面试低于此分的不再进入下一环节。"))
    age_at_most = _whole(_("最大年龄"), 35, 18, 65, _("截至报名截止日的周岁。"))
    drop_extremes = forms.BooleanField(
        label=_("面试去掉一个最高分和一个最低分"), required=False, initial=True
    )
    ties_by = forms.ChoiceField(label=_("同分办法"), choices=TieRule.choices)
    publicity_days = _whole(_("公示天数"), 7, 1, 60)
    appeal_days = _whole(_("申诉期限（工作日）"), 3, 1, 30)
    probation_months = _whole(_("试用期（月）"), 12, 0, 24)
    term_years = _whole(_("聘期（年）"), 3, 1, 10)
    keep_months = _whole(
        _("个人信息保存期限（月）"), 12, 1, 120, _("招聘结束后保存这么久，到期删除报考人员的个人信息。")
    )
    without = forms.MultipleChoiceField(
        label=_("不设的环节"),
        required=False,
        choices=[(one.value, one.label) for one in OPTIONAL],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations

    def clean(self):
        data = super().clean()
        first, last = data.get("opens_on"), data.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _g("报名截止不能早于报名开始。"))
        return data

    @property
    def new(self) -> NewRound:
        data = {name: self.cleaned_data[name] for name in NewRound.__dataclass_fields__}
        return NewRound(**{**data, "without": tuple(data["without"])})


class StepForm(ReasonForm):
    opens_on = day_field(_("开始日期"))
    closes_on = day_field(_("结束日期"))
    field_order = ("opens_on", "closes_on", "why")

    def __init__(self, *args, step: RoundStep, **kwargs) -> None:
        super().__init__(*args, initial={"opens_on": step.opens_on, "closes_on": step.closes_on}, **kwargs)
        self.fields["why"].required = step.round.running

    @property
    def asked(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("opens_on", "closes_on", "why")}


class PlaceForm(CommandForm):
    post = forms.ModelChoiceField(
        label=_("职务"), queryset=Post.objects.none(), help_text=_("没有合适的职务，先在组织的职务页设置。")
    )
    places = forms.IntegerField(label=_("招聘人数"), min_value=1, max_value=200, initial=1)
    education_at_least = forms.TypedChoiceField(
        label=_("最低学历"),
        choices=[("", "—"), *Education.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    party_member = forms.BooleanField(label=_("须为中共党员"), required=False)
    note = forms.CharField(label=_("其他条件"), max_length=300, required=False)
    panel = forms.IntegerField(
        label=_("面试组"), min_value=1, max_value=50, initial=1, help_text=_("由哪一组考官面试。")
    )

    def __init__(self, *args, posts, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts

    @property
    def new(self) -> NewPlace:
        return NewPlace(**{name: self.cleaned_data[name] for name in NewPlace.__dataclass_fields__})


class RuleForm(CommandForm):
    """What a review says of everybody shown; `many` is how many the preview showed."""

    passed = forms.TypedChoiceField(
        label=_("结论"),
        choices=[("yes", _("通过")), ("no", _("不通过"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    why = lines(_("理由"), _("不通过时必须写，报考人员看得到。"), rows=2, max_length=300)
    many = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if data.get("passed") is False and not data.get("why", "").strip():
            self.add_error("why", _g("请写不通过的理由。"))
        return data


class RatioForm(ReasonForm):
    decision = forms.ChoiceField(
        label=pgettext_lazy("动作", "决定"), choices=PlaceDecision.choices, widget=forms.RadioSelect
    )
    places = forms.IntegerField(
        label=_("核减后的招聘人数"), min_value=1, max_value=200, required=False, help_text=_("核减时填写。")
    )
    field_order = ("decision", "places", "why")

    @property
    def asked(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("decision", "places", "why")}


class SeatsForm(CommandForm):
    rooms = lines(
        _("考场"), _("一行一个：名称和座位数，如“第一考场 30”。座位随机编排。"), rows=6, required=True
    )

    def clean_rooms(self) -> list[tuple[str, int]]:
        found = []
        for line in self.cleaned_data["rooms"].splitlines()[:MOST_ROOMS]:
            if not line.strip():
                continue
            match = re.fullmatch(r"\s*(\S.{0,38}?)[\s，,：:]+(\d{1,4})\s*", line)
            if match is None:
                raise ValidationError(
                    _g("“%(line)s”看不懂，请写名称和座位数。") % {"line": line.strip()[:40]}
                )
            found.append((match[1].strip(), int(match[2])))
        return found

    @property
    def asked(self) -> dict:
        return {"rooms": self.cleaned_data["rooms"]}


class LateSeatsForm(CommandForm):
    """Another room and day for whoever came back into the test."""

    room = forms.CharField(
        label=_("补考考场"),
        max_length=40,
        help_text=_("申诉成立、还没有座位的人都安排在这里，座位依次编排。"),
    )
    on = day_field(_("补考日期"), initial=today)

    @property
    def asked(self) -> dict:
        return {"room": self.cleaned_data["room"], "on": self.cleaned_data["on"]}


class MarksForm(CommandForm):
    """A sheet, or one mark alone."""

    hand = forms.TypedChoiceField(
        label=_("第几遍"),
        choices=[(1, _("第一遍登分")), (2, _("第二遍登分"))],
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("同一份成绩由两个人各登一遍，互不查看。"),
    )
    file = forms.FileField(
        label=_("成绩表（.xlsx）"),
        required=False,
        help_text=_("两列：准考证号、成绩；缺考写“缺考”。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    ticket = forms.CharField(label=_("只登一人：准考证号"), max_length=20, required=False)
    mark = mark_field(_("成绩"), required=False)
    absent = forms.BooleanField(label=_("缺考"), required=False)

    def clean(self):
        data = super().clean()
        alone = data.get("ticket")
        if not data.get("file") and not alone:
            self.add_error("file", _g("请选文件，或者填一个准考证号。"))
        if alone and data.get("mark") is None and not data.get("absent"):
            self.add_error("mark", _g("请填成绩，或者勾选缺考。"))
        return data


class ExaminersForm(CommandForm):
    panel = forms.IntegerField(label=_("面试组"), min_value=1, max_value=50, initial=1)
    accounts = lines(_("考官"), _("一行一个账号，至少三人；重新填写即替换这一组。"), rows=5, required=True)

    def clean_accounts(self) -> list[Person]:
        names = list(dict.fromkeys(self.cleaned_data["accounts"].split()))
        known = Account.objects.filter(username__in=names, is_active=True, person__isnull=False)
        found = {one.username: one.person for one in known.select_related("person")}
        if unknown := [name for name in names if name not in found]:
            raise ValidationError(_g("没有这些账号：%(names)s。") % {"names": "、".join(unknown[:10])})
        return [found[name] for name in names]


class InterviewForm(CommandForm):
    mark = mark_field(pgettext_lazy("考试", "分数"), required=False)
    recused = forms.BooleanField(label=_("我与报考人员有利害关系，回避"), required=False)
    why = lines(_("回避理由"), rows=2, max_length=300)

    def clean(self):
        data = super().clean()
        if data.get("recused"):
            if not data.get("why", "").strip():
                self.add_error("why", _g("请写回避理由。"))
        elif data.get("mark") is None and "mark" not in self.errors:
            self.add_error("mark", _g("请填分数，或者登记回避。"))
        return data


class TieForm(ReasonForm):
    """A place in the order for each of the equals."""

    def __init__(self, *args, people: Sequence[Applicant], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for one in people:
            label = _g("%(name)s的次序") % {"name": one.name}
            self.fields[f"order_{one.pk}"] = forms.IntegerField(
                label=label, min_value=1, max_value=len(people)
            )
        self.order_fields([*(f"order_{one.pk}" for one in people), "why"])

    def clean(self):
        data = super().clean()
        numbers = [data.get(f"order_{one.pk}") for one in self.people]
        if None not in numbers and len(set(numbers)) != len(numbers):
            raise ValidationError(_g("次序不能重复。"))
        return data

    @property
    def order(self) -> list[Applicant]:
        return sorted(self.people, key=lambda one: self.cleaned_data[f"order_{one.pk}"])


class CorrectionForm(ReasonForm):
    kind = forms.ChoiceField(label=_("成绩"), choices=MarkKind.choices)
    after = mark_field(_("更正为"))
    field_order = ("kind", "after", "why")

    @property
    def asked(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("kind", "after", "why")}


class CorrectionDecisionForm(CommandForm):
    granted = forms.TypedChoiceField(
        label=pgettext_lazy("动作", "决定"),
        choices=[("yes", _("同意更正")), ("no", _("不更正"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = lines(_("依据"), rows=2, required=True, max_length=300)

    @property
    def asked(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("granted", "answer")}


class AppealAnswerForm(CommandForm):
    upheld = forms.TypedChoiceField(
        label=_("结论"),
        choices=[("yes", _("成立")), ("no", _("不成立"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_(
            "资格审核的申诉、笔试缺考的申诉成立，恢复本人资格，考试已过的另行补考；公示异议成立，取消拟聘资格；成绩有误的另提更正。"
        ),
    )
    answer = lines(_("答复"), _("报考人员看得到。"), rows=3, required=True, max_length=500)

    @property
    def asked(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("upheld", "answer")}


class ContractForm(CommandForm):
    starts_on = day_field(_("合同起"), initial=today)
    number = forms.CharField(label=_("合同编号"), max_length=40, required=False)

    @property
    def new(self) -> NewContract:
        return NewContract(self.cleaned_data["starts_on"], self.cleaned_data["number"])


class ProbationForm(ReasonForm):
    passed = forms.TypedChoiceField(
        label=_("考核结论"),
        choices=[("yes", pgettext_lazy("考试", "合格")), ("no", _("不合格，解除合同"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    on = day_field(_("考核日期"), initial=today)
    field_order = ("passed", "on", "why")

    @property
    def asked(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("passed", "on", "why")}
