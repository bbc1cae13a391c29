"""The pool: every group of units that may be a community, and what each group adds to each term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import add, gt
from typing import TYPE_CHECKING, Any

import numpy as np

from jiceng.zoning.problem import COUNTS, IMBALANCES, Problem, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNK = 4096


class PoolTooLarge(Exception):
    """More groups than the limit: this problem is for the large solvers."""


def connected_groups(
    neighbours: list[int], starts: int, caps: list[tuple[tuple[int, ...], int]], limit: int
) -> list[int]:
    """Bitmasks of all connected sets of units inside the caps, each once.

    `neighbours[i]` is a bitmask; units outside `starts` are left out; `caps` are (value per unit, most).
    A set is grown from its first unit, and a unit once passed over never returns, so none comes twice.
    Raises PoolTooLarge beyond `limit` sets.
    """
    found: list[int] = []
    before = ~starts
    adds = [tuple(values[unit] for values, _ in caps) for unit in range(len(neighbours))]
    highest = tuple(most for _, most in caps)
    for root in bits(starts):
        before |= 1 << root
        sums = adds[root]
        if any(map(gt, sums, highest)):
            continue
        found.append(1 << root)
        stack = [(1 << root, neighbours[root] & ~before, before, sums)]
        while stack:
            group, frontier, banned, sums = stack.pop()
            for unit in bits(frontier):
                banned |= 1 << unit
                grown = tuple(map(add, sums, adds[unit]))
                if any(map(gt, grown, highest)):
                    continue
                more = group | 1 << unit
                found.append(more)
                stack.append((more, (frontier | neighbours[unit]) & ~banned, banned, grown))
            if len(found) > limit:
                raise PoolTooLarge
    return found


def bits(mask: int) -> Iterator[int]:
    """Positions of the ones in a mask, lowest first.

    >>> list(bits(0b1101))
    [0, 2, 3]
    """
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def mask_of(units: Iterable[int]) -> int:
    """Bitmask of unit positions."""
    mask = 0
    for unit in units:
        mask |= 1 << unit
    return mask


@dataclass(frozen=True)
class Pool:
    """Groups as a 0/1 matrix (group, unit) with their sums. Build with `pool_of`."""

    problem: Problem
    masks: list[int]

    def __len__(self) -> int:
        return len(self.masks)

    def only(self, keep: NDArray[np.bool_]) -> Pool:
        """The pool of some of the groups, in the same order."""
        return Pool(self.problem, [self.masks[j] for j in np.flatnonzero(keep)])

    @cached_property
    def matrix(self) -> NDArray[np.uint8]:
        """1 where a group (row) holds a unit (column)."""
        n = self.problem.n
        width = (n + 7) // 8
        packed = b"".join(mask.to_bytes(width, "little") for mask in self.masks)
        rows = np.frombuffer(packed, dtype=np.uint8).reshape(len(self.masks), width)
        return np.unpackbits(rows, axis=1, count=n, bitorder="little")

    def _per_chunk(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        parts = [self.matrix[i : i + CHUNK].astype(np.float64) @ values for i in range(0, len(self), CHUNK)]
        return np.concatenate(parts) if parts else np.zeros((0, *values.shape[1:]))

    @cached_property
    def sums(self) -> dict[str, NDArray[np.int64]]:
        """Households, residents, full members and number of units of each group."""
        table = np.array([self.problem.counts[name] for name in COUNTS] + [[1] * self.problem.n], dtype=float)
        sums = self._per_chunk(table.T).astype(np.int64)
        return {name: sums[:, i] for i, name in enumerate((*COUNTS, "units"))}

    @cached_property
    def cut_dm(self) -> NDArray[np.int64]:
        """Boundary of each group with the rest of the map; a plan's is half the sum over its groups."""
        around = np.zeros(self.problem.n)
        for edge, (a, b) in zip(self.problem.edges, self.problem.ends, strict=True):
            around[a] += edge.boundary_dm
            around[b] += edge.boundary_dm
        lengths = np.array([edge.boundary_dm for edge in self.problem.edges], dtype=float)
        return self._per_chunk(around).astype(np.int64) - 2 * self._inside(lengths)

    @cached_property
    def barrier_dm(self) -> NDArray[np.int64]:
        """Boundary with a barrier that lies inside each group."""
        edges = self.problem.edges
        return self._inside(
            np.array([e.boundary_dm if e.barrier is not None else 0 for e in edges], dtype=float)
        )

    def _inside(self, lengths: NDArray[np.float64]) -> NDArray[np.int64]:
        found = np.zeros(len(self), dtype=np.int64)
        used = np.flatnonzero(lengths)
        ends = np.array(self.problem.ends, dtype=np.int64).reshape(-1, 2)[used]
        for i in range(0, len(self), CHUNK):
            part = self.matrix[i : i + CHUNK]
            both = part[:, ends[:, 0]] & part[:, ends[:, 1]]
            found[i : i + CHUNK] = both.astype(np.float64) @ lengths[used]
        return found

    @cached_property
    def streets(self) -> NDArray[np.int64]:
        """Streets each group touches, less one."""
        codes = self.problem.arrays.street
        one_hot = (codes[:, None] == np.arange(len(self.problem.arrays.streets))[None, :]).astype(float)
        if one_hot.shape[1] == 0:
            return np.zeros(len(self), dtype=np.int64)
        return np.maximum((self._per_chunk(one_hot) > 0).sum(axis=1) - 1, 0)

    @cached_property
    def no_venue(self) -> NDArray[np.int64]:
        """1 where no unit of a group has venue area."""
        return (self._per_chunk(self.problem.arrays.venue.astype(float)) == 0).astype(np.int64)

    def costs(self, weights: Weights, k: int) -> NDArray[np.float64]:
        """What each group adds to the objective of a plan with k communities, without `units_moved`."""
        cost = np.zeros(len(self))
        for term, name in IMBALANCES.items():
            if weight := getattr(weights, term):
                cost += np.abs(k * self.sums[name] - self.problem.totals[name]) * (weight / k)
        if weights.boundary_m:
            cost += self.cut_dm * (weights.boundary_m / 20)
        if weights.barrier_m:
            cost += self.barrier_dm * (weights.barrier_m / 10)
        if weights.streets_split:
            cost += self.streets * weights.streets_split
        if weights.without_venue:
            cost += self.no_venue * weights.without_venue
        return cost


