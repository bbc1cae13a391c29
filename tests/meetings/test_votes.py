"""A vote from its preparation to its result: on phones, on paper, by name, by hands; and who may not."""

import pytest

from jiceng.institutions.thresholds import Heads
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.record import verify
from jiceng.meetings.commands import decide
from jiceng.meetings.commands import votes as commands
from jiceng.meetings.enums_votes import PollForm, PollState, PollWay
from jiceng.meetings.models import Ballot, BallotReceipt, SealedBallot, VoteTaken
from jiceng.meetings.queries.votes.records import is_voted
from jiceng.meetings.queries.votes.results import count, differences, outcome_of, recount
from jiceng.meetings.queries.votes.roll import voters
from jiceng.meetings.queries.votes.words import sentence
from jiceng.meetings.votes.deciding import Verdict
from jiceng.organisations.commands import ImpossibleError
from tests.meetings.vote_place import ABSTAIN, NO, SOME_DAY, YES, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def opened(place, **values):
    poll = place.prepare(**values)
    codes = place.tellers(poll)
    return commands.open_poll(by=None, poll=poll), codes


def test_phones_and_paper_give_one_total(place):
    poll, codes = opened(place)
    for number, marks in enumerate([YES] * 5 + [NO] * 2 + [ABSTAIN]):
        place.cast(poll, number, marks)
    for number in (8, 9, 10, 11):
        commands.hand_out(by=None, poll=poll, entry=place.entries[number])
    poll = commands.close_poll(by=None, poll=poll)
    place.unlock(poll, codes)
    assert type(poll).objects.get(pk=poll.pk).state == PollState.CLOSED
    place.sheets(poll, (4, 1, {"yes": 2, "no": 1}), (4, 1, {"yes": 3}))
    assert [(one.line, one.first, one.second) for one in differences(poll)] == [("yes", 2, 3), ("no", 1, 0)]
    assert type(poll).objects.get(pk=poll.pk).state == PollState.CLOSED
    commands.fill_sheet(by=place.accounts[-1], poll=poll, returned=4, void=1, lines={"yes": 2, "no": 1})
    poll.refresh_from_db()
    assert poll.state == PollState.COUNTED
    found = count(poll)
    assert found.lines == {"yes": 7, "no": 3, "abstain": 1}
    assert (found.ballots.issued, found.ballots.returned, found.ballots.void) == (12, 12, 1)
    assert outcome_of(poll).verdict == Verdict.PASSED
    said = sentence(poll, found, outcome_of(poll))
    assert "应到12人，实到12人" in said
    assert "赞成7票，反对3票，弃权1票" in said
    assert "实到人数的过半数，即7票" in said
    assert said.endswith("通过。")
    assert recount(poll).ok
    assert verify().ok


def test_after_the_count_nothing_joins_voter_and_ballot(place):
    poll, codes = opened(place)
    receipts = {place.cast(poll, number, YES if number % 2 else NO).receipt for number in range(12)}
    assert len(receipts) == 12
    assert SealedBallot.objects.filter(poll=poll, taken__isnull=False).count() == 12
    assert len({len(one.content) for one in SealedBallot.objects.all()}) == 1
    commands.close_poll(by=None, poll=poll)
    commands.unlock(by=place.accounts[-2], poll=poll, code=codes[1])
    assert SealedBallot.objects.filter(poll=poll, taken__isnull=True).count() == 12
    assert not SealedBallot.objects.filter(taken__isnull=False).exists()
    commands.unlock(by=place.accounts[-1], poll=poll, code=codes[2])
    assert not SealedBallot.objects.exists()
    texts = list(Ballot.objects.order_by("pk").values_list("marks", flat=True))
    codes_in_order = list(BallotReceipt.objects.order_by("pk").values_list("code", flat=True))
    assert texts == sorted(texts)
    assert codes_in_order == sorted(receipts)
    fields = {field.name for model in (Ballot, BallotReceipt) for field in model._meta.get_fields()}
    assert fields == {"id", "poll", "marks", "code"}
    everything = "".join(Entry.objects.values_list("body", flat=True))
    assert not any(code in everything for code in [*receipts, *codes.values()])
    assert 'motion":' not in everything
    assert 'motion\\":' not in everything


def test_a_ballot_is_replaced_until_the_end_and_the_receipt_stays(place):
    poll, codes = opened(place)
    first = place.cast(poll, 0, YES)
    for number in range(1, 12):
        place.cast(poll, number, ABSTAIN)
    assert place.cast(poll, 0, NO).receipt == first.receipt
    assert VoteTaken.objects.filter(poll=poll).count() == 12
    commands.close_poll(by=None, poll=poll)
    with pytest.raises(ImpossibleError):
        place.cast(poll, 0, YES)
    place.unlock(poll, codes)
    poll.refresh_from_db()
    assert count(poll).lines == {"yes": 0, "no": 1, "abstain": 11}


