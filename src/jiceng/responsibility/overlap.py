"""Two rows of one community (one leader) never share a day: kept by the database, whoever asks.

PostgreSQL has exclusion constraints; SQLite gets triggers that say the same. A later migration that rebuilds one of
the tables on SQLite must set them again.
"""

from collections.abc import Iterator

TABLES = (("responsibility_contactpoint", "community_id"), ("responsibility_liaison", "leader_id"))


def guards(vendor: str) -> Iterator[str]:
    """The statements that set the guard."""
    for table, column in TABLES:
        yield from _sqlite(table, column) if vendor == "sqlite" else _postgres(table, column)


def lifts(vendor: str) -> Iterator[str]:
    for table, _column in TABLES:
        if vendor == "sqlite":
            yield from (f"DROP TRIGGER IF EXISTS {table}_apart_{event}" for event in ("insert", "update"))
        else:
            yield f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_apart"


def _sqlite(table: str, column: str) -> Iterator[str]:
    shared = (
        f"SELECT 1 FROM {table} AS other WHERE other.{column} = NEW.{column} AND other.id IS NOT NEW.id "  # noqa: S608  # names of our own tables
        "AND (other.valid_to IS NULL OR other.valid_to > NEW.valid_from) "
        "AND (NEW.valid_to IS NULL OR NEW.valid_to > other.valid_from)"
    )
    for event in ("insert", "update"):
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {table}_apart_{event} AFTER {event} ON {table} "
            f"WHEN EXISTS ({shared}) BEGIN SELECT RAISE(ABORT, '{table}: two on one day'); END"
        )


def _postgres(table: str, column: str) -> Iterator[str]:
    yield (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_apart EXCLUDE USING gist "
        f"(int8range({column}, {column}, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&)"
    )
