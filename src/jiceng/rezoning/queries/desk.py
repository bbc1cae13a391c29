"""A desk as it stands: map, scores against the plan it began with, what can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jiceng.rezoning.commands.desk import assignment_of
from jiceng.rezoning.models import Draft, Plan
from jiceng.rezoning.queries.drawing import Map, Tag, colours_of, ground_of, map_of, tags_of
from jiceng.rezoning.queries.scores import Sheet, names_of, sheet_of


@dataclass(frozen=True)
class State:
    """What every answer about a desk begins with."""

    assignment: dict[str, str]
    names: dict[str, str]
    colours: dict[str, int]
    sheet: Sheet


@lru_cache(maxsize=16)
def _plan_colours(plan_pk: int, _sha256: str) -> dict[str, int]:
    """A plan never changes, so its colours do not either."""
    plan = Plan.objects.select_related("project").get(pk=plan_pk)
    return colours_of(plan.project, plan.assignment)


def _state(draft: Draft) -> State:
    """Colours of the plan stay unless neighbours would share one."""
    project, plan = draft.project, draft.plan
    assignment, names = assignment_of(draft), names_of(plan)
    colours = colours_of(project, assignment, _plan_colours(plan.pk, plan.input_sha256))
    for label in sorted(set(assignment.values()) - set(names)):
        names[label] = label
    return State(assignment, names, colours, sheet_of(project, assignment, names, colours, plan.terms))


@dataclass(frozen=True)
class Desk:
    draft: Draft
    map: Map
    sheet: Sheet
    cursor: int
    can_redo: bool


def desk_of(draft: Draft, layer: str) -> Desk:
    """The whole desk, for its page."""
    state = _state(draft)
    drawn = map_of(draft.project, state.assignment, state.names, layer, state.colours)
    return Desk(draft, drawn, state.sheet, draft.cursor, _can_redo(draft))


def _can_redo(draft: Draft) -> bool:
    return draft.edits.filter(order__gt=draft.cursor).exists()


@dataclass(frozen=True)
class Step:
    """What one step changed: units with their community now, the communities concerned (`gone`: those that have no
    unit any more), and the scores of the whole."""

    cursor: int
    can_redo: bool
    moved: dict[str, tuple[str, str]]
    gone: tuple[str, ...]
    tags: tuple[Tag, ...]
    colours: dict[str, int]
    sheet: Sheet
    labels: frozenset[str]


def step_of(draft: Draft, order: int) -> Step:
    """The step of this number, done or undone, on a desk as it stands now."""
    state = _state(draft)
    moves = draft.edits.filter(order=order).values_list("moves", flat=True).first() or []
    labels = frozenset(label for _key, old, new in moves for label in (old, new))
    moved = {
        key: (state.assignment[key], state.names.get(state.assignment[key], "")) for key, _old, _new in moves
    }
    live = set(state.assignment.values())
    return Step(
        draft.cursor,
        _can_redo(draft),
        moved,
        tuple(sorted(labels - live)),
        tags_of(ground_of(draft.project), only(state.assignment, labels), state.names),
        state.colours,
        state.sheet,
        labels,
    )


def only(assignment: dict[str, str], labels: Iterable[str]) -> dict[str, str]:
    """The part of an assignment that lies in some communities."""
    wanted = set(labels)
    return {key: label for key, label in assignment.items() if label in wanted}