def test_nobody_votes_on_phone_and_paper(place):
    poll, _codes = opened(place)
    place.cast(poll, 0, YES)
    with pytest.raises(ImpossibleError, match="手机"):
        commands.hand_out(by=None, poll=poll, entry=place.entries[0])
    commands.hand_out(by=None, poll=poll, entry=place.entries[1])
    with pytest.raises(ImpossibleError, match="纸质选票"):
        place.cast(poll, 1, YES)
    commands.take_back(by=None, poll=poll, entry=place.entries[1])
    place.cast(poll, 1, YES)
    assert VoteTaken.objects.filter(poll=poll).count() == 2


def test_only_one_own_vote_of_one_who_is_there(place):
    poll, _codes = opened(place)
    with pytest.raises(Refused):
        commands.cast_ballot(by=place.accounts[0], poll=poll, entry=place.entries[1], marks=YES)
    with pytest.raises(Refused):
        commands.cast_ballot(by=None, poll=poll, entry=place.entries[1], marks=YES)
    place.entries[0].attendance.delete()
    with pytest.raises(ImpossibleError, match="签到"):
        place.cast(poll, 0, YES)
    with pytest.raises(ImpossibleError, match="赞成"):
        place.cast(poll, 1, {"motion": "perhaps"})


def test_one_lock_does_not_open_the_box(place):
    poll, codes = opened(place)
    place.cast(poll, 0, YES)
    commands.close_poll(by=None, poll=poll)
    with pytest.raises(ImpossibleError, match="第一计票人"):
        commands.unlock(by=place.accounts[-1], poll=poll, code=codes[2])
    with pytest.raises(ImpossibleError, match="开箱码不对"):
        commands.unlock(by=place.accounts[-2], poll=poll, code=codes[2])
    with pytest.raises(Refused):
        commands.unlock(by=place.accounts[0], poll=poll, code=codes[1])
    with pytest.raises(Refused):
        commands.unlock(by=None, poll=poll, code=codes[1])
    commands.unlock(by=place.accounts[-2], poll=poll, code=codes[1].lower().replace("-", " "))
    assert not Ballot.objects.exists()


def test_a_ballot_changed_in_the_database_is_seen(place):
    poll, codes = opened(place)
    for number in range(3):
        place.cast(poll, number, YES)
    commands.close_poll(by=None, poll=poll)
    rows = list(SealedBallot.objects.order_by("pk"))
    SealedBallot.objects.filter(pk=rows[0].pk).update(content=rows[1].content)
    with pytest.raises(ImpossibleError, match="改动"):
        commands.unlock(by=place.accounts[-2], poll=poll, code=codes[1])
    commands.void_poll(by=None, poll=poll, why="票箱被改动")
    assert not SealedBallot.objects.exists()


@pytest.mark.parametrize("change", ["ballot", "result", "paper", "receipt"])
def test_a_recount_finds_what_was_changed_after_the_count(place, change):
    poll, codes = opened(place)
    for number in range(8):
        place.cast(poll, number, YES if number < 4 else NO)
    commands.hand_out(by=None, poll=poll, entry=place.entries[9])
    commands.close_poll(by=None, poll=poll)
    place.unlock(poll, codes)
    place.sheets(poll, (1, 0, {"yes": 1}), (1, 0, {"yes": 1}))
    poll.refresh_from_db()
    assert recount(poll).ok
    if change == "ballot":
        Ballot.objects.filter(pk=Ballot.objects.first().pk).update(marks='{"motion":"yes"}')
    elif change == "result":
        poll.result["lines"]["yes"] = 8
        poll.save()
    elif change == "paper":
        poll.sheets.update(lines={"no": 1})
    else:
        BallotReceipt.objects.first().delete()
    assert not recount(type(poll).objects.get(pk=poll.pk)).ok


def test_more_paper_back_than_given_out_is_void(place):
    poll, _codes = opened(place)
    for number in (0, 1):
        commands.hand_out(by=None, poll=poll, entry=place.entries[number])
    commands.close_poll(by=None, poll=poll)
    place.sheets(poll, (3, 0, {"yes": 3}), (3, 0, {"yes": 3}))
    poll.refresh_from_db()
    assert outcome_of(poll).verdict == Verdict.VOID
    assert "无效" in sentence(poll, count(poll), outcome_of(poll))


