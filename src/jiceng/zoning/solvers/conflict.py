"""Why there is no plan: the smallest set of wishes that conflict, and what would do.

A wish is necessary when the problem without it has a plan: it is then in every conflict. If the
necessary wishes conflict among themselves they are the smallest conflict. Otherwise wishes are left out
one by one, each for good if the rest still conflict, from several orders; the smallest result is kept.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from jiceng.zoning.budget import Budget
from jiceng.zoning.problem import Problem
from jiceng.zoning.solution import Progress, Relaxation, Report, Wish
from jiceng.zoning.solvers.feasible import feasible
from jiceng.zoning.solvers.relaxation import least
from jiceng.zoning.solvers.structure import findings
from jiceng.zoning.solvers.wishes import wishes_of, without

SECONDS = 20.0


@dataclass(frozen=True)
class Explanation:
    """The conflict, what would resolve it, and whether the conflict is proved minimal."""

    wishes: tuple[Wish, ...]
    relaxations: tuple[Relaxation, ...]
    minimal: bool


@dataclass
class Oracle:
    """Answers, once each, whether a set of wishes can be met together."""

    problem: Problem
    budget: Budget
    known: dict[frozenset[str], bool | None] = field(default_factory=dict)

    def feasible(self, wishes: Collection[str]) -> bool | None:
        """Whether a plan keeps these wishes; None where that could not be decided."""
        asked = frozenset(wishes)
        if any(answer and asked <= other for other, answer in self.known.items()):
            return True
        if any(answer is False and asked >= other for other, answer in self.known.items()):
            return False
        if asked not in self.known:
            self.known[asked] = self._ask(asked)
        return self.known[asked]

    def _ask(self, asked: frozenset[str]) -> bool | None:
        if self.budget.over():
            return None
        everything = {wish.id for wish in wishes_of(self.problem)}
        reduced = without(self.problem, everything - asked)
        if findings(reduced):
            return False
        return feasible(reduced, self.problem.norms, self.budget)


def explain(
    problem: Problem, budget: Budget, *, seed: int = 0, progress: Report | None = None
) -> Explanation:
    """The smallest conflict of a problem that has no plan, with the least relaxation of each wish in it."""
    say, begun = progress or (lambda _: None), budget.spent()
    budget = budget.grown(max(SECONDS, budget.left()))
    say(Progress("conflict", begun))
    named, minimal = smallest(problem, budget)
    relaxations = []
    for relaxation in least(problem, [wish.id for wish in named], budget):
        relaxations.append(relaxation)
        say(Progress("relax", begun + budget.spent()))
    return Explanation(named, tuple(relaxations), minimal)


def smallest(problem: Problem, budget: Budget) -> tuple[tuple[Wish, ...], bool]:
    """The smallest conflict of a problem that has no plan, and whether it is proved to be minimal."""
    wishes = wishes_of(problem)
    everything = [wish.id for wish in wishes]
    oracle = Oracle(problem, budget)
    necessary = [w for w in everything if oracle.feasible([v for v in everything if v != w])]
    if oracle.feasible(necessary) is False:  # in every conflict, and a conflict: the smallest
        conflict, minimal = necessary, True
    else:
        orders = (everything[::-1], everything, sorted(everything))
        tried = [_shrunk(everything, order, set(necessary), oracle) for order in orders]
        conflict, minimal = min(tried, key=lambda found: (not found[1], len(found[0])))
    return _with_units(problem, [wish for wish in wishes if wish.id in set(conflict)]), minimal


def _shrunk(
    everything: list[str], order: list[str], necessary: set[str], oracle: Oracle
) -> tuple[list[str], bool]:
    """What is left when wishes are dropped in order while the rest conflict; and whether that is minimal."""
    kept, minimal = set(everything), True
    for wish in order:
        if wish in necessary:
            continue
        answer = oracle.feasible(kept - {wish})
        if answer is False:
            kept.discard(wish)
        minimal = minimal and answer is not None
    return [wish for wish in everything if wish in kept], minimal


def _with_units(problem: Problem, conflict: list[Wish]) -> tuple[Wish, ...]:
    """The wishes, each with the units that show the fault where the structure names some."""
    ids = {wish.id for wish in conflict}
    named: dict[str, set[str]] = {}
    for finding in findings(problem):
        if finding.wishes <= ids:
            for name in finding.wishes:
                named.setdefault(name, set()).update(finding.units)
    out = []
    for wish in conflict:
        units = wish.units or tuple(u.id for u in problem.units if u.id in named.get(wish.id, ()))
        out.append(Wish(wish.id, wish.zh, wish.en, units))
    return tuple(out)


def from_structure(problem: Problem) -> tuple[Wish, ...]:
    """The conflict that totals, pieces and locks alone show; empty if they show none. Any size of problem."""
    found = findings(problem)
    if not found:
        return ()
    first = min(found, key=lambda finding: len(finding.wishes))
    return _with_units(problem, [wish for wish in wishes_of(problem) if wish.id in first.wishes])
