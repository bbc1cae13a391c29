"""What every command here asks first: the row locked, and in a state that allows it."""

from django.utils.translation import gettext as _

from jiceng.kernel import secrecy
from jiceng.kernel.access import must
from jiceng.meetings.enums import MeetingState
from jiceng.meetings.models import AgendaItem, Meeting
from jiceng.meetings.rules import may_keep
from jiceng.organisations.commands import ImpossibleError

BEFORE = (MeetingState.DRAFT, MeetingState.CONVENED)
LIVE = (MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.OPEN)


def locked(meeting: Meeting, *states: str) -> Meeting:
    """The meeting as it is now, locked until the transaction ends; refused in any other state."""
    row = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("organisation", "chair", "clerk")
        .get(pk=meeting.pk)
    )
    if states and row.state not in states:
        values = {"state": row.get_state_display()}
        raise ImpossibleError(_("会议%(state)s，不能再这样做。") % values)
    return row


def keeping(by, meeting: Meeting, *states: str) -> Meeting:
    """The meeting locked, by somebody who keeps it."""
    must(by, may_keep, meeting, _("无权记录这次会议。"))
    return locked(meeting, *states)


def must_stay_out(*texts: str) -> None:
    """Nothing that bears a mark of secrecy is kept: not in a note, a decision or the minutes."""
    if fault := secrecy.fault_in(*texts):
        raise ImpossibleError(fault)


def locked_item(item: AgendaItem) -> AgendaItem:
    return (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("meeting__organisation")
        .get(pk=item.pk)
    )
