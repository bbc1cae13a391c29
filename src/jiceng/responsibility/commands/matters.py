"""A matter is registered and handed out; the unit that leads it acknowledges, splits, tells of progress, reports."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from jiceng.documents.commands import register as tasks
from jiceng.documents.commands.register import Cause, NewTask
from jiceng.documents.models import Task
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.responsibility.commands.matter_steps import (
    call_for_result,
    days_of,
    lapse_extensions,
    locked,
    reported,
    step,
    told,
)
from jiceng.responsibility.commands.reds import redden
from jiceng.responsibility.enums import MatterAct, MatterKind, MatterSource, MatterState
from jiceng.responsibility.models import Matter
from jiceng.responsibility.models.matters import MATTER
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import may_carry, may_supervise


@dataclass(frozen=True)
class Origin:
    """What a matter comes from: kind and id of the row, its words, its page. `given` names the row as the register of
    tasks knows it: the work that it gave already becomes the matter."""

    source: str = MatterSource.HAND
    kind: str = ""
    pk: str = ""
    name: str = ""
    url: str = ""
    given: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class NewMatter:
    """What is asked, of whom; the day follows from the kind. An urgent one may be given an earlier day (`due_on`)."""

    title: str
    measure: str
    kind: str
    office: Organisation
    lead: Organisation
    raised_on: date
    helpers: tuple[Organisation, ...] = ()
    community: Organisation | None = None
    origin: Origin = field(default_factory=Origin)
    due_on: date | None = None


@dataclass(frozen=True)
class Part:
    """A piece of a matter for another unit."""

    title: str
    lead: Organisation
    due_on: date


@transaction.atomic
def register_matter(*, by, new: NewMatter, on: date | None = None) -> Matter:
    """Number, lead, helpers, day and the result asked for; handed out at once."""
    must(by, may_supervise, None, _("只有督查部门可以立项。"))
    day = on or today()
    if not new.title.strip() or not new.measure.strip():
        raise ImpossibleError(_("请写明事项和成果要求。"))
    if new.raised_on > day:
        raise ImpossibleError(_("提出日期不能晚于立项日期。"))
    if new.lead in new.helpers:
        raise ImpossibleError(_("牵头单位不能同时是协办单位。"))
    given = given_tasks(new.origin).select_for_update(of=("self",)).first()
    row = _enter(by, new, day, _due(new, given, day), given=given)
    told(row, "matter.raised", row.office, row.raised_on)
    told(row, "matter.registered", row.office, day, "lead", "helper", "due", "output")
    record(by=by, verb="responsibility.register_matter", target=row, after={"number": row.number})
    return row


@transaction.atomic
def register_matters(*, by, news: list[NewMatter], on: date | None = None) -> list[Matter]:
    """All of a table or none of it; what its lead has open under the same title already is refused."""
    made = []
    for new in news:
        open_ones = Matter.objects.filter(task__title=new.title.strip()[:120], task__unit=new.lead)
        if open_ones.filter(closed_on=None).exists():
            raise ImpossibleError(
                _("%(unit)s已有没有销号的“%(title)s”。") % {"unit": new.lead.name, "title": new.title}
            )
        made.append(register_matter(by=by, new=new, on=on))
    return made


def given_tasks(origin: Origin) -> QuerySet[Task]:
    """Open tasks that the source gave already and that nobody supervises yet, the first one first."""
    kind, pk = origin.given
    rows = Task.objects.filter(source_kind=kind, source_id=pk, matter=None, done_on=None, dropped_on=None)
    return rows.order_by("pk") if kind else rows.none()


def _due(new: NewMatter, given: Task | None, day: date) -> date:
    """By kind; an urgent one by its own day within that; a task that has a day ahead keeps it."""
    if new.due_on is not None:
        last = day + days_of(new.kind)
        if new.kind != MatterKind.URGENT or not day < new.due_on <= last:
            raise ImpossibleError(_("只有急办类可以另定期限，最迟%(day)s。") % {"day": last.isoformat()})
        return new.due_on
    if given is not None and given.due_on and given.due_on >= day:
        return given.due_on
    return day + days_of(new.kind)


def _task(by, new: NewMatter, day: date, due: date, given: Task | None, number: str) -> Task:
    """One piece of work is one task: that of the source, or a new one."""
    kind, pk = new.origin.given
    cause = Cause(kind, pk, new.origin.name) if kind else Cause(MATTER, name=number)
    asked = NewTask(new.title, new.lead, due, measure=new.measure, helpers=new.helpers, cause=cause)
    return tasks.enter(by, asked, day) if given is None else tasks.take_up(given, asked)


def _enter(
    by, new: NewMatter, day: date, due: date, *, parent: Matter | None = None, given: Task | None = None
) -> Matter:
    # Numbers of a year stand in one row after the other: whoever registers holds the office's row meanwhile.
    Organisation.objects.select_for_update().get(pk=new.office.pk)
    last = Matter.objects.filter(year=day.year).aggregate(last=Max("serial"))["last"] or 0
    number = norms().matter_number.format(year=day.year, serial=last + 1)
    task = _task(by, new, day, due, given, number)
    row = Matter.objects.create(
        year=day.year,
        serial=last + 1,
        task=task,
        source=new.origin.source,
        source_kind=new.origin.kind,
        source_id=new.origin.pk,
        source_name=new.origin.name[:200],
        source_url=new.origin.url,
        kind=new.kind,
        office=new.office,
        community=new.community,
        parent=parent,
        raised_on=new.raised_on,
        registered_on=day,
        half_on=day + (due - day) / 2,
        acknowledge_by=add_working_days(day, norms().matter_acknowledge_working_days),
        made_by=by,
    )
    if task.source_kind == MATTER:
        task.source_id = str(row.pk)
        task.save(update_fields=["source_id"])
    step(by, row, MatterAct.REGISTERED, day, row.lead.name)
    told(row, "matter.assigned", row.lead, day)
    call_for_result(row)
    return row


@transaction.atomic
def acknowledge_matter(*, by, matter: Matter, on: date | None = None) -> Matter:
    row, day = locked(matter), on or today()
    must(by, may_carry, row, _("只有牵头单位可以签收。"))
    if row.state != MatterState.ASSIGNED:
        raise ImpossibleError(_("已经签收过了。"))
    tasks.acknowledge(row.task, day)
    if row.returned_on:
        row.returned_on, row.returned_why = None, ""
        row.save(update_fields=["returned_on", "returned_why"])
    step(by, row, MatterAct.ACKNOWLEDGED, day)
    told(row, "matter.acknowledged", row.lead, day)
    record(by=by, verb="responsibility.acknowledge_matter", target=row, after={"on": day})
    return row


def _working(by, matter: Matter) -> Matter:
    row = locked(matter)
    must(by, may_carry, row, _("只有牵头单位可以办理。"))
    if row.state == MatterState.ASSIGNED:
        raise ImpossibleError(_("请先签收。"))
    if row.state != MatterState.WORKING:
        raise ImpossibleError(_("已经报告办结。"))
    return row


@transaction.atomic
def split_matter(*, by, matter: Matter, parts: list[Part], on: date | None = None) -> list[Matter]:
    """Pieces with their own lead and day, none later than the whole; the whole waits for all of them."""
    row, day = _working(by, matter), on or today()
    if not parts:
        raise ImpossibleError(_("请至少写一项。"))
    for part in parts:
        if not day <= part.due_on <= row.due_on:
            raise ImpossibleError(_("分解项的期限应在今天和%(day)s之间。") % {"day": row.due_on.isoformat()})
    origin = Origin(row.source, row.source_kind, row.source_id, row.source_name, row.source_url)
    made = []
    for part in parts:
        new = NewMatter(
            part.title, row.measure, row.kind, row.office, part.lead, row.raised_on, (), row.community, origin
        )
        made.append(_enter(by, new, day, part.due_on, parent=row))
    step(by, row, MatterAct.SPLIT, day, "、".join(one.lead.name for one in made))
    record(
        by=by, verb="responsibility.split_matter", target=row, after={"parts": [one.number for one in made]}
    )
    return made


@transaction.atomic
def report_progress(*, by, matter: Matter, text: str, on: date | None = None) -> Matter:
    row, day = _working(by, matter), on or today()
    tasks.progress(row.task, text, day)
    step(by, row, MatterAct.PROGRESS, day, text)
    record(by=by, verb="responsibility.report_progress", target=row, after={"on": day})
    return row


@transaction.atomic
def report_matter(*, by, matter: Matter, text: str, on: date | None = None) -> Matter:
    """Closed with its result; the office checks."""
    row, day = _working(by, matter), on or today()
    if not text.strip():
        raise ImpossibleError(_("请写办理结果。"))
    if row.parts.filter(closed_on=None).exists():
        raise ImpossibleError(_("还有分解项没有销号。"))
    redden(row, day)
    lapse_extensions(by, row, day)
    tasks.finish(row.task, text, day)
    step(by, row, MatterAct.REPORTED, day, text)
    reported(row, day)
    told(row, "matter.to_check", row.office, day)
    record(by=by, verb="responsibility.report_matter", target=row, after={"on": day})
    return row
