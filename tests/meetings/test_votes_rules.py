"""The arithmetic of votes against a slow, obvious reference; sealing; the order of strokes; which rule holds when."""

import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiceng.institutions.enums import Base
from jiceng.institutions.thresholds import NOTHING, Heads, Threshold
from jiceng.meetings import kinds
from jiceng.meetings.enums_votes import Grade, PollForm, Voice
from jiceng.meetings.votes import sealing
from jiceng.meetings.votes.deciding import (
    Asked,
    Ballots,
    Verdict,
    decide,
    least_candidates,
    middle_grade,
    tells_too_much,
)
from jiceng.meetings.votes.lawful import rule_of
from jiceng.meetings.votes.marks import Paper, Unfit, add_up
from jiceng.meetings.votes.strokes import stroke_key

SHARES = st.sampled_from([(1, 2), (2, 3), (4, 5), (1, 3), (1, 10), (1, 1)])
THRESHOLDS = st.builds(
    lambda share, strict, base: Threshold(*share, strict, base),
    SHARES,
    st.booleans(),
    st.sampled_from(Base.values),
)


@st.composite
def crowds(draw):
    """Heads, and the voices of those who cast."""
    entitled = draw(st.integers(0, 60))
    present = draw(st.integers(0, entitled))
    voices = draw(st.lists(st.sampled_from(Voice.values), max_size=present))
    return Heads(entitled, present, len(voices)), voices


def slow_enough(count: int, asked: Threshold, heads: Heads) -> bool:
    """Said as the law says it: of so many, at least or more than a share; of nobody, at least one."""
    of = {"entitled": heads.entitled, "present": heads.present, "cast": heads.cast}[asked.base]
    share = Fraction(asked.num, asked.den) * of
    return count >= 1 and (count > share if asked.strict else count >= share)


@given(crowds(), THRESHOLDS, THRESHOLDS)
def test_a_motion_for_every_base_as_the_obvious_reference(crowd, quorum, majority):
    heads, voices = crowd
    paper = Paper(PollForm.MOTION)
    tally = add_up(paper, [json.dumps({"motion": voice}) for voice in voices])
    got = decide(paper, tally, Ballots(len(voices), len(voices)), heads, Asked(quorum, majority)).verdict
    if not slow_enough(heads.present, quorum, heads):
        assert got == Verdict.NO_QUORUM
    elif slow_enough(voices.count("yes"), majority, heads):
        assert got == Verdict.PASSED
    else:
        assert got == Verdict.FAILED


@st.composite
def elections(draw):
    seats = draw(st.integers(1, 4))
    options = tuple(str(number) for number in range(1, draw(st.integers(seats, 7)) + 1))
    ballot = st.lists(st.sampled_from(options), max_size=seats, unique=True)
    return Paper(PollForm.CHOICE, options, seats), draw(st.lists(ballot, max_size=25))


def slow_election(paper, ballots, majority, heads):
    """Fill seat after seat with whoever has most among those with the majority; stop when more stand level than there
    are seats left."""
    votes = {option: sum(option in ballot for ballot in ballots) for option in paper.options}
    running = {option for option in paper.options if slow_enough(votes[option], majority, heads)}
    won, left = set(), paper.seats
    while running and left:
        best = {option for option in running if votes[option] == max(votes[one] for one in running)}
        if len(best) > left:
            return won, best
        won |= best
        running -= best
        left -= len(best)
    return won, set()


@given(elections(), THRESHOLDS, st.randoms(use_true_random=False))
def test_an_election_as_the_obvious_reference_whatever_the_order(election, majority, chance):
    paper, ballots = election
    heads = Heads(len(ballots) + 5, len(ballots) + 2, len(ballots))
    texts = [paper.fit({"chosen": ballot}) for ballot in ballots]
    counted = Ballots(len(texts), len(texts))
    got = decide(paper, add_up(paper, texts), counted, heads, Asked(NOTHING, majority))
    assert (set(got.won), set(got.tied)) == slow_election(paper, ballots, majority, heads)
    assert got.left == paper.seats - len(got.won)
    chance.shuffle(texts)
    assert decide(paper, add_up(paper, texts), counted, heads, Asked(NOTHING, majority)) == got


@st.composite
def appraisals(draw):
    options = tuple(str(number) for number in range(draw(st.integers(1, 8))))
    ballot = st.fixed_dictionaries({option: st.sampled_from(Grade.values) for option in options})
    return Paper(PollForm.GRADES, options), draw(st.lists(ballot, min_size=1, max_size=12))


@given(appraisals(), st.randoms(use_true_random=False))
def test_excellent_is_never_more_than_a_third(appraisal, chance):
    paper, ballots = appraisal
    texts = [paper.fit({"grades": ballot}) for ballot in ballots]
    asked = Asked(NOTHING, NOTHING, Threshold(1, 3))
    counted, heads = Ballots(len(texts), len(texts)), Heads(20, 20, len(texts))
    got = decide(paper, add_up(paper, texts), counted, heads, asked)
    best = [option for option, grade in got.grades if grade == Grade.EXCELLENT]
    assert got.cap == len(paper.options) // 3
    assert len(best) <= got.cap
    tally = add_up(paper, texts)
    would = [option for option in paper.options if middle_grade(tally, option) == Grade.EXCELLENT]
    assert set(best) <= set(would)
    most = {option: tally[f"{option}:excellent"] for option in would}
    assert all(most[one] > most[other] for one in best for other in set(would) - set(best))
    assert len(best) + len(got.undecided) > got.cap or not got.undecided
    chance.shuffle(texts)
    assert decide(paper, add_up(paper, texts), counted, heads, asked) == got


