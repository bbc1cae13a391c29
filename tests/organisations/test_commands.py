from datetime import date

import pytest

from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.record import verify
from jiceng.organisations import commands
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import Kind, Line, PostKind, Standing
from jiceng.organisations.models import (
    Lineage,
    Organisation,
    OrganisationName,
    PartyMembership,
    Placement,
    Residence,
    TerritoryFigures,
)
from tests.organisations.county import START, account, county, instrument, officer, organisation, person

pytestmark = pytest.mark.django_db
DAY = date(2003, 5, 1)


def superior_on(one: Organisation, line: Line, day: date) -> Organisation | None:
    placement = Placement.objects.on(day).filter(organisation=one, line=line).first()
    return placement and placement.superior


class TestFounding:
    def test_stands_on_both_lines_with_a_path_from_the_top(self):
        place = county()
        path = Placement.objects.get(organisation=place.branches[0], line=Line.PARTY).path
        chain = (place.committee, place.town, place.general_branches[0], place.branches[0])
        assert path == "".join(f"{one.pk:010d}" for one in chain)

    def test_is_recorded_and_the_chain_holds(self):
        place = county()
        entry = Entry.objects.filter(target_id=str(place.town.pk), verb="organisations.found").get()
        assert entry.target_name == "嫩江镇党委"
        assert verify().ok

    def test_a_code_has_one_holder_a_day(self):
        place = county()
        with pytest.raises(ImpossibleError, match="已由“第1居民委员会”使用"):
            organisation(Kind.COMMUNITY, "新社区", code=place.old[0].code)

    def test_a_territory_has_one_branch(self):
        place = county()
        with pytest.raises(ImpossibleError, match="一个社区只设一个"):
            organisation(Kind.PARTY_BRANCH, "第二支部", territory=place.old[0])

    def test_needs_a_superior_that_stands_on_the_line(self):
        place = county()
        with pytest.raises(ImpossibleError, match="不能作为上级"):
            organisation(Kind.PARTY_BRANCH, "支部", places={Line.PARTY: place.streets[0]})

    def test_needs_the_right_over_the_superior(self):
        place = county()
        clerk = officer(place.town, PostKind.OFFICER)
        with pytest.raises(Refused):
            commands.found(
                by=clerk, kind=Kind.COMMUNITY, name="甲", on=DAY, places={Line.RESIDENTS: place.town}
            )
        head = officer(place.department, PostKind.LEADER)
        assert commands.found(
            by=head, kind=Kind.COMMUNITY, name="甲", on=DAY, places={Line.RESIDENTS: place.town}
        ).pk


class TestNames:
    def test_earlier_days_keep_the_earlier_name(self):
        place = county()
        commands.rename(by=None, organisation=place.old[0], name="中央居民委员会", on=DAY)
        names = OrganisationName.objects.filter(organisation=place.old[0])
        assert names.on(date(2003, 4, 30)).get().name == "第1居民委员会"
        assert names.on(DAY).get().name == "中央居民委员会"
        assert Organisation.objects.get(pk=place.old[0].pk).initials == "zyjmwyh"

    def test_not_before_a_later_name(self):
        place = county()
        commands.rename(by=None, organisation=place.old[0], name="乙", on=DAY)
        with pytest.raises(ImpossibleError, match="2003-05-01"):
            commands.rename(by=None, organisation=place.old[0], name="甲", on=date(2002, 1, 1))


class TestMoving:
    def test_takes_everything_below_along(self):
        place = county()
        working = organisation(Kind.STREET_WORKING_COMMITTEE, "街道党工委", places={Line.PARTY: place.town})
        commands.move(
            by=None, organisation=place.general_branches[0], line=Line.PARTY, superior=working, on=DAY
        )
        path = Placement.objects.on(DAY).get(organisation=place.branches[0], line=Line.PARTY)
        assert path.path.startswith(Placement.objects.get(organisation=working).path)
        assert path.depth == 4
        before = Placement.objects.on(date(2003, 4, 30)).get(organisation=place.branches[0], line=Line.PARTY)
        assert before.depth == 3

    def test_not_below_itself(self):
        place = county()
        with pytest.raises(ImpossibleError, match="下级之中"):
            commands.move(
                by=None,
                organisation=place.general_branches[0],
                line=Line.PARTY,
                superior=place.branches[0],
                on=DAY,
            )

    def test_not_before_a_later_move_below(self):
        place = county()
        other = place.general_branches[1]
        commands.move(by=None, organisation=place.branches[0], line=Line.PARTY, superior=other, on=DAY)
        with pytest.raises(ImpossibleError):
            commands.move(
                by=None, organisation=place.branches[0], line=Line.PARTY, superior=None, on=date(2002, 1, 1)
            )

    def test_subordinates_of_the_day_follow_whatever_the_number(self, django_assert_max_num_queries):
        place = county(committees=30)
        with django_assert_max_num_queries(20):
            commands.move(
                by=None,
                organisation=place.general_branches[0],
                line=Line.PARTY,
                superior=place.general_branches[1],
                on=DAY,
            )
        assert Placement.objects.on(DAY).filter(depth=4, line=Line.PARTY).count() == 15


