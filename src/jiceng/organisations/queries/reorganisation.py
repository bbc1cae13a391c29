"""Reorganisations as a page shows them: what would happen, what happened, and the county before and after."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Change as Pair
from jiceng.kernel.words import kind_text
from jiceng.organisations.commands.reorganisation import Blocker, Preview
from jiceng.organisations.commands.reorganisation.participants import participants
from jiceng.organisations.models import Organisation, Reorganisation, ReorganisationStep, Term
from jiceng.organisations.queries.figures import (
    Figures,
    county_figures,
    territories,
    with_counts,
    with_members,
)

ACTIONS = ("conflict", "found", "move", "end")
PAGE = 100
LINKED = 200


@dataclass(frozen=True)
class Row:
    """One object before and after."""

    participant: str
    action: str
    name: str
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """How many objects of one participant are founded, moved or ended, or are in conflict."""

    name: str
    label: str
    counts: dict[str, int]

    @property
    def cells(self) -> list[int]:
        return [self.counts.get(action, 0) for action in ACTIONS]


def seen(*, seen_by) -> QuerySet[Reorganisation]:
    return Reorganisation.objects.select_related("instrument")


def last_executed(day: date) -> Reorganisation | None:
    """The last one in effect on the day."""
    rows = Reorganisation.objects.filter(state=Reorganisation.State.EXECUTED, effective_on__lte=day)
    return rows.select_related("instrument").order_by("-effective_on", "-pk").first()


def rows_of(found: Preview) -> list[Row]:
    """All objects of a preview, conflicts first, then what somebody should look at."""
    rows = [
        Row(one.participant, one.action, one.name, one.before, one.after, one.conflict or one.warning)
        for one in found.changes
    ]
    return sorted(rows, key=lambda row: (row.action != "conflict", not row.note))


def steps_of(
    reorganisation: Reorganisation, participant: str = "", action: str = ""
) -> QuerySet[ReorganisationStep]:
    rows = reorganisation.steps.order_by("order")
    if participant:
        rows = rows.filter(participant=participant)
    return rows.filter(action=action) if action else rows


def row_of(step: ReorganisationStep) -> Row:
    before, after = step.before or {}, step.after or {}
    return Row(step.participant, step.action, step.target_name, before.get("text", ""), after.get("text", ""))


def groups(counts: dict[tuple[str, str], int]) -> list[Group]:
    """In the order in which the participants act."""
    made = []
    for one in participants():
        mine = {action: number for (name, action), number in counts.items() if name == one.name}
        if mine:
            made.append(Group(one.name, str(one.label), mine))
    return made


def step_counts(reorganisation: Reorganisation) -> dict[tuple[str, str], int]:
    rows = reorganisation.steps.order_by().values("participant", "action").annotate(number=Count("pk"))
    return {(row["participant"], row["action"]): row["number"] for row in rows}


def narrowed(rows: Sequence[Row], participant: str, action: str) -> list[Row]:
    return [
        row
        for row in rows
        if (not participant or row.participant == participant) and (not action or row.action == action)
    ]


@dataclass(frozen=True)
class Comparison:
    """The county on the eve and on the day; and each territory in numbers, for the charts."""

    eve: date
    before: Figures
    after: Figures
    households_before: list
    households_after: list
    members_before: list
    members_after: list


def comparison(reorganisation: Reorganisation, *, seen_by) -> Comparison:
    """The day before and the day of effect, computed from what stands in the rolls for those days."""
    day = reorganisation.effective_on
    eve = day - timedelta(days=1)
    olds = {pk for one in reorganisation.orders["communities"] for pk in one["predecessors"]}
    before = [one for one in _territories(eve) if one.pk in olds]
    names = {one["name"] for one in reorganisation.orders["communities"]}
    after = [one for one in _territories(day) if one.name in names and one.valid_from == day]
    return Comparison(
        eve,
        county_figures(seen_by=seen_by, as_of=eve),
        county_figures(seen_by=seen_by, as_of=day),
        [(one, one.households_then) for one in before],
        [(one, one.households_then) for one in after],
        [(one, one.full_then + one.probationary_then) for one in before],
        [(one, one.full_then + one.probationary_then) for one in after],
    )


def _territories(day: date):
    return with_members(with_counts(territories(day), day), day).order_by("code", "pk")


def pairs(found: Comparison) -> list[Pair]:
    """The county's figures before and after."""
    a, b = found.before, found.after
    return [
        Pair(
            _("辖区（居民委、社区）"),
            a.residents_committees_old + a.communities,
            b.residents_committees_old + b.communities,
        ),
        Pair(_("党组织"), a.branches, b.branches),
        Pair(
            _("住在支部辖区外的党员"),
            a.members_outside_their_community_branch,
            b.members_outside_their_community_branch,
        ),
    ]


def totals(counts: dict[tuple[str, str], int]) -> Counter:
    total: Counter[str] = Counter()
    for (_name, action), number in counts.items():
        total[action] += number
    return total


@dataclass(frozen=True)
class Standing:
    """What stands in the way of taking back: its kind in words, and the page where it can be seen and undone (empty
    where there is none)."""

    kind: str
    name: str
    sentence: str
    url: str


def standing(found: Sequence[Blocker], day: date) -> list[Standing]:
    """The first LINKED blockers as a page lists them."""
    return [
        Standing(kind_text(one.kind), one.name, one.sentence, _page_of(one, day)) for one in found[:LINKED]
    ]


def _page_of(one: Blocker, day: date) -> str:
    row = apps.get_model(one.kind)._base_manager.filter(pk=one.pk).first()
    if row is None:
        return ""
    if hasattr(row, "get_absolute_url"):
        return str(row.get_absolute_url())
    if isinstance(row, Organisation):
        return f"{reverse('organisation', args=[row.pk])}?as_of={day.isoformat()}"
    if isinstance(row, Term):
        return reverse("organisation_posts", args=[row.post.organisation_id])
    if getattr(row, "person_id", None):
        return reverse("person", args=[row.person_id])
    near = getattr(row, "organisation_id", None) or getattr(row, "successor_id", None)
    return f"{reverse('organisation', args=[near])}?as_of={day.isoformat()}" if near else ""
