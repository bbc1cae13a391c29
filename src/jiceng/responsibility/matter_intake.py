"""The register of supervised matters read from a spreadsheet: read, shown, and only then registered."""

from collections.abc import Iterable
from datetime import date

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.kernel.pages import today
from jiceng.kernel.xlsx.cells import day, text
from jiceng.kernel.xlsx.columns import Column
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, Row, Table, read_blocks
from jiceng.organisations.models import Organisation
from jiceng.responsibility.commands import NewMatter, Origin
from jiceng.responsibility.enums import MatterKind, MatterSource
from jiceng.responsibility.models import Matter
from jiceng.responsibility.queries.matters import units

SALT = "responsibility.matters"
COLUMNS = (
    Column("number", gettext_lazy("编号"), text(20)),
    Column("title", gettext_lazy("事项"), text(120), required=True),
    Column("lead", gettext_lazy("牵头单位"), text(120), required=True),
    Column("helpers", gettext_lazy("协办单位"), text(500)),
    Column("measure", gettext_lazy("成果要求"), text(300), required=True),
    Column("source", gettext_lazy("来源"), text(20)),
    Column("kind", gettext_lazy("类别"), text(20), required=True),
    Column("raised", gettext_lazy("提出日期"), day, form="date"),
)


def read_matters(blocks: Iterable[bytes]) -> tuple[list[dict], int, list[Fault]]:
    """Rows to register (plain values), how many stand already, and everything wrong."""
    try:
        table = read_blocks(blocks, COLUMNS)
    except Refusal as refusal:
        return [], 0, [Fault("", 0, "", "", str(refusal))]
    known = {one.number for one in Matter.objects.all()}
    by_name = {one.name_then: one.pk for one in units(today())}
    fresh, standing = [], 0
    for row in table.rows:
        if not row.good:
            continue
        if row.values["number"] in known:
            standing += 1
        elif (found := _plain(table, row, by_name)) is not None:
            fresh.append(found)
    table.sort_faults()
    return fresh, standing, table.faults


def _plain(table: Table, row: Row, by_name: dict[str, int]) -> dict | None:
    values = row.values
    kinds = {str(label): value for value, label in MatterKind.choices}
    sources = {str(label): value for value, label in MatterSource.choices}
    if values["number"]:
        table.fault(row, "number", _("没有这个编号；新事项的编号留空"))
    if values["kind"] not in kinds:
        table.fault(row, "kind", "、".join(kinds))
    if values["source"] and values["source"] not in sources:
        table.fault(row, "source", "、".join(sources))
    names = [one for one in (values["helpers"] or "").split("、") if one]
    for column, name in (("lead", values["lead"]), *(("helpers", one) for one in names)):
        if name not in by_name:
            table.fault(row, column, _("没有这个单位"))
    if values["lead"] in names:
        table.fault(row, "helpers", _("牵头单位不能同时是协办单位"))
    if values["raised"] and values["raised"] > today():
        table.fault(row, "raised", _("不能晚于今天"))
    if not row.good:
        return None
    return {
        "title": values["title"],
        "measure": values["measure"],
        "kind": kinds[values["kind"]],
        "source": sources.get(values["source"] or "", MatterSource.HAND),
        "lead": by_name[values["lead"]],
        "lead_name": values["lead"],
        "helpers": [by_name[one] for one in names],
        "raised": (values["raised"] or today()).isoformat(),
    }


def sealed(rows: list[dict]) -> str:
    """What the preview showed, so that nothing else is registered."""
    return signing.dumps(rows, salt=SALT, compress=True)


def opened(text_: str, office: Organisation) -> list[NewMatter]:
    """Raises signing.BadSignature when it is not what was shown."""
    rows = signing.loads(text_, salt=SALT, max_age=86400)
    known = Organisation.objects.in_bulk({key for one in rows for key in (one["lead"], *one["helpers"])})
    return [
        NewMatter(
            one["title"],
            one["measure"],
            one["kind"],
            office,
            known[one["lead"]],
            date.fromisoformat(one["raised"]),
            tuple(known[key] for key in one["helpers"]),
            None,
            Origin(one["source"], name=_("表格导入")),
        )
        for one in rows
    ]
