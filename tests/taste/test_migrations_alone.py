"""Whoever began early goes one migration after the other and ends with the same tables, indexes and triggers."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection

pytestmark = [pytest.mark.walk, pytest.mark.timeout(900), pytest.mark.django_db]

ONE_BY_ONE = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False
executor.loader.build_graph()
executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[1] != "0001_together"])
"""
DRAWN = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"


def drawn(cursor) -> dict[str, set]:
    """What there is, and the columns of each table."""
    found: dict[str, set] = {}
    for kind, name in cursor.execute(DRAWN).fetchall():
        columns = cursor.execute(f'PRAGMA table_info("{name}")').fetchall() if kind == "table" else ()
        found[f"{kind} {name}"] = {tuple(column[1:4]) for column in columns}
    return found


@pytest.mark.skipif(
    "os.environ.get('JICENG_TEST_DB') == 'postgres'", reason="database: only SQLite rebuilds tables"
)
def test_one_after_the_other_leads_to_the_same_tables(tmp_path):
    env = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "JICENG_TEST_DB"}
    }
    env |= {"JICENG_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "jiceng.config.settings"}
    subprocess.run([sys.executable, "-c", ONE_BY_ONE], env=env, check=True, timeout=800)
    early = sqlite3.connect(tmp_path / "jiceng.sqlite3")
    one_by_one, together = drawn(early.cursor()), drawn(connection.cursor())
    early.close()
    assert set(one_by_one) ^ set(together) == set()
    assert {name for name in together if one_by_one[name] != together[name]} == set()
