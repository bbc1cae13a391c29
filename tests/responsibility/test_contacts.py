"""On any day one leader of a community and one liaison of a leader: by command, by the database, by the check."""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry as RecordEntry
from jiceng.organisations.models import Term
from jiceng.organisations.queries.checks import findings
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Ground, ImpossibleError
from jiceng.responsibility.models import ContactPoint, Liaison
from jiceng.responsibility.queries.contacts import contact_figures, register
from jiceng.responsibility.tables import GAPS
from tests import factories
from tests.responsibility.place import SINCE, Place

pytestmark = pytest.mark.django_db
LATER = date(2026, 6, 1)


@pytest.fixture
def place():
    return Place()


def broken(day) -> list[tuple[str, str]]:
    found = findings(seen_by=None, as_of=day)
    keys = {"R01", "R02", "R03", "R04", "R05"}
    return [(one.check.key, one.name) for one in found if one.check.key in keys]


def test_a_transfer_ends_and_begins_on_one_day(place):
    first = place.charge()
    row = commands.put_in_charge(
        by=place.clerk,
        community=place.first,
        leader=place.leaders[1].person,
        ground=Ground(LATER, "嫩发〔2026〕9号", "工作调整"),
    )
    first.refresh_from_db()
    assert (first.valid_to, row.valid_from, row.valid_to) == (LATER, LATER, None)
    assert row.instrument.number == "嫩发〔2026〕9号"
    day_before = register(seen_by=None, as_of=LATER - timedelta(days=1)).get(pk=place.first.pk)
    assert day_before.leader_name == place.leaders[0].person.name
    assert register(seen_by=None, as_of=LATER).get(pk=place.first.pk).leader_id == row.leader_id
    entry = RecordEntry.objects.filter(verb="responsibility.put_in_charge").last()
    assert place.leaders[0].person.name in entry.body


def test_only_the_office_arranges_and_only_people_of_rank_are_named(place):
    ground = Ground(SINCE)
    for account in (place.secretary, place.leaders[0], place.officers[0]):
        with pytest.raises(Refused):
            commands.put_in_charge(
                by=account, community=place.first, leader=place.leaders[0].person, ground=ground
            )
    with pytest.raises(ImpossibleError, match="不任县级领导"):
        commands.put_in_charge(
            by=place.clerk, community=place.first, leader=place.officers[0].person, ground=ground
        )
    with pytest.raises(ImpossibleError, match="不任科局级"):
        commands.link(
            by=place.clerk, leader=place.leaders[0].person, officer=place.secretary.person, ground=ground
        )
    with pytest.raises(ImpossibleError, match="只能是社区"):
        commands.put_in_charge(
            by=place.clerk,
            community=place.county["first_branch"],
            leader=place.leaders[0].person,
            ground=ground,
        )


def test_the_same_again_and_an_earlier_day_are_refused(place):
    place.charge(on=LATER)
    with pytest.raises(ImpossibleError, match="已经是这个人"):
        place.charge(on=LATER + timedelta(days=3))
    with pytest.raises(ImpossibleError, match="已有自"):
        place.charge(leader=1, on=SINCE)


def test_the_database_refuses_two_on_one_day(place):
    point = place.charge()
    commands.end_charge(by=None, point=point, ground=Ground(LATER, why="调离"))
    link = place.link()
    commands.end_link(by=None, liaison=link, ground=Ground(LATER, why="调离"))
    day = LATER - timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.create(
            community=place.first, leader=place.leaders[1].person, valid_from=day, valid_to=LATER
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Liaison.objects.create(
            leader=place.leaders[0].person, officer=place.officers[1].person, valid_from=day
        )
    other = place.charge(leader=1, on=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.filter(pk=other.pk).update(valid_from=day)
    place.link(officer=1, on=LATER)


@settings(max_examples=25, deadline=None)
@given(spans=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), min_size=2, max_size=5))
def test_whatever_is_written_no_day_has_two(spans):
    with transaction.atomic():
        community, leader = factories.make_organisation(), factories.make_person()
        kept: list[tuple[int, int]] = []
        for start, length in spans:
            apart = all(start + length <= first or start >= last for first, last in kept)
            try:
                with transaction.atomic():
                    ContactPoint.objects.create(
                        community=community,
                        leader=leader,
                        valid_from=SINCE + timedelta(days=start),
                        valid_to=SINCE + timedelta(days=start + length),
                    )
                written = True
                kept.append((start, start + length))
            except IntegrityError:
                written = False
            assert written == apart
        transaction.set_rollback(True)


def test_a_vacancy_is_red_from_its_first_day(place):
    assert broken(LATER) == []
    place.full()
    assert broken(LATER) == []
    assert broken(SINCE - timedelta(days=1)) == []
    point = ContactPoint.objects.get(community=place.first)
    commands.end_charge(by=place.clerk, point=point, ground=Ground(LATER, why="调离"))
    commands.end_link(
        by=place.clerk, liaison=Liaison.objects.get(leader=place.leaders[1].person), ground=Ground(LATER)
    )
    assert broken(LATER - timedelta(days=1)) == []
    assert broken(LATER) == [("R01", place.first.name), ("R02", place.second.name)]
    found = findings(seen_by=None, as_of=LATER, organisation=place.first)
    assert [one.url for one in found if one.check.key == "R01"] == [
        f"/responsibility/community/{place.first.pk}/"
    ]


