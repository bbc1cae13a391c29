"""A visit in three taps; the answer; the resident's word."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.pages import today
from jiceng.responsibility.commands import Brought
from jiceng.responsibility.commands.visits import already_recorded, visit_of_day
from jiceng.responsibility.enums import Seen
from jiceng.responsibility.forms.base import CommandForm, day_field, lines
from jiceng.responsibility.models import ContactPoint, Visit

LONGEST = 500


class VisitForm(CommandForm):
    what = forms.ChoiceField(
        label=_("这次"), choices=Seen.choices, initial=Seen.LOOK, widget=forms.RadioSelect
    )
    text = lines(
        _("看到的、听到的"), _("发现问题时一行写一个；谈心谈话只记次数，不写内容。"), rows=3, max_length=2000
    )
    talks = forms.IntegerField(
        label=_("谈话次数"),
        min_value=0,
        max_value=99,
        required=False,
        help_text=_("同时谈了话的，在这里填次数；只是谈话的可以不填。"),
    )
    promise = forms.CharField(label=_("当场承诺的事"), max_length=LONGEST, required=False)
    promise_due = day_field(_("承诺什么时候兑现"), required=False)
    on = day_field(_("日期"), initial=today)
    again = forms.BooleanField(label=_("这是另一次走访"), required=False)

    def __init__(self, *args, point: ContactPoint, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.same = self._same_day(point)
        if self.same is None:
            del self.fields["again"]

    def _same_day(self, point: ContactPoint) -> Visit | None:
        """Recorded already on the day that is typed; asked only then."""
        try:
            return visit_of_day(point, date.fromisoformat(self.data.get("on", "")))
        except ValueError:
            return None

    def clean(self):
        data = super().clean()
        if self.same is not None and not data.get("again"):
            self.add_error("again", already_recorded(self.same))
        text = data.get("text", "").strip()
        if data.get("what") == Seen.PROBLEM and not text:
            self.add_error("text", _g("请写发现了什么问题，一行一个。"))
        if data.get("what") == Seen.TALK and text:
            self.add_error("text", _g("谈心谈话只记次数，不写内容。"))
        if any(len(one) > LONGEST for one in text.splitlines()):
            self.add_error("text", _g("每一行不超过500字。"))
        if data.get("promise_due") and not data.get("promise"):
            self.add_error("promise", _g("请写承诺了什么。"))
        return data

    @property
    def brought(self) -> Brought:
        data = self.cleaned_data
        text, on = data["text"].strip(), data["on"]
        rows = tuple(one.strip() for one in text.splitlines() if one.strip())
        usual = on + timedelta(days=30)
        return Brought(
            seen=text if data["what"] == Seen.LOOK else "",
            problems=rows if data["what"] == Seen.PROBLEM else (),
            promises=((data["promise"], data["promise_due"] or usual),) if data["promise"] else (),
            talks=data["talks"] or int(data["what"] == Seen.TALK),
        )


class AnswerForm(CommandForm):
    text = lines(_("答复"), rows=4, required=True, max_length=2000)


class ConfirmForm(CommandForm):
    solved = forms.TypedChoiceField(
        label=_("问题解决了吗"),
        choices=[("yes", _("解决了")), ("no", _("没有解决"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("想说的话"), max_length=300, required=False)

    def clean(self):
        data = super().clean()
        if data.get("solved") is False and not data.get("note"):
            raise ValidationError(_g("请说说还有什么没有解决。"))
        return data
