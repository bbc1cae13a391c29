"""Audiences counted together, and the total with its way: whole numbers, whatever the order."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jiceng.appraisal.reckoning import mean_of, shares, tenths, together, total_of

NAMES = ("units", "full_members", "representatives")
POINTS = {"excellent": 100, "qualified": 85, "basic": 70, "failed": 50}
SIZES = st.fixed_dictionaries({name: st.integers(0, 40) for name in NAMES})
COUNTS = st.fixed_dictionaries({grade: st.integers(0, 60) for grade in POINTS})


@given(SIZES, st.integers(1, 10))
def test_no_group_is_smaller_than_asked_unless_there_is_but_one(sizes, least):
    groups = together(sizes, least)
    present = sorted(name for name, size in sizes.items() if size)
    assert sorted(name for group in groups for name in group) == present
    if len(groups) > 1:
        assert all(sum(sizes[name] for name in group) >= least for group in groups)


@given(SIZES)
def test_large_groups_stay_apart(sizes):
    if all(size >= 5 for size in sizes.values()):
        assert together(sizes, 5) == sorted((name,) for name in NAMES)


@given(st.lists(COUNTS, min_size=3, max_size=3), st.lists(st.integers(1, 100), min_size=3, max_size=3))
def test_parts_add_up_to_one_and_the_total_lies_between_the_points(counts, weights):
    groups = [((name,), one) for name, one in zip(NAMES, counts, strict=True)]
    found = shares(groups, weights=dict(zip(NAMES, weights, strict=True)), points=POINTS)
    if not found:
        assert not any(sum(one.values()) for one in counts)
        return
    assert sum(one.part for one in found) == 1
    assert 500 <= total_of(found) <= 1000
    assert total_of(found) == total_of(list(reversed(found)))


def test_halves_go_up():
    assert [tenths(Fraction(one, 100)) for one in (8804, 8805, 8806)] == [880, 881, 881]


def test_an_audience_without_ballots_leaves_its_part_to_the_others():
    groups = [
        (("units",), dict.fromkeys(POINTS, 0)),
        (("full_members",), {**dict.fromkeys(POINTS, 0), "basic": 3}),
    ]
    found = shares(groups, weights={"units": 20, "full_members": 40}, points=POINTS)
    assert [(one.sources, one.part) for one in found] == [(("full_members",), 1)]
    assert total_of(found) == 700
    assert mean_of(dict.fromkeys(POINTS, 0), POINTS) is None
