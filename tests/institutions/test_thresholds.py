"""Quorum and majority for every base, against a slow and obvious reference."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiceng.institutions.enums import Base
from jiceng.institutions.thresholds import NOTHING, Heads, Threshold

shares = st.tuples(st.integers(1, 20), st.integers(1, 20)).filter(lambda pair: pair[0] <= pair[1])
heads = st.builds(Heads, st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))


def obvious(threshold: Threshold, count: int, heads: Heads) -> bool:
    base = {"entitled": heads.entitled, "present": heads.present, "cast": heads.cast}[threshold.base]
    if count == 0:
        return False
    share = Fraction(threshold.num, threshold.den) * base
    return count > share if threshold.strict else count >= share


@given(shares, st.booleans(), st.sampled_from(Base.values), heads, st.integers(0, 300))
def test_a_threshold_agrees_with_the_obvious(share, strict, base, heads, count):
    threshold = Threshold(*share, strict, base)
    assert threshold.met(count, heads) == obvious(threshold, count, heads)


@given(shares, st.booleans(), st.sampled_from(Base.values), heads)
def test_the_least_number_is_the_first_that_meets_it(share, strict, base, heads):
    threshold = Threshold(*share, strict, base)
    least = threshold.least(heads)
    assert threshold.met(least, heads)
    assert not threshold.met(least - 1, heads)


@pytest.mark.parametrize(
    ("share", "strict", "of", "least"),
    [("2/3", False, 50, 34), ("1/2", True, 50, 26), ("1/2", False, 51, 26), ("4/5", False, 60, 48)],
)
def test_examples_from_the_law(share, strict, of, least):
    assert Threshold.read(share, strict).least(Heads(entitled=of)) == least


def test_nothing_asked_is_always_met():
    assert NOTHING.met(0, Heads(10))


def test_more_than_all_is_impossible():
    assert not Threshold(1, 1, strict=True).possible
    assert Threshold(1, 1).possible


@pytest.mark.parametrize("written", ["", "2", "3/2", "1/0", "a/b", "-1/2", "0.5"])
def test_what_is_no_share_is_refused(written):
    with pytest.raises(ValueError, match="fraction|share"):
        Threshold.read(written)
