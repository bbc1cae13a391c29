"""Tables said in columns: search, filters, sort, keyset pages, export and htmx come with it.

Paging is by key: a page begins after the last row of the one before, so page 400 costs as much as page 1 and
nothing is counted. Cells are written in Python; a template would cost ten times as much.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.components import written
from jiceng.kernel.pages import dated
from jiceng.kernel.search import is_latin
from jiceng.kernel.templatetags.jiceng import badge_mark, light_mark
from jiceng.kernel.workbook import workbook


@dataclass(frozen=True)
class Column:
    """One column. `value` is an attribute path ("person__name") or a function of the row; `sort` the field to
    order by; `light` gives (state, word); `badge` the tone of a badge. `file_name` is the heading in the .xlsx
    when it differs from the label, so that an exported file can be imported again."""

    key: str
    label: Any
    value: str | Callable | None = None
    url: Callable | None = None
    sort: str = ""
    number: bool = False
    light: Callable | None = None
    badge: Callable | None = None
    main: bool = False
    hidden: bool = False
    in_file: bool = True
    file_name: str = ""

    def of(self, row) -> Any:
        """The plain value of a row."""
        if self.value is None:
            return str(self.light(row)[1]) if self.light else getattr(row, self.key)
        if callable(self.value):
            return self.value(row)
        found = row
        for part in self.value.split("__"):
            found = None if found is None else getattr(found, part)
        return found

    def text(self, row) -> str:
        value = self.of(row)
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        return written(value) if self.number or value is None else str(value)

    def cell(self, row, request) -> SafeString:
        """The cell as HTML."""
        if self.light:
            inner = light_mark(*self.light(row))
        elif self.badge:
            inner = badge_mark(self.text(row), self.badge(row))
        else:
            inner = conditional_escape(self.text(row))
        if self.url and (url := self.url(row)):
            inner = format_html('<a href="{}">{}</a>', dated(request, url), inner)
        if self.main:
            return format_html('<th scope="row">{}</th>', inner)
        return format_html('<td class="number">{}</td>' if self.number else "<td>{}</td>", inner)


@dataclass(frozen=True)
class Filter:
    """A row of chips. `choices` gives (value, label) pairs; `apply(rows, value)` narrows."""

    name: str
    label: Any
    choices: Callable
    apply: Callable


@dataclass(frozen=True)
class BulkAction:
    """Something to do with the ticked rows: opens `url_name` with ?pk=…&pk=…, which shows what will happen."""

    label: Any
    url_name: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class Chip:
    label: Any
    url: str
    active: bool


@dataclass(frozen=True)
class Head:
    column: Column
    url: str
    direction: str


class Table:
    """A list page's table; subclasses say the columns. One table of a `name` on a page."""

    name: ClassVar[str] = "rows"
    columns: ClassVar[Sequence[Column]] = ()
    search: ClassVar[Sequence[str]] = ()
    search_label: ClassVar[Any] = _("搜索")
    filters: ClassVar[Sequence[Filter]] = ()
    bulk: ClassVar[Sequence[BulkAction]] = ()
    order: ClassVar[str] = ""
    page_size: ClassVar[int] = 50
    caption: ClassVar[Any] = ""
    empty_title: ClassVar[Any] = _("这里还没有记录")
    empty_text: ClassVar[Any] = ""
    export: ClassVar[bool] = True
    most_exported: ClassVar[int] = 200_000

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

    @cached_property
    def ordering(self) -> tuple[Column | None, bool]:
        """The column to order by and whether downwards; an unknown one falls back to the table's own."""
        for asked in (self.request.GET.get("sort", ""), self.order):
            for column in self.columns:
                if column.sort and column.key == asked.removeprefix("-"):
                    return column, asked.startswith("-")
        return None, self.order.startswith("-")

    # The rows

    @cached_property
    def rows_matching(self) -> QuerySet:
        rows = self.given
        if self.text:
            rows = rows.filter(self.matching(self.text))
        for narrowing in self.filters:
            value = self.request.GET.get(narrowing.name, "")
            if value and value in {str(v) for v, _label in narrowing.choices()}:
                rows = narrowing.apply(rows, value)
        return rows

    def matching(self, text: str) -> Q:
        """Names by part, pinyin and initials from their start (Latin letters only)."""
        found = Q(pk__in=[])
        for field in self.search:
            if field.endswith(("pinyin", "initials")):
                if is_latin(text):
                    found |= Q(**{f"{field}__startswith": text.lower().replace(" ", "")})
            else:
                found |= Q(**{f"{field}__icontains": text})
        return found

    def ordered(self, rows: QuerySet, backwards: bool = False) -> QuerySet:
        """By the chosen field (empty values last), then by key."""
        column, down = self.ordering
        down_now = down != backwards
        by_key = F("pk").desc() if backwards else F("pk").asc()
        if column is None:
            return rows.order_by(F("pk").desc() if down_now else F("pk").asc())
        field = F(column.sort)
        if backwards:
            by_field = field.desc(nulls_first=True) if down_now else field.asc(nulls_first=True)
        else:
            by_field = field.desc(nulls_last=True) if down_now else field.asc(nulls_last=True)
        return rows.order_by(by_field, by_key)

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
        return further | same if backwards else further | same | Q(**{f"{field}__isnull": True})

    @cached_property
    def page(self) -> list:
        """The rows of this page; one more is read to know whether there is a next one."""
        before = read_cursor(self.request.GET.get("before", ""))
        after = read_cursor(self.request.GET.get("after", ""))
        backwards = before is not None
        rows = self.ordered(self.rows_matching, backwards)
        cursor = before or after
        try:
            if cursor is not None:
                rows = rows.filter(self.beyond(cursor, backwards))
            found = list(rows[: self.page_size + 1])
        except (
            ValueError,
            TypeError,
            OverflowError,
            ValidationError,
            DataError,
        ):  # of another column, or forged
            backwards, cursor = False, None
            found = list(self.ordered(self.rows_matching)[: self.page_size + 1])
        more = len(found) > self.page_size
        found = found[: self.page_size]
        if backwards:
            found.reverse()
        self.has_next = True if backwards else more
        self.has_previous = more if backwards else cursor is not None
        return found

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

    @property
    def shown(self) -> list[Column]:
        return [column for column in self.columns if not column.hidden]

    @property
    def lines(self) -> Iterator[tuple[Any, SafeString]]:
        """Each row's key and its cells as HTML."""
        for row in self.page:
            cells = "".join(column.cell(row, self.request) for column in self.shown)
            yield row.pk, mark_safe(cells)  # noqa: S308  # every cell is escaped by Column.cell

    @property
    def chips(self) -> list[tuple[Any, list[Chip]]]:
        rows = []
        for narrowing in self.filters:
            chosen = self.request.GET.get(narrowing.name, "")
            every = Chip(_("全部"), self.address(**{narrowing.name: None}), not chosen)
            rest = [
                Chip(label, self.address(**{narrowing.name: value}), str(value) == chosen)
                for value, label in narrowing.choices()
            ]
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
        return "?" + params.urlencode()

    def _cursor_of(self, row) -> str:
        column, _down = self.ordering
        value = row.pk
        if column is not None:
            value = row
            for part in column.sort.split("__"):
                value = None if value is None else getattr(value, part)
        return write_cursor(value, row.pk)

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
    def cleared_url(self) -> str:
        kept = {k: v for k, v in self.request.GET.items() if k == "as_of"}
        return "?" + urlencode(kept)

    # The answer

    def response(self, template: str, context: dict | None = None) -> HttpResponse:
        """The page, only its table for htmx, or the file."""
        if self.export and self.request.GET.get("export") == "xlsx":
            return self.file()
        if self.request.htmx and self.request.htmx.target == self.id:
            return render(self.request, "kernel/components/table_results.html", {"table": self})
        return render(self.request, template, {**(context or {}), "table": self})

    def file(self) -> HttpResponse:
        """All matching rows as .xlsx, in the order shown, with the columns that belong in a file."""
        columns = [column for column in self.columns if column.in_file]
        headings = [column.file_name or str(column.label) for column in columns]
        rows = self.ordered(self.rows_matching)[: self.most_exported]
        values = ([column.of(row) for column in columns] for row in rows.iterator(chunk_size=2000))
        return workbook(self.name, headings, values)


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
