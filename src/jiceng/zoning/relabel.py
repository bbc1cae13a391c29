"""Names for the communities of a plan that was made anew: each keeps the label of the one that it continues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from jiceng.zoning.plan import Plan


def core_of(plan: Plan, community: int, beside: int, seats: Collection[int] = ()) -> int | None:
    """The unit by which a community is known: of those beside one the seat, else that with most households; None if
    there is none."""
    units = [unit for unit in plan.members[community] if unit != beside]
    units = [unit for unit in units if unit in seats] or units
    return max(units, key=lambda unit: (_size(plan, unit), -unit), default=None)


def _size(plan: Plan, unit: int) -> int:
    it = plan.problem.units[unit]
    return it.households or it.residents or 0


def relabelled(
    plan: Plan, groups: Sequence[int], forced: Mapping[int, str], moved: int, seats: Collection[int] = ()
) -> Plan:
    """A plan of the same problem from one community number per unit, with the labels of `plan`.

    A fixed unit names its community, then a unit in `forced`; what is left is matched by the households that stay,
    those of the unit `moved` left out. The community of `moved` bears the label only of one whose core is in it.
    """
    units = plan.problem.units
    fixed = plan.problem.locks.fixed
    said = [(groups[unit], fixed[it.id]) for unit, it in enumerate(units) if it.id in fixed]
    said += [(groups[unit], label) for unit, label in forced.items()]
    label_of: dict[int, str] = {}
    for group, label in said + _overlaps(plan, groups, moved, seats):
        if group not in label_of and label not in label_of.values():
            label_of[group] = label
    taken, free = set(plan.labels) | set(label_of.values()), 1
    for group in dict.fromkeys(groups):
        if group not in label_of:
            while str(free) in taken:
                free += 1
            label_of[group] = str(free)
            taken.add(str(free))
    return Plan.of(plan.problem, {it.id: label_of[groups[unit]] for unit, it in enumerate(units)})


def _overlaps(plan: Plan, groups: Sequence[int], moved: int, seats: Collection[int]) -> list[tuple[int, str]]:
    """Pairs of a new community and an old label, those with most households in common first."""
    shared: Counter[tuple[int, str]] = Counter()
    cores = [core_of(plan, community, moved, seats) for community in range(len(plan.labels))]
    for unit, community in enumerate(plan.assignment):
        core = cores[community]
        if unit != moved and (
            groups[unit] != groups[moved] or core is not None and groups[core] == groups[moved]
        ):
            shared[groups[unit], plan.labels[community]] += _size(plan, unit) + 1
    return [pair for pair, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))]