def test_a_conflict_of_interest_leaves_vote_and_base(place):
    poll, codes = opened(place)
    commands.recuse(by=place.accounts[0], poll=poll, reason="涉及本人房屋")
    commands.exclude(by=None, poll=poll, entry=place.entries[1], reason="当事人的配偶")
    for number in (0, 1):
        with pytest.raises(ImpossibleError, match="回避"):
            place.cast(poll, number, YES)
    for number in range(2, 8):
        place.cast(poll, number, YES)
    with pytest.raises(ImpossibleError, match="已经投票"):
        commands.recuse(by=place.accounts[2], poll=poll, reason="想起来了")
    poll = commands.close_poll(by=None, poll=poll)
    assert (poll.base_entitled, poll.present) == (10, 10)
    place.unlock(poll, codes)
    poll.refresh_from_db()
    said = sentence(poll, count(poll), outcome_of(poll))
    assert "应到10人" in said
    assert "回避2人" in said
    assert outcome_of(poll).verdict == Verdict.PASSED
    assert outcome_of(poll).needed == 6


def test_hands_are_counted_by_the_clerk(place):
    poll = commands.open_poll(by=None, poll=place.prepare(way=PollWay.HANDS))
    with pytest.raises(ImpossibleError, match="在场"):
        commands.fill_sheet(by=place.clerk, poll=poll, returned=0, void=0, lines={"yes": 13})
    commands.fill_sheet(
        by=place.clerk, poll=poll, returned=0, void=0, lines={"yes": 6, "no": 4, "abstain": 2}
    )
    poll = commands.close_poll(by=None, poll=poll)
    assert poll.state == PollState.COUNTED
    assert outcome_of(poll).verdict == Verdict.FAILED
    assert recount(poll).ok


def test_by_name_on_the_phone_or_called_by_the_clerk(place):
    poll = commands.open_poll(by=None, poll=place.prepare(way=PollWay.NAMED))
    for number in range(7):
        place.cast(poll, number, YES)
    commands.note_named(by=None, poll=poll, entry=place.entries[7], marks=NO)
    with pytest.raises(ImpossibleError):
        commands.note_named(by=None, poll=poll, entry=place.entries[0], marks=NO)
    poll = commands.close_poll(by=None, poll=poll)
    assert count(poll).lines == {"yes": 7, "no": 1, "abstain": 0}
    assert outcome_of(poll).verdict == Verdict.PASSED


def elect(place, votes: dict[str, int], seats=2):
    """An election on paper alone; `votes` by name."""
    poll = place.prepare(PollForm.CHOICE, seats=seats, phones=False)
    commands.set_options(by=None, poll=poll, names=list(votes))
    commands.name_tellers(by=None, poll=poll, people=[one.person_id for one in place.entries[-2:]])
    poll = commands.open_poll(by=None, poll=poll)
    for entry in place.entries:
        commands.hand_out(by=None, poll=poll, entry=entry)
    commands.close_poll(by=None, poll=poll)
    keys = {one.name: str(one.pk) for one in poll.options.all()}
    sheet = (12, 0, {keys[name]: number for name, number in votes.items()})
    place.sheets(poll, sheet, sheet)
    poll.refresh_from_db()
    return poll


def test_candidates_stand_in_stroke_order_and_there_are_enough():
    place = Place(kind="members", matter="election")
    poll = place.prepare(PollForm.CHOICE, seats=3)
    commands.set_options(by=None, poll=poll, names=["黄梅", "王强", "丁一", "张文"])
    assert [one.name for one in poll.options.all()] == ["丁一", "王强", "张文", "黄梅"]
    place.tellers(poll)
    commands.open_poll(by=None, poll=poll)
    other = place.prepare(PollForm.CHOICE, seats=5)
    commands.set_options(by=None, poll=other, names=["黄梅", "王强", "丁一", "张文", "李明"])
    place.tellers(other)
    with pytest.raises(ImpossibleError, match="候选人至少6名"):
        commands.open_poll(by=None, poll=other)


def test_a_tie_at_the_last_seat_goes_to_a_run_off():
    place = Place(matter="election")
    poll = elect(place, {"甲明": 9, "乙明": 7, "丙明": 7})
    outcome = outcome_of(poll)
    assert outcome.verdict == Verdict.RUN_OFF
    again = commands.run_off(by=None, poll=poll)
    assert {one.name for one in again.options.all()} == {"乙明", "丙明"}
    assert again.seats == 1
    assert (again.majority_num, again.majority_den, again.majority_base) == (1, 3, "cast")
    with pytest.raises(ImpossibleError):
        commands.run_off(by=None, poll=poll)


def test_too_few_winners_leave_seats():
    poll = elect(Place(matter="election"), {"甲明": 9, "乙明": 6, "丙明": 3})
    outcome = outcome_of(poll)
    assert (outcome.verdict, outcome.left) == (Verdict.SEATS_LEFT, 1)
    assert "还缺1名" in sentence(poll, count(poll), outcome)


def test_an_election_must_be_secret_and_a_candidate_does_not_count():
    place = Place(matter="election")
    with pytest.raises(ImpossibleError, match="无记名"):
        place.prepare(PollForm.CHOICE, PollWay.NAMED, seats=1)
    poll = place.prepare(PollForm.CHOICE, seats=1)
    commands.set_options(by=None, poll=poll, names=[place.entries[-1].name, "丁一"])
    with pytest.raises(ImpossibleError, match="候选人"):
        place.tellers(poll)


