"""The register of contact points read from a spreadsheet: every fault by row and column, and what would change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.kernel.xlsx.cells import day, text
from jiceng.kernel.xlsx.columns import Column
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, Row, Table, read_blocks
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.names import organisations_on
from jiceng.people.models import Person
from jiceng.responsibility.commands import Entry, Ground
from jiceng.responsibility.models import ContactPoint, Liaison
from jiceng.responsibility.rules import of_bureau_rank, of_county_rank

SALT = "responsibility.register"
A_DAY = 86400
COLUMNS = (
    Column("community", gettext_lazy("社区"), text(120), required=True),
    Column("leader", gettext_lazy("县级领导"), text(60), required=True),
    Column("officer", gettext_lazy("联络人"), text(60)),
    Column("on", gettext_lazy("自哪天起"), day, form="date"),
    Column("number", gettext_lazy("依据文件文号"), text(60)),
)


def read_register(blocks: Iterable[bytes], usual: date) -> tuple[list[Entry], list[Fault]]:
    """Entries, and everything wrong; a row without a day begins on `usual`."""
    try:
        table = read_blocks(blocks, COLUMNS)
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


@dataclass(frozen=True)
class Change:
    """What one row changes; the same name twice: nothing."""

    community: str
    on: date
    leader: tuple[str, str]
    officer: tuple[str, str]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(before, after) of the leader and of the liaison."""
        return self.leader, self.officer


def changes(entries: list[Entry]) -> list[Change]:
    """What stands on each row's day against what the row says; rows that change nothing are left out."""
    found = []
    for one in entries:
        day = one.ground.on
        point = ContactPoint.objects.on(day).filter(community=one.community).select_related("leader").first()
        links = Liaison.objects.on(day).filter(leader=one.leader).select_related("officer").first()
        before, linked = point.leader.name if point else "", links.officer.name if links else ""
        officer = one.officer.name if one.officer else linked
        if (before, linked) != (one.leader.name, officer):
            names = (before, one.leader.name), (linked, officer)
            found.append(Change(one.community.name, day, *names))
    return found


def sealed(entries: list[Entry]) -> str:
    """The rows and what they would change, as it was shown."""
    rows = [
        [
            one.community.pk,
            one.leader.pk,
            one.officer.pk if one.officer else None,
            one.ground.on.isoformat(),
            one.ground.number,
        ]
        for one in entries
    ]
    return signing.dumps({"rows": rows, "shown": _told(changes(entries))}, salt=SALT, compress=True)


def _told(found: list[Change]) -> list[list]:
    return [[one.community, one.on.isoformat(), *one.leader, *one.officer] for one in found]


def opened(text_: str) -> list[Entry]:
    """The rows of a preview. Raises signing.BadSignature when they are not what was shown, or would change something
    else by now."""
    data = signing.loads(text_, salt=SALT, max_age=A_DAY)
    places = Organisation.objects.in_bulk([row[0] for row in data["rows"]])
    people = Person.objects.in_bulk([key for row in data["rows"] for key in row[1:3] if key])
    why = _("导入联系点名册")
    entries = [
        Entry(
            places[row[0]],
            people[row[1]],
            people[row[2]] if row[2] else None,
            Ground(date.fromisoformat(row[3]), row[4], why),
        )
        for row in data["rows"]
    ]
    if _told(changes(entries)) != data["shown"]:
        raise signing.BadSignature
    return entries
