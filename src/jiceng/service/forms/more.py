"""Certificates that are refused, tickets that are settled."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.command_forms import CommandForm, lines
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation
from jiceng.service.enums import Way
from jiceng.service.norms import certificates
from jiceng.service.rules import places_to_take

AT_DESK = [choice for choice in Way.choices if choice[0] in {Way.DESK, Way.PHONE}]


class CertificateForm(CommandForm):
    certificate = forms.ChoiceField(label=_("要开什么证明"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        listed = [(one.key, one.name) for one in certificates(today()).values()]
        self.fields["certificate"].choices = [("", "————"), *listed]


class RefusalForm(CertificateForm):
    community = forms.ModelChoiceField(Organisation.objects.none(), label=_("社区"))
    way = forms.ChoiceField(label=pgettext_lazy("诉求", "渠道"), choices=AT_DESK, initial=Way.DESK)

    def __init__(self, *args, account, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        places = places_to_take(account, today())
        self.fields["community"].queryset = places
        if len(found := list(places[:2])) == 1:
            self.initial["community"] = found[0].pk
            self.fields["community"].widget = forms.HiddenInput()


class SettleForm(CommandForm):
    how = lines(
        _("怎样从根上解决的"), _("或者交给了谁、列入了哪次会议。"), rows=3, required=True, max_length=300
    )
