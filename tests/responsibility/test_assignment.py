"""The proposal is the best there is (against every assignment tried out), keeps conflicts, tells its reasons."""

import uuid
from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from jiceng.cadres.models import Kin
from jiceng.documents.commands import open_series
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.organisations.queries.checks import findings
from jiceng.responsibility import commands
from jiceng.responsibility.assigning import (
    Candidate,
    NobodyFits,
    Weights,
    assign,
    runner_up,
    terms,
)
from jiceng.responsibility.assigning import (
    Place as Community,
)
from jiceng.responsibility.commands import Brought, Ground, ImpossibleError
from jiceng.responsibility.models import ContactPoint, Handover, Proposal, ProposalLine
from jiceng.responsibility.queries.assignment import for_link, for_vacancy, lines, points_of
from jiceng.responsibility.queries.avoidance import kept_from
from tests import factories
from tests.responsibility.place import Place

WEIGHTS = Weights(travel_km=10, expertise=15, continuity=40, load=60)
KEYS = (101, 102, 103, 104)
numbers = st.integers(-4000, 4000)
candidates = st.lists(
    st.builds(
        Candidate,
        key=st.just(0),
        fields=st.frozensets(st.sampled_from("abc")),
        home=st.none() | st.tuples(numbers, numbers),
        held=st.frozensets(st.sampled_from(KEYS)),
        barred=st.frozensets(st.sampled_from(KEYS), max_size=2),
        most=st.integers(1, 2),
    ),
    min_size=1,
    max_size=4,
)
communities = st.lists(
    st.builds(
        Community,
        key=st.just(0),
        centre=st.none() | st.tuples(numbers, numbers),
        needs=st.dictionaries(st.sampled_from("abc"), st.integers(1, 4)),
    ),
    min_size=1,
    max_size=4,
)


def numbered(rows, keys):
    return [type(one)(**{**one.__dict__, "key": key}) for one, key in zip(rows, keys, strict=False)]


def cheapest(leaders, places, without=frozenset()):
    """By trying every assignment."""
    best = None
    for choice in product(leaders, repeat=len(places)):
        counts = [sum(one is leader for one in choice) for leader in leaders]
        if any(count > one.most for count, one in zip(counts, leaders, strict=True)):
            continue
        if len(places) >= len(leaders) and 0 in counts:
            continue
        pairs = list(zip(choice, places, strict=True))
        if any(place.key in one.barred or (one.key, place.key) in without for one, place in pairs):
            continue
        points = sum(sum(terms(one, place, WEIGHTS).values()) for one, place in pairs)
        points += WEIGHTS.load * sum(max(count - 1, 0) for count in counts)
        best = points if best is None else min(best, points)
    return best


@settings(max_examples=120, deadline=None)
@given(leaders=candidates, places=communities)
def test_nothing_is_better_than_the_proposal(leaders, places):
    leaders, places = numbered(leaders, range(1, 9)), numbered(places, KEYS)
    expected = cheapest(leaders, places)
    if expected is None:
        with pytest.raises(NobodyFits):
            assign(leaders, places, WEIGHTS)
        return
    found = assign(leaders, places, WEIGHTS)
    assert (found.points, found.proved) == (expected, True)
    for place in places:
        pair = frozenset({(found.chosen[place.key], place.key)})
        second = cheapest(leaders, places, pair)
        told = runner_up(leaders, places, WEIGHTS, found, place.key)
        assert (None if told is None else found.points + told.more) == second


def test_seventeen_by_seventeen_is_proved_with_all_reasons():
    leaders = [Candidate(n, home=(n * 731 % 5000, n * 977 % 5000), most=2) for n in range(17)]
    places = [Community(n, centre=(n * 353 % 5000, n * 619 % 5000)) for n in range(17)]
    found = assign(leaders, places, WEIGHTS)
    assert found.proved
    assert sorted(found.chosen.values()) == list(range(17))
    assert all(runner_up(leaders, places, WEIGHTS, found, one.key).more >= 0 for one in places)


@pytest.fixture
def place(db):
    made = Place()
    made.boss = factories.make_account_with_post(made.county["county"], PostKind.SECRETARY)
    made.everybody = [*made.leaders, made.boss]
    return made


def conflict(place, leader=0, community=None):
    return commands.declare_conflict(
        by=place.clerk,
        person=place.leaders[leader].person,
        community=community or place.first,
        kind="kin",
        why="弟弟在社区工作",
        on=today(),
    )


def test_continuity_and_expertise_and_conflicts_are_weighed(place):
    place.full()
    line = commands.propose_assignment(by=place.clerk, on=today()).lines.get(community=place.first)
    assert (line.leader, line.terms["continuity"]) == (place.leaders[0].person, -40)
    conflict(place)
    line = commands.propose_assignment(by=place.clerk, on=today()).lines.get(community=place.first)
    assert line.leader != place.leaders[0].person
    point = ContactPoint.objects.get(community=place.second)
    problems = ("冬季供热不足", "三号楼没有供热", "供热管网老化")
    commands.record_visit(by=None, point=point, on=today(), brought=Brought(problems=problems))
    commands.keep_profile(by=place.clerk, person=place.boss.person, fields=("供热",), most=1)
    line = commands.propose_assignment(by=place.clerk, on=today()).lines.get(community=place.second)
    assert (line.leader, line.terms["expertise"]) == (place.boss.person, -45)


