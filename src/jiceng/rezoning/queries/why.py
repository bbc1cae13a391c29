"""Why a unit is where it is, and what each other place would change."""

from dataclasses import dataclass

from jiceng.rezoning.models import Plan, Project
from jiceng.rezoning.queries.problem import problem_of
from jiceng.rezoning.queries.scores import sentence
from jiceng.rezoning.queries.words import term_name, unit_of
from jiceng.zoning.constraints import violations
from jiceng.zoning.graph import may_leave, neighbouring_communities
from jiceng.zoning.objectives import change, objective
from jiceng.zoning.plan import Plan as ZoningPlan


@dataclass(frozen=True)
class Other:
    """What moving the unit to another community would do: `cost` in the plan's objective, the terms that change,
    and what it would newly break."""

    label: str
    name: str
    cost: float
    changes: tuple[str, ...]
    breaks: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    unit_name: str
    community: str
    holds_together: bool
    others: tuple[Other, ...]
    near: tuple[tuple[str, str], ...]


def why_here(project: Project, plan: Plan, names: dict[str, str], key: str) -> Why:
    """The runner-up comes first: fewest new faults, then least cost. Raises KeyError for an unknown unit."""
    problem = problem_of(project)
    present = ZoningPlan.of(problem, plan.assignment)
    unit = problem.index[key]
    known = {(fault.constraint, fault.communities) for fault in violations(present)}
    others = []
    for to in neighbouring_communities(present, unit):
        moved = present.moved(unit, to)
        broken = [f for f in violations(moved) if (f.constraint, f.communities) not in known]
        changed = change(present, moved)
        others.append(
            Other(
                present.labels[to],
                names.get(present.labels[to], ""),
                float(objective(moved) - objective(present)),
                tuple(
                    f"{term_name(term)} {round(float(value)):+,}{unit_of(term)}"
                    for term, value in changed.items()
                    if round(float(value))
                ),
                tuple(sentence(fault, names, moved) for fault in broken),
            )
        )
    return Why(
        problem.units[unit].name,
        names.get(plan.assignment[key], ""),
        may_leave(present, unit),
        tuple(sorted(others, key=lambda other: (len(other.breaks), other.cost))),
        tuple(
            (problem.units[j].name, names.get(plan.assignment[problem.units[j].id], ""))
            for j, _edge in problem.incident[unit]
        ),
    )
