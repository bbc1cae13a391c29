"""What every command of votes asks first: the poll locked, in a state that allows it."""

from django.utils.translation import gettext as _

from jiceng.kernel.access import Refused, must
from jiceng.meetings.models import Poll, PollTeller
from jiceng.meetings.rules import may_keep
from jiceng.organisations.commands import ImpossibleError


def locked(poll: Poll, *states: str) -> Poll:
    """The poll as it is now, locked until the transaction ends; refused in any other state."""
    row = Poll.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=poll.pk)
    if states and row.state not in states:
        raise ImpossibleError(_("表决%(state)s，不能再这样做。") % {"state": row.get_state_display()})
    return row


def keeping(by, poll: Poll, *states: str) -> Poll:
    """The poll locked, by somebody who keeps its meeting."""
    must(by, may_keep, poll.item.meeting, _("无权办理这次表决。"))
    return locked(poll, *states)


def own_teller(by, poll: Poll) -> PollTeller:
    """The teller that the account is. Nobody else acts for a teller, the system neither."""
    person = getattr(by, "person_id", None)
    found = PollTeller.objects.filter(poll=poll, person_id=person).exclude(person=None).first()
    if found is None:
        raise Refused(_("您不是这次表决的计票人。"))
    return found
