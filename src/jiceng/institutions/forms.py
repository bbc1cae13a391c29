"""What a person types about duties: work done, a waiver, reminders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.institutions import kinds
from jiceng.institutions.enums import Way
from jiceng.institutions.models import Duty, Obligation
from jiceng.institutions.queries.duty import mark_label
from jiceng.kernel.once import OnceForm
from jiceng.kernel.pages import today


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


def heads_agree(form: forms.Form) -> dict:
    """Nobody can be present who is not entitled."""
    found = form.cleaned_data
    if found.get("present") and found.get("entitled") and found["present"] > found["entitled"]:
        form.add_error("present", _("实到人数不能多于应到人数。"))
    return found


class WorkForm(OnceForm):
    """Work for a duty: the day, one sentence, and what the clause asks the record to bear."""

    on = forms.DateField(label=_("哪一天"), widget=DayInput(), initial=today)
    title = forms.CharField(label=_("做了什么"), max_length=120)
    amount = forms.IntegerField(label=_("数量"), min_value=1, max_value=100000, initial=1)
    entitled = forms.IntegerField(label=_("应到人数"), min_value=1, max_value=100000)
    present = forms.IntegerField(label=_("实到人数"), min_value=0, max_value=100000)
    marks = forms.MultipleChoiceField(label=_("已具备"), required=False, widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(
        label=_("说明"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, duty: Duty, **kwargs):
        super().__init__(*args, **kwargs)
        self.duty = duty
        obligation = duty.obligation
        known = kinds.of(obligation.evidence)
        self.fields["title"].initial = obligation.title
        if obligation.unit or obligation.need > 1:
            self.fields["amount"].label = (known and known.counts) or obligation.unit or _("数量")
        else:
            del self.fields["amount"]
        if not obligation.quorum_den:
            del self.fields["entitled"], self.fields["present"]
        marks = [row.mark for row in obligation.required_marks.all()]
        if marks:
            self.fields["marks"].choices = [(mark, mark_label(obligation.evidence, mark)) for mark in marks]
        else:
            del self.fields["marks"]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > today():
            raise forms.ValidationError(_("日期不能晚于今天。"))
        return on

    def clean(self):
        return heads_agree(self)

    def values(self) -> dict:
        return {key: value for key, value in self.cleaned_data.items() if key != "submission_key"}


class EventForm(OnceForm):
    """Something that happened: day, one sentence, and the pieces when it must itself have been done rightly."""

    on = forms.DateField(label=_("哪一天"), widget=DayInput(), initial=today)
    title = forms.CharField(label=_("什么事"), max_length=120)
    entitled = forms.IntegerField(label=_("应到人数"), min_value=1, max_value=100000)
    present = forms.IntegerField(label=_("实到人数"), min_value=0, max_value=100000)
    marks = forms.MultipleChoiceField(label=_("已具备"), required=False, widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(
        label=_("说明"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, obligation: Obligation | None, **kwargs):
        super().__init__(*args, **kwargs)
        marks = [row.mark for row in obligation.required_marks.all()] if obligation else []
        if marks:
            self.fields["marks"].choices = [(mark, mark_label(obligation.evidence, mark)) for mark in marks]
        else:
            del self.fields["marks"]
        if not (obligation and obligation.quorum_den):
            del self.fields["entitled"], self.fields["present"]

    clean_on = WorkForm.clean_on
    clean = heads_agree
    values = WorkForm.values


class ReasonForm(OnceForm):
    reason = forms.CharField(label=_("理由"), max_length=200)


class MailForm(OnceForm):
    """Reminders in the site are always there; mail is a wish."""

    way = forms.ChoiceField(label=_("邮件提醒"), choices=Way.choices, widget=forms.RadioSelect)
    address = forms.EmailField(label=_("邮箱"), required=False)

    def clean(self):
        found = super().clean()
        if found.get("way") != Way.NONE and not found.get("address"):
            self.add_error("address", _("要收邮件，请填写邮箱。"))
        return found
