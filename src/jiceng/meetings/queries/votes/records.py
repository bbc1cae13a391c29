"""What minutes and duties take from votes."""

from jiceng.meetings.enums_votes import PollForm, PollState
from jiceng.meetings.models import AgendaItem, Meeting, Poll
from jiceng.meetings.queries.votes.results import COUNTED, count, outcome_of
from jiceng.meetings.queries.votes.words import sentence
from jiceng.meetings.votes.deciding import Verdict

UNFINISHED = (PollState.OPEN, PollState.CLOSED)


def lines_of(item: AgendaItem) -> list[str]:
    """An item's votes as paragraphs of the minutes."""
    polls = Poll.objects.filter(item=item, state__in=COUNTED).order_by("pk")
    return [f"{one.title}（{one.get_way_display()}）：{_told(one)}" for one in polls]


def _told(poll: Poll) -> str:
    found = count(poll)
    return sentence(poll, found, outcome_of(poll, found))


def is_finished(meeting: Meeting) -> bool:
    """No vote of the meeting is open or waits for its count."""
    return not Poll.objects.filter(item__meeting=meeting, state__in=UNFINISHED).exists()


def is_voted(item: AgendaItem) -> bool:
    """A counted vote on the item is there, and the motion was not lost."""
    return Poll.objects.filter(item=item, state__in=COUNTED).exists() and not is_lost(item)


def is_lost(item: AgendaItem) -> bool:
    """The latest motion put to the vote did not get its majority."""
    motions = Poll.objects.filter(item=item, state__in=COUNTED, form=PollForm.MOTION)
    last = motions.order_by("-pk").first()
    return last is not None and outcome_of(last).verdict != Verdict.PASSED


def marks_of_votes(meeting: Meeting) -> set[str]:
    """`votes` once a counted vote is there: a piece of the meeting's evidence."""
    counted = Poll.objects.filter(item__meeting=meeting, state__in=COUNTED)
    return {"votes"} if counted.exists() else set()
