"""The one register of tasks: what is mine, what is in reach, the light of each, one task's page."""

from datetime import date, timedelta

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.documents import sources
from jiceng.documents.models import Task
from jiceng.documents.rules import may_carry_task, may_order_task, mine, tasks_of
from jiceng.kernel.components import Event, Fact, Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.search import Hit, matching
from jiceng.kernel.words import strung
from jiceng.organisations.enums import BRANCHES, DEPARTMENTS, Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.names import organisations_on

SHOWN = 5
NEAR = timedelta(days=7)
LIGHTS = {
    "late": ("late", gettext_lazy("逾期")),
    "soon": ("soon", gettext_lazy("七日内到期")),
    "new": ("info", gettext_lazy("待签收")),
    "working": ("none", gettext_lazy("办理中")),
    "done": ("done", gettext_lazy("已完成")),
    "dropped": ("none", gettext_lazy("已取消")),
}
UNITS = (
    *(Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT, *DEPARTMENTS, Kind.TOWN_PARTY_COMMITTEE),
    *(Kind.STREET_WORKING_COMMITTEE, *BRANCHES, Kind.RESIDENTS_COMMITTEE),
)


def lit(rows: QuerySet[Task], as_of: date) -> QuerySet[Task]:
    """`light` of each on the day, and where it is worked on."""
    words = (
        When(dropped_on__lte=as_of, then=Value("dropped")),
        When(done_on__lte=as_of, then=Value("done")),
        When(due_on__lt=as_of, then=Value("late")),
        When(Q(acknowledged_on=None) | Q(acknowledged_on__gt=as_of), then=Value("new")),
        When(due_on__lte=as_of + NEAR, then=Value("soon")),
    )
    lights = Case(*words, default=Value("working"), output_field=CharField())
    return sources.with_ways(rows.annotate(light=lights))


def open_on(as_of: date) -> Q:
    """Neither done nor dropped by the day."""
    return (Q(done_on=None) | Q(done_on__gt=as_of)) & (Q(dropped_on=None) | Q(dropped_on__gt=as_of))


def tasks(*, seen_by, as_of: date) -> QuerySet[Task]:
    """Everything in reach that was given by the day."""
    rows = Task.objects.filter(tasks_of(seen_by), assigned_on__lte=as_of)
    return (
        lit(rows, as_of).select_related("unit", "owner").prefetch_related("helpers__unit", "helpers__person")
    )


def my_tasks(*, seen_by, as_of: date) -> QuerySet[Task]:
    """Open tasks of the account itself, the most urgent first."""
    rows = Task.objects.filter(mine(seen_by), open_on(as_of), assigned_on__lte=as_of)
    return lit(rows, as_of).select_related("unit", "owner").order_by("due_on", "pk")


def task_or_404(pk: int, *, seen_by, as_of: date) -> Task:
    found = tasks(seen_by=seen_by, as_of=as_of).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def of_item(item) -> QuerySet[Task]:
    """Tasks that an item of a plan asks for."""
    rows = Task.objects.filter(source_kind=sources.PLANNED, source_id=str(item.pk))
    return rows.select_related("unit", "owner")


def plan_tasks_until(as_of: date) -> int:
    """Tasks that plans had given by a day, without those dropped by then."""
    rows = Task.objects.filter(source_kind=sources.PLANNED, assigned_on__lte=as_of)
    return rows.exclude(dropped_on__lte=as_of).count()


def opens_at(task: Task) -> str:
    """A task with its own way opens where it is worked on."""
    return sources.way_of(task) or reverse("task", args=[task.pk])


def figures(*, seen_by, as_of: date) -> list[Figure]:
    """How the account's own tasks stand; each opens to them."""
    rows = lit(Task.objects.filter(mine(seen_by), assigned_on__lte=as_of), as_of)
    counted = dict(rows.order_by().values_list("light").annotate(many=Count("pk")))
    url = reverse("tasks")
    return [
        Figure(
            str(word),
            counted.get(key, 0),
            url=f"{url}?whose=mine&light={key}",
            tone=tone if counted.get(key) and tone != "none" else "",
        )
        for key, (tone, word) in LIGHTS.items()
        if key != "dropped"
    ]


def facts(task: Task) -> list[Fact]:
    source = sources.of(task.source_kind)
    helpers = strung(str(one) for one in task.helpers.all())
    rows = [
        Fact(_("来源"), f"{source.label}　{task.source_name}".strip("　"), source.url(task.source_id)),
        Fact(_("责任单位"), task.unit.name),
        Fact(_("责任人"), str(task.owner or "—")),
        Fact(_("协办"), helpers or _("不需要")),
        Fact(_("成果要求"), task.measure or "—"),
        Fact(_("交办日期"), task.assigned_on.isoformat()),
        Fact(_("完成期限"), task.due_on.isoformat() if task.due_on else "—"),
    ]
    if task.dropped_on:
        rows.append(Fact(_("取消理由"), task.dropped_why))
    return rows


def events(task: Task) -> list[Event]:
    return [
        Event(one.on.isoformat(), one.get_act_display(), "　".join(filter(None, (one.by_name, one.note))))
        for one in task.steps.all()
    ]


def acts(task: Task, account) -> set[str]:
    """What the account can do with it now, on this page."""
    if not task.is_open or sources.way_of(task):
        return set()
    found = set()
    if may_carry_task.test(account, task):
        found |= {"progress", "finish"} | (set() if task.acknowledged_on else {"acknowledge"})
    if may_order_task.test(account, task):
        found |= {"move", "drop"}
    return found


def card(*, seen_by, as_of: date) -> Card | None:
    """My tasks from all sources, on the front page."""
    found = my_tasks(seen_by=seen_by, as_of=as_of)
    rows = list(found[: SHOWN + 1])
    if not rows:
        return None
    count = len(rows) if len(rows) <= SHOWN else found.count()
    shown = [
        Row(
            one.title,
            opens_at(one),
            LIGHTS[one.light][0],
            _("%(day)s到期") % {"day": one.due_on.isoformat()} if one.due_on else str(LIGHTS[one.light][1]),
            str(sources.of(one.source_kind).label),
        )
        for one in rows[:SHOWN]
    ]
    tone = "late" if rows[0].light == "late" else "soon"
    return Card(_("我的任务"), shown, count, reverse("my_tasks"), tone)


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    wanted = matching(text, name="title", pinyin="pinyin", initials="initials")
    rows = Task.objects.filter(tasks_of(seen_by), wanted, assigned_on__lte=as_of).select_related("unit")
    rows = sources.with_ways(rows)
    return [Hit(one.title, opens_at(one), one.unit.name, "check-circle") for one in rows[:limit]]


def units(as_of: date) -> QuerySet[Organisation]:
    """Who can be given a task or an item."""
    return organisations_on(as_of).filter(kind__in=UNITS).order_by("kind", "code", "pk")
