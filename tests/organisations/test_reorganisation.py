from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.serializers import serialize
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.record import verify
from jiceng.organisations import commands
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands.reorganisation import (
    blockers,
    engine,
    execute,
    plan_reorganisation,
    preview,
    reverse,
)
from jiceng.organisations.commands.reorganisation.participants import participants
from jiceng.organisations.enums import BRANCHES, Kind, Line, PostKind
from jiceng.organisations.models import (
    Boundary,
    Lineage,
    Organisation,
    PartyMembership,
    Placement,
    Post,
    Reorganisation,
    ReorganisationStep,
    Residence,
    Term,
    TerritoryFigures,
)
from jiceng.organisations.queries.reorganisation import standing
from tests.organisations.county import START, County, county, instrument, officer, organisation, person

pytestmark = pytest.mark.django_db
DAY = date(2003, 5, 1)
EVE = DAY - timedelta(days=1)


def orders(place: County, **changes) -> dict:
    """Old committees 1+2 → east, 3+4 → west; offices and general branches end."""
    pairs = ([place.old[0], place.old[1]], [place.old[2], place.old[3]])
    return {
        "version": 1,
        "town": place.town.pk,
        "street_working_committee": {"name": "嫩江镇街道党工委"},
        "ends": [one.pk for one in (*place.streets, *place.general_branches)],
        "communities": [
            {"key": key, "name": name, "predecessors": [one.pk for one in pair], "seat": pair[0].pk}
            for key, name, pair in zip(("c1", "c2"), ("邮政社区", "铁西社区"), pairs, strict=True)
        ],
        **changes,
    }


def planned(place: County, on: date = DAY, **changes) -> Reorganisation:
    return plan_reorganisation(
        by=None,
        key=uuid4(),
        title="51个居民委调整为17个社区",
        effective_on=on,
        instrument=instrument(),
        orders=orders(place, **changes),
    )


@pytest.fixture
def place() -> County:
    place = county()
    for number, full in enumerate((4, 5, 3, 1)):
        place.members(place.branches[number], place.old[number], full=full, probationary=1)
    place.members(place.branches[0], place.old[2], full=2)
    return place


def everything() -> dict[str, str]:
    """Every row of the app except what a reorganisation keeps for ever."""
    kept = {"Reorganisation", "ReorganisationStep", "ImportBatch"}
    return {
        model.__name__: serialize("json", model._base_manager.order_by("pk"))
        for model in apps.get_app_config("organisations").get_models()
        if model.__name__ not in kept
    }


