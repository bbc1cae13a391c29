"""A plan's tallies and terms stay what a recomputation from nothing gives."""

import random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiceng.zoning.constraints import violations
from jiceng.zoning.errors import InputError
from jiceng.zoning.formats import problem_from
from jiceng.zoning.graph import components, connected
from jiceng.zoning.objectives import objective, terms
from jiceng.zoning.plan import Plan
from tests.zoning.grids import grid_graph, town

seeds = st.integers(0, 10_000)


def random_problem(seed, **kwargs):
    rng = random.Random(seed)
    rows, columns = rng.randint(2, 4), rng.randint(2, 4)
    graph = grid_graph(rows, columns, seed)
    present = {unit["id"]: rng.choice("xyz") for unit in graph["units"]}
    return problem_from(graph, k=2, present=present, norms={"forbid": ["river"]}, **kwargs)


def random_plan(problem, seed, k=3):
    rng = random.Random(seed)
    return Plan.of(problem, [rng.randrange(k) for _ in problem.units])


@given(seeds, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=12))
@settings(max_examples=60, deadline=None)
def test_moves_give_what_a_recomputation_gives(seed, moves):
    plan = random_plan(random_problem(seed), seed)
    for unit, to in moves:
        plan = plan.moved(unit % plan.problem.n, to % (len(plan.labels) + 1))
    again = Plan.of(plan.problem, plan.by_id())
    assert terms(again) == terms(plan)
    assert (again.cut_dm, again.barrier_dm, again.k) == (plan.cut_dm, plan.barrier_dm, plan.k)
    assert sorted(t.units for t in again.tallies) == sorted(t.units for t in plan.tallies if t.units)


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_contiguity_agrees_with_networkx(seed):
    problem = random_problem(seed)
    plan = random_plan(problem, seed, k=2)
    graph = nx.Graph()
    graph.add_nodes_from(range(problem.n))
    ends = zip(problem.edges, problem.ends, strict=True)
    graph.add_edges_from(pair for edge, pair in ends if edge.barrier != "river")
    for units in plan.members:
        part = graph.subgraph(units)
        assert sorted(map(sorted, nx.connected_components(part))) == components(problem, units)
        assert connected(problem, units) == (not units or nx.is_connected(part))


@given(seeds)
@settings(max_examples=40, deadline=None)
def test_order_of_units_and_labels_do_not_matter(seed):
    graph = grid_graph(3, 3, seed)
    problem = problem_from(graph, k=3)
    plan = random_plan(problem, seed)
    shuffled = dict(graph)
    for part in ("units", "edges"):
        shuffled[part] = random.Random(seed).sample(graph[part], len(graph[part]))
    other = problem_from(shuffled, k=3)
    renamed = {unit: f"new {label}" for unit, label in plan.by_id().items()}
    assert terms(Plan.of(other, renamed)) == terms(plan)


@given(seeds, st.integers(1, 50))
@settings(max_examples=30, deadline=None)
def test_objective_scales_with_the_weights(seed, factor):
    weights = {"household_imbalance": 0.5, "boundary_m": 0.25, "streets_split": 2, "units_moved": 0.125}
    once = random_problem(seed, weights=weights)
    often = random_problem(seed, weights={term: w * factor for term, w in weights.items()})
    plan = random_plan(once, seed)
    assert objective(plan.for_problem(often)) == factor * objective(plan)


def test_an_opened_community_gets_a_free_label():
    plan = Plan.of(town(locks={"fixed": {"01": "2"}}), [0] * 51)
    assert plan.labels == ("2",)
    assert plan.moved(0, 1).labels == ("2", "1")


@pytest.mark.parametrize(
    ("locks", "constraint"),
    [
        ({"together": [["01", "20"]]}, "together.0"),
        ({"apart": [["01", "02"]]}, "apart.0"),
        ({"fixed": {"01": "here"}}, None),
        ({"fixed": {"01": "here", "20": "here"}}, "fixed.20"),
        ({"frozen": [["01", "02"]]}, "frozen.0"),
    ],
)
def test_a_broken_lock_is_named_with_its_units(locks, constraint):
    problem = town(locks=locks)
    plan = Plan.of(problem, [i // 3 for i in range(51)])
    named = {v.constraint for v in violations(plan)} - {"contiguous", "full_members.max", "households.min"}
    assert named == ({constraint} if constraint else set())


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda g: g["units"].append(dict(g["units"][0])), "units[4].id"),
        (lambda g: g["units"][2].update(households=-1), "units[2].households"),
        (lambda g: g["units"][2].update(households=1.5), "units[2].households"),
        (lambda g: g["units"][1].pop("residents"), "units[1].residents"),
        (lambda g: g["units"][1].pop("id"), "units[1].id"),
        (lambda g: g["edges"].append(["u00", "nowhere", 1, None]), "edges[4]"),
        (lambda g: g["edges"].append(["u00", "u00", 1, None]), "edges[4]"),
        (lambda g: g["edges"].append(list(reversed(g["edges"][0][:2]))), "edges[4]"),
        (lambda g: g["edges"].__setitem__(1, ["u00"]), "edges[1]"),
        (lambda g: g["edges"][1].__setitem__(2, "far"), "edges[1][2]"),
        (lambda g: g.pop("edges"), "edges"),
        (lambda g: g["units"].clear(), "units"),
    ],
)
def test_a_fault_in_a_graph_names_its_place(change, place):
    graph = grid_graph(2, 2, seed=1)
    change(graph)
    with pytest.raises(InputError) as caught:
        problem_from(graph, k=2)
    assert caught.value.place == place


@pytest.mark.parametrize(
    ("extra", "place"),
    [
        ({"norms": {"households": [5, 2]}}, "norms.households"),
        ({"norms": {"households": [5]}}, "norms.households"),
        ({"norms": {"household": [1, 2]}}, "norms.household"),
        ({"norms": {"forbid": "river"}}, "norms.forbid"),
        ({"weights": {"boundary": 1}}, "weights.boundary"),
        ({"weights": {"boundary_m": -1}}, "weights.boundary_m"),
        ({"locks": {"together": [["u00", "zz"]]}}, "locks.together[0]"),
        ({"locks": {"apart": [["u00"]]}}, "locks.apart[0]"),
        ({"locks": {"fixed": {"zz": "1"}}}, "locks.fixed"),
        ({"k": 0}, "k"),
        ({"k": 5}, "k"),
        ({"k": None}, "k"),
        ({"present": {"u00": "a"}}, "present"),
    ],
)
def test_a_fault_in_what_is_wished_names_its_place(extra, place):
    with pytest.raises(InputError) as caught:
        problem_from(grid_graph(2, 2, seed=1), **{"k": 2} | extra)
    assert caught.value.place == place


def test_a_norm_on_a_number_that_no_unit_states_is_a_fault():
    graph = grid_graph(2, 2, seed=1)
    for unit in graph["units"]:
        del unit["households"]
    with pytest.raises(InputError) as caught:
        problem_from(graph, k=2, norms={"households": [1, 2]})
    assert caught.value.place == "norms.households"


def test_without_households_their_terms_are_nought():
    graph = grid_graph(2, 2, seed=1)
    for unit in graph["units"]:
        del unit["households"]
    plan = Plan.of(problem_from(graph, k=2), [0, 0, 1, 1])
    assert terms(plan)["household_imbalance"] == 0
    assert plan.problem.weights.resident_imbalance == 1