def test_no_proposal_where_every_leader_is_barred(place):
    for person in (one.person for one in place.everybody):
        commands.declare_conflict(
            by=place.clerk, person=person, community=place.first, kind="interest", why="经商", on=today()
        )
    with pytest.raises(ImpossibleError, match=place.first.name):
        commands.propose_assignment(by=place.clerk, on=today())
    assert not Proposal.objects.exists()


def test_edited_by_hand_decided_by_a_leader_and_made_a_document(place):
    place.full()
    conflict(place, leader=1)
    row = commands.propose_assignment(by=place.clerk, on=today())
    line = row.lines.get(community=place.first)
    with pytest.raises(ImpossibleError, match="改动理由"):
        commands.edit_line(by=place.clerk, line=line, leader=place.boss.person, why="")
    with pytest.raises(ImpossibleError, match="应当回避"):
        commands.edit_line(by=place.clerk, line=line, leader=place.leaders[1].person, why="试试")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposalLine.objects.filter(pk=line.pk).update(leader=place.boss.person, why="")
    commands.edit_line(by=place.clerk, line=line, leader=place.boss.person, why="书记亲自抓")
    series = open_series(by=None, organisation=place.county["county"], code="嫩发")
    with pytest.raises(ImpossibleError, match="决定后"):
        commands.draft_paper(by=place.clerk, proposal=row, series=series)
    with pytest.raises(Refused):
        commands.decide_assignment(by=place.clerk, proposal=row)
    commands.decide_assignment(by=place.boss, proposal=row, number="嫩发〔2026〕30号")
    now = ContactPoint.objects.on(today()).get(community=place.first)
    assert (now.leader, now.instrument.number) == (place.boss.person, "嫩发〔2026〕30号")
    assert Handover.objects.get(community=place.first).taker == place.boss.person
    paper = commands.draft_paper(by=place.clerk, proposal=row, series=series)
    table = paper.current.attachments.get().text
    assert place.boss.person.name in table
    assert place.second.name in table
    with pytest.raises(ImpossibleError, match="已经决定"):
        commands.decide_assignment(by=place.boss, proposal=row)


def test_a_vacancy_comes_with_a_proposal(place):
    points = place.full()
    commands.end_charge(by=place.clerk, point=points[0], ground=Ground(today(), why="退休"))
    conflict(place)
    found = for_vacancy(place.first, today())
    assert found[0].leader == place.boss.person, "whoever has no community yet comes first"
    assert [one.points for one in found] == [sum(one.terms.values()) for one in found]
    assert place.leaders[0].person not in [one.leader for one in found]


def send(client, page, *args, **fields):
    return client.post(reverse(page, args=args), {"submission_key": str(uuid.uuid4()), **fields}, follow=True)


