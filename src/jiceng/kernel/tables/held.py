"""A table of rows that are computed and held in memory: the same search, filters, order, pages and file."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from jiceng.kernel.search import is_latin, letters_of
from jiceng.kernel.tables.table import Table


class HeldTable(Table):
    """Rows are plain values with a `pk` that is theirs alone; `search` and each column's `sort` name attributes, and
    a filter narrows a list."""

    def searched(self, rows: Iterable) -> list:
        return [row for row in rows if self._is_meant(row)]

    def _is_meant(self, row) -> bool:
        """Texts by part, as in a table of stored rows; Latin letters from the start of pinyin and initials, too."""
        spelled = letters_of(self.text) if is_latin(self.text) else None
        for field in self.search:
            text = getattr(row, field)
            if field.endswith(("pinyin", "initials")):
                if spelled is not None and text.startswith(spelled):
                    return True
            elif self.text.lower() in text.lower():
                return True
        return False

    def rows_in_file(self) -> list:
        return self.ordered(self.rows_matching)[: self.most_exported]

    def ordered(self, rows: Iterable, backwards: bool = False) -> list:
        column, down = self.ordering
        down_now = down != backwards
        by_key = sorted(rows, key=lambda row: row.pk, reverse=backwards if column else down_now)
        if column is None:
            return by_key
        full = [row for row in by_key if self._value(row) is not None]
        empty = [row for row in by_key if self._value(row) is None]
        full.sort(key=self._value, reverse=down_now)
        return empty + full if backwards else full + empty

    def _value(self, row) -> Any:
        column, _down = self.ordering
        value = getattr(row, column.sort)
        return value.isoformat() if isinstance(value, date) else value

    def _found(self, cursor: tuple[Any, int] | None, backwards: bool) -> list:
        rows = self.ordered(self.rows_matching, backwards)
        if cursor is not None:
            rows = [row for row in rows if self._is_beyond(row, cursor, backwards)]
        return rows[: self.page_size + 1]

    def _is_beyond(self, row, cursor: tuple[Any, int], backwards: bool) -> bool:
        """Whether the row stands strictly after (or before) the cursor in the order shown."""
        value, pk = cursor
        column, down = self.ordering
        if column is None:
            return row.pk < pk if down != backwards else row.pk > pk
        own = self._value(row)
        if own == value:
            return row.pk < pk if backwards else row.pk > pk
        if own is None or value is None:
            return (value is None) == backwards
        return own < value if down != backwards else own > value
