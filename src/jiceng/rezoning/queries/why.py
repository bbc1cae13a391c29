"""Why a unit is where it is, and what each other place would change, in the words of the page."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from jiceng.kernel.units import counted
from jiceng.kernel.words import strung
from jiceng.rezoning.models import Plan, Project
from jiceng.rezoning.queries.problem import problem_of, zoning_plan
from jiceng.rezoning.queries.scores import sentence
from jiceng.rezoning.queries.words import chosen, term_name, unit_of, weight_text
from jiceng.zoning.explain import why
from jiceng.zoning.graph import may_leave
from jiceng.zoning.objectives import objective
from jiceng.zoning.otherwise import Otherwise, otherwise
from jiceng.zoning.plan import Plan as ZoningPlan

WHOLE_SECONDS = 10
"""What one look at whole plans may take."""


@dataclass(frozen=True)
class Other:
    """What moving the unit to another community would do: `cost` in the plan's objective, the terms that change,
    and what it would newly break."""

    name: str
    cost: float
    weight: str
    changes: tuple[str, ...]
    breaks: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        return not self.breaks


@dataclass(frozen=True)
class Elsewhere:
    """The best plan with the unit elsewhere while others move along; `rules` are what makes it impossible."""

    name: str
    plan: bool
    cost: float
    weight: str
    changes: tuple[str, ...]
    along: tuple[str, ...]
    rules: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Why:
    """`others` has the runner-up first; `whole` is None where it was not asked for."""

    unit_name: str
    community: str
    holds_together: bool
    others: tuple[Other, ...]
    whole: tuple[Elsewhere, ...] | None
    seconds: int = WHOLE_SECONDS

    @property
    def stuck(self) -> bool:
        """Whether the unit cannot move alone."""
        return not any(other.allowed for other in self.others)


def why_here(project: Project, plan: Plan, names: dict[str, str], key: str, *, whole: bool = False) -> Why:
    """Raises KeyError for an unknown unit."""
    problem = problem_of(project)
    present = zoning_plan(problem, plan)
    reason = why(present, key)
    score = float(objective(present))
    others = tuple(
        Other(
            names.get(move.to, move.to),
            float(move.cost),
            weight_text(float(move.cost), score),
            _changes(move.terms),
            tuple(sentence(fault, names, present) for fault in move.breaks),
        )
        for move in reason.moves
    )
    found = asked(project, plan, key) if whole else None
    told = None if found is None else tuple(_elsewhere(one, present, names, score) for one in found)
    unit = problem.index[key]
    return Why(
        problem.units[unit].name, names.get(reason.community, ""), may_leave(present, unit), others, told
    )


def asked(project: Project, plan: Plan, key: str) -> tuple[Otherwise, ...]:
    """The answers, kept while the project does not change unless the time ran out before they were all found."""
    made = project.created_at.isoformat()
    seats = plan.communities.filter(seat__isnull=False).order_by("pk").values_list("seat__key", flat=True)
    answers = _answers(plan.pk, project.pk, project.revision, made, key, tuple(seats))
    if any(one.status == "unknown" for one in answers):
        _answers.cache_clear()
    return answers


@lru_cache(maxsize=256)
def _answers(
    plan: int, project: int, _revision: int, _made: str, key: str, seats: tuple[str, ...]
) -> tuple[Otherwise, ...]:
    kept = Plan.objects.get(pk=plan)
    problem = problem_of(Project.objects.get(pk=project))
    return otherwise(zoning_plan(problem, kept), key, budget=WHOLE_SECONDS, seats=seats)


def _changes(terms) -> tuple[str, ...]:
    whole = {term: round(float(value)) for term, value in terms.items()}
    return tuple(
        f"{term_name(term)} {counted(abs(value), unit_of(term), f'{value:+,}')}"
        for term, value in whole.items()
        if value
    )


def _elsewhere(one: Otherwise, present: ZoningPlan, names: dict[str, str], score: float) -> Elsewhere:
    cost = float(one.cost or 0)
    return Elsewhere(
        _place(one, present, names),
        one.plan is not None,
        cost,
        weight_text(cost, score),
        _changes(one.terms),
        _along(one, present, names),
        tuple(chosen(wish.zh, wish.en) for wish in one.conflict) if one.status == "infeasible" else (),
        _note(one),
    )


def _called(present: ZoningPlan, key: str) -> str:
    return present.problem.units[present.problem.index[key]].name or key


def _place(one: Otherwise, present: ZoningPlan, names: dict[str, str]) -> str:
    """Where the unit is then."""
    if one.wanted is not None:
        return names.get(one.wanted) or one.wanted
    if one.plan is None:
        return _("本社区以外的任何社区")
    if not one.fresh:
        return names.get(one.to or "") or one.to or ""
    if not one.company:
        return _("自成一个社区")
    return _("与%(units)s另成一个社区") % {"units": strung(_called(present, key) for key in one.company)}


def _along(one: Otherwise, present: ZoningPlan, names: dict[str, str]) -> tuple[str, ...]:
    """Who moves along, together where they go the same way."""
    ways: dict[tuple[str, str], list[str]] = {}
    for key, old, new in one.along:
        ways.setdefault((old, new), []).append(_called(present, key))
    return tuple(
        _("%(units)s：%(old)s→%(new)s")
        % {
            "units": strung(units),
            "old": names.get(old) or old,
            "new": names.get(new) or (new if new in present.labels else _("新的社区")),
        }
        for (old, new), units in ways.items()
    )


def _note(one: Otherwise) -> str:
    """How far the answer can be relied on."""
    if one.scope == "local" and one.status != "infeasible":
        return (
            _("地图太大，没有比较全部方案：只比较了对换和附近几个社区。")
            if one.plan
            else _("地图太大，没有比较全部方案：对换和附近几个社区中没有可行的。")
        )
    notes = {
        "optimal": _("已证明：这样安排的方案中没有更好的。"),
        "feasible": _("时间到了，可能有更好的。"),
        "infeasible": "" if one.minimal else _("所列各项未必都必要。"),
        "unknown": _("时间内没有结论。"),
    }
    return notes[one.status]
