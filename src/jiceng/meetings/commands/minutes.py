"""Minutes: drafted, written, approved by the chair; corrected only by a further version."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import add_marks
from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.meetings.commands.state import keeping, locked, must_stay_out
from jiceng.meetings.enums import MeetingState
from jiceng.meetings.models import Meeting, Minutes, MinuteSentence
from jiceng.meetings.queries.marks import marks_of
from jiceng.meetings.queries.minutes import drafted, latest
from jiceng.meetings.queries.sentences import PLACES, is_sound
from jiceng.meetings.queries.votes.records import is_voted
from jiceng.meetings.rules import may_approve_minutes, may_keep_sentences
from jiceng.organisations.commands import ImpossibleError


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def draft_minutes(*, by, meeting: Meeting) -> Minutes:
    """From what was kept. An unapproved draft is drawn up again; an approved one stays and cannot be drawn over."""
    row = keeping(by, meeting, MeetingState.CLOSED)
    last = latest(row)
    if last is not None and last.approved_at:
        raise ImpossibleError(_("纪要已经签发，改动请走更正。"))
    text = drafted(row)
    must_stay_out(text)
    if last is None:
        last = Minutes(meeting=row, version=1)
    last.text, last.sha256, last.written_by = text, digest_of(text), by
    last.save()
    record(by=by, verb="meetings.draft_minutes", target=last, after={"version": last.version})
    return last


@transaction.atomic
def save_minutes(*, by, minutes: Minutes, text: str) -> Minutes:
    """Change the wording of a draft."""
    keeping(by, minutes.meeting, MeetingState.CLOSED)
    row = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if row.approved_at:
        raise ImpossibleError(_("纪要已经签发，改动请走更正。"))
    if not text.strip():
        raise ImpossibleError(_("纪要不能是空的。"))
    must_stay_out(text)
    before = row.sha256
    row.text = text.replace("\r\n", "\n").strip()
    row.sha256, row.written_by = digest_of(row.text), by
    row.save()
    record(
        by=by,
        verb="meetings.save_minutes",
        target=row,
        before={"sha256": before},
        after={"sha256": row.sha256},
    )
    return row


@transaction.atomic
def approve_minutes(*, by, minutes: Minutes) -> Minutes:
    """By the chair of the meeting; when the chair is no longer there, by whoever leads the organisation."""
    meeting = minutes.meeting
    must(by, may_approve_minutes, meeting, _("无权签发这份纪要。"))
    locked(meeting, MeetingState.CLOSED)
    chair = meeting.chair
    if by is not None and chair and by.person_id != chair.pk and _can_approve(chair):
        raise ImpossibleError(_("纪要由主持人%(name)s签发。") % {"name": chair})
    row = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if row.approved_at:
        raise ImpossibleError(_("纪要已经签发。"))
    must_stay_out(row.text)
    row.approved_by, row.approved_at = by, timezone.now()
    row.save(update_fields=["approved_by", "approved_at"])
    add_marks(source=meeting, marks={"minutes"} | marks_of(meeting))
    for decision in meeting.decisions.select_related("item"):
        marks = ["minutes", *(["votes"] if is_voted(decision.item) else [])]
        add_marks(source=decision, kind="decision.made", marks=marks)
    record(by=by, verb="meetings.approve_minutes", target=row, after={"sha256": row.sha256})
    return row


def _can_approve(chair) -> bool:
    """Whether the chair has an account that may: otherwise waiting for them would wait for ever."""
    account = getattr(chair, "account", None)
    return bool(account and account.is_active and may_approve_minutes.test(account))


@transaction.atomic
def correct_minutes(*, by, minutes: Minutes, why: str) -> Minutes:
    """A further version to write on; the approved one stays readable."""
    meeting = keeping(by, minutes.meeting, MeetingState.CLOSED)
    last = latest(meeting)
    if not why.strip():
        raise ImpossibleError(_("请写明更正的理由。"))
    if last is None or last.approved_at is None:
        raise ImpossibleError(_("还没有签发的纪要，直接修改即可。"))
    row = Minutes.objects.create(
        meeting=meeting,
        version=last.version + 1,
        text=last.text,
        sha256=last.sha256,
        why=why.strip()[:300],
        written_by=by,
    )
    record(by=by, verb="meetings.correct_minutes", target=row, why=row.why)
    return row


@transaction.atomic
def word_sentence(*, by, key: str, text: str) -> MinuteSentence | None:
    """The county's wording of a stock sentence; an empty one goes back to what is shipped."""
    must(by, may_keep_sentences, None, _("无权维护纪要用语。"))
    if key not in PLACES:
        raise ImpossibleError(_("没有这条用语。"))
    text = text.strip()[:300]
    old = MinuteSentence.objects.filter(key=key).first()
    if not text:
        if old:
            record(by=by, verb="meetings.word_sentence", target=old, before={"text": old.text})
            old.delete()
        return None
    if not is_sound(key, text):
        raise ImpossibleError(
            _("只能用这些占位：%(places)s。")
            % {"places": "、".join(f"%({one})s" for one in sorted(PLACES[key])) or "—"}
        )
    row, _made = MinuteSentence.objects.update_or_create(key=key, defaults={"text": text, "changed_by": by})
    before = {"text": old.text} if old else None
    record(by=by, verb="meetings.word_sentence", target=row, before=before, after={"text": text})
    return row
