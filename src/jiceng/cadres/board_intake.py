"""Choices of the board read from a spreadsheet, as the list of people is exported: read, shown, only then taken over.

A row is a person of the board by name and day of birth. Rows that say what the board says already change nothing.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jiceng.cadres.commands import Wanted
from jiceng.cadres.enums_restructuring import Body, Leaving, Outcome
from jiceng.cadres.models import BoardPerson, BoardPost, Restructuring
from jiceng.cadres.models.restructuring import WITH_PLACE
from jiceng.cadres.queries.restructuring import holder_of, people, posts, posts_of
from jiceng.kernel.words import strung
from jiceng.kernel.xlsx.cells import day, text
from jiceng.kernel.xlsx.columns import Column, in_every_language
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, Row, Table, read_blocks
from jiceng.organisations.enums import PostKind

SALT = "cadres.choices"
A_DAY = 86400
COLUMNS = (
    Column("name", gettext_lazy("姓名"), text(60), required=True),
    Column("born_on", gettext_lazy("出生日期"), day, form="date"),
    Column("outcome", pgettext_lazy("结果", "去向"), text(20)),
    Column("community", gettext_lazy("社区"), text(120)),
    Column("party", gettext_lazy("党组织职务"), text(20)),
    Column("residents", gettext_lazy("居委会职务"), text(20)),
    Column("leaving", gettext_lazy("离任方式"), text(30)),
    Column("why", gettext_lazy("说明"), text(300)),
)
BODIES = {"party": Body.PARTY, "residents": Body.RESIDENTS}


def _words(choices) -> dict[str, str]:
    """Code by word, in every language of the site."""
    return {word: str(one.value) for one in choices for word in in_every_language(one.label)}


@dataclass(frozen=True)
class Line:
    """One row that changes something: who, from what, to what, in words."""

    wanted: Wanted
    name: str
    before: str
    after: str


@dataclass
class _Sheet:
    """What the rows are read against."""

    table: Table
    rows: dict[tuple[str, date | None], list[BoardPerson]] = field(default_factory=dict)
    posts: dict[tuple[str, str, str], list[BoardPost]] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=lambda: _words(Outcome))
    leavings: dict[str, str] = field(default_factory=lambda: _words(Leaving))
    kinds: dict[str, str] = field(default_factory=lambda: _words(PostKind))


def read_choices(blocks: Iterable[bytes], board: Restructuring) -> tuple[list[Line], list[Fault]]:
    """Rows that change something, and everything wrong."""
    try:
        table = read_blocks(blocks, COLUMNS)
    except Refusal as refusal:
        return [], [Fault("", 0, "", "", str(refusal))]
    sheet = _Sheet(table)
    for row in people(board):
        sheet.rows.setdefault((row.person.name, row.person.born_on), []).append(row)
    for post in posts(board):
        sheet.posts.setdefault((post.community.name, post.body, post.kind), []).append(post)
    asked = [(row, found) for row in table.rows if row.good and (found := _asked(sheet, row)) is not None]
    lines = _allotted(sheet, asked)
    table.sort_faults()
    return lines, table.faults


@dataclass(frozen=True)
class _Asked:
    """What one row says, in codes."""

    row: BoardPerson
    outcome: str
    places: frozenset[tuple[str, str, str]]
    leaving: str
    why: str

    @property
    def changes(self) -> bool:
        held = frozenset((post.community.name, post.body, post.kind) for post in posts_of(self.row))
        now = (self.row.outcome in WITH_PLACE, held, self.row.leaving, self.row.outcome == Outcome.STAY)
        return now != (bool(self.places), self.places, self.leaving, self.outcome == Outcome.STAY)


def _asked(sheet: _Sheet, row: Row) -> _Asked | None:
    values, table = row.values, sheet.table
    found = sheet.rows.get((values["name"], values["born_on"]), [])
    if len(found) != 1:
        table.fault(row, "name", _("有同名同生日的人") if found else _("方案中没有这个人"))
        return None
    outcome = _code(sheet, row, "outcome", sheet.outcomes)
    leaving = _code(sheet, row, "leaving", sheet.leavings)
    places = frozenset(
        (values["community"] or "", body, kind)
        for column, body in BODIES.items()
        if (kind := _code(sheet, row, column, sheet.kinds))
    )
    for place in places:
        if place not in sheet.posts:
            column = next(name for name, body in BODIES.items() if body == place[1])
            table.fault(row, column, _("这个社区没有这个职务"))
    if outcome in WITH_PLACE and not places:
        table.fault(row, "outcome", _("留任、下派、新任要写社区和职务"))
    if places and outcome in (Outcome.LEAVE, Outcome.STAY):
        table.fault(row, "outcome", _("写了职务，去向就不能是离任或留原岗"))
    if (outcome == Outcome.LEAVE) != bool(leaving):
        table.fault(row, "leaving", _("离任要写离任方式，不离任不写"))
    return _Asked(found[0], outcome, places, leaving, values["why"] or "") if row.good else None


def _code(sheet: _Sheet, row: Row, column: str, words: dict[str, str]) -> str:
    value = row.values[column]
    if not value or (column == "outcome" and value in in_every_language(gettext_lazy("未定"))):
        return ""
    if value not in words:
        sheet.table.fault(row, column, strung(dict.fromkeys(words)))
    return words.get(value, "")


def _allotted(sheet: _Sheet, asked: list[tuple[Row, _Asked]]) -> list[Line]:
    """The places of each kind are given out one after the other; those of people who do not change stay theirs."""
    changing = [(row, one) for row, one in asked if one.changes]
    moving = {one.row.pk for _row, one in changing}
    left = {
        key: [post for post in group if (held := holder_of(post)) is None or held.pk in moving]
        for key, group in sheet.posts.items()
    }
    lines = []
    for row, one in changing:
        chosen = []
        for place in sorted(one.places):
            if not left[place]:
                column = next(name for name, body in BODIES.items() if body == place[1])
                sheet.table.fault(row, column, _("职数已满"))
                continue
            chosen.append(left[place].pop(0))
        before = strung(str(post) for post in posts_of(one.row)) or one.row.get_outcome_display()
        after = strung(str(post) for post in chosen) or str(Outcome(one.outcome).label if one.outcome else "")
        ids = tuple(post.pk for post in chosen)
        held = tuple(post.pk for post in posts_of(one.row))
        wanted = Wanted(one.row.pk, one.outcome, ids, one.leaving, one.why, held)
        lines.append(Line(wanted, one.row.person.name, before, after))
    return lines


def sealed(lines: list[Line]) -> str:
    """What the preview showed, so that nothing else is taken over."""
    return signing.dumps([asdict(one.wanted) for one in lines], salt=SALT, compress=True)


def opened(text_: str) -> list[Wanted]:
    """Raises signing.BadSignature when it is not what was shown."""
    rows = signing.loads(text_, salt=SALT, max_age=A_DAY)
    return [Wanted(**{**row, "posts": tuple(row["posts"]), "held": tuple(row["held"])}) for row in rows]