def test_proxies_where_the_law_knows_them():
    place = Place(kind="residents", matter="election")
    poll = place.prepare(PollForm.CHOICE, seats=1)
    commands.set_options(by=None, poll=poll, names=["丁一", place.entries[5].name])
    codes = place.tellers(poll)
    away = [place.enter(f"外出{number}", there=False) for number in range(4)]
    give = {"by": None, "poll": poll, "written_on": SOME_DAY}
    with pytest.raises(ImpossibleError, match="候选人"):
        commands.entrust(giver=away[0], holder=place.entries[5], **give)
    for entry in away[:3]:
        commands.entrust(giver=entry, holder=place.entries[0], **give)
    with pytest.raises(ImpossibleError, match="3份"):
        commands.entrust(giver=away[3], holder=place.entries[0], **give)
    with pytest.raises(ImpossibleError, match="转托"):
        commands.entrust(giver=place.entries[0], holder=place.entries[1], **give)
    poll = commands.open_poll(by=None, poll=poll)
    chosen = {"chosen": [str(poll.options.get(name="丁一").pk)]}
    for entry in (place.entries[0], *away[:3]):
        commands.cast_ballot(by=place.accounts[0], poll=poll, entry=entry, marks=chosen)
    with pytest.raises(Refused):
        commands.cast_ballot(by=place.accounts[1], poll=poll, entry=away[0], marks=chosen)
    assert voters(poll).heads == Heads(16, 15, 4)
    poll = commands.close_poll(by=None, poll=poll)
    place.unlock(poll, codes)
    poll.refresh_from_db()
    assert count(poll).ballots.returned == 4
    assert outcome_of(poll).verdict == Verdict.ELECTED


def test_a_party_vote_knows_no_proxy_but_written_opinions_on_admission():
    place = Place(kind="members", matter="admission")
    poll = place.prepare()
    away = place.enter("外出党员", there=False)
    with pytest.raises(ImpossibleError, match="不得委托"):
        commands.entrust(by=None, poll=poll, giver=away, holder=place.entries[0], written_on=SOME_DAY)
    place.tellers(poll)
    poll = commands.open_poll(by=None, poll=poll)
    with pytest.raises(ImpossibleError, match="签到"):
        commands.hand_out(by=None, poll=poll, entry=away)
    commands.hand_out(by=None, poll=poll, entry=away, written=True)
    assert voters(poll).heads.present == 13


def test_eighty_per_cent_of_those_present_can_still_fail():
    """Quorum and majority have bases of their own: 7 of 12 there, 6 of them for it, and it takes 7 of 12."""
    place = Place(kind="members", matter="weighty")
    for entry in place.entries[5:10]:
        entry.attendance.delete()
    poll, codes = opened(place)
    for number in (0, 1, 2, 3, 4, 10):
        place.cast(poll, number, YES)
    poll = commands.close_poll(by=None, poll=poll)
    place.unlock(poll, codes)
    poll.refresh_from_db()
    outcome = outcome_of(poll)
    assert (poll.present, outcome.quorum, outcome.needed, outcome.verdict) == (7, 6, 7, Verdict.FAILED)


def test_grades_keep_to_a_third():
    place = Place(count=6, kind="members")
    poll, codes = opened(place, form=PollForm.GRADES)
    keys = [str(one.pk) for one in poll.options.all()]
    assert len(keys) == 6
    for number in range(6):
        best = keys[: 3 + (number < 3)]
        marks = {"grades": {key: "excellent" if key in best else "qualified" for key in keys}}
        place.cast(poll, number, marks)
    commands.close_poll(by=None, poll=poll)
    place.unlock(poll, codes)
    poll.refresh_from_db()
    outcome = outcome_of(poll)
    assert outcome.cap == 2
    assert set(outcome.undecided) == set(keys[:3])
    assert "excellent" not in dict(outcome.grades).values()


def test_a_stranger_to_the_meeting_keeps_no_poll(place):
    with pytest.raises(Refused):
        commands.prepare_poll(by=place.accounts[0], item=place.item, title="x", form="motion", way="hands")


def test_a_lost_motion_can_neither_be_decided_nor_count_as_a_vote():
    place = Place()
    poll, codes = opened(place)
    for number in range(12):
        place.cast(poll, number, NO)
    poll = commands.close_poll(by=None, poll=poll)
    place.unlock(poll, codes)
    commands.publish_poll(by=None, poll=type(poll).objects.get(pk=poll.pk))
    with pytest.raises(ImpossibleError, match="没有通过"):
        decide(by=None, item=poll.item, text="同意")
    assert not is_voted(poll.item)
