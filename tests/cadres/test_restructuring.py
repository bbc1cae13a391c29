"""The board: who may take which post, the package and its other hand, in step with the reorganisation and back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.cadres import commands
from jiceng.cadres.commands import Proposal, Wanted
from jiceng.cadres.enums import Rank, Share, Status
from jiceng.cadres.enums_restructuring import Heads, Outcome
from jiceng.cadres.filling import Weights
from jiceng.cadres.models import BoardPerson, BoardPost, PostRequirement, Restructuring
from jiceng.cadres.models.restructuring import WITH_PLACE
from jiceng.cadres.queries import restructuring as queries
from jiceng.cadres.queries.board_filling import alternative
from jiceng.cadres.rules_restructuring import boards_of
from jiceng.documents.commands import finish_task, open_series
from jiceng.documents.models import Task
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.kernel.record import verify
from jiceng.organisations import commands as organisations
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands.reorganisation import blockers, preview, reverse
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Post, Term
from tests import factories
from tests.cadres.board import Board
from tests.organisations.county import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    made = Board()
    made.open()
    return made


def test_the_board_has_all_posts_and_all_people_whose_posts_end(place):
    names = {one.person for one in place.board.people.select_related("person")}
    assert names == set(place.heads)
    rows = BoardPost.objects.filter(community__restructuring=place.board, community__key="c1")
    kinds = sorted(rows.values_list("kind", flat=True))
    assert kinds == sorted(
        ["secretary", "organisation_member", "publicity_member", "deputy_secretary", "discipline_member"]
        + ["director", "deputy_director"]
        + ["committee_member"] * 3
    )
    row = place.row(place.heads[0])
    assert row.now == "第1居民委党支部书记"
    assert row.held == ["secretary"]
    assert row.served == [place.board.communities.get(key="c1").pk]
    with pytest.raises(ImpossibleError, match="已经有"):
        place.open()


def test_town_proposes_and_others_may_not(place):
    place.propose()
    assert place.board.people.count() == 10
    with pytest.raises(ImpossibleError, match="已经在方案中"):
        place.propose(place.proposed[0])
    rows = [Proposal(place.stranger(), "local")]
    with pytest.raises(ImpossibleError, match="理由"):
        commands.propose_people(by=place.town, board=place.board, proposals=rows)
    with pytest.raises(Refused):
        commands.put(by=place.town, row=place.row(place.heads[0]), post=place.post("secretary"))
    with pytest.raises(Refused):
        commands.propose_people(by=place.boss, board=place.board, proposals=[])
    assert boards_of(place.town) == boards_of(place.boss) == [place.board.pk]
    other = factories.make_organisation("外镇党委", Kind.TOWN_PARTY_COMMITTEE)
    assert boards_of(factories.make_account_with_post(other, PostKind.SECRETARY)) == []


def test_a_person_has_one_place_and_a_post_one_person(place):
    first, second = place.heads[:2]
    place.put(first, PostKind.SECRETARY)
    row = place.put(first, PostKind.DEPUTY_DIRECTOR)
    assert {post.kind for post in queries.posts_of(row)} == {"secretary", "deputy_director"}
    row = place.put(first, PostKind.DIRECTOR, "c2")
    assert [str(post) for post in queries.posts_of(row)] == ["铁西社区主任"], "the old place is given up"
    place.put(second, PostKind.DIRECTOR, "c2")
    assert place.row(first).outcome == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardPerson.objects.filter(pk=place.row(first).pk).update(
            outcome="retain",
            community=place.row(second).community_id,
            residents_post=place.row(second).residents_post_id,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardPerson.objects.create(restructuring=place.board, person=first, origin="local")
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardPerson.objects.filter(pk=place.row(second).pk).update(outcome="leave")


def test_what_the_post_requires_is_enforced_and_said(place):
    stranger = place.stranger()
    place.propose(stranger)
    with pytest.raises(ImpossibleError, match="须为正式党员"):
        place.put(stranger, PostKind.SECRETARY)
    young = place.place.members(place.place.branches[0], place.place.old[0], full=1)[0]
    young.party_memberships.update(full_since=today() - timedelta(days=200))
    place.propose(young)
    with pytest.raises(ImpossibleError, match="党龄须满1年"):
        place.put(young, PostKind.SECRETARY)
    place.put(young, PostKind.PUBLICITY_MEMBER)
    requirement = PostRequirement(
        post_kind=PostKind.DIRECTOR,
        organisation_kind=Kind.RESIDENTS_COMMITTEE,
        rank_at_least=Rank.SECTION,
        education_at_least=10,
        age_at_most=30,
        status=Status.CIVIL_SERVANT,
        valid_from=date(2020, 1, 1),
        why="县委规定",
    )
    commands.set_requirement(by=None, requirement=requirement)
    with pytest.raises(
        ImpossibleError, match="职级须股级以上；学历须研究生以上；年龄须30岁以下；身份须为公务员"
    ):
        place.put(place.heads[0], PostKind.DIRECTOR)
    facts = queries.facts_of(place.board)
    rows = queries.people(place.board)
    found = queries.choices(place.post(PostKind.SECRETARY), facts, rows)
    assert [one.able for one in found] == [True] * 8 + [False] * 2


def test_secretary_and_director_apart_or_one_person(place):
    first = place.heads[0]
    place.put(first, PostKind.SECRETARY)
    with pytest.raises(ImpossibleError, match="分设"):
        place.put(first, PostKind.DIRECTOR)
    commands.propose_filling(
        by=place.clerk, board=place.board, weights=Weights(), heads=Heads.ONE, keep=False
    )
    for key in ("c1", "c2"):
        secretary = queries.holder_of(place.post(PostKind.SECRETARY, key))
        assert secretary == queries.holder_of(place.post(PostKind.DIRECTOR, key))
        assert secretary.outcome == Outcome.RETAIN


def test_the_proposal_is_explained_and_its_runner_up_reckoned(place):
    place.propose()
    board = commands.propose_filling(
        by=place.clerk, board=place.board, weights=Weights(), heads=Heads.APART, keep=False
    )
    assert board.proved
    secretary = queries.holder_of(place.post(PostKind.SECRETARY))
    assert secretary.person in place.heads[:4]
    assert secretary.terms["party"]["continuity"] == -40
    other = alternative(board, place.post(PostKind.SECRETARY))
    assert other.name
    assert other.more >= 0
    assert queries.tally(board).empty == 0, "what nobody takes is recruited for or elected"
    kept = place.put(place.heads[7], PostKind.SECRETARY)
    again = commands.propose_filling(
        by=place.clerk, board=place.board, weights=Weights(open=0), heads=Heads.APART, keep=True
    )
    assert again.people.get(pk=kept.pk).party_post_id == kept.party_post_id


def test_the_composition_follows_the_board(place):
    factories.make_target(Share.LEADS_COLLEGE, at_least=45)
    place.put(place.heads[0], PostKind.SECRETARY)
    facts = queries.facts_of(place.board)
    found = {one.line.share: one for one in queries.effects(place.board, facts, seen_by=None)}
    assert found[Share.LEADS_COLLEGE].line.light[0] == "done"
    assert found[Share.LEADS_COLLEGE].line.detail == "1 / 1人"
    assert queries.composed(place.board, facts).count("secretaries") == 1


def test_what_is_not_settled_is_not_handed_up(place):
    with pytest.raises(ValidationError) as refused:
        commands.submit_board(by=place.clerk, board=place.board)
    assert "还有20个职数没有定人，也没有写明招聘或选举。" in refused.value.messages
    assert "撤并单位还有8人没有定去向。" in refused.value.messages


def test_another_hand_decides(place):
    place.settle()
    commands.submit_board(by=place.clerk, board=place.board)
    with pytest.raises(ImpossibleError, match="不能再改"):
        place.put(place.heads[0], PostKind.SECRETARY)
    with pytest.raises(Refused, match="另一人"):
        place.decide(by=place.clerk)
    with pytest.raises(Refused):
        place.decide(by=place.town)
    commands.send_back_board(by=place.second, board=place.board, why="再议")
    commands.submit_board(by=place.second, board=place.board)
    with pytest.raises(Refused, match="另一人"):
        place.decide(by=place.second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Restructuring.objects.filter(pk=place.board.pk).update(decided_by=place.second)
    decided = place.decide()
    assert place.decide() == decided, "twice is once"
    assert Task.objects.filter(source_kind="cadres.boardperson").count() == 4 * 3


def appointed(board):
    rows = Term.objects.filter(instrument=board.instrument).select_related("post__organisation")
    return {(one.person, one.post.kind, one.post.organisation.territory.name) for one in rows}


WANTED = {0: ("secretary", "邮政社区"), 1: ("director", "邮政社区"), 4: ("secretary", "铁西社区")}
WANTED[5] = ("director", "铁西社区")


def test_planned_decided_carried_out_and_taken_back_with_the_reorganisation(place):
    place.settle()
    commands.submit_board(by=place.clerk, board=place.board)
    found = preview(place.reorganisation, seen_by=None)
    assert [one.conflict for one in found.conflicts] == ["班子调整方案待决定，决定或撤回之后才能执行。"]
    board = place.decide()
    assert not appointed(board)
    place.execute()
    assert appointed(board) == {(place.heads[n], *words) for n, words in WANTED.items()}
    assert {one.valid_from for one in Term.objects.filter(instrument=board.instrument)} == {place.day}
    with pytest.raises(ImpossibleError, match="撤回组织调整时一并撤回"):
        commands.withdraw_board(by=place.clerk, board=board, why="试")
    gone = place.row(place.heads[2])
    assert gone.person.terms.get().valid_to == place.day
    task = Task.objects.filter(source_id=str(gone.pk)).first()
    finish_task(by=None, task=task, result="已谈话")
    reverse(by=None, reorganisation=place.reorganisation, why="试撤回")
    assert not appointed(board)
    assert place.heads[2].terms.get().valid_to is None
    board.refresh_from_db()
    assert board.state == "withdrawn"
    rows = Task.objects.filter(source_kind="cadres.boardperson")
    assert (rows.filter(dropped_on=None).get(), rows.exclude(dropped_on=None).count()) == (task, 11)
    assert verify().ok


def test_after_the_reorganisation_it_is_decided_into_it():
    place = Board()
    place.execute()
    place.decided()
    assert appointed(place.board_now()) == {(place.heads[n], *words) for n, words in WANTED.items()}
    term = Term.objects.get(person=place.heads[0], valid_to=None)
    organisations.end_term(by=None, term=term, on=today(), why="调离")
    assert [one.pk for one in blockers(fresh(place))] == [term.pk]
    Term.objects.filter(pk=term.pk).update(valid_to=None)
    reverse(by=None, reorganisation=fresh(place), why="试撤回")
    assert place.board_now().state == "withdrawn"
    assert not Term.objects.filter(valid_from=place.day).exists()


def fresh(place):
    place.reorganisation.refresh_from_db()
    return place.reorganisation


def test_a_post_that_was_filled_meanwhile_stops_the_package():
    place = Board()
    place.execute()
    place.submitted()
    post = Post.objects.get(kind="secretary", organisation__territory__name="邮政社区")
    organisations.appoint(by=None, post=post, person=person(), on=place.day)
    with pytest.raises(ImpossibleError, match="已经任命"):
        place.decide()
    assert place.board_now().state == "submitted"
    assert not Task.objects.exists()


def test_withdrawn_before_it_takes_effect_the_tasks_end(place):
    place.settle()
    commands.submit_board(by=place.clerk, board=place.board)
    place.decide()
    commands.withdraw_board(by=place.clerk, board=place.board, why="重新研究")
    assert not Task.objects.filter(dropped_on=None).exists()
    place.execute()
    assert not Term.objects.filter(valid_from=place.day).exists()


def test_the_package_on_paper(place):
    series = open_series(by=None, organisation=place.place.department, code="嫩组")
    with pytest.raises(ImpossibleError, match="决定后"):
        commands.draft_package(by=place.clerk, board=place.board, series=series)
    place.settle()
    commands.submit_board(by=place.clerk, board=place.board)
    place.decide()
    paper = commands.draft_package(by=place.clerk, board=place.board, series=series)
    lists = [one.text for one in paper.current.attachments.order_by("pk")]
    assert f"| {place.heads[0].name} | 邮政社区党支部书记 | 留任 |" in lists[0]
    assert f"| {place.heads[2].name} | 第2居民委党支部书记 | 单位撤并，职务终止 |" in lists[1]
    with pytest.raises(ImpossibleError, match="已经起草"):
        commands.draft_package(by=place.clerk, board=place.board, series=series)


def test_choices_of_a_sheet_are_taken_over_whole_or_not_at_all(place):
    first, second = (place.row(place.heads[number]) for number in (0, 1))
    secretary, director = place.post("secretary"), place.post("director")
    place.put(place.heads[1], PostKind.SECRETARY)
    wanted = [Wanted(first.pk, "retain", (secretary.pk,)), Wanted(second.pk, "retain", (director.pk,))]
    commands.take_over_choices(by=place.clerk, board=place.board, wanted=wanted)
    assert place.row(place.heads[1]).residents_post == director
    stranger = place.propose(place.stranger())[0]
    bad = [Wanted(first.pk, "leave", (), "retired"), Wanted(stranger.pk, "take_in", (secretary.pk,))]
    with pytest.raises(ImpossibleError, match="须为正式党员"):
        commands.take_over_choices(by=place.clerk, board=place.board, wanted=bad)
    assert place.row(place.heads[0]).party_post == secretary


acts = st.lists(
    st.tuples(
        st.sampled_from(("put", "take_off", "go", "stay", "again", "reckon")),
        st.integers(0, 9),
        st.integers(0, 19),
    ),
    max_size=12,
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_one_person_one_place_whatever_the_order(place, acts):
    """Whatever is done in whatever order, in the words of the rule."""
    with transaction.atomic():
        if place.board.people.count() < 10:
            place.propose()
        people, posts = list(place.board.people.order_by("pk")), list(queries.posts(place.board))
        for act, one, other in acts:
            try:
                with transaction.atomic():
                    carried(place, act, people[one], posts[other])
            except (ImpossibleError, ValidationError):
                pass
        rows = list(queries.people(place.board))
        taken = [post.pk for row in rows for post in queries.posts_of(row)]
        assert len(taken) == len(set(taken))
        for row in rows:
            mine = queries.posts_of(row)
            assert len({post.community_id for post in mine}) <= 1
            assert len({post.body for post in mine}) == len(mine)
            assert bool(mine) == (row.outcome in WITH_PLACE)
        transaction.set_rollback(True)


def carried(place, act, row, post):
    row.restructuring = place.board
    if act == "put":
        commands.put(by=place.clerk, row=row, post=post)
    elif act == "take_off":
        commands.take_off(by=place.clerk, post=BoardPost.objects.get(pk=post.pk))
    elif act == "go":
        commands.let_go(by=place.clerk, rows=[row], leaving="retired")
    elif act == "stay":
        commands.let_stay(by=place.clerk, rows=[row])
    elif act == "again":
        commands.unsettle(by=place.clerk, rows=[row])
    else:
        commands.propose_filling(
            by=place.clerk, board=place.board, weights=Weights(), heads=Heads.FREE, keep=True
        )
