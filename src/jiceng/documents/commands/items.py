"""What an item of a plan is called and who carries it out changes with a reason; what ended units had goes on to their
successors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.documents import sources
from jiceng.documents.commands import register
from jiceng.documents.commands.plans import locked_plan, titled
from jiceng.documents.enums import TaskAct
from jiceng.documents.models import Plan, PlanItem, PlanItemVersion, Task
from jiceng.documents.queries.succession import Orphan, orphans
from jiceng.documents.rules import may_plan
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


@dataclass(frozen=True)
class Charge:
    """What an item is called, who carries it out, who helps."""

    title: str
    unit: Organisation
    owner: Person | None = None
    helpers: tuple[Organisation, ...] = ()

    def words(self) -> dict:
        names = "、".join(sorted(one.name for one in self.helpers))
        return {"title": self.title, "unit": self.unit.name, "owner": str(self.owner or ""), "helpers": names}


@transaction.atomic
def change_item(*, by, item: PlanItem, charge: Charge, why: str, on: date | None = None) -> PlanItemVersion:
    """A further version from today on; earlier days keep theirs. Open tasks of a unit that has ended go along."""
    plan, day = locked_plan(item.plan), on or today()
    must(by, may_plan, plan, _("无权修改这个规划。"))
    row = PlanItem.objects.select_related("unit", "owner").get(pk=item.pk)
    if row.dropped_on:
        raise ImpossibleError(_("这个事项已经取消。"))
    if not why.strip():
        raise ImpossibleError(_("请写变更理由。"))
    if charge.unit in charge.helpers:
        raise ImpossibleError(_("责任单位不能同时是协办单位。"))
    before = Charge(row.title, row.unit, row.owner, tuple(row.helpers.all()))
    names = titled(charge.title)
    after = Charge(names["title"], charge.unit, charge.owner, charge.helpers)
    if before.words() == after.words() and before.unit == after.unit:
        raise ImpossibleError(_("没有改动。"))
    last = row.versions.order_by("-version").first() or _version(row, before, 1, row.made_on)
    if day < last.decided_on:
        raise ImpossibleError(_("变更日期不能早于上一次变更的日期。"))
    for name, value in {**names, "unit": after.unit, "owner": after.owner}.items():
        setattr(row, name, value)
    row.save()
    row.helpers.set(after.helpers)
    made = _version(row, after, last.version + 1, day, by, why.strip()[:300])
    _take_tasks_along(by, row, before.unit, day)
    record(
        by=by,
        verb="documents.change_item",
        target=row,
        why=made.why,
        before=before.words(),
        after=after.words(),
    )
    return made


def _version(
    item: PlanItem, charge: Charge, number: int, day: date, by=None, why: str = ""
) -> PlanItemVersion:
    made = PlanItemVersion.objects.create(
        item=item,
        version=number,
        decided_on=day,
        why=why,
        title=charge.title,
        unit=charge.unit,
        owner=charge.owner,
        made_by=by,
    )
    made.helpers.set(charge.helpers)
    return made


def _take_tasks_along(by, item: PlanItem, former: Organisation, day: date) -> None:
    """A unit that has ended does nothing more: its open tasks of the item go to the item's unit and owner."""
    if former.pk == item.unit_id or former.valid_to is None or former.valid_to > day:
        return
    rows = Task.objects.filter(source_kind=sources.PLANNED, source_id=str(item.pk), unit=former)
    for task in rows.filter(done_on=None, dropped_on=None).order_by("pk"):
        row = register.locked(task)
        register.give_to(row, item.unit, row.due_on)
        row.owner = item.owner
        row.save(update_fields=["owner"])
        register.step(by, row, TaskAct.HANDED, day, f"{former.name} → {item.unit.name}")


@transaction.atomic
def succeed_items(
    *, by, plan: Plan, units: Mapping[int, Organisation], why: str, on: date | None = None
) -> list[PlanItemVersion]:
    """Items of ended units go on to their successors, as many as `units` names by the item's id: one transaction."""
    row, day = locked_plan(plan), on or today()
    must(by, may_plan, row, _("无权修改这个规划。"))
    known = {one.item.pk: one for one in orphans(row, day)}
    made = []
    for pk, unit in units.items():
        orphan = known.get(pk)
        if orphan is None or unit not in orphan.heirs:
            raise ImpossibleError(_("这个单位不是原责任单位的承接单位。"))
        made.append(change_item(by=by, item=orphan.item, charge=_inherited(orphan, unit), why=why, on=day))
    if not made:
        raise ImpossibleError(_("请至少选一项。"))
    return made


def _inherited(orphan: Orphan, unit: Organisation) -> Charge:
    """Nobody of the ended unit is named any more; helpers are those that there are."""
    helpers = tuple(one for one in orphan.helpers if one != unit)
    return Charge(orphan.item.title, unit, None, helpers)
