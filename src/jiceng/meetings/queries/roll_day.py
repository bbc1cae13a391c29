"""The roll as it was told against the registers of the day of the meeting: who is added, who goes, what is altered."""

from dataclasses import dataclass, fields
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import override

from jiceng.institutions.thresholds import Heads
from jiceng.meetings import kinds
from jiceng.meetings.enums import RollSource
from jiceng.meetings.models import Meeting, RollEntry
from jiceng.meetings.queries.registers import Drawn, roll_on
from jiceng.meetings.queries.roll_reasons import Reasons

LENGTHS = {"name": 120, "role": 60, "group": 60}
NO_CHANGE = "-"
COLUMNS = ("name", "source", "role", "post_kind", "group", "stratum", "entitled")


@dataclass(frozen=True)
class Change:
    """One line: `drawn` without `entry` is new, `entry` without `drawn` goes, both are altered. `why` as the registers
    tell it."""

    name: str
    why: str
    entitled: bool
    drawn: Drawn | None = None
    entry: RollEntry | None = None

    @property
    def key(self) -> str:
        return f"{self.drawn}|{self.entry.pk if self.entry else ''}"


@dataclass(frozen=True)
class DayRoll:
    """What opening would change; `before` and `after` count who is entitled, `least` who makes a quorum of `after`."""

    added: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    altered: tuple[Change, ...] = ()
    before: int = 0
    after: int = 0
    least_before: int = 0
    least: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.altered)

    @property
    def token(self) -> str:
        """Names this very difference, so that nobody opens a meeting with another one than was read."""
        lines = sorted(one.key for one in (*self.added, *self.gone, *self.altered))
        return sha256("\n".join(lines).encode()).hexdigest()[:16] if lines else NO_CHANGE

    @property
    def told(self) -> dict[str, list[dict[str, str]]]:
        """As it is kept with the meeting and in the record."""
        return {
            part.name: [{"name": one.name, "why": one.why} for one in getattr(self, part.name)]
            for part in fields(self)
            if part.name in PARTS and getattr(self, part.name)
        }


PARTS = ("added", "gone", "altered")


def as_kept(drawn: Drawn) -> dict:
    """The columns of a roll entry; texts cut to what is kept."""
    values = {name: getattr(drawn, name) for name in COLUMNS}
    values |= {name: values[name][:length] for name, length in LENGTHS.items()}
    return {**values, "person_id": drawn.person, "unit_id": drawn.unit}


def day_roll(meeting: Meeting) -> DayRoll:
    """Compared for the day of the meeting. A person stays the same line whatever else changes, a unit that had named
    nobody stays the unit; who was invited by hand stays, with a vote when a register gives one. The same number of
    queries for every length."""
    rules = kinds.of(meeting.kind, meeting.day)
    with override("zh-hans"):  # kept in Chinese, as it will be printed
        drawn = roll_on(rules, meeting.organisation, meeting.day)
    entries = list(meeting.roll.select_related("unit"))
    pairs, new, gone = _matched(drawn, entries)
    altered = [(entry, one) for entry, one in pairs if _differs(entry, one)]
    moved = {one.person or entry.person_id for entry, one in altered}
    people = moved | {one.person for one in new} | {entry.person_id for entry in gone}
    reasons = Reasons(meeting, rules, people - {None})
    before = sum(entry.entitled for entry in entries)
    after = sum(one.entitled for one in drawn) + sum(_by_hand(entry, pairs) for entry in entries)
    return DayRoll(
        tuple(Change(one.name, reasons.of_new(one), one.entitled, drawn=one) for one in new),
        tuple(Change(one.name, reasons.of_gone(one), one.entitled, entry=one) for one in gone),
        tuple(
            Change(one.name, _altered(entry, one, reasons), one.entitled, drawn=one, entry=entry)
            for entry, one in altered
        ),
        before,
        after,
        rules.quorum.least(Heads(before)),
        rules.quorum.least(Heads(after)),
    )


def _by_hand(entry: RollEntry, pairs: list) -> bool:
    """A vote that no register gives; the commands give none."""
    return (
        entry.entitled and entry.source == RollSource.INVITED and all(known != entry for known, _one in pairs)
    )


def _matched(drawn: list[Drawn], entries: list[RollEntry]) -> tuple[list, list[Drawn], list[RollEntry]]:
    persons = {one.person_id: one for one in entries if one.person_id}
    units = {one.unit_id: one for one in entries if one.unit_id and not one.person_id}
    pairs, new, used = [], [], set()
    for one in drawn:
        entry = persons.get(one.person) if one.person else None
        if entry is None and one.unit:
            entry = units.get(one.unit)
        if entry is None or entry.pk in used:
            new.append(one)
        else:
            pairs.append((entry, one))
            used.add(entry.pk)
    gone = [one for one in entries if one.pk not in used and one.source != RollSource.INVITED]
    return pairs, new, gone


def _differs(entry: RollEntry, drawn: Drawn) -> bool:
    return any(getattr(entry, name) != value for name, value in as_kept(drawn).items())


def _altered(entry: RollEntry, drawn: Drawn, reasons: Reasons) -> str:
    """What is other than it was told; addresses are not repeated."""
    said = []
    if entry.entitled != drawn.entitled:
        said.append(_("取得表决权") if drawn.entitled else _("不再有表决权"))
    if entry.source != drawn.source:
        said.append(reasons.of_new(drawn))
    if entry.unit_id != drawn.unit and drawn.unit or entry.person_id != drawn.person:
        said.append(_("代表%(unit)s") % {"unit": drawn.group})
    elif entry.name != drawn.name[:120]:
        said.append(_("原名“%(name)s”") % {"name": entry.name})
    if not said and entry.role != drawn.role[:60]:
        said.append(_("职务改为“%(role)s”") % {"role": drawn.role})
    if not said and entry.group != drawn.group[:60]:
        address = drawn.source == RollSource.ADULTS
        said.append(_("住址变更") if address else _("组别改为“%(group)s”") % {"group": drawn.group or "—"})
    return _("，").join(said) or _("登记有更正")
