"""A desk as it stands: map, scores against the plan it began with, what can be undone."""

from dataclasses import dataclass

from jiceng.rezoning.commands.desk import assignment_of
from jiceng.rezoning.models import Draft
from jiceng.rezoning.queries.drawing import Map, colours_of, map_of
from jiceng.rezoning.queries.scores import Sheet, names_of, sheet_of


@dataclass(frozen=True)
class Desk:
    draft: Draft
    map: Map
    sheet: Sheet
    cursor: int
    can_redo: bool
    was: float


def desk_of(draft: Draft, layer: str) -> Desk:
    """Colours of the plan stay unless neighbours would share one."""
    project, plan = draft.project, draft.plan
    assignment, names = assignment_of(draft), names_of(plan)
    colours = colours_of(project, assignment, colours_of(project, plan.assignment))
    for label in sorted(set(assignment.values()) - set(names)):
        names[label] = label
    sheet = sheet_of(project, assignment, names, colours, plan.terms)
    drawn = map_of(project, assignment, names, layer, colours)
    can_redo = draft.edits.filter(order__gt=draft.cursor).exists()
    return Desk(draft, drawn, sheet, draft.cursor, can_redo, plan.objective or 0)
