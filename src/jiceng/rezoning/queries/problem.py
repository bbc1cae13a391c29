"""The project's rows as the optimiser's problem, kept in memory while the project does not change."""

from functools import lru_cache

from jiceng.rezoning.enums import Aim
from jiceng.rezoning.models import Plan, Project
from jiceng.zoning.formats import locks_from, norms_from, weights_from
from jiceng.zoning.plan import Plan as ZoningPlan
from jiceng.zoning.problem import DEFAULT_WEIGHTS, DEFAULT_WEIGHTS_RESIDENTS, Edge, Problem, Unit, range_from_norms

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


def default_weights(units: tuple[Unit, ...]):
    known = any(unit.households is not None for unit in units)
    return DEFAULT_WEIGHTS if known else DEFAULT_WEIGHTS_RESIDENTS


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


# Weights of the named plans; what is not named weighs a little, so that ties fall the sensible way.
AIM_WEIGHTS: dict[str, dict[str, float]] = {
    Aim.HOUSEHOLDS: {"household_imbalance": 1, "boundary_m": 0.001},
    Aim.MEMBERS: {"member_imbalance": 1, "household_imbalance": 0.01},
    Aim.COMPACT: {"boundary_m": 1, "household_imbalance": 0.1},
    Aim.BARRIERS: {"barrier_m": 1, "household_imbalance": 0.1, "boundary_m": 0.01},
    Aim.STREETS: {"streets_split": 10000, "household_imbalance": 1, "boundary_m": 0.01},
    Aim.VENUES: {"without_venue": 10000, "household_imbalance": 1, "boundary_m": 0.01},
}
