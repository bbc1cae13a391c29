"""What a person types when a plan changes or an item of it changes hands, cleaned."""

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.documents.commands import Charge, PlanWords
from jiceng.documents.forms import CommandForm, day_field
from jiceng.documents.forms_plans import UnitForm, text_field
from jiceng.documents.models import Document, Plan, PlanItem
from jiceng.documents.queries.succession import Orphan
from jiceng.organisations.models import Organisation


class PlanChangeForm(CommandForm):
    """Beginning with what holds now."""

    title = forms.CharField(label=_("名称"), max_length=120)
    ends_on = day_field(_("止"))
    document = forms.ModelChoiceField(Document.objects.none(), label=_("印发文件"), required=False)
    why = text_field(_("变更理由"), max_length=300)

    def __init__(self, *args, plan: Plan, documents, **kwargs) -> None:
        names = ("title", "ends_on", "document")
        super().__init__(*args, initial={name: getattr(plan, name) for name in names}, **kwargs)
        self.fields["document"].queryset = documents

    @property
    def words(self) -> PlanWords:
        data = self.cleaned_data
        return PlanWords(data["title"], data["ends_on"], data["document"])


class ItemChangeForm(UnitForm):
    """What the item is called and who carries it out, beginning with what holds now."""

    title = forms.CharField(label=pgettext_lazy("规划", "事项"), max_length=120)
    why = text_field(_("变更理由"), max_length=300)
    field_order = ("title", "unit", "owner", "helpers", "why")

    @staticmethod
    def of(item: PlanItem, orphan: Orphan | None) -> dict:
        """For a unit that has ended: its only successor, and the reason as it is."""
        found = {"title": item.title, "unit": item.unit_id, "helpers": [one.pk for one in item.helpers.all()]}
        if orphan is None:
            return found | {"owner": item.owner.name if item.owner else ""}
        heir = orphan.heirs[0].pk if len(orphan.heirs) == 1 else None
        return found | {"unit": heir, "helpers": [one.pk for one in orphan.helpers], "why": ended_words(item)}

    @property
    def charge(self) -> Charge:
        data = self.cleaned_data
        return Charge(data["title"], data["unit"], data["person"], tuple(data["helpers"]))


def ended_words(item: PlanItem) -> str:
    words = {"unit": item.unit.name, "day": item.unit.valid_to.isoformat()}
    return _g("%(unit)s已于%(day)s撤销，由承接单位接任。") % words


class SucceedForm(CommandForm):
    """Each item of an ended unit with those that came after it; what is left open stays as it is."""

    submit = _("交给承接单位")
    why = text_field(_("变更理由"), max_length=300)

    def __init__(self, *args, orphans: list[Orphan], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for one in orphans:
            heirs = Organisation.objects.filter(pk__in=[heir.pk for heir in one.heirs])
            self.fields[f"item{one.item.pk}"] = forms.ModelChoiceField(
                heirs,
                label=one.item.title,
                required=False,
                initial=one.heirs[0].pk if one.heirs else None,
                help_text=ended_words(one.item)
                if one.heirs
                else _("没有承接单位，请在事项页面另定责任单位。"),
            )
        self.order_fields([*(name for name in self.fields if name.startswith("item")), "why"])

    @property
    def units(self) -> dict[int, Organisation]:
        data = self.cleaned_data
        return {int(name[4:]): unit for name, unit in data.items() if name.startswith("item") and unit}
