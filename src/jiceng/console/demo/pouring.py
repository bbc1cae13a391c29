"""Very many rows of one kind, written past the models: a year of rolls is tens of thousands of them."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Model


def pour(model: type[Model], fields: Sequence[str], rows: Iterable[tuple]) -> None:
    """Write the rows, each with plain values in the order of `fields` (names as in the model, `meeting_id` for a key);
    every other field takes its default. Constraints of the database hold as ever."""
    given = set(fields)
    rest = [one for one in model._meta.concrete_fields if not one.primary_key and one.attname not in given]
    constants = tuple(one.get_db_prep_save(one.get_default(), connection) for one in rest)
    columns = [model._meta.get_field(name.removesuffix("_id")).column for name in fields]
    names = ", ".join(connection.ops.quote_name(one) for one in (*columns, *(one.column for one in rest)))
    marks = ", ".join(["%s"] * (len(columns) + len(rest)))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  # names are those of the model
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*row, *constants) for row in rows])
