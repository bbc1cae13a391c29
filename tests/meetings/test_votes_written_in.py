"""Somebody who does not stand is written in: on phones and on paper, one total, one person one line."""

import uuid

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.institutions.thresholds import NOTHING, Heads, Threshold
from jiceng.meetings.commands import votes as commands
from jiceng.meetings.enums_votes import PollForm, PollState, PollWay
from jiceng.meetings.models import Ballot, Poll
from jiceng.meetings.queries.votes.pages import result_of
from jiceng.meetings.queries.votes.results import count, outcome_of, recount
from jiceng.meetings.votes.deciding import Asked, Ballots, decide
from jiceng.meetings.votes.marks import Paper, Unfit, add_up
from jiceng.organisations.commands import ImpossibleError
from tests.meetings.vote_place import Place

OPEN = Paper(PollForm.CHOICE, ("1", "2", "3"), 2, write_ins=True, names=("王强", "李明", "李明"))


@pytest.mark.parametrize(
    ("others", "text"),
    [
        ([" 张 文"], '{"chosen":["1"],"others":["张文"]}'),
        (["王强"], '{"chosen":["1"]}'),
        (["李明"], '{"chosen":["1"],"others":["李明"]}'),
        (["阿卜杜拉•买买提"], '{"chosen":["1"],"others":["阿卜杜拉·买买提"]}'),
        ([], '{"chosen":["1"]}'),
    ],
)
def test_one_person_is_one_line(others, text):
    """Spaces and dots do not part a person; whoever writes a candidate's name means the candidate, unless two bear
    it."""
    assert OPEN.fit({"chosen": ["1"], "others": others}) == text


@pytest.mark.parametrize(
    "others", [["张"], ["13800000001"], ["a<b>c"], ["张文", "赵丽"], "张文", ["张" * 21]]
)
def test_what_is_no_name_or_too_many(others):
    with pytest.raises(Unfit):
        OPEN.fit({"chosen": ["1"], "others": others})


def test_not_where_the_rule_does_not_know_it():
    with pytest.raises(Unfit):
        Paper(PollForm.CHOICE, ("1", "2"), 2).fit({"chosen": [], "others": ["张文"]})


NAMES = st.lists(st.sampled_from(["张文", "赵丽", "孙平"]), max_size=2, unique=True)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_counted_as_the_obvious_reference_whatever_the_order(ballots, chance):
    texts = [OPEN.fit({"chosen": [], "others": names}) for names in ballots]
    lines = add_up(OPEN, texts)
    wanted = {
        name: sum(name in names for names in ballots) for name in {n for names in ballots for n in names}
    }
    assert {line[1:]: votes for line, votes in lines.items() if line.startswith("+")} == wanted
    assert all(len(text) <= OPEN.longest() for text in texts)
    chance.shuffle(texts)
    assert add_up(OPEN, texts) == lines
    counted, heads = Ballots(len(texts), len(texts)), Heads(30, 25, len(texts))
    got = decide(OPEN, lines, counted, heads, Asked(NOTHING, Threshold(1, 2, True, "cast")))
    assert all(2 * wanted[one[1:]] > len(texts) for one in (*got.won, *got.tied))


@pytest.fixture
def place(db):
    return Place(8, kind="congress", matter="election")


@pytest.fixture
def poll(place):
    found = place.prepare(PollForm.CHOICE, seats=1)
    commands.set_options(by=None, poll=found, names=["候选甲", "候选乙"])
    found.codes = place.tellers(found)
    return found


