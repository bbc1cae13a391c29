"""Thousands of rows in one go, past the object layer: numbers reserved, rows inserted, changed, read raw.

Values are what the database keeps: dates as ISO text, encrypted fields sealed already. Call inside a transaction.
"""

import contextlib
import gc
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import (
    AutoField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    TextField,
)

CHUNK = 5000


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Hundreds of thousands of objects come into being here and none is garbage: the collector rests, it would only
    walk them again and again (a fifth of the time at 100,000 rows)."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


def chunks(values: Iterable, size: int = CHUNK) -> Iterator[list]:
    """The values in lists short enough for one IN (...)."""
    kept = list(values)
    return (kept[start : start + size] for start in range(0, len(kept), size))


def _quoted(columns: Iterable[str]) -> str:
    return ", ".join(connection.ops.quote_name(column) for column in columns)


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def reserve(model: type[Model], count: int) -> range | list[int]:
    """Primary keys for `count` new rows, taken from the table's own sequence."""
    if not count:
        return range(0)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # The write lock is held, so nobody else takes the next numbers; inserting them moves the sequence on.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return range(first, first + count)


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[tuple]) -> None:
    """Insert rows: COPY on PostgreSQL, executemany on SQLite."""
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_table(model)} ({_quoted(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        statement = f"INSERT INTO {_table(model)} ({_quoted(columns)}) VALUES ({marks})"  # noqa: S608  # names of our own models
        cursor.executemany(statement, rows)


def create(model: type[Model], rows: Sequence[Model]) -> None:
    """Insert objects that are not stored yet, in their order; each gets its number. What a field would set by itself
    when saved is not set."""
    fields = model._meta.concrete_fields
    for row, key in zip(rows, reserve(model, len(rows)), strict=True):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias
    stored = [(field.attname, _as_stored(field)) for field in fields]
    insert(model, [field.column for field in fields], [_values(row, stored) for row in rows])


def _values(row: Model, stored: list) -> tuple:
    return tuple(None if (value := getattr(row, name)) is None else kept(value) for name, kept in stored)


def _as_stored(field: Field) -> Callable[[Any], Any]:
    """How a value of the field is kept, `None` apart: text and numbers as they are (a word of a closed list as its
    text), days as ISO text, what is stranger as the field itself says."""
    if isinstance(field, DateField) and not isinstance(field, DateTimeField):
        return lambda day: day.isoformat()
    if type(field) in {CharField, TextField}:
        return str
    if isinstance(field, AutoField | IntegerField | ForeignKey):
        return int
    return lambda value: field.get_db_prep_save(value, connection)


def change(model: type[Model], columns: Sequence[str], rows: Sequence[tuple]) -> None:
    """Change `columns` of rows; each tuple holds the new values and, last, the primary key."""
    if not rows:
        return
    sets = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {_table(model)} SET {sets} WHERE id = %s", rows)  # noqa: S608  # names of our own models


def raw(model: type[Model], columns: Sequence[str], keys: Iterable[int] | None = None) -> dict[int, tuple]:
    """What the database keeps in `columns`, as text or None, by primary key; all rows without `keys`."""
    found: dict[int, tuple] = {}
    statement = f"SELECT id, {_quoted(columns)} FROM {_table(model)}"  # noqa: S608  # names of our own models
    with connection.cursor() as cursor:
        for part in [None] if keys is None else chunks(keys):
            if part is None:
                cursor.execute(statement)
            else:
                marks = ", ".join(["%s"] * len(part))
                cursor.execute(f"{statement} WHERE id IN ({marks})", part)
            for row in cursor.fetchall():
                found[row[0]] = tuple(map(as_text, row[1:]))
    return found


def as_text(value: object) -> str | None:
    """A kept value in the one form that both databases agree on."""
    if value is None or type(value) is str:
        return value
    return str(int(value)) if isinstance(value, bool) else str(value)


def mark(values: Iterable[object]) -> int:
    """A short mark (CRC-32) by which a row that was changed since is known."""
    return zlib.crc32("\x1f".join("\x00" if value is None else str(value) for value in values).encode())


def columns_of(model: type[Model]) -> list[str]:
    """The columns of a model's table without the primary key, in the order of its fields."""
    return [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
