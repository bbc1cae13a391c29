"""What an uploaded table would change, before anything is changed."""

import contextlib
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext_lazy

from jiceng.kernel.sentences import keep
from jiceng.kernel.sentences import sentence as _
from jiceng.kernel.xlsx.tables import Row, Table

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

NEW, CHANGED, ENDED, UNCHANGED = "new", "changed", "ended", "unchanged"
KINDS = {
    NEW: gettext_lazy("新增"),
    CHANGED: gettext_lazy("变更"),
    ENDED: gettext_lazy("终止"),
    UNCHANGED: gettext_lazy("不变"),
}


@dataclass(slots=True, frozen=True)
class Change:
    """What becomes of one row: new, changed, ended or unchanged; `fields` maps columns to [before, after]."""

    sheet: str
    row: int
    kind: str
    name: str
    fields: dict[str, list[str]]

    def line(self) -> str:
        return encode([self.sheet, self.row, self.kind, self.name, self.fields])


@dataclass
class Plan:
    """The changes of a whole file, row by row, and where they came from."""

    table: Table
    changes: list[Change] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.table.faults

    def counts(self) -> dict:
        found = Counter(change.kind for change in self.changes)
        return {
            **{kind: found[kind] for kind in KINDS},
            "rows": len(self.table.rows),
            "faults": len(self.table.faults),
            "left_out": keep(self.table.left_out[:50]),
        }

    def digest(self, path: Path | None = None) -> str:
        """SHA-256 of the changes: what was previewed is what may be written. Keeps them in `path` when given."""
        state = hashlib.sha256()
        with path.open("wb") if path else contextlib.nullcontext() as file:
            for change in self.changes:
                line = f"{change.line()}\n".encode()
                state.update(line)
                if file:
                    file.write(line)
        return state.hexdigest()


Progress = Callable[[int, int, str], None]


def every(rows: Iterable[Row], progress: Progress | None, words: str, size: int = 2000) -> Iterable[Row]:
    """The rows, telling how far it is now and then."""
    kept = list(rows)
    for number, row in enumerate(kept):
        if progress and number % size == 0:
            progress(number, len(kept), words)
        yield row


def twice(table: Table, keyed: Iterable[tuple[object, Row]], column: str) -> None:
    """Fault every row whose key stood in an earlier row; an empty key counts for nothing."""
    first: dict[object, Row] = {}
    for key, row in keyed:
        if key is None:
            continue
        if key in first:
            table.fault(
                row,
                column,
                _("与“%(sheet)s”第 %(row)s 行重复") % {"sheet": first[key].sheet, "row": first[key].number},
            )
        else:
            first[key] = row


def said(value: object) -> str:
    """A value of a field as the preview shows it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
