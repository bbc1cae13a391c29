"""Taking part: a ballot from a phone, a paper one given out or taken back, a name called, keeping out of it oneself.

None of these writes into the record what was marked, or a receipt.
"""

import json
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.access import Refused
from jiceng.kernel.record import record
from jiceng.meetings.commands.votes.preparing import exclude_entry
from jiceng.meetings.commands.votes.state import keeping, locked
from jiceng.meetings.enums_votes import PollState, PollWay, VoteBy
from jiceng.meetings.models import (
    NamedVote,
    Poll,
    PollExclusion,
    PollProxy,
    RollEntry,
    SealedBallot,
    VoteTaken,
)
from jiceng.meetings.queries.votes.recorded import CAST, CAST_AGAIN
from jiceng.meetings.queries.votes.results import paper_of
from jiceng.meetings.votes.marks import Paper, Unfit
from jiceng.meetings.votes.sealing import new_receipt, seal
from jiceng.organisations.commands import ImpossibleError

# Room beside the marks: the receipt and what JSON needs around both.
AROUND = 60


@transaction.atomic
def cast_ballot(*, by, poll: Poll, entry: RollEntry, marks: dict) -> VoteTaken:
    """Vote on the phone, for oneself or for who gave one a proxy. Until the vote closes the same again replaces the
    first ballot; the receipt stays. A paper ballot already given out excludes it."""
    row = locked(poll, PollState.OPEN)
    if not row.phones or row.way == PollWay.HANDS:
        raise ImpossibleError(_("这次表决不用手机投票。"))
    _must_be_own(by, row, entry)
    must_vote(row, entry)
    paper = paper_of(row)
    text = fitting(paper, marks)
    taken = VoteTaken.objects.filter(poll=row, entry=entry).first()
    is_new = taken is None
    if is_new:
        receipt = new_receipt() if row.is_secret else ""
        taken = VoteTaken.objects.create(poll=row, entry=entry, by=VoteBy.PHONE, receipt=receipt)
    elif taken.by != VoteBy.PHONE:
        raise ImpossibleError(_("已经用%(way)s投票，不能再用手机投票。") % {"way": taken.get_by_display()})
    after = {"entry": entry.pk}
    if row.is_secret:
        after["sealed"] = _put_in_box(row, taken, text, paper, is_new)
    else:
        NamedVote.objects.update_or_create(taken=taken, defaults={"marks": text})
    record(by=by, verb=CAST if is_new else CAST_AGAIN, target=row, after=after)
    return taken


def _must_be_own(by, poll: Poll, entry: RollEntry) -> None:
    """One's own vote, or one entrusted to one; the system votes for nobody."""
    person = getattr(by, "person_id", None)
    if person is None or entry.meeting_id != poll.item.meeting_id:
        raise Refused(_("这不是您的选票。"))
    proxy = proxy_of(poll, entry)
    owner = proxy.holder if proxy else entry
    if owner.person_id != person:
        raise Refused(_("这不是您的选票。"))


def proxy_of(poll: Poll, entry: RollEntry) -> PollProxy | None:
    """Who votes for somebody; asked only where the rule knows proxies."""
    return poll.proxies.filter(giver=entry).select_related("holder").first() if poll.most_proxies else None


def must_vote(poll: Poll, entry: RollEntry, *, absent: bool = False) -> None:
    """Entitled, not excluded, and there (or the holder of the proxy is) unless `absent` is lawful."""
    if not poll.electorate().filter(pk=entry.pk).exists():
        raise ImpossibleError(_("%(name)s没有表决权。") % {"name": entry.name})
    if PollExclusion.objects.filter(poll=poll, entry=entry).exists():
        raise ImpossibleError(_("%(name)s已回避这次表决。") % {"name": entry.name})
    if absent:
        return
    proxy = proxy_of(poll, entry)
    there = RollEntry.objects.filter(
        pk=proxy.holder_id if proxy else entry.pk, attendance__isnull=False, attendance__left_at=None
    )
    if not there.exists():
        raise ImpossibleError(_("请先签到：到会的人才能投票。"))