def test_phones_and_paper_elect_somebody_who_did_not_stand(place, poll):
    commands.open_poll(by=None, poll=poll)
    for number in range(3):
        place.cast(poll, number, {"chosen": [], "others": ["张文"]})
    place.cast(poll, 3, {"chosen": [str(poll.options.first().pk)], "others": []})
    for entry in place.entries[4:6]:
        commands.hand_out(by=None, poll=poll, entry=entry)
    commands.close_poll(by=None, poll=poll)
    place.unlock(poll, poll.codes)
    first, second = poll.options.all()
    lines = {str(first.pk): 0, str(second.pk): 0}
    place.sheets(poll, (2, 0, {**lines, "+张文": 2}), (2, 0, {**lines, "+张 文": 1, "+候选乙": 1}))
    poll.refresh_from_db()
    assert poll.state == PollState.CLOSED
    agreed = {**lines, "+张文": 1, str(first.pk): 1}
    commands.fill_sheet(by=place.accounts[-2], poll=poll, returned=2, void=0, lines=agreed)
    poll.refresh_from_db()
    assert count(poll).lines == {str(first.pk): 2, str(second.pk): 0, "+张文": 4}
    assert outcome_of(poll).won == ("+张文",)
    assert "当选：张文（另选）。" in result_of(poll).sentence
    assert recount(poll).ok
    Ballot.objects.filter(marks__contains="张文").first().delete()
    assert not recount(poll).ok


def test_level_with_a_candidate_both_stand_in_the_run_off(place, poll):
    commands.open_poll(by=None, poll=poll)
    first = str(poll.options.first().pk)
    for number in range(6):
        place.cast(poll, number, {"chosen": [first]} if number < 3 else {"chosen": [], "others": ["张文"]})
    commands.close_poll(by=None, poll=poll)
    place.unlock(poll, poll.codes)
    Poll.objects.filter(pk=poll.pk).update(majority_num=1, majority_den=3)
    again = commands.run_off(by=None, poll=poll)
    assert {one.name for one in again.options.all()} == {"候选乙", "张文"}
    assert not again.write_ins


def test_refused_with_a_sentence(place, poll):
    commands.open_poll(by=None, poll=poll)
    with pytest.raises(ImpossibleError, match="不是姓名"):
        place.cast(poll, 0, {"chosen": [], "others": ["1号"]})
    with pytest.raises(ImpossibleError, match="最多选1名"):
        place.cast(poll, 0, {"chosen": [str(poll.options.first().pk)], "others": ["张文"]})
    place.item.matter = "general"
    place.item.save()
    motion = place.prepare(PollForm.MOTION, PollWay.HANDS)
    commands.open_poll(by=None, poll=motion)
    with pytest.raises(ImpossibleError, match="不能另选他人"):
        commands.fill_sheet(by=None, poll=motion, returned=1, void=0, lines={"yes": 1, "+张文": 1})


def test_written_on_the_ballot_and_on_the_tellers_sheet(place, poll, enter):
    commands.open_poll(by=None, poll=poll)
    voter, url = enter(place.accounts[0]), reverse("ballot", args=[poll.pk])
    assert "另选他人" in voter.get(url).content.decode()
    data = {"entry": place.entries[0].pk, "others": "张文", "at": 0, "go": "next"}
    answer = voter.post(url, {**data, "others": "1号", "submission_key": uuid.uuid4()})
    assert "不是姓名" in answer.content.decode()
    answer = voter.post(url, {**data, "submission_key": uuid.uuid4()})
    assert "确认投票" in answer.content.decode()
    assert "张文" in answer.content.decode()
    assert voter.post(url, {**data, "at": 1, "go": "cast", "submission_key": uuid.uuid4()}).status_code == 302
    commands.hand_out(by=None, poll=poll, entry=place.entries[1])
    commands.close_poll(by=None, poll=poll)
    place.unlock(poll, poll.codes)
    sheet = {f"line-{one.pk}": 0 for one in poll.options.all()} | {"returned": 1, "void": 0}
    teller = enter(place.accounts[-2])
    url = reverse("teller_sheet", args=[poll.pk])
    answer = teller.post(url, {**sheet, "others": "张文", "submission_key": uuid.uuid4()})
    assert "姓名 票数" in answer.content.decode()
    assert teller.post(url, {**sheet, "others": "张文 1", "submission_key": uuid.uuid4()}).status_code == 302
    other = enter(place.accounts[-1])
    assert other.post(url, {**sheet, "others": "张 文 1", "submission_key": uuid.uuid4()}).status_code == 302
    assert count(poll).lines["+张文"] == 2
