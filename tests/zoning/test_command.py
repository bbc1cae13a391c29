"""`jiceng zoning` as another program sees it: exit codes, JSON on stdout, messages that name file and place."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jiceng.console.zoning import app
from jiceng.zoning.verify import check
from tests.zoning.grids import NENJIANG, TOWN_NORMS, grid_graph, town_graph

GRAPH = str(NENJIANG / "graph.json")
MAP = str(NENJIANG / "units.geojson")
BARRIERS = str(NENJIANG / "barriers.geojson")


@pytest.fixture
def files(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        return str(path)

    return write


def call(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_solve_prints_a_proved_plan_that_check_confirms(files, tmp_path):
    norms = files("norms.json", TOWN_NORMS)
    out = tmp_path / "plan.json"
    result = call("solve", GRAPH, "-k", 17, "--norms", norms, "--out", out, "--json")
    assert result.exit_code == 0
    plan = json.loads(result.stdout)
    assert plan == json.loads(out.read_text(encoding="utf-8"))
    assert plan["format"] == "jiceng-plan/1"
    assert (plan["status"], plan["k"], plan["gap"], plan["bound"]) == ("optimal", 17, 0, plan["objective"])
    checked = call("check", GRAPH, out, "--norms", norms, "--json")
    assert checked.exit_code == 0
    verdict = json.loads(checked.stdout)
    assert verdict["valid"]
    assert verdict["objective"] == pytest.approx(plan["objective"])
    assert verdict["terms"] == pytest.approx(plan["terms"])


def test_a_map_gives_the_same_groups_and_a_plan_that_check_confirms(files, tmp_path):
    norms, out = files("norms.json", TOWN_NORMS), tmp_path / "plan.json"
    solved = call("solve", MAP, "--barriers", BARRIERS, "-k", 17, "--norms", norms, "--out", out, "--json")
    assert solved.exit_code == 0
    assert call("check", MAP, out, "--barriers", BARRIERS, "--norms", norms).exit_code == 0
    assert call("check", MAP, out, "--norms", norms).exit_code == 0
    assert call("check", GRAPH, out, "--norms", norms).exit_code == 1


def test_no_plan_is_exit_3_with_conflict_and_relaxations(files):
    norms = files("norms.json", {"households": [1700, 2300], "full_members": [3, 40]})
    result = call("solve", GRAPH, "-k", 17, "--norms", norms, "--json")
    assert result.exit_code == 3
    plan = json.loads(result.stdout)
    assert plan["status"] == "infeasible"
    assert {wish["wish"] for wish in plan["conflict"]} == {"households.min", "full_members.max"}
    assert plan["relaxations"]
    assert "assignment" not in plan


def test_alternatives_prints_named_plans(files):
    norms = files("norms.json", TOWN_NORMS)
    result = call("alternatives", GRAPH, "-k", 17, "--count", 5, "--norms", norms, "--json")
    assert result.exit_code == 0
    plans = json.loads(result.stdout)
    assert [plan["status"] for plan in plans] == ["optimal"] * 5
    assert len({plan["name"] for plan in plans}) == 5
    assert all(check(town_graph(), plan, TOWN_NORMS)["valid"] for plan in plans)


def test_front_prints_every_plan_that_is_not_beaten(files):
    norms = files("norms.json", TOWN_NORMS)
    result = call(
        "front", GRAPH, "-k", 17, "--aims", "streets_split,without_venue", "--norms", norms, "--json"
    )
    assert result.exit_code == 0
    front = json.loads(result.stdout)
    assert front["whole"]
    assert [plan["values"] for plan in front["plans"]] == [{"streets_split": 0, "without_venue": 3}]
    assert all(check(town_graph(), plan, TOWN_NORMS)["valid"] for plan in front["plans"])


def test_front_names_what_it_cannot_trade(files):
    norms = files("norms.json", TOWN_NORMS)
    unknown = call("front", GRAPH, "-k", 17, "--aims", "beauty", "--norms", norms)
    assert (unknown.exit_code, "--aims" in unknown.stderr) == (2, True)
    assert "household_imbalance" in unknown.stderr
    open_number = call("front", GRAPH, "--norms", norms)
    assert (open_number.exit_code, "-k" in open_number.stderr) == (2, True)
    none = call("front", GRAPH, "-k", 40, "--norms", norms)
    assert none.exit_code == 3


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("graph.json", "{", ["graph.json", "line 1 column 2"]),
        ("graph.json", "[]", ["graph.json", "object"]),
        ("graph.json", {"units": []}, ["graph.json", "edges"]),
        (
            "graph.json",
            {"units": [{"id": "a"}], "edges": [["a", "b", 1, None]]},
            ["graph.json", "edges[0]", "'b'"],
        ),
        ("norms.json", {"households": [3, 1]}, ["norms.json", "norms.households"]),
        ("weights.json", {"boundary": 1}, ["weights.json", "weights.boundary"]),
        ("locks.json", {"apart": [["u00", "zz"]]}, ["locks.json", "locks.apart[0]", "'zz'"]),
    ],
)
def test_bad_input_is_exit_2_and_names_file_and_place(files, name, content, words):
    graph = files("graph.json", content if name == "graph.json" else grid_graph(2, 2, 1))
    option = [] if name == "graph.json" else [f"--{name.removesuffix('.json')}", files(name, content)]
    result = call("solve", graph, "-k", 1, *option, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert all(word in result.stderr for word in words), result.stderr


def test_a_missing_file_a_bad_k_and_a_strange_plan_are_exit_2(files):
    assert call("solve", "/nowhere.json", "-k", 2).exit_code == 2
    assert call("solve", GRAPH, "-k", "many").exit_code == 2
    assert call("solve", GRAPH, "-k", 52).exit_code == 2
    assert call("check", GRAPH, files("plan.json", {})).exit_code == 2
    assert (
        call("check", files("graph.json", {"units": 3}), files("plan.json", {"assignment": {}})).exit_code
        == 2
    )


def spoil(plan, what):
    unit = next(iter(plan["assignment"]))
    if what == "unit":
        del plan["assignment"][unit]
    elif what == "stranger":
        plan["assignment"]["xx"] = "1"
    elif what == "move":
        plan["assignment"][unit] = plan["assignment"]["51"]
    elif what == "term":
        plan["terms"]["boundary_m"] += 7
    elif what == "objective":
        plan["objective"] -= 9
    elif what == "bound":
        plan["bound"] += 99
    elif what == "k":
        plan["k"] = 16


@pytest.mark.parametrize("what", ["unit", "stranger", "move", "term", "objective", "bound", "k"])
def test_check_finds_what_is_wrong(files, what):
    norms = files("norms.json", TOWN_NORMS)
    plan = json.loads(call("solve", GRAPH, "-k", 17, "--norms", norms, "--json").stdout)
    spoil(plan, what)
    result = call("check", GRAPH, files("plan.json", plan), "--norms", norms, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["faults"]


def test_households_moved_is_recomputed_by_the_check(files):
    norms = files("norms.json", TOWN_NORMS)
    weights = files("weights.json", {"units_moved": 1, "boundary_m": 0.01})
    present = files(
        "present.json", {"assignment": {unit["id"]: unit["street"] for unit in town_graph()["units"]}}
    )
    options = ["--norms", norms, "--present", present]
    solved = call("solve", GRAPH, "-k", 17, *options, "--weights", weights, "--json")
    plan = json.loads(solved.stdout)
    assert plan["status"] == "optimal"
    checked = call("check", GRAPH, files("plan.json", plan), *options, "--json")
    assert checked.exit_code == 0
    assert json.loads(checked.stdout)["terms"]["units_moved"] == plan["terms"]["units_moved"] > 0


def test_the_price_of_each_lock_is_what_the_objective_falls_by_without_it(files):
    norms = files("norms.json", TOWN_NORMS)
    locks = files("locks.json", {"together": [["01", "08"]], "apart": [["03", "04"]]})
    words = ["solve", GRAPH, "-k", 17, "--norms", norms]
    result = call(*words, "--locks", locks, "--price-locks", "--json")
    assert result.exit_code == 0
    plan = json.loads(result.stdout)
    prices = {price["lock"]: price for price in plan["lock_prices"]}
    assert list(prices) == ["together.0", "apart.0", "locks"]
    assert all(price["proved"] for price in prices.values())
    free = json.loads(call(*words, "--json").stdout)
    assert "lock_prices" not in free
    assert prices["locks"]["cost"] == pytest.approx(plan["objective"] - free["objective"])
    told = call(*words, "--locks", locks, "--price-locks").stdout
    assert f"costs {prices['together.0']['cost']:,.2f}" in told
    assert json.loads(call(*words, "--price-locks", "--json").stdout)["lock_prices"] == []


def test_no_plan_prices_no_lock_and_names_the_conflict_in_words_too(files):
    norms = files("norms.json", {"households": [1700, 2300], "full_members": [3, 40]})
    locks = files("locks.json", {"apart": [["03", "04"]]})
    words = ["solve", GRAPH, "-k", 17, "--norms", norms, "--locks", locks, "--price-locks"]
    plan = json.loads(call(*words, "--json").stdout)
    assert plan["lock_prices"] == []
    told = call(*words)
    assert told.exit_code == 3
    for wish in plan["conflict"]:
        assert wish["en"] in told.stdout
    for relaxation in plan["relaxations"]:
        assert relaxation["en"] in told.stdout
    assert plan["relaxations"]


def test_explain_says_of_every_unit_what_its_runner_up_would_change(files, tmp_path):
    norms, out = files("norms.json", {"households": [600, 4000]}), tmp_path / "plan.json"
    assert call("solve", GRAPH, "-k", 17, "--norms", norms, "--out", out, "--json").exit_code == 0
    plan = json.loads(out.read_text(encoding="utf-8"))
    result = call("explain", GRAPH, out, "--budget", 0, "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert [unit["unit"] for unit in told["units"]] == list(plan["assignment"])
    assert (told["objective"], told["norms"]) == (pytest.approx(plan["objective"]), plan["norms"])
    found = [(unit, move) for unit in told["units"] for move in unit["moves"] if move["allowed"]]
    assert found
    for unit, move in found[:5]:
        bare = {name: plan[name] for name in ("format", "k", "weights")}
        moved = files("moved.json", bare | {"assignment": plan["assignment"] | {unit["unit"]: move["to"]}})
        verdict = json.loads(call("check", GRAPH, moved, "--norms", norms, "--json").stdout)
        assert verdict["valid"]
        assert verdict["objective"] == pytest.approx(plan["objective"] + move["cost"])
        assert move["cost"] >= 0
    unit, move = found[0]
    words = call("explain", GRAPH, out, "--unit", unit["unit"]).stdout
    assert unit["en"] in words
    assert all(other["en"] in words for other in unit["moves"])


def test_explain_counts_what_is_given_and_names_locks(files, tmp_path):
    norms, out = files("norms.json", TOWN_NORMS), tmp_path / "plan.json"
    locks = files("locks.json", {"together": [["01", "02"]]})
    call("solve", GRAPH, "-k", 17, "--norms", norms, "--locks", locks, "--out", out, "--json")
    weights = files("weights.json", {"boundary_m": 1})
    options = ["--locks", locks, "--weights", weights, "--unit", "01", "--json"]
    told = json.loads(call("explain", GRAPH, out, *options).stdout)
    (unit,) = told["units"]
    assert unit["locks"] == ["together.0"]
    assert all("together.0" in move["breaks"] for move in unit["moves"])
    assert told["weights"]["boundary_m"] == 1
    assert told["weights"]["household_imbalance"] == 0


def test_explain_names_the_file_and_the_place_of_a_fault(files, tmp_path):
    plan = files("plan.json", {"assignment": {unit["id"]: "1" for unit in town_graph()["units"]}})
    short = files("short.json", {"assignment": {"01": "1"}})
    none = files("none.json", {"format": "jiceng-plan/1", "status": "infeasible", "conflict": []})
    wrong = files("wrong.json", {"norms": {"households": [3, 1]}, "assignment": {"01": "1"}})
    for words, name, place in (
        (["explain", GRAPH, plan, "--unit", "99"], GRAPH, "'99'"),
        (["explain", GRAPH, short], short, "assignment.02"),
        (["explain", GRAPH, none], none, "no plan"),
        (["explain", GRAPH, wrong], wrong, "norms.households"),
        (["explain", GRAPH, tmp_path / "nowhere.json"], "nowhere.json", "cannot be read"),
    ):
        result = call(*words)
        assert result.exit_code == 2
        assert name in result.stderr
        assert place in result.stderr


@pytest.mark.enable_socket
def test_the_whole_process_loads_no_site_and_repeats_itself(files):
    norms = files("norms.json", TOWN_NORMS)
    source = str(Path(__file__).parents[2] / "src")
    program = (
        "import sys; from jiceng.console.main import run\n"
        "try: run()\n"
        "finally: assert not {'django', 'scipy', 'numba', 'typer', 'pydantic'} & set(sys.modules)"
    )
    plans = []
    for hash_seed in ("1", "2"):
        words = [
            sys.executable,
            "-c",
            program,
            "zoning",
            "solve",
            GRAPH,
            "-k",
            "17",
            "--norms",
            norms,
            "--json",
        ]
        env = os.environ | {"PYTHONPATH": source, "PYTHONHASHSEED": hash_seed}
        done = subprocess.run(words, capture_output=True, text=True, env=env, check=True)
        plans.append(json.loads(done.stdout))
    assert plans[0]["assignment"] == plans[1]["assignment"]
    assert plans[0]["status"] == "optimal"


def test_explain_gives_whole_plans_that_check_confirms(files, tmp_path):
    norms, out = files("norms.json", TOWN_NORMS), tmp_path / "plan.json"
    call("solve", GRAPH, "-k", 17, "--norms", norms, "--out", out, "--json")
    plan = json.loads(out.read_text(encoding="utf-8"))
    told = json.loads(call("explain", GRAPH, out, "--unit", "11", "--json").stdout)
    (unit,) = told["units"]
    assert not any(move["allowed"] for move in unit["moves"])
    first = unit["whole"][0]
    assert (unit["runner_up"], first["status"], first["scope"]) == (first["to"], "optimal", "whole")
    for one in unit["whole"]:
        bare = {name: plan[name] for name in ("format", "k", "weights", "norms")}
        elsewhere = files("elsewhere.json", bare | {"assignment": one["assignment"]})
        verdict = json.loads(call("check", GRAPH, elsewhere, "--json").stdout)
        assert verdict["valid"]
        assert verdict["objective"] == pytest.approx(plan["objective"] + one["cost"])
        moved = {name for name in plan["assignment"] if one["assignment"][name] != plan["assignment"][name]}
        assert moved == {step["unit"] for step in one["along"]} | {"11"}
    words = call("explain", GRAPH, out, "--unit", "11").stdout
    assert all(one["en"] in words for one in [*unit["whole"], *unit["moves"]])
    (quick,) = json.loads(call("explain", GRAPH, out, "--unit", "11", "--budget", 0, "--json").stdout)[
        "units"
    ]
    assert (quick["whole"], quick["moves"]) == ([], unit["moves"])


def test_explain_knows_communities_by_their_seats(files, tmp_path):
    """Unit 05 goes with the bulk of its community where that is known by its largest unit, else by the seat named."""
    norms, out = files("norms.json", TOWN_NORMS), tmp_path / "plan.json"
    call("solve", GRAPH, "-k", 17, "--norms", norms, "--out", out, "--json")
    plan = json.loads(out.read_text(encoding="utf-8"))
    households = {unit["id"]: unit["households"] for unit in town_graph()["units"]}
    groups = {}
    for unit, label in plan["assignment"].items():
        groups.setdefault(label, []).append(unit)
    seats = [min(set(group) - {"05"} or group, key=households.get) for group in groups.values()]
    told = [
        json.loads(call("explain", GRAPH, out, "--unit", "05", *options, "--json").stdout)
        for options in (
            [],
            ["--seats", ",".join(seats[:9]), *[w for one in seats[9:] for w in ("--seats", one)]],
        )
    ]
    assert [one["seats"] for one in told] == [[], sorted(seats)]
    plain, seated = (one["units"][0]["whole"] for one in told)
    assert [one.get("cost") for one in plain] != [one.get("cost") for one in seated]
    words = call("explain", GRAPH, out, "--unit", "05", "--seats", ",".join(seats)).stdout
    assert f"seats: {', '.join(sorted(seats))}" in words
    assert all(one["en"] in words for one in seated)
    first = next(group for group in groups.values() if len(group) > 1)
    for given, said in ((",".join(first[:2]), "in one community"), ("05,99", "'99'")):
        refused = call("explain", GRAPH, out, "--unit", "05", "--seats", given)
        assert (refused.exit_code, said in refused.stderr) == (2, True)