def fitting(paper: Paper, marks: dict) -> str:
    """The canonical text of the marks; ImpossibleError with a sentence when they are not allowed."""
    try:
        return paper.fit(marks)
    except Unfit as fault:
        said = {
            "voice": _("请选择赞成、反对或弃权。"),
            "too_many": _("最多选%(seats)s名。") % {"seats": paper.seats},
            "missing": _("还有人没有评定等次。"),
            "grade": _("请选择一个等次。"),
            "name": no_name("、".join(map(str, marks.get("others", [])))),
        }
        raise ImpossibleError(said.get(fault.code, _("选票内容不对，请重新填写。"))) from fault


def no_name(typed: str) -> str:
    return _("“%(name)s”不是姓名，请写两个字以上的完整姓名。") % {"name": typed[:40]}


def _put_in_box(poll: Poll, taken: VoteTaken, text: str, paper: Paper, is_new: bool) -> str:
    """Gives the SHA-256 of the sealed ballot: the record keeps it, so that nobody changes the box unseen."""
    first, second = (bytes(one.public_key) for one in poll.tellers.order_by("number"))
    content = seal(
        json.dumps([taken.receipt, text], separators=(",", ":")),
        first=first,
        second=second,
        size=2 * paper.longest() + AROUND,
    )
    if is_new:
        SealedBallot.objects.create(taken=taken, poll=poll, content=content)
    else:
        SealedBallot.objects.filter(taken=taken).update(content=content)
    return sha256(content).hexdigest()


@transaction.atomic
def hand_out(*, by, poll: Poll, entry: RollEntry, written: bool = False) -> VoteTaken:
    """Mark before the paper ballot is handed over: from now on the phone refuses. `written`: an opinion handed in
    before the meeting, where the rule lets it count."""
    row = keeping(by, poll, PollState.OPEN)
    if row.way != PollWay.SECRET:
        raise ImpossibleError(_("纸质选票只用于无记名投票。"))
    if written and not row.written:
        raise ImpossibleError(_("依据%(source)s，会前书面意见不计票。") % {"source": row.source})
    must_vote(row, entry, absent=written)
    way = VoteBy.WRITTEN if written else VoteBy.PAPER
    taken, is_new = VoteTaken.objects.get_or_create(poll=row, entry=entry, defaults={"by": way})
    if not is_new and taken.by != way:
        values = {"name": entry.name, "way": taken.get_by_display()}
        raise ImpossibleError(_("%(name)s已经用%(way)s投票。") % values)
    if is_new:
        record(by=by, verb="meetings.hand_out", target=row, after={"entry": entry.pk, "by": way})
    return taken


@transaction.atomic
def take_back(*, by, poll: Poll, entry: RollEntry) -> None:
    """The paper ballot came back unused before the end: the person may vote by phone, or not at all."""
    row = keeping(by, poll, PollState.OPEN)
    taken = VoteTaken.objects.filter(poll=row, entry=entry, by__in=(VoteBy.PAPER, VoteBy.WRITTEN)).first()
    if taken is None:
        raise ImpossibleError(_("%(name)s没有领取纸质选票。") % {"name": entry.name})
    record(by=by, verb="meetings.take_back", target=row, before={"entry": entry.pk})
    taken.delete()


@transaction.atomic
def note_named(*, by, poll: Poll, entry: RollEntry, marks: dict) -> VoteTaken:
    """The clerk notes the answer of somebody without a phone in a vote by name."""
    row = keeping(by, poll, PollState.OPEN)
    if row.way != PollWay.NAMED:
        raise ImpossibleError(_("只有记名投票可以由记录人代记。"))
    must_vote(row, entry)
    text = fitting(paper_of(row), marks)
    taken, is_new = VoteTaken.objects.get_or_create(poll=row, entry=entry, defaults={"by": VoteBy.CLERK})
    if not is_new and taken.by != VoteBy.CLERK:
        raise ImpossibleError(_("%(name)s已经用手机投票。") % {"name": entry.name})
    NamedVote.objects.update_or_create(taken=taken, defaults={"marks": text})
    record(by=by, verb="meetings.note_named", target=row, after={"entry": entry.pk, "marks": text})
    return taken


@transaction.atomic
def recuse(*, by, poll: Poll, reason: str) -> PollExclusion:
    """The matter is one's own: keep out of it, with the reason, before voting."""
    row = locked(poll, PollState.PREPARED, PollState.OPEN)
    person = getattr(by, "person_id", None)
    entry = row.electorate().filter(person_id=person).exclude(person=None).first()
    if entry is None:
        raise Refused(_("您在这次会议没有表决权。"))
    return exclude_entry(by, row, entry, reason, declared=True)