def test_the_two_figures_count_only_whole_ones(place):
    assert contact_figures(LATER) == {"communities_with_one_leader": 0, "leaders_with_one_liaison": 0}
    place.charge()
    place.charge(place.second)
    assert contact_figures(LATER) == {"communities_with_one_leader": 2, "leaders_with_one_liaison": 0}
    place.link()
    assert contact_figures(LATER) == {"communities_with_one_leader": 2, "leaders_with_one_liaison": 1}
    assert contact_figures(SINCE - timedelta(days=1))["communities_with_one_leader"] == 0


def test_a_leader_who_left_office_is_red_from_that_day(place):
    place.full()
    Term.objects.filter(person=place.leaders[0].person).update(valid_to=LATER)
    assert broken(LATER - timedelta(days=1)) == []
    assert broken(LATER) == [("R03", place.first.name)]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["charge", "end", "link", "unlink"]),
        st.integers(0, 1),
        st.integers(0, 1),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=10,
)


@settings(max_examples=20, deadline=None)
@given(acts=ACTS)
def test_whatever_clerks_do_every_day_has_at_most_one_and_the_vacancies_are_red(acts):
    """Any acts of a clerk, also refused ones: on no day two leaders of a community or two liaisons of a leader, and
    the standing check names exactly the communities without a leader or liaison."""
    with transaction.atomic():
        place = Place()
        place.full()
        for act, which, who, days in acts:
            with contextlib.suppress(ImpossibleError):
                carried_out(place, act, which, who, Ground(SINCE + timedelta(days=days), why="变动"))
        for days in range(0, 31, 3):
            day = SINCE + timedelta(days=days)
            points = dict(ContactPoint.objects.on(day).values_list("community", "leader"))
            assert len(points) == ContactPoint.objects.on(day).count()
            links = dict(Liaison.objects.on(day).values_list("leader", "officer"))
            assert len(links) == Liaison.objects.on(day).count()
            wanted = {
                (
                    "R01" if one.pk not in points else "R02",
                    one.name,
                )
                for one in (place.first, place.second)
                if points.get(one.pk) not in links
            }
            assert set(broken(day)) == wanted
            figures = contact_figures(day)
            assert figures["communities_with_one_leader"] == len(points)
            assert figures["leaders_with_one_liaison"] == len(set(points.values()) & set(links))
        transaction.set_rollback(True)


def carried_out(place, act: str, which: int, who: int, ground: Ground) -> None:
    community, leader = (place.first, place.second)[which], place.leaders[which].person
    if act == "charge":
        commands.put_in_charge(
            by=place.clerk, community=community, leader=place.leaders[who].person, ground=ground
        )
    elif act == "link":
        commands.link(by=place.clerk, leader=leader, officer=place.officers[who].person, ground=ground)
    elif act == "end" and (row := community.contact_points.first()):
        commands.end_charge(by=place.clerk, point=row, ground=ground)
    elif act == "unlink" and (row := leader.liaisons.first()):
        commands.end_link(by=place.clerk, liaison=row, ground=ground)


def test_who_left_office_is_red_and_counts_no_more(place):
    place.full()
    assert contact_figures(LATER) == {"communities_with_one_leader": 2, "leaders_with_one_liaison": 2}
    Term.objects.filter(person=place.officers[0].person).update(valid_to=LATER)
    Term.objects.filter(person=place.leaders[1].person).update(valid_to=LATER)
    assert sorted(broken(LATER)) == [("R03", place.second.name), ("R04", place.first.name)]
    assert contact_figures(LATER) == {"communities_with_one_leader": 1, "leaders_with_one_liaison": 1}
    rows = register(seen_by=None, as_of=LATER)
    assert [one.name for one in GAPS["officer"](rows)] == [place.first.name]
    assert [one.name for one in GAPS["leader"](rows)] == [place.second.name]


def test_a_leader_who_should_keep_away_is_red(place):
    place.full()
    commands.declare_conflict(
        by=None, person=place.leaders[0].person, community=place.first, kind="kin", why="弟弟", on=LATER
    )
    assert broken(LATER - timedelta(days=1)) == []
    assert broken(LATER) == [("R05", place.first.name)]


def test_a_community_that_nobody_visits_is_red_also_when_the_leader_was_elsewhere(place):
    point, other = place.charge(), place.charge(place.second)
    place.link()
    leader, day = place.leaders[0], SINCE + timedelta(days=100)

    def unvisited(on):
        return [one.name for one in findings(seen_by=None, as_of=on) if one.check.key == "R06"]

    assert unvisited(SINCE + timedelta(days=80)) == []
    assert unvisited(day) == [place.first.name, place.second.name]
    visit = commands.record_visit(by=leader, point=point, on=day, brought=commands.Brought())
    assert unvisited(day) == [place.second.name]
    assert unvisited(day + timedelta(days=92)) == [place.first.name, place.second.name]
    commands.annul_visit(by=leader, visit=visit, why="记错了")
    assert unvisited(day) == [place.first.name, other.community.name]