class TestExecuting:
    def test_old_ends_and_new_begins_on_the_day(self, place):
        execute(by=None, reorganisation=planned(place))
        kinds = Organisation.objects.on(DAY)
        assert kinds.filter(kind=Kind.OLD_RESIDENTS_COMMITTEE).count() == 0
        assert kinds.filter(kind=Kind.COMMUNITY).count() == 2
        assert kinds.filter(kind__in=BRANCHES).count() == 2
        assert kinds.filter(kind=Kind.RESIDENTS_COMMITTEE).count() == 2
        assert kinds.filter(kind__in=(Kind.STREET_OFFICE, Kind.STREET_GENERAL_BRANCH)).count() == 0
        assert kinds.filter(kind=Kind.STREET_WORKING_COMMITTEE).count() == 1
        assert Organisation.objects.on(EVE).filter(kind=Kind.OLD_RESIDENTS_COMMITTEE).count() == 4
        assert {one.code for one in kinds.filter(kind=Kind.COMMUNITY)} == {"231121100901", "231121100902"}

    def test_every_member_is_in_the_branch_of_the_home(self, place):
        execute(by=None, reorganisation=planned(place))
        homes = dict(Residence.objects.on(DAY).values_list("person", "territory"))
        rows = PartyMembership.objects.on(DAY).select_related("branch")
        assert len(rows) == 19
        assert all(row.branch.territory_id == homes[row.person_id] for row in rows)
        west = Organisation.objects.get(name="铁西社区")
        assert rows.filter(branch__territory=west).count() == 8

    def test_both_lines_lead_to_the_new_ones(self, place):
        execute(by=None, reorganisation=planned(place))
        lines = {
            (row.organisation.name, row.line): row.superior.name
            for row in Placement.objects.on(DAY)
            .filter(valid_from=DAY)
            .select_related("organisation", "superior")
        }
        assert lines["邮政社区党支部", Line.PARTY] == "嫩江镇街道党工委"
        assert lines["邮政社区居民委员会", Line.RESIDENTS] == "嫩江镇党委"
        assert lines["邮政社区", Line.RESIDENTS] == "邮政社区居民委员会"
        assert lines["嫩江镇街道党工委", Line.PARTY] == "嫩江镇党委"

    def test_counts_areas_and_lineage_add_up(self, place):
        execute(by=None, reorganisation=planned(place))
        east = Organisation.objects.get(name="邮政社区")
        assert TerritoryFigures.objects.get(organisation=east).households == 501 + 502
        assert Boundary.objects.get(organisation=east).geometry["type"] == "Polygon"
        assert sum(Lineage.objects.filter(successor=east).values_list("households", flat=True)) == 1003

    def test_what_stays_below_something_that_ends_moves_up(self, place):
        unit = organisation(Kind.RESIDENT_UNIT, "粮库", places={Line.RESIDENTS: place.old[0]})
        below = organisation(Kind.RESIDENT_UNIT, "粮库车队", places={Line.RESIDENTS: unit})
        execute(by=None, reorganisation=planned(place))
        committee = Organisation.objects.get(name="邮政社区居民委员会")
        row = Placement.objects.on(DAY).get(organisation=unit)
        assert row.superior == committee
        assert Placement.objects.on(DAY).get(organisation=below).path == row.path + f"{below.pk:010d}"
        assert Placement.objects.on(EVE).get(organisation=unit).superior == place.old[0]

    def test_leaders_leave_and_workers_carry_on(self, place):
        secretary = officer(place.branches[0], PostKind.SECRETARY).person
        workers = [officer(place.old[number], PostKind.WORKER).person for number in (0, 1, 1)]
        new = person("钱文")
        plan = orders(place)["communities"]
        plan[0]["holders"] = [{"post": "secretary", "person": new.pk}]
        execute(by=None, reorganisation=planned(place, communities=plan))
        assert not Term.objects.on(DAY).filter(person=secretary).exists()
        terms = Term.objects.on(DAY).filter(post__kind=PostKind.WORKER)
        assert {term.person for term in terms} == set(workers)
        assert {term.post.organisation.name for term in terms} == {"邮政社区居民委员会"}
        assert Term.objects.on(DAY).get(person=new).post.organisation.name == "邮政社区党支部"
        assert Term.objects.on(EVE).filter(person=secretary).exists()

    def test_whom_the_orders_name_beside_the_workers_who_carry_on_has_a_place(self, place):
        for number in (0, 0, 0, 0, 1, 1, 1):
            officer(place.old[number], PostKind.WORKER)
        new = person("钱文")
        plan = orders(place)["communities"]
        plan[0]["holders"] = [{"post": "worker", "person": new.pk}]
        execute(by=None, reorganisation=planned(place, communities=plan))
        post = Term.objects.on(DAY).get(person=new).post
        assert post.places == post.terms.count() == 8

    def test_a_committee_from_seven_full_members_on(self, place):
        execute(by=None, reorganisation=planned(place))
        east, west = (Organisation.objects.get(name=f"{name}社区党支部") for name in ("邮政", "铁西"))
        assert {post.kind for post in Post.objects.filter(organisation=east)} == {
            PostKind.SECRETARY,
            PostKind.ORGANISATION_MEMBER,
            PostKind.PUBLICITY_MEMBER,
        }
        assert {post.kind for post in Post.objects.filter(organisation=west)} == {PostKind.SECRETARY}

    def test_more_than_fifty_members_make_a_general_branch(self, place):
        place.members(place.branches[0], place.old[0], full=50)
        execute(by=None, reorganisation=planned(place))
        assert Organisation.objects.on(DAY).get(name="邮政社区党总支").kind == Kind.PARTY_GENERAL_BRANCH

    @pytest.mark.parametrize("on", [date(2002, 2, 2), date(2099, 1, 1)])
    def test_the_day_may_lie_in_the_past_or_the_future(self, place, on):
        execute(by=None, reorganisation=planned(place, on=on))
        kinds = Organisation.objects.filter(kind=Kind.COMMUNITY)
        assert (kinds.on(on).count(), kinds.on(on - timedelta(days=1)).count()) == (2, 0)

    def test_communities_can_be_rebuilt_again(self, place):
        execute(by=None, reorganisation=planned(place))
        working = Organisation.objects.get(kind=Kind.STREET_WORKING_COMMITTEE)
        olds = list(Organisation.objects.filter(kind=Kind.COMMUNITY).values_list("pk", flat=True))
        later = date(2010, 1, 1)
        plan = [{"key": "x", "name": "中央社区", "predecessors": olds}]
        execute(
            by=None,
            reorganisation=planned(
                place,
                on=later,
                communities=plan,
                ends=[],
                street_working_committee=None,
                party_superior=working.pk,
            ),
        )
        assert Organisation.objects.on(later).get(kind=Kind.COMMUNITY).name == "中央社区"
        assert PartyMembership.objects.on(later).filter(branch__name="中央社区党支部").count() == 19


