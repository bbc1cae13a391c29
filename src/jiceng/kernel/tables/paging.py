"""Pages by key: a page begins after the last row of the one before, so page 400 costs as much as page 1 and nothing
is counted."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DataError
from django.db.models import CharField, F, Field, Q, QuerySet

from jiceng.kernel.tables.columns import Column


class Paged:
    """The part of a table that orders its rows and reads one page of them."""

    columns: Sequence[Column] = ()
    order: ClassVar[str] = ""
    page_size: ClassVar[int] = 50
    request: Any
    given: QuerySet

    @property
    def rows_matching(self) -> QuerySet:
        """The rows left by search and filters."""
        return self.given

    @property
    def text(self) -> str:
        """What is searched for."""
        return ""

    @cached_property
    def ordering(self) -> tuple[Column | None, bool]:
        """The column to order by and whether downwards; an unknown one falls back to the table's own."""
        for asked in (self.request.GET.get("sort", ""), self.order):
            for column in self.columns:
                if column.sort and column.key == asked.removeprefix("-"):
                    return column, asked.startswith("-")
        return None, self.order.startswith("-")

    @cached_property
    def may_be_empty(self) -> bool:
        """Whether the column ordered by may hold no value: then empty ones come last, which costs an index."""
        return self._fields is None or any(field.null for field in self._fields)

    @cached_property
    def _fields(self) -> list[Field] | None:
        """The model's fields on the way to what is ordered by; None for a computed column."""
        column, _down = self.ordering
        model, fields = self.given.model, []
        for part in column.sort.split("__") if column else ():
            try:
                fields.append(model._meta.get_field(part))
            except FieldDoesNotExist:
                return None
            model = fields[-1].related_model
        return fields

    def ordered(self, rows: Any, backwards: bool = False) -> Any:
        """By the chosen field (empty values last), then by key."""
        column, down = self.ordering
        down_now = down != backwards
        by_key = F("pk").desc() if backwards else F("pk").asc()
        if column is None:
            return rows.order_by(F("pk").desc() if down_now else F("pk").asc())
        field, empty = F(column.sort), {}
        if self.may_be_empty:
            empty = {"nulls_first": True} if backwards else {"nulls_last": True}
        return rows.order_by(field.desc(**empty) if down_now else field.asc(**empty), by_key)

    def beyond(self, cursor: tuple[Any, int], backwards: bool) -> Q:
        """Rows strictly after (or before) the cursor in the order shown."""
        value, pk = cursor
        column, down = self.ordering
        if column is None:
            return Q(**{"pk__lt" if down != backwards else "pk__gt": pk})
        field = column.sort
        further_key = Q(**{"pk__lt" if backwards else "pk__gt": pk})
        if value is None:
            same = Q(**{f"{field}__isnull": True}) & further_key
            return Q(**{f"{field}__isnull": False}) | same if backwards else same
        further = Q(**{f"{field}__{'lt' if down != backwards else 'gt'}": value})
        same = Q(**{field: value}) & further_key
        if backwards or not self.may_be_empty:
            return further | same
        return further | same | Q(**{f"{field}__isnull": True})

    def _keys(self, cursor: tuple[Any, int] | None, backwards: bool) -> QuerySet:
        """The keys of one page and one more, so that only that many rows are read whole. Every text is at least the
        empty one; saying so lets SQLite walk the index of the order instead of sorting all rows."""
        rows = self.rows_matching
        if cursor is not None:
            rows = rows.filter(self.beyond(cursor, backwards))
        is_text = self._fields and isinstance(self._fields[-1], CharField)
        if is_text and not self.may_be_empty and not self.text:
            rows = rows.filter(**{f"{self.ordering[0].sort}__gte": ""})
        return self.ordered(rows, backwards).values("pk")[: self.page_size + 1]

    def _found(self, cursor: tuple[Any, int] | None, backwards: bool) -> list:
        rows = self.given.filter(pk__in=self._keys(cursor, backwards))
        return list(self.ordered(rows, backwards))

    @cached_property
    def page(self) -> list:
        """The rows of this page; one more is read to know whether there is a next one."""
        before = read_cursor(self.request.GET.get("before", ""))
        after = read_cursor(self.request.GET.get("after", ""))
        backwards = before is not None
        cursor = before or after
        try:
            found = self._found(cursor, backwards)
        except (
            ValueError,
            TypeError,
            OverflowError,
            ValidationError,
            DataError,
        ):  # of another column, or forged
            backwards, cursor = False, None
            found = self._found(None, False)
        more = len(found) > self.page_size
        found = found[: self.page_size]
        if backwards:
            found.reverse()
        self.has_next = True if backwards else more
        self.has_previous = more if backwards else cursor is not None
        return found

    def _cursor_of(self, row) -> str:
        column, _down = self.ordering
        value = row.pk
        if column is not None:
            value = row
            for part in column.sort.split("__"):
                value = None if value is None else getattr(value, part)
        return write_cursor(value, row.pk)


def write_cursor(value: Any, pk: Any) -> str:
    plain = value.isoformat() if isinstance(value, date) else value
    return base64.urlsafe_b64encode(json.dumps([plain, pk], default=str).encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[Any, Any] | None:
    """The cursor, or None when it is missing or damaged."""
    if not text:
        return None
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, TypeError, RecursionError):
        return None
    return (value, pk) if type(pk) is int and not isinstance(value, dict | list) else None
