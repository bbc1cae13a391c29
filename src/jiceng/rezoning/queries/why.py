"""Why a unit is where it is, and what each other place would change, in the words of the page."""

from dataclasses import dataclass

from jiceng.rezoning.models import Plan, Project
from jiceng.rezoning.queries.problem import problem_of, zoning_plan
from jiceng.rezoning.queries.scores import sentence
from jiceng.rezoning.queries.words import term_name, unit_of, weight_text
from jiceng.zoning.explain import why
from jiceng.zoning.graph import may_leave
from jiceng.zoning.objectives import objective


@dataclass(frozen=True)
class Other:
    """What moving the unit to another community would do: `cost` in the plan's objective, the terms that change,
    and what it would newly break."""

    name: str
    cost: float
    weight: str
    changes: tuple[str, ...]
    breaks: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """`others` has the runner-up first."""

    unit_name: str
    community: str
    holds_together: bool
    others: tuple[Other, ...]


def why_here(project: Project, plan: Plan, names: dict[str, str], key: str) -> Why:
    """Raises KeyError for an unknown unit."""
    problem = problem_of(project)
    present = zoning_plan(problem, plan)
    reason = why(present, key)
    others = tuple(
        Other(
            names.get(move.to, move.to),
            float(move.cost),
            weight_text(float(move.cost), float(objective(present))),
            tuple(
                f"{term_name(term)} {round(float(value)):+,}{unit_of(term)}"
                for term, value in move.terms.items()
                if round(float(value))
            ),
            tuple(sentence(fault, names, present) for fault in move.breaks),
        )
        for move in reason.moves
    )
    unit = problem.index[key]
    return Why(problem.units[unit].name, names.get(reason.community, ""), may_leave(present, unit), others)
