"""The plan that the programme begins: what it takes whole stays, each piece of the rest gets its own number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiceng.zoning.budget import Budget
from jiceng.zoning.graph import connected
from jiceng.zoning.solvers.improve import guided
from jiceng.zoning.solvers.improve.columns import Master, Offer, Prices
from jiceng.zoning.solvers.improve.cuts import Cuts
from jiceng.zoning.solvers.improve.groups import Pool, pool_of
from jiceng.zoning.solvers.improve.network import Reduced, reduce
from jiceng.zoning.solvers.improve.schedule import anneal_for
from jiceng.zoning.solvers.improve.seeding import agglomerate

from .test_large import grid

SIDE = 12


def offer(groups: list[list[int]], shares: list[float], n: int) -> Offer:
    """What a programme would offer that takes these groups in these shares."""
    start = np.concatenate(([0], np.cumsum([len(g) for g in groups]))).astype(np.int64)
    pool = Pool(start, np.concatenate([np.array(g) for g in groups]), np.zeros(len(groups)))
    return Offer(pool, Prices(np.zeros(n), 0.0, Cuts.none(), 0.0), pool, np.array(shares))


def halves() -> tuple[Reduced, Offer]:
    """A square of which the middle column is taken whole; left of it 5 columns for 10, right 6 for 30."""
    reduced = reduce(grid(SIDE, 44), 44)
    column = [[r * SIDE + 5 for r in range(b, b + 3)] for b in range(0, SIDE, 3)]
    left = [[r * SIDE + c for r in range(SIDE) for c in range(5)]]
    right = [[r * SIDE + c for r in range(SIDE) for c in range(6, SIDE)]]
    return reduced, offer(column + left * 10 + right * 30, [1.0] * 44, SIDE * SIDE)


def test_each_piece_gets_as_many_communities_as_the_programme_makes_there() -> None:
    reduced, found = halves()
    whole = offer([g.tolist() for g in found.taken.lists()], [1.0] * 4 + [0.5] * 40, SIDE * SIDE)
    a = guided.guided(reduced, whole, 0.2, 1, Budget(60))
    assert a is not None
    assert sorted(set(a.tolist())) == list(range(44))
    square = a.reshape(SIDE, SIDE)
    assert len(set(square[:, :5].ravel().tolist())) == 10
    assert len(set(square[:, 6:].ravel().tolist())) == 30
    assert square[0:3, 5].tolist() == [square[0, 5]] * 3
    for c in range(44):
        assert connected(reduced.problem, np.flatnonzero(a == c).tolist())


@given(
    sizes=st.lists(st.integers(1, 30), min_size=1, max_size=8),
    shares=st.lists(st.floats(0, 20), min_size=8, max_size=8),
    part=st.floats(0, 1),
)
def test_numbers_add_up_and_fit_their_pieces(sizes: list[int], shares: list[float], part: float) -> None:
    ends = np.cumsum(sizes)
    pieces = [np.arange(end - size, end) for end, size in zip(ends, sizes, strict=True)]
    left = round(len(sizes) + part * (sum(sizes) - len(sizes)))
    wishes = np.array(shares[: len(sizes)])
    numbers = guided._numbers(
        offer([p.tolist() for p in pieces], wishes.tolist(), int(ends[-1])), pieces, left
    )
    assert numbers is not None
    assert sum(numbers) == left
    assert all(1 <= k <= size for k, size in zip(numbers, sizes, strict=True))
    scaled = wishes * left / max(1e-9, wishes.sum())
    if all(1 <= w <= size - 1 for w, size in zip(scaled, sizes, strict=True)):
        assert np.abs(scaled - numbers).max() < 1 + 1e-9


def test_pieces_that_cannot_hold_what_is_left_are_not_divided() -> None:
    pieces = [np.arange(2), np.arange(2, 4)]
    found = offer([[0, 1], [2, 3]], [1.0, 1.0], 4)
    assert guided._numbers(found, pieces, 1) is None
    assert guided._numbers(found, pieces, 5) is None


def test_a_round_that_the_clock_ends_offers_the_round_before(monkeypatch: pytest.MonkeyPatch) -> None:
    reduced = reduce(grid(SIDE, 40), 40)
    net, a = reduced.net, agglomerate(reduced.net, 40)
    plan = [np.flatnonzero(a == c) for c in range(40)]
    master, solve, calls = Master(net, 40, pool_of(net), plan, Budget(60)), Master._programme, []

    def once(self: Master, pool: Pool, cuts: Cuts) -> object:
        calls.append(pool)
        return solve(self, pool, cuts) if len(calls) == 1 else None

    monkeypatch.setattr(Master, "_programme", once)
    master.settle()
    found = master.converge()
    assert len(calls) == 2
    assert len(calls[1].cost) > len(calls[0].cost)
    assert found is not None
    assert len(found.shares) == len(found.taken.cost)
    assert np.allclose(found.shares @ (found.taken.sizes), SIDE * SIDE, atol=1e-3)


def test_annealing_that_is_late_cools_in_fewer_rounds() -> None:
    reduced = reduce(grid(SIDE, 40), 40)
    start, told = agglomerate(reduced.net, 40), []
    assert start is not None
    full = anneal_for(reduced, start, 0.2, 1, Budget(60), passed=lambda: 0.0)
    same = anneal_for(reduced, start, 0.2, 1, Budget(60))
    late = anneal_for(reduced, start, 0.2, 1, Budget(60), lambda best: told.append(best.cost), lambda: 1.0)
    assert full.a is not None
    assert same.a is not None
    assert full.a.tolist() == same.a.tolist()
    assert len(told) <= 1
    assert late.a is not None
    assert not late.cut_short
