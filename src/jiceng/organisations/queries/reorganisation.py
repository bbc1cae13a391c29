"""Reorganisations as a page shows them: what would happen, what happened, and what stands in the way back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import Case, CharField, Count, F, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy

from jiceng.kernel.pages import end_of, today
from jiceng.kernel.words import kind_text
from jiceng.organisations.commands.reorganisation import Blocker, Preview
from jiceng.organisations.commands.reorganisation.engine import NAMED
from jiceng.organisations.commands.reorganisation.participants import participants
from jiceng.organisations.models import Organisation, Reorganisation, ReorganisationStep, Term

ACTIONS = {
    "conflict": gettext_lazy("冲突"),
    "found": gettext_lazy("新设"),
    "move": gettext_lazy("变更"),
    "end": gettext_lazy("终止"),
}
PAGE = 30
LINKED = NAMED


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
class Wanted:
    """Which objects somebody asks for: of one participant, of one action, or all."""

    participant: str = ""
    action: str = ""

    def __bool__(self) -> bool:
        return bool(self.participant or self.action)

    @property
    def one_action(self) -> str:
        return self.action if self.action in ACTIONS else ""


@dataclass(frozen=True)
class Group:
    """How many objects of one participant are founded, moved or ended, or are in conflict."""

    name: str
    label: str
    cells: list[tuple[str, int]]


def seen(*, seen_by) -> QuerySet[Reorganisation]:
    return Reorganisation.objects.select_related("instrument")


def seen_on(*, seen_by, as_of: date) -> QuerySet[Reorganisation]:
    """Those that were decided by the day, with `state_then`: in effect from its day, until taken back."""
    rows = seen(seen_by=seen_by)
    if as_of >= today():
        return rows.annotate(state_then=F("state"))
    state, over = Reorganisation.State, end_of(as_of)
    words = (
        When(reversed_at__lt=over, then=Value(state.REVERSED)),
        When(executed_at__isnull=False, effective_on__lte=as_of, then=Value(state.EXECUTED)),
    )
    then = Case(*words, default=Value(state.PLANNED), output_field=CharField())
    return rows.filter(instrument__issued_on__lte=as_of).annotate(state_then=then)


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


def steps_of(reorganisation: Reorganisation, wanted: Wanted) -> QuerySet[ReorganisationStep]:
    rows = reorganisation.steps.order_by("order")
    if wanted.participant:
        rows = rows.filter(participant=wanted.participant)
    return rows.filter(action=wanted.one_action) if wanted.one_action else rows


def actions_of(reorganisation: Reorganisation) -> dict:
    """What may happen to an object; nothing is in conflict any more once it is executed."""
    planned = reorganisation.state == Reorganisation.State.PLANNED
    return {key: label for key, label in ACTIONS.items() if planned or key != "conflict"}


def row_of(step: ReorganisationStep) -> Row:
    before, after = step.before or {}, step.after or {}
    return Row(step.participant, step.action, step.target_name, before.get("text", ""), after.get("text", ""))


def groups(counts: dict[tuple[str, str], int], actions: Iterable[str]) -> list[Group]:
    """In the order in which the participants act."""
    made = []
    for one in participants():
        mine = {action: number for (name, action), number in counts.items() if name == one.name}
        if mine:
            made.append(Group(one.name, str(one.label), [(key, mine.get(key, 0)) for key in actions]))
    return made


def step_counts(reorganisation: Reorganisation) -> dict[tuple[str, str], int]:
    rows = reorganisation.steps.order_by().values("participant", "action").annotate(number=Count("pk"))
    return {(row["participant"], row["action"]): row["number"] for row in rows}


def narrowed(rows: Sequence[Row], wanted: Wanted) -> list[Row]:
    """The objects that are asked for; unasked those in conflict and those that somebody should look at."""
    if not wanted:
        return [row for row in rows if row.note]
    return [
        row
        for row in rows
        if wanted.participant in ("", row.participant) and wanted.one_action in ("", row.action)
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


@dataclass(frozen=True)
class InTheWay:
    """How many things stand in the way, the first LINKED of them, and how many more there are of each kind."""

    count: int
    listed: tuple[Standing, ...]
    unlisted: tuple[tuple[str, int], ...]

    def __bool__(self) -> bool:
        return bool(self.count)


def standing(found: Sequence[Blocker], day: date) -> InTheWay:
    listed = (
        Standing(kind_text(one.kind), one.name, one.sentence, _page_of(one, day)) for one in found[:LINKED]
    )
    unlisted = Counter(kind_text(one.kind) for one in found[LINKED:])
    return InTheWay(len(found), tuple(listed), tuple(unlisted.items()))


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
