"""Plans are made, items added (also from the clauses of a document), targets changed with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from jiceng.documents import measures, sources
from jiceng.documents.commands.state import must_stay_out
from jiceng.documents.models import Document, Incoming, Plan, PlanItem, PlanTarget, Task
from jiceng.documents.rules import may_keep_item, may_plan
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


@dataclass(frozen=True)
class NewPlan:
    kind: str
    title: str
    organisation: Organisation
    starts_on: date
    ends_on: date
    adopted_on: date
    document: Document | None = None
    carries_out: PlanItem | None = None


@dataclass(frozen=True)
class Aim:
    """What an item aims at. With a figure and no baseline, it is measured on the day of the decision."""

    measure: str
    due_on: date
    figure: str = ""
    baseline: Decimal | None = None
    goal: Decimal | None = None
    weight: int = 1


@dataclass(frozen=True)
class Clause:
    """The passage that an item is made from, as it stands in its document."""

    name: str
    number: int
    text: str
    document: Document | None = None
    incoming: Incoming | None = None


@dataclass(frozen=True)
class NewItem:
    title: str
    unit: Organisation
    aim: Aim
    starts_on: date | None = None
    parent: PlanItem | None = None
    owner: Person | None = None
    helpers: tuple[Organisation, ...] = ()
    clause: Clause | None = None


def titled(text: str) -> dict:
    """The columns of a title; ValidationError without one."""
    title = " ".join(text.split())[:120]
    if not title:
        raise ImpossibleError(_("请填名称。"))
    return {"title": title, "pinyin": spelled(title)[:720], "initials": initials(title)[:120]}


@transaction.atomic
def make_plan(*, by, new: NewPlan) -> Plan:
    must(by, may_plan, new.organisation, _("无权为这个单位编制规划。"))
    if new.ends_on <= new.starts_on:
        raise ImpossibleError(_("止期须晚于起期。"))
    _must_be_issued(new.document)
    names = titled(new.title)
    same = Plan.objects.filter(organisation=new.organisation, title=names["title"], starts_on=new.starts_on)
    if same.exists():
        raise ImpossibleError(_("这个单位已有同名、同起期的规划。"))
    row = Plan.objects.create(
        kind=new.kind,
        organisation=new.organisation,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        adopted_on=new.adopted_on,
        document=new.document,
        carries_out=new.carries_out,
        made_by=by,
        **names,
    )
    record(by=by, verb="documents.make_plan", target=row, after={"kind": row.kind})
    return row


@dataclass(frozen=True)
class PlanWords:
    """What of a plan may still change: what it is called, how long it runs, by which document it was issued."""

    title: str
    ends_on: date
    document: Document | None = None

    def words(self) -> dict:
        return {"title": self.title, "ends_on": self.ends_on, "document": str(self.document or "")}


@transaction.atomic
def change_plan(*, by, plan: Plan, words: PlanWords, why: str) -> Plan:
    """Most often: the document that issued it is named once there is one. What was before stands in the record."""
    row = locked_plan(plan)
    must(by, may_plan, row, _("无权修改这个规划。"))
    if not why.strip():
        raise ImpossibleError(_("请写变更理由。"))
    _must_be_issued(words.document)
    last = PlanTarget.objects.filter(item__plan=row).aggregate(last=Max("due_on"))["last"]
    if words.ends_on <= row.starts_on or (last and words.ends_on < last):
        raise ImpossibleError(_("止期须晚于起期，不早于各事项的完成期限。"))
    names = titled(words.title)
    same = Plan.objects.filter(organisation=row.organisation, title=names["title"], starts_on=row.starts_on)
    if same.exclude(pk=row.pk).exists():
        raise ImpossibleError(_("这个单位已有同名、同起期的规划。"))
    before = PlanWords(row.title, row.ends_on, row.document)
    after = PlanWords(names["title"], words.ends_on, words.document)
    if before == after:
        raise ImpossibleError(_("没有改动。"))
    for name, value in {**names, "ends_on": after.ends_on, "document": after.document}.items():
        setattr(row, name, value)
    row.save()
    said = {"before": before.words(), "after": after.words()}
    record(by=by, verb="documents.change_plan", target=row, why=why.strip(), **said)
    return row


def _must_be_issued(document: Document | None) -> None:
    if document is not None and not document.is_issued:
        raise ImpossibleError(_("印发文件须是已经印发的公文。"))


def locked_plan(plan: Plan) -> Plan:
    """One writer of a plan's tree at a time: the order of its items has no gap and no double."""
    return Plan.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=plan.pk)


@transaction.atomic
def add_items(*, by, plan: Plan, news: Iterable[NewItem], on: date | None = None) -> list[PlanItem]:
    """Items at the end of their branch of the tree, each with the first version of its target."""
    row, day = locked_plan(plan), on or today()
    made = []
    for new in news:
        if new.parent is None:
            must(by, may_plan, row, _("无权修改这个规划。"))
        else:
            must(by, may_keep_item, new.parent, _("无权修改这个规划。"))
        made.append(_added(by, row, new, day))
    if not made:
        raise ImpossibleError(_("请至少选一项。"))
    return made


