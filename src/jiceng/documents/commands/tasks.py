"""A task is given, acknowledged, told of, done; its day is moved or it is dropped by who gave it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.documents import sources
from jiceng.documents.commands import register
from jiceng.documents.commands.register import Cause, NewTask, locked, step
from jiceng.documents.enums import TaskAct
from jiceng.documents.models import PlanItem, Task
from jiceng.documents.rules import may_carry_task, may_give, may_keep_item, may_order_task
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import kind_of, record
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def give_task(*, by, new: NewTask, on: date | None = None) -> Task:
    """By hand or from a list that the cause names; what belongs to a plan, a decision or a matter is given there."""
    must(by, may_give, new.unit, _("无权给这个单位交办任务。"))
    if new.cause.kind not in {"", sources.LISTED}:
        raise ImpossibleError(_("这类任务在它的来源页面交办。"))
    if new.cause.kind == sources.LISTED and not new.cause.name.strip():
        raise ImpossibleError(_("请写明是哪一份清单。"))
    return _given(by, new, on or today())


@transaction.atomic
def give_tasks(*, by, news: Iterable[NewTask], on: date | None = None) -> list[Task]:
    """A whole list at once: all of it, or nothing when one of them is refused."""
    return [give_task(by=by, new=one, on=on) for one in news]


@transaction.atomic
def give_item_task(*, by, item: PlanItem, new: NewTask, on: date | None = None) -> Task:
    """A piece of the work that an item of a plan asks for."""
    must(by, may_keep_item, item, _("无权为这个事项安排任务。"))
    if item.dropped_on:
        raise ImpossibleError(_("这个事项已经取消。"))
    cause = Cause(kind_of(item), str(item.pk), f"{item.plan.title}：{item.title}")
    owned = NewTask(new.title, new.unit, new.due_on, new.owner, new.measure, new.helpers, cause)
    return _given(by, owned, on or today())


def _given(by, new: NewTask, day: date) -> Task:
    row = register.enter(by, new, day)
    step(by, row, TaskAct.GIVEN, day, row.unit.name)
    after = {"unit": row.unit.name, "due_on": row.due_on}
    record(by=by, verb="documents.give_task", target=row, after=after)
    return row


def _carried(by, task: Task) -> Task:
    row = locked(task)
    must(by, may_carry_task, row, _("这不是您的任务。"))
    if sources.way_of(row):
        raise ImpossibleError(_("这项任务在它的来源页面办理。"))
    return row


@transaction.atomic
def acknowledge_task(*, by, task: Task, on: date | None = None) -> Task:
    row, day = _carried(by, task), on or today()
    register.acknowledge(row, day)
    step(by, row, TaskAct.ACKNOWLEDGED, day)
    record(by=by, verb="documents.acknowledge_task", target=row, after={"on": day})
    return row


@transaction.atomic
def tell_progress(*, by, task: Task, text: str, on: date | None = None) -> Task:
    row, day = _carried(by, task), on or today()
    register.progress(row, text, day)
    step(by, row, TaskAct.PROGRESS, day, text)
    record(by=by, verb="documents.tell_progress", target=row, after={"on": day})
    return row


@transaction.atomic
def finish_task(*, by, task: Task, result: str, on: date | None = None) -> Task:
    row, day = _carried(by, task), on or today()
    if not result.strip():
        raise ImpossibleError(_("请写完成的结果。"))
    register.finish(row, result, day)
    step(by, row, TaskAct.DONE, day, result)
    record(by=by, verb="documents.finish_task", target=row, after={"result": row.result})
    return row


def _ordered(by, task: Task, why: str) -> Task:
    row = locked(task)
    must(by, may_order_task, row, _("只有交办的人可以改期限或取消。"))
    if sources.way_of(row):
        raise ImpossibleError(_("这项任务在它的来源页面办理。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    return row


@transaction.atomic
def move_task(*, by, task: Task, due_on: date, why: str, on: date | None = None) -> Task:
    """Another day; the old one stays in the steps."""
    row, day = _ordered(by, task, why), on or today()
    if due_on < row.assigned_on:
        raise ImpossibleError(_("完成期限不能早于交办日期。"))
    before = row.due_on
    register.move(row, due_on)
    words = f"{before.isoformat() if before else '—'} → {due_on.isoformat()}　{why.strip()}"
    step(by, row, TaskAct.MOVED, day, words)
    record(
        by=by,
        verb="documents.move_task",
        target=row,
        why=why.strip(),
        before={"due_on": before},
        after={"due_on": due_on},
    )
    return row


@transaction.atomic
def drop_task(*, by, task: Task, why: str, on: date | None = None) -> Task:
    """No longer asked for; it stays in the register with the reason."""
    row, day = _ordered(by, task, why), on or today()
    register.must_be_open(row)
    row.dropped_on, row.dropped_why = day, why.strip()[:300]
    row.save(update_fields=["dropped_on", "dropped_why"])
    step(by, row, TaskAct.DROPPED, day, why)
    record(by=by, verb="documents.drop_task", target=row, why=why.strip(), after={"on": day})
    return row
