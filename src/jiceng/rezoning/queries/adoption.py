"""What executing would do, object by object; and what came of it."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Bar, Figure
from jiceng.kernel.components import Change as Measure
from jiceng.kernel.words import kind_text
from jiceng.organisations.commands.reorganisation import blockers, preview
from jiceng.organisations.commands.reorganisation.changes import Change
from jiceng.organisations.enums import BRANCHES, Kind, Standing
from jiceng.organisations.models import (
    Lineage,
    Organisation,
    PartyMembership,
    Reorganisation,
    TerritoryFigures,
)
from jiceng.organisations.queries.reorganisation import Comparison, comparison, standing
from jiceng.organisations.queries.reorganisation import Standing as Blocking
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
    blocked: tuple[Blocking, ...]
    compared: Comparison | None

    @property
    def figures(self) -> list[Figure]:
        """Each opens to the records that it counts."""
        olds, news = self.counts[0].before, self.counts[0].after
        communities = _list_of(Kind.COMMUNITY, self.on)
        full = f"{reverse('members')}?standing={Standing.FULL.value}&as_of={self.on}"
        return [
            Figure(_("居民委变为社区"), f"{olds} → {news}", url="#communities"),
            Figure(_("原居民委"), olds, url=_list_of(Kind.OLD_RESIDENTS_COMMITTEE, self.day_before)),
            Figure(_("一社区一支部"), f"{self.one_branch}/{len(self.rows)}", url=communities),
            Figure(_("户数"), sum(row.households for row in self.rows), _("户"), url=communities),
            Figure(_("正式党员"), sum(row.full_members for row in self.rows), _("人"), url=full),
        ]

    @property
    def charts(self) -> list[tuple[str, str, list[Bar]]]:
        """(title, unit, bars): households and members of each territory before, then after."""
        found = self.compared
        if found is None:
            return []
        return [
            (_("调整前各居民委户数"), _("户"), _bars(found.households_before, self.day_before)),
            (_("调整后各社区户数"), _("户"), _bars(found.households_after, self.on)),
            (_("调整前各居民委党员"), _("人"), _bars(found.members_before, self.day_before)),
            (_("调整后各社区党员"), _("人"), _bars(found.members_after, self.on)),
        ]


def _bars(rows: list, day: str) -> list[Bar]:
    return [Bar(area.name, value, _page_of(area.pk, day)) for area, value in rows]


def _list_of(kind: Kind, day: str) -> str:
    return f"{reverse('organisation_list')}?kind={kind.value}&as_of={day}"


def result_of(adoption: Adoption, *, seen_by) -> Result:
    """What the organisations say on the effective day, not what was ordered."""
    reorganisation = adoption.reorganisation
    day = reorganisation.effective_on
    orders = reorganisation.orders["communities"]
    executed = reorganisation.state == Reorganisation.State.EXECUTED
    rows = _successors(adoption) if executed else ()
    olds = sum(len(order["predecessors"]) for order in orders)
    return Result(
        reorganisation.get_state_display(),
        day.isoformat(),
        (day - timedelta(days=1)).isoformat(),
        rows,
        (Measure(str(_("居民委与社区")), olds, len(rows)),),
        sum(1 for row in rows if row.branches == 1),
        tuple(standing(blockers(reorganisation), day)) if executed else (),
        comparison(reorganisation, seen_by=seen_by) if executed else None,
    )


def _successors(adoption: Adoption) -> tuple[Successor, ...]:
    day = adoption.reorganisation.effective_on
    olds = [old for order in adoption.reorganisation.orders["communities"] for old in order["predecessors"]]
    lineage = Lineage.objects.filter(predecessor__in=olds, on=day, successor__kind=Kind.COMMUNITY)
    origins: dict[int, list[str]] = {}
    for row in lineage.select_related("predecessor"):
        origins.setdefault(row.successor_id, []).append(row.predecessor.name)
    figures = dict(
        TerritoryFigures.objects.on(day)
        .filter(organisation__in=origins)
        .values_list("organisation", "households")
    )
    branches: dict[int, list[int]] = {}
    serving = Organisation.objects.on(day).filter(territory__in=origins, kind__in=BRANCHES)
    for pk, territory in serving.values_list("pk", "territory"):
        branches.setdefault(territory, []).append(pk)
    members: dict[int, int] = {}
    rolls = PartyMembership.objects.on(day).filter(standing=Standing.FULL, branch__territory__in=origins)
    for territory in rolls.values_list("branch__territory", flat=True):
        members[territory] = members.get(territory, 0) + 1
    return tuple(
        Successor(
            one.name,
            _page_of(one.pk, day.isoformat()),
            "、".join(origins[one.pk]),
            figures.get(one.pk, 0),
            members.get(one.pk, 0),
            len(branches.get(one.pk, [])),
        )
        for one in Organisation.objects.filter(pk__in=origins).order_by("code", "id")
    )


def _page_of(pk: int, day: str) -> str:
    """The organisation's page on the day."""
    return f"{reverse('organisation', args=[pk])}?as_of={day}"
