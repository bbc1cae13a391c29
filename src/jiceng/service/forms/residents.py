"""On the phone in a stairwell, without an account: ask, look up, say how it went."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jiceng.kernel.command_forms import CommandForm, lines
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation
from jiceng.service.commands.taking import NewCase
from jiceng.service.enums import Solved, Way
from jiceng.service.norms import kinds, norms

YES_NO = [("yes", _("满意")), ("no", _("不满意"))]


def kind_choices() -> list[tuple[str, str]]:
    return [(one.key, f"{one.name}　{one.hint}") for one in kinds().values()]


class AskForm(CommandForm):
    text = lines(_("要反映什么"), rows=4, required=True, max_length=1000)
    place = forms.CharField(
        label=_("在哪里"), max_length=100, required=False, help_text=_("写小区、楼号或路名，找得到就行。")
    )
    kind = forms.ChoiceField(label=_("类别"), help_text=_("说不准的选“其他”，由社区来分。"))
    name = forms.CharField(label=_("怎么称呼您"), max_length=30, required=False)
    phone = forms.CharField(
        label=_("联系电话"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "————"), *kind_choices()]
        days = norms(today()).erase_days
        self.fields["phone"].help_text = ngettext(
            "称呼和电话只给办理这件事的人看，答复后%(days)d天自动删除；不留也能凭查询码看答复。",
            "称呼和电话只给办理这件事的人看，答复后%(days)d天自动删除；不留也能凭查询码看答复。",
            days,
        ) % {"days": days}

    def new(self, community: Organisation) -> NewCase:
        data = self.cleaned_data
        return NewCase(
            community,
            data["kind"],
            data["text"],
            data["place"],
            way=Way.PAGE,
            name=data["name"],
            phone=data["phone"],
        )


class CodeForm(forms.Form):
    """Only asks: nothing is written."""

    code = forms.CharField(
        label=_("查询码"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class WordForm(CommandForm):
    solved = forms.ChoiceField(label=_("事情解决了吗"), choices=Solved.choices, widget=forms.RadioSelect)
    satisfied = forms.TypedChoiceField(
        label=_("您满意吗"), choices=YES_NO, coerce=lambda value: value == "yes", widget=forms.RadioSelect
    )
    again = forms.BooleanField(label=_("请再办一次"), required=False)
    note = lines(_("想说的话"), _("要求再办的，请写还差什么。"), rows=2, max_length=300)

    def __init__(self, *args, may_ask_again: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not may_ask_again:
            del self.fields["again"]

    @property
    def said(self) -> dict:
        data = self.cleaned_data
        return {
            "solved": data["solved"],
            "satisfied": data["satisfied"],
            "note": data["note"],
            "again": data.get("again", False),
        }


class AgainForm(CommandForm):
    why = lines(_("还要办什么"), rows=2, required=True, max_length=300)
