"""A search as it goes on."""

import json
from dataclasses import dataclass

from jiceng.rezoning.models import Project, Run
from jiceng.rezoning.queries.drawing import colours_of
from jiceng.rezoning.queries.words import chosen, phase_text


@dataclass(frozen=True)
class Relaxation:
    index: int
    text: str


@dataclass(frozen=True)
class Live:
    """`fills` is JSON for the map: unit key → colour of the best plan so far; `gap` in per cent."""

    fills: str
    phase: str
    objective: float | None
    gap: float | None
    conflict: tuple[str, ...]
    relaxations: tuple[Relaxation, ...]
    unknown: bool
    nothing_new: bool


def live(run: Run, project: Project) -> Live:
    fills = ""
    if run.best and not run.job.ended:
        colours = colours_of(project, run.best)
        fills = json.dumps({key: colours[label] for key, label in run.best.items()})
    gap = None
    if run.objective and run.bound is not None:
        gap = max(0.0, round(100 * (run.objective - run.bound) / run.objective, 1))
    answer, found = run.answer or {}, run.job.result or {}
    return Live(
        fills,
        phase_text(run.phase),
        run.objective,
        gap,
        tuple(chosen(wish["zh"], wish["en"]) for wish in answer.get("conflict", [])),
        tuple(
            Relaxation(place, chosen(one["zh"], one["en"]))
            for place, one in enumerate(answer.get("relaxations", []))
        ),
        answer.get("status") == "unknown",
        bool(found.get("plans")) and found.get("new") == 0,
    )
