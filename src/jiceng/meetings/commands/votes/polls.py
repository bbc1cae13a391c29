"""A poll's way: opened, closed, published; void with a reason; a run-off among those with equal votes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import add_marks
from jiceng.kernel.record import record
from jiceng.meetings import kinds
from jiceng.meetings.commands.votes.counting import count_if_ready
from jiceng.meetings.commands.votes.preparing import shares, write_options
from jiceng.meetings.commands.votes.state import keeping
from jiceng.meetings.enums import MeetingState
from jiceng.meetings.enums_votes import PollForm, PollState, PollWay
from jiceng.meetings.models import Poll
from jiceng.meetings.queries.votes.results import outcome_of
from jiceng.meetings.queries.votes.roll import voters
from jiceng.meetings.votes.deciding import Outcome, Verdict
from jiceng.meetings.votes.lawful import rule_of
from jiceng.meetings.votes.marks import OTHER
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def open_poll(*, by, poll: Poll) -> Poll:
    """Voting begins, in the open meeting, with enough candidates and, for a secret vote, with both tellers (whose
    locks are ready when phones may be used)."""
    row = keeping(by, poll, PollState.PREPARED)
    if row.item.meeting.state != MeetingState.OPEN:
        raise ImpossibleError(_("会议开始后才能投票。"))
    options = row.options.count()
    if row.form == PollForm.CHOICE and options < row.least_candidates:
        values = {"seats": row.seats, "least": row.least_candidates, "options": options}
        raise ImpossibleError(
            _("应选%(seats)s名，候选人至少%(least)s名（差额选举），现有%(options)s名。") % values
        )
    if row.form == PollForm.GRADES and not options:
        raise ImpossibleError(_("还没有评定对象。"))
    if row.is_secret:
        _must_have_tellers(row)
    row.state, row.opened_at = PollState.OPEN, timezone.now()
    row.save(update_fields=["state", "opened_at"])
    record(by=by, verb="meetings.open_poll", target=row, after={"entitled": voters(row).heads.entitled})
    return row


def _must_have_tellers(poll: Poll) -> None:
    tellers = list(poll.tellers.all())
    if len(tellers) != 2:
        raise ImpossibleError(_("无记名投票须先确定两名计票人。"))
    if poll.phones and any(teller.checked_at is None for teller in tellers):
        raise ImpossibleError(_("两名计票人都须先领取并核对开箱码。"))


@transaction.atomic
def close_poll(*, by, poll: Poll) -> Poll:
    """Voting ends; the bases are what they are now. Votes by name are counted at once."""
    row = keeping(by, poll, PollState.OPEN)
    heads = voters(row).heads
    row.state, row.closed_at = PollState.CLOSED, timezone.now()
    row.base_entitled, row.present = heads.entitled, heads.present
    row.save(update_fields=["state", "closed_at", "base_entitled", "present"])
    after = {"entitled": heads.entitled, "present": heads.present, "cast": heads.cast}
    record(by=by, verb="meetings.close_poll", target=row, after=after)
    count_if_ready(by, row)
    return row


@transaction.atomic
def publish_poll(*, by, poll: Poll) -> Poll:
    """The result, and for a secret vote the receipt codes, are there for everybody on the roll."""
    row = keeping(by, poll, PollState.COUNTED)
    row.state, row.published_at = PollState.PUBLISHED, timezone.now()
    row.save(update_fields=["state", "published_at"])
    record(by=by, verb="meetings.publish_poll", target=row, after={"verdict": outcome_of(row).verdict})
    add_marks(source=row.item.meeting, marks=["votes"])
    for decision in row.item.decisions.all():
        add_marks(source=decision, kind="decision.made", marks=["votes"])
    return row


@transaction.atomic
def void_poll(*, by, poll: Poll, why: str) -> Poll:
    """It does not count, whatever was voted: a lock that cannot be opened, a fault in the ballots. Sealed ballots are
    destroyed unopened."""
    row = keeping(by, poll, *(state for state in PollState.values if state not in {"published", "void"}))
    if not why.strip():
        raise ImpossibleError(_("请写明作废的理由。"))
    row.sealed.all().delete()
    row.state, row.void_why = PollState.VOID, why.strip()[:300]
    row.save(update_fields=["state", "void_why"])
    record(by=by, verb="meetings.void_poll", target=row, why=why)
    return row


@transaction.atomic
def run_off(*, by, poll: Poll) -> Poll:
    """A further vote for the seats that stay open: among those with equal votes, or among all who did not win. The
    tellers stay the same and take new codes."""
    row = keeping(by, poll, PollState.COUNTED, PollState.PUBLISHED)
    outcome = outcome_of(row)
    if outcome.verdict not in {Verdict.RUN_OFF, Verdict.SEATS_LEFT}:
        raise ImpossibleError(_("名额已经选满，不需要再次投票。"))
    if row.run_offs.exclude(state=PollState.VOID).exists():
        raise ImpossibleError(_("再次投票已经安排。"))
    meeting = row.item.meeting
    rule = rule_of(kinds.of(meeting.kind, meeting.day), row.item.matter, PollForm.CHOICE, meeting.day)
    again = Poll.objects.get(pk=row.pk)
    again.pk, again._state.adding = None, True
    again.state, again.run_off_of, again.made_by = PollState.PREPARED, row, by
    again.title = (_("%(title)s（再次投票）") % {"title": row.title})[:160]
    again.seats = again.least_candidates = outcome.left
    again.opened_at = again.closed_at = again.published_at = None
    again.result = again.present = again.base_entitled = None
    again.write_ins = again.write_ins and not outcome.tied
    if rule.run_off.asks:
        for name, value in shares("majority", rule.run_off).items():
            setattr(again, name, value)
    again.save()
    write_options(again, _standing_again(row, outcome))
    for teller in row.tellers.all() if row.way == PollWay.SECRET else ():
        again.tellers.create(number=teller.number, person_id=teller.person_id)
    record(by=by, verb="meetings.run_off", target=again, after={"seats": again.seats})
    return again


def _standing_again(poll: Poll, outcome: Outcome) -> list[tuple[str, int | None]]:
    """Name and person of those with equal votes, else of all who did not win; who was written in and has equal votes
    stands by name."""
    left = outcome.tied or tuple(str(one.pk) for one in poll.options.all() if str(one.pk) not in outcome.won)
    listed = [(one.name, one.person_id) for one in poll.options.all() if str(one.pk) in left]
    return listed + [(one.removeprefix(OTHER), None) for one in left if one.startswith(OTHER)]
