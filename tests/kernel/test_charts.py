"""Charts: lengths in proportion from nought, and the same figures as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiceng.kernel import charts
from jiceng.kernel.components import Bar, Change, Stack, Strip, written

amounts = st.lists(st.integers(min_value=0, max_value=10**7), min_size=1, max_size=30)


@given(amounts)
def test_bars_are_in_proportion(values):
    chart = charts.bars([Bar(str(v), v) for v in values], label="户数")
    longest = max(values)
    for value, line in zip(values, chart.lines, strict=True):
        expected = charts.WIDTH * value / longest if longest else 0
        assert line.pieces[0].width == pytest.approx(expected, abs=0.06)
    assert [row[1] for row in chart.rows] == [written(v) for v in values]


@given(st.lists(st.lists(st.integers(0, 1000), min_size=3, max_size=3), min_size=1, max_size=10))
def test_stacked_parts_lie_end_to_end_within_the_strip(rows):
    chart = charts.stacked([Stack("x", parts) for parts in rows], series=["a", "b", "c"], label="年龄")
    for line in chart.lines:
        for left, right in zip(line.pieces, line.pieces[1:], strict=False):
            assert left.x + left.width == pytest.approx(right.x)
        assert line.pieces[-1].x + line.pieces[-1].width <= charts.WIDTH + 0.5


@given(amounts)
def test_a_strip_has_a_tick_for_each_value_and_says_least_middle_and_most(values):
    rows = [Strip("之前", [Bar(str(v), v) for v in values]), Strip("之后", [Bar("未计", None)])]
    before, after = charts.strips(rows, label="户数").lines
    longest = max(values)
    expected = [charts.WIDTH * value / longest if longest else 0 for value in values]
    assert [tick.x for tick in before.ticks] == pytest.approx(expected, abs=0.06)
    assert before.value == f"{written(min(values))}–{written(max(values))}"
    assert (after.ticks, after.value, after.mark_x) == ([], "—", None)
    numbers = charts.strips(rows, label="户数").rows
    assert numbers[0][1:3] == [written(len(values)), written(min(values))]
    assert numbers[1][1:] == ["0", "—", "—", "—"]


def test_a_missing_figure_is_a_dash_and_no_bar():
    chart = charts.before_after([Change("党支部", None, 17)], names=("之前", "之后"), label="个")
    assert chart.lines[0].pieces[0].width == 0
    assert chart.rows == [["党支部", "—", "17"]]


def test_more_series_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="at most 5"):
        charts.stacked([], series=list("abcdef"), label="")
