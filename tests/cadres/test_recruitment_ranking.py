"""Ranking against a slow reference in fractions: any marks, weights, rules of ties and numbers of places."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiceng.cadres.ranking import (
    Marks,
    by_written,
    interview_mark,
    ranked,
    shortlist,
    tied_at_edge,
    total,
)

# Few different marks, so that equals are common.
MARK = st.sampled_from([Decimal(cents) / 100 for cents in (6000, 6050, 7499, 7500, 7501, 8000, 9999, 10000)])
WEIGHT = st.sampled_from([60, 50, 40, 0, 100, 33])
RULE = st.sampled_from(["written", "interview", "decided"])
PEOPLE = st.lists(st.tuples(MARK, MARK, st.none() | st.integers(1, 4)), max_size=12)


def people(rows) -> list[Marks]:
    return [Marks(key, written, interview, decided) for key, (written, interview, decided) in enumerate(rows)]


def worth(one: Marks, weight: int, rule: str) -> tuple:
    """The reference: exact fractions, compared one by one."""
    sum_ = Fraction(one.written) * weight + Fraction(one.interview) * (100 - weight)
    part = {"written": Fraction(one.written), "interview": Fraction(one.interview), "decided": Fraction(0)}[
        rule
    ]
    return sum_, part, -(one.decided or 0)


@given(PEOPLE, WEIGHT, RULE)
def test_a_rank_is_one_more_than_how_many_are_better(rows, weight, rule):
    there = people(rows)
    order = ranked(there, (weight, 100 - weight), rule)
    assert sorted(one.key for _rank, one in order) == list(range(len(there)))
    assert [rank for rank, _one in order] == sorted(rank for rank, _one in order)
    for rank, one in order:
        mine = worth(one, weight, rule)
        assert rank == 1 + sum(worth(other, weight, rule) > mine for other in there)


@given(PEOPLE, WEIGHT, RULE, st.randoms())
def test_the_order_of_entering_does_not_matter(rows, weight, rule, chance):
    there = people(rows)
    mixed = there.copy()
    chance.shuffle(mixed)
    assert ranked(there, (weight, 100 - weight), rule) == ranked(mixed, (weight, 100 - weight), rule)


@given(PEOPLE, st.integers(0, 12))
def test_the_shortlist_leaves_nobody_out_who_equals_somebody_in_it(rows, many):
    there = people(rows)
    chosen = shortlist(by_written(there), many)
    left = [one for one in there if one.key not in chosen]
    assert len(chosen) >= min(many, len(there))
    for one in (one for one in there if one.key in chosen):
        assert all(one.written > other.written for other in left)
        assert sum(other.written > one.written for other in there) < many


@given(PEOPLE, WEIGHT, RULE, st.integers(0, 12))
def test_a_tie_at_the_edge_is_found_exactly_where_the_places_cut_equals_apart(rows, weight, rule, many):
    there = people(rows)
    tied = tied_at_edge(ranked(there, (weight, 100 - weight), rule), many)
    best = sorted((worth(one, weight, rule) for one in there), reverse=True)
    cut = 0 < many < len(best) and best[many - 1] == best[many]
    expected = {one.key for one in there if cut and worth(one, weight, rule) == best[many - 1]}
    assert tied == expected


@given(MARK, MARK, st.integers(0, 100))
def test_a_total_is_exact(written, interview, weight):
    exact = (Fraction(written) * weight + Fraction(interview) * (100 - weight)) / 100
    assert Fraction(total(written, interview, (weight, 100 - weight))) == exact


@given(st.lists(st.integers(0, 10000), max_size=9), st.booleans())
def test_the_mean_of_the_examiners_is_rounded_half_up_once(cents, drop):
    found = interview_mark([Decimal(one) / 100 for one in cents], drop)
    if len(cents) < 3:
        assert found is None
        return
    kept = sorted(cents)[1:-1] if drop else cents
    mean = Fraction(sum(kept), len(kept))
    assert found * 100 == (mean + Fraction(1, 2)).__floor__()


@pytest.mark.parametrize(("weights", "best"), [((60, 40), 0), ((50, 50), 1), ((0, 100), 1)])
def test_weights_decide_who_is_first(weights, best):
    there = [Marks(0, Decimal(90), Decimal(70)), Marks(1, Decimal(75), Decimal(90))]
    assert ranked(there, weights, "written")[0][1].key == best
