"""The time a solver may take, and the only clock in the library."""

from __future__ import annotations

import time
from collections.abc import Callable


class Budget:
    """Seconds from now. `cancelled` is asked by `over()`, so a solver needs to look at one thing only.

    >>> moments = iter([0.0, 1.0, 4.0])
    >>> budget = Budget(3, clock=lambda: next(moments))
    >>> budget.over(), budget.over()
    (False, True)
    """

    def __init__(
        self,
        seconds: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self.seconds = seconds
        self._clock = clock
        self._started = clock()
        self._cancelled = cancelled

    def spent(self) -> float:
        """Seconds since the budget began."""
        return self._clock() - self._started

    def left(self) -> float:
        """Seconds that remain, never below 0."""
        return max(0.0, self.seconds - self.spent())

    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled is not None and self._cancelled()

    def over(self) -> bool:
        """Whether the time is up or somebody asked to stop."""
        return self.left() <= 0 or self.stopped()

    def grown(self, seconds: float) -> Budget:
        """A new budget of this many seconds from now, with the same clock and the same stop."""
        return Budget(seconds, clock=self._clock, cancelled=self._cancelled)

    def part(self, share: float) -> Budget:
        """A budget of a share of what is left, with the same clock and the same stop."""
        return self.grown(self.left() * share)

    def shorter(self, seconds: float) -> Budget:
        """What is left less some seconds, with the same clock and the same stop."""
        return self.grown(max(0.0, self.left() - seconds))
