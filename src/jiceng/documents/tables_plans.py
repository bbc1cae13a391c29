"""Lists of plans, their items, and tasks."""

from django.db.models import CharField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.documents import measures, sources
from jiceng.documents.enums import PlanKind
from jiceng.documents.queries.plans import LIGHTS as PLAN_LIGHTS
from jiceng.documents.queries.plans import Branch
from jiceng.documents.queries.tasks import LIGHTS, opens_at
from jiceng.documents.rules import mine, plans_of
from jiceng.kernel.pages import number_in
from jiceng.kernel.tables import Column, Filter, Table
from jiceng.kernel.words import strung


class Plans(Table):
    name = "plans"
    search = ("title", "pinyin", "initials")
    search_label = _("规划名称或拼音")
    columns = (
        Column(
            "title",
            pgettext_lazy("类别", "规划"),
            value="title",
            url=lambda p: reverse("plan", args=[p.pk]),
            sort="pinyin",
            main=True,
        ),
        Column("kind", _("类别"), value=lambda p: p.get_kind_display(), sort="kind"),
        Column("unit", _("编制单位"), value=lambda p: p.organisation.name, sort="organisation__pinyin"),
        Column("starts", _("起"), value="starts_on", sort="starts_on"),
        Column("ends", _("止"), value="ends_on", sort="ends_on"),
        Column("items", pgettext_lazy("列表", "事项"), value="many", number=True),
        Column("document", _("印发文件"), value=lambda p: p.document.number_text if p.document else ""),
    )
    order = "-starts"
    filters = (
        Filter("kind", _("类别"), lambda: PlanKind.choices, lambda rows, value: rows.filter(kind=value)),
    )
    empty_title = _("还没有规划")
    empty_text = _("先编制规划，再把文件里的段落变成事项、把事项分成任务；进度由系统自己算。")


LAGGING = {"behind", "late"}


class PlanItems(Table):
    """Items of one plan; what follows from the whole tree (number, progress, light) comes with `known`."""

    name = "plan_items"
    search = ("title", "pinyin", "initials", "unit__name", "unit__pinyin", "unit__initials")
    search_label = _("事项或责任单位，可用拼音")
    order = "due"
    empty_title = _("还没有事项")
    empty_text = _("从文件段落生成，或逐项添加、导入表格。")

    def __init__(self, request, rows, known: dict[int, Branch]) -> None:
        super().__init__(request, rows)
        self.known = known

    @property
    def columns(self):  # type: ignore[override]  # what follows from the tree is known to this table alone
        at = self.known

        def target(name):
            return lambda o: getattr(at[o.pk].target, name)

        def figure(o):
            found = measures.of(at[o.pk].target.figure)
            return str(found.label) if found else ""

        def measured(o):
            return at[o.pk].reading.value if at[o.pk].reading else None

        return (
            Column("number", _("编号"), value=lambda o: at[o.pk].number, in_file=True),
            Column("upper", _("上级"), value=lambda o: at[o.pk].number.rpartition(".")[0], hidden=True),
            Column(
                "title",
                pgettext_lazy("规划", "事项"),
                value=lambda o: at[o.pk].item.title,
                url=lambda o: reverse("plan_item", args=[o.pk]),
                sort="pinyin",
                main=True,
            ),
            Column("measure", _("目标"), value=target("measure"), hidden=True),
            Column("figure", _("计量指标"), value=figure, hidden=True),
            Column("baseline", _("基数"), value=lambda o: plain(at[o.pk].target.baseline), number=True),
            Column("goal", _("目标值"), value=lambda o: plain(at[o.pk].target.goal), number=True),
            Column("measured", _("实测"), value=lambda o: plain(measured(o)), number=True, in_file=False),
            Column("weight", _("权重"), value=target("weight"), number=True, hidden=True),
            Column("unit", _("责任单位"), value=lambda o: at[o.pk].item.unit.name, sort="unit__pinyin"),
            Column(
                "owner",
                _("责任人"),
                value=lambda o: at[o.pk].item.owner.name if at[o.pk].item.owner else "",
                hidden=True,
            ),
            Column(
                "helpers",
                _("协办单位"),
                value=lambda o: strung(one.name for one in at[o.pk].item.helping),
                hidden=True,
            ),
            Column("starts", _("起"), value="starts_on", sort="starts_on"),
            Column("due", _("完成期限"), value="due_then", sort="due_then"),
            Column("percent", _("进度"), value=lambda o: at[o.pk].percent, number=True, in_file=False),
            Column("state", _("状态"), light=lambda o: at[o.pk].light_of, in_file=False),
        )

    @property
    def filters(self):  # type: ignore[override]  # the light follows from the tree
        at = self.known

        def of_light(rows, value):
            wanted = LAGGING if value == "lagging" else {value}
            return rows.filter(pk__in=[pk for pk, one in at.items() if one.light in wanted])

        return (
            Filter(
                "light",
                _("状态"),
                lambda: [
                    ("lagging", _("落后或逾期")),
                    *((key, word) for key, (_tone, word) in PLAN_LIGHTS.items()),
                ],
                of_light,
            ),
        )


