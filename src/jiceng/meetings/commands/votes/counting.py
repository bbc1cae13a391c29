"""After the end: the locks come off, the tellers enter what lay on paper, the ballots are added up."""

import json
from hashlib import sha256

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.record import record
from jiceng.meetings.commands.votes.ballots import fitting, no_name
from jiceng.meetings.commands.votes.state import keeping, locked, own_teller
from jiceng.meetings.enums_votes import PollForm, PollState, PollWay, SheetOf, VoteBy
from jiceng.meetings.models import Ballot, BallotReceipt, CountSheet, Poll, PollTeller, SealedBallot
from jiceng.meetings.queries.votes.recorded import COUNT, UNLOCK, afters, sealed_in_record
from jiceng.meetings.queries.votes.results import count, differences, outcome_of, paper_of
from jiceng.meetings.queries.votes.roll import voters
from jiceng.meetings.votes.marks import OTHER, Paper, Unfit, others_of
from jiceng.meetings.votes.sealing import WrongCode, opens, peel, text_of
from jiceng.organisations.commands import ImpossibleError

SHEETS = {1: SheetOf.FIRST, 2: SheetOf.SECOND}


def touched() -> str:
    return _("票箱里的选票与投票时的记录对不上：数据被改动过。表决须作废重投。")


@transaction.atomic
def unlock(*, by, poll: Poll, code: str) -> None:
    """A teller takes off the lock. The first parts ballots from voters, the second opens them and parts the marks from
    the receipts. All or none; the boxes of the matter's other audiences, closed by now, open with the same code."""
    row = locked(poll, PollState.CLOSED)
    teller = own_teller(by, row)
    if teller.unlocked_at is not None:
        raise ImpossibleError(_("您已经开过锁。"))
    _unlock(by, row, teller, code)
    for other in row.beside(PollState.CLOSED).order_by("pk"):
        beside = locked(other, PollState.CLOSED)
        if (same := own_teller(by, beside)).unlocked_at is None and _may_open(beside, same):
            _unlock(by, beside, same, code)


def _may_open(poll: Poll, teller: PollTeller) -> bool:
    """Something lies in the box, and the lock before this one is off."""
    waits = teller.number == 2 and poll.tellers.filter(number=1, unlocked_at=None).exists()
    return poll.sealed.exists() and not waits


def _unlock(by, row: Poll, teller: PollTeller, code: str) -> None:
    if not opens(code, teller.public_key):
        raise ImpossibleError(_("开箱码不对，请对照您抄下的内容重新输入。"))
    if teller.number == 2 and row.tellers.filter(number=1, unlocked_at=None).exists():
        raise ImpossibleError(_("请等第一计票人先开锁。"))
    _must_be_untouched(row, teller.number)
    contents = _taken_out(row, code)
    if teller.number == 1:
        SealedBallot.objects.bulk_create(SealedBallot(poll=row, content=one) for one in sorted(contents))
    else:
        _lay_out(row, [json.loads(text_of(one)) for one in contents])
    teller.unlocked_at = timezone.now()
    teller.save(update_fields=["unlocked_at"])
    after = {"teller": teller.number, "ballots": len(contents), "box": box_print(contents)}
    record(by=by, verb=UNLOCK, target=row, after=after)
    count_if_ready(by, row)


def box_print(contents: list[bytes]) -> str:
    """SHA-256 of a box's content, whatever the order of its ballots."""
    return sha256(b"".join(sorted(sha256(one).digest() for one in contents))).hexdigest()


def _must_be_untouched(poll: Poll, number: int) -> None:
    """What lies in the box is what the record saw go in: each voter's last ballot, or what the first lock left."""
    if number == 1:
        found = {one.taken.entry_id: sha256(bytes(one.content)).hexdigest() for one in _with_voters(poll)}
        untouched = found == sealed_in_record(poll)
    else:
        left = [bytes(one) for one in poll.sealed.values_list("content", flat=True)]
        untouched = afters(poll, UNLOCK)[-1]["box"] == box_print(left)
    if not untouched:
        raise ImpossibleError(touched())


def _with_voters(poll: Poll):
    return poll.sealed.exclude(taken=None).select_related("taken")


def _taken_out(poll: Poll, code: str) -> list[bytes]:
    """Every ballot without its outer lock; the locked ones are overwritten and gone."""
    sealed = [bytes(one) for one in poll.sealed.values_list("content", flat=True)]
    try:
        contents = [peel(one, code) for one in sealed]
    except WrongCode as fault:
        raise ImpossibleError(touched()) from fault
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    poll.sealed.all().delete()
    return contents


