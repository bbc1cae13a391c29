"""The one table of tasks: entered and moved inside the commands of those who ask their own rule and record it.

Plans, decisions and supervised matters all come here, so that where a task stands is kept once.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from jiceng.documents.commands.state import must_stay_out, name_of
from jiceng.documents.models import Task, TaskHelper, TaskStep
from jiceng.kernel.pinyin import initials, spelled
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


@dataclass(frozen=True)
class Cause:
    """What a task comes from: kind and id of the row, and its words."""

    kind: str = ""
    pk: str = ""
    name: str = ""


@dataclass(frozen=True)
class NewTask:
    """What is asked, of whom, until when."""

    title: str
    unit: Organisation
    due_on: date | None
    owner: Person | None = None
    measure: str = ""
    helpers: tuple[Organisation | Person, ...] = ()
    cause: Cause = field(default_factory=Cause)


def unsaved(by, new: NewTask, day: date) -> Task:
    """The row as it will be kept."""
    must_stay_out(new.title, new.measure)
    title = " ".join(new.title.split())[:120]
    if not title:
        raise ImpossibleError(_("请填任务。"))
    if new.due_on and new.due_on < day:
        raise ImpossibleError(_("完成期限不能早于交办日期。"))
    return Task(
        title=title,
        pinyin=spelled(title)[:720],
        initials=initials(title)[:120],
        measure=new.measure.strip()[:300],
        source_kind=new.cause.kind,
        source_id=new.cause.pk,
        source_name=new.cause.name[:200],
        unit=new.unit,
        owner=new.owner,
        assigned_on=day,
        due_on=new.due_on,
        made_by=by,
    )


def enter(by, new: NewTask, day: date) -> Task:
    row = unsaved(by, new, day)
    row.save()
    if new.helpers:
        help_with(row, new.helpers)
    return row


def help_with(task: Task, helpers: tuple[Organisation | Person, ...]) -> None:
    """Who helps, anew."""
    task.helpers.all().delete()
    TaskHelper.objects.bulk_create(
        TaskHelper(task=task, person=one) if isinstance(one, Person) else TaskHelper(task=task, unit=one)
        for one in dict.fromkeys(helpers)
    )


def locked(task: Task) -> Task:
    # Without the unit: on PostgreSQL a joined row that changed while one waited would make the task vanish.
    return Task.objects.select_for_update().get(pk=task.pk)


def step(by, task: Task, act: str, on: date, text: str = "") -> TaskStep:
    must_stay_out(text)
    return TaskStep.objects.create(task=task, act=act, on=on, by_name=name_of(by), note=text.strip()[:500])


def acknowledge(task: Task, on: date) -> None:
    must_be_open(task)
    if task.acknowledged_on:
        raise ImpossibleError(_("已经签收过了。"))
    task.acknowledged_on = on
    task.save(update_fields=["acknowledged_on"])


def progress(task: Task, text: str, on: date) -> None:
    if not text.strip():
        raise ImpossibleError(_("请写进展。"))
    must_be_open(task)
    task.progress_on, task.acknowledged_on = on, task.acknowledged_on or on
    task.save(update_fields=["progress_on", "acknowledged_on"])


def finish(task: Task, result: str, on: date) -> None:
    must_be_open(task)
    must_stay_out(result)
    task.done_on, task.result = on, result.strip()[:2000]
    task.acknowledged_on = task.acknowledged_on or on
    task.save(update_fields=["done_on", "result", "acknowledged_on"])


def open_again(task: Task, due_on: date) -> None:
    """The result did not hold; a further round with its own day."""
    task.done_on, task.result, task.progress_on, task.due_on = None, "", None, due_on
    task.save(update_fields=["done_on", "result", "progress_on", "due_on"])


def move(task: Task, due_on: date) -> None:
    must_be_open(task)
    task.due_on = due_on
    task.save(update_fields=["due_on"])


def give_to(task: Task, unit: Organisation, due_on: date) -> None:
    """To another unit, which does not help itself, with its own day."""
    must_be_open(task)
    task.unit, task.due_on = unit, due_on
    task.save(update_fields=["unit", "due_on"])
    task.helpers.filter(unit=unit).delete()


def take_up(task: Task, new: NewTask) -> Task:
    """The same piece of work under supervision: what is asked, of whom, until when, as it is asked now. Whoever owned
    it keeps it with the unit; whoever helped goes on helping."""
    must_be_open(task)
    task.title = " ".join(new.title.split())[:120]
    task.pinyin, task.initials = spelled(task.title)[:720], initials(task.title)[:120]
    task.owner = task.owner if new.unit.pk == task.unit_id else None
    task.measure, task.unit, task.due_on = new.measure.strip()[:300], new.unit, new.due_on
    task.acknowledged_on = None
    task.save()
    kept = [one.unit or one.person for one in task.helpers.select_related("unit", "person")]
    help_with(task, tuple(one for one in (*kept, *new.helpers) if one != new.unit))
    return task


def must_be_open(task: Task) -> None:
    if task.done_on:
        raise ImpossibleError(_("这项任务已经完成。"))
    if task.dropped_on:
        raise ImpossibleError(_("这项任务已经取消。"))
