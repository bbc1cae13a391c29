"""What `./run` and `./test` stand on: clear words, marks written whole, the settings of the pip that is there."""

import subprocess
import sys

import pytest

from tests.taste.house import ROOT
from tools import setup


def test_an_old_python_is_told_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit):
        setup.check_python()
    said = capsys.readouterr().err
    assert "3.9" in said
    assert "apt install python3 python3-venv" in said


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_missing_venv_module_is_named_with_its_package(monkeypatch, capsys, missing):
    monkeypatch.setattr(setup, "find_spec", lambda name: None if name == missing else object())
    with pytest.raises(SystemExit):
        setup.check_python()
    assert "apt install python3-venv" in capsys.readouterr().err


def test_without_python3_the_shell_says_so(tmp_path):
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    for command in ("run", "test"):
        done = subprocess.run(
            ["/bin/bash", str(ROOT / command)], env={"PATH": str(tmp_path)}, capture_output=True, text=True
        )
        assert done.returncode == 1
        assert "apt install python3 python3-venv" in done.stderr


def test_a_failed_command_shows_what_it_said(capsys):
    with pytest.raises(SystemExit):
        setup.call(sys.executable, "-c", "print('what went wrong'); raise SystemExit(3)")
    said = capsys.readouterr().err
    assert "what went wrong" in said
    assert "exit code 3" in said


def test_pips_configuration_is_handed_on(monkeypatch):
    listed = (
        "global.index-url='https://mirror.example/simple'\n:env:.find-links='/a /b'\nglobal.timeout='60'\n"
    )
    monkeypatch.setattr(setup, "call", lambda *_: listed)
    for name in setup.PIP_TO_UV.values():
        monkeypatch.delenv(name, raising=False)
    env = setup.environment_for_uv()
    assert env["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert env["UV_FIND_LINKS"] == "/a,/b"


def test_what_the_user_set_for_uv_wins(monkeypatch):
    monkeypatch.setattr(setup, "call", lambda *_: "global.index-url='https://mirror.example/simple'\n")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://own.example/simple")
    assert setup.environment_for_uv()["UV_DEFAULT_INDEX"] == "https://own.example/simple"


def test_the_county_is_built_once_and_never_into_other_data(monkeypatch, tmp_path):
    monkeypatch.setenv("JICENG_DATA", str(tmp_path))
    called = []

    def call(*command, env=None, quiet=True):
        called.append(command[-1])
        return "0" if command[1] == "-c" else ""

    monkeypatch.setattr(setup, "call", call)
    setup.first_county(empty=False)
    assert called[-1] == "demo"
    called.clear()
    assert setup.first_county(empty=False) == "demonstration"
    assert called == []


def test_an_empty_start_stays_empty(monkeypatch, tmp_path):
    monkeypatch.setenv("JICENG_DATA", str(tmp_path))
    monkeypatch.setattr(setup, "call", lambda *_, **__: pytest.fail("nothing is built"))
    setup.first_county(empty=True)
    assert setup.first_county(empty=False) == "empty"


def test_a_county_built_by_an_interrupted_start_is_kept(monkeypatch, tmp_path):
    """Killed between the demonstration's commit and the mark: the next start finds organisations and only marks."""
    monkeypatch.setenv("JICENG_DATA", str(tmp_path))
    monkeypatch.setattr(
        setup, "call", lambda *command, **_: "114\n" if command[1] == "-c" else pytest.fail("again")
    )
    setup.first_county(empty=False)
    assert (tmp_path / "started").read_text() == "demonstration"


def test_a_broken_environment_is_made_anew(monkeypatch, tmp_path):
    """Killed while the environment was made: there is no mark, so it is cleared and made again."""
    called = []
    monkeypatch.setattr(setup, "VENV", tmp_path / "venv")
    monkeypatch.setattr(
        setup, "call", lambda *command, **_: called.append(command) or (tmp_path / "venv").mkdir()
    )
    setup.make_venv()
    assert "--clear" in called[0]
    assert (tmp_path / "venv" / "made").read_text() == setup.digest()


def test_a_failed_check_lets_the_rest_go_on(capsys):
    failed = []
    setup.check(failed, sys.executable, "-c", "raise SystemExit(1)")
    setup.check(failed, sys.executable, "-c", "pass")
    assert len(failed) == 1


def test_a_data_folder_that_cannot_be_made_is_named(monkeypatch, tmp_path, capsys):
    (tmp_path / "taken").touch()
    monkeypatch.setenv("JICENG_DATA", str(tmp_path / "taken"))
    with pytest.raises(SystemExit):
        setup.make_data_folder()
    said = capsys.readouterr().err
    assert str(tmp_path / "taken") in said
    assert "JICENG_DATA" in said
