"""Who was invited says: received; coming, absent, or somebody else comes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.record import record
from jiceng.meetings import kinds
from jiceng.meetings.commands.state import keeping
from jiceng.meetings.enums import Answer, MeetingState
from jiceng.meetings.models import Invitation
from jiceng.meetings.rules import may_keep
from jiceng.organisations.commands import ImpossibleError


def _must_be_invited(by, invitation: Invitation) -> None:
    """The person invited, or whoever keeps the meeting (who took the answer by telephone)."""
    entry = invitation.entry
    if by is None or (by.person_id and by.person_id == entry.person_id):
        return
    if not may_keep.test(by, entry.meeting):
        raise ImpossibleError(_("这不是发给您的通知。"))
    keeping(by, entry.meeting)


@transaction.atomic
def acknowledge(*, by, invitation: Invitation) -> Invitation:
    """The receipt."""
    _must_be_invited(by, invitation)
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.seen_at is None:
        row.seen_at = timezone.now()
        row.save(update_fields=["seen_at"])
        record(by=by, verb="meetings.acknowledge", target=row)
    return row


@transaction.atomic
def answer_invitation(
    *, by, invitation: Invitation, answer: str, reason: str = "", substitute: str = ""
) -> Invitation:
    """May be changed until the meeting opens. A substitute only where the kind's rules allow one."""
    _must_be_invited(by, invitation)
    row = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("entry__meeting")
        .get(pk=invitation.pk)
    )
    meeting = row.entry.meeting
    if meeting.state != MeetingState.CONVENED:
        raise ImpossibleError(_("会议已经开始或取消，不能再答复。"))
    if answer not in Answer.values or not answer:
        raise ImpossibleError(_("请选择是否参加。"))
    if answer == Answer.SUBSTITUTE:
        if not kinds.of(meeting.kind, meeting.day).substitutes:
            raise ImpossibleError(_("这种会议须本人参加，不能派人代为出席。"))
        if not substitute.strip():
            raise ImpossibleError(_("请填代为出席的人。"))
    if answer == Answer.ABSENT and not reason.strip():
        raise ImpossibleError(_("请假请写明事由。"))
    now = timezone.now()
    row.answer, row.reason, row.answered_at = answer, reason.strip()[:200], now
    row.substitute = substitute.strip()[:60] if answer == Answer.SUBSTITUTE else ""
    row.seen_at = row.seen_at or now
    row.save()
    record(by=by, verb="meetings.answer_invitation", target=row, after={"answer": answer})
    return row
