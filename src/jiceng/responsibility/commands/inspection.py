"""The year's inspections are planned and merged; an inspection off the plan is refused."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import attest
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.responsibility.commands.state import name_of
from jiceng.responsibility.models import Check, CheckItem, CheckPlan
from jiceng.responsibility.rules import may_supervise

AND = "、"


@dataclass(frozen=True)
class NewItem:
    """An inspection with its field and months, and the units that come besides the one that plans."""

    title: str
    field: str
    month_from: int
    month_to: int
    units: tuple[Organisation, ...] = ()


@transaction.atomic
def plan_check(*, by, unit: Organisation, year: int, new: NewItem, on: date | None = None) -> CheckItem:
    """Into the county's plan of the year; the same field in touching months is one inspection of all its units."""
    must(by, may_supervise, None, _("只有督查部门可以制定计划。"))
    made, _new = CheckPlan.objects.get_or_create(year=year, defaults={"unit": unit})
    plan = CheckPlan.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if plan.adopted_on:
        raise ImpossibleError(_("计划已经通过，不能再加。"))
    if not new.title.strip() or not 1 <= new.month_from <= new.month_to <= 12:  # months
        raise ImpossibleError(_("请写检查项目和起止月份。"))
    row = _merged(plan, new, {unit, *new.units})
    record(by=by, verb="responsibility.plan_check", target=row, after={"year": year, "title": row.title})
    return row


def _merged(plan: CheckPlan, new: NewItem, units: set[Organisation]) -> CheckItem:
    """One inspection of everything of the field whose months touch, over all their months and by all their units; what
    grows together with a third is merged with it too."""
    titles, first, last = [new.title.strip()], new.month_from, new.month_to
    while found := plan.items.filter(field=new.field, month_from__lte=last, month_to__gte=first).first():
        titles = [*found.title.split(AND), *titles]
        first, last = min(first, found.month_from), max(last, found.month_to)
        units |= set(found.units.all())
        found.delete()
    row = CheckItem.objects.create(
        plan=plan,
        title=AND.join(dict.fromkeys(titles))[:300],
        field=new.field,
        month_from=first,
        month_to=last,
    )
    row.units.set(units)
    return row


@transaction.atomic
def drop_check(*, by, item: CheckItem) -> CheckPlan:
    """Out of a plan that is not adopted yet."""
    must(by, may_supervise, None, _("只有督查部门可以制定计划。"))
    plan = CheckPlan.objects.select_for_update(of=("self",)).get(pk=item.plan_id)
    if plan.adopted_on:
        raise ImpossibleError(_("计划已经通过，不能再改。"))
    record(by=by, verb="responsibility.drop_check", target=item, after={"title": item.title})
    CheckItem.objects.filter(pk=item.pk).delete()
    return plan


@transaction.atomic
def adopt_check_plan(*, by, plan: CheckPlan, on: date | None = None) -> CheckPlan:
    """From now on the plan stands as it is."""
    must(by, may_supervise, None, _("只有督查部门可以制定计划。"))
    row, day = (
        CheckPlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk),
        on or today(),
    )
    if row.adopted_on or not row.items.exists():
        raise ImpossibleError(_("计划已经通过，或还没有项目。"))
    row.adopted_on = day
    row.save(update_fields=["adopted_on"])
    attest(
        kind="check.plan",
        organisation=row.unit,
        on=day,
        source=row,
        source_url=reverse("check_plan"),
        marks=("list",),
    )
    record(by=by, verb="responsibility.adopt_check_plan", target=row)
    return row


@transaction.atomic
def hold_check(*, by, item: CheckItem, community: Organisation, found: str, on: date | None = None) -> Check:
    """Only what the adopted plan of the year holds, in its months, once in a community."""
    must(by, may_supervise, None, _("只有督查部门可以登记检查。"))
    day = on or today()
    row = CheckItem.objects.select_for_update(of=("self",)).select_related("plan").get(pk=item.pk)
    if (
        row.plan.adopted_on is None
        or row.plan.year != day.year
        or not row.month_from <= day.month <= row.month_to
    ):
        raise ImpossibleError(_("年度计划里没有这个时间的这项检查，不得进行。"))
    if day > today():
        raise ImpossibleError(_("日期不能晚于今天。"))
    if row.checks.filter(community=community).exists():
        raise ImpossibleError(_("这个社区已经查过这一项，同类检查合并进行，不再重复。"))
    if not found.strip():
        raise ImpossibleError(_("请写检查情况。"))
    made = Check.objects.create(
        item=row, community=community, on=day, found=found.strip()[:2000], by_name=name_of(by)
    )
    record(by=by, verb="responsibility.hold_check", target=made, after={"on": day})
    return made
