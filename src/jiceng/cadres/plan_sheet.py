"""The trainings of a plan read from a spreadsheet, as the list is exported: read, shown, and only then planned."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jiceng.cadres.commands import NewTraining
from jiceng.cadres.enums_development import Audience, TrainingKind
from jiceng.cadres.models import TrainingPlan
from jiceng.kernel.xlsx.cells import day, text, whole
from jiceng.kernel.xlsx.columns import Column, in_every_language
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, Row, Table, read_blocks

SALT = "cadres.training"
A_DAY = 86400
MOST_HOURS, MOST_YUAN = 400, 99_999_999
COLUMNS = (
    Column("title", gettext_lazy("名称"), text(120), required=True),
    Column("kind", gettext_lazy("形式"), text(20), required=True),
    Column("audience", pgettext_lazy("培训", "对象"), text(20), required=True),
    Column("starts_on", gettext_lazy("开始日期"), day, required=True, form="date"),
    Column("ends_on", gettext_lazy("结束日期"), day, required=True, form="date"),
    Column("place", gettext_lazy("地点"), text(120), required=True),
    Column("teachers", gettext_lazy("授课人或接待单位"), text(300)),
    Column("hours", gettext_lazy("学时"), whole(MOST_HOURS), required=True, form="number"),
    Column("cost", gettext_lazy("预算（元）"), whole(MOST_YUAN), form="number"),
)
WORDS = {"kind": TrainingKind, "audience": Audience}


def read_plan(blocks: Iterable[bytes], plan: TrainingPlan) -> tuple[list[NewTraining], int, list[Fault]]:
    """What is new, how many the plan holds already (by name and first day), and everything wrong."""
    try:
        table = read_blocks(blocks, COLUMNS)
    except Refusal as refusal:
        return [], 0, [Fault("", 0, "", "", str(refusal))]
    known = set(plan.trainings.values_list("title", "starts_on"))
    new, same = [], 0
    for row in table.rows:
        found = _training(table, row, plan) if row.good else None
        if found is None:
            continue
        if (found.title, found.starts_on) in known:
            same += 1
        else:
            known.add((found.title, found.starts_on))
            new.append(found)
    table.sort_faults()
    return new, same, table.faults


def _training(table: Table, row: Row, plan: TrainingPlan) -> NewTraining | None:
    values = dict(row.values)
    for name, choices in WORDS.items():
        codes = {said: value for value, label in choices.choices for said in in_every_language(label)}
        if values[name] not in codes:
            table.fault(row, name, "、".join(str(label) for _value, label in choices.choices))
        values[name] = codes.get(values[name])
    if values["ends_on"] < values["starts_on"]:
        table.fault(row, "ends_on", _("结束日期不能早于开始日期。"))
    if values["starts_on"].year != plan.year:
        table.fault(row, "starts_on", _("开始日期须在%(year)d年。") % {"year": plan.year})
    if not values["hours"]:
        table.fault(row, "hours", _("至少1学时"))
    if not row.good:
        return None
    values |= {"teachers": values["teachers"] or "", "cost": Decimal(values["cost"] or 0)}
    return NewTraining(**values | {"title": " ".join(values["title"].split())})


def sealed(plan: TrainingPlan, rows: list[NewTraining]) -> str:
    """What the preview showed, so that nothing else is planned."""
    plain = [
        {
            key: str(value) if isinstance(value, date | Decimal) else value
            for key, value in asdict(one).items()
        }
        for one in rows
    ]
    return signing.dumps([plan.pk, plain], salt=SALT, compress=True)


def opened(text_: str, plan: TrainingPlan) -> list[NewTraining]:
    """Raises signing.BadSignature when it is not what was shown, or was shown for another plan."""
    key, rows = signing.loads(text_, salt=SALT, max_age=A_DAY)
    if key != plan.pk:
        raise signing.BadSignature
    days = ("starts_on", "ends_on")
    return [
        NewTraining(
            **one | {name: date.fromisoformat(one[name]) for name in days} | {"cost": Decimal(one["cost"])}
        )
        for one in rows
    ]
