"""A list page's table. Cells are written in Python; a template would cost ten times as much."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.access import signed_in
from jiceng.kernel.forms import OF_ONE_LOOK
from jiceng.kernel.models import SavedView
from jiceng.kernel.queries import saved_views
from jiceng.kernel.tables.columns import BulkAction, Chip, Column, Filter, Head
from jiceng.kernel.tables.looking import matching
from jiceng.kernel.tables.paging import Paged
from jiceng.kernel.workbook import workbook

FEW_COLUMNS = 3


class Table(Paged):
    """A list page's table; subclasses say the columns. One table of a `name` on a page."""

    name: ClassVar[str] = "rows"
    search: ClassVar[Sequence[str]] = ()
    search_label: ClassVar[Any] = _("搜索")
    filters: Sequence[Filter] = ()
    bulk: ClassVar[Sequence[BulkAction]] = ()
    caption: ClassVar[Any] = ""
    empty_title: ClassVar[Any] = _("这里还没有记录")
    empty_text: ClassVar[Any] = ""
    export: ClassVar[bool] = True
    most_exported: ClassVar[int] = 200_000
    entry: ClassVar[str] = ""
    """The template of one `entry` where rows are read rather than compared: a list item in place of a table's row."""
    anchor: ClassVar[str] = ""
    """Where on its page the list begins, if it is not the page's only matter."""

    def __init__(self, request, rows: QuerySet):
        self.request = request
        self.given = rows

    # What was asked for

    @cached_property
    def text(self) -> str:
        return self.request.GET.get("q", "").strip()[:60]

    @cached_property
    def is_narrowed(self) -> bool:
        return bool(self.text or any(self.request.GET.get(f.name) for f in self.filters))

    # The rows

    @cached_property
    def rows_matching(self) -> QuerySet:
        rows = self.searched(self.given) if self.text else self.given
        for narrowing in self.filters:
            value = self.request.GET.get(narrowing.name, "")
            if value and value in {str(v) for v, _label in narrowing.choices()}:
                rows = narrowing.apply(rows, value)
        return rows

    def searched(self, rows):
        """The rows that the text in the search field means."""
        return rows.filter(matching(rows.model, self.search, self.text))

    def rows_in_file(self):
        return self.ordered(self.rows_matching)[: self.most_exported].iterator(chunk_size=2000)

    # What is drawn

    @property
    def id(self) -> str:
        return f"table-{self.name}"

    @property
    def heads(self) -> list[Head]:
        chosen, down = self.ordering
        heads = []
        for column in self.shown:
            direction = ("descending" if down else "ascending") if column is chosen else ""
            flipped = f"-{column.key}" if direction == "ascending" else column.key
            heads.append(Head(column, self.address(sort=flipped) if column.sort else "", direction))
        return heads

    @cached_property
    def chosen(self) -> set[str]:
        """Keys of the columns that were chosen; empty: all of them."""
        return set(self.request.GET.getlist("column")) & {column.key for column in self.columns}

    @cached_property
    def shown(self) -> list[Column]:
        visible = [column for column in self.columns if not column.hidden]
        return [one for one in visible if one.main or not self.chosen or one.key in self.chosen]

    @property
    def choosable(self) -> list[tuple[Column, bool]]:
        """Columns that may be left out, with whether each is shown; none where there is little to choose."""
        free = [column for column in self.columns if not column.hidden and not column.main]
        few = self.entry or len(free) < FEW_COLUMNS
        return [] if few else [(column, column in self.shown) for column in free]

    @cached_property
    def address_now(self) -> str:
        """The query of this list as it stands: filters, order, columns; without the place in it and the day."""
        gone = OF_ONE_LOOK
        return urlencode([(k, v) for k, values in self.request.GET.lists() if k not in gone for v in values])

    @cached_property
    def saved(self) -> list[tuple[SavedView, bool]]:
        """The account's own views of this list, with whether it is the one shown."""
        account = getattr(self.request, "user", None)
        if not signed_in.test(account) or not self.choosable:
            return []
        views = saved_views(seen_by=account, path=self.request.path)
        return [(view, view.query == self.address_now) for view in views]

    @property
    def lines(self) -> Iterator[tuple[Any, SafeString]]:
        """Each row's key and its cells as HTML."""
        for row in self.page:
            cells = "".join(column.cell(row, self.request) for column in self.shown)
            yield row.pk, mark_safe(cells)  # noqa: S308  # every cell is escaped by Column.cell

    @property
    def entries(self) -> Iterable:
        """What `entry` draws."""
        return self.page

    @property
    def orders(self) -> list[Head]:
        """Where no head of a table offers an order."""
        return [head for head in self.heads if head.url]

    @property
    def chips(self) -> list[tuple[Any, list[Chip]]]:
        rows = []
        for narrowing in self.filters:
            chosen = self.request.GET.get(narrowing.name, "")
            rest = [
                Chip(label, self.address(**{narrowing.name: value}), str(value) == chosen)
                for value, label in narrowing.choices()
            ]
            every = Chip(
                _("全部"), self.address(**{narrowing.name: None}), not any(chip.active for chip in rest)
            )
            rows.append((narrowing.label, [every, *rest]))
        return rows

    def address(self, **changes) -> str:
        """This page's query with some parameters changed, from the first page."""
        params = self.request.GET.copy()
        for gone in ("after", "before", "export"):
            params.pop(gone, None)
        for name, value in changes.items():
            params.pop(name, None)
            if value not in (None, ""):
                params[name] = value
        return f"?{params.urlencode()}{self.place}"

    @property
    def place(self) -> str:
        return f"#{self.anchor}" if self.anchor else ""

    @property
    def next_url(self) -> str:
        return self.address(after=self._cursor_of(self.page[-1])) if self.page and self.has_next else ""

    @property
    def previous_url(self) -> str:
        return self.address(before=self._cursor_of(self.page[0])) if self.page and self.has_previous else ""

    @property
    def export_url(self) -> str:
        return self.address(export="xlsx")

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a new search keeps: filters, order, day."""
        gone = {"q", "after", "before", "export"}
        return [(k, v) for k, values in self.request.GET.lists() if k not in gone for v in values]

    @property
    def kept_by_columns(self) -> list[tuple[str, str]]:
        """What another choice of columns keeps: all but the columns."""
        asked = [("q", self.text)] if self.text else []
        return asked + [(k, v) for k, v in self.kept if k != "column"]

    @property
    def cleared_url(self) -> str:
        """The list without what was searched for and chosen."""
        return self.address(q=None, **{one.name: None for one in self.filters})

    # The answer

    def part(self) -> HttpResponse | None:
        """The file, or only the list for htmx, where that is asked for: then the rest of the page need not be made."""
        if self.export and self.request.GET.get("export") == "xlsx":
            return self.file()
        if self.request.htmx and self.request.htmx.target == self.id:
            return render(self.request, "kernel/components/table_results.html", {"table": self})
        return None

    def response(self, template: str, context: dict | None = None) -> HttpResponse:
        """The page, only its list, or the file."""
        return self.part() or render(self.request, template, {**(context or {}), "table": self})

    def file(self) -> HttpResponse:
        """All matching rows as .xlsx, in the order shown, with the chosen columns, else all that belong in a file."""
        columns = [column for column in self.columns if column.in_file]
        if self.chosen:
            columns = [column for column in columns if column in self.shown]
        headings = [column.file_name or str(column.label) for column in columns]
        values = ([column.of(row) for column in columns] for row in self.rows_in_file())
        return workbook(self.name, headings, values)
