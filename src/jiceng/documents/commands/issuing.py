"""Number and issue in one transaction; recipients confirm that it came."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.documents.commands.state import locked, must_be_sound, name_of, note
from jiceng.documents.enums import DocumentState, Ending, Step
from jiceng.documents.models import Counter, Document, Receipt, Recipient, SealUse
from jiceng.documents.queries.content import fingerprint
from jiceng.documents.queries.findings import more_than_last_year, most_of_year
from jiceng.documents.rules import may_issue, may_receive
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def issue(
    *,
    by,
    document: Document,
    on: date | None = None,
    in_force: date | None = None,
    until: date | None = None,
    copies: int | None = None,
    count_reason: str = "",
) -> Document:
    """Take the next number of the series in the year of the signature, put the seal on so many copies (default: one a
    recipient and one to keep), and issue. In force from `in_force` (default: the day of issue) to `until` (that day no
    longer). Never ahead of its day. `count_reason`
    says why there are more papers than last year, when the drafter did not. Whoever dies in between has taken no
    number."""
    must(by, may_issue, document, _("无权印发这份公文。"))
    row = locked(document, DocumentState.SIGNED)
    must_be_sound(row)
    row.issued_on = on or today()
    if row.issued_on < row.signed_on:
        raise ImpossibleError(_("印发日期不能早于成文日期。"))
    if row.issued_on > max(today(), row.signed_on):
        raise ImpossibleError(_("印发日期不能晚于今天；晚些生效的，另填生效日期。"))
    row.valid_from, row.valid_to = in_force or row.issued_on, until
    if until is not None:
        if until <= row.valid_from:
            raise ImpossibleError(_("失效日期要晚于生效日期。"))
        row.ending = Ending.EXPIRED
    row.year = row.signed_on.year
    row.count_reason = count_reason.strip()[:300] or row.count_reason
    row.number = _next_number(row)
    row.state = DocumentState.ISSUED
    row.sha256, row.sm3 = fingerprint(row)
    row.save()
    if row.sealed:
        _seal(by, row, copies)
    note(by, row, Step.ISSUED, row.number_text)
    after = {"number": row.number_text, "sha256": row.sha256}
    record(by=by, verb="documents.issued", target=row, why=row.count_reason, after=after)
    return row


def _seal(by, document: Document, copies: int | None) -> SealUse:
    """Only what was signed and numbered gets the seal: both stand in the same transaction."""
    return SealUse.objects.create(
        document=document,
        seal=document.organisation.name[:120],
        copies=document.recipients.count() + 1 if copies is None else copies,
        approved_by=document.signed_by_name,
        by_name=name_of(by),
        on=document.issued_on,
    )


def _next_number(document: Document) -> int:
    """The counter, locked until the transaction ends; two first issues of a year both try to make it, one waits."""
    rows = Counter.objects.select_for_update().filter(series=document.series_id, year=document.year)
    counter = rows.first()
    if counter is None:
        made = Counter(series_id=document.series_id, year=document.year)
        Counter.objects.bulk_create([made], ignore_conflicts=True)
        counter = rows.get()
    _must_not_be_more(document, counter)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _must_not_be_more(document: Document, counter: Counter) -> None:
    """Not more papers than last year without a written reason (C36)."""
    if (most := most_of_year(document.series_id, document.year, counter.last)) and not document.count_reason:
        raise ImpossibleError(more_than_last_year(document.series.code, most))


@transaction.atomic
def receive(*, by, recipient: Recipient) -> Receipt:
    """A recipient signs for the document; again changes nothing."""
    if recipient.organisation_id is None:
        raise ImpossibleError(_("系统外的单位不在这里签收。"))
    must(by, may_receive, recipient, _("无权代表这个单位签收。"))
    document = locked(recipient.document, DocumentState.ISSUED, DocumentState.FILED)
    row, made = Receipt.objects.get_or_create(
        recipient=recipient, defaults={"by": by, "by_name": name_of(by)}
    )
    if made:
        record(by=by, verb="documents.receive", target=document, after={"recipient": recipient.name})
    return row
