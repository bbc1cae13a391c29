"""Two plans side by side: what differs."""

from dataclasses import dataclass

from jiceng.rezoning.models import Plan, Project
from jiceng.rezoning.queries.scores import Score, names_of
from jiceng.rezoning.queries.words import SHOWN_TERMS, term_name, unit_of


@dataclass(frozen=True)
class Moved:
    """A unit whose neighbours-in-community differ: the community in one plan and in the other."""

    key: str
    name: str
    households: int | None
    left: str
    right: str


@dataclass(frozen=True)
class Difference:
    scores: tuple[tuple[Score, Score], ...]
    same: tuple[str, ...]
    moved: tuple[Moved, ...]
    households: int


def difference(project: Project, left: Plan, right: Plan) -> Difference:
    """Communities that are the same in both, and units that are placed with others; labels do not matter: each
    community of one plan is matched with the one of the other that shares most households."""
    names, others = names_of(left), names_of(right)
    groups, mirror = _groups(left), _groups(right)
    same = {label for label, keys in groups.items() if keys in mirror.values()}
    units = list(project.units.order_by("id").values_list("key", "name", "households"))
    match = _matched(left, right, {key: households or 1 for key, _name, households in units})
    moved = tuple(
        Moved(
            key, name, households, names.get(left.assignment[key], ""), others.get(right.assignment[key], "")
        )
        for key, name, households in units
        if match.get(left.assignment[key]) != right.assignment[key]
    )
    scores = tuple((_score(term, left), _score(term, right, left)) for term in SHOWN_TERMS)
    return Difference(
        scores,
        tuple(sorted(names.get(one, one) for one in same)),
        moved,
        sum(one.households or 0 for one in moved),
    )


def _groups(plan: Plan) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, label in plan.assignment.items():
        found.setdefault(label, set()).add(key)
    return {label: frozenset(keys) for label, keys in found.items()}


def _matched(left: Plan, right: Plan, weight: dict[str, int]) -> dict[str, str]:
    """Label of the right plan for each of the left, largest overlaps first, one to one."""
    overlap: dict[tuple[str, str], int] = {}
    for key, label in left.assignment.items():
        pair = (label, right.assignment[key])
        overlap[pair] = overlap.get(pair, 0) + weight[key]
    match: dict[str, str] = {}
    for (label, other), _households in sorted(overlap.items(), key=lambda item: (-item[1], item[0])):
        if label not in match and other not in match.values():
            match[label] = other
    return match


def _score(term: str, plan: Plan, base: Plan | None = None) -> Score:
    change = None if base is None else plan.terms[term] - base.terms[term]
    return Score(term, term_name(term), plan.terms[term], unit_of(term), change=change)
