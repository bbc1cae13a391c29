"""What executing would do, object by object; and what came of it."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Change as Measure
from jiceng.kernel.components import Figure
from jiceng.kernel.units import HOUSEHOLDS, PEOPLE
from jiceng.kernel.words import kind_text
from jiceng.organisations.commands.reorganisation import blockers, preview
from jiceng.organisations.commands.reorganisation.changes import Change
from jiceng.organisations.enums import Standing
from jiceng.organisations.models import Reorganisation
from jiceng.organisations.queries.comparison import Comparison, comparison, page_of, successors
from jiceng.organisations.queries.reorganisation import InTheWay, standing
from jiceng.organisations.queries.rolls import party_roll
from jiceng.organisations.rules import may_see_party_roll
from jiceng.rezoning.models import Adoption

SHOWN = 60


@dataclass(frozen=True)
class Section:
    """Objects of one kind to which the same happens, SHOWN to a page; `key` asks for another page of it."""

    key: str
    kind: str
    action: str
    count: int
    rows: tuple[Change, ...]
    page: int
    opened: bool

    @property
    def first(self) -> int:
        return (self.page - 1) * SHOWN + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def previous(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def following(self) -> int | None:
        return self.page + 1 if self.last < self.count else None


@dataclass(frozen=True)
class Previewed:
    conflicts: tuple[Change, ...]
    warnings: tuple[Change, ...]
    sections: tuple[Section, ...]
    total: int


def _section(kind: str, action: str, rows: list[Change], opened: str, page: int) -> Section:
    key = f"{kind}-{action}"
    pages = -(-len(rows) // SHOWN)
    at = min(max(page, 1), pages) if key == opened else 1
    part = tuple(rows[(at - 1) * SHOWN : at * SHOWN])
    return Section(key, kind_text(kind), action_words()[action], len(rows), part, at, key == opened)


def action_words() -> dict[str, str]:
    return {"found": _("设立"), "move": _("变动"), "end": _("终止"), "conflict": _("冲突")}


def previewed(adoption: Adoption, *, seen_by, opened: str = "", page: int = 1) -> Previewed | None:
    """The preview of an adoption that is not executed; None otherwise. `opened` is the section that is at `page`."""
    if adoption.reorganisation.state != Reorganisation.State.PLANNED:
        return None
    found = preview(adoption.reorganisation, seen_by=seen_by)
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in found.changes:
        groups.setdefault((change.kind, change.action), []).append(change)
    sections = tuple(_section(*about, rows, opened, page) for about, rows in groups.items())
    return Previewed(found.conflicts, found.warnings, sections, len(found.changes))


@dataclass(frozen=True)
class Successor:
    """A new community, where it comes from, and whether it has exactly one branch."""

    name: str
    url: str
    predecessors: str
    households: int
    full_members: int
    branches: int


@dataclass(frozen=True)
class Result:
    """Before and after; `blocked` says what stands in the way of taking it back."""

    state: str
    on: str
    day_before: str
    rows: tuple[Successor, ...]
    counts: tuple[Measure, ...]
    one_branch: int
    blocked: InTheWay | None
    compared: Comparison | None

    figures: tuple[Figure, ...] = ()


def result_of(adoption: Adoption, *, seen_by) -> Result:
    """What the organisations say on the effective day, not what was ordered."""
    reorganisation = adoption.reorganisation
    day = reorganisation.effective_on
    orders = reorganisation.orders["communities"]
    executed = reorganisation.state == Reorganisation.State.EXECUTED
    compared = comparison(reorganisation, seen_by=seen_by) if executed else None
    rows = _successors(compared) if compared else ()
    olds = sum(len(order["predecessors"]) for order in orders)
    return Result(
        reorganisation.get_state_display(),
        day.isoformat(),
        (day - timedelta(days=1)).isoformat(),
        rows,
        (Measure(str(_("居民委与社区")), olds, len(rows)),),
        sum(1 for row in rows if row.branches == 1),
        standing(blockers(reorganisation), day) if executed else None,
        compared,
        tuple(_figures(compared, seen_by)) if compared else (),
    )


def _figures(found: Comparison, seen_by) -> list[Figure]:
    """Each opens to the records that it counts."""
    old, new = len(found.areas_before), len(found.areas_after)
    households = sum(one.households_then or 0 for one in found.areas_after)
    full = sum(one.full_then for one in found.areas_after)
    return [
        Figure(_("居民委变为社区"), f"{old} → {new}", url="#communities"),
        Figure(_("原居民委"), old, url=found.list_before),
        Figure(_("一社区一支部"), f"{found.one_branch}/{new}", url=found.list_after),
        Figure(_("户数"), households, HOUSEHOLDS, url=found.list_after),
        Figure(_("正式党员"), full, PEOPLE, url=_roll(found, full, seen_by)),
    ]


def _roll(found: Comparison, full: int, seen_by) -> str:
    """The roll of the communities' full members, for whoever may read all of it."""
    if not may_see_party_roll.test(seen_by):
        return ""
    change = found.reorganisation
    rows = party_roll(seen_by=seen_by, as_of=found.on, change=change).filter(standing=Standing.FULL)
    if rows.count() != full:
        return ""
    asked = f"standing={Standing.FULL.value}&reorganisation={change.pk}&as_of={found.on.isoformat()}"
    return f"{reverse('members')}?{asked}"


def _successors(found: Comparison) -> tuple[Successor, ...]:
    origins: dict[int, list[str]] = {}
    for row in successors(found.reorganisation).select_related("predecessor"):
        origins.setdefault(row.successor_id, []).append(row.predecessor.name)
    return tuple(
        Successor(
            one.name,
            page_of(one.pk, found.on),
            "、".join(origins[one.pk]),
            one.households_then or 0,
            one.full_then,
            one.branches_then,
        )
        for one in found.areas_after
        if one.pk in origins
    )