def _added(by, plan: Plan, new: NewItem, day: date) -> PlanItem:
    must_stay_out(new.title, new.aim.measure, new.clause.text if new.clause else "")
    starts = new.starts_on or plan.starts_on
    if new.parent is not None and (new.parent.plan_id != plan.pk or new.parent.dropped_on):
        raise ImpossibleError(_("上级事项不在这个规划中，或已经取消。"))
    if starts > new.aim.due_on or starts < plan.starts_on:
        raise ImpossibleError(_("事项的起止须在规划期内，起不晚于止。"))
    siblings = PlanItem.objects.filter(plan=plan, parent=new.parent)
    item = PlanItem.objects.create(
        plan=plan,
        parent=new.parent,
        order=(siblings.aggregate(last=Max("order"))["last"] or 0) + 1,
        unit=new.unit,
        owner=new.owner,
        starts_on=starts,
        made_on=day,
        **titled(new.title),
        **_cited(new.clause),
    )
    item.helpers.set(new.helpers)
    _aim_at(by, item, new.aim, day, version=1)
    record(by=by, verb="documents.add_item", target=item, after={"plan": plan.title, "unit": new.unit.name})
    return item


def _cited(clause: Clause | None) -> dict:
    if clause is None:
        return {}
    return {
        "cites": clause.document,
        "cites_incoming": clause.incoming,
        "cited_name": clause.name.strip()[:240],
        "passage_no": clause.number,
        "passage": clause.text.strip()[:1000],
    }


def _aim_at(by, item: PlanItem, aim: Aim, day: date, version: int, why: str = "") -> PlanTarget:
    aim = _measured(aim, day)
    if not aim.measure.strip():
        raise ImpossibleError(_("请写目标。"))
    if not item.starts_on <= aim.due_on <= item.plan.ends_on:
        raise ImpossibleError(_("事项的起止须在规划期内，起不晚于止。"))
    return PlanTarget.objects.create(
        item=item,
        version=version,
        decided_on=day,
        why=why.strip()[:300],
        measure=aim.measure.strip()[:300],
        figure=aim.figure,
        baseline=aim.baseline,
        goal=aim.goal,
        weight=max(1, aim.weight),
        due_on=aim.due_on,
        made_by=by,
    )


def _measured(aim: Aim, day: date) -> Aim:
    """A figure that is measured needs a goal, and a baseline other than it."""
    if not aim.figure:
        return aim
    figure = measures.of(aim.figure)
    if figure is None:
        raise ImpossibleError(_("没有这项计量指标。"))
    if aim.baseline is None:
        aim = replace(aim, baseline=figure.on(day))
    if aim.goal is None or aim.baseline is None:
        raise ImpossibleError(_("选了计量指标，要写基数和目标值。"))
    if aim.goal == aim.baseline:
        raise ImpossibleError(_("目标值与基数相同，没有要做的事。"))
    return aim


@transaction.atomic
def change_target(*, by, item: PlanItem, aim: Aim, why: str, on: date | None = None) -> PlanTarget:
    """A further version from today on; figures of earlier days keep the version of their day."""
    plan, day = locked_plan(item.plan), on or today()
    must(by, may_plan, plan, _("无权调整这个规划的目标。"))
    row = PlanItem.objects.select_related("plan").get(pk=item.pk)
    if row.dropped_on:
        raise ImpossibleError(_("这个事项已经取消。"))
    if not why.strip():
        raise ImpossibleError(_("请写明调整理由。"))
    last = row.targets.order_by("-version")[0]
    if day < last.decided_on:
        raise ImpossibleError(_("调整日期不能早于上一次确定目标的日期。"))
    made = _aim_at(by, row, aim, day, last.version + 1, why)
    record(
        by=by,
        verb="documents.change_target",
        target=row,
        why=made.why,
        before={"measure": last.measure, "goal": last.goal, "due_on": last.due_on},
        after={"measure": made.measure, "goal": made.goal, "due_on": made.due_on},
    )
    return made


@transaction.atomic
def drop_item(*, by, item: PlanItem, why: str, on: date | None = None) -> PlanItem:
    """No longer part of the plan from today on; what lies below it must be closed or dropped first."""
    plan, day = locked_plan(item.plan), on or today()
    must(by, may_plan, plan, _("无权修改这个规划。"))
    row = PlanItem.objects.get(pk=item.pk)
    if row.dropped_on:
        raise ImpossibleError(_("这个事项已经取消。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    if row.children.filter(dropped_on=None).exists() or row.plans.exists():
        raise ImpossibleError(_("下面还有事项或规划，请先处理。"))
    tasks = Task.objects.filter(source_kind=sources.PLANNED, source_id=str(row.pk))
    if tasks.filter(done_on=None, dropped_on=None).exists():
        raise ImpossibleError(_("还有没完成的任务。"))
    row.dropped_on, row.dropped_why = day, why.strip()[:300]
    row.save(update_fields=["dropped_on", "dropped_why"])
    record(by=by, verb="documents.drop_item", target=row, why=row.dropped_why, after={"on": day})
    return row
