"""Votes prepared before the meeting follow its roll until that is frozen."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from jiceng.kernel.record import record
from jiceng.meetings.commands.votes.preparing import write_options
from jiceng.meetings.enums_votes import PollForm, PollState
from jiceng.meetings.models import Meeting, Poll, PollExclusion, PollProxy, PollTeller, RollEntry


def _prepared(meeting: Meeting) -> QuerySet[Poll]:
    return Poll.objects.filter(item__meeting=meeting, state=PollState.PREPARED)


def _voters(meeting: Meeting) -> list[tuple[str, int]]:
    return list(meeting.roll.filter(entitled=True, person__isnull=False).values_list("name", "person_id"))


def let_go(meeting: Meeting, leaving: Sequence[int], voteless: Sequence[int]) -> None:
    """Part of a command: these lines of the roll go, or only lose their vote. Written proxies and reasons to keep out
    go with the vote, a teller with the line. Each loss is recorded with its poll."""
    lost = [*leaving, *voteless]
    people = RollEntry.objects.filter(pk__in=leaving, person__isnull=False).values("person")
    for poll in _prepared(meeting) if lost else ():
        proxies = PollProxy.objects.filter(Q(giver__in=lost) | Q(holder__in=lost), poll=poll)
        excluded = PollExclusion.objects.filter(entry__in=lost, poll=poll)
        tellers = PollTeller.objects.filter(poll=poll, person__in=people)
        before = {
            "proxies": [list(pair) for pair in proxies.values_list("giver__name", "holder__name")],
            "excluded": list(excluded.values_list("entry__name", flat=True)),
            "tellers": list(tellers.values_list("person__name", flat=True)),
        }
        if any(before.values()):
            record(by=None, verb="meetings.let_go", target=poll, before=before)
        for rows in (proxies, excluded, tellers):
            rows.delete()


def graded_whole(meeting: Meeting) -> list[Poll]:
    """Prepared polls that grade everybody entitled, nobody else: they follow the roll."""
    everybody = {person for _name, person in _voters(meeting)}
    rows = _prepared(meeting).filter(form=PollForm.GRADES).prefetch_related("options")
    return [poll for poll in rows if {one.person_id for one in poll.options.all()} == everybody]


def grade_again(meeting: Meeting, polls: list[Poll]) -> None:
    """Part of a command, after the roll was settled."""
    for poll in polls:
        write_options(poll, _voters(meeting))
