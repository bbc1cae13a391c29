"""A plan as JSON of the optimiser's contract, with the graph that it was found on: anybody can check it."""

from jiceng.rezoning.models import Plan
from jiceng.rezoning.queries.problem import problem_of
from jiceng.zoning.formats import graph_json


def plan_json(plan: Plan) -> dict:
    """Raises InputError when the project's units contradict themselves."""
    return {
        "format": "jiceng-plan/1",
        "k": plan.k,
        "assignment": plan.assignment,
        "status": "optimal" if plan.status == "optimal" else "feasible",
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "terms": plan.terms,
        **{name: plan.problem.get(name) for name in ("weights", "norms", "locks")},
        "seed": plan.seed,
        "seconds": plan.seconds,
        "versions": plan.versions,
        "input_sha256": plan.input_sha256,
        "graph": graph_json(problem_of(plan.project)),
    }
