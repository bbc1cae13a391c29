"""What the pages of a vote show: the clerk's desk, a voter's own ballots, the result."""

from dataclasses import dataclass

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jiceng.institutions.thresholds import Heads
from jiceng.kernel.components import Bar, Figure
from jiceng.kernel.units import PEOPLE
from jiceng.kernel.words import strung
from jiceng.meetings.enums import Right
from jiceng.meetings.enums_votes import Grade, PollForm, PollState, PollWay, grades_of
from jiceng.meetings.models import Meeting, Poll, PollTeller, RollEntry, VoteTaken
from jiceng.meetings.queries.votes.results import COUNTED, Count, count, differences, outcome_of, warning_of
from jiceng.meetings.queries.votes.roll import Voters
from jiceng.meetings.queries.votes.words import lines_in_words, sentence
from jiceng.meetings.rules import reached
from jiceng.meetings.votes.deciding import Verdict
from jiceng.meetings.votes.marks import others_of, said

SMALLEST = 5  # fewer secret ballots, or fewer on one way, would tell


def _polls() -> QuerySet[Poll]:
    return Poll.objects.select_related("item__meeting__organisation")


def kept_poll(pk: int, *, seen_by) -> Poll:
    """A poll whose meeting the account keeps; Http404 otherwise."""
    return get_object_or_404(_polls().filter(item__meeting__in=reached(seen_by, Right.KEEP)), pk=pk)


def kept_meetings(*, seen_by) -> QuerySet[Meeting]:
    return reached(seen_by, Right.KEEP)


def own_poll(pk: int, *, seen_by) -> Poll:
    """A poll of a meeting on whose roll the account's person stands; Http404 otherwise."""
    mine = RollEntry.objects.filter(meeting=OuterRef("item__meeting"), person=seen_by.person_id)
    return get_object_or_404(_polls().filter(Exists(mine.exclude(person=None))), pk=pk)


def counted_by(pk: int, *, seen_by) -> PollTeller:
    """The teller that the account's person is in a poll; Http404 otherwise."""
    rows = PollTeller.objects.select_related("poll__item__meeting__organisation").exclude(person=None)
    return get_object_or_404(rows, poll=pk, person=seen_by.person_id)


def seen_poll(pk: int, *, seen_by) -> Poll:
    """A poll of a meeting that the account may see at all; Http404 otherwise."""
    return get_object_or_404(_polls().filter(item__meeting__in=reached(seen_by)), pk=pk)


@dataclass(frozen=True)
class OwnBallot:
    """A vote that is the account's to cast: its own, or one entrusted to it (`for_other`)."""

    entry: RollEntry
    for_other: bool
    taken: VoteTaken | None = None
    excluded: str = ""
    is_there: bool = False

    @property
    def is_open(self) -> bool:
        return not self.excluded and self.is_there and (self.taken is None or self.taken.by == "phone")


def own_ballots(poll: Poll, *, seen_by) -> list[OwnBallot]:
    """The account's own vote first (unless it is entrusted to another), then those entrusted to it. Asks for these
    few rows only: a thousand may ask at once."""
    own = (
        poll.electorate()
        .filter(person=seen_by.person_id)
        .exclude(person=None)
        .select_related("attendance")
        .first()
    )
    if own is None:
        return []
    proxies = (
        poll.proxies.filter(Q(holder=own) | Q(giver=own)).select_related("giver") if poll.most_proxies else []
    )
    entries = [own] if all(one.giver_id != own.pk for one in proxies) else []
    entries += [one.giver for one in proxies if one.holder_id == own.pk]
    taken = {one.entry_id: one for one in poll.taken.filter(entry__in=entries)}
    excluded = dict(poll.exclusions.filter(entry__in=entries).values_list("entry_id", "reason"))
    there = getattr(own, "attendance", None)
    is_there = there is not None and there.left_at is None
    return [
        OwnBallot(one, one.pk != own.pk, taken.get(one.pk), excluded.get(one.pk, ""), is_there)
        for one in entries
    ]


def own_ballot(poll: Poll, *, seen_by, entry: str | None) -> OwnBallot:
    """The one asked for, else the first; Http404 when it is not the account's to cast."""
    rows = own_ballots(poll, seen_by=seen_by)
    found = next((row for row in rows if not entry or str(row.entry.pk) == entry), None)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Result:
    """A counted poll: the numbers, the sentence, the warning, and the codes of the ballots."""

    count: Count
    sentence: str
    verdict: Verdict
    warning: str
    bars: list[Bar]
    heads: list[str]
    table: list[list]
    codes: list[str]
    named: list[tuple[str, str]]

    @property
    def needs_run_off(self) -> bool:
        return self.verdict in {Verdict.RUN_OFF, Verdict.SEATS_LEFT}

    @property
    def light(self) -> str:
        good = {Verdict.PASSED, Verdict.ELECTED, Verdict.GRADED}
        return "done" if self.verdict in good else "soon" if self.needs_run_off else "late"


