"""A start that goes wrong says what to do: no trace, no half-made key, no folder made by a mistyped name."""

import json
import subprocess
import sys
from textwrap import dedent

import pytest

from jiceng.config.environment import kept_secret, usable_folder
from tests.console.stage import ROOT, Site

COMMANDS = (
    ("figures", "--json"),
    ("verify",),
    ("backup", "out.tar"),
    ("account", "somebody"),
    ("votes", "recount"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
def test_a_mistyped_data_folder_is_told_and_not_made(empty, command):
    done = empty.jiceng(*command)
    if "DATABASE_URL" not in empty.env:
        assert not empty.folder.exists()
    assert done.returncode == 2
    assert "no county here" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_without_tables_is_no_county(empty):
    empty.folder.mkdir()
    (empty.folder / "jiceng.sqlite3").touch()
    done = empty.jiceng("figures", "--json")
    assert (done.returncode, "no county here" in done.stderr) == (2, True)


def test_a_data_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "taken").touch()
    done = Site(tmp_path / "taken", None).jiceng("serve")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert str(tmp_path / "taken") in done.stderr
    assert "JICENG_DATA" in done.stderr


def test_a_port_that_cannot_be_is_refused(empty):
    done = empty.jiceng("serve", "--port", "99999")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "65535" in done.stderr


def test_a_data_folder_that_the_program_makes_is_its_owners_alone(tmp_path):
    (tmp_path / "own").mkdir(0o755)
    for name, mode in (("made", 0o700), ("own", 0o755)):
        assert usable_folder(str(tmp_path / name)).stat().st_mode & 0o777 == mode


def test_a_key_left_empty_by_a_killed_start_is_made_anew(tmp_path):
    path = tmp_path / "keys" / "field_key"
    path.parent.mkdir()
    path.touch(0o600)
    assert kept_secret(path, lambda: "ab" * 32) == "ab" * 32
    assert kept_secret(path, lambda: "cd" * 32) == "ab" * 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["field_key"]


def test_a_key_is_not_there_before_it_is_whole(tmp_path):
    path = tmp_path / "keys" / "field_key"

    def killed():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept_secret(path, killed)
    assert not path.exists()


def test_who_starts_second_takes_the_first_key(tmp_path):
    path = tmp_path / "keys" / "secret_key"

    def slow():
        path.write_text("the first")
        return "the second"

    assert kept_secret(path, slow) == "the first"


def test_a_key_is_made_where_a_file_system_knows_no_hard_links(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refused)
    path = tmp_path / "keys" / "field_key"
    assert kept_secret(path, lambda: "whole") == kept_secret(path, lambda: "other") == "whole"
    assert [one.name for one in path.parent.iterdir()] == ["field_key"]


REFUSED_BY_THE_MACHINE = {
    "a folder where none can be": (("backup", "/proc/kept.tar.gz"), "/proc/"),
    "a folder that is a file": (("backup", "/dev/null/kept.tar.gz"), "/dev/null"),
}


@pytest.mark.parametrize("case", REFUSED_BY_THE_MACHINE)
def test_what_the_machine_refuses_is_told_and_not_traced(site, case):
    command, said = REFUSED_BY_THE_MACHINE[case]
    done = site.jiceng(*command)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert said in done.stderr.splitlines()[-1]


def test_a_full_disk_is_told_and_not_traced(site):
    """A page more is more than this database may have."""
    if site.env.get("DATABASE_URL"):
        pytest.skip("database: only SQLite can be given a limit from outside")
    full = """
        from django.db import connection
        from django.db.backends.signals import connection_created
        def limited(connection, **_):
            connection.cursor().execute("PRAGMA max_page_count = 1")
        connection_created.connect(limited)
        import sys
        sys.argv = ["jiceng", "account", "--first"]
        from jiceng.console.main import run
        run()
    """
    done = site.python("-c", "import django; django.setup()\n" + dedent(full))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "the disk is full" in done.stderr


def test_a_reader_that_has_read_enough_ends_the_command_quietly(tmp_path):
    units = [{"id": one, "households": 1} for one in "ab"]
    (tmp_path / "town.json").write_text(json.dumps({"units": units, "edges": [["a", "b", 1, None]]}))
    site = Site(tmp_path / "none", None)
    command = [sys.executable, "-m", "jiceng.console.main", "zoning", "solve", str(tmp_path / "town.json")]
    with subprocess.Popen(
        [*command, "-k", "1", "--json"],
        env=site.env,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as reading:
        reading.stdout.close()
        said = reading.stderr.read()
    assert "Traceback" not in said
    assert "Exception ignored" not in said


MISTYPED = {
    "JICENG_TLS": "ja",
    "JICENG_AUDIT_HASH": "md5",
    "JICENG_TIME_ZONE": "Asia/Nowhere",
    "JICENG_SESSION_HOURS": "nine",
    "JICENG_IDLE_MINUTES": "0",
    "JICENG_LOG": "loud",
    "JICENG_FIELD_KEY": "zz" * 32,
    "DATABASE_URL": "mysql://root:planted-secret@127.0.0.1/x",
}


@pytest.mark.parametrize("name", MISTYPED)
def test_a_mistyped_setting_ends_the_start_with_a_sentence(tmp_path, name):
    site = Site(tmp_path / "none", None)
    site.env[name] = MISTYPED[name]
    done = site.python("-c", "import jiceng.config.settings")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}=")
    assert done.stderr.count("\n") == 1
    assert "planted-secret" not in done.stderr
    assert "zzzz" not in done.stderr
