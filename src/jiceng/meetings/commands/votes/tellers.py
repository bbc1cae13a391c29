"""A teller's code: given once, typed back once, kept by nobody but the teller."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.record import record
from jiceng.meetings.commands.votes.state import locked, own_teller
from jiceng.meetings.enums_votes import PollState
from jiceng.meetings.models import Poll
from jiceng.meetings.votes.sealing import new_code, opens, public_key
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def take_code(*, by, poll: Poll) -> str:
    """A new code for the teller, returned and kept nowhere; the site keeps the public key that belongs to it. Until
    the vote opens a lost code is replaced by taking another. It serves the boxes of all audiences of the matter."""
    code = new_code()
    for row in _with_those_beside(poll):
        teller = own_teller(by, row)
        teller.public_key, teller.checked_at = public_key(code), None
        teller.save(update_fields=["public_key", "checked_at"])
        after = {"teller": teller.number, "lock": teller.public_key.hex()}
        record(by=by, verb="meetings.take_code", target=row, after=after)
    return code


def _with_those_beside(poll: Poll) -> list[Poll]:
    """The poll, and the boxes of other audiences, all prepared and locked in the order of their keys."""
    keys = sorted({poll.pk, *poll.beside(PollState.PREPARED).values_list("pk", flat=True)})
    return [locked(Poll(pk=key), PollState.PREPARED) for key in keys]


@transaction.atomic
def check_code(*, by, poll: Poll, code: str) -> None:
    """The teller types the code back from paper: it was written down right."""
    for row in _with_those_beside(poll):
        teller = own_teller(by, row)
        if not teller.public_key:
            raise ImpossibleError(_("请先领取开箱码。"))
        if not opens(code, teller.public_key):
            raise ImpossibleError(_("开箱码不对，请对照您抄下的内容重新输入。"))
        teller.checked_at = timezone.now()
        teller.save(update_fields=["checked_at"])
        record(by=by, verb="meetings.check_code", target=row, after={"teller": teller.number})
