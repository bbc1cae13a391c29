"""Which people for which posts of the new communities: an integer programme, solved to a proved optimum. Pure: no
database.

Every post is filled once or left open; nobody gets more than one post in each body (party organisation, residents'
committee), both in one community; relatives never meet in a community. Points of a pair add what speaks against it and
take off what speaks for it; a post left open costs `open`, a second post of the same person takes off `cross`.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

OPTIMAL = 0
SECONDS = 30.0
WHOLE = 1e-6


class Heads(StrEnum):
    """Whether secretary and director are one person; the words of `enums_restructuring.Heads`."""

    APART = "apart"
    FREE = "free"
    ONE = "one"


@dataclass(frozen=True)
class Seat:
    """Posts of one kind in one community: `body` and `kind` are words, `head` marks the secretary and director."""

    community: int
    body: str
    kind: str
    places: int = 1
    head: bool = False


@dataclass(frozen=True)
class Weights:
    """Points of the county's priorities, none of them negative; see `terms`."""

    continuity: int = 40
    same_post: int = 15
    retained: int = 10
    education: int = 15
    civil_servant: int = 20
    age: int = 2
    cross: int = 5
    open: int = 100

    def __post_init__(self) -> None:
        if min(vars(self).values()) < 0:
            raise ValueError("points are never negative")


@dataclass(frozen=True)
class Person:
    """What counts of somebody: communities whose predecessors they served, kinds of post held, and what they are.
    `over` is how many years older than the county aims at; `fits` gives the seats they may take."""

    key: int
    served: frozenset[int] = frozenset()
    held: frozenset[str] = frozenset()
    retained: bool = False
    educated: bool = False
    civil_servant: bool = False
    over: int = 0
    fits: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Task:
    """People, seats (a person's `fits` are indices of them), pairs of relatives, and whether heads are one person."""

    people: tuple[Person, ...]
    seats: tuple[Seat, ...]
    weights: Weights = Weights()
    kin: tuple[tuple[int, int], ...] = ()
    heads: Heads = Heads.APART
    without: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Filled:
    """`chosen` are pairs (person's key, index of the seat); `points` the sum, `proved` that none is smaller."""

    chosen: tuple[tuple[int, int], ...]
    points: int
    proved: bool


class NothingFits(Exception):
    """No filling exists under what is demanded."""


def terms(one: Person, seat: Seat, weights: Weights) -> dict[str, int]:
    """The points of a pair, apart."""
    return {
        "continuity": -weights.continuity if seat.community in one.served else 0,
        "same_post": -weights.same_post if seat.kind in one.held else 0,
        "retained": -weights.retained if one.retained else 0,
        "education": -weights.education if one.educated else 0,
        "civil_servant": -weights.civil_servant if one.civil_servant and seat.head else 0,
        "age": weights.age * one.over,
    }


def points_of(task: Task, chosen: tuple[tuple[int, int], ...]) -> int:
    """What a filling costs, reckoned from its words alone."""
    people = {one.key: one for one in task.people}
    found = sum(sum(terms(people[key], task.seats[seat], task.weights).values()) for key, seat in chosen)
    doubled = len(chosen) - len({key for key, _seat in chosen})
    places = sum(one.places for one in task.seats)
    return found - task.weights.cross * doubled + task.weights.open * (places - len(chosen))


@dataclass
class _Model:
    """Columns and rows of the programme as they grow."""

    cost: list[float] = field(default_factory=list)
    rows: list[dict[int, float]] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def column(self, cost: float) -> int:
        self.cost.append(cost)
        return len(self.cost) - 1

    def row(self, cells: dict[int, float], least: float, most: float) -> None:
        self.rows.append(cells)
        self.least.append(least)
        self.most.append(most)


def fill(task: Task) -> Filled:
    """The filling with the least points. Raises NothingFits."""
    model, pairs, places = _Model(), {}, {}
    for one in task.people:
        for number in sorted(one.fits):
            if (one.key, number) not in task.without:
                cost = sum(terms(one, task.seats[number], task.weights).values())
                pairs[one.key, number] = model.column(cost - task.weights.cross)
    _seats_once(task, model, pairs)
    _one_place(task, model, pairs, places)
    _relatives_apart(task, model, places)
    _heads(task, model, pairs)
    constant = task.weights.open * sum(one.places for one in task.seats)
    if not pairs:
        return Filled((), constant, True)
    found = _solved(model)
    if found.x is None:
        raise NothingFits
    chosen = tuple(sorted(pair for pair, column in pairs.items() if found.x[column] > 0.5))
    return Filled(chosen, points_of(task, chosen), found.status == OPTIMAL)


