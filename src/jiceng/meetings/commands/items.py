"""An item is written by one at a time: locked for a while, saved on the version it was read at, never overwritten."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.words import moment_text
from jiceng.meetings.commands.state import keeping, locked_item, must_stay_out
from jiceng.meetings.enums import MeetingKind, MeetingState, OpinionOutcome
from jiceng.meetings.models import AgendaItem, Speech
from jiceng.organisations.commands import ImpossibleError

LEASE = timedelta(minutes=3)
WRITABLE = (MeetingState.CONVENED, MeetingState.OPEN, MeetingState.CLOSED)


class ConflictError(ImpossibleError):
    """Somebody else is writing, or has saved since; `item` is what stands now."""

    def __init__(self, message: str, item: AgendaItem) -> None:
        super().__init__(message)
        self.item = item


def _must_be_unapproved(item: AgendaItem) -> None:
    if item.meeting.minutes.filter(approved_at__isnull=False).exists():
        raise ImpossibleError(_("纪要已经签发，改动请走更正。"))


def is_held_by_other(item: AgendaItem, by) -> bool:
    return bool(
        item.locked_by_id
        and item.locked_by_id != getattr(by, "pk", None)
        and item.locked_until
        and item.locked_until > timezone.now()
    )


@transaction.atomic
def lock_item(*, by, item: AgendaItem, take_over: bool = False) -> AgendaItem:
    """For three minutes, longer with each save. Another's lock is respected until it ends; taking it over before is
    possible and stands in the record."""
    keeping(by, item.meeting, *WRITABLE)
    row = locked_item(item)
    _must_be_unapproved(row)
    held = is_held_by_other(row, by)
    if held and not take_over:
        values = {"name": row.locked_by, "until": moment_text(row.locked_until)[11:]}
        raise ConflictError(_("%(name)s正在记录这项议程，到%(until)s。") % values, row)
    if held:
        record(by=by, verb="meetings.take_over_item", target=row, before={"locked_by": str(row.locked_by)})
    row.locked_by, row.locked_until = by, timezone.now() + LEASE
    row.save(update_fields=["locked_by", "locked_until"])
    return row


@transaction.atomic
def save_item(*, by, item: AgendaItem, base: int, notes: str, decision_draft: str) -> AgendaItem:
    """`base` is the version on which the text was written. The same text twice is one save; another's newer text is
    never overwritten (ConflictError)."""
    keeping(by, item.meeting, *WRITABLE)
    row = locked_item(item)
    _must_be_unapproved(row)
    # Browsers send line ends as CR LF; one spelling, so that the same text is the same.
    notes, decision_draft = (text.replace("\r\n", "\n").strip() for text in (notes, decision_draft))
    if (row.notes, row.decision_draft) == (notes, decision_draft):
        return row
    must_stay_out(notes, decision_draft)
    if is_held_by_other(row, by):
        raise ConflictError(_("%(name)s正在记录这项议程，您写的还没有保存。") % {"name": row.locked_by}, row)
    if row.version != base:
        raise ConflictError(
            _("%(name)s已经保存过新的内容，请合并后再保存。") % {"name": row.saved_by or ""}, row
        )
    before = {"notes": row.notes, "decision_draft": row.decision_draft}
    row.notes, row.decision_draft = notes, decision_draft
    row.version += 1
    row.saved_by, row.saved_at = by, timezone.now()
    if by is not None:
        row.locked_by, row.locked_until = by, timezone.now() + LEASE
    row.save()
    after = {"notes": notes, "decision_draft": decision_draft}
    record(by=by, verb="meetings.save_item", target=row, before=before, after=after)
    return row


@transaction.atomic
def release_item(*, by, item: AgendaItem) -> None:
    """Done with it; another may write."""
    keeping(by, item.meeting, *WRITABLE)
    row = locked_item(item)
    if row.locked_by_id == getattr(by, "pk", None):
        row.locked_by = row.locked_until = None
        row.save(update_fields=["locked_by", "locked_until"])


@transaction.atomic
def add_speech(*, by, item: AgendaItem, name: str, text: str, person=None) -> Speech:
    """What somebody said, in a few words."""
    keeping(by, item.meeting, MeetingState.OPEN, MeetingState.CLOSED)
    _must_be_unapproved(item)
    if not name.strip() or not text.strip():
        raise ImpossibleError(_("请填发言人和发言要点。"))
    must_stay_out(text)
    row = Speech.objects.create(item=item, person=person, name=name.strip()[:60], text=text.strip()[:2000])
    record(by=by, verb="meetings.add_speech", target=row)
    return row


@transaction.atomic
def answer_speech(*, by, speech: Speech, outcome: str, answer: str) -> Speech:
    """What became of an opinion, and why; a later word takes the place of the one before, the record keeps both."""
    meeting = keeping(by, speech.item.meeting, MeetingState.OPEN, MeetingState.CLOSED)
    if meeting.kind != MeetingKind.DISCUSSION:
        raise ImpossibleError(_("只有座谈会的意见逐条处理。"))
    if outcome not in OpinionOutcome.values or not answer.strip():
        raise ImpossibleError(_("请选处理结果，并写明处理情况。"))
    must_stay_out(answer)
    row = Speech.objects.select_for_update().get(pk=speech.pk)
    before = {"outcome": row.outcome, "answer": row.answer}
    row.outcome, row.answer, row.answered_on = outcome, answer.strip()[:500], today()
    row.save(update_fields=["outcome", "answer", "answered_on"])
    after = {"outcome": row.outcome, "answer": row.answer}
    record(by=by, verb="meetings.answer_speech", target=row, before=before, after=after)
    return row
