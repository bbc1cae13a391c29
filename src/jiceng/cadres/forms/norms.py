"""What is typed about targets and requirements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.commands import Bounds
from jiceng.cadres.enums import CADRE_POSTS, Rank, Share, Status
from jiceng.cadres.models import PostRequirement
from jiceng.kernel.command_forms import CommandForm, day_field, lines
from jiceng.kernel.pages import today
from jiceng.organisations.enums import BRANCHES, Kind
from jiceng.organisations.models import Post
from jiceng.people.enums import Education


def _bound(label, help_text="") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, required=False, min_value=0, max_value=100, decimal_places=1
    )


def _choice(label, choices) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=[("", "—"), *choices.choices], coerce=int, empty_value=None, required=False
    )


class TargetForm(CommandForm):
    measure = forms.ChoiceField(label=_("指标"), choices=Share.choices)
    at_least = _bound(_("不低于"), _("比例写百分数，年龄写岁数；可以只写一个。"))
    at_most = _bound(_("不高于"))
    on = day_field(_("自哪天起"), initial=today)
    why = lines(_("依据和理由"), rows=2, required=True, max_length=300)

    @property
    def asked(self) -> dict:
        data = self.cleaned_data
        return {
            "measure": data["measure"],
            "bounds": Bounds(data["at_least"], data["at_most"]),
            "on": data["on"],
            "why": data["why"],
        }


class RequirementForm(CommandForm):
    """For a kind of post in a kind of organisation, or for one post."""

    organisation_kind = forms.ChoiceField(
        label=_("组织类别"), choices=[(one.value, one.label) for one in (*BRANCHES, Kind.RESIDENTS_COMMITTEE)]
    )
    post_kind = forms.ChoiceField(
        label=_("职务类别"), choices=[(one.value, one.label) for one in CADRE_POSTS]
    )
    places = forms.IntegerField(label=_("职数"), required=False, min_value=1, max_value=30)
    rank_at_least = _choice(_("最低职级"), Rank)
    education_at_least = _choice(_("最低学历"), Education)
    age_at_most = forms.IntegerField(label=_("最大年龄"), required=False, min_value=18, max_value=70)
    status = forms.ChoiceField(label=_("身份"), choices=[("", "—"), *Status.choices], required=False)
    party_member = forms.BooleanField(label=_("须为正式党员"), required=False)
    party_years = forms.IntegerField(label=_("最低党龄（年）"), required=False, min_value=0, max_value=50)
    term_years = forms.IntegerField(label=_("任期（年）"), required=False, min_value=1, max_value=10)
    on = day_field(_("自哪天起"), initial=today)
    why = lines(_("依据和理由"), rows=2, required=True, max_length=300)

    def __init__(self, *args, post: Post | None = None, **kwargs) -> None:
        """For this post alone when one is given; then no kinds are asked for."""
        super().__init__(*args, **kwargs)
        self.post = post
        if post is not None:
            del self.fields["organisation_kind"], self.fields["post_kind"]

    @property
    def requirement(self) -> PostRequirement:
        data = {key: value for key, value in self.cleaned_data.items() if key not in {"submission_key", "on"}}
        data["party_years"] = data["party_years"] or 0
        return PostRequirement(valid_from=self.cleaned_data["on"], post=self.post, **data)
