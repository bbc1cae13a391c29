"""The map cut into strips: narrow, so that a walk along one has few ways, and long, so that much can shift along it."""

from __future__ import annotations

import numpy as np

from jiceng.zoning.solvers.compiled import Stream, below, compiled
from jiceng.zoning.solvers.improve.network import Ints, Net


def strips_of(net: Net, a: Ints, k: int, wide: int, longest: int, s: Stream) -> Ints:
    """The strip of each community: connected parts of rings around one, of at most `longest` communities."""
    tails = a[np.repeat(np.arange(len(a)), np.diff(net.ip))]
    heads = a[net.ix]
    pairs = np.unique(tails[tails != heads] * k + heads[tails != heads])
    ip = np.concatenate(([0], np.cumsum(np.bincount(pairs // k, minlength=k)))).astype(np.int64)
    strip = np.full(k, -1, dtype=np.int64)
    _cut_up(ip, pairs % k, wide, longest, strip, s)
    return strip


@compiled
def _outwards(ip, ix, start, ring, of, far, queue):  # type: ignore[no-untyped-def]
    """Into `far`, how far each community of ring `of` is from one; into `queue` these in order; how many."""
    far[:] = -1
    far[start], queue[0] = 0, start
    head, tail = 0, 1
    while head < tail:
        c = queue[head]
        head += 1
        for e in range(ip[c], ip[c + 1]):
            if far[ix[e]] < 0 and ring[ix[e]] == of:
                far[ix[e]], queue[tail] = far[c] + 1, ix[e]
                tail += 1
    return tail


@compiled
def _cut_up(ip, ix, width, longest, strip, s):  # type: ignore[no-untyped-def]
    """Rings around a community, most often one at an end of the map, cut into strips."""
    k = len(strip)
    ring, far, queue = np.zeros(k, np.int64), np.zeros(k, np.int64), np.zeros(k, np.int64)
    start = below(s, k)
    many = _outwards(ip, ix, start, ring, 0, far, queue)
    if below(s, 3) > 0:
        _outwards(ip, ix, queue[many - 1], ring, 0, far, queue)
    shift, made = below(s, width), 0
    ring = (far + 1 + shift) // width
    for c in range(k):
        while ring[c] >= 0:
            many = _outwards(ip, ix, c, ring, ring[c], far, queue)
            many = min(longest, _outwards(ip, ix, queue[many - 1], ring, ring[c], far, queue))
            for i in range(many):
                strip[queue[i]], ring[queue[i]] = made, -1
            made += 1
