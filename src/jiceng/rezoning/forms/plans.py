"""Forms about plans: search, hand edits, names."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.rezoning.commands.plans import Naming
from jiceng.rezoning.forms.base import CommandForm


class SearchForm(CommandForm):
    count = forms.TypedChoiceField(
        label=_("方案个数"),
        coerce=int,
        initial=6,
        choices=[(1, _("只要最优的一个")), (6, _("六个各有所长的方案")), (9, _("九个"))],
    )
    budget_seconds = forms.TypedChoiceField(
        label=_("最长用时"),
        coerce=int,
        initial=60,
        choices=[(10, _("10秒")), (60, _("1分钟")), (300, _("5分钟")), (1800, _("半小时"))],
    )
    seed = forms.IntegerField(
        label=_("随机种子"), min_value=0, initial=0, help_text=_("同一种子、同一输入，得到同一方案。")
    )


class TitleForm(CommandForm):
    title = forms.CharField(label=_("名称"), max_length=120)


class SaveDeskForm(TitleForm):
    """A branch of a plan, with its name."""


class DeskForm(forms.Form):
    """One step on the desk. `cursor` is where the person saw the desk standing: the same step is not done twice."""

    verb = forms.ChoiceField(choices=[("move", "move"), ("undo", "undo"), ("redo", "redo")])
    cursor = forms.IntegerField(min_value=0)
    units = forms.CharField(required=False)
    to = forms.CharField(required=False, max_length=40)

    def clean_units(self) -> list[str]:
        """Keys from checkboxes, or one text with commas from the map."""
        listed = self.data.getlist("units")
        return [key for text in listed for key in text.split(",") if key]


class NamingForm(CommandForm):
    """A name, a seat and a venue for each community of a plan."""

    def __init__(self, *args, communities, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.communities = communities
        for community in communities:
            inside = [(unit.key, unit.name) for unit in units.get(community.label, [])]
            venues = [
                (unit.key, f"{unit.name}（{unit.venue_area_m2} m²）")
                for unit in units.get(community.label, [])
                if unit.venue_area_m2
            ]
            self._add(community, inside, venues)

    def _add(self, community, inside: list, venues: list) -> None:
        number = community.pk
        self.fields[f"name-{number}"] = forms.CharField(
            label=_("名称"), max_length=60, initial=community.name
        )
        self.fields[f"seat-{number}"] = forms.ChoiceField(
            label=_("居委会驻地"),
            choices=inside,
            initial=community.seat.key if community.seat else "",
        )
        self.fields[f"venue-{number}"] = forms.ChoiceField(
            label=_("使用的场所"),
            required=False,
            choices=[("", _("没有")), *venues],
            initial=community.venue.key if community.venue else "",
        )

    def rows(self) -> list[Naming]:
        data = self.cleaned_data
        return [
            Naming(c.label, data[f"name-{c.pk}"], data[f"seat-{c.pk}"], data[f"venue-{c.pk}"])
            for c in self.communities
        ]

    def groups(self) -> list[tuple]:
        """(name, seat, venue) of each community as bound fields, for the rows of the page."""
        return [(self[f"name-{c.pk}"], self[f"seat-{c.pk}"], self[f"venue-{c.pk}"]) for c in self.communities]
