"""What a solver hands back, and what it says on the way."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal

from jiceng.zoning.formats import input_sha256, norms_json
from jiceng.zoning.objectives import as_numbers, number, objective, terms
from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Problem

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class Progress:
    """One report on the way: what is being done, the best plan so far and the bound, where known."""

    phase: str
    seconds: float
    plan: Plan | None = None
    objective: float | None = None
    bound: float | None = None


Report = Callable[[Progress], None]


@dataclass(frozen=True)
class Wish:
    """Something asked for that can be given up: a norm, a lock, a barrier kind, the number `k`."""

    id: str
    zh: str
    en: str
    units: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As it stands in a plan JSON."""
        return {"wish": self.id, "zh": self.zh, "en": self.en, "units": list(self.units)}


@dataclass(frozen=True)
class Relaxation:
    """The least change of one or more wishes that makes a plan possible.

    `changes` maps the id of a wish to (from, to); `to` is None where the wish must be dropped.
    `communities` are the groups of units that need it in the plan found.
    """

    changes: dict[str, tuple[Any, Any]]
    zh: str
    en: str
    communities: tuple[tuple[str, ...], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As it stands in a plan JSON."""
        return {
            "changes": [{"wish": wish, "from": old, "to": new} for wish, (old, new) in self.changes.items()],
            "zh": self.zh,
            "en": self.en,
            "communities": [list(group) for group in self.communities],
        }


@dataclass(frozen=True)
class Solution:
    """Outcome of one run. `bound` is a proved lower bound of the objective, in the same units.

    `optimal`: no plan is cheaper. `feasible`: a valid plan, at most `gap` above the best. `infeasible`:
    proved that there is none. `unknown`: the time ran out before either.
    `minimal` says whether the conflict is proved to have no smaller part that conflicts.
    """

    problem: Problem
    status: Status
    plan: Plan | None
    bound: float | None
    seed: int
    seconds: float
    method: str
    conflict: tuple[Wish, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    minimal: bool = True
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def objective(self) -> Fraction | None:
        """Exact cost of the plan."""
        return None if self.plan is None else objective(self.plan, self.problem.weights)

    @property
    def gap(self) -> float | None:
        """(objective - bound) / objective; 0 where proved or where both are 0."""
        if self.status == "optimal":
            return 0.0
        value = self.objective
        if value is None or self.bound is None:
            return None
        return max(0.0, (float(value) - self.bound) / float(value)) if value else 0.0

    def as_dict(self, sha256: str | None = None) -> dict[str, Any]:
        """Plan JSON of the contract; `sha256` of the input file where there was one."""
        data: dict[str, Any] = {"format": "jiceng-plan/1", "status": self.status, "method": self.method}
        lo, hi = self.problem.communities
        if self.plan is not None:
            data |= {
                "k": self.plan.k,
                "assignment": self.plan.by_id(),
                "objective": number(self.objective or Fraction(0)),
                "bound": self.bound,
                "gap": self.gap,
                "terms": as_numbers(terms(self.plan)),
            }
        else:
            data["k"] = lo if lo == hi else [lo, hi]
        if self.status == "infeasible":
            data["conflict"] = [wish.as_dict() for wish in self.conflict]
            data["relaxations"] = [item.as_dict() for item in self.relaxations]
            data["minimal"] = self.minimal
        exempt = [self.problem.units[i].id for i in sorted(self.problem.oversize)]
        return data | {
            "weights": self.problem.weights.as_dict(),
            "norms": norms_json(self.problem.norms),
            "seed": self.seed,
            "seconds": round(self.seconds, 3),
            "cut_short": bool(self.notes.get("cut_short", False)),
            "exempt": exempt,
            "versions": versions(),
            "input_sha256": sha256 or input_sha256(self.problem),
        }


def versions() -> dict[str, str]:
    """Versions of what decides an outcome."""
    found = {"python": platform.python_version()}
    for package in ("jiceng", "highspy", "numpy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "source"
    return found
