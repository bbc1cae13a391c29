"""Batches that came in, and what their preview says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet

from jiceng.kernel.models import Job
from jiceng.organisations.commands.exchange import folder_of
from jiceng.organisations.commands.exchange_plan import KINDS, UNCHANGED
from jiceng.organisations.enums import BatchKind
from jiceng.organisations.exports.columns import MEMBERS, ORGANISATIONS
from jiceng.organisations.models import ImportBatch

PAGE = 50


@dataclass(frozen=True)
class PreviewRow:
    """One row of the preview in words; `fields` are (column, before, after)."""

    sheet: str
    row: int
    kind: str
    name: str
    fields: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Preview:
    """A page of the preview: rows of one kind of change, and where the next page begins."""

    kind: str
    rows: list[PreviewRow]
    start: int
    following: int | None
    previous: int | None


def batches(*, seen_by) -> QuerySet[ImportBatch]:
    """The batches that the account sent in, without their long parts."""
    return ImportBatch.objects.filter(account_id=seen_by.pk).defer("undo", "faults")


def job_of(batch: ImportBatch) -> Job | None:
    """The work on this batch that began last."""
    return Job.objects.filter(pk=batch.counts.get("job")).first()


def preview(batch: ImportBatch, *, kind: str = "", start: int = 0) -> Preview | None:
    """Rows of one kind of change from number `start`; None when there is no preview."""
    path = folder_of(batch) / "changes.jsonl"
    if not path.exists():
        return None
    if kind not in KINDS:
        kind = next((one for one in KINDS if batch.counts.get(one)), UNCHANGED)
    titles = {
        column.name: column.title
        for column in (MEMBERS if batch.kind == BatchKind.MEMBERS else ORGANISATIONS)
    }
    found = list(islice(_lines(path, kind), start, start + PAGE + 1))
    rows = [
        PreviewRow(sheet, row, kind, name, [(titles[column], *pair) for column, pair in fields.items()])
        for sheet, row, _kind, name, fields in found[:PAGE]
    ]
    following = start + PAGE if len(found) > PAGE else None
    return Preview(kind, rows, start, following, max(start - PAGE, 0) if start else None)


def _lines(path, kind: str) -> Iterator[list]:
    marker = f',"{kind}",'
    with path.open(encoding="utf-8") as file:
        for line in file:
            if marker in line:  # cheap first look; the parsed line decides
                found = json.loads(line)
                if found[2] == kind:
                    yield found
