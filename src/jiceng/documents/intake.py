"""Items of a plan and tasks read from a spreadsheet: read, shown, and only then entered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jiceng.documents import measures, sources
from jiceng.documents.commands import Aim, Cause, NewItem, NewTask
from jiceng.documents.models import PlanItem, Task
from jiceng.documents.queries.plans import Whole
from jiceng.documents.queries.tasks import units
from jiceng.kernel.pages import number_in, today
from jiceng.kernel.xlsx.cells import day, text
from jiceng.kernel.xlsx.columns import Column
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, Row, Table, read_blocks
from jiceng.organisations.models import Organisation

SALT = "documents.plans"
A_DAY = 86400
ITEMS = (
    Column("number", gettext_lazy("编号"), text(20)),
    Column("upper", gettext_lazy("上级"), text(20)),
    Column("title", pgettext_lazy("规划", "事项"), text(120), required=True),
    Column("measure", gettext_lazy("目标"), text(300), required=True),
    Column("figure", gettext_lazy("计量指标"), text(60)),
    Column("baseline", gettext_lazy("基数"), text(20)),
    Column("goal", gettext_lazy("目标值"), text(20)),
    Column("weight", gettext_lazy("权重"), text(5)),
    Column("unit", gettext_lazy("责任单位"), text(120), required=True),
    Column("helpers", gettext_lazy("协办单位"), text(500)),
    Column("starts", gettext_lazy("起"), day, form="date"),
    Column("due", gettext_lazy("完成期限"), day, form="date", required=True),
)
TASKS = (
    Column("number", gettext_lazy("编号"), text(20)),
    Column("title", gettext_lazy("任务"), text(120), required=True),
    Column("measure", gettext_lazy("成果要求"), text(300)),
    Column("source_name", gettext_lazy("来源说明"), text(200)),
    Column("unit", gettext_lazy("责任单位"), text(120), required=True),
    Column("due", gettext_lazy("完成期限"), day, form="date"),
)


@dataclass(frozen=True)
class Preview:
    """Rows to enter (plain values), how many stand already, and everything wrong."""

    rows: list[dict]
    standing: int
    faults: list[Fault]


Known = Callable[[set[str]], set[str]]


def _read(
    blocks: Iterable[bytes], columns: tuple, known: Known, plain: Callable[[Table, Row], dict]
) -> Preview:
    """`known` says which of the numbers in the file stand already."""
    try:
        table = read_blocks(blocks, columns)
    except Refusal as refusal:
        return Preview([], 0, [Fault("", 0, "", "", str(refusal))])
    fresh, standing = [], 0
    good = [row for row in table.rows if row.good]
    numbers = known({str(row.values["number"]) for row in good if row.values["number"]})
    for row in good:
        if row.values["number"]:
            standing += 1
            if str(row.values["number"]) not in numbers:
                table.fault(row, "number", _("没有这个编号；新的行编号留空"))
            continue
        found = plain(table, row)
        if row.good:
            fresh.append(found)
    table.sort_faults()
    return Preview(fresh, standing, table.faults)


def read_items(blocks: Iterable[bytes], whole: Whole) -> Preview:
    """New items for a plan; `上级` is the number of an item that stands already, or empty."""
    known = {one.number: one.item.pk for one in whole.rows}
    by_name = {one.name_then: one.pk for one in units(today())}
    figures = {str(one.label): one.key for one in measures.known()}

    def plain(table: Table, row: Row) -> dict:
        values = row.values
        names = [one for one in (values["helpers"] or "").split("、") if one]
        for column, name in (("unit", values["unit"]), *(("helpers", one) for one in names)):
            if name not in by_name:
                table.fault(row, column, _("没有这个单位"))
        if values["upper"] and values["upper"] not in known:
            table.fault(row, "upper", _("没有这个编号的事项"))
        if values["figure"] and values["figure"] not in figures:
            table.fault(row, "figure", "、".join(figures))
        return {
            "title": values["title"],
            "measure": values["measure"],
            "upper": known.get(values["upper"]),
            "figure": figures.get(values["figure"] or "", ""),
            "baseline": _number(table, row, "baseline"),
            "goal": _number(table, row, "goal"),
            "weight": _whole(table, row, "weight"),
            "unit": by_name.get(values["unit"]),
            "unit_name": values["unit"],
            "helpers": [by_name.get(one) for one in names],
            "starts": values["starts"].isoformat() if values["starts"] else "",
            "due": values["due"].isoformat(),
        }

    return _read(blocks, ITEMS, lambda numbers: numbers & set(known), plain)


def _number(table: Table, row: Row, column: str) -> str:
    found = row.values[column]
    if not found:
        return ""
    try:
        number = Decimal(str(found))
    except InvalidOperation:
        table.fault(row, column, _("应是数字"))
        return ""
    if not number.is_finite() or abs(number) >= Decimal(10) ** 10:
        table.fault(row, column, _("应是数字"))
        return ""
    return str(number.quantize(Decimal("0.01")))


def _whole(table: Table, row: Row, column: str) -> int:
    found = str(row.values[column] or "1")
    if not found.isdecimal() or not 1 <= int(found) <= 100:
        table.fault(row, column, _("应是1到100的整数"))
        return 1
    return int(found)


def _standing(numbers: set[str]) -> set[str]:
    asked = {found for one in numbers if (found := number_in(one)) is not None}
    return {str(one) for one in Task.objects.filter(pk__in=asked).values_list("pk", flat=True)}


def read_tasks(blocks: Iterable[bytes]) -> Preview:
    """New tasks by hand, or from a list where `来源说明` names one."""
    by_name = {one.name_then: one.pk for one in units(today())}

    def plain(table: Table, row: Row) -> dict:
        values = row.values
        if values["unit"] not in by_name:
            table.fault(row, "unit", _("没有这个单位"))
        if values["due"] and values["due"] < today():
            table.fault(row, "due", _("完成期限不能早于今天"))
        return {
            "title": values["title"],
            "measure": values["measure"] or "",
            "listed": values["source_name"] or "",
            "unit": by_name.get(values["unit"]),
            "unit_name": values["unit"],
            "due": values["due"].isoformat() if values["due"] else "",
        }

    return _read(blocks, TASKS, _standing, plain)


def sealed(rows: list[dict]) -> str:
    """What the preview showed, so that nothing else is entered."""
    return signing.dumps(rows, salt=SALT, compress=True)


def opened(text_: str) -> list[dict]:
    """Raises signing.BadSignature when it is not what was shown."""
    return signing.loads(text_, salt=SALT, max_age=A_DAY)


def _decimal(text_: str) -> Decimal | None:
    return Decimal(text_) if text_ else None


def _day(text_: str) -> date | None:
    return date.fromisoformat(text_) if text_ else None


def items_of(text_: str) -> list[NewItem]:
    """Raises signing.BadSignature when it is not what was shown."""
    rows = opened(text_)
    known = Organisation.objects.in_bulk({key for one in rows for key in (one["unit"], *one["helpers"])})
    uppers = PlanItem.objects.select_related("plan").in_bulk({one["upper"] for one in rows if one["upper"]})
    return [
        NewItem(
            one["title"],
            known[one["unit"]],
            Aim(
                one["measure"],
                date.fromisoformat(one["due"]),
                one["figure"],
                _decimal(one["baseline"]),
                _decimal(one["goal"]),
                one["weight"],
            ),
            _day(one["starts"]),
            uppers.get(one["upper"]),
            None,
            tuple(known[key] for key in one["helpers"]),
        )
        for one in rows
    ]


def tasks_of(text_: str) -> list[NewTask]:
    """Raises signing.BadSignature when it is not what was shown."""
    rows = opened(text_)
    known = Organisation.objects.in_bulk({one["unit"] for one in rows})
    return [
        NewTask(
            one["title"],
            known[one["unit"]],
            _day(one["due"]),
            None,
            one["measure"],
            (),
            Cause(sources.LISTED, name=one["listed"]) if one["listed"] else Cause(),
        )
        for one in rows
    ]
