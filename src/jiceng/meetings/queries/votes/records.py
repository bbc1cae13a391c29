"""What minutes and duties take from votes."""

from dataclasses import dataclass

from jiceng.meetings.enums_votes import PollForm, PollState
from jiceng.meetings.models import AgendaItem, Meeting, Poll
from jiceng.meetings.queries.votes.results import COUNTED, count, outcome_of
from jiceng.meetings.queries.votes.words import sentence
from jiceng.meetings.votes.deciding import Verdict

UNFINISHED = (PollState.OPEN, PollState.CLOSED)


@dataclass(frozen=True)
class VoteRecord:
    """A counted vote as minutes need it: what, how, the whole result as a sentence, who kept out and why."""

    poll_id: int
    item_id: int
    title: str
    form: str
    way: str
    sentence: str
    verdict: Verdict
    lines: dict[str, int]
    excluded: tuple[tuple[str, str], ...]


def votes_of(meeting: Meeting) -> list[VoteRecord]:
    """The meeting's counted votes in the order of its agenda; a void or unfinished one is none."""
    rows = Poll.objects.filter(item__meeting=meeting, state__in=COUNTED).order_by("item__order", "pk")
    return [_record(poll) for poll in rows]


def _record(poll: Poll) -> VoteRecord:
    found = count(poll)
    outcome = outcome_of(poll, found)
    return VoteRecord(
        poll.pk,
        poll.item_id,
        poll.title,
        poll.get_form_display(),
        poll.get_way_display(),
        sentence(poll, found, outcome),
        outcome.verdict,
        found.lines,
        tuple(poll.exclusions.order_by("pk").values_list("entry__name", "reason")),
    )


def lines_of(item: AgendaItem) -> list[str]:
    """An item's votes as paragraphs of the minutes."""
    polls = Poll.objects.filter(item=item, state__in=COUNTED).order_by("pk")
    made = [_record(poll) for poll in polls]
    return [f"{one.title}（{one.way}）：{one.sentence}" for one in made]


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
