"""The pages of a vote, without script: clerk, voter, teller, result; who is let in."""

import re
import uuid

import pytest
from django.urls import reverse

from jiceng.meetings.commands import votes as commands
from jiceng.meetings.enums_votes import PollForm, PollState
from jiceng.meetings.models import Poll, SealedBallot, VoteTaken
from jiceng.meetings.queries.votes.results import count
from tests import factories
from tests.meetings.vote_place import YES, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def post(enter):
    """Send a form as an account."""

    def send(account, name, *args, status=302, **data):
        answer = enter(account).post(reverse(name, args=args), {"submission_key": uuid.uuid4(), **data})
        assert answer.status_code == status, answer.content.decode()[:3000]
        return answer

    return send


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_vote_from_desk_to_result(place, post, enter):
    post(
        place.clerk, "poll_prepare", place.item.pk, title="居民公约", form="motion", way="secret", phones="on"
    )
    poll = Poll.objects.get()
    assert "计票人" in text(enter(place.clerk).get(reverse("poll", args=[poll.pk])))
    first, second = place.entries[-2:]
    post(place.clerk, "poll_tellers", poll.pk, first=first.pk, second=second.pk)
    codes = []
    for account in place.accounts[-2:]:
        answer = post(account, "teller_code", poll.pk, status=201)
        code = re.search(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}", text(answer))[0]
        assert code not in text(enter(account).get(reverse("teller", args=[poll.pk])))
        post(account, "teller_check", poll.pk, code=code)
        codes.append(code)
    post(place.clerk, "poll_open", poll.pk)
    ballot = {"entry": place.entries[0].pk, "motion": "yes"}
    answer = post(place.accounts[0], "ballot", poll.pk, status=200, go="next", at=0, **ballot)
    assert "确认投票" in text(answer)
    assert not VoteTaken.objects.exists()
    post(place.accounts[0], "ballot", poll.pk, go="cast", at=1, **ballot)
    receipt = VoteTaken.objects.get().receipt
    assert receipt in text(enter(place.accounts[0]).get(reverse("ballot_receipt", args=[poll.pk])))
    post(place.clerk, "poll_paper", poll.pk, entry=place.entries[1].pk, what="paper")
    desk = text(enter(place.clerk).get(reverse("poll", args=[poll.pk])))
    assert "赞成" not in desk
    post(place.clerk, "poll_close", poll.pk)
    for account, code in zip(place.accounts[-2:], codes, strict=True):
        post(account, "teller_unlock", poll.pk, code=code)
    sheet = {"returned": 1, "void": 0, "line-yes": 0, "line-no": 1, "line-abstain": 0}
    post(place.accounts[-2], "teller_sheet", poll.pk, **{**sheet, "line-yes": 1, "line-no": 0})
    assert "不一致" not in text(enter(place.accounts[-1]).get(reverse("teller", args=[poll.pk])))
    post(place.accounts[-1], "teller_sheet", poll.pk, **sheet)
    assert "不一致" in text(enter(place.accounts[-1]).get(reverse("teller", args=[poll.pk])))
    post(place.accounts[-2], "teller_sheet", poll.pk, **sheet)
    poll.refresh_from_db()
    assert poll.state == PollState.COUNTED
    desk = text(enter(place.clerk).get(reverse("poll", args=[poll.pk])))
    assert "不足5张" in desk
    result = reverse("poll_result", args=[poll.pk])
    assert receipt not in text(enter(place.accounts[3]).get(result))
    post(place.clerk, "poll_publish", poll.pk)
    shown = text(enter(place.accounts[3]).get(result))
    assert receipt in shown
    assert "赞成1票，反对1票" in shown


def test_a_sheet_that_cannot_be_true_is_shown_again(place, post):
    poll = place.prepare(phones=False)
    commands.name_tellers(by=None, poll=poll, people=[one.person_id for one in place.entries[-2:]])
    commands.open_poll(by=None, poll=poll)
    commands.hand_out(by=None, poll=poll, entry=place.entries[0])
    commands.close_poll(by=None, poll=poll)
    sheet = {"returned": 1, "void": 0, "line-yes": 7, "line-no": 1, "line-abstain": 0}
    answer = post(place.accounts[-1], "teller_sheet", poll.pk, status=422, **sheet)
    assert "合计8" in text(answer)
    assert 'value="7"' in text(answer)


