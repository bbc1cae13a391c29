"""What a change of an institution, a post or a unit did to the duties, for the board and for whoever caused it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.institutions.enums import Change, State
from jiceng.institutions.models import DutyChange, Freshness
from jiceng.institutions.queries.boards import opening
from jiceng.kernel.words import strung, verb_text
from jiceng.organisations.models import Organisation

KEPT_DAYS = 30
MOST = 20


@dataclass(frozen=True)
class Line:
    """One duty in words: what happened to it, and where it stands (empty where it does not open for the reader)."""

    word: str
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Told:
    """What changed in a unit by one act."""

    row: DutyChange
    unit: str
    cause: str
    counts: str
    lines: list[Line]
    more: int


def of_units(units: Iterable[Organisation], *, seen_by, as_of: date) -> list[Told]:
    """The changes of the last thirty days in these units, newest first."""
    rows = DutyChange.objects.filter(
        organisation__in=[one.pk for one in units], on__gt=as_of - timedelta(days=KEPT_DAYS), on__lte=as_of
    )
    return _told(rows, seen_by, as_of)


def led_to_by(account, *, as_of: date, after: int = 0) -> list[Told]:
    """What the account's own acts led to, of entries from `after` on."""
    rows = DutyChange.objects.filter(caused_by=account, on__gt=as_of - timedelta(days=KEPT_DAYS))
    return _told(rows.filter(sequence__gte=after), account, as_of)


def is_worked_out(sequence: int) -> bool:
    """The duties have been looked at since that entry of the record."""
    return Freshness.objects.filter(sequence__gte=sequence).exists()


def _told(rows: QuerySet[DutyChange], seen_by, as_of: date) -> list[Told]:
    """What came may have gone again since, with the unit that owed it: then it is read and no longer opened."""
    found = list(rows.select_related("organisation").order_by("-pk")[:MOST])
    named = {one["duty"] for row in found for one in row.lines if one["what"] != Change.WENT}
    opens = set()
    if named:
        asked = opening(seen_by=seen_by, as_of=as_of).filter(pk__in=named)
        opens = set(asked.order_by().values_list("pk", flat=True))
    return [_one(row, opens) for row in found]


def _one(row: DutyChange, opens: set[int]) -> Told:
    cause = verb_text(row.verb) if row.verb else _("按日期推算")
    if row.target:
        cause = strung((cause, row.target), "：")
    counts = _("新增%(came)d项，取消%(went)d项，变动%(moved)d项") % {
        "came": row.came,
        "went": row.went,
        "moved": row.moved,
    }
    more = row.came + row.went + row.moved - len(row.lines)
    return Told(row, str(row.organisation), cause, counts, [_line(one, opens) for one in row.lines], more)


def _line(one: dict, opens: set[int]) -> Line:
    what = Change(one["what"])
    text = _("%(day)s到期") % {"day": one["due"]}
    if one.get("due_before", one["due"]) != one["due"]:
        text = _("%(before)s到期改为%(day)s到期") % {"before": one["due_before"], "day": one["due"]}
    if one.get("need_before", one["need"]) != one["need"]:
        text += _("，次数由%(before)d改为%(need)d") % {"before": one["need_before"], "need": one["need"]}
    before, state = one.get("state_before", ""), one["state"]
    if before and state and before != state:
        words = {"before": State(before).label, "state": State(state).label}
        text += _("，由“%(before)s”变为“%(state)s”") % words
    elif state and what == Change.CAME:
        text += _("，现在“%(state)s”") % {"state": State(state).label}
    url = reverse("duty", args=[one["duty"]]) if what != Change.WENT and one["duty"] in opens else ""
    return Line(str(what.label), one["title"], text, url)