def entered(account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_pages_from_reckoning_to_paper(place):
    place.full()
    clerk, boss = entered(place.clerk), entered(place.boss)
    send(clerk, "leader_profile", place.boss.person_id, known=["住建"], most=1)
    send(
        clerk,
        "leader_conflict",
        place.leaders[0].person_id,
        community=place.second.pk,
        kind="kin",
        why="妹妹",
        on=today(),
    )
    page = send(clerk, "contact_proposals", on=today()).content.decode()
    assert "已证明最优" in page
    row = Proposal.objects.get()
    line = row.lines.get(community=place.second)
    assert send(clerk, "proposal_line", line.pk, leader=place.boss.person_id).status_code == 422
    page = send(clerk, "proposal_line", line.pk, leader=place.boss.person_id, why="抓一抓").content.decode()
    assert "人工改动" in page
    assert "抓一抓" in page
    send(boss, "proposal_decide", row.pk, number="嫩发〔2026〕31号")
    series = open_series(by=None, organisation=place.county["county"], code="嫩发", on=today() - timedelta(9))
    page = send(clerk, "proposal_paper", row.pk, series=series.pk).content.decode()
    assert "关于确定社区联系点领导和联络人的通知" in page
    vacancy = ContactPoint.objects.on(today()).get(community=place.first)
    send(clerk, "charge_end", vacancy.pk, on=(today() + timedelta(1)).isoformat(), why="调离")
    tomorrow = {"as_of": (today() + timedelta(1)).isoformat()}
    assert "建议人选" in clerk.get(reverse("contact_point", args=[place.first.pk]), tomorrow).content.decode()


def test_nobody_is_put_in_charge_where_a_conflict_stands(place):
    conflict(place)
    with pytest.raises(ImpossibleError, match="回避"):
        place.charge(on=today())
    entry = commands.Entry(place.first, place.leaders[0].person, None, Ground(today()))
    with pytest.raises(ImpossibleError, match="回避"):
        commands.take_over_register(by=place.clerk, rows=[entry])


def test_a_conflict_declared_after_the_proposal_stops_its_decision(place):
    place.full()
    row = commands.propose_assignment(by=place.clerk, on=today())
    assert row.lines.get(community=place.first).leader == place.leaders[0].person
    conflict(place)
    with pytest.raises(ImpossibleError, match="回避"):
        commands.decide_assignment(by=place.boss, proposal=row)


def test_a_line_changed_by_hand_tells_the_points_of_who_stands_there_now(place, enter):
    place.full()
    row = commands.propose_assignment(by=place.clerk, on=today())
    line = row.lines.get(community=place.first)
    assert line.terms["continuity"] == -40
    commands.edit_line(by=place.clerk, line=line, leader=place.boss.person, why="年底调整")
    line = lines(row)[0]
    assert (line.community, line.terms["continuity"], line.more) == (place.first, 0, 40)
    page = enter(place.clerk).get(reverse("contact_proposal", args=[row.pk])).content.decode()
    assert f"原建议{place.leaders[0].person.name}，改后多40分" in page
    assert f"原方案{row.points}分" in page
    commands.edit_line(
        by=place.clerk, line=row.lines.get(community=place.first), leader=line.proposed, why=""
    )
    line = lines(row)[0]
    assert (line.terms["continuity"], line.is_changed, points_of(lines(row))) == (-40, False, row.points)


def test_nobody_gets_more_communities_than_they_may_have(place, enter):
    place.full()
    row = commands.propose_assignment(by=place.clerk, on=today())
    commands.keep_profile(by=place.clerk, person=place.leaders[0].person, fields=(), most=1)
    line = row.lines.get(community=place.second)
    commands.edit_line(by=place.clerk, line=line, leader=place.leaders[0].person, why="都给他")
    page = enter(place.clerk).get(reverse("contact_proposal", args=[row.pk])).content.decode()
    assert "超过上限" in page
    with pytest.raises(ImpossibleError, match="最多联系1个社区，方案里有2个"):
        commands.decide_assignment(by=place.boss, proposal=row)


def test_a_leader_without_a_liaison_is_shown_who_fits(place, enter):
    place.charge()
    housing = factories.make_organisation(
        "县住建局", Kind.DEPARTMENT, under=place.government, line=Line.PARTY
    )
    builder = factories.make_account_with_post(housing, PostKind.CONTACT)
    commands.raise_problem(by=None, community=place.first, text="路灯不亮")
    place.link(leader=1, officer=0)
    leader = place.leaders[0].person
    best = for_link(leader, today())
    assert (best[0].officer, best[0].problems, best[0].linked) == (builder.person, 1, 0)
    assert best[-1].officer == place.officers[0].person
    page = enter(place.clerk).get(reverse("contact_point", args=[place.first.pk])).content.decode()
    address = f"{reverse('liaison_begin', args=[leader.pk])}?officer={builder.person_id}"
    assert address in page
    form = enter(place.clerk).get(address).content.decode()
    assert f'<option value="{builder.person_id}" selected>' in form
    place.link(leader=0, officer=1)
    assert (
        "建议的联络人"
        not in enter(place.clerk).get(reverse("contact_point", args=[place.first.pk])).content.decode()
    )


def test_kin_of_the_cadres_files_are_kept_apart(place):
    place.full()
    leader = place.leaders[0].person
    worker = factories.make_term(factories.make_post(place.county["first_committee"], PostKind.WORKER)).person
    assert kept_from([leader.pk], today())[leader.pk] == {}
    file = factories.make_cadre(leader)
    Kin.objects.create(file=file, relation="sibling", name=worker.name, person=worker)
    assert list(kept_from([leader.pk], today())[leader.pk]) == [place.first.pk]
    keys = [one.check.key for one in findings(seen_by=None, as_of=today(), organisation=place.first)]
    assert "R05" in keys
    line = commands.propose_assignment(by=place.clerk, on=today()).lines.get(community=place.first)
    assert line.leader != leader
    worker.terms.update(valid_to=today())
    assert kept_from([leader.pk], today())[leader.pk] == {}


def test_a_conflict_is_lifted_with_a_reason(place):
    row, client = conflict(place), entered(place.clerk)
    address = reverse("leader_conflict", args=[place.leaders[0].person_id])
    fields = {"submission_key": str(uuid.uuid4()), "on": today().isoformat(), "lifted": row.pk}
    assert client.post(address, {**fields, "why": ""}).status_code == 422
    later = today() + timedelta(days=1)
    assert client.post(address, {**fields, "why": "弟弟已调走", "on": later.isoformat()}).status_code == 302
    row.refresh_from_db()
    assert row.valid_to == later
    assert place.first.pk in kept_from([row.person_id], today())[row.person_id]
    assert kept_from([row.person_id], later)[row.person_id] == {}
    with pytest.raises(ImpossibleError, match="已经解除"):
        commands.lift_conflict(by=place.clerk, conflict=row, why="再解除", on=later)
    conflict(place, community=place.second)
