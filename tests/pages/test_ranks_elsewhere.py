"""Posts on the board of a restructuring, a cadre's own posts, and people on the rolls of meetings stand by rank."""

import pytest
from django.urls import reverse

from jiceng.cadres.models import BoardPost
from jiceng.cadres.package_paper import appointed
from jiceng.cadres.queries.restructuring import posts
from jiceng.kernel.pages import today
from jiceng.meetings import kinds
from jiceng.meetings.models import RollEntry
from jiceng.meetings.queries.equals import staff_of
from jiceng.meetings.queries.registers import leaders_above, roll_on
from jiceng.meetings.queries.roll import to_call
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.cadres.board import Board
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db
RANKS = list(PostKind)
LATE = (PostKind.COMMITTEE_MEMBER, PostKind.DISCIPLINE_MEMBER, PostKind.DEPUTY_SECRETARY)


@pytest.fixture
def board():
    """The first community's posts were made from the lowest rank to the highest."""
    place = Board()
    place.open()
    community = place.board.communities.order_by("pk").first()
    known = sorted(community.posts.values_list("body", "kind", "number"), key=lambda one: RANKS.index(one[1]))
    community.posts.all().delete()
    for body, kind, number in reversed(known):
        BoardPost.objects.create(community=community, body=body, kind=kind, number=number)
    return place


def by_rank(kinds_found) -> bool:
    ranks = [RANKS.index(kind) for kind in kinds_found]
    return ranks == sorted(ranks) and len(set(ranks)) > 2


def test_posts_of_the_board_within_each_community(board, enter):
    first = board.board.communities.order_by("pk").first()
    assert by_rank([one.kind for one in posts(board.board) if one.community_id == first.pk])
    client = enter(board.clerk)
    teams = client.get(reverse("restructuring", args=[board.board.pk])).context["teams"]
    team = next(one for one in teams if one.community == first)
    for body in (team.party, team.residents):
        ranks = [RANKS.index(seat.post.kind) for seat in body]
        assert ranks == sorted(ranks)
    page = reverse("restructuring_posts", args=[board.board.pk])
    table = client.get(page).context["table"]
    assert by_rank([one.kind for one in table.page if one.community_id == first.pk])
    assert [one.community_id for one in table.page] == sorted(one.community_id for one in table.page)
    assert by_rank([one.kind for one in client.get(page, {"sort": "post"}).context["table"].page])


def test_people_on_paper_within_each_community(board):
    board.put(board.heads[2], PostKind.COMMITTEE_MEMBER)
    board.put(board.heads[0], PostKind.SECRETARY)
    board.put(board.heads[1], PostKind.DIRECTOR)
    assert [one.person for one in appointed(board.board)] == [board.heads[0], board.heads[1], board.heads[2]]


@pytest.fixture
def rooms():
    """The committee's posts were made from the lowest rank to the highest; their holders are members, named so that
    pinyin would have them the other way round."""
    made = Rooms(members=3, representatives=2)
    for kind, name in zip(LATE, ("阿一", "白二", "赵三"), strict=True):
        member = factories.make_member(made.branch, factories.make_person(name))
        factories.make_term(factories.make_post(made.branch, kind), member.person)
    return made


def test_committee_and_members_on_the_roll(rooms):
    committee = roll_on(kinds.of("committee", today()), rooms.branch, today())
    assert by_rank([one.post_kind for one in committee])
    members = [one for one in roll_on(kinds.of("members", today()), rooms.branch, today()) if one.entitled]
    assert by_rank([one.post_kind for one in members if one.post_kind])
    assert [bool(one.post_kind) for one in members] == sorted(
        (bool(one.post_kind) for one in members), reverse=True
    )


def test_of_two_posts_the_higher_counts(rooms):
    secretary = rooms.secretary.person
    factories.make_term(rooms.branch.posts.get(kind=PostKind.COMMITTEE_MEMBER), secretary)
    members = roll_on(kinds.of("members", today()), rooms.branch, today())
    assert next(one for one in members if one.person == secretary.pk).post_kind == PostKind.SECRETARY


def test_on_the_roll_of_a_meeting_and_when_it_is_called(rooms, enter):
    meeting = rooms.prepared("members")
    rows = list(meeting.roll.order_by("pk").values())
    meeting.roll.all().delete()
    for row in reversed(rows):
        RollEntry.objects.create(**row | {"id": None})
    table = enter(rooms.secretary).get(reverse("meeting_roll", args=[meeting.pk])).context["table"]
    assert by_rank([one.post_kind for one in table.page if one.post_kind])
    assert by_rank([one.entry.post_kind for one in to_call(meeting) if one.entry.post_kind])
    sorted_by = {"sort": "role"}
    page = (
        enter(rooms.secretary)
        .get(reverse("meeting_roll", args=[meeting.pk]), sorted_by)
        .context["table"]
        .page
    )
    assert by_rank([one.post_kind for one in page if one.post_kind])


def test_whose_reward_is_looked_at_and_who_leads_above(rooms):
    assert by_rank([one.post.kind for one in staff_of(rooms.area, today())])
    above = rooms.county["street"]
    for kind in (PostKind.LEADER, PostKind.DEPUTY_SECRETARY, PostKind.SECRETARY):
        factories.make_term(factories.make_post(above, kind))
    found = leaders_above(rooms.branch, today())
    kinds_found = [
        one.terms.get().post.kind for one in found if one.terms.get().post.organisation_id == above.pk
    ]
    assert kinds_found == sorted(kinds_found, key=RANKS.index)
    assert len(kinds_found) > 1
