"""The cheapest choice of groups by walking over the units of a small map from one end to the other.

The next group always holds the first unit not yet covered. Of two ways that cover the same units with as many
groups only the cheaper is followed, and none that costs more beyond the prices of the relaxation than a limit:
what remains to be covered costs at least its prices. Ways differ in a narrow frontier only, so a town is searched
to the end in a fraction of what branch and bound takes. Narrow walks tell where the limit should begin.

Cuts of three units (`triples`) cost nothing extra: whether one goes unheld shows when its second unit is covered.
Households moved: each present community credits one group with the households that stay. Which present
communities gave their credit is part of a way only while they are covered in part. First all ways are walked
without that, which tells what each remainder costs at least; few ways with it then stay within the limit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from jiceng.zoning.solvers.pool import bits, mask_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Key = int
"""Units covered as bits, and above them, past one bit that stays 0, the number of groups taken."""
Step = tuple[float, int, "Step | None"]
"""What a way costs beyond the prices, the group or column it took last, the step before."""
Arc = tuple[float, Key, int]
"""What a group adds, where it leads, the group."""
Begin = tuple[float, int, int, list[tuple[int, float]]]
"""A group: cost, units, number, and of each cut it holds one unit of: others, price."""
Fit = tuple[float, Key, int, list[float]]
"""A group that fits a way: cost, what it adds to the key, number, prices of the cuts that then go unheld."""

BEAMS = (100, 1_000)
NARROW = 1_500
"""Groups that a walk within a beam looks at, the cheapest."""
STEPS = 6_000_000
"""Groups tried in one search before it is given up: about as long as branch and bound would take."""
WIDER, CHEAP = 1.15, 100_000
"""Factor from one limit to the next where no plan was within; it is 2 where a round took fewer steps."""


class TooManyWays(Exception):
    """The search is given up; nothing is proved."""


@dataclass(frozen=True)
class Cover:
    """Groups to choose from, and what they cost beyond the prices.

    `columns[g]` are the ways to take group g, cheapest first: cost (at least 0), present community that credits
    it as a bit (0: none), number of the column. `present` are the units of each present community and what it
    costs that it credits no group; `cuts` the units of each cut and what it costs that no group holds two of
    them. `counts` are the fewest and most groups, `each` what a group costs besides, from the cheaper end on.
    """

    n: int
    masks: Sequence[int]
    columns: Sequence[list[tuple[float, int, int]]]
    present: Sequence[tuple[int, float]]
    cuts: Sequence[tuple[int, float]]
    counts: tuple[int, int]
    each: float

    def in_order(self, neighbours: Sequence[Sequence[int]]) -> Cover:
        """The same with the units numbered in the order of a walk outwards from an end of the map."""
        place = {unit: i for i, unit in enumerate(outwards(neighbours))}

        def renamed(mask: int) -> int:
            return mask_of(place[unit] for unit in bits(mask))

        return replace(
            self,
            masks=[renamed(mask) for mask in self.masks],
            present=[(renamed(mask), price) for mask, price in self.present],
            cuts=[(renamed(mask), price) for mask, price in self.cuts],
        )


def outwards(neighbours: Sequence[Sequence[int]]) -> list[int]:
    """Units breadth first from where two such walks ended, one part of the map after the other."""
    order: list[int] = []
    for start in range(len(neighbours)):
        if start not in order:
            end = _breadth(neighbours, _breadth(neighbours, start)[-1])[-1]
            order += _breadth(neighbours, end)
    return order


def _breadth(neighbours: Sequence[Sequence[int]], start: int) -> list[int]:
    order, seen = [start], {start}
    for unit in order:
        fresh = sorted(set(neighbours[unit]) - seen)
        seen.update(fresh)
        order += fresh
    return order


@dataclass
class Walker:
    """One search. `best` and `cost` are the columns of the best choice known and its cost beyond the prices.

    Choices that differ by less than `tolerance` count as equal. `steps` counts the groups tried.
    """

    cover: Cover
    tolerance: float
    stopped: Callable[[], bool]
    best: list[int] | None = None
    cost: float = math.inf
    steps: int = 0
    beyond: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        self.beyond = np.array([columns[0][0] for columns in self.cover.columns])

    def run(self) -> bool:
        """Find the cheapest choice: whether there is one. Raises TooManyWays; `best` is then what was found."""
        limit = math.inf
        for beam in BEAMS:
            found, every = self._narrow(limit, beam)
            if found is not None:
                self._keep(self._exact(math.inf, *self._alone(found)))
                limit = min(found[0] + self.tolerance, self.cost - self.tolerance)
            if limit < 0 or every and (found is None or not self.cover.present):
                return self.best is not None
        if self.best is None:
            raise TooManyWays
        self._widen(limit)
        return True

    def _keep(self, found: Step | None) -> None:
        if found is not None and found[0] < self.cost:
            self.cost, self.best = found[0], list(_back(found))

    def _widen(self, limit: float) -> None:
        """Walk all ways within a limit, then within wider ones, until all that could be better were walked."""
        if limit * WIDER >= self.cost:
            limit = self.cost - self.tolerance
        while True:
            before = self.steps
            found = self._exact(limit, *self._graph(limit))
            self._keep(found)
            if found is not None or limit >= self.cost - self.tolerance:
                return
            cheap = self.steps - before < CHEAP
            limit = max(limit * (2 if cheap else WIDER), self.cost / 64 if cheap else 0.0)
            limit = min(limit + self.tolerance, self.cost - self.tolerance)

    def _alone(self, found: Step) -> tuple[dict[Key, list[Arc]], dict[Key, float]]:
        """The graph of one way only."""
        steps: list[Step] = [found]
        while (before := steps[-1][2]) is not None:
            steps.append(before)
        steps.reverse()
        key, arcs, ahead = 0, {}, {0: 0.0}
        for before, (total, group, _) in zip(steps, steps[1:], strict=False):
            to = key + self.cover.masks[group] + self._taken(1)
            arcs[key], ahead[to] = [(total - before[0], to, group)], 0.0
            key = to
        return arcs, ahead

    def _taken(self, count: int) -> Key:
        """A number of groups as it stands in a key."""
        return count << (self.cover.n + 1)

    def _begun(self, most: float, many: int | None = None) -> list[list[Begin]]:
        """The groups, at most `many`, within a limit, by their first unit, cheapest first."""
        cover = self.cover
        begun: list[list[Begin]] = [[] for _ in range(cover.n)]
        use = np.argsort(self.beyond, kind="stable")[:many]
        for g in use[self.beyond[use] <= most].tolist():
            mask = cover.masks[g]
            loose = [(units & ~mask, price) for units, price in cover.cuts if (units & mask).bit_count() == 1]
            begun[(mask & -mask).bit_length() - 1].append((float(self.beyond[g]), mask, g, loose))
        return begun

    def _spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > STEPS or self.stopped():
            raise TooManyWays

    def _narrow(self, most: float, beam: int) -> tuple[Step | None, bool]:
        """The cheapest way of those in a beam, credits given freely; and whether all within `most` were followed."""
        every = len(self.beyond) <= NARROW
        full = self._taken(self.cover.counts[1])
        waiting: list[dict[Key, Step]] = [{} for _ in range(self.cover.n + 1)]
        waiting[0][0] = (0.0, -1, None)
        for at, columns in enumerate(self._begun(most, NARROW)):
            ways, fits = sorted(waiting[at].items(), key=_cost), Fits(columns, self._taken(1))
            waiting[at] = {}
            every = every and len(ways) <= beam
            self._spend(len(columns) * min(beam, len(ways)))
            for key, step in ways[:beam]:
                so_far = step[0]
                for beyond, adds, group, prices in fits.of(key) if key < full else ():
                    total = so_far + beyond
                    if total > most:
                        break
                    for price in prices:
                        total += price
                    to = key + adds
                    place = (~to & (to + 1)).bit_length() - 1
                    known = waiting[place].get(to)
                    if total <= most and (known is None or total < known[0]):
                        waiting[place][to] = (total, group, step)
        return self._end(waiting[-1].items(), most), every

    def _graph(self, most: float) -> tuple[dict[Key, list[Arc]], dict[Key, float]]:
        """All ways within a limit, credits given freely: where each leads, and what each remainder costs at least."""
        full = self._taken(self.cover.counts[1])
        least: list[dict[Key, float]] = [{} for _ in range(self.cover.n + 1)]
        least[0][0] = 0.0
        arcs: dict[Key, list[Arc]] = {}
        for columns, ways in zip(self._begun(most), least, strict=False):
            self._spend(len(columns) * len(ways))
            fits = Fits(columns, self._taken(1))
            for key, so_far in ways.items():
                out = arcs[key] = []
                for beyond, adds, group, prices in fits.of(key) if key < full else ():
                    total = so_far + beyond
                    if total > most:
                        break
                    for price in prices:
                        total += price
                    if total <= most:
                        to = key + adds
                        there = least[(~to & (to + 1)).bit_length() - 1]
                        if total < there.get(to, math.inf):
                            there[to] = total
                        out.append((total - so_far, to, group))
        return self._pruned(most, least, arcs)

    def _pruned(
        self, most: float, least: list[dict[Key, float]], arcs: dict[Key, list[Arc]]
    ) -> tuple[dict[Key, list[Arc]], dict[Key, float]]:
        """The arcs that lead to an end within a limit, and what each remainder costs at least."""
        ahead = {key: self._last(key) for key in least[-1]}
        for ways in reversed(least[:-1]):
            for key, so_far in ways.items():
                out, cheapest = [], math.inf
                for arc in arcs[key]:
                    rest = ahead[arc[1]]
                    if so_far + arc[0] + rest <= most:
                        out.append(arc)
                        if arc[0] + rest < cheapest:
                            cheapest = arc[0] + rest
                arcs[key], ahead[key] = out, cheapest
        return arcs, ahead

    def _exact(self, most: float, arcs: dict[Key, list[Arc]], ahead: dict[Key, float]) -> Step | None:
        """The cheapest way within a limit, each credit given once; its steps name columns."""
        cover = self.cover
        touched = [
            [(1 << p, units, price) for p, (units, price) in enumerate(cover.present) if units & mask]
            for mask in cover.masks
        ]
        waiting: list[dict[tuple[Key, int], Step]] = [{} for _ in range(cover.n + 1)]
        waiting[0][0, 0] = (0.0, -1, None)
        for ways in waiting[:-1]:
            for (key, gone), step in ways.items():
                out = arcs[key]
                self._spend(len(out))
                for cost, to, group in out:
                    place, columns = (~to & (to + 1)).bit_length() - 1, cover.columns[group]
                    room = most - ahead[to]
                    for beyond, credit, column in columns:
                        total = step[0] + cost + beyond - columns[0][0]
                        if total > room:
                            break
                        if gone & credit:
                            continue
                        used = gone | credit
                        for bit, units, price in touched[group]:
                            if not units & ~to:
                                total += 0.0 if used & bit else price
                                used &= ~bit
                        known = waiting[place].get((to, used))
                        if total <= room and (known is None or total < known[0]):
                            waiting[place][to, used] = (total, column, step)
            ways.clear()
        return self._end(((key, step) for (key, _), step in waiting[-1].items()), most)

    def _last(self, key: Key) -> float:
        """What the number of groups costs, infinite where there are too few."""
        lo, hi = self.cover.counts
        count = key >> (self.cover.n + 1)
        each = self.cover.each
        return math.inf if count < lo else each * (count - (lo if each >= 0 else hi))

    def _end(self, ends: Iterable[tuple[Key, Step]], most: float) -> Step | None:
        whole = [(step[0] + self._last(key), *step[1:]) for key, step in ends]
        best = min(whole, key=_first, default=None)
        return best if best is not None and best[0] <= most and best[0] < math.inf else None


class Fits:
    """Groups that begin at one unit, sorted out once for each way of having covered what they could touch.

    Ways that reach a unit differ mostly in places that none of its groups comes near. `holding` has for each unit, as
    a bit, which groups hold it, as bits.
    """

    def __init__(self, columns: list[Begin], taken: Key) -> None:
        self.near, self.every = 0, (1 << len(columns)) - 1
        self.groups: list[tuple[Fit, list[tuple[int, float]]]] = []
        self.known: dict[int, list[Fit]] = {}
        self.holding: dict[int, int] = {}
        for place, (beyond, mask, group, loose) in enumerate(columns):
            self.groups.append(((beyond, mask + taken, group, []), loose))
            self.near |= mask
            for others, _ in loose:
                self.near |= others
            while mask:
                unit = mask & -mask
                self.holding[unit] = self.holding.get(unit, 0) | 1 << place
                mask ^= unit

    def of(self, key: Key) -> list[Fit]:
        """The groups that fit a way, cheapest first."""
        covered = rest = key & self.near
        found = self.known.get(covered)
        if found is not None:
            return found
        left = self.every
        while rest:
            unit = rest & -rest
            left &= ~self.holding.get(unit, 0)
            rest ^= unit
        found = self.known[covered] = []
        while left:
            first = left & -left
            left ^= first
            fit, loose = self.groups[first.bit_length() - 1]
            if loose and (prices := [price for others, price in loose if 0 != covered & others != others]):
                fit = (*fit[:3], prices)
            found.append(fit)
        return found


def _cost(way: tuple[Key, Step]) -> float:
    return way[1][0]


def _first(step: Step) -> float:
    return step[0]


def _back(step: Step) -> Iterator[int]:
    """What a way took, last first."""
    while step[2] is not None:
        yield step[1]
        step = step[2]
