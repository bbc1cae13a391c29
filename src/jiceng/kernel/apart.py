"""Two dated rows of one owner never share a day: kept by the database, whoever asks.

PostgreSQL has exclusion constraints; SQLite gets triggers that say the same. A later migration that rebuilds the
table on SQLite must set them again.
"""

from collections.abc import Iterator


def guards(vendor: str, table: str, *columns: str) -> Iterator[str]:
    """The statements that set the guard: rows that agree in all `columns` lie apart in time."""
    yield from _sqlite(table, columns) if vendor == "sqlite" else _postgres(table, columns)


def lifts(vendor: str, table: str) -> Iterator[str]:
    if vendor == "sqlite":
        yield from (f"DROP TRIGGER IF EXISTS {table}_apart_{event}" for event in ("insert", "update"))
    else:
        yield f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_apart"


def _sqlite(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    same = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
    shared = (
        f"SELECT 1 FROM {table} AS other WHERE {same} AND other.id IS NOT NEW.id "  # noqa: S608  # names of our own tables
        "AND (other.valid_to IS NULL OR other.valid_to > NEW.valid_from) "
        "AND (NEW.valid_to IS NULL OR NEW.valid_to > other.valid_from)"
    )
    for event in ("insert", "update"):
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {table}_apart_{event} AFTER {event} ON {table} "
            f"WHEN EXISTS ({shared}) BEGIN SELECT RAISE(ABORT, '{table}: two on one day'); END"
        )


def _postgres(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    same = ", ".join(f"int8range({column}, {column}, '[]') WITH &&" for column in columns)
    yield (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_apart EXCLUDE USING gist "
        f"({same}, daterange(valid_from, valid_to) WITH &&)"
    )
