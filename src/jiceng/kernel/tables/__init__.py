"""Tables said in columns: search, filters, sort, keyset pages, export and htmx come with it."""

from jiceng.kernel.tables.columns import BulkAction, Column, Filter
from jiceng.kernel.tables.held import HeldTable
from jiceng.kernel.tables.paging import read_cursor, write_cursor
from jiceng.kernel.tables.table import Table

__all__ = ["BulkAction", "Column", "Filter", "HeldTable", "Table", "read_cursor", "write_cursor"]
