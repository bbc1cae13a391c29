"""A visit in three taps; the answer; the resident's word."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.pages import today
from jiceng.responsibility.commands import Brought
from jiceng.responsibility.enums import Seen
from jiceng.responsibility.forms.base import CommandForm, day_field, lines

LONGEST = 500


class VisitForm(CommandForm):
    what = forms.ChoiceField(
        label=_("这次"), choices=Seen.choices, initial=Seen.LOOK, widget=forms.RadioSelect
    )
    text = lines(
        _("看到的、听到的"), _("发现问题时一行写一个；谈心谈话只记次数，不写内容。"), rows=3, max_length=2000
    )
    promise = forms.CharField(label=_("当场承诺的事"), max_length=LONGEST, required=False)
    promise_due = day_field(_("承诺什么时候兑现"), required=False)
    on = day_field(_("日期"), initial=today)

    def clean(self):
        data = super().clean()
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
            talks=int(data["what"] == Seen.TALK),
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
