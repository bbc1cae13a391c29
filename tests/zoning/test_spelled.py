"""A command line read at once means what typer reads in it; what is not sure is left to typer."""

import inspect

import pytest
from typer.testing import CliRunner

from jiceng.console import optimiser, optimiser_files, zoning
from jiceng.console.spelled import arguments, carried_out

SURE = [
    "solve town.json",
    "solve town.json -k 17",
    "solve -k 15-18 --norms n.json town.json --weights w.json --locks l.json --barriers b.geojson",
    "solve town.json --present now.json --seed 7 --budget 2.5 --effort 3 --price-locks --out p.json --json",
    "check town.json plan.json --norms n.json --json",
    "explain town.json plan.json --unit 01 --unit 02 --json",
    "explain town.json plan.json --whole --seed 3 --budget 0",
    "explain town.json plan.json --seats 01,05 --seats 11",
]
UNSURE = [
    "solve",
    "solve --help",
    "solve town.json more.json",
    "solve town.json --seed -1",
    "solve town.json --seed 1.5",
    "solve town.json --budget nan",
    "solve town.json --norms=n.json",
    "solve town.json --norm n.json",
    "solve town.json -k 17 -k 18",
    "solve town.json --norms",
    "check town.json",
]


@pytest.fixture
def read_by_typer(monkeypatch):
    def read(words):
        heard = []
        for name in optimiser.SPELLED:
            monkeypatch.setattr(optimiser, name, lambda **given: heard.append(given) or 0)
        result = CliRunner().invoke(zoning.app, words)
        return heard, result.exit_code

    return read


@pytest.mark.parametrize("line", SURE)
def test_what_is_sure_means_the_same_to_typer(line, read_by_typer):
    words = line.split()
    function = optimiser.SPELLED[words[0]]
    given = arguments(function, words[1:])
    assert given is not None
    defaults = {p.name: p.default for p in inspect.signature(function).parameters.values()}
    heard, code = read_by_typer(words)
    assert code == 0
    assert heard == [defaults | given]


@pytest.mark.parametrize("line", UNSURE)
def test_what_is_not_sure_is_left_to_typer(line):
    words = line.split()
    assert arguments(optimiser.SPELLED[words[0]], words[1:]) is None


@pytest.mark.parametrize(
    "line", ["", "zoning", "zoning alternatives town.json", "zoning shrink a b", "serve --port 1"]
)
def test_other_commands_are_left_to_typer(line):
    assert not carried_out(line.split())


def test_a_command_ends_the_process_with_its_code(tmp_path, capsys):
    missing = str(tmp_path / "nowhere.json")
    with pytest.raises(SystemExit) as ended:
        carried_out(["zoning", "solve", missing])
    assert ended.value.code == optimiser_files.BAD_INPUT
    assert missing in capsys.readouterr().err