class TestEnding:
    def test_refused_while_somebody_belongs_to_it(self):
        place = county()
        place.members(place.branches[0], place.old[0], full=3)
        with pytest.raises(ImpossibleError, match="3名党员"):
            commands.abolish(by=None, organisation=place.branches[0], on=DAY)
        with pytest.raises(ImpossibleError, match="个下级组织"):
            commands.abolish(by=None, organisation=place.town, on=DAY)

    def test_posts_and_terms_end_with_it(self):
        place = county()
        holder = officer(place.branches[0], PostKind.SECRETARY)
        commands.abolish(by=None, organisation=place.branches[0], on=DAY, instrument=instrument())
        assert holder.person.terms.get().valid_to == DAY
        assert not OrganisationName.objects.on(DAY).filter(organisation=place.branches[0]).exists()

    def test_merging_hands_everything_over(self):
        place = county()
        place.members(place.branches[0], None, full=3)
        commands.merge(
            by=None, predecessors=[place.branches[0]], into=place.branches[1], on=DAY, why="人数不足"
        )
        assert PartyMembership.objects.on(DAY).filter(branch=place.branches[1]).count() == 3
        assert PartyMembership.objects.on(START).filter(branch=place.branches[0]).count() == 3
        assert Lineage.objects.get().successor == place.branches[1]

    def test_splitting_needs_everybody_assigned(self):
        place = county()
        one, two, three = place.members(place.branches[0], None, full=3)
        parts = [
            commands.Part(place.branches[1], members=frozenset({one.pk, two.pk})),
            commands.Part(place.branches[2]),
        ]
        with pytest.raises(ImpossibleError, match="1名党员"):
            commands.split(by=None, organisation=place.branches[0], parts=parts, on=DAY)
        parts[1] = commands.Part(place.branches[2], members=frozenset({three.pk}))
        commands.split(by=None, organisation=place.branches[0], parts=parts, on=DAY)
        assert PartyMembership.objects.on(DAY).filter(branch=place.branches[2]).get().person == three


class TestMembers:
    def test_transfer_ends_one_row_and_begins_the_next(self):
        place = county()
        (member,) = place.members(place.branches[0], None, full=1)
        commands.transfer_member(by=None, person=member, to=place.branches[1], on=DAY)
        rows = PartyMembership.objects.filter(person=member).order_by("valid_from")
        assert [(row.branch, row.valid_from, row.valid_to) for row in rows] == [
            (place.branches[0], START, DAY),
            (place.branches[1], DAY, None),
        ]

    def test_one_roll_at_a_time(self):
        place = county()
        (member,) = place.members(place.branches[0], None, full=1)
        with pytest.raises(ImpossibleError, match="组织关系"):
            commands.admit_member(by=None, person=member, branch=place.branches[1], on=DAY)

    def test_probation_lasts_a_year(self):
        place = county()
        member = person()
        commands.admit_member(by=None, person=member, branch=place.branches[0], on=DAY)
        with pytest.raises(ImpossibleError, match="2004-05-01"):
            commands.make_full(by=None, person=member, on=date(2004, 4, 30))
        commands.make_full(by=None, person=member, on=date(2004, 5, 1))
        assert PartyMembership.objects.on(date(2004, 5, 1)).get().standing == Standing.FULL
        assert PartyMembership.objects.on(date(2004, 4, 30)).get().standing == Standing.PROBATIONARY

    def test_a_secretary_keeps_the_own_roll_only(self):
        place = county()
        secretary = officer(place.branches[0], PostKind.SECRETARY)
        commands.admit_member(by=secretary, person=person(), branch=place.branches[0], on=DAY)
        with pytest.raises(Refused):
            commands.admit_member(by=secretary, person=person(), branch=place.branches[1], on=DAY)

    def test_not_into_a_branch_that_ends(self):
        place = county()
        commands.abolish(by=None, organisation=place.branches[0], on=DAY)
        with pytest.raises(ImpossibleError, match="已撤销"):
            commands.admit_member(by=None, person=person(), branch=place.branches[0], on=START)


