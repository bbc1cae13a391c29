"""Marks of the written test in a spreadsheet: ticket number and mark, read whole or with everything wrong."""

import re
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.cadres.models.applicants import ABSENT
from jiceng.kernel.xlsx.cells import Unreadable, plain, text
from jiceng.kernel.xlsx.columns import Column, in_every_language
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, read_blocks

AWAY = gettext_lazy("缺考")
MARK = re.compile(r"\d{1,3}(\.\d{1,2})?")


def mark(value: object) -> Decimal | None:
    """0 to 100 with at most two decimals, or the word for absent."""
    found = plain(value)
    if found in in_every_language(AWAY):
        return ABSENT
    if not MARK.fullmatch(found) or Decimal(found) > 100:
        raise Unreadable(_("0到100之间、最多两位小数的分数，或者“缺考”"))
    return Decimal(found)


COLUMNS = (
    Column("ticket", gettext_lazy("准考证号"), text(20), required=True),
    Column("mark", gettext_lazy("成绩"), mark, required=True, form="number"),
)


def read_marks(blocks: Iterable[bytes]) -> tuple[dict[str, Decimal], list[Fault]]:
    """By ticket number; nothing when anything is wrong."""
    try:
        table = read_blocks(blocks, COLUMNS)
    except Refusal as refusal:
        return {}, [Fault("", 0, "", "", str(refusal))]
    found: dict[str, Decimal] = {}
    for row in table.rows:
        ticket = row.values["ticket"]
        if row.good and ticket in found:
            table.fault(row, "ticket", _("准考证号重复"))
        elif row.good:
            found[ticket] = row.values["mark"]
    table.sort_faults()
    return ({} if table.faults else found), table.faults
