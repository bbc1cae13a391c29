"""A plan: every unit in one community, with running tallies. Immutable; a move gives a new plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jiceng.zoning.errors import InputError
from jiceng.zoning.problem import Problem


@dataclass(frozen=True, slots=True)
class Tally:
    """What the units of one community add up to.

    `venues` counts units with venue area; `streets` counts units by street; `overlap` counts households
    by the community of the present plan they live in.
    """

    units: int = 0
    households: int = 0
    residents: int = 0
    full_members: int = 0
    venues: int = 0
    streets: tuple[tuple[str, int], ...] = ()
    overlap: tuple[tuple[str, int], ...] = ()

    def changed(self, problem: Problem, unit: int, sign: int) -> Tally:
        """This tally with `unit` added (sign 1) or taken away (sign -1)."""
        it = problem.units[unit]
        households = it.households or 0
        present = problem.present[it.id] if problem.present is not None else None
        return Tally(
            units=self.units + sign,
            households=self.households + sign * households,
            residents=self.residents + sign * (it.residents or 0),
            full_members=self.full_members + sign * (it.full_members or 0),
            venues=self.venues + (sign if (it.venue_area_m2 or 0) > 0 else 0),
            streets=_bumped(self.streets, it.street, sign),
            overlap=_bumped(self.overlap, present, sign * households),
        )


def _bumped(counts: tuple[tuple[str, int], ...], key: str | None, by: int) -> tuple[tuple[str, int], ...]:
    if key is None or by == 0:
        return counts
    changed = dict(counts)
    changed[key] = changed.get(key, 0) + by
    return tuple(sorted((name, count) for name, count in changed.items() if count))


@dataclass(frozen=True)
class Plan:
    """`assignment[i]` is the community (a position in `labels` and `tallies`) of unit i.

    `cut_dm` is the boundary between communities and `barrier_dm` the barrier kept inside them, in
    decimetres. Build one with `Plan.of`; a community may be left empty by moves and then does not count.
    """

    problem: Problem
    assignment: tuple[int, ...]
    labels: tuple[str, ...]
    tallies: tuple[Tally, ...]
    cut_dm: int
    barrier_dm: int

    @classmethod
    def of(cls, problem: Problem, assignment: Mapping[str, str] | Sequence[int]) -> Plan:
        """A plan from labels by unit id, or from one community number per unit (then canonically labelled).

        Raises InputError when a unit is missing or unknown.
        """
        if isinstance(assignment, Mapping):
            numbers, labels = _from_labels(problem, assignment)
        else:
            numbers, labels = _from_numbers(problem, assignment)
        tallies = [Tally()] * len(labels)
        for unit, community in enumerate(numbers):
            tallies[community] = tallies[community].changed(problem, unit, 1)
        cut = barrier = 0
        for edge, (a, b) in zip(problem.edges, problem.ends, strict=True):
            if numbers[a] != numbers[b]:
                cut += edge.boundary_dm
            elif edge.barrier is not None:
                barrier += edge.boundary_dm
        return cls(problem, numbers, labels, tuple(tallies), cut, barrier)

    @property
    def k(self) -> int:
        """Number of communities that have a unit."""
        return sum(1 for tally in self.tallies if tally.units)

    @cached_property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """The units of each community, in order."""
        lists: list[list[int]] = [[] for _ in self.labels]
        for unit, community in enumerate(self.assignment):
            lists[community].append(unit)
        return tuple(tuple(units) for units in lists)

    def community_of(self, unit_id: str) -> str:
        """Label of the community a unit is in."""
        return self.labels[self.assignment[self.problem.index[unit_id]]]

    def by_id(self) -> dict[str, str]:
        """Label by unit id, in the order of the units."""
        return {u.id: self.labels[c] for u, c in zip(self.problem.units, self.assignment, strict=True)}

    def moved(self, unit: int, to: int) -> Plan:
        """A new plan with `unit` in community `to`; only what changes is computed (degree of the unit).

        `to == len(labels)` opens a new community with the first free number as label.
        """
        old = self.assignment[unit]
        if to == old:
            return self
        labels, tallies = list(self.labels), list(self.tallies)
        if to == len(labels):
            labels.append(_free_label(set(labels)))
            tallies.append(Tally())
        tallies[old] = tallies[old].changed(self.problem, unit, -1)
        tallies[to] = tallies[to].changed(self.problem, unit, 1)
        cut, barrier = self.cut_dm, self.barrier_dm
        for neighbour, e in self.problem.incident[unit]:
            edge, there = self.problem.edges[e], self.assignment[neighbour]
            inside = (there == to) - (there == old)
            cut -= inside * edge.boundary_dm
            if edge.barrier is not None:
                barrier += inside * edge.boundary_dm
        assignment = (*self.assignment[:unit], to, *self.assignment[unit + 1 :])
        return Plan(self.problem, assignment, tuple(labels), tuple(tallies), cut, barrier)

    def for_problem(self, problem: Problem) -> Plan:
        """The same plan seen with other norms, locks or weights; the units and edges must be the same."""
        if problem.units != self.problem.units or problem.edges != self.problem.edges:
            raise ValueError("the problem has other units or edges")
        if problem.present != self.problem.present:
            return Plan.of(problem, self.by_id())
        return replace(self, problem=problem)


def _free_label(taken: set[str]) -> str:
    number = 1
    while str(number) in taken:
        number += 1
    return str(number)


def _from_labels(problem: Problem, by_id: Mapping[str, str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    for unit_id in by_id:
        if unit_id not in problem.index:
            raise InputError(f"assignment.{unit_id}", "没有这个单元", "there is no such unit")
    numbers: dict[str, int] = {}
    assignment = []
    for unit in problem.units:
        if unit.id not in by_id:
            raise InputError(f"assignment.{unit.id}", "这个单元没有社区", "this unit is in no community")
        assignment.append(numbers.setdefault(by_id[unit.id], len(numbers)))
    return tuple(assignment), tuple(numbers)


def _from_numbers(problem: Problem, communities: Sequence[int]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Communities numbered by their first unit; a fixed unit names its community."""
    if len(communities) != problem.n:
        raise InputError("assignment", "长度与单元数不符", "its length is not the number of units")
    numbers: dict[int, int] = {}
    assignment = tuple(numbers.setdefault(int(c), len(numbers)) for c in communities)
    wanted: dict[int, str] = {}
    for unit in problem.units:
        label = problem.locks.fixed.get(unit.id)
        if label is not None and label not in wanted.values():
            wanted.setdefault(assignment[problem.index[unit.id]], label)
    taken = set(problem.locks.fixed.values())
    labels = []
    for community in range(len(numbers)):
        label = wanted.get(community) or _free_label(taken)
        taken.add(label)
        labels.append(label)
    return assignment, tuple(labels)