def pool_of(problem: Problem, limit: int = 60_000) -> Pool:
    """All groups that keep norms and locks; an oversize unit comes alone. Raises PoolTooLarge."""
    pool = Pool(problem, candidate_groups(problem, limit))
    return pool.only(within_norms(pool) & keeps_locks(pool))


def candidate_groups(problem: Problem, limit: int) -> list[int]:
    """Connected groups inside the upper norms, oversize units alone, frozen groups whole."""
    frozen = [mask_of(problem.index[unit] for unit in group) for group in problem.locks.frozen]
    settled = mask_of(problem.oversize)
    for mask in frozen:
        settled |= mask
    free = (1 << problem.n) - 1 & ~settled
    neighbours = [mask_of(js) & free for js in problem.allowed]
    masks = connected_groups(neighbours, free, _caps(problem), limit)
    masks += [1 << unit for unit in sorted(problem.oversize)]
    known = set(masks)
    masks += [mask for mask in dict.fromkeys(frozen) if mask not in known and _connected(problem, mask)]
    return masks


def _connected(problem: Problem, mask: int) -> bool:
    reached = mask & -mask
    edge = reached
    while edge:
        around = 0
        for unit in bits(edge):
            around |= mask_of(problem.allowed[unit])
        edge = around & mask & ~reached
        reached |= edge
    return reached == mask


def _caps(problem: Problem) -> list[tuple[tuple[int, ...], int]]:
    """Upper norms, tightened by what the other communities need at least."""
    caps = []
    exempt = problem.oversize
    others = problem.communities[0] - 1 - len(exempt)
    for name in (*COUNTS, "units"):
        lo, hi = getattr(problem.norms, name)
        values = (1,) * problem.n if name == "units" else problem.counts[name]
        total = sum(value for unit, value in enumerate(values) if unit not in exempt)
        need = max(lo or 0, 1 if name == "units" else 0)
        most = min(total if hi is None else hi, total - max(0, others) * need)
        if most < total:
            caps.append((values, most))
    return caps


def within_norms(pool: Pool) -> NDArray[np.bool_]:
    """Which groups keep the norms; a lone oversize unit does, in a group it does not."""
    keep = np.ones(len(pool), dtype=bool)
    for name, lo, hi in pool.problem.norms.bounds():
        if lo is not None:
            keep &= pool.sums[name] >= lo
        if hi is not None:
            keep &= pool.sums[name] <= hi
    if pool.problem.oversize:
        has = pool.matrix[:, sorted(pool.problem.oversize)].any(axis=1)
        keep = np.where(has, pool.sums["units"] == 1, keep)
    return keep


def keeps_locks(pool: Pool) -> NDArray[np.bool_]:
    """Which groups keep every lock."""
    keep = np.ones(len(pool), dtype=bool)
    for _, broken in broken_locks(pool):
        keep &= ~broken
    return keep


def broken_locks(pool: Pool) -> Iterator[tuple[str, Any]]:
    """For each lock its id and which groups break it. Locks break group by group, never across groups."""
    problem, matrix = pool.problem, pool.matrix
    for i, group in enumerate(problem.locks.together):
        inside = matrix[:, [problem.index[unit] for unit in group]]
        yield f"together.{i}", inside.any(axis=1) & ~inside.all(axis=1)
    for i, pair in enumerate(problem.locks.apart):
        yield f"apart.{i}", matrix[:, [problem.index[unit] for unit in pair]].all(axis=1)
    fixed = sorted(problem.locks.fixed.items())
    for unit, label in fixed:
        broken = np.zeros(len(pool), dtype=bool)
        mine = matrix[:, problem.index[unit]]
        for other, its in fixed:
            if other != unit:
                theirs = matrix[:, problem.index[other]]
                broken |= (mine != theirs) if its == label else (mine & theirs).astype(bool)
        yield f"fixed.{unit}", broken
    for i, group in enumerate(problem.locks.frozen):
        inside = matrix[:, [problem.index[unit] for unit in group]]
        touched = inside.any(axis=1)
        whole = inside.all(axis=1) & (pool.sums["units"] == len(group))
        yield f"frozen.{i}", touched & ~whole
