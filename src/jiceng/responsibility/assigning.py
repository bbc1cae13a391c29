"""Which leader for which community: a small integer programme, solved to a proved optimum. Pure: no database.

Points of a pair add travel and take off expertise and continuity; each community beyond a leader's first costs load.
Every community gets exactly one leader, every leader at least one where there are enough communities, at most `most`,
and none where a conflict stands.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

MOST_FIELDS = 3
OPTIMAL = 0


@dataclass(frozen=True)
class Candidate:
    """A leader: fields known, home as (x, y) in metres or None, communities held today, most communities."""

    key: int
    fields: frozenset[str] = frozenset()
    home: tuple[float, float] | None = None
    held: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()
    most: int = 1


@dataclass(frozen=True)
class Place:
    """A community: its centre in metres or None, and how many of its problems lie in each field."""

    key: int
    centre: tuple[float, float] | None = None
    needs: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Weights:
    travel_km: int
    expertise: int
    continuity: int
    load: int


@dataclass(frozen=True)
class Result:
    """`chosen` maps each community to its leader; `points` is the sum, `proved` that none is smaller."""

    chosen: dict[int, int]
    points: int
    proved: bool


class NobodyFits(Exception):
    """No assignment exists; `places` are communities that every leader is barred from (may be empty)."""

    def __init__(self, places: tuple[int, ...] = ()):
        self.places = places
        super().__init__(str(places))


def terms(one: Candidate, place: Place, weights: Weights) -> dict[str, int]:
    """The points of a pair, apart: travel, expertise, continuity."""
    travel = 0
    if one.home and place.centre:
        metres = float(np.hypot(one.home[0] - place.centre[0], one.home[1] - place.centre[1]))
        travel = round(weights.travel_km * metres / 1000)
    known = min(sum(count for name, count in place.needs.items() if name in one.fields), MOST_FIELDS)
    return {
        "travel": travel,
        "expertise": -weights.expertise * known,
        "continuity": -weights.continuity if place.key in one.held else 0,
    }


def assign(
    leaders: list[Candidate],
    places: list[Place],
    weights: Weights,
    without: frozenset[tuple[int, int]] = frozenset(),
) -> Result:
    """The assignment with the least points; pairs of `without` (leader, community) are left out. Raises NobodyFits."""
    from scipy.optimize import Bounds, milp  # noqa: PLC0415 - slow to import, seldom needed

    rows, columns = len(leaders), len(places)
    shut = tuple(place.key for place in places if all(place.key in one.barred for one in leaders))
    if not rows or not columns or shut:
        raise NobodyFits(shut)
    pairs = np.array([[sum(terms(one, place, weights).values()) for place in places] for one in leaders])
    open_pairs = np.array(
        [
            [place.key not in one.barred and (one.key, place.key) not in without for place in places]
            for one in leaders
        ]
    )
    cost = np.concatenate([pairs.ravel(), np.full(rows, weights.load)])
    most = np.concatenate([open_pairs.ravel().astype(float), [max(one.most - 1, 0) for one in leaders]])
    found = milp(
        cost,
        constraints=_constraints(rows, columns),
        integrality=np.ones(len(cost)),
        bounds=Bounds(np.zeros(len(cost)), most),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise NobodyFits
    taken = np.rint(found.x[: rows * columns]).reshape(rows, columns)
    chosen = {place.key: leaders[int(taken[:, number].argmax())].key for number, place in enumerate(places)}
    return Result(chosen, round(found.fun), found.status == OPTIMAL)


def _constraints(rows: int, columns: int) -> list[tuple[Any, float, float]]:
    """(rows, least, most): one leader a community; a leader's communities are the first and those
    that load counts; nobody idle."""
    width = rows * columns + rows
    each_place, each_leader = np.zeros((columns, width)), np.zeros((rows, width))
    for leader in range(rows):
        for place in range(columns):
            each_place[place, leader * columns + place] = 1
            each_leader[leader, leader * columns + place] = 1
    loaded = each_leader.copy()
    for leader in range(rows):
        loaded[leader, rows * columns + leader] = -1
    least = 1 if columns >= rows else 0
    return [
        (each_place, 1, 1),
        (loaded, -np.inf, 1),
        (each_leader, least, np.inf),
    ]


@dataclass(frozen=True)
class RunnerUp:
    """Without the chosen pair: who would come, how many points more, and which other communities would change."""

    leader: int
    more: int
    changes: tuple[tuple[int, int], ...]


def runner_up(
    leaders: list[Candidate], places: list[Place], weights: Weights, best: Result, place: int
) -> RunnerUp | None:
    """What the best assignment without the chosen leader for `place` looks like; None when there is none."""
    try:
        other = assign(leaders, places, weights, frozenset({(best.chosen[place], place)}))
    except NobodyFits:
        return None
    changes = tuple(
        (key, leader) for key, leader in other.chosen.items() if key != place and best.chosen[key] != leader
    )
    return RunnerUp(other.chosen[place], other.points - best.points, changes)
