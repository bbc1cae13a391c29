"""Codes of education (GB/T 4658): who counts as college or above, who as secondary or above."""

import pytest

from jiceng.cadres.enums import COLLEGE_UP_TO, SECONDARY_UP_TO
from jiceng.cadres.queries.composition import TRAITS
from jiceng.people.enums import BELOW_COLLEGE, BELOW_SECONDARY, Education


@pytest.mark.parametrize("level", Education)
def test_the_bounds_fall_between_the_levels(level):
    college = {Education.GRADUATE, Education.BACHELOR, Education.COLLEGE}
    secondary = college | {Education.SECONDARY_VOCATIONAL, Education.SENIOR_HIGH}
    assert (level < BELOW_COLLEGE) == (level in college)
    assert (level < BELOW_SECONDARY) == (level in secondary)


@pytest.mark.parametrize(
    ("code", "college", "secondary"),
    [(31, True, True), (39, True, True), (40, False, True), (61, False, True), (70, False, False)],
)
def test_the_second_digit_changes_no_level(code, college, secondary):
    """31 is a finished college course: college, as 30 is."""
    assert (code < BELOW_COLLEGE, code < BELOW_SECONDARY) == (college, secondary)
    assert (code <= COLLEGE_UP_TO, code <= SECONDARY_UP_TO) == (college, secondary)


def test_the_shares_of_cadres_keep_to_them():
    assert (TRAITS["college"].most, TRAITS["secondary"].most) == (39, 69)
