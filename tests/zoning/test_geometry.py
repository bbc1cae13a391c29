"""Maps: adjacency from geometry, and faults that are named and repaired."""

import copy
import json
import math

import pytest

from jiceng.zoning.errors import InputError
from jiceng.zoning.faults import geometry_faults, repaired
from jiceng.zoning.formats import units_and_edges
from jiceng.zoning.verify_geometry import adjacency
from tests.zoning.grids import NENJIANG, town_graph

LAT = 49.0
EAST, NORTH = 1 / (111_412 * math.cos(math.radians(LAT))), 1 / 111_200


def load(name):
    return json.loads((NENJIANG / name).read_text(encoding="utf-8"))


def square(x, y, width=100.0, height=100.0, extra=()):
    """A ring in metres east and north of 125 E 49 N; `extra` are further points on the right side."""
    ring = [(x, y), (x + width, y), *extra, (x + width, y + height), (x, y + height), (x, y)]
    return [[125 + px * EAST, LAT + py * NORTH] for px, py in ring]


def collection(*rings):
    features = [
        {
            "type": "Feature",
            "id": str(i),
            "geometry": {"type": "Polygon", "coordinates": [ring]},
            "properties": {"households": 5, "residents": 9, "party_members": 3, "probationary_members": 1},
        }
        for i, ring in enumerate(rings)
    ]
    return {"type": "FeatureCollection", "features": features}


def line(kind, *points):
    coordinates = [[125 + x * EAST, LAT + y * NORTH] for x, y in points]
    geometry = {"type": "LineString", "coordinates": coordinates}
    feature = {"type": "Feature", "geometry": geometry, "properties": {"kind": kind}}
    return {"type": "FeatureCollection", "features": [feature]}


def test_the_map_of_the_town_gives_its_graph():
    units, edges = units_and_edges(load("units.geojson"), load("barriers.geojson"))
    graph_units, graph_edges = units_and_edges(town_graph())
    assert [(u.id, u.full_members, u.households) for u in units] == [
        (u.id, u.full_members, u.households) for u in graph_units
    ]
    ours = {frozenset((e.a, e.b)): e for e in edges}
    theirs = {frozenset((e.a, e.b)): e for e in graph_edges}
    assert len(ours) == 129
    assert ours.keys() == theirs.keys()
    for pair, edge in theirs.items():
        assert ours[pair].barrier == edge.barrier
        room = 10 if edge.barrier is None else 300
        assert abs(ours[pair].boundary_dm - edge.boundary_dm) <= room + 0.01 * edge.boundary_dm


def test_two_methods_agree_on_the_map_of_the_town():
    _, edges = units_and_edges(load("units.geojson"), load("barriers.geojson"))
    _, others = adjacency(load("units.geojson"), load("barriers.geojson"))
    assert {(e.a, e.b, e.barrier) for e in edges} == {(a, b, kind) for a, b, _, kind in others}
    lengths = {(a, b): metres for a, b, metres, _ in others}
    assert all(abs(lengths[e.a, e.b] - e.boundary_dm / 10) < 6 for e in edges)


@pytest.mark.parametrize("gap", [-1.0, -0.1, 0.0, 0.1, 1.0])
def test_t_junctions_and_slivers_do_no_harm(gap):
    one = square(0, 0, 100, 200)
    two, three = square(100 + gap, 0, 100, 120), square(100 + gap, 120, 100, 80)
    _, edges = units_and_edges(collection(one, two, three))
    found = {(e.a, e.b): e.boundary_dm / 10 for e in edges}
    assert found.keys() == {("0", "1"), ("0", "2"), ("1", "2")}
    assert found["0", "1"] == pytest.approx(120, abs=2)
    assert found["0", "2"] == pytest.approx(80, abs=2)
    assert found["1", "2"] == pytest.approx(100, abs=2)


def test_units_that_meet_in_a_corner_do_not_touch():
    _, edges = units_and_edges(collection(square(0, 0), square(100, 100), square(100, 0)))
    assert {(e.a, e.b) for e in edges} == {("0", "2"), ("1", "2")}


def test_a_boundary_along_a_barrier_bears_its_kind():
    squares = collection(square(0, 0), square(100, 0), square(200, 0))
    _, edges = units_and_edges(squares, line("river", (100.3, -50), (100.3, 300)))
    assert [(e.a, e.b, e.barrier) for e in edges] == [("0", "1", "river"), ("1", "2", None)]
    _, crossing = units_and_edges(squares, line("river", (-50, 50), (350, 50)))
    assert [e.barrier for e in crossing] == [None, None]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda d: d["features"].clear(), "features"),
        (lambda d: d["features"][1].pop("geometry"), "features[1].geometry"),
        (
            lambda d: d["features"][1]["geometry"].update(type="Point", coordinates=[1, 2]),
            "features[1].geometry",
        ),
        (lambda d: d["features"][1].pop("id"), "features[1].id"),
        (
            lambda d: d["features"][1]["properties"].update(households="many"),
            "features[1].properties.households",
        ),
        (lambda d: d["features"][1]["properties"].update(probationary_members=9), None),
    ],
)
def test_a_fault_in_a_map_names_its_place(change, place):
    data = collection(square(0, 0), square(100, 0))
    change(data)
    with pytest.raises(InputError) as caught:
        units_and_edges(data)
    assert caught.value.place == (place or "features[1].properties.probationary_members")


def kinds(faults):
    return [fault.kind for fault in faults]


def test_the_town_has_no_faults():
    assert geometry_faults(load("units.geojson")) == []


@pytest.mark.parametrize(
    ("rings", "kind"),
    [
        ([square(0, 0), square(100, 0), square(60, 0, 20, 20)], "overlap"),
        ([square(0, 0), square(100, 0), square(100, 0)], "duplicate_shape"),
        ([square(0, 0), square(100, 0), square(900, 0)], "island"),
        ([square(0, 0, 300), square(0, 200, 300), square(0, 100), square(200, 100)], "empty_hole"),
        ([square(0, 0), [*square(100, 0)[:1], *square(100, 0)[2:0:-1], *square(100, 0)[3:]]], "invalid"),
    ],
)
def test_each_fault_of_shape_is_named_and_repaired_where_it_can_be(rings, kind):
    data = collection(*rings)
    before = copy.deepcopy(data)
    found = [fault for fault in geometry_faults(data) if fault.kind == kind]
    assert found
    assert found[0].zh
    assert found[0].en
    mended = repaired(data, [fault.id for fault in found])
    assert data == before
    left = kinds(geometry_faults(mended))
    assert (kind in left) == (kind == "island")


def test_ids_and_numbers_are_checked():
    data = collection(square(0, 0), square(100, 0), square(200, 0), square(300, 0))
    data["features"][1]["id"] = "0"
    del data["features"][2]["properties"]["residents"]
    data["features"][3]["properties"]["households"] = -4
    data["features"].append({"type": "Feature", "id": "9", "geometry": None, "properties": {"households": 1}})
    faults = geometry_faults(data)
    assert {"duplicate_id", "missing_number", "bad_number", "missing_geometry"} <= set(kinds(faults))
    assert len({fault.id for fault in faults}) == len(faults)
