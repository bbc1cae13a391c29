"""What is typed about training."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.commands import NewTraining, Result
from jiceng.cadres.enums_development import Audience, Need, Outcome, TrainingKind, TrainingState
from jiceng.cadres.forms.people import CadreField
from jiceng.cadres.models import Training
from jiceng.cadres.models.training import MOST_POINTS
from jiceng.cadres.rules_development import branches_to_train, trainings_to_fill, units_training
from jiceng.kernel.command_forms import CommandForm, day_field, lines
from jiceng.kernel.pages import today
from jiceng.kernel.secrecy import Unmarked
from jiceng.organisations.models import Organisation


class PlanForm(CommandForm):
    unit = forms.ModelChoiceField(Organisation.objects.none(), label=_("制定单位"))
    year = forms.IntegerField(label=_("年度"), min_value=1949, max_value=2200)
    aims = lines(_("目标"), rows=2, max_length=500)

    def __init__(self, *args, by, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_training(by)
        self.fields["year"].initial = today().year


class TrainingForm(CommandForm):
    title = forms.CharField(label=_("名称"), max_length=120)
    kind = forms.ChoiceField(label=_("形式"), choices=TrainingKind.choices)
    audience = forms.ChoiceField(label=pgettext_lazy("培训", "对象"), choices=Audience.choices)
    need = forms.ChoiceField(label=_("针对的需求"), choices=Need.choices)
    starts_on = day_field(_("开始日期"))
    ends_on = day_field(_("结束日期"))
    hours = forms.IntegerField(label=_("学时"), min_value=1, max_value=400)
    place = forms.CharField(label=_("地点"), max_length=120)
    teachers = forms.CharField(label=_("授课人或接待单位"), max_length=300, required=False)
    cost = forms.DecimalField(label=_("预算（元）"), min_value=0, max_digits=10, decimal_places=2, initial=0)
    programme = lines(_("课程安排"), _("每行一项：时间、内容、授课人。"), rows=6, max_length=4000)

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("结束日期不能早于开始日期。"))
        return data

    @property
    def new(self) -> NewTraining:
        return NewTraining(
            **{key: value for key, value in self.cleaned_data.items() if key != "submission_key"}
        )


class EnrolForm(CommandForm):
    """For whoever was ticked, one more by name, and all members of a branch."""

    training = forms.ModelChoiceField(Training.objects.none(), label=_("培训"))
    person = CadreField(_("另加一人"), required=False)
    branch = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("另加一个党组织的全体党员"),
        required=False,
        help_text=_("培训党员时用；结业后按人均学时计入该党组织的党员教育培训。"),
    )
    pk = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args, by, ticked: list[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pk"].choices = [(one, one) for one in ticked]
        self.initial["pk"] = ticked
        self.fields["training"].queryset = trainings_to_fill(by).order_by("starts_on", "pk")
        self.fields["person"].seen_by = by
        self.fields["branch"].queryset = branches_to_train(by)


class ReleaseForm(CommandForm):
    granted = forms.TypedChoiceField(
        label=pgettext_lazy("招聘", "能否参加"),
        choices=[("yes", _("同意参加")), ("no", _("不能参加"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    why = lines(_("理由"), _("不能参加时必须写。"), rows=2, max_length=300)


class ResultsForm(CommandForm):
    """A row for each participant; a sheet read before gives the first values."""

    def __init__(self, *args, training: Training, trainees: list, read: dict | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.trainees = trainees
        for one in trainees:
            said = (read or {}).get(one.pk) or Result(
                training.hours
                if one.hours is None and training.state == TrainingState.CALLED
                else one.hours or 0,
                one.before,
                one.after,
                one.outcome,
                one.note,
            )
            self._add(one.pk, one.person.name, said, training.hours)

    def _add(self, key: int, name: str, said: Result, most: int) -> None:
        points = {"min_value": 0, "max_value": MOST_POINTS, "required": False}
        made = {
            "hours": forms.IntegerField(label=_("实到学时"), min_value=0, max_value=most, initial=said.hours),
            "before": forms.IntegerField(label=_("训前测评"), initial=said.before, **points),
            "after": forms.IntegerField(label=_("训后测评"), initial=said.after, **points),
            "outcome": forms.ChoiceField(
                label=_("结果"), choices=[("", "—"), *Outcome.choices], required=False, initial=said.outcome
            ),
            "note": forms.CharField(label=_("说明"), max_length=300, required=False, initial=said.note),
        }
        for field, widget in made.items():
            widget.widget.attrs["aria-label"] = f"{name} {widget.label}"
            self.fields[f"{field}_{key}"] = widget

    @property
    def rows(self) -> list:
        """Each participant with their fields."""
        fields = tuple(vars(Result(0)))
        return [(one, [self[f"{field}_{one.pk}"] for field in fields]) for one in self.trainees]

    @property
    def results(self) -> dict[int, Result]:
        data, fields = self.cleaned_data, tuple(vars(Result(0)))
        return {
            one.pk: Result(**{field: data[f"{field}_{one.pk}"] for field in fields}) for one in self.trainees
        }


class SheetForm(Unmarked):
    """The list of participants as it is exported, filled in."""

    sheet = forms.FileField(
        label=_("表格（.xlsx）"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"})
    )


class CloseForm(CommandForm):
    evaluation = lines(
        _("培训评估"), _("训前训后对比，解决了什么，还缺什么。"), rows=4, required=True, max_length=2000
    )
    spent = forms.DecimalField(
        label=_("实际支出（元）"), min_value=0, max_digits=10, decimal_places=2, required=False
    )
    on = day_field(_("结业日期"), initial=today)


class BringHomeForm(CommandForm):
    seen_at = forms.CharField(label=_("考察单位"), max_length=120)
    learned = lines(_("学到的做法"), rows=4, required=True, max_length=2000)
    title = forms.CharField(label=_("建议"), max_length=120, help_text=_("在本县怎么做，一句话。"))


class AdoptForm(CommandForm):
    unit = forms.ModelChoiceField(Organisation.objects.none(), label=_("责任单位"))
    due_on = day_field(_("完成期限"))
    answer = lines(_("答复"), _("怎么落实，要什么成果。"), rows=2, required=True, max_length=300)

    def __init__(self, *args, by, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_training(by)


class DeclineForm(CommandForm):
    answer = lines(_("不采纳的理由"), rows=2, required=True, max_length=500)