class TestOnceAndForAll:
    def test_a_second_execution_changes_nothing(self, place):
        reorganisation = planned(place)
        execute(by=None, reorganisation=reorganisation)
        before, steps, entries = everything(), ReorganisationStep.objects.count(), Entry.objects.count()
        assert execute(by=None, reorganisation=reorganisation).state == Reorganisation.State.EXECUTED
        assert (everything(), ReorganisationStep.objects.count(), Entry.objects.count()) == (
            before,
            steps,
            entries,
        )

    def test_the_same_key_is_the_same_plan(self, place):
        first = planned(place)
        values = {"by": None, "key": first.key, "title": "又一次", "instrument": first.instrument}
        again = plan_reorganisation(**values, effective_on=DAY, orders=orders(place))
        assert again.pk == first.pk
        with pytest.raises(ImpossibleError, match="内容不同"):
            plan_reorganisation(**values, effective_on=EVE, orders=orders(place))

    def test_preview_is_what_happens_and_writes_nothing(self, place):
        reorganisation = planned(place)
        before = everything()
        seen = preview(reorganisation, seen_by=None)
        assert everything() == before
        execute(by=None, reorganisation=reorganisation)
        steps = reorganisation.steps.order_by("order").values_list("participant", "action", "target_name")
        assert list(steps) == [(one.participant, one.action, one.name[:200]) for one in seen.changes]

    def test_needs_the_right(self, place):
        reorganisation = planned(place)
        with pytest.raises(Refused):
            execute(by=officer(place.town, PostKind.SECRETARY), reorganisation=reorganisation)
        leader = officer(place.committee, PostKind.SECRETARY)
        assert execute(by=leader, reorganisation=reorganisation).executed_by == leader


class TestTakingBack:
    def test_every_row_is_as_before(self, place):
        officer(place.old[0], PostKind.WORKER)
        officer(place.branches[0], PostKind.SECRETARY)
        reorganisation = planned(place)
        before = everything()
        execute(by=None, reorganisation=reorganisation)
        assert everything() != before
        steps = reorganisation.steps.count()
        taken = reverse(by=None, reorganisation=reorganisation, why="群众意见未尽")
        assert everything() == before
        assert (taken.state, reorganisation.steps.count()) == (Reorganisation.State.REVERSED, steps)
        assert verify().ok
        assert reverse(by=None, reorganisation=reorganisation, why="再一次").state == taken.state

    def test_long_rolls_go_past_the_object_layer_and_back(self, place, monkeypatch):
        monkeypatch.setattr(engine, "MANY", 0)
        reorganisation = planned(place)
        before = everything()
        execute(by=None, reorganisation=reorganisation)
        assert PartyMembership.objects.on(DAY).filter(valid_from=DAY).count() == 19
        later = person("周后")
        branch = Organisation.objects.get(name="邮政社区党支部")
        late = commands.admit_member(by=None, person=later, branch=branch, on=date(2003, 6, 1))
        assert late.pk not in {
            step.after["id"] for step in reorganisation.steps.filter(participant="members")
        }
        late.delete()
        reverse(by=None, reorganisation=reorganisation, why="再议")
        assert everything() == before

    def test_refused_while_something_later_stands_on_it_and_says_what(self, place):
        reorganisation = execute(by=None, reorganisation=planned(place))
        branch = Organisation.objects.get(name="邮政社区党支部")
        late = person("孙晚")
        commands.admit_member(by=None, person=late, branch=branch, on=date(2003, 6, 1))
        moved = PartyMembership.objects.on(DAY).filter(branch=branch).select_related("person").first()
        commands.transfer_member(
            by=None,
            person=moved.person,
            to=Organisation.objects.get(name="铁西社区党支部"),
            on=date(2003, 7, 1),
        )
        found = {one.name for one in blockers(reorganisation)}
        assert any("孙晚" in name for name in found)
        assert any(moved.person.name in name for name in found)
        assert len(found) == 3
        in_the_way = standing(blockers(reorganisation), DAY)
        assert in_the_way.count == len(in_the_way.listed) == 3
        assert all(one.url and not one.kind.isascii() for one in in_the_way.listed)
        with pytest.raises(ImpossibleError, match="孙晚"):
            reverse(by=None, reorganisation=reorganisation, why="撤回")
        assert Organisation.objects.on(DAY).filter(kind=Kind.COMMUNITY).count() == 2

    def test_thousands_that_stand_on_it_are_counted_and_the_first_named(self, place, monkeypatch):
        reorganisation = execute(by=None, reorganisation=planned(place))
        branch = Organisation.objects.get(name="邮政社区党支部")

        def admitted(name):
            commands.admit_member(by=None, person=person(name), branch=branch, on=date(2003, 6, 1))
            with CaptureQueriesContext(connection) as asked:
                assert blockers(reorganisation)
            return len(asked)

        assert admitted("孙晚") == admitted("周迟") == admitted("吴末")
        monkeypatch.setattr("jiceng.organisations.queries.reorganisation.LINKED", 2)
        monkeypatch.setattr("jiceng.organisations.commands.reorganisation.execution.SHOWN", 2)
        in_the_way = standing(blockers(reorganisation), DAY)
        assert (in_the_way.count, len(in_the_way.listed)) == (3, 2)
        assert in_the_way.unlisted == (("党员组织关系", 1),)
        with pytest.raises(ImpossibleError) as refused:
            reverse(by=None, reorganisation=reorganisation, why="撤回")
        assert len(refused.value.messages) == 3
        assert "3项" in refused.value.messages[0]
        monkeypatch.setattr(engine, "NAMED", 2)
        assert [bool(one.name) for one in blockers(reorganisation)] == [True, True, False]

    def test_needs_a_reason(self, place):
        reorganisation = execute(by=None, reorganisation=planned(place))
        with pytest.raises(ImpossibleError, match="理由"):
            reverse(by=None, reorganisation=reorganisation, why=" ")


