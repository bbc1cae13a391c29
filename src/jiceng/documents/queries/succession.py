"""Items of plans whose unit has ended, and who came after it."""

from dataclasses import dataclass
from datetime import date

from jiceng.documents.models import Plan, PlanItem, PlanItemVersion
from jiceng.documents.queries.living import living_items
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.unit import successors


@dataclass(frozen=True)
class Orphan:
    """`heirs` are the units of the day that came after its unit; `helpers` those that help, each ended one replaced by
    who came after it."""

    item: PlanItem
    heirs: list[Organisation]
    helpers: list[Organisation]


def orphans(plan: Plan, as_of: date) -> list[Orphan]:
    """In the order of the plan."""
    rows = living_items(as_of).filter(plan=plan, unit__valid_to__lte=as_of)
    items = list(rows.select_related("plan", "unit").prefetch_related("helpers").order_by("order", "pk"))
    return orphaned(items, as_of)


def orphaned(items: list[PlanItem], as_of: date) -> list[Orphan]:
    ended = [one for item in items for one in (item.unit, *item.helpers.all()) if _has_ended(one, as_of)]
    heirs = successors(ended, as_of=as_of)
    return [
        Orphan(
            one,
            heirs.get(one.unit_id, []),
            list(
                dict.fromkeys(unit for helper in one.helpers.all() for unit in heirs.get(helper.pk, [helper]))
            ),
        )
        for one in items
        if _has_ended(one.unit, as_of)
    ]


def _has_ended(unit: Organisation, as_of: date) -> bool:
    return unit.valid_to is not None and unit.valid_to <= as_of


def as_it_was(items: list[PlanItem], as_of: date) -> list[PlanItem]:
    """The same items, those that were changed since then with the name, unit and owner of the day."""
    since = PlanItemVersion.objects.filter(item__in=[one.pk for one in items], decided_on__gt=as_of)
    rows = PlanItemVersion.objects.filter(item__in=since.order_by().values("item"), decided_on__lte=as_of)
    found = rows.select_related("unit", "owner").prefetch_related("helpers").order_by("version")
    was = {one.item_id: one for one in found}
    for item in items:
        if version := was.get(item.pk):
            item.was, item.title, item.unit, item.owner = version, version.title, version.unit, version.owner
    return items
