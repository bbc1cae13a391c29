"""The migrations say what the models say, go back as well as forward, and speak to the database they are given."""

import ast
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.recorder import MigrationRecorder

from tests.taste import house

pytestmark = pytest.mark.django_db


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_of_ours_can_be_taken_back():
    one_way = []
    for (app, name), migration in MigrationLoader(connection).disk_migrations.items():
        if migration.__module__.startswith("jiceng."):
            for operation in migration.operations:
                if isinstance(operation, RunPython | RunSQL) and not operation.reversible:
                    one_way.append(f"{app}.{name}")
    assert not one_way


def test_a_migration_reads_and_writes_the_database_it_is_given():
    """`objects` is followed by `using(...)` at once, and nobody fetches the default connection."""
    strayed = []
    for path in house.SOURCE.glob("*/migrations/*.py"):
        for node in ast.walk(house.tree(path)):
            bare = isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
            named = bare and isinstance(node.parent, ast.Attribute) and node.parent.attr == "using"
            fetched = isinstance(node, ast.ImportFrom) and node.module == "django.db"
            default = fetched and {"connection", "transaction"} & {one.name for one in node.names}
            if (bare and not named) or default:
                strayed.append(f"{house.name(path)}:{node.lineno}")
    assert not strayed


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="database: only SQLite borrows functions from us")
def test_tables_need_no_function_of_ours():
    """What stands in the schema must hold in any connection: a backup is written by one that knows no such function."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        borrowed = [name for name, sql in cursor.fetchall() if re.search(r"\bdjango_\w+\(|REGEXP", sql)]
    assert not borrowed


APPS = (
    "organisations",
    "institutions",
    "kernel",
    "documents",
    "meetings",
    "responsibility",
    "cadres",
    "resources",
    "service",
    "appraisal",
)


@pytest.mark.parametrize("app", [*APPS, "rezoning"])
def test_a_database_of_yesterday_goes_on(app, monkeypatch):
    """Somebody has everything but the app's last migration, with all that is folded recorded as taken: what is there
    stands on what is there."""
    plain = MigrationLoader(connection, replace_migrations=False)
    last = max(
        (key for key in plain.disk_migrations if key[0] == app and key[1] != "0001_together"),
        key=lambda key: len(plain.graph.forwards_plan(key)),
    )
    missing = {key for key in plain.graph.backwards_plan(last) if key[1] != "0001_together"}
    own = {key for key in plain.disk_migrations if key[1] != "0001_together"} - missing
    folded = {key for key in plain.disk_migrations if key[1] == "0001_together" and key[0] in dict(own)}
    taken = dict.fromkeys(own | folded)
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _recorder: dict(taken))
    loader = MigrationLoader(connection)
    loader.check_consistent_history(connection)
    todo = MigrationExecutor(connection).migration_plan(loader.graph.leaf_nodes())
    # An app of which nothing is there yet comes folded.
    none = {name for name, _migration in missing} - set(dict(own))
    wanted = {key for key in missing if key[0] not in none} | {(name, "0001_together") for name in none}
    assert {(one.app_label, one.name) for one, _back in todo} == wanted
