"""The problem as it is posed: units, who touches whom, norms, locks, weights. Frozen and checked.

All counts are integers and lengths are integer decimetres, so "optimal" is exact and reproducible.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from jiceng.zoning.arrays import Arrays, build_arrays
from jiceng.zoning.errors import InputError
from jiceng.zoning.validation import validate

Range = tuple[int | None, int | None]

COUNTS = ("households", "residents", "full_members")
"""The attributes of a unit that add up and may be bounded by a norm."""

TERMS = (
    "household_imbalance",
    "resident_imbalance",
    "member_imbalance",
    "boundary_m",
    "barrier_m",
    "streets_split",
    "without_venue",
    "units_moved",
)

IMBALANCES = {
    "household_imbalance": "households",
    "resident_imbalance": "residents",
    "member_imbalance": "full_members",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One committee (or grid, county, precinct) that is placed whole. Counts are None where unknown."""

    id: str
    name: str = ""
    street: str | None = None
    households: int | None = None
    residents: int | None = None
    full_members: int | None = None
    venue_area_m2: float | None = None
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Two units that touch: shared boundary in decimetres, and the kind of barrier on it, if any."""

    a: str
    b: str
    boundary_dm: int = 0
    barrier: str | None = None


@dataclass(frozen=True, slots=True)
class Norms:
    """Inclusive bounds a community must keep; `forbid` names barrier kinds that no community may cross."""

    households: Range = (None, None)
    residents: Range = (None, None)
    full_members: Range = (None, None)
    units: Range = (None, None)
    forbid: frozenset[str] = frozenset()

    def bounds(self) -> Iterable[tuple[str, int | None, int | None]]:
        """Each bounded count with its lower and upper end."""
        for name in (*COUNTS, "units"):
            lo, hi = getattr(self, name)
            if lo is not None or hi is not None:
                yield name, lo, hi


@dataclass(frozen=True, slots=True)
class Locks:
    """Wishes about single units, by id. `fixed` maps a unit to the label its community must bear."""

    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    fixed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    frozen: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.together or self.apart or self.fixed or self.frozen)


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each term costs. All are at least 0."""

    household_imbalance: float = 0
    resident_imbalance: float = 0
    member_imbalance: float = 0
    boundary_m: float = 0
    barrier_m: float = 0
    streets_split: float = 0
    without_venue: float = 0
    units_moved: float = 0

    def __post_init__(self) -> None:
        for term, value in self.items():
            if not (math.isfinite(value) and value >= 0):
                zh, en = "权重必须是不小于 0 的有限数", "a weight must be finite and at least 0"
                raise InputError(f"weights.{term}", zh, en)

    def items(self) -> Iterable[tuple[str, float]]:
        """(term, weight) in the order of the contract."""
        return ((term, getattr(self, term)) for term in TERMS)

    def as_dict(self) -> dict[str, float]:
        """All eight weights."""
        return dict(self.items())


DEFAULT_WEIGHTS = Weights(
    household_imbalance=1,
    member_imbalance=10,
    boundary_m=0.1,
    barrier_m=1,
    streets_split=200,
    without_venue=200,
    units_moved=0.1,
)
DEFAULT_WEIGHTS_RESIDENTS = Weights(
    resident_imbalance=1,
    member_imbalance=10,
    boundary_m=0.1,
    barrier_m=1,
    streets_split=200,
    without_venue=200,
    units_moved=0.1,
)
"""The mix where households are not known."""


@dataclass(frozen=True)
class Problem:
    """Place `units` in `communities` (fewest, most) connected communities.

    `present` maps each unit to its community of today; it is only needed for the term `units_moved`.
    Raises InputError for anything that contradicts itself; whether a plan exists is the solvers' business.
    """

    units: tuple[Unit, ...]
    edges: tuple[Edge, ...]
    communities: tuple[int, int]
    norms: Norms = Norms()
    locks: Locks = Locks()
    weights: Weights = DEFAULT_WEIGHTS
    present: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        validate(self)

    @property
    def n(self) -> int:
        """Number of units."""
        return len(self.units)

    @property
    def k(self) -> int:
        """The number of communities, where it is one number."""
        lo, hi = self.communities
        if lo != hi:
            raise ValueError(f"the number of communities is a range {lo}..{hi}")
        return lo

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each unit by id."""
        return {unit.id: i for i, unit in enumerate(self.units)}

    @cached_property
    def ends(self) -> tuple[tuple[int, int], ...]:
        """The two unit positions of each edge."""
        return tuple((self.index[edge.a], self.index[edge.b]) for edge in self.edges)

    @cached_property
    def incident(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each unit its (neighbour, edge position) pairs, barriers or not."""
        lists: list[list[tuple[int, int]]] = [[] for _ in self.units]
        for e, (a, b) in enumerate(self.ends):
            lists[a].append((b, e))
            lists[b].append((a, e))
        return tuple(tuple(sorted(pairs)) for pairs in lists)

    @cached_property
    def allowed(self) -> tuple[tuple[int, ...], ...]:
        """For each unit the neighbours a community may join it to (no forbidden barrier between)."""
        forbid = self.norms.forbid
        return tuple(
            tuple(j for j, e in pairs if self.edges[e].barrier not in forbid) for pairs in self.incident
        )

    @cached_property
    def counts(self) -> dict[str, tuple[int, ...]]:
        """Each of COUNTS per unit; unknown counts are 0."""
        return {name: tuple(getattr(u, name) or 0 for u in self.units) for name in COUNTS}

    @cached_property
    def totals(self) -> dict[str, int]:
        """Each of COUNTS over all units: H, R and M of the contract."""
        return {name: sum(values) for name, values in self.counts.items()}

    @cached_property
    def oversize(self) -> frozenset[int]:
        """Units that alone exceed an upper bound: each is its own community and exempt from the norms."""
        found: set[int] = set()
        for name, _, hi in self.norms.bounds():
            if hi is not None and name != "units":
                found.update(i for i, value in enumerate(self.counts[name]) if value > hi)
        return frozenset(found)

    @cached_property
    def arrays(self) -> Arrays:
        """The same as numpy arrays."""
        return build_arrays(self)


def range_from_norms(units: tuple[Unit, ...], norms: Norms) -> tuple[int, int]:
    """Fewest and most communities that the totals and the norms leave room for ("as many as they want").

    Raises InputError when no norm bounds the number from both sides.

    >>> units = Unit("a", households=900), Unit("b", households=1100)
    >>> range_from_norms(units, Norms(households=(500, 1500)))
    (2, 2)
    """
    lowest, highest = 1, len(units)
    bounded = False
    for name, lo, hi in norms.bounds():
        values = [1 if name == "units" else getattr(unit, name) or 0 for unit in units]
        alone = [v for v in values if hi is not None and v > hi]
        rest = sum(values) - sum(alone)
        bounded = bounded or hi is not None
        if hi:
            lowest = max(lowest, -(-rest // hi) + len(alone))
        if lo:
            highest = min(highest, rest // lo + len(alone))
    if not bounded:
        zh, en = "没有上限标准时必须给出社区个数", "without an upper norm the number must be given"
        raise InputError("k", zh, en)
    return lowest, max(lowest, min(highest, len(units)))
