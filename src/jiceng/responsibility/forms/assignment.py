"""Proposals: the day, a line by hand, the decision, the paper; a leader's fields and conflicts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.documents.models import Series
from jiceng.documents.queries.documents import draftable
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.responsibility.commands import declare_conflict, lift_conflict
from jiceng.responsibility.enums import ConflictKind
from jiceng.responsibility.forms.base import CommandForm, day_field
from jiceng.responsibility.models import Conflict, Profile, ProposalLine
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import of_county_rank


class ProposeForm(CommandForm):
    on = day_field(_("自哪天起"), initial=today)


class LineForm(CommandForm):
    leader = forms.ModelChoiceField(Person.objects.none(), label=_("县级领导"))
    why = forms.CharField(label=_("改动理由"), max_length=300, required=False)

    def __init__(self, *args, line: ProposalLine, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = of_county_rank(line.proposal.on)
        self.initial.setdefault("leader", line.leader_id)
        self.initial.setdefault("why", line.why)


class DecisionForm(CommandForm):
    number = forms.CharField(label=_("依据文件文号"), max_length=60, required=False)


class PaperForm(CommandForm):
    series = forms.ModelChoiceField(Series.objects.none(), label=_("发文代字"))

    def __init__(self, *args, by, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offices = [one.pk for one in draftable(seen_by=by)]
        rows = Series.objects.on(today()).filter(organisation__in=offices)
        self.fields["series"].queryset = rows
        self.fields["series"].initial = rows.first()


class ProfileForm(CommandForm):
    """What the leader knows; and, if there is one, a community the leader must keep away from."""

    known = forms.MultipleChoiceField(label=_("专长"), required=False, widget=forms.CheckboxSelectMultiple)
    most = forms.IntegerField(label=_("最多联系几个社区"), min_value=1)

    def __init__(self, *args, person: Person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        held = Profile.objects.filter(person=person).first()
        self.fields["known"].choices = [(name, name) for name in norms().fields]
        self.fields["most"].max_value = norms().most_communities
        self.initial.setdefault("known", held.fields if held else [])
        self.initial.setdefault("most", held.most if held else norms().most_communities)


class ConflictForm(CommandForm):
    """A conflict is declared; or one that stands is lifted, with the reason."""

    lifted = forms.ModelChoiceField(
        Conflict.objects.none(), label=_("解除哪一项"), required=False, help_text=_("登记新的回避时不选。")
    )
    community = forms.ModelChoiceField(Organisation.objects.none(), label=_("社区"), required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=ConflictKind.choices, required=False)
    why = forms.CharField(label=_("说明"), max_length=200)
    on = day_field(_("自哪天起"), initial=today)

    def __init__(self, *args, person: Person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY)
        self.fields["community"].queryset = rows.order_by("code", "pk")
        self.person = person
        standing = Conflict.objects.filter(person=person, valid_to=None).select_related("community")
        if standing.exists():
            self.fields["lifted"].queryset = standing
        else:
            del self.fields["lifted"]

    def clean(self):
        data = super().clean()
        if not data.get("lifted") and not (data.get("community") and data.get("kind")):
            self.add_error("community", _("请选社区和类别。"))
        return data

    def done(self, by):
        data = self.cleaned_data
        if data.get("lifted"):
            what = {"conflict": data["lifted"], "why": data["why"], "on": data["on"]}
            return self.carried_out(lift_conflict, by=by, **what)
        names = ("community", "kind", "why", "on")
        what = {name: data[name] for name in names}
        return self.carried_out(declare_conflict, by=by, person=self.person, **what)
