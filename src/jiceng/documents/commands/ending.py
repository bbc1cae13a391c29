"""What becomes of an issued document: repealed, replaced, filed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.documents.commands.state import locked, note
from jiceng.documents.enums import DocumentState, Ending, Retention, Step
from jiceng.documents.layout import archive_copy
from jiceng.documents.models import Document, FiledCopy
from jiceng.documents.queries.content import digests
from jiceng.documents.rules import may_issue, may_sign
from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError

ISSUED = (DocumentState.ISSUED, DocumentState.FILED)


def _end(by, document: Document, on: date, ending: str, why: str) -> Document:
    if document.ending in {Ending.REPEALED, Ending.REPLACED}:
        raise ImpossibleError(_("这份公文已经失效。"))
    if on < document.valid_from:
        raise ImpossibleError(_("失效日期不能早于生效日期。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    before = {"valid_to": document.valid_to}
    document.valid_to, document.ending = on, ending
    document.save()
    record(
        by=by,
        verb=f"documents.{ending}",
        target=document,
        why=why,
        before=before,
        after={"valid_to": on},
    )
    return document


@transaction.atomic
def repeal(*, by, document: Document, on: date, why: str) -> Document:
    """No longer in force from `on`; it stays readable. What expires before that day is not kept in force by it."""
    must(by, may_sign, document, _("无权废止这份公文。"))
    row = locked(document, *ISSUED)
    if row.ending == Ending.EXPIRED and row.valid_to < on:
        words = {"day": row.valid_to.isoformat()}
        raise ImpossibleError(_("这份公文自%(day)s起期满失效，废止的日期不能更晚。") % words)
    return _end(by, row, on, Ending.REPEALED, why)


@transaction.atomic
def replace(*, by, document: Document, successor: Document, why: str) -> Document:
    """No longer in force from the day on which its successor is, or on which it expired before that."""
    must(by, may_sign, document, _("无权废止这份公文。"))
    row, after = locked(document, *ISSUED), locked(successor, *ISSUED)
    if row.pk == after.pk or row.organisation_id != after.organisation_id:
        raise ImpossibleError(_("替代文件须是同一机关另一份已印发的公文。"))
    row.replaced_by = after
    on = after.valid_from if row.valid_to is None else min(row.valid_to, after.valid_from)
    return _end(by, row, on, Ending.REPLACED, why)


@transaction.atomic
def file(*, by, document: Document, archive_number: str, retention: str = "", address: str = "") -> FiledCopy:
    """Into the archive as PDF/A with its fingerprints; the bytes are kept. `address` is where its code leads."""
    must(by, may_issue, document, _("无权归档这份公文。"))
    row = locked(document, DocumentState.ISSUED)
    if not archive_number.strip():
        raise ImpossibleError(_("请写明档号。"))
    content = archive_copy(row, address)
    sha256, sm3 = digests(content)
    copy = FiledCopy.objects.create(document=row, content=content, sha256=sha256, sm3=sm3)
    row.archive_number = archive_number.strip()[:60]
    row.retention = Retention(retention) if retention else row.retention
    row.state = DocumentState.FILED
    row.save()
    note(by, row, Step.FILED, row.archive_number)
    record(by=by, verb="documents.filed", target=row, after={"sha256": sha256})
    return copy
