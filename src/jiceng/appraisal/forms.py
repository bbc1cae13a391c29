"""What is typed about the yearly appraisal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.appraisal.enums import GRADES
from jiceng.appraisal.models import Appraisal, WorkReport
from jiceng.appraisal.norms import norms
from jiceng.appraisal.queries.appraisals import meetings_for
from jiceng.kernel.command_forms import CommandForm, KeyForm, ReasonForm, day_field, lines
from jiceng.kernel.pages import today
from jiceng.meetings.models import Meeting
from jiceng.people.models import Person

__all__ = ["FaultForm", "GradeForm", "KeyForm", "PrepareForm", "ReasonForm", "ReportForm"]


class ReportForm(CommandForm):
    text = forms.CharField(label=_("述职报告"), widget=forms.Textarea(attrs={"rows": 24}))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        help_text = _("初稿由记录生成，请改成自己的话，重点写问题和改进；最多%(most)d字。")
        self.fields["text"].help_text = help_text % {"most": norms().longest_report}


class PrepareForm(CommandForm):
    """The meeting, and the two who count; until a meeting is chosen its roll is not known, so both come together."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("述职评议会"))
    first = forms.ModelChoiceField(Person.objects.none(), label=_("第一计票人"))
    second = forms.ModelChoiceField(Person.objects.none(), label=_("第二计票人"))

    def __init__(self, *args, appraisal: Appraisal, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        found = meetings_for(appraisal)
        self.fields["meeting"].queryset = Meeting.objects.filter(pk__in=[one.pk for one in found])
        self.fields["meeting"].initial = found[0] if len(found) == 1 else None
        reporting = WorkReport.objects.filter(appraisal=appraisal).values("term__person")
        on_roll = Person.objects.filter(roll_entries__meeting__in=found).exclude(pk__in=reporting)
        for name in ("first", "second"):
            self.fields[name].queryset = on_roll.distinct().order_by("pinyin", "pk")

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("first") == data.get("second"):
            self.add_error("second", _("请选两名不同的计票人。"))
        return data

    def values(self) -> dict:
        data = self.cleaned_data
        return {"meeting": data["meeting"], "tellers": (data["first"].pk, data["second"].pk)}


class GradeForm(CommandForm):
    grade = forms.ChoiceField(label=_("综合等次"), choices=GRADES, widget=forms.RadioSelect)
    reason = lines(
        _("理由"), _("加权得分只作参考，等次由人研究决定。"), rows=3, required=True, max_length=300
    )


class FaultForm(CommandForm):
    problem = lines(_("存在的问题"), rows=2, required=True, max_length=300)
    measure = forms.CharField(label=_("整改措施"), max_length=120)
    due_on = day_field(_("完成期限"), initial=today)
    owner = forms.ModelChoiceField(Person.objects.none(), label=_("责任人"), required=False)

    def __init__(self, *args, appraisal: Appraisal, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(terms__work_reports__appraisal=appraisal)
        self.fields["owner"].queryset = people.distinct().order_by("pinyin", "pk")
        self.fields["owner"].help_text = _("述职人中的一位；不选就由党组织负责。")
