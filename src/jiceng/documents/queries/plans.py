"""Plans as one tree with the target of the day, measured figures, tasks, and how far each item has come."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from jiceng.documents import measures, sources
from jiceng.documents.models import Plan, PlanItem, PlanTarget, Task
from jiceng.documents.progress import Node, progress, together, way_gone
from jiceng.documents.queries.living import living_items
from jiceng.documents.queries.succession import as_it_was
from jiceng.documents.queries.tasks import open_on
from jiceng.documents.rules import plans_of
from jiceng.kernel.components import Figure
from jiceng.kernel.search import Hit, matching

LIGHTS = {
    "done": ("done", gettext_lazy("已达到")),
    "late": ("late", gettext_lazy("逾期未达到")),
    "behind": ("soon", gettext_lazy("落后于时间")),
    "empty": ("soon", gettext_lazy("还没有任务或指标")),
    "coming": ("none", gettext_lazy("未开始")),
    "working": ("info", gettext_lazy("推进中")),
}


@dataclass(frozen=True)
class Reading:
    """A measured figure of the day held against the target: its words, its records, the part of the way gone."""

    label: str
    unit: str
    value: Decimal | None
    url: str
    gone: Fraction

    @property
    def words(self) -> str:
        """The figure with its unit, whole where it is whole."""
        return (
            "—"
            if self.value is None
            else f"{self.value.normalize():f} {self.unit}".replace(" %", "%").strip()
        )


@dataclass
class Branch:
    """An item on a day: where it stands in the tree, its target of the day, its figure, its tasks, what lies below.
    `plans` are those that carry it out, each with its own branches."""

    item: PlanItem
    target: PlanTarget
    number: str
    depth: int
    share: Fraction = Fraction(0)
    reading: Reading | None = None
    tasks: int = 0
    done: int = 0
    late: int = 0
    below: list["Branch"] = field(default_factory=list)
    plans: list["Whole"] = field(default_factory=list)
    light: str = "working"

    @property
    def percent(self) -> float:
        return round(float(self.share * 100), 1)

    @property
    def width(self) -> float:
        """Of a bar that is a thousand wide."""
        return round(float(self.share * 1000), 1)

    @property
    def light_of(self) -> tuple[str, str]:
        tone, word = LIGHTS[self.light]
        return tone, str(word)

    @property
    def node(self) -> Node:
        parts = [one.node for one in self.below]
        parts += [Node(below=tuple(branch.node for branch in whole.branches)) for whole in self.plans]
        figure = self.reading.gone if self.reading else None
        return Node(self.target.weight, figure, self.tasks, self.done, tuple(parts))

    def walk(self):
        """Itself and everything below it within the plan, in the order of the tree."""
        yield self
        for one in self.below:
            yield from one.walk()


@dataclass
class Whole:
    """A plan on a day."""

    plan: Plan
    as_of: date
    branches: list[Branch] = field(default_factory=list)

    @property
    def share(self) -> Fraction:
        return together((one.target.weight, one.share) for one in self.branches)

    @property
    def percent(self) -> float:
        return round(float(self.share * 100), 1)

    @property
    def rows(self) -> list[Branch]:
        return [one for top in self.branches for one in top.walk()]


def plans(*, seen_by, as_of: date) -> QuerySet[Plan]:
    """Plans in reach, adopted by the day."""
    rows = plans_of(seen_by).filter(adopted_on__lte=as_of)
    living = Q(items__made_on__lte=as_of) & (Q(items__dropped_on=None) | Q(items__dropped_on__gt=as_of))
    return rows.select_related("organisation", "document__series").annotate(
        many=Count("items", filter=living, distinct=True)
    )


def plan_or_404(pk: int, *, seen_by, as_of: date) -> Plan:
    found = plans_of(seen_by).filter(pk=pk, adopted_on__lte=as_of)
    row = found.select_related("organisation", "document__series", "carries_out__plan").first()
    if row is None:
        raise Http404
    return row


def item_or_404(pk: int, *, seen_by, as_of: date) -> PlanItem:
    reach = plans_of(seen_by).filter(adopted_on__lte=as_of).order_by().values("pk")
    rows = PlanItem.objects.filter(pk=pk, plan__in=reach, made_on__lte=as_of)
    row = rows.select_related("plan__organisation", "unit", "owner", "parent", "cites__series").first()
    if row is None:
        raise Http404
    return as_it_was([row], as_of)[0]


class Forest:
    """Everything that progress on a day follows from, read in a fixed number of questions; each measured figure is
    asked for once."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        items = living_items(as_of).select_related("unit", "owner").prefetch_related("helpers")
        self.items = as_it_was(list(items.order_by("order", "pk")), as_of)
        self.targets = PlanTarget.objects.in_bulk({one.target_id for one in self.items})
        self.tasks = _counted(as_of)
        self.below: dict[tuple[int, int | None], list[PlanItem]] = defaultdict(list)
        for one in self.items:
            self.below[one.plan_id, one.parent_id].append(one)
        self.carrying: dict[int, list[Plan]] = defaultdict(list)
        for plan in (
            Plan.objects.filter(adopted_on__lte=as_of).exclude(carries_out=None).order_by("starts_on", "pk")
        ):
            self.carrying[plan.carries_out_id].append(plan)
        self.values: dict[str, Decimal | None] = {}

    def whole(self, plan: Plan, above: frozenset[int] = frozenset()) -> Whole:
        found = Whole(plan, self.as_of)
        found.branches = self._branches(plan, None, "", above | {plan.pk})
        return found

    def _branches(self, plan: Plan, parent: int | None, prefix: str, above: frozenset[int]) -> list[Branch]:
        rows = self.below[plan.pk, parent]
        return [self._branch(plan, one, f"{prefix}{place}", above) for place, one in enumerate(rows, 1)]

    def _branch(self, plan: Plan, item: PlanItem, number: str, above: frozenset[int]) -> Branch:
        tasks, done, late = self.tasks.get(str(item.pk), (0, 0, 0))
        found = Branch(
            item, self.targets[item.target_id], number, number.count("."), tasks=tasks, done=done, late=late
        )
        found.below = self._branches(plan, item.pk, f"{number}.", above)
        found.plans = [self.whole(one, above) for one in self.carrying[item.pk] if one.pk not in above]
        found.reading = self._reading(found.target)
        found.share = progress(found.node)
        found.light = _light(found, self.as_of)
        return found

    def _reading(self, target: PlanTarget) -> Reading | None:
        measure = measures.of(target.figure) if target.figure else None
        if measure is None:
            return None
        if measure.key not in self.values:
            self.values[measure.key] = measure.on(self.as_of)
        value = self.values[measure.key]
        gone = Fraction(0) if value is None else way_gone(target.baseline, target.goal, value)
        return Reading(str(measure.label), str(measure.unit), value, measure.url(self.as_of), gone)


