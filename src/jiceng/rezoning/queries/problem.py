"""The project's rows as the optimiser's problem, kept in memory while the project does not change."""

from dataclasses import dataclass
from functools import lru_cache

from jiceng.rezoning.models import Plan, Project
from jiceng.zoning.errors import InputError
from jiceng.zoning.formats import default_weights, locks_from, norms_from, weights_from
from jiceng.zoning.plan import Plan as ZoningPlan
from jiceng.zoning.problem import Edge, Problem, Unit, range_from_norms

BRIDGED = ".bridged"


def problem_of(project: Project) -> Problem:
    """Units, edges, norms, locks and weights of a project. Raises InputError with a sentence and a place."""
    return _problem(project.pk, project.revision, project.created_at.isoformat())


@lru_cache(maxsize=8)
def _problem(pk: int, revision: int, _made: str) -> Problem:
    project = Project.objects.get(pk=pk)
    units, edges = _units(project), _edges(project)
    norms = norms_from(project.norms)
    low, high = project.k_low, project.k_high
    return Problem(
        units=units,
        edges=edges,
        communities=(low, high) if low and high else range_from_norms(units, norms),
        norms=norms,
        locks=locks_from(project.locks),
        weights=weights_from(project.weights) if project.weights else default_weights(units),
    )


def _units(project: Project) -> tuple[Unit, ...]:
    fields = ("key", "name", "street", "households", "residents", "full_members", "venue_area_m2", "x", "y")
    rows = project.units.order_by("id").values_list(*fields)
    return tuple(Unit(key, name, street or None, *rest) for key, name, street, *rest in rows)


def _edges(project: Project) -> tuple[Edge, ...]:
    rows = project.edges.order_by("id").values_list("a__key", "b__key", "boundary_dm", "barrier", "bridged")
    return tuple(
        Edge(a, b, dm, (barrier + BRIDGED if bridged else barrier) or None)
        for a, b, dm, barrier, bridged in rows
    )


def zoning_plan(problem: Problem, plan: Plan) -> ZoningPlan:
    """A kept plan seen with the project's present problem."""
    return ZoningPlan.of(problem, plan.assignment)


def together(assignment: dict[str, str]) -> frozenset[frozenset[str]]:
    """Which units are together, whatever the labels are."""
    groups: dict[str, list[str]] = {}
    for key, label in assignment.items():
        groups.setdefault(label, []).append(key)
    return frozenset(frozenset(keys) for keys in groups.values())


def weights_of(project: Project) -> dict[str, float]:
    """The weights in force, term by term."""
    own = weights_from(project.weights) if project.weights else default_weights(_units(project))
    return own.as_dict()


@dataclass(frozen=True)
class Allowed:
    """How many communities the norms leave room for, and how many make the middle of the household norm the average
    (None without a norm that has both ends)."""

    low: int
    high: int
    middle: int | None


def allowed_number(project: Project) -> Allowed | None:
    """None where no norm bounds the number, or where there are no units yet."""
    units, norms = _units(project), norms_from(project.norms)
    try:
        low, high = range_from_norms(units, norms) if units else (0, 0)
    except InputError:
        return None
    bounds = norms.households
    total = sum(unit.households or 0 for unit in units)
    middle = round(2 * total / sum(bounds)) if bounds and None not in bounds else None
    return Allowed(low, high, middle and min(max(middle, low), high)) if low else None
