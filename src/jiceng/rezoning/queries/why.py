"""Why a unit is where it is, and what each other place would change, in the words of the page."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from django.db.models import Q
from django.utils.translation import gettext as _

from jiceng.kernel.models import Job
from jiceng.kernel.units import counted
from jiceng.kernel.words import strung
from jiceng.rezoning.models import Plan, Project
from jiceng.rezoning.queries.problem import problem_of, zoning_plan
from jiceng.rezoning.queries.scores import sentence
from jiceng.rezoning.queries.words import chosen, term_name, unit_of, weight_text
from jiceng.zoning.budget import Budget
from jiceng.zoning.explain import why
from jiceng.zoning.graph import may_leave
from jiceng.zoning.objectives import objective
from jiceng.zoning.otherwise import Otherwise, otherwise
from jiceng.zoning.plan import Plan as ZoningPlan
from jiceng.zoning.solution import Wish

AT_ONCE = 60
"""Units of a map whose whole plans are looked at while the reader waits: about a second in a town of fifty. Larger ones
are work for the background."""
WHOLE_SECONDS, BACKGROUND_SECONDS = 10, 30
"""What one look at whole plans may take."""
KIND = "rezoning.why"
PLAIN = ("unit", "wanted", "scope", "status", "to", "fresh", "minimal")
"""What is kept of an answer as it is."""


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
    """`others` has the runner-up first; `whole` is None where it was not asked for or is not known; of a `large` map
    it is found out in the background, by `job`."""

    unit_name: str
    community: str
    holds_together: bool
    others: tuple[Other, ...]
    whole: tuple[Elsewhere, ...] | None
    large: bool = False
    job: Job | None = None

    @property
    def seconds(self) -> int:
        return BACKGROUND_SECONDS if self.large else WHOLE_SECONDS

    @property
    def stuck(self) -> bool:
        """Whether the unit cannot move alone."""
        return not any(other.allowed for other in self.others)


def why_here(
    project: Project, plan: Plan, names: dict[str, str], key: str, *, seen_by, whole: bool = False
) -> Why:
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
    large = problem.n > AT_ONCE
    job = job_of(plan, key, seen_by=seen_by) if whole and large else None
    found = _known(job) if large else asked(project, plan, key) if whole else None
    told = None if found is None else tuple(_elsewhere(one, present, names, score) for one in found)
    unit = problem.index[key]
    return Why(
        problem.units[unit].name,
        names.get(reason.community, ""),
        may_leave(present, unit),
        others,
        told,
        large,
        job,
    )


def about(plan: Plan, key: str) -> dict:
    """What a job that looks at whole plans is about; once the project or a seat changes it is another."""
    seats = " ".join(seats_of(plan))
    return {"plan": plan.pk, "revision": plan.project.revision, "unit": key, "seats": seats}


def seats_of(plan: Plan) -> tuple[str, ...]:
    """The units where communities have their seat."""
    chosen_seats = plan.communities.filter(seat__isnull=False).order_by("pk")
    return tuple(chosen_seats.values_list("seat__key", flat=True))


def job_of(plan: Plan, key: str, *, seen_by) -> Job | None:
    """The last look at whole plans in the background: anybody's that is done, else the reader's own."""
    asked = {f"result__{name}": value for name, value in about(plan, key).items()}
    mine = Q(account_id=getattr(seen_by, "pk", None))
    rows = Job.objects.filter(Q(state=Job.State.DONE) | mine, kind=KIND, **asked)
    return rows.filter(state=Job.State.DONE).first() or rows.first()


def whole_answers(plan: Plan, key: str, budget: Budget) -> list[dict]:
    """The answers as a job keeps them."""
    present = zoning_plan(problem_of(plan.project), plan)
    answers = otherwise(present, key, budget=budget, seats=seats_of(plan))
    return [
        {
            **{name: getattr(one, name) for name in PLAIN},
            "cost": None if one.cost is None else str(one.cost),
            "terms": {term: str(value) for term, value in one.terms.items()},
            "company": one.company,
            "along": one.along,
            "conflict": [[wish.id, wish.zh, wish.en] for wish in one.conflict],
        }
        for one in answers
    ]


def _known(job: Job | None) -> tuple[Otherwise, ...] | None:
    """What a job found, without the plans themselves."""
    if job is None or job.state != Job.State.DONE or job.result is None:
        return None
    return tuple(
        Otherwise(
            **{name: one[name] for name in PLAIN},
            company=tuple(one["company"]),
            cost=None if one["cost"] is None else Fraction(one["cost"]),
            terms={term: Fraction(value) for term, value in one["terms"].items()},
            along=tuple((unit, old, new) for unit, old, new in one["along"]),
            conflict=tuple(Wish(*wish) for wish in one["conflict"]),
        )
        for one in job.result["answers"]
    )


def asked(project: Project, plan: Plan, key: str) -> tuple[Otherwise, ...]:
    """The answers, kept while the project does not change unless the time ran out before they were all found."""
    made = project.created_at.isoformat()
    answers = _answers(plan.pk, project.pk, project.revision, made, key, seats_of(plan))
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
        one.cost is not None,
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
    if one.cost is None:
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
            if one.cost is not None
            else _("地图太大，没有比较全部方案：对换和附近几个社区中没有可行的。")
        )
    notes = {
        "optimal": _("已证明：这样安排的方案中没有更好的。"),
        "feasible": _("时间到了，可能有更好的。"),
        "infeasible": "" if one.minimal else _("所列各项未必都必要。"),
        "unknown": _("时间内没有结论。"),
    }
    return notes[one.status]
