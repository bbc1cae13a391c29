"""Who may vote in a poll, who is there, who has."""

from dataclasses import dataclass, field

from jiceng.institutions.thresholds import Heads
from jiceng.meetings.enums_votes import VoteBy
from jiceng.meetings.models import Poll, RollEntry, VoteTaken


@dataclass(frozen=True)
class Voter:
    """One entitled on the frozen roll: excluded (with the reason) or not, there or not, voted by which way.

    `holder` is who votes for them by written proxy.
    """

    entry: RollEntry
    is_there: bool = False
    excluded: str = ""
    declared: bool = False
    taken: VoteTaken | None = None
    holder: RollEntry | None = None

    @property
    def by_text(self) -> str:
        return self.taken.get_by_display() if self.taken else ""


@dataclass(frozen=True)
class Voters:
    """All who are entitled; what is counted of them."""

    poll: Poll
    rows: list[Voter] = field(default_factory=list)

    @property
    def free(self) -> list[Voter]:
        """Who votes: entitled and not excluded."""
        return [row for row in self.rows if not row.excluded]

    @property
    def excluded(self) -> list[Voter]:
        return [row for row in self.rows if row.excluded]

    @property
    def base(self) -> list[Voter]:
        """Who counts towards the bases: without the excluded, unless the rule keeps them."""
        return self.free if self.poll.drops_excluded else self.rows

    def is_present(self, row: Voter) -> bool:
        """There, or taking part otherwise: by vote, or by a proxy whose holder is there."""
        if row.is_there or row.taken is not None:
            return True
        return row.holder is not None and any(
            other.is_there for other in self.rows if other.entry.pk == row.holder.pk
        )

    @property
    def heads(self) -> Heads:
        present = sum(self.is_present(row) for row in self.base)
        return Heads(len(self.base), present, len(self.taken()))

    def taken(self, *ways: str) -> list[Voter]:
        return [row for row in self.rows if row.taken and (not ways or row.taken.by in ways)]

    @property
    def paper(self) -> int:
        """Paper ballots given out, written opinions among them."""
        return len(self.taken(VoteBy.PAPER, VoteBy.WRITTEN))

    @property
    def phones(self) -> int:
        return len(self.taken(VoteBy.PHONE))

    @property
    def waiting(self) -> list[Voter]:
        return [row for row in self.free if row.taken is None and self.is_present(row)]


def voters(poll: Poll) -> Voters:
    """The poll's part of the roll with what happened in the poll; four queries whatever its length."""
    entries = list(poll.electorate().select_related("attendance"))
    excluded = {one.entry_id: one for one in poll.exclusions.all()}
    taken = {one.entry_id: one for one in poll.taken.all()}
    holders = {one.giver_id: one.holder for one in poll.proxies.select_related("holder")}
    return Voters(
        poll, [_voter(entry, excluded.get(entry.pk), taken.get(entry.pk), holders) for entry in entries]
    )


def _voter(entry: RollEntry, exclusion, taken, holders) -> Voter:
    attendance = getattr(entry, "attendance", None)
    return Voter(
        entry,
        is_there=attendance is not None and attendance.left_at is None,
        excluded=exclusion.reason if exclusion else "",
        declared=bool(exclusion and exclusion.declared),
        taken=taken,
        holder=holders.get(entry.pk),
    )
