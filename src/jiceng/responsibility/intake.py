"""The register of contact points read from a spreadsheet; every fault is told by row and column."""

import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.kernel.xlsx.cells import day, text
from jiceng.kernel.xlsx.columns import Column
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, Row, Table, read_table
from jiceng.organisations.enums import Kind
from jiceng.organisations.queries.names import organisations_on
from jiceng.responsibility.commands import Entry, Ground
from jiceng.responsibility.rules import of_bureau_rank, of_county_rank

COLUMNS = (
    Column("community", gettext_lazy("社区"), text(120), required=True),
    Column("leader", gettext_lazy("县级领导"), text(60), required=True),
    Column("officer", gettext_lazy("联络人"), text(60)),
    Column("on", gettext_lazy("自哪天起"), day, form="date"),
    Column("number", gettext_lazy("依据文件文号"), text(60)),
)


def read_register(blocks: Iterable[bytes], usual: date) -> tuple[list[Entry], list[Fault]]:
    """Entries, and everything wrong; a row without a day begins on `usual`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        with path.open("wb") as file:
            for block in blocks:
                file.write(block)
        try:
            table = read_table(path, COLUMNS)
        except Refusal as refusal:
            return [], [Fault("", 0, "", "", str(refusal))]
    entries = [_entry(table, row, usual) for row in table.rows if row.good]
    table.sort_faults()
    return [one for one in entries if one is not None], table.faults


def _entry(table: Table, row: Row, usual: date) -> Entry | None:
    values, on = row.values, row.values["on"] or usual
    community = _single(
        table, row, "community", organisations_on(on).filter(kind=Kind.COMMUNITY), _("这一天没有这个社区")
    )
    leader = _single(table, row, "leader", of_county_rank(on), _("这一天没有这位县级领导"))
    officer = None
    if values["officer"]:
        officer = _single(table, row, "officer", of_bureau_rank(on), _("这一天没有这位科局级干部"))
    if not row.good:
        return None
    return Entry(community, leader, officer, Ground(on, values["number"] or "", _("导入联系点名册")))


def _single(table: Table, row: Row, column: str, rows: QuerySet, nobody: str):
    name = row.values[column]
    found = list(rows.filter(name=name)[:2])
    if len(found) != 1:
        table.fault(row, column, _("有重名，请在页面上指定") if found else nobody)
        return None
    return found[0]
