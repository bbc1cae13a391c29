"""What prices of cuts add to a walk: each cut that a way breaks open costs its price.

With the prices of cuts a plan costs the bound, what its groups cost beyond the prices, and the price of every
cut that none of its groups holds. Whether one does is settled as soon as two of its three nodes are covered:
by one group, then it is held; by two, then its price is due. So what is due hangs on the covered set and the
next group alone, and a walk may go on forgetting how it came.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jiceng.zoning.solvers.compiled import compiled, inlined
from jiceng.zoning.solvers.improve.cuts import Cuts
from jiceng.zoning.solvers.improve.network import Floats, Ints

FAR = 1 << 30
"""The place of a node that the walk does not come to."""


class Charges(NamedTuple):
    """Per group what is due in any case, and rows (compressed) of what is due if one of two places is covered.

    Places are counted from the group's first; -1 stands for one before it, which is covered.
    """

    sure: Floats
    begins: Ints
    places: Ints
    price: Floats


def charges(start: Ints, places: Ints, first: Ints, cuts: Cuts, order: Ints) -> Charges:
    """The charges of groups, given by the places of their nodes; `order` ends with a place for all others."""
    third = order[cuts.triples].astype(np.int64)
    inside = (third < FAR).sum(axis=1) > 1
    third, price = third[inside], cuts.price[inside]
    given = start, places, first, *_by_place(third, len(order) - 1), third, price
    counts, sure = np.zeros(len(start), dtype=np.int64), np.zeros(len(first))
    _write(*given, counts, sure, np.zeros((0, 2), dtype=np.int64), np.zeros(0))
    begins = np.cumsum(counts)
    pairs, prices = np.zeros((int(begins[-1]), 2), dtype=np.int64), np.zeros(int(begins[-1]))
    _write(*given, counts, np.zeros_like(sure), pairs, prices)
    return Charges(sure, begins, pairs, prices)


def _by_place(third: Ints, n: int) -> tuple[Ints, Ints]:
    """Compressed rows: the cuts of each place."""
    flat = third.ravel()
    here = np.argsort(flat, kind="stable")
    here = here[flat[here] < FAR]
    counts = np.bincount(flat[here], minlength=n)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64), (here // 3).astype(np.int64)


@inlined
def _others(row, own, first):  # type: ignore[no-untyped-def]
    """The two other places of a cut from a group's first on, the lower before the higher."""
    a, b = row[0], row[1]
    if a == own:
        a = row[2]
    elif b == own:
        b = row[2]
    return max(-1, min(a, b) - first), max(-1, max(a, b) - first)


@inlined
def _count(ip, ix, places, held, by):  # type: ignore[no-untyped-def]
    """Count for each cut the places of a group that it has; `by` -1 takes the count back."""
    for place in places:
        for e in range(ip[place], ip[place + 1]):
            held[ix[e]] += by


@compiled
def _write(start, places, first, ip, ix, third, dear, counts, sure, pairs, price):  # type: ignore[no-untyped-def]
    """Count the rows of each group into `counts`, one place on; or write them where there is room."""
    held, at = np.zeros(max(1, len(dear)), np.int64), 0
    for g in range(len(first)):
        mine = places[start[g] : start[g + 1]]
        _count(ip, ix, mine, held, 1)
        for own in mine:
            for e in range(ip[own], ip[own + 1]):
                c = ix[e]
                a, b = _others(third[c], own, first[g])
                if held[c] != 1 or b < 0:
                    continue
                if a < 0 and b >= FAR - first[g]:
                    sure[g] += dear[c]
                elif len(price):
                    pairs[at, 0], pairs[at, 1], price[at] = a, b, dear[c]
                    at += 1
                else:
                    counts[g + 1] += 1
        _count(ip, ix, mine, held, -1)


def due(found: Charges, start: Ints, places: Ints, first: Ints, n: int) -> float:
    """What groups that cover all n places once are charged, each after those that begin before it."""
    covered, total = np.zeros(n, dtype=np.bool_), 0.0
    for g in np.argsort(first):
        seen = np.concatenate((covered[first[g] :], (False, True)))  # one beyond all, and -1 for one before
        rows = slice(found.begins[g], found.begins[g + 1])
        one, other = seen[np.minimum(found.places[rows], n - first[g])].T
        total += found.sure[g] + found.price[rows][one != other].sum()
        covered[places[start[g] : start[g + 1]]] = True
    return float(total)
