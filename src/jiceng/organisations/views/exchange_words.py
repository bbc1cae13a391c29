"""What the pages of tables in and out show, written out."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from jiceng.kernel.components import Figure, Tab
from jiceng.kernel.sentences import read
from jiceng.kernel.templatetags.jiceng import light_mark
from jiceng.kernel.units import FAULTS, ROWS
from jiceng.organisations.commands.exchange import faults_of
from jiceng.organisations.commands.exchange_plan import KINDS, UNCHANGED
from jiceng.organisations.models import ImportBatch
from jiceng.organisations.queries.exchange import Preview

State = ImportBatch.State
LIGHTS = {
    State.CHECKING: "info",
    State.FAULTY: "late",
    State.READY: "soon",
    State.APPLIED: "done",
    State.UNDONE: "none",
}


def state_light(batch: ImportBatch):
    return light_mark(LIGHTS[State(batch.state)], batch.get_state_display())


def batch_rows(batches: Iterable[ImportBatch]) -> list[list]:
    return [
        [
            moment(batch.created_at),
            format_html('<a href="{}">{}</a>', reverse("import_batch", args=[batch.pk]), batch.file_name),
            batch.get_kind_display(),
            f"{batch.counts.get('rows', 0):,}",
            state_light(batch),
        ]
        for batch in batches
    ]


def counted(batch: ImportBatch) -> list[Figure]:
    """The figures of a batch's head: changes by kind, or how many faults."""
    counts = batch.counts
    if batch.state == State.FAULTY:
        return [
            Figure(_("读取"), counts.get("rows", 0), ROWS),
            Figure(_("错误"), counts.get("faults", 0), FAULTS, tone="late"),
        ]
    return [Figure(str(word), counts[kind], ROWS) for kind, word in KINDS.items() if kind in counts]


def moment(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def batch_words(batch: ImportBatch) -> dict:
    """What the page of a batch says of it, whatever its state."""
    return {
        "figures": counted(batch),
        "faults": fault_rows(batch),
        "fault_headers": [_("工作表"), ROWS, _("列"), _("内容"), _("应为")],
        "has_faults_file": faults_of(batch).exists(),
        "preview_headers": [_("工作表"), ROWS, _("名称"), _("内容")],
        "nothing_changes": not any(batch.counts.get(kind) for kind in KINDS if kind != UNCHANGED),
        "left_out": [read(one) for one in batch.counts.get("left_out", [])],
        "applied_text": moment(batch.applied_at),
        "undone_text": moment(batch.undone_at),
        "back_url": reverse("exchange_hub"),
    }


def fault_rows(batch: ImportBatch) -> list[list]:
    return [
        [
            fault["sheet"],
            fault["row"] or "",
            read(fault["column"]),
            fault["value"],
            read(fault["expected"]),
        ]
        for fault in batch.faults
    ]


def preview_tabs(batch: ImportBatch, preview: Preview | None) -> list[Tab]:
    if preview is None:
        return []
    address = reverse("import_batch", args=[batch.pk])
    return [
        Tab(str(word), f"{address}?kind={kind}", kind == preview.kind, batch.counts.get(kind, 0))
        for kind, word in KINDS.items()
    ]


def preview_rows(preview: Preview | None) -> list[list]:
    if preview is None:
        return []
    return [[row.sheet, row.row, row.name, _fields(row.fields)] for row in preview.rows]


def _fields(fields: list[tuple[str, str, str]]):
    """Each field on a line: column, before → after."""
    return format_html_join(
        "",
        '<div><span class="quiet">{}</span> {}</div>',
        (
            (column, format_html("{} → {}", before, after) if before else after)
            for column, before, after in fields
        ),
    )