class TestConflicts:
    def test_facts_of_the_day_or_later_stand_in_the_way(self, place):
        reorganisation = planned(place)
        commands.admit_member(by=None, person=person("周新"), branch=place.branches[0], on=DAY)
        (conflict,) = preview(reorganisation, seen_by=None).conflicts
        assert "周新" in conflict.name
        before = everything()
        with pytest.raises(ImpossibleError, match="周新"):
            execute(by=None, reorganisation=reorganisation)
        assert everything() == before

    def test_a_member_without_home_goes_with_the_branch_and_is_pointed_out(self, place):
        place.members(place.branches[3], None, full=1)
        seen = preview(planned(place), seen_by=None)
        assert [one.after for one in seen.warnings if one.participant == "members"] == ["铁西社区党支部"]

    def test_a_branch_under_three_is_pointed_out(self, place):
        plan = orders(place)["communities"]
        plan[1] |= {"predecessors": [place.old[3].pk], "seat": None}
        plan[0]["predecessors"].append(place.old[2].pk)
        seen = preview(planned(place, communities=plan), seen_by=None)
        assert [one.name for one in seen.warnings] == ["铁西社区党支部"]


class TestOrders:
    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"version": 2}, "只认得第1版"),
            ({"communities": []}, "至少要有一个社区"),
            ({"street_working_committee": None}, "上级"),
            ({"town": "x"}, "编号"),
            ({"ends": [10**9]}, "没有编号为"),
            ({"placements": [{"organisation": 1, "line": "party", "superior": "c9"}]}, "c9"),
        ],
    )
    def test_faults_are_named(self, place, change, sentence):
        with pytest.raises(ImpossibleError, match=sentence):
            planned(place, **change)

    def test_each_territory_goes_into_one_community(self, place):
        plan = orders(place)["communities"]
        plan[0]["predecessors"].append(plan[1]["predecessors"][0])
        with pytest.raises(ImpossibleError, match="不止一次"):
            planned(place, communities=plan)


def test_each_foreign_key_to_an_organisation_has_exactly_one_participant():
    wanted = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is Organisation and field.concrete
    }
    claimed = [claim for one in participants() for claim in one.claims]
    assert sorted(claimed) == sorted(wanted)


def test_everything_that_hangs_on_an_organisation_is_listed(place):
    hanging = {
        rows.model.__name__: rows.count()
        for one in participants()
        for rows in one.hanging([place.branches[0].pk], START)
        if rows.exists()
    }
    assert hanging == {"PartyMembership": 7, "OrganisationName": 1, "Placement": 1}