def _counted(as_of: date) -> dict[str, tuple[int, int, int]]:
    """By item: tasks given by the day and not dropped by then, those done, those late."""
    rows = Task.objects.filter(source_kind=sources.PLANNED, assigned_on__lte=as_of).exclude(
        dropped_on__lte=as_of
    )
    counted = (
        rows.order_by()
        .values_list("source_id")
        .annotate(
            many=Count("pk"),
            done=Count("pk", filter=Q(done_on__lte=as_of)),
            late=Count("pk", filter=open_on(as_of) & Q(due_on__lt=as_of)),
        )
    )
    return {key: (many, done, late) for key, many, done, late in counted}


def _light(branch: Branch, as_of: date) -> str:
    """Against its days: what should have come so far is as much of the way as of the time."""
    if branch.share == 1:
        return "done"
    starts, due = branch.item.starts_on, branch.target.due_on
    if due < as_of:
        return "late"
    if starts > as_of:
        return "coming"
    if not (branch.reading or branch.tasks or branch.below or branch.plans):
        return "empty"
    span = max(1, (due - starts).days)
    return "behind" if branch.share < Fraction((as_of - starts).days, span) * Fraction(3, 4) else "working"


def tree(plan: Plan, as_of: date) -> Whole:
    return Forest(as_of).whole(plan)


def branch_of(item: PlanItem, as_of: date) -> Branch | None:
    """One item within its plan's tree; None when it does not live on the day."""
    rows = Forest(as_of).whole(item.plan).rows
    return next((one for one in rows if one.item.pk == item.pk), None)


def figures(whole: Whole) -> list[Figure]:
    rows = whole.rows
    counted = {key: sum(one.light == key for one in rows) for key in LIGHTS}
    tasks, done = sum(one.tasks for one in rows), sum(one.done for one in rows)
    late = sum(one.late for one in rows)
    url = reverse("plan_items", args=[whole.plan.pk])
    own_tasks = f"{reverse('tasks')}?plan={whole.plan.pk}"
    return [
        Figure(_("总进度"), whole.percent, "%", reverse("plan_gantt", args=[whole.plan.pk])),
        Figure(pgettext("列表", "事项"), len(rows), url=url),
        Figure(
            _("落后或逾期"),
            counted["behind"] + counted["late"],
            url=f"{url}?light=lagging",
            tone="late" if counted["late"] else "soon" if counted["behind"] else "",
        ),
        Figure(_("任务完成"), f"{done}/{tasks}", url=own_tasks),
        Figure(
            _("任务逾期"),
            late,
            url=f"{own_tasks}&light=late",
            tone="late" if late else "",
        ),
    ]


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    wanted = matching(text, name="title", pinyin="pinyin", initials="initials")
    rows = plans_of(seen_by).filter(wanted, adopted_on__lte=as_of).select_related("organisation")[:limit]
    found = [Hit(one.title, reverse("plan", args=[one.pk]), one.organisation.name, "map") for one in rows]
    reach = plans_of(seen_by).filter(adopted_on__lte=as_of).order_by().values("pk")
    items = living_items(as_of).filter(wanted, plan__in=reach).select_related("plan")
    return (
        found
        + [
            Hit(one.title, reverse("plan_item", args=[one.pk]), one.plan.title, "map")
            for one in items[:limit]
        ]
    )[:limit]
