"""The participants of a training as a spreadsheet, out and in: what was read fills the form, where it is looked at."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.cadres.commands import Result
from jiceng.cadres.enums_development import Outcome
from jiceng.cadres.models import Trainee, Training
from jiceng.cadres.models.training import MOST_POINTS
from jiceng.kernel.xlsx.cells import day, text, whole
from jiceng.kernel.xlsx.columns import Column, in_every_language
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, Table, read_blocks

COLUMNS = (
    Column("name", gettext_lazy("姓名"), text(60), required=True),
    Column("born_on", gettext_lazy("出生日期"), day, form="date"),
    Column("hours", gettext_lazy("实到学时"), whole(400), form="number"),
    Column("before", gettext_lazy("训前测评"), whole(MOST_POINTS), form="number"),
    Column("after", gettext_lazy("训后测评"), whole(MOST_POINTS), form="number"),
    Column("outcome", gettext_lazy("结果"), text(20)),
    Column("note", gettext_lazy("说明"), text(300)),
)


def sheet(trainees: Iterable[Trainee]) -> tuple[list[str], list[list]]:
    """Headings and rows; an empty cell is not yet entered."""
    rows = [
        [
            one.person.name,
            one.person.born_on,
            one.hours,
            one.before,
            one.after,
            one.get_outcome_display(),
            one.note,
        ]
        for one in trainees
    ]
    return [column.title for column in COLUMNS], rows


def read_results(
    blocks: Iterable[bytes], training: Training, trainees: list[Trainee]
) -> tuple[dict[int, Result], list[Fault]]:
    """Results by participant, and everything wrong; who is not in the sheet stays as they are."""
    try:
        table = read_blocks(blocks, COLUMNS)
    except Refusal as refusal:
        return {}, [Fault("", 0, "", "", str(refusal))]
    found: dict[int, Result] = {}
    for row in table.rows:
        if row.good and (one := _whose(table, row, trainees, found)) is not None:
            result = _result(table, row, training)
            if row.good:
                found[one.pk] = result
    table.sort_faults()
    return found, table.faults


def _whose(table: Table, row, trainees: list[Trainee], found: dict) -> Trainee | None:
    name, born = row.values["name"], row.values["born_on"]
    same = [one for one in trainees if one.person.name == name and born in (None, one.person.born_on)]
    if len(same) != 1:
        table.fault(row, "name", _("有重名，请写出生日期") if same else _("学员名单里没有这个人"))
        return None
    if same[0].pk in found:
        table.fault(row, "name", _("名单中有人出现了两次。"))
        return None
    return same[0]


def _result(table: Table, row, training: Training) -> Result:
    values = row.values
    if values["hours"] is not None and values["hours"] > training.hours:
        table.fault(row, "hours", _("不多于%(hours)d学时") % {"hours": training.hours})
    codes = {said: value for value, label in Outcome.choices for said in in_every_language(label)}
    if values["outcome"] and values["outcome"] not in codes:
        table.fault(row, "outcome", "、".join(str(label) for _value, label in Outcome.choices))
    return Result(
        values["hours"] or 0,
        values["before"],
        values["after"],
        codes.get(values["outcome"], ""),
        values["note"] or "",
    )
