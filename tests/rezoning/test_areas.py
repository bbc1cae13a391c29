"""Islands, overlaps and filled holes among the areas of a file, against a look at every pair."""

from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box
from shapely.geometry import Polygon, mapping

from jiceng.rezoning.intake.checks import OVERLAP, TWICE, faults_of

STEP = 0.001


def rows_of(areas):
    return [
        {
            "key": f"k{i}", "name": f"n{i}", "place": f"p{i}", "households": 1, "residents": 1, "full_members": 1,
            "venue_area_m2": 1, "geometry": mapping(area),
        }
        for i, area in enumerate(areas)
    ]  # fmt: skip


def found(areas, *kinds):
    return {fault.id for fault in faults_of(rows_of(areas)) if fault.kind in kinds}


corners = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 4), st.integers(1, 4))


@settings(max_examples=60, deadline=None)
@given(st.lists(corners, min_size=1, max_size=12))
def test_islands_and_overlaps_are_those_of_every_pair(made):
    areas = [box(x * STEP, y * STEP, (x + w) * STEP, (y + h) * STEP) for x, y, w, h in made]
    expected = set()
    for i, one in enumerate(areas):
        others = [other for other in areas if other is not one]
        if others and min(one.distance(other) for other in others) > STEP / 2:
            expected.add(f"{i}.island")
        for j, other in enumerate(areas[:i]):
            if one.intersection(other).area / min(one.area, other.area) >= OVERLAP:
                expected.add(f"{i}.overlap.{j}")
    assert found(areas, "island", "overlap", "twice") == expected


def test_nearly_the_same_area_is_told_otherwise_than_an_overlap():
    areas = [
        box(0, 0, 10 * STEP, 10 * STEP),
        box(0, 0, 9.6 * STEP, 10 * STEP),
        box(9 * STEP, 0, 19 * STEP, 10 * STEP),
    ]
    kinds = {fault.id: fault.kind for fault in faults_of(rows_of(areas))}
    assert TWICE < 0.96
    assert kinds["1.overlap.0"] == "twice"
    assert kinds["2.overlap.0"] == "overlap"


def test_a_hole_that_another_area_fills_is_none():
    ring = Polygon(
        box(0, 0, 9 * STEP, 9 * STEP).exterior.coords,
        [box(3 * STEP, 3 * STEP, 6 * STEP, 6 * STEP).exterior.coords],
    )
    assert found([ring, box(9 * STEP, 0, 12 * STEP, 9 * STEP)], "hole") == {"0.hole"}
    assert found([ring, box(3 * STEP, 3 * STEP, 6 * STEP, 6 * STEP)], "hole") == set()