def result_of(poll: Poll) -> Result | None:
    """None until it is counted."""
    if poll.state not in COUNTED:
        return None
    found = count(poll)
    outcome = outcome_of(poll, found)
    words = lines_in_words(poll)
    needed = outcome.needed if poll.form != PollForm.GRADES else None
    return Result(
        found,
        sentence(poll, found, outcome),
        outcome.verdict,
        warning_of(poll, found),
        bars=[
            Bar(words[line], votes, of=needed if line not in {"no", "abstain"} else None)
            for line, votes in found.lines.items()
        ],
        heads=[word for _key, word in grades_of(poll.scale)],
        table=grade_table(poll, found) if poll.form == PollForm.GRADES else [],
        codes=list(poll.receipts.values_list("code", flat=True)),
        named=_named(poll, words),
    )


def grade_table(poll: Poll, found: Count) -> list[list]:
    """A row for each appraised: name, then how many gave each grade."""
    return [
        [one.name, *(found.lines[f"{one.pk}:{grade}"] for grade in Grade.values)]
        for one in poll.options.all()
    ]


def _named(poll: Poll, words: dict[str, str]) -> list[tuple[str, str]]:
    """Who voted how, of a vote by name."""
    if poll.way != PollWay.NAMED:
        return []
    rows = poll.taken.filter(named__isnull=False).select_related("entry", "named").order_by("entry_id")
    return [(one.entry.name, marked(one.named.marks, words)) for one in rows]


def marked(text: str, words: dict[str, str]) -> str:
    """A ballot's text in words."""
    return strung(words[line] for line in said(text)) or _("没有选任何人")


def live_figures(poll: Poll, everybody: Voters) -> list[Figure]:
    """Who takes part; of an open secret vote nothing about how."""
    heads: Heads = everybody.heads
    return [
        Figure(_("应到"), heads.entitled, unit=PEOPLE),
        Figure(_("实到"), heads.present, unit=PEOPLE),
        Figure(_("已投票"), heads.cast, unit=PEOPLE),
        Figure(_("还没投票"), len(everybody.waiting), unit=PEOPLE),
    ]


def small_groups(poll: Poll, everybody: Voters) -> str:
    """A warning while one can still act on it: so few vote in secret, or by one of the two ways, that it would
    tell."""
    if not poll.is_secret:
        return ""
    if len([row for row in everybody.free if everybody.is_present(row)]) < SMALLEST:
        return _("能投票的人不足5人，无记名投票的结果可能让人猜出个人意见。")
    phones, on_paper = everybody.phones, everybody.paper
    if phones and on_paper and min(phones, on_paper) < SMALLEST:
        return _("用手机或用纸质选票的一方不足5人，计票人可能猜出个人意见；请让这些人改用同一种方式。")
    return ""


@dataclass(frozen=True)
class SheetRow:
    """A line of the paper count: what each teller entered; they differ or not."""

    label: str
    first: int
    second: int
    differs: bool


def sheet_rows(poll: Poll) -> list[SheetRow]:
    """Both sheets side by side, once both are in; before that nobody sees the other's."""
    if differences(poll) is None:
        return []
    first, second = poll.sheets.get(of="first"), poll.sheets.get(of="second")
    words = lines_in_words(poll)
    lines = [*words, *others_of({**first.lines, **second.lines})]
    pairs = [(_("收回票数"), first.returned, second.returned), (_("废票数"), first.void, second.void)]
    pairs += [(words[line], first.lines.get(line, 0), second.lines.get(line, 0)) for line in lines]
    return [SheetRow(label, one, two, one != two) for label, one, two in pairs]


def waiting_ballots(*, seen_by) -> QuerySet[Poll]:
    """Open polls in which the account's person can still vote."""
    if getattr(seen_by, "person_id", None) is None:
        return Poll.objects.none()
    entry = RollEntry.objects.filter(
        meeting=OuterRef("item__meeting"), person=seen_by.person_id, entitled=True, attendance__left_at=None
    ).annotate(audience=ExpressionWrapper(OuterRef("audience"), CharField()))
    entry = entry.filter(Q(audience="") | Q(audience__contains=F("source")))
    done = VoteTaken.objects.filter(poll=OuterRef("pk"), entry__person=seen_by.person_id)
    out = Q(exclusions__entry__person=seen_by.person_id)
    open_now = _polls().filter(state=PollState.OPEN, phones=True).exclude(way=PollWay.HANDS)
    return open_now.filter(Exists(entry), ~Exists(done)).exclude(out)