def _solved(model: _Model) -> Any:
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - slow to import, seldom needed
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - slow to import, seldom needed

    cells = [(row, column, value) for row, one in enumerate(model.rows) for column, value in one.items()]
    rows, columns, values = zip(*cells, strict=True)
    shape = (len(model.rows), len(model.cost))
    matrix = csr_matrix((values, (rows, columns)), shape=shape)
    cost, bounds = np.array(model.cost, dtype=float), Bounds(0, 1)
    rules = LinearConstraint(matrix, model.least, model.most)
    # Mostly the relaxation comes out whole, and is then the optimum of the whole programme too, ten times sooner.
    found = milp(cost, constraints=rules, bounds=bounds)
    if found.x is not None and np.abs(found.x - np.rint(found.x)).max() < WHOLE:
        return found
    options = {"mip_rel_gap": 0.0, "time_limit": SECONDS}
    return milp(cost, constraints=rules, integrality=np.ones(len(cost)), bounds=bounds, options=options)


def _seats_once(task: Task, model: _Model, pairs: dict) -> None:
    by_seat = defaultdict(dict)
    for (_key, number), column in pairs.items():
        by_seat[number][column] = 1.0
    for number, cells in by_seat.items():
        seat = task.seats[number]
        # A post that is left open costs `open`: the same as taking it off for each that is filled.
        for column in cells:
            model.cost[column] -= task.weights.open
        model.row(cells, 0, seat.places)


def _one_place(task: Task, model: _Model, pairs: dict, places: dict) -> None:
    """One community a person; in it at most one post of each body."""
    bodies: dict[tuple[int, int, str], dict[int, float]] = defaultdict(dict)
    for (key, number), column in pairs.items():
        seat = task.seats[number]
        bodies[key, seat.community, seat.body][column] = 1.0
    of_person: dict[int, dict[int, float]] = defaultdict(dict)
    for (key, community, _body), cells in bodies.items():
        if (key, community) not in places:
            # The first post of a person is not a second one.
            places[key, community] = model.column(task.weights.cross)
            of_person[key][places[key, community]] = 1.0
        model.row({**cells, places[key, community]: -1.0}, -len(cells), 0)
    for cells in of_person.values():
        model.row(cells, 0, 1)


def _relatives_apart(task: Task, model: _Model, places: dict) -> None:
    for one, other in task.kin:
        for community in {seat.community for seat in task.seats}:
            cells = {places[key, community]: 1.0 for key in (one, other) if (key, community) in places}
            if len(cells) > 1:
                model.row(cells, 0, 1)


def _heads(task: Task, model: _Model, pairs: dict) -> None:
    """Secretary and director by the county's wish."""
    if task.heads == Heads.FREE:
        return
    heads: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (key, number), column in pairs.items():
        if task.seats[number].head:
            heads[key, task.seats[number].community].append(column)
    wanted = {
        community: sum(seat.head for seat in task.seats if seat.community == community)
        for community in {seat.community for seat in task.seats}
    }
    for (_key, community), columns in heads.items():
        if task.heads == Heads.APART and len(columns) > 1:
            model.row(dict.fromkeys(columns, 1.0), 0, 1)
        elif task.heads == Heads.ONE and len(columns) == 2:
            model.row({columns[0]: 1.0, columns[1]: -1.0}, 0, 0)
        elif task.heads == Heads.ONE and wanted[community] == 2:
            model.row({columns[0]: 1.0}, 0, 0)


@dataclass(frozen=True)
class RunnerUp:
    """Without the chosen pair: who would come (None: the post stays open), how many points more, how many others
    would change."""

    person: int | None
    more: int
    changes: int


def runner_up(task: Task, best: Filled, pair: tuple[int, int]) -> RunnerUp | None:
    """The best filling without one pair; None when there is none."""
    bare = Task(task.people, task.seats, task.weights, task.kin, task.heads, task.without | {pair})
    try:
        other = fill(bare)
    except NothingFits:
        return None
    before, after = set(best.chosen), set(other.chosen)
    new = [key for key, number in after - before if number == pair[1]]
    changed = {key for key, _number in before ^ after} - {pair[0], *new}
    return RunnerUp(new[0] if new else None, other.points - best.points, len(changed))
