"""What a plan is worth: terms, communities, what is wrong with it; for pages and for the desk alike."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiceng.kernel.components import Unit
from jiceng.kernel.units import unit_for
from jiceng.rezoning.models import Plan, Project
from jiceng.rezoning.queries.problem import problem_of
from jiceng.rezoning.queries.words import SHOWN_TERMS, chosen, term_name, unit_of
from jiceng.zoning.constraints import violations
from jiceng.zoning.objectives import as_numbers, objective, terms
from jiceng.zoning.plan import Plan as ZoningPlan


@dataclass(frozen=True)
class Score:
    """One term; `share` is 0..100 of the worst plan beside it (less is better), `change` against another plan."""

    term: str
    name: str
    value: float
    unit: Unit | str
    share: int = 0
    change: float | None = None

    @property
    def text(self) -> str:
        return f"{round(self.value):,}"

    @property
    def unit_text(self) -> str:
        return unit_for(round(self.value), self.unit)

    @property
    def change_text(self) -> str:
        return "" if not self.change or not round(self.change) else f"{round(self.change):+,}"


@dataclass(frozen=True)
class Row:
    """A community of a plan."""

    label: str
    name: str
    colour: int
    units: tuple[str, ...]
    unit_names: tuple[str, ...]
    households: int
    residents: int
    full_members: int
    venue_area_m2: int
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that is said about an assignment."""

    scores: tuple[Score, ...]
    rows: tuple[Row, ...]
    faults: tuple[str, ...]
    objective: float
    largest: int
    smallest: int
    gini: float

    @property
    def spread(self) -> str:
        return f"{self.smallest:,}—{self.largest:,}"


def sheet_of(
    project: Project,
    assignment: dict[str, str],
    names: dict[str, str],
    colours: dict[str, int],
    base: dict | None = None,
) -> Sheet:
    """Scores, communities and faults of an assignment; `base` are terms to compare with."""
    problem = problem_of(project)
    plan = ZoningPlan.of(problem, assignment)
    values = as_numbers(terms(plan))
    scores = tuple(
        Score(
            term,
            term_name(term),
            values[term],
            unit_of(term),
            change=None if base is None else values[term] - base[term],
        )
        for term in SHOWN_TERMS
    )
    found = violations(plan)
    by_label: dict[str, list[str]] = {}
    for fault in found:
        for label in fault.communities:
            by_label.setdefault(label, []).append(chosen(fault.zh, fault.en))
    rows = tuple(_row(plan, c, names, colours, by_label) for c, t in enumerate(plan.tallies) if t.units)
    households = sorted(row.households for row in rows)
    return Sheet(
        scores,
        tuple(sorted(rows, key=lambda row: (len(row.label), row.label))),
        tuple(sentence(fault, names, plan) for fault in found),
        float(objective(plan)),
        households[-1],
        households[0],
        gini(households),
    )


def _row(plan: ZoningPlan, community: int, names: dict, colours: dict, faults: dict) -> Row:
    label, tally = plan.labels[community], plan.tallies[community]
    units = [plan.problem.units[u] for u in plan.members[community]]
    return Row(
        label,
        names.get(label) or label,
        colours.get(label, 0),
        tuple(unit.id for unit in units),
        tuple(unit.name for unit in units),
        tally.households,
        tally.residents,
        tally.full_members,
        round(sum(unit.venue_area_m2 or 0 for unit in units)),
        tuple(faults.get(label, ())),
    )


def sentence(fault, names: dict[str, str], plan: ZoningPlan) -> str:
    """A violation with the communities and units that it is about."""
    where = "、".join(names.get(label) or label for label in fault.communities)
    units = "、".join(plan.problem.units[plan.problem.index[u]].name or u for u in fault.units[:6])
    text = chosen(fault.zh, fault.en)
    if where and fault.constraint == "contiguous":
        return _("%(where)s没有连成一片：%(units)s与其余部分不相连") % {"where": where, "units": units}
    return f"{text}：{where}" if where else text


def gini(values: list[int]) -> float:
    """Gini coefficient of sorted values, 0 all alike (rule Z7).

    >>> gini([5, 5, 5])
    0.0
    """
    total, count = sum(values), len(values)
    if not total:
        return 0.0
    weighted = sum((2 * place - count + 1) * value for place, value in enumerate(values))
    return round(weighted / (count * total), 3)


@dataclass(frozen=True)
class Card:
    """A plan in the gallery."""

    plan: Plan
    scores: tuple[Score, ...]
    faults: int


def gallery(project: Project) -> list[Card]:
    """Every plan that was not put aside, with bars that compare them."""
    plans = list(
        project.plans.filter(discarded_at=None)
        .select_related("author__person", "parent")
        .defer("assignment", "problem")
    )
    worst = {term: max((plan.terms[term] for plan in plans), default=0) for term in SHOWN_TERMS}
    return [
        Card(
            plan,
            tuple(
                Score(
                    term,
                    term_name(term),
                    plan.terms[term],
                    unit_of(term),
                    round(100 * plan.terms[term] / worst[term]) if worst[term] else 0,
                )
                for term in SHOWN_TERMS
            ),
            len(plan.violations),
        )
        for plan in plans
    ]


def names_of(plan: Plan) -> dict[str, str]:
    return dict(plan.communities.values_list("label", "name"))