def test_a_repeated_sending_changes_nothing(place, enter):
    poll = place.prepare()
    place.tellers(poll)
    commands.open_poll(by=None, poll=poll)
    client = enter(place.accounts[0])
    data = {
        "submission_key": uuid.uuid4(),
        "entry": place.entries[0].pk,
        "motion": "yes",
        "go": "cast",
        "at": 1,
    }
    answers = [client.post(reverse("ballot", args=[poll.pk]), data) for _one in range(3)]
    assert {one.headers["Location"] for one in answers} == {reverse("ballot_receipt", args=[poll.pk])}
    assert SealedBallot.objects.count() == 1


def test_an_election_one_decision_a_screen(post, enter):
    place = Place(matter="election")
    poll = place.prepare(PollForm.CHOICE, seats=1)
    commands.set_options(by=None, poll=poll, names=["丁一", "王强"])
    codes = place.tellers(poll)
    commands.open_poll(by=None, poll=poll)
    both = [str(one.pk) for one in poll.options.all()]
    mine = {"entry": place.entries[0].pk}
    answer = post(place.accounts[0], "ballot", poll.pk, status=422, go="next", at=0, chosen=both, **mine)
    assert "最多选1名" in text(answer)
    post(place.accounts[0], "ballot", poll.pk, status=422, go="cast", at=1, chosen=both, **mine)
    answer = post(place.accounts[0], "ballot", poll.pk, status=200, go="next", at=0, **mine)
    assert "没有选任何人" in text(answer)
    post(place.accounts[0], "ballot", poll.pk, go="cast", at=1, chosen=both[0], **mine)
    commands.close_poll(by=None, poll=poll)
    place.unlock(poll, codes)
    assert count(poll).lines[both[0]] == 1


def test_grades_go_screen_by_screen_and_come_back(post):
    place = Place(count=3, kind="members")
    poll = place.prepare(PollForm.GRADES)
    place.tellers(poll)
    commands.open_poll(by=None, poll=poll)
    names = [f"grade-{one.pk}" for one in poll.options.all()]
    mine = {"entry": place.entries[0].pk}
    answer = post(place.accounts[0], "ballot", poll.pk, status=422, go="next", at=0, **mine)
    assert "请选择一个等次" in text(answer)
    answer = post(
        place.accounts[0], "ballot", poll.pk, status=200, go="next", at=0, **mine, **{names[0]: "basic"}
    )
    assert "第2步，共4步" in text(answer)
    assert f'name="{names[0]}" value="basic"' in text(answer)
    answer = post(
        place.accounts[0], "ballot", poll.pk, status=200, go="back", at=1, **mine, **{names[0]: "basic"}
    )
    assert "第1步" in text(answer)
    given = dict.fromkeys(names, "qualified")
    answer = post(
        place.accounts[0], "ballot", poll.pk, status=422, go="cast", at=3, **mine, **{**given, names[1]: "x"}
    )
    assert "第2步" in text(answer)
    post(place.accounts[0], "ballot", poll.pk, go="cast", at=3, **mine, **given)


def test_who_is_let_in(place, enter):
    poll = place.prepare()
    stranger = factories.make_account_with_post(place.county["second_committee"], "director")
    for name in ("poll", "ballot", "ballot_receipt", "teller", "poll_result"):
        assert enter(stranger).get(reverse(name, args=[poll.pk])).status_code == 404, name
    member = place.accounts[0]
    assert enter(member).get(reverse("poll", args=[poll.pk])).status_code == 403
    assert enter(member).get(reverse("teller", args=[poll.pk])).status_code == 404
    assert enter(member).get(reverse("ballot_receipt", args=[poll.pk])).status_code == 200


@pytest.mark.parametrize("size", [1, 12])
def test_the_desk_asks_the_same_number_of_queries_for_any_roll(size, enter, django_assert_max_num_queries):
    place = Place(count=size + 2)
    poll = place.prepare()
    place.tellers(poll)
    commands.open_poll(by=None, poll=poll)
    for number in range(size):
        place.cast(poll, number, YES)
    client = enter(place.clerk)
    client.get(reverse("poll", args=[poll.pk]))
    with django_assert_max_num_queries(30):
        client.get(reverse("poll", args=[poll.pk]))