def plain(value) -> float | int | None:
    """A decimal as a number of the file: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


class Tasks(Table):
    name = "tasks"
    search = ("title", "pinyin", "initials", "unit__name", "unit__pinyin", "unit__initials", "owner__pinyin")
    search_label = _("任务、责任单位或责任人，可用拼音")
    columns = (
        Column("number", _("编号"), value=lambda t: str(t.pk), hidden=True),
        Column("title", _("任务"), value="title", url=opens_at, sort="pinyin", main=True),
        Column("measure", _("成果要求"), value="measure", hidden=True),
        Column("source", _("来源"), value=lambda t: str(sources.of(t.source_kind).label), sort="source_kind"),
        Column("source_name", _("来源说明"), value="source_name", hidden=True),
        Column("unit", _("责任单位"), value=lambda t: t.unit.name, sort="unit__pinyin"),
        Column("owner", _("责任人"), value=lambda t: str(t.owner or "")),
        Column(
            "helpers", _("协办"), value=lambda t: strung(str(one) for one in t.helpers.all()), hidden=True
        ),
        Column("given", _("交办日期"), value="assigned_on", sort="assigned_on"),
        Column("due", _("完成期限"), value="due_on", sort="due_on"),
        Column("result", _("结果"), value="result", hidden=True),
        Column("state", _("状态"), light=lambda t: LIGHTS[t.light]),
    )
    order = "-given"
    empty_title = _("还没有任务")
    empty_text = _("会议决定、规划、督办事项和整改清单交办的任务都在这一张表里。")

    @property
    def filters(self):  # type: ignore[override]  # what is somebody's own depends on who asks
        who = self.request.user
        return (
            *self._of_plan(),
            Filter(
                "whose",
                pgettext_lazy("列表", "范围"),
                lambda: [("mine", _("我的"))],
                lambda rows, _value: rows.filter(mine(who)),
            ),
            Filter(
                "light",
                _("状态"),
                lambda: [(key, word) for key, (_tone, word) in LIGHTS.items()],
                lambda rows, value: rows.filter(light=value),
            ),
            Filter(
                "source",
                _("来源"),
                lambda: [(one.kind or "hand", one.label) for one in sources.known()],
                lambda rows, value: rows.filter(source_kind="" if value == "hand" else value),
            ),
        )

    def _of_plan(self) -> list[Filter]:
        """The plan that was asked for, when it is in reach; where none was, there is nothing to choose."""
        asked = number_in(self.request.GET.get("plan", ""))
        row = plans_of(self.request.user).filter(pk=asked).first() if asked else None
        if row is None:
            return []

        def apply(rows, _value):
            items = row.items.annotate(key=Cast("pk", CharField())).order_by().values("key")
            return rows.filter(source_kind=sources.PLANNED, source_id__in=items)

        return [Filter("plan", pgettext_lazy("类别", "规划"), lambda: [(str(row.pk), row.title)], apply)]


class MyTasks(Tasks):
    """Only what waits for the account itself, the most urgent first."""

    name = "my_tasks"
    order = "due"
    empty_title = _("没有等您办理的任务")
    empty_text = _("交给您本人、或交给您所在单位而没有指定责任人的任务会在这里。")

    @property
    def filters(self):  # type: ignore[override]  # the same without whose it is
        return tuple(one for one in super().filters if one.name != "whose")