class TestHomesAndCounts:
    def test_moving_house(self):
        place = county()
        (member,) = place.members(place.branches[0], place.old[0], full=1)
        commands.settle(by=None, person=member, territory=place.old[1], on=DAY, address="二道街2号")
        assert Residence.objects.on(DAY).get().territory == place.old[1]
        assert Residence.objects.on(START).get().territory == place.old[0]

    def test_a_director_keeps_the_residents_roll_and_not_the_party_roll(self):
        place = county()
        director = officer(place.old[0], PostKind.DIRECTOR)
        commands.settle(by=director, person=person(), territory=place.old[0], on=DAY)
        with pytest.raises(Refused):
            commands.admit_member(by=director, person=person(), branch=place.branches[0], on=DAY)

    def test_a_new_count_leaves_the_old_one(self):
        place = county()
        commands.count_territory(by=None, territory=place.old[0], on=DAY, households=900, residents=2000)
        counts = TerritoryFigures.objects.filter(organisation=place.old[0])
        assert [counts.on(day).get().households for day in (START, DAY)] == [501, 900]


class TestPosts:
    def test_no_more_holders_than_places(self):
        place = county()
        post = commands.create_post(
            by=None, organisation=place.branches[0], kind=PostKind.SECRETARY, on=START
        )
        first = commands.appoint(by=None, post=post, person=person(), on=START)
        with pytest.raises(ImpossibleError, match="只有1个职数"):
            commands.appoint(by=None, post=post, person=person(), on=DAY)
        commands.end_term(by=None, term=first, on=DAY)
        assert commands.appoint(by=None, post=post, person=person(), on=DAY).pk

    def test_a_later_term_counts_as_well(self):
        place = county()
        post = commands.create_post(
            by=None, organisation=place.branches[0], kind=PostKind.SECRETARY, on=START
        )
        commands.appoint(by=None, post=post, person=person(), on=DAY)
        with pytest.raises(ImpossibleError):
            commands.appoint(by=None, post=post, person=person(), on=START)
        assert commands.appoint(by=None, post=post, person=person(), on=START, until=DAY).pk

    def test_three_administrators_stay_apart(self):
        place = county()
        one = account().person
        kinds = (PostKind.SYSTEM_ADMINISTRATOR, PostKind.AUDITOR)
        first, second = (
            commands.create_post(by=None, organisation=place.department, kind=kind, on=START)
            for kind in kinds
        )
        commands.appoint(by=None, post=first, person=one, on=START)
        with pytest.raises(ImpossibleError, match="不得由一人兼任"):
            commands.appoint(by=None, post=second, person=one, on=DAY)


class TestBulk:
    def test_rows_may_name_each_other(self):
        place = county()
        row = commands.NewOrganisation
        made = commands.found_many(
            by=None,
            rows=[
                row(
                    Kind.PARTY_BRANCH,
                    "新支部",
                    DAY,
                    territory="c",
                    superiors=((Line.PARTY, place.general_branches[0].pk),),
                ),
                row(
                    Kind.RESIDENTS_COMMITTEE,
                    "新居委会",
                    DAY,
                    territory="c",
                    superiors=((Line.RESIDENTS, "c"),),
                ),
                row(
                    Kind.COMMUNITY,
                    "新社区",
                    DAY,
                    ref="c",
                    households=9,
                    superiors=((Line.RESIDENTS, place.town.pk),),
                ),
            ],
        )
        branch, committee, community = made
        assert branch.territory_id == committee.territory_id == community.pk
        assert superior_on(committee, Line.RESIDENTS, DAY) == community
        assert Entry.objects.filter(verb="organisations.found_many").count() == 1
        assert TerritoryFigures.objects.get(organisation=community).households == 9

    def test_an_unknown_reference_founds_nothing(self):
        before = Organisation.objects.count()
        rows = [commands.NewOrganisation(Kind.COMMUNITY, "甲", DAY, superiors=((Line.RESIDENTS, "x"),))]
        with pytest.raises(ImpossibleError, match="找不到"):
            commands.found_many(by=None, rows=rows)
        assert Organisation.objects.count() == before

    def test_nobody_enters_a_roll_twice(self):
        place = county()
        (member,) = place.members(place.branches[0], None, full=1)
        again = commands.NewMember(member.pk, place.branches[1].pk, DAY, DAY)
        with pytest.raises(ImpossibleError, match=member.name):
            commands.admit_many(by=None, rows=[again])
