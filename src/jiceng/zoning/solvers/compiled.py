"""Machine code for inner loops, and the random numbers they use.

Everything random comes from a `stream(seed, ...)` that is handed on: the same seed gives the same numbers
on every machine. Compiled code is kept in numba's cache; where no folder can be written it is compiled anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit, uint64
from numpy.typing import NDArray

Stream = NDArray[np.uint64]


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as machine code that releases the interpreter lock; cached where a folder is writable."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:  # numba found no folder it may write to
        return njit(nogil=True)(function)


def inlined(function: Callable[..., Any]) -> Callable[..., Any]:
    """A small part of a compiled function, put into its callers (which spares counting references)."""
    return njit(nogil=True, forceinline=True)(function)


def stream(seed: int, *path: int) -> Stream:
    """A random stream of its own for each (seed, path)."""
    return np.random.SeedSequence([abs(seed), int(seed < 0), *path]).generate_state(1, np.uint64)


@inlined
def bits(s: Stream) -> int:
    """Next 64 random bits (SplitMix64, Steele, Lea and Flood 2014)."""
    s[0] = s[0] + uint64(0x9E3779B97F4A7C15)
    z = s[0]
    z = (z ^ (z >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> uint64(27))) * uint64(0x94D049BB133111EB)
    return z ^ (z >> uint64(31))


@inlined
def below(s: Stream, n: int) -> int:
    """A random integer in [0, n), n under 2**32."""
    return np.int64(((bits(s) >> uint64(32)) * uint64(n)) >> uint64(32))


@inlined
def fraction(s: Stream) -> float:
    """A random number in (0, 1)."""
    return (np.float64(bits(s) >> uint64(11)) + 0.5) * (1.0 / 9007199254740992.0)
