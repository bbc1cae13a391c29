"""What a table is said in: columns, filters, actions on the ticked rows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from jiceng.kernel.components import written
from jiceng.kernel.pages import dated
from jiceng.kernel.templatetags.jiceng import badge_mark, light_mark

A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Column:
    """One column. `value` is an attribute path ("person__name") or a function of the row; `sort` the field to
    order by; `light` gives (state, word); `badge` the tone of a badge; `whole` keeps the words on one line, as days
    are. `file_name` is the heading in the .xlsx when it differs from the label, so that an exported file can be
    imported again."""

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
    whole: bool = False

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
        if self.of(row) in (None, ""):
            return format_html('<td class="{}">{}</td>', "none number" if self.number else "none", inner)
        if self.light or self.badge:
            return format_html("<td>{}</td>", inner)
        kind = "number" if self.number else "whole" if self.whole or A_DAY.fullmatch(inner) else ""
        return format_html('<td class="{}" data-label="{}">{}</td>', kind, self.label, inner)


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
