"""The list of venues read from a spreadsheet: every fault by row and column, and what would change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.kernel.xlsx.cells import Unreadable, day, one_of, plain, text, whole
from jiceng.kernel.xlsx.columns import Column, in_every_language
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, Row, Table, read_blocks
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.names import organisations_on
from jiceng.resources.commands import Entry, Facts
from jiceng.resources.commands.venues import facts_of
from jiceng.resources.enums import Title
from jiceng.resources.rules import may_keep

SALT = "resources.venues"
A_DAY = 86400


def decimal(places: int, most: int) -> Callable[[object], Decimal | None]:
    """A number that is not negative, with so many places at most; thousands may be set apart by commas."""

    def parse(value: object) -> Decimal | None:
        said = plain(value).replace(",", "")
        if not said:
            return None
        expected = _("0到%(most)s的数，最多%(places)s位小数") % {"most": most, "places": places}
        try:
            found = Decimal(said)
        except InvalidOperation:
            raise Unreadable(expected) from None
        if not found.is_finite() or not 0 <= found <= most or found != round(found, places):
            raise Unreadable(expected)
        return round(found, places)

    return parse


def _title(value: object) -> object:
    known = {word: title.value for title in Title for word in in_every_language(title.label)}
    said = "、".join(str(title.label) for title in Title)
    return one_of(known, lambda: said)(value)


COLUMNS = (
    Column("community", gettext_lazy("社区"), text(120), required=True),
    Column("name", gettext_lazy("用房名称"), text(60), required=True),
    Column("address", gettext_lazy("地址"), text(120)),
    Column("title", gettext_lazy("使用方式"), _title, required=True),
    Column("owner", gettext_lazy("产权单位"), text(60)),
    Column("area", gettext_lazy("建筑面积"), decimal(1, 99_999), required=True, form="number"),
    Column("activity", gettext_lazy("居民活动面积"), decimal(1, 99_999), form="number"),
    Column("rooms", gettext_lazy("间数"), whole(999), form="number"),
    Column("rent", gettext_lazy("年租金"), decimal(2, 99_999_999), form="number"),
    Column("missing", gettext_lazy("缺什么"), text(200)),
    Column("on", gettext_lazy("自哪天起"), day, form="date"),
)


def read_venues(blocks: Iterable[bytes], usual: date, *, seen_by) -> tuple[list[Entry], list[Fault]]:
    """Entries, and everything wrong; a row without a day begins on `usual`. Of communities that are not the asker's to
    keep nothing is read."""
    try:
        table = read_blocks(blocks, COLUMNS)
    except Refusal as refusal:
        return [], [Fault("", 0, "", "", str(refusal))]
    entries = [_entry(table, row, usual, seen_by) for row in table.rows if row.good]
    table.sort_faults()
    return [one for one in entries if one is not None], table.faults


def _entry(table: Table, row: Row, usual: date, seen_by) -> Entry | None:
    values, on = row.values, row.values["on"] or usual
    community = _single(organisations_on(on).filter(name=values["community"]))
    if community is None or not (seen_by is None or may_keep.test(seen_by, community)):
        table.fault(row, "community", _("这一天没有这个社区，或不归您登记"))
    if (values["activity"] or 0) > values["area"]:
        table.fault(row, "activity", _("不大于建筑面积"))
    if values["area"] == 0:
        table.fault(row, "area", _("大于零"))
    if values["title"] == Title.OWNED and values["rent"]:
        table.fault(row, "rent", _("自有用房没有租金"))
    if not row.good:
        return None
    owner = _single(organisations_on(on).filter(name=values["owner"])) if values["owner"] else None
    facts = Facts(
        title=values["title"],
        area_m2=values["area"],
        activity_m2=values["activity"] or Decimal(0),
        rooms=1 if values["rooms"] is None else values["rooms"],
        rent_a_year=values["rent"] or Decimal(0),
        owner=owner,
        owner_words="" if owner else values["owner"] or "",
        missing=values["missing"] or "",
    )
    return Entry(community, values["name"], values["address"] or "", facts, on)


def _single(rows: QuerySet) -> Organisation | None:
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Change:
    """What one row changes: m² before (None: a new venue) and after."""

    community: str
    name: str
    before: Decimal | None
    after: Decimal
    title: str
    on: date


def changes(entries: list[Entry]) -> list[Change]:
    """What stands against what the row says; rows that change nothing are left out."""
    found = []
    for one in entries:
        use = one.standing()
        if use is None or facts_of(use) != one.facts:
            label = str(Title(one.facts.title).label)
            before = use.area_m2 if use else None
            found.append(Change(one.community.name, one.name, before, one.facts.area_m2, label, one.on))
    return found


def sealed(entries: list[Entry]) -> str:
    """The rows and what they would change, as it was shown."""
    rows = [
        [one.community.pk, one.name, one.address, one.on.isoformat(), *_plain(one.facts)] for one in entries
    ]
    return signing.dumps({"rows": rows, "shown": _told(changes(entries))}, salt=SALT, compress=True)


def _plain(facts: Facts) -> list:
    numbers = str(facts.area_m2), str(facts.activity_m2), facts.rooms, str(facts.rent_a_year)
    return [
        *(facts.title, *numbers),
        *(facts.owner.pk if facts.owner else None, facts.owner_words, facts.missing),
    ]


def _told(found: list[Change]) -> list[list]:
    return [[one.community, one.name, str(one.before), str(one.after), one.on.isoformat()] for one in found]


def opened(said: str) -> list[Entry]:
    """The rows of a preview. Raises signing.BadSignature when they are not what was shown, or would change something
    else by now."""
    data = signing.loads(said, salt=SALT, max_age=A_DAY)
    known = Organisation.objects.in_bulk({key for row in data["rows"] for key in (row[0], row[9]) if key})
    entries = []
    for row in data["rows"]:
        title, area, activity, rooms, rent, owner, owner_words, missing = row[4:]
        numbers = Decimal(area), Decimal(activity), rooms, Decimal(rent)
        facts = Facts(title, *numbers, known.get(owner), owner_words, missing)
        entries.append(Entry(known[row[0]], row[1], row[2], facts, date.fromisoformat(row[3])))
    if _told(changes(entries)) != data["shown"]:
        raise signing.BadSignature
    return entries