@given(st.integers(1, 30))
def test_twenty_per_cent_more_candidates_than_seats(seats):
    assert least_candidates(seats, Threshold(1, 5)) == -(-6 * seats // 5)
    assert least_candidates(seats, Threshold(0, 1, True)) == seats + 1
    assert least_candidates(seats, NOTHING) == seats


def test_known_numbers_of_candidates():
    assert [least_candidates(seats, Threshold(1, 5)) for seats in (3, 5, 7)] == [4, 6, 9]


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_more_back_than_given_out_is_void_whatever_they_say(issued, returned, void):
    paper = Paper(PollForm.MOTION)
    tally = {"yes": 9, "no": 0, "abstain": 0}
    got = decide(paper, tally, Ballots(issued, returned, void), Heads(9, 9, returned), Asked())
    assert (got.verdict == Verdict.VOID) == (returned > issued or void > returned)


@pytest.mark.parametrize(
    ("tally", "said"),
    [((7, 0, 0), "unanimous"), ((4, 0, 0), "few"), ((6, 1, 0), ""), ((0, 0, 9), "unanimous")],
)
def test_a_result_that_tells_is_warned_of(tally, said):
    lines = dict(zip(Voice.values, tally, strict=True))
    assert tells_too_much(Paper(PollForm.MOTION), lines, Ballots(sum(tally), sum(tally))) == said


@given(st.text(min_size=0, max_size=40))
def test_two_locks_open_in_their_order_only(text):
    codes = [sealing.new_code(), sealing.new_code()]
    first, second = map(sealing.public_key, codes)
    if len(text.encode()) > 80:
        with pytest.raises(ValueError, match="longer"):
            sealing.seal(text, first=first, second=second, size=80)
        return
    sealed = sealing.seal(text, first=first, second=second, size=80)
    assert len(sealed) == 80 + 2 * 48
    assert sealed != sealing.seal(text, first=first, second=second, size=80)
    inner = sealing.peel(sealed, codes[0])
    assert sealing.text_of(sealing.peel(inner, codes[1])) == text.rstrip(" ")
    with pytest.raises(sealing.WrongCode):
        sealing.peel(sealed, codes[1])
    with pytest.raises(sealing.WrongCode):
        sealing.peel(inner[:-1] + bytes([inner[-1] ^ 1]), codes[1])


def test_a_code_is_read_as_people_write():
    code = "0O1I-LABC-DEFG-HJKM-NPQR-STVW"
    assert sealing.plain(code) == sealing.plain(" 00 11 1abc defg-hjkmnpqr STVW ")
    assert len(sealing.plain(sealing.new_code())) == 24


def test_strokes():
    names = ["黄梅", "王强", "丁一", "张文", "李明", "马立", "刘平", "王大", "㐀㐁"]
    assert sorted(names, key=stroke_key) == [
        "丁一",
        "马立",
        "王大",
        "王强",
        "刘平",
        "李明",
        "张文",
        "黄梅",
        "㐀㐁",
    ]


@pytest.mark.parametrize(
    "marks", [{}, {"motion": "maybe"}, {"motion": "yes", "chosen": []}, {"motion": None}]
)
def test_what_a_ballot_may_not_say(marks):
    with pytest.raises(Unfit):
        Paper(PollForm.MOTION).fit(marks)


@pytest.mark.parametrize("chosen", [["1", "2", "3"], ["1", "1"], ["9"], "1"])
def test_whom_a_ballot_may_not_choose(chosen):
    with pytest.raises(Unfit):
        Paper(PollForm.CHOICE, ("1", "2", "3"), 2).fit({"chosen": chosen})


def share(asked: Threshold) -> tuple:
    return (asked.num, asked.den, asked.strict, asked.base)


@pytest.mark.parametrize(
    ("kind", "matter", "form", "day", "quorum", "majority"),
    [
        (
            "members",
            "election",
            "choice",
            date(2026, 3, 1),
            (4, 5, False, "entitled"),
            (1, 2, True, "entitled"),
        ),
        (
            "members",
            "election",
            "choice",
            date(2019, 3, 1),
            (4, 5, False, "entitled"),
            (1, 2, True, "present"),
        ),
        (
            "members",
            "admission",
            "motion",
            date(2026, 3, 1),
            (1, 2, False, "entitled"),
            (1, 2, True, "entitled"),
        ),
        (
            "congress",
            "general",
            "motion",
            date(2026, 3, 1),
            (2, 3, False, "entitled"),
            (1, 2, True, "present"),
        ),
        ("congress", "election", "choice", date(2026, 3, 1), (2, 3, True, "entitled"), (1, 2, True, "cast")),
        ("residents", "election", "choice", date(2026, 3, 1), (1, 2, True, "entitled"), (1, 2, True, "cast")),
    ],
)
def test_each_vote_by_the_rule_of_its_day(kind, matter, form, day, quorum, majority):
    rule = rule_of(kinds.of(kind, day), matter, form, day)
    assert share(rule.asked.quorum) == quorum
    assert share(rule.asked.majority) == majority
    assert rule.source


def test_every_kind_of_meeting_has_a_rule_for_every_vote():
    for day in (date(2003, 5, 1), date(2019, 5, 1), date(2026, 5, 1)):
        for kind in kinds.known(day).values():
            for form in PollForm.values:
                rule = rule_of(kind, "general", form, day)
                assert rule.source
                assert rule.asked.majority.asks or form == PollForm.GRADES
                assert not rule.most_proxies
