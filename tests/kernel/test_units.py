"""One household, two households: a unit stands as its number asks, wherever a figure is drawn."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from jiceng.kernel import charts
from jiceng.kernel.components import Bar, Change, Figure, Stack, Strip
from jiceng.kernel.units import HOUSEHOLDS, PEOPLE, counted


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0 people"),
        (1, "1 person"),
        (2, "2 people"),
        (1200, "1,200 people"),
        (None, "— people"),
        (1.0, "1 person"),
    ],
)
def test_english_knows_one_from_many(value, said):
    with override("en"):
        assert counted(value, PEOPLE) == said
    with override("zh-hans"):
        assert counted(value, PEOPLE) == said.split()[0] + "人"


def test_a_unit_alone_is_that_of_many():
    with override("en"):
        assert str(HOUSEHOLDS) == "households"


def test_a_sign_is_no_word():
    with override("en"):
        assert counted(45, "%") == "45%"


def test_a_figure_bears_the_unit_of_its_value():
    made = Template("{% figures rows %}")
    rows = [Figure("x", 1, HOUSEHOLDS), Figure("y", 3, HOUSEHOLDS), Figure("z", 5, "%")]
    with override("en"):
        drawn = made.render(Context({"rows": rows, "request": RequestFactory().get("/")}))
    for unit in ("<small>household</small>", "<small>households</small>", "<small>%</small>"):
        assert drawn.count(unit) == 1


def test_a_chart_names_each_value_with_its_unit():
    with override("en"):
        made = [
            charts.bars([Bar("a", 1), Bar("b", 2)], label="l", unit=HOUSEHOLDS),
            charts.stacked([Stack("a", [1, 2])], series=["s", "t"], label="l", unit=HOUSEHOLDS),
            charts.before_after([Change("a", 1, 2)], names=("s", "t"), label="l", unit=HOUSEHOLDS),
        ]
        titles = [[piece.title for line in chart.lines for piece in line.pieces] for chart in made]
        strip = charts.strips([Strip("a", [Bar("b", 1), Bar("c", 2)])], label="l", unit=HOUSEHOLDS)
        titles.append([tick.title for line in strip.lines for tick in line.ticks])
        for one, two in titles:
            assert one.endswith("1 household")
            assert two.endswith("2 households")
        assert "households" in strip.unit
        assert "households" in made[0].headers
