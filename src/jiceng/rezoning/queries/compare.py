"""Two plans side by side: what differs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiceng.rezoning.models import Plan, Project
from jiceng.rezoning.queries.drawing import colours_of
from jiceng.rezoning.queries.problem import problem_of, zoning_plan
from jiceng.rezoning.queries.scores import Score, names_of
from jiceng.rezoning.queries.words import SHOWN_TERMS, term_name, unit_of
from jiceng.zoning.explain import compare, matched
from jiceng.zoning.plan import Plan as ZoningPlan
from jiceng.zoning.problem import Problem


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
    moved = []
    for key in found.moved:
        unit = problem.units[problem.index[key]]
        before, after = names.get(left.assignment[key], ""), others.get(right.assignment[key], "")
        if before == after:
            before, after = (_with_others(problem, plan, key, before) for plan in (left, right))
        moved.append(Moved(key, unit.name, unit.households, before, after))
    scores = tuple((_score(term, left), _score(term, right, left)) for term in SHOWN_TERMS)
    return Difference(scores, len(found.same), tuple(moved))


def _with_others(problem: Problem, plan: Plan, key: str, community: str) -> str:
    """Two communities may bear one name: who is in it tells them apart."""
    label = plan.assignment[key]
    names = [unit.name for unit in problem.units if plan.assignment[unit.id] == label and unit.id != key]
    if not names:
        return _("%(community)s（只有它）") % {"community": community}
    return _("%(community)s（与%(others)s一起）") % {"community": community, "others": "、".join(names)}


def colours_beside(project: Project, left: Plan, right: Plan) -> dict[str, int]:
    """Colours of the right plan: a community has that of the one on the left which it is or grew from."""
    problem = problem_of(project)
    one, other = zoning_plan(problem, left), zoning_plan(problem, right)
    known = colours_of(project, left.assignment)
    keep = _kept(one, other, known, same=True) | _kept(one, other, known, same=False)
    return colours_of(project, right.assignment, keep)


def _kept(one: ZoningPlan, other: ZoningPlan, known: dict[str, int], *, same: bool) -> dict[str, int]:
    """Colours taken over from matched communities: those of the same units, or the others."""
    return {
        other.labels[b]: known[one.labels[a]]
        for b, a in sorted(matched(one, other).items())
        if (set(one.members[a]) == set(other.members[b])) == same
    }


def _score(term: str, plan: Plan, base: Plan | None = None) -> Score:
    change = None if base is None else plan.terms[term] - base.terms[term]
    return Score(term, term_name(term), plan.terms[term], unit_of(term), change=change)
