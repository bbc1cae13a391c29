"""What the numbers mean under a rule: quorum and majority with their own bases, in whole numbers.

Nothing here depends on the order in which votes came.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jiceng.institutions.thresholds import NOTHING, Heads, Threshold
from jiceng.meetings.enums_votes import Grade, Voice
from jiceng.meetings.enums_votes import PollForm as Form
from jiceng.meetings.votes.marks import Paper, others_of


class Verdict(StrEnum):
    VOID = "void"  # more ballots came back than were given out
    NO_QUORUM = "no_quorum"
    PASSED = "passed"
    FAILED = "failed"
    ELECTED = "elected"  # every seat is filled
    RUN_OFF = "run_off"  # equal votes at the last seat
    SEATS_LEFT = "seats_left"  # fewer won than there are seats
    GRADED = "graded"


@dataclass(frozen=True)
class Ballots:
    """Ballots given out and come back, on phones and on paper together; `void` of those that came back."""

    issued: int
    returned: int
    void: int = 0

    @property
    def valid(self) -> int:
        return self.returned - self.void

    @property
    def sound(self) -> bool:
        return 0 <= self.void <= self.returned <= self.issued


@dataclass(frozen=True)
class Asked:
    """What the rule asks: who must be there, how many must agree, how much of all may be excellent."""

    quorum: Threshold = NOTHING
    majority: Threshold = NOTHING
    cap: Threshold = NOTHING


@dataclass(frozen=True)
class Outcome:
    """`needed` votes carry it, `quorum` heads make it lawful. `won` and `tied` are keys of options, the winner with
    most votes first; `left` seats stay open. `grades` proposes one for each appraised; `undecided` are those whom
    equal votes leave at the border of the cap: a person decides."""

    verdict: Verdict
    needed: int
    quorum: int
    won: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    left: int = 0
    grades: tuple[tuple[str, Grade], ...] = ()
    undecided: tuple[str, ...] = ()
    cap: int = 0


def decide(paper: Paper, tally: Mapping[str, int], ballots: Ballots, heads: Heads, asked: Asked) -> Outcome:
    """Judge a tally. More ballots back than given out: void, whatever they say. No quorum: nothing is decided."""
    needed, quorum = asked.majority.least(heads), asked.quorum.least(heads)
    if not ballots.sound:
        return Outcome(Verdict.VOID, needed, quorum)
    if heads.present < quorum:
        return Outcome(Verdict.NO_QUORUM, needed, quorum)
    if paper.form == Form.MOTION:
        passed = tally[Voice.YES] >= needed and tally[Voice.YES] > 0
        return Outcome(Verdict.PASSED if passed else Verdict.FAILED, needed, quorum)
    if paper.form == Form.CHOICE:
        return _elect(paper, tally, needed, quorum)
    return _grade(paper, tally, ballots, needed, quorum, asked.cap)


def standing(paper: Paper, tally: Mapping[str, int]) -> tuple[str, ...]:
    """Whom one could vote for: the candidates, and everybody whom somebody wrote in."""
    return (*paper.options, *others_of(dict(tally)))


def _elect(paper: Paper, tally: Mapping[str, int], needed: int, quorum: int) -> Outcome:
    """Whoever has the majority wins, by votes, up to the seats; equal votes across the last seat win nothing yet."""
    enough = sorted(
        (option for option in standing(paper, tally) if tally[option] >= max(1, needed)),
        key=lambda option: (-tally[option], option),
    )
    if len(enough) <= paper.seats:
        left = paper.seats - len(enough)
        return Outcome(
            Verdict.SEATS_LEFT if left else Verdict.ELECTED, needed, quorum, tuple(enough), left=left
        )
    border = tally[enough[paper.seats - 1]]
    if tally[enough[paper.seats]] < border:
        return Outcome(Verdict.ELECTED, needed, quorum, tuple(enough[: paper.seats]))
    won = tuple(option for option in enough if tally[option] > border)
    tied = tuple(option for option in enough if tally[option] == border)
    return Outcome(Verdict.RUN_OFF, needed, quorum, won, tied, left=paper.seats - len(won))


def middle_grade(tally: Mapping[str, int], option: str) -> Grade:
    """The best grade that at least half of the ballots give or better; nobody voted: the last."""
    total = sum(tally[f"{option}:{grade}"] for grade in Grade)
    so_far = 0
    for grade in Grade:
        so_far += tally[f"{option}:{grade}"]
        if total and 2 * so_far >= total:
            return grade
    return Grade.FAILED


def _grade(
    paper: Paper, tally: Mapping[str, int], ballots: Ballots, needed: int, quorum: int, cap: Threshold
) -> Outcome:
    """Each gets the middle grade. Of those who would be excellent, at most the cap are, by votes for excellent."""
    found = {option: middle_grade(tally, option) for option in paper.options}
    most = cap.num * len(paper.options) // cap.den if cap.asks else len(paper.options)
    best = [option for option, grade in found.items() if grade == Grade.EXCELLENT]
    votes = sorted((tally[f"{option}:{Grade.EXCELLENT}"] for option in best), reverse=True)
    undecided: tuple[str, ...] = ()
    if len(best) > most:
        border = votes[most]  # the first that finds no room: whoever has no more than that is out
        level = [option for option in best if tally[f"{option}:{Grade.EXCELLENT}"] == border]
        room = most - sum(1 for vote in votes if vote > border)
        undecided = tuple(level) if room else ()
        for option in best:
            if tally[f"{option}:{Grade.EXCELLENT}"] <= border:
                found[option] = Grade.QUALIFIED
    grades = tuple(sorted(found.items()))
    return Outcome(Verdict.GRADED, needed, quorum, grades=grades, undecided=undecided, cap=most)


def least_candidates(seats: int, over: Threshold) -> int:
    """How many must stand: 20 % more than the seats is ceil(1.2 x seats); a strict share of 0 is one more."""
    if not over.den:
        return seats
    more, rest = divmod(over.num * seats, over.den)
    return seats + (more + 1 if over.strict or rest else more)


def tells_too_much(paper: Paper, tally: Mapping[str, int], ballots: Ballots, least: int = 5) -> str:
    """Why a secret result would tell how somebody voted: "few" ballots, or "unanimous"; empty when it does not."""
    if ballots.returned < least:
        return "few"
    if paper.form == Form.MOTION and ballots.valid and max(tally.values()) == ballots.valid:
        return "unanimous"
    if (
        paper.form == Form.CHOICE
        and ballots.valid
        and all(tally[option] in {0, ballots.valid} for option in standing(paper, tally))
    ):
        return "unanimous"
    if paper.form == Form.GRADES and any(tally[line] == ballots.valid for line in paper.lines()):
        return "unanimous"
    return ""
