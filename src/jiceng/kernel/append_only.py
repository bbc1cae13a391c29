"""The record can only grow: triggers in the database refuse UPDATE and DELETE, whoever asks.

Only the emptying of a test database lifts the guard.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "kernel_entry"
SENTENCE = "the record can only grow"

SQLITE_GUARD = [
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{verb} BEFORE {verb} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for verb in ("UPDATE", "DELETE")
]
SQLITE_LIFT = [f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}" for verb in ("UPDATE", "DELETE")]

POSTGRES_GUARD = [
    f"CREATE OR REPLACE FUNCTION {TABLE}_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"DROP TRIGGER IF EXISTS {TABLE}_only_grows ON {TABLE}",
    f"CREATE TRIGGER {TABLE}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_only_grows()",
]
POSTGRES_LIFT = [f"DROP TRIGGER IF EXISTS {TABLE}_only_grows ON {TABLE}"]


def _run(connection: BaseDatabaseWrapper, sqlite: list[str], postgres: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in sqlite if connection.vendor == "sqlite" else postgres:
            cursor.execute(statement)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers; again does nothing new."""
    _run(connection, SQLITE_GUARD, POSTGRES_GUARD)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    _run(connection, SQLITE_LIFT, POSTGRES_LIFT)
