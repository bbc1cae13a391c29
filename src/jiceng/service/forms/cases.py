"""What workers type about a request."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.command_forms import CommandForm, ReasonForm, day_field, lines
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation
from jiceng.service.commands.taking import NewCase
from jiceng.service.enums import Urgency, Way
from jiceng.service.forms.residents import kind_choices
from jiceng.service.queries.units import receivers
from jiceng.service.rules import places_to_take

BY_WORKER = [choice for choice in Way.choices if choice[0] != Way.PAGE]


class TakeForm(CommandForm):
    community = forms.ModelChoiceField(Organisation.objects.none(), label=_("社区"))
    text = lines(_("居民要反映什么"), rows=3, required=True, max_length=1000)
    place = forms.CharField(label=_("在哪里"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("类别"))
    urgency = forms.ChoiceField(
        label=pgettext_lazy("诉求", "急缓"), required=False, help_text=_("不选的按类别定。")
    )
    way = forms.ChoiceField(label=pgettext_lazy("诉求", "渠道"), choices=BY_WORKER, initial=Way.DESK)
    name = forms.CharField(label=_("居民称呼"), max_length=30, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=20, required=False)
    answer = lines(
        _("当场答复"),
        _("当场就解决了的，在这里写答复，不用再办一遍；没有解决的不填。"),
        rows=2,
        max_length=2000,
    )

    def __init__(self, *args, account, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        places = places_to_take(account, today())
        self.fields["community"].queryset = places
        if len(found := list(places[:2])) == 1:
            self.initial["community"] = found[0].pk
            self.fields["community"].widget = forms.HiddenInput()
        self.fields["kind"].choices = [("", "————"), *kind_choices()]
        self.fields["urgency"].choices = [("", _("按类别")), *Urgency.choices]

    @property
    def new(self) -> NewCase:
        data = dict(self.cleaned_data)
        return NewCase(**{name: data[name] for name in NewCase.__dataclass_fields__})


class HandOnForm(CommandForm):
    to = forms.ModelChoiceField(Organisation.objects.none(), label=_("转给哪个单位"))
    why = lines(_("为什么转给它"), _("居民会看到。期限不变。"), rows=2, required=True, max_length=300)

    def __init__(self, *args, holder: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = receivers(today()).exclude(pk=holder)


class SortForm(CommandForm):
    kind = forms.ChoiceField(label=_("类别"))
    urgency = forms.ChoiceField(label=pgettext_lazy("诉求", "急缓"), choices=Urgency.choices)
    why = lines(_("理由"), _("居民会看到。"), rows=2, required=True, max_length=300)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices()


class ExtendForm(CommandForm):
    to_day = day_field(_("延到哪天"))
    why = lines(_("理由"), _("居民会看到。一轮只能延一次。"), rows=2, required=True, max_length=300)

    def __init__(self, *args, due_on, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("to_day", due_on + timedelta(days=7))


class AnswerForm(CommandForm):
    text = lines(
        _("给居民的答复"),
        _("写办了什么、结果怎样；居民凭查询码看得到。"),
        rows=4,
        required=True,
        max_length=2000,
    )
    public_line = forms.CharField(
        label=_("公开的一句话"),
        max_length=100,
        required=False,
        help_text=_("大家都看得到，不写姓名、门牌和电话；不想公开的不填。"),
    )


class NoteForm(CommandForm):
    note = lines(_("回访情况"), _("只作记录，不能代替居民评价。"), rows=2, required=True, max_length=300)


class WhyForm(ReasonForm):
    """A reason that the resident reads."""
