"""The register of cadres read from a spreadsheet, as it is exported: read, shown, and only then asked for.

A row is a person by name and day of birth. What differs from the file becomes a request to change it; whoever has no
file yet gets one. All rows or none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.cadres.enums import Mode, Rank, Section, Status
from jiceng.cadres.models import CadreFile
from jiceng.cadres.queries.files import files
from jiceng.cadres.rules import cadre_terms
from jiceng.kernel.pages import today
from jiceng.kernel.words import strung
from jiceng.kernel.xlsx.cells import day, text
from jiceng.kernel.xlsx.columns import Column
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, Row, Table, read_blocks
from jiceng.organisations.models import Term
from jiceng.people.enums import Education
from jiceng.people.models import Person

SALT = "cadres.roster"
COLUMNS = (
    Column("name", gettext_lazy("姓名"), text(60), required=True),
    Column("born_on", gettext_lazy("出生日期"), day, required=True, form="date"),
    Column("status", gettext_lazy("身份"), text(20)),
    Column("rank", gettext_lazy("职级"), text(20)),
    Column("valid_from", gettext_lazy("职级起"), day, form="date"),
    Column("work_began_on", gettext_lazy("参加工作时间"), day, form="date"),
    Column("native_place", gettext_lazy("籍贯"), text(60)),
    Column("level", gettext_lazy("学历"), text(20)),
    Column("mode", gettext_lazy("学习形式"), text(20)),
    Column("school", gettext_lazy("毕业院校"), text(120)),
    Column("finished_on", gettext_lazy("毕业日期"), day, form="date"),
)
PARTS = {
    Section.EMPLOYMENT: ("status", "rank", "valid_from"),
    Section.BASICS: ("work_began_on", "native_place"),
    Section.SCHOOLING: ("level", "mode", "school", "finished_on"),
}
WORDS = {"status": Status, "rank": Rank, "level": Education, "mode": Mode}


@dataclass(frozen=True)
class Wish:
    """What one row of the sheet asks for: parts that differ; `file` None means that a file is opened."""

    person: int
    name: str
    file: int | None
    parts: dict[str, dict[str, Any]]

    @property
    def said(self) -> str:
        if self.file is None:
            return _("建立档案")
        return strung(str(Section(one).label) for one in self.parts)


def read_roster(blocks: Iterable[bytes], *, seen_by, may_open: bool) -> tuple[list[Wish], int, list[Fault]]:
    """Rows that ask for something, how many change nothing, and everything wrong."""
    try:
        table = read_blocks(blocks, COLUMNS)
    except Refusal as refusal:
        return [], 0, [Fault("", 0, "", "", str(refusal))]
    known: dict[tuple[str, date], list[CadreFile]] = {}
    for one in files(seen_by=seen_by, as_of=today()):
        known.setdefault((one.person.name, one.person.born_on), []).append(one)
    wishes, same = [], 0
    for row in table.rows:
        found = _wish(table, row, known, may_open) if row.good else None
        if found is not None and (found.parts or found.file is None):
            wishes.append(found)
        elif found is not None:
            same += 1
    table.sort_faults()
    return wishes, same, table.faults


def _wish(table: Table, row: Row, known: dict, may_open: bool) -> Wish | None:
    values = _values(table, row)
    if not row.good:
        return None
    held = known.get((values["name"], values["born_on"]), [])
    if len(held) > 1:
        table.fault(row, "name", _("有同名同生日的人，请在档案页办理"))
        return None
    if held:
        file = held[0]
        return Wish(file.person_id, values["name"], file.pk, _differing(table, row, file, values))
    person = _person(table, row, values, may_open)
    if person is None:
        return None
    return Wish(person, values["name"], None, {part: _of(values, part) for part in PARTS})


def _values(table: Table, row: Row) -> dict[str, Any]:
    """Codes for words; what belongs together must be whole."""
    values = dict(row.values)
    for name, choices in WORDS.items():
        if not values[name]:
            values[name] = None
            continue
        codes = {str(label): value for value, label in choices.choices}
        if values[name] not in codes:
            table.fault(row, name, strung(codes))
        values[name] = codes.get(values[name])
    if values["level"] is not None and (values["mode"] is None or values["finished_on"] is None):
        table.fault(row, "finished_on", _("写了学历，就要写学习形式和毕业日期"))
    return values


def _person(table: Table, row: Row, values: dict, may_open: bool) -> int | None:
    """Somebody without a file: a cadre of today, and only where the files may be opened."""
    people = Person.objects.filter(name=values["name"], born_on=values["born_on"], cadre_file=None)
    serving = Term.objects.filter(cadre_terms(today())).values("person")
    found = list(people.filter(pk__in=serving).values_list("pk", flat=True)[:2])
    if not may_open:
        table.fault(row, "name", _("没有档案，须由组织部建立"))
    elif len(found) != 1:
        table.fault(row, "name", _("有重名，请在档案页办理") if found else _("没有这位在任的社区干部"))
    elif values["status"] is None or values["valid_from"] is None:
        table.fault(row, "status", _("建立档案须写身份和职级起"))
    return found[0] if row.good else None


def _of(values: dict, part: str) -> dict[str, Any]:
    return {name: values[name] for name in PARTS[part]}


def _differing(table: Table, row: Row, file: CadreFile, values: dict) -> dict[str, dict[str, Any]]:
    """The parts in which the row says something else than the file; an empty cell says nothing."""
    found = {}
    status, rank = values["status"] or file.status, values["rank"] or file.rank
    if (status, rank) != (file.status, file.rank):
        if values["valid_from"] is None or values["valid_from"] == file.since:
            table.fault(row, "valid_from", _("身份或职级变了，请写自哪天起"))
        found[Section.EMPLOYMENT] = {"status": status, "rank": rank, "valid_from": values["valid_from"]}
    basics = {name: values[name] or getattr(file, name) for name in PARTS[Section.BASICS]}
    if any(basics[name] != getattr(file, name) for name in basics):
        others = ("birthplace", "health", "technical_title", "strengths")
        found[Section.BASICS] = basics | {name: getattr(file, name) for name in others}
    schooled = values["level"], values["mode"], values["finished_on"]
    if values["level"] is not None and schooled != (file.level, file.level_mode, file.level_on):
        found[Section.SCHOOLING] = _of(values, Section.SCHOOLING)
    return {str(key): value for key, value in found.items()}


def sealed(wishes: list[Wish]) -> str:
    """What the preview showed, so that nothing else is asked."""
    rows = [(one.person, one.name, one.file, _plain(one.parts)) for one in wishes]
    return signing.dumps(rows, salt=SALT, compress=True)


def _plain(parts: dict) -> dict:
    return {
        str(part): {
            name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()
        }
        for part, values in parts.items()
    }


def opened(text_: str) -> list[Wish]:
    """Raises signing.BadSignature when it is not what was shown."""
    return [Wish(*row) for row in signing.loads(text_, salt=SALT, max_age=86400)]
