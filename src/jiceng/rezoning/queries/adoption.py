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
from jiceng.rezoning.models import Adoption

SHOWN = 60


@dataclass(frozen=True)
class Section:
    """Objects of one kind to which the same happens; at most SHOWN of them are listed."""

    kind: str
    action: str
    count: int
    rows: tuple[Change, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Previewed:
    conflicts: tuple[Change, ...]
    warnings: tuple[Change, ...]
    sections: tuple[Section, ...]
    total: int


def action_words() -> dict[str, str]:
    return {"found": _("设立"), "move": _("变动"), "end": _("终止"), "conflict": _("冲突")}


def previewed(adoption: Adoption, *, seen_by) -> Previewed | None:
    """The preview of an adoption that is not executed; None otherwise."""
    if adoption.reorganisation.state != Reorganisation.State.PLANNED:
        return None
    found = preview(adoption.reorganisation, seen_by=seen_by)
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in found.changes:
        groups.setdefault((change.kind, change.action), []).append(change)
    words = action_words()
    sections = tuple(
        Section(kind_text(kind), words[action], len(rows), tuple(rows[:SHOWN]))
        for (kind, action), rows in groups.items()
    )
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
    blocked: tuple[str, ...]

    @property
    def figures(self) -> list[Figure]:
        """Each opens to the table below."""
        return [
            Figure(_("原居民委"), self.counts[0].before, url="#communities"),
            Figure(_("社区"), self.counts[0].after, url="#communities"),
            Figure(_("一社区一支部"), f"{self.one_branch}/{len(self.rows)}", url="#communities"),
            Figure(_("户数"), sum(row.households for row in self.rows), _("户"), url="#communities"),
            Figure(_("正式党员"), sum(row.full_members for row in self.rows), _("人"), url="#communities"),
        ]

    @property
    def household_bars(self) -> list[Bar]:
        return [Bar(row.name, row.households, row.url) for row in self.rows]

    @property
    def member_bars(self) -> list[Bar]:
        return [Bar(row.name, row.full_members, row.url) for row in self.rows]


def result_of(adoption: Adoption) -> Result:
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
        tuple(f"{one.name}：{one.sentence}" for one in blockers(reorganisation)) if executed else (),
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
