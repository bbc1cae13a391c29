"""What the stored ballots say. Every number comes from them; nothing is typed but the tellers' own count."""

from dataclasses import dataclass, field

from jiceng.institutions.thresholds import Heads, Threshold
from jiceng.kernel.record import canonical, digest
from jiceng.meetings.enums_votes import PollForm, PollState, PollWay, SheetOf, VoteBy
from jiceng.meetings.models import CountSheet, NamedVote, Poll
from jiceng.meetings.queries.votes.recorded import COUNT, afters
from jiceng.meetings.votes.deciding import Asked, Ballots, Outcome, decide, tells_too_much
from jiceng.meetings.votes.marks import Paper, add_up, others_of

COUNTED = (PollState.COUNTED, PollState.PUBLISHED)


@dataclass(frozen=True)
class Count:
    """The ballots of a poll added up: `lines` by key, ballots on phones and on paper together."""

    paper: Paper
    lines: dict[str, int]
    ballots: Ballots
    heads: Heads
    fingerprint: str
    phones: int = 0
    on_paper: int = 0

    def as_kept(self) -> dict:
        """What the poll keeps at the count, and a recount compares."""
        return {
            "lines": self.lines,
            "issued": self.ballots.issued,
            "returned": self.ballots.returned,
            "void": self.ballots.void,
            "entitled": self.heads.entitled,
            "present": self.heads.present,
            "cast": self.heads.cast,
            "fingerprint": self.fingerprint,
        }


@dataclass(frozen=True)
class Difference:
    """A line of the paper count on which the tellers do not agree."""

    line: str
    first: int
    second: int


@dataclass(frozen=True)
class Recount:
    """A count made anew beside the one that was kept; `faults` are the keys that differ."""

    poll: Poll
    kept: dict
    found: dict
    faults: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        return not self.faults


def numbered(pk: int) -> Poll | None:
    """The poll of a number, for the console."""
    return Poll.objects.filter(pk=pk).first()


def paper_of(poll: Poll) -> Paper:
    rows = list(poll.options.all()) if poll.form != PollForm.MOTION else []
    keys, names = tuple(str(one.pk) for one in rows), tuple(one.name for one in rows)
    return Paper(PollForm(poll.form), keys, poll.seats, poll.write_ins, names)


def asked_of(poll: Poll) -> Asked:
    return Asked(
        Threshold(poll.quorum_num, poll.quorum_den, poll.quorum_strict, poll.quorum_base),
        Threshold(poll.majority_num, poll.majority_den, poll.majority_strict, poll.majority_base),
        Threshold(poll.cap_num, poll.cap_den),
    )


def sheets_of(poll: Poll) -> dict[str, CountSheet]:
    return {sheet.of: sheet for sheet in poll.sheets.all()}


def differences(poll: Poll) -> list[Difference] | None:
    """Where the tellers' sheets differ; None while one is missing, empty when they agree."""
    sheets = sheets_of(poll)
    first, second = sheets.get(SheetOf.FIRST), sheets.get(SheetOf.SECOND)
    if first is None or second is None:
        return None
    pairs = [("returned", first.returned, second.returned), ("void", first.void, second.void)]
    lines = [*paper_of(poll).lines(), *others_of({**first.lines, **second.lines})]
    pairs += [(line, first.lines.get(line, 0), second.lines.get(line, 0)) for line in lines]
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def count(poll: Poll) -> Count:
    """Add up what is stored: named votes, opened ballots, the agreed sheet of the tellers, hands."""
    paper, sheets = paper_of(poll), sheets_of(poll)
    texts = _texts(poll)
    sheet = sheets.get(SheetOf.HANDS if poll.way == PollWay.HANDS else SheetOf.FIRST)
    lines = add_up(paper, texts)
    if sheet:
        known = {**dict.fromkeys(others_of(sheet.lines), 0), **lines}
        lines = {line: votes + sheet.lines.get(line, 0) for line, votes in known.items()}
        lines = {line: lines[line] for line in paper.lines()} | others_of(lines)
    returned = len(texts) + (sheet.returned if sheet else 0)
    issued = len(texts) + poll.taken.filter(by__in=(VoteBy.PAPER, VoteBy.WRITTEN)).count()
    if poll.way == PollWay.HANDS:
        issued = returned
    return Count(
        paper,
        lines,
        Ballots(issued, returned, sheet.void if sheet else 0),
        Heads(poll.base_entitled or 0, poll.present or 0, returned),
        fingerprint_of(poll, texts, sheet),
        phones=len(texts),
        on_paper=sheet.returned if sheet else 0,
    )


def _texts(poll: Poll) -> list[str]:
    if poll.way == PollWay.NAMED:
        return list(
            NamedVote.objects.filter(taken__poll=poll).order_by("taken_id").values_list("marks", flat=True)
        )
    return list(poll.ballots.order_by("marks").values_list("marks", flat=True))


def fingerprint_of(poll: Poll, texts: list[str], sheet: CountSheet | None) -> str:
    """SHA-256 of everything that was counted, in an order that depends on nothing but its content."""
    paper = [sheet.returned, sheet.void, sheet.lines] if sheet else []
    codes = list(poll.receipts.order_by("code").values_list("code", flat=True))
    return digest(canonical([sorted(texts), codes, paper]), "sha256")


def outcome_of(poll: Poll, found: Count | None = None) -> Outcome:
    found = found or count(poll)
    return decide(found.paper, found.lines, found.ballots, found.heads, asked_of(poll))


def warning_of(poll: Poll, found: Count) -> str:
    """ "few" or "unanimous" when the result of a secret vote would tell how somebody voted; else empty."""
    if not poll.is_secret:
        return ""
    return tells_too_much(found.paper, found.lines, found.ballots)


def recount(poll: Poll) -> Recount:
    """Add the stored ballots up again and compare with what the chained record kept of the count. ValueError: not
    counted yet."""
    if poll.state not in COUNTED:
        raise ValueError("not counted")
    kept, found = afters(poll, COUNT)[-1], count(poll).as_kept()
    faults = [key for key in found if kept.get(key) != found[key]]
    if poll.is_secret and poll.receipts.count() != poll.ballots.count():
        faults.append("receipts")
    if any(poll.result.get(key) != kept.get(key) for key in found):
        faults.append("result")
    return Recount(poll, kept, found, tuple(faults))