def _lay_out(poll: Poll, opened: list[list[str]]) -> None:
    """Marks and receipts into two tables, each in the order of its own text: nothing joins them."""
    codes, texts = sorted(one[0] for one in opened), sorted(one[1] for one in opened)
    given = sorted(poll.taken.filter(by=VoteBy.PHONE).values_list("receipt", flat=True))
    if codes != given:
        raise ImpossibleError(touched())
    paper = paper_of(poll)
    fit = [fitting(paper, json.loads(one)) for one in texts]
    Ballot.objects.bulk_create(Ballot(poll=poll, marks=one) for one in fit)
    BallotReceipt.objects.bulk_create(BallotReceipt(poll=poll, code=one) for one in codes)


@transaction.atomic
def fill_sheet(*, by, poll: Poll, returned: int, void: int, lines: dict[str, int]) -> CountSheet:
    """A count by hand: of raised hands by the clerk, of paper ballots by each teller for himself. Until both agree a
    teller may correct the own one."""
    if poll.way == PollWay.HANDS:
        row, of = keeping(by, poll, PollState.OPEN), SheetOf.HANDS
    else:
        row = locked(poll, PollState.CLOSED)
        of = SHEETS[own_teller(by, row).number]
    lines = _with_names(paper_of(row), lines)
    returned = sum(lines.values()) if of == SheetOf.HANDS else returned
    _must_add_up(row, returned, void, lines)
    if of == SheetOf.HANDS and returned > (there := len([one for one in voters(row).free if one.is_there])):
        raise ImpossibleError(
            _("举手合计%(sum)s人，在场有表决权的只有%(there)s人。") % {"sum": returned, "there": there}
        )
    sheet, _new = CountSheet.objects.update_or_create(
        poll=row, of=of, defaults={"returned": returned, "void": void, "lines": lines}
    )
    record(
        by=by, verb="meetings.fill_sheet", target=row, after={"of": of, "returned": returned, "void": void}
    )
    count_if_ready(by, row)
    return sheet


def _with_names(paper: Paper, lines: dict[str, int]) -> dict[str, int]:
    """Every line of the paper, and of names written in those with votes; a candidate written in gets them too."""
    made = {line: int(lines.get(line, 0)) for line in paper.lines()}
    for line, votes in others_of(lines).items():
        if not paper.write_ins:
            raise ImpossibleError(_("这次表决不能另选他人。"))
        try:
            known = paper.line_of(line.removeprefix(OTHER))
        except Unfit as fault:
            raise ImpossibleError(no_name(line.removeprefix(OTHER))) from fault
        made[known] = made.get(known, 0) + int(votes)
    return {line: votes for line, votes in made.items() if votes or not line.startswith(OTHER)}


def _must_add_up(poll: Poll, returned: int, void: int, lines: dict[str, int]) -> None:
    """A sheet that cannot be true is refused at once: votes and valid ballots must fit each other."""
    valid = returned - void
    if valid < 0 or min([returned, void, *lines.values()]) < 0:
        raise ImpossibleError(_("废票数不能多于收回的票数。"))
    if poll.form == PollForm.MOTION and sum(lines.values()) != valid:
        values = {"sum": sum(lines.values()), "valid": valid}
        raise ImpossibleError(_("各项票数合计%(sum)s，有效票%(valid)s张，两者应当相等。") % values)
    if poll.form == PollForm.CHOICE and (
        max(lines.values(), default=0) > valid or sum(lines.values()) > valid * poll.seats
    ):
        raise ImpossibleError(_("候选人得票超过了有效票数，请核对。"))
    if poll.form == PollForm.GRADES:
        for option in poll.options.all():
            given = sum(votes for line, votes in lines.items() if line.startswith(f"{option.pk}:"))
            if given != valid:
                values = {"name": option.name, "sum": given, "valid": valid}
                raise ImpossibleError(
                    _("%(name)s各等次合计%(sum)s，有效票%(valid)s张，两者应当相等。") % values
                )


def count_if_ready(by, poll: Poll) -> None:
    """Once nothing is missing the ballots are added up; the result is kept for comparison, with its fingerprint in
    the record."""
    if poll.state == PollState.OPEN or not _is_ready(poll):
        return
    found = count(poll)
    poll.result = found.as_kept()
    poll.state = PollState.COUNTED
    poll.save(update_fields=["state", "result"])
    after = {**poll.result, "verdict": outcome_of(poll, found).verdict}
    record(by=by, verb=COUNT, target=poll, after=after)


def _is_ready(poll: Poll) -> bool:
    """By name: at once. Hands: the clerk's sheet. Secret: every lock off, and the tellers agree on the paper."""
    if poll.way == PollWay.NAMED:
        return True
    if poll.way == PollWay.HANDS:
        return poll.sheets.filter(of=SheetOf.HANDS).exists()
    if poll.sealed.exists():
        return False
    phones = poll.taken.filter(by=VoteBy.PHONE).count()
    on_paper = poll.taken.filter(by__in=(VoteBy.PAPER, VoteBy.WRITTEN)).exists()
    return phones == poll.ballots.count() and (not on_paper or differences(poll) == [])
