"""Cuts for a listed pool: of any three units, at most one group holds two or more.

`improve/cuts.py` has the same compiled, for pools too large to stand as a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

VIOLATED = 0.02
CROWDED = 4
"""Cuts added at a time that may share a unit."""
MOST_UNITS = 120
"""More units would make the table of all triples too large."""


@dataclass(frozen=True)
class Triples:
    """Broken cuts among columns, each with the 0/1 row of its units."""

    matrix: NDArray[np.uint8]

    def broken(self, share: NDArray[np.float64]) -> Iterator[tuple[tuple[int, ...], NDArray[np.int64]]]:
        """Units and columns of cuts that columns taken in these shares break, worst first, spread over the map."""
        used = np.flatnonzero(share > 1e-6)
        n = self.matrix.shape[1]
        if n > MOST_UNITS:
            return
        held = self.matrix[used].astype(float)
        part = held * share[used][:, None]
        pair = held.T @ part
        three = ((held[:, :, None] * held[:, None, :]).reshape(len(used), -1).T @ part).reshape(n, n, n)
        total = pair[:, :, None] + pair[None, :, :] + pair[:, None, :] - 2 * three
        triples = np.argwhere(total > 1 + VIOLATED)
        triples = triples[(triples[:, 0] < triples[:, 1]) & (triples[:, 1] < triples[:, 2])]
        crowd = np.zeros(n, dtype=int)
        for row in triples[np.argsort(-total[tuple(triples.T)], kind="stable")]:
            if crowd[row].max() < CROWDED:
                crowd[row] += 1
                yield tuple(row.tolist()), self.holding(tuple(row.tolist()))

    def holding(self, units: tuple[int, ...]) -> NDArray[np.int64]:
        """The columns that hold two or more of some units."""
        return np.flatnonzero(self._held[list(units)].sum(axis=0, dtype=np.uint8) >= 2)

    @cached_property
    def _held(self) -> NDArray[np.uint8]:
        """By unit, so that the rows of three are read at once."""
        return np.ascontiguousarray(self.matrix.T)
