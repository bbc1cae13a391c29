"""Two plans side by side: what differs."""

from dataclasses import dataclass

from jiceng.rezoning.models import Plan, Project
from jiceng.rezoning.queries.problem import problem_of, zoning_plan
from jiceng.rezoning.queries.scores import Score, names_of
from jiceng.rezoning.queries.words import SHOWN_TERMS, term_name, unit_of
from jiceng.zoning.explain import compare


@dataclass(frozen=True)
class Moved:
    """A unit that is placed with others: its community in one plan and in the other."""

    key: str
    name: str
    households: int | None
    left: str
    right: str


@dataclass(frozen=True)
class Difference:
    """Scores term by term, the number of communities that both have, and the units placed differently."""

    scores: tuple[tuple[Score, Score], ...]
    same: int
    moved: tuple[Moved, ...]

    @property
    def keys(self) -> set[str]:
        return {one.key for one in self.moved}

    @property
    def households(self) -> int:
        return sum(one.households or 0 for one in self.moved)


def difference(project: Project, left: Plan, right: Plan) -> Difference:
    """Labels do not matter: communities are matched by the units that they share."""
    problem = problem_of(project)
    found = compare(zoning_plan(problem, left), zoning_plan(problem, right))
    names, others = names_of(left), names_of(right)
    units = [problem.units[problem.index[key]] for key in found.moved]
    moved = tuple(
        Moved(
            unit.id,
            unit.name,
            unit.households,
            names.get(left.assignment[unit.id], ""),
            others.get(right.assignment[unit.id], ""),
        )
        for unit in units
    )
    scores = tuple((_score(term, left), _score(term, right, left)) for term in SHOWN_TERMS)
    return Difference(scores, len(found.same), moved)


def _score(term: str, plan: Plan, base: Plan | None = None) -> Score:
    change = None if base is None else plan.terms[term] - base.terms[term]
    return Score(term, term_name(term), plan.terms[term], unit_of(term), change=change)
