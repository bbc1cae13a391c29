"""A month's pay as a spreadsheet: out with what is owed, in with what was paid."""

from collections.abc import Iterable
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.kernel.workbook import workbook
from jiceng.kernel.xlsx.cells import text, whole
from jiceng.kernel.xlsx.columns import Column
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, read_blocks
from jiceng.resources.intake import decimal
from jiceng.resources.queries.wages import Owed

COLUMNS = (
    Column("number", gettext_lazy("人员编号"), whole(10**12), required=True, form="number"),
    Column("name", gettext_lazy("姓名"), text(60), required=True),
    Column("amount", gettext_lazy("实发"), decimal(2, 9_999_999), form="number"),
)


def sheet_out(sheet: list[Owed]) -> HttpResponse:
    """Everybody with pay in the month: due, paid, and as paid now what is still owed."""
    headings = [_("人员编号"), _("姓名"), _("应发"), _("已发"), _("实发")]
    rows = ([one.person_id, one.name, *map(float, (one.due, one.paid, one.owed))] for one in sheet)
    return workbook("wages", headings, rows)


def sheet_in(blocks: Iterable[bytes], sheet: list[Owed]) -> tuple[dict[int, Decimal], list[Fault]]:
    """Amounts by person, and everything wrong: whoever has no pay in the month, another name, twice, too much."""
    try:
        table = read_blocks(blocks, COLUMNS)
    except Refusal as refusal:
        return {}, [Fault("", 0, "", "", str(refusal))]
    known, found = {one.person_id: one for one in sheet}, {}
    for row in (row for row in table.rows if row.good):
        number, amount = row.values["number"], row.values["amount"]
        one = known.get(number)
        if one is None or one.name != row.values["name"]:
            table.fault(row, "name", _("这个月没有这个人，或编号和姓名对不上"))
        elif number in found:
            table.fault(row, "number", _("只能有一行"))
        elif amount and amount > one.owed:
            table.fault(row, "amount", _("不多于还欠的%(owed)s") % {"owed": one.owed})
        else:
            found[number] = amount or Decimal(0)
    table.sort_faults()
    return found, table.faults
