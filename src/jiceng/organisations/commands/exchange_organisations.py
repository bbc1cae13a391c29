"""Organisations from a table: what each row wants of the organisation that it means."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db.models import Q

from jiceng.kernel.pages import today
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.sentences import of_label
from jiceng.kernel.sentences import sentence as _
from jiceng.kernel.xlsx.cells import Unreadable
from jiceng.kernel.xlsx.tables import Row, Table, read_table
from jiceng.organisations.commands.bulk import NewOrganisation
from jiceng.organisations.commands.exchange_plan import (
    CHANGED,
    ENDED,
    NEW,
    UNCHANGED,
    Change,
    Plan,
    Progress,
    every,
    said,
    twice,
)
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, Line, Right
from jiceng.organisations.exports.columns import EXAMPLE, organisation_columns
from jiceng.organisations.exports.organisations import COUNTS, SUPERIORS, Standing, standings
from jiceng.organisations.exports.units import Units, units, usable
from jiceng.organisations.models import Instrument, Organisation
from jiceng.organisations.rules import scope

# A column's name, and the command of `exchange_write` that changes it.
DEEDS = {
    "name": "rename",
    "short_name": "rename",
    "code": "correct",
    "credit_code": "correct",
    "territory": "correct",
    "instrument": "correct",
    "residents_superior": "place",
    "party_superior": "place",
    "households": "count",
    "residents": "count",
    "venue_area": "count",
    "until": "abolish",
}


@dataclass(slots=True)
class Deed:
    """A row that changes an organisation: the new values of the columns that differ, from a day."""

    row: Row
    organisation: int
    on: date
    values: dict
    counts: dict


@dataclass
class OrganisationPlan(Plan):
    """What is to be written: new organisations, and deeds on those that stand."""

    founded: list[tuple[Row, NewOrganisation]] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)


def plan_organisations(*, by, path: Path, progress: Progress | None = None) -> OrganisationPlan:
    """Read the file and hold it against the organisations of today. Writes nothing. Raises `reader.Refusal`."""

    def told(done: int, total: int) -> None:
        if progress:
            progress(done, total, _("正在读取表格"))

    within = usable(by, Right.IMPORT, Right.KEEP_ORGANISATIONS)
    superiors = units(Organisation.objects.on(today()), within)
    table = read_table(path, organisation_columns(superiors, superiors), example=EXAMPLE, progress=told)
    everywhere = by is None or not scope(by, Right.IMPORT) & scope(by, Right.KEEP_ORGANISATIONS)
    planner = _Planner(table, superiors, everywhere)
    for row in every(table.rows, progress, _("正在逐行核对")):
        planner.take(row)
    planner.check_together()
    for _row, new in planner.plan.founded:  # so that the write lock need not wait for it
        spelled(new.name), initials(new.name)
    return planner.plan


class _Planner:
    """State of planning one file."""

    def __init__(self, table: Table, superiors: Units, everywhere: bool):
        self.table, self.superiors, self.everywhere = table, superiors, everywhere
        self.plan = OrganisationPlan(table)
        self.standing = standings(today())
        self.by_code = {one.code: one for one in self.standing.values() if one.code}
        self.names = {(one.name, one.kind) for one in self.standing.values()}
        self.instruments = set(Instrument.objects.values_list("number", flat=True))
        self.meant = {id(row): self._who(row) for row in table.rows}
        fresh = [row for row in table.rows if self.meant[id(row)] is None]
        self.fresh = {row.values["name"]: row for row in fresh if row.values["name"]}
        self.fresh |= {row.values["code"]: row for row in fresh if row.values["code"]}

    def _who(self, row: Row) -> Standing | None:
        number, code = row.values["number"], row.values["code"]
        if number is not None:
            found = self.standing.get(number)
            if found is None or not self._within(found.pk):
                self.table.fault(row, "number", _("没有这个编号，或不在您的管理范围内；新组织请留空"))
                return None
            return found
        found = self.by_code.get(code) if code else None
        if found and not self._within(found.pk):
            self.table.fault(row, "code", _("这个代码已由您管理范围之外的组织使用"))
            return None
        return found

    def _within(self, pk: int) -> bool:
        return self.superiors.within is None or pk in self.superiors.within

    def take(self, row: Row) -> None:
        found, values = self.meant[id(row)], row.values
        named = {
            column: self._named(row, column)
            for column in ("residents_superior", "party_superior", "territory")
        }
        self._check(row, found)
        if not row.good:
            return
        if found is None:
            self._found(row, named)
            shown = {
                "kind": ["", str(Kind(values["kind"]).label)],
                "since": ["", said(values["since"])],
            }
            change = Change(row.sheet, row.number, NEW, values["name"], shown)
        else:
            change = self._compare(row, found, named)
        if row.good:
            self.plan.changes.append(change)

    def _named(self, row: Row, column: str) -> int | str | None:
        """The organisation that a cell names: the number of one that stands, or the row number of a new one."""
        text = row.values[column]
        if text is None:
            return None
        try:
            return self.superiors.parse(text)
        except Unreadable as unreadable:
            if text in self.fresh:
                return _ref(self.fresh[text])
            self.table.fault(row, column, str(unreadable))
            return None

    def _check(self, row: Row, found: Standing | None) -> None:
        values, fault = row.values, self.table.fault
        kind = values["kind"]
        if kind and kind not in TERRITORIES:
            for column in COUNTS:
                if values[column] is not None:
                    fault(row, column, _("只有居民委和社区才填"))
        holder = self.by_code.get(values["code"])
        if holder and found and holder.pk != found.pk:
            fault(row, "code", _("这个代码已由“%(name)s”使用") % {"name": holder.name})
        number = values["instrument"]
        if number and number not in self.instruments and values["issued_on"] is None:
            fault(row, "issued_on", _("新的文号，成文日期必填"))
        if found is None:
            self._check_new(row)

    def _check_new(self, row: Row) -> None:
        values, fault = row.values, self.table.fault
        if values["since"] is None:
            fault(row, "since", _("新组织必填"))
        if (values["name"], values["kind"]) in self.names and values["number"] is None:
            fault(row, "name", _("已有同类同名的组织，请填系统编号或代码"))
        if values["until"] and values["since"] and values["until"] <= values["since"]:
            fault(row, "until", _("晚于设立日期 %(day)s") % {"day": said(values["since"])})
        if not (self.everywhere or values["residents_superior"] or values["party_superior"]):
            fault(row, "party_superior", _("至少填一个上级"))
        if values["kind"] in TERRITORIES and (values["residents"] is None) != (values["households"] is None):
            column = "residents" if values["residents"] is None else "households"
            fault(row, column, _("户数和人口要一起填"))

    def _found(self, row: Row, named: dict) -> None:
        values = row.values
        lines = ((Line.RESIDENTS, "residents_superior"), (Line.PARTY, "party_superior"))
        places = tuple((line, named[column]) for line, column in lines if named[column] is not None)
        new = NewOrganisation(
            kind=values["kind"],
            name=values["name"],
            on=values["since"],
            ref=_ref(row),
            short_name=values["short_name"] or "",
            code=values["code"] or "",
            credit_code=values["credit_code"] or "",
            until=values["until"],
            territory=named["territory"],
            superiors=places,
            households=values["households"],
            residents=values["residents"],
            venue_area_m2=values["venue_area"] or 0,
        )
        self.plan.founded.append((row, new))

    def _compare(self, row: Row, found: Standing, named: dict) -> Change:
        wanted = {**row.values, **named}
        fixed = {
            "kind": (wanted["kind"], found.kind, of_label(Kind(found.kind).label)),
            "since": (wanted["since"], found.since, said(found.since)),
            "territory": (wanted["territory"], found.territory, self.superiors.label(found.territory)),
        }
        for column, (value, kept, word) in fixed.items():
            if value is not None and kept is not None and value != kept:
                self.table.fault(row, column, _("设立后不能更改，现为 %(value)s") % {"value": word})
        differs = {
            column: wanted[column]
            for column in DEEDS
            if column != "instrument" and wanted[column] is not None and wanted[column] != found.value(column)
        }
        basis = wanted["instrument"]
        if basis and basis != found.instrument and not differs:
            differs = {"instrument": basis}
            if found.instrument:
                word = _("现为 %(value)s；没有别的变动，不能更改依据") % {"value": found.instrument}
                self.table.fault(row, "instrument", word)
        if not differs:
            return Change(row.sheet, row.number, UNCHANGED, found.name, {})
        self._keep(row, found, differs)
        shown = {column: self._both(row, found, column) for column in differs}
        return Change(row.sheet, row.number, ENDED if "until" in differs else CHANGED, found.name, shown)

    def _both(self, row: Row, found: Standing, column: str) -> list[str]:
        kept, wanted = found.value(column), row.values[column]
        if column in SUPERIORS or column == "territory":
            return [self.superiors.label(kept), str(wanted)]
        return [said(kept), said(wanted)]

    def _keep(self, row: Row, found: Standing, differs: dict) -> None:
        on = row.values["changed_on"] or today()
        if on < found.since:
            self.table.fault(row, "changed_on", _("不早于设立日期 %(day)s") % {"day": said(found.since)})
        if found.until and on >= found.until:
            self.table.fault(row, "changed_on", _("早于撤销日期 %(day)s") % {"day": said(found.until)})
        counts = {column: row.values[column] for column in COUNTS}
        counts = {column: found.value(column) if value is None else value for column, value in counts.items()}
        if any(DEEDS[column] == "count" for column in differs) and None in (
            counts["households"],
            counts["residents"],
        ):
            self.table.fault(row, "households", _("户数和人口要一起填"))
        self.plan.deeds.append(Deed(row, found.pk, on, differs, counts))

    def check_together(self) -> None:
        """What only shows when all rows are known: the same row twice, two branches of one territory."""
        rows = self.table.rows
        meant = ((one.pk if (one := self.meant[id(row)]) else None, row) for row in rows)
        twice(self.table, meant, "name")
        twice(self.table, ((row.values["code"], row) for row in rows), "code")
        fresh = (row for row in rows if self.meant[id(row)] is None)
        twice(self.table, ((_name_key(row), row) for row in fresh), "name")
        served = set(
            Organisation.objects.on(today())
            .filter(Q(kind__in=BRANCHES), territory__isnull=False)
            .values_list("territory_id", flat=True)
        )
        new = [(row, one) for row, one in self.plan.founded if one.kind in BRANCHES and one.territory]
        for row, founded in new:
            if founded.territory in served:
                self.table.fault(row, "territory", _("这个社区已有党组织，一个社区只设一个"))
        twice(self.table, ((founded.territory, row) for row, founded in new), "territory")


def _ref(row: Row) -> str:
    return f"{row.sheet}!{row.number}"


def _name_key(row: Row) -> tuple | None:
    name, kind = row.values["name"], row.values["kind"]
    return (name, kind) if name and kind else None
