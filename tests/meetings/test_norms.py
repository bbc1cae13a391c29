"""Norms of representation: shipped, chosen by the county as versions, and what they say at the seats."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jiceng.institutions.models import Evidence
from jiceng.institutions.thresholds import Threshold
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.meetings import commands
from jiceng.meetings.kinds.norms import Binding, Seats, packs, shipped_on
from jiceng.meetings.models import Petition, RepresentationNorm, RepresentativeSeat
from jiceng.meetings.queries.congress import base_count, groups, standing
from jiceng.meetings.queries.norms import norms_on
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Term
from jiceng.people.enums import Sex
from jiceng.people.models import Person
from tests import factories
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db
QUARTERLY = packs()["quarterly"]


@pytest.fixture
def rooms():
    return Rooms()


@pytest.fixture
def keeper(rooms):
    return factories.make_account_with_post(rooms.county["department"], "leader")


def send(client, url, **fields):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **fields}, follow=True)


def choose(seats=QUARTERLY, days: int = 0, **more):
    values = {"by": None, "why": "县里决定", "knowingly": True, **more}
    return commands.set_representation(seats=seats, on=today() + timedelta(days=days), **values)


def women(rooms, count: int) -> None:
    people = [one.person_id for one in rooms.representatives]
    Person.objects.filter(pk__in=people).update(sex=Sex.MALE)
    Person.objects.filter(pk__in=people[:count]).update(sex=Sex.FEMALE)


class TestShipped:
    def test_the_quarterly_congress_of_b41(self):
        assert QUARTERLY.seats(2000) == (200, 400)
        assert (QUARTERLY.women_least(40), QUARTERLY.women_least(41), QUARTERLY.women_least(0)) == (14, 14, 0)
        assert QUARTERLY.absences == 3
        assert "每5—10户一名" in QUARTERLY.text

    def test_the_period_says_which_holds(self):
        assert shipped_on(date(2025, 12, 31)).representation.key == "shenyang"
        assert shipped_on(date(2026, 1, 1)).representation.key == "law-2026"

    @given(st.integers(1, 99), st.integers(0, 50))
    def test_what_breaks_the_law_is_what_lets_one_stand_for_other_households(self, least, more):
        law = Binding(20, 50, "")
        as_households = Seats("x", "x", "x", households_least=least, households_most=least + more)
        assert law.broken_by(as_households) == (least < 20 or least + more > 50)
        share = Seats("x", "x", "x", percent_least=least, percent_most=min(least + more, 100))
        inside = 100 / share.percent_most >= 20 and 100 / least <= 50
        assert law.broken_by(share) == (not inside)


class TestVersions:
    def test_chosen_for_a_day_and_not_before(self):
        row = choose(days=10)
        assert norms_on(today() + timedelta(days=9)).representation.key == "law-2026"
        assert norms_on(today() + timedelta(days=10)).representation.women == Threshold(1, 3)
        said = Entry.objects.get(verb="meetings.set_representation")
        assert said.target_id == str(row.pk)
        assert "县里决定" in said.body

    def test_the_next_version_ends_the_one_before(self):
        first = choose()
        second = choose(packs()["shenyang"], 30)
        first.refresh_from_db()
        assert first.valid_to == second.valid_from
        assert norms_on(today()).representation.key == "quarterly"
        assert norms_on(second.valid_from).seats(2000) == (60, 100)

    def test_what_had_not_begun_gives_way(self):
        first = choose()
        choose(packs()["shenyang"], 30)
        choose(packs()["law-2026"], 20)
        first.refresh_from_db()
        assert first.valid_to == today() + timedelta(days=20)
        assert RepresentationNorm.objects.count() == 2

    def test_law_of_the_day_is_broken_knowingly_or_not_at_all(self):
        with pytest.raises(ImpossibleError, match="与法律规定不一致"):
            choose(knowingly=False)
        choose(packs()["shenyang"], knowingly=False)

    @pytest.mark.parametrize(
        ("seats", "said"),
        [
            (Seats("x", "x", "依据"), "只填一种"),
            (Seats("x", "x", "依据", 20, 50, 3, 5), "只填一种"),
            (Seats("x", "x", "依据", 50, 20), "不超过终点"),
            (Seats("x", "x", "依据", 0, 20), "大于零"),
            (Seats("x", "x", "依据", 0, 0, 0, 5), "大于零"),
            (Seats("x", "x", "依据", 20, 50, absences=0), "至少一次"),
            (Seats("x", "x", " ", 20, 50), "依据和理由"),
        ],
    )
    def test_impossible_numbers(self, seats, said):
        with pytest.raises(ImpossibleError, match=said):
            choose(seats)

    def test_never_backwards_and_once_a_day(self):
        with pytest.raises(ImpossibleError, match="过去的日子"):
            choose(days=-1)
        choose()
        with pytest.raises(ImpossibleError, match="最早从明天起"):
            choose()

    def test_one_open_version_whatever_writes(self):
        choose()
        values = {"valid_from": today(), "pack": "x", "name": "x", "source": "x", "absences": 3, "why": "x"}
        with pytest.raises(IntegrityError), transaction.atomic():
            RepresentationNorm.objects.create(households_least=1, households_most=2, **values)

    def test_only_who_writes_institutions(self, rooms):
        with pytest.raises(Refused):
            choose(by=rooms.director)


class TestStanding:
    def test_women_are_counted_when_the_norm_asks(self, rooms, enter):
        women(rooms, 6)
        assert standing(rooms.committee, today()).women_least == 0
        choose()
        found = standing(rooms.committee, today())
        assert (found.least, found.most, found.women, found.women_least) == (200, 400, 6, 7)
        page = enter(rooms.director).get(reverse("representatives", args=[rooms.committee.pk]))
        said = page.content.decode()
        assert "女代表6名，应不少于7名" in said
        assert "每5—10户一名，应有200—400名，现有20名" in said

    def test_who_did_not_say_is_named_apart(self, rooms):
        women(rooms, 6)
        Person.objects.filter(pk=rooms.representatives[-1].person_id).update(sex=Sex.UNKNOWN)
        choose()
        assert "另有1名代表没有登记性别。" in standing(rooms.committee, today()).faults

    def test_within_the_norm_the_roll_is_lawful(self, rooms):
        post = Term.objects.filter(post__kind="representative").first().post
        for _ in range(20):
            factories.make_term(post)
        assert standing(rooms.committee, today()).lawful
        commands.confirm_representatives(by=None, organisation=rooms.committee)
        marks = Evidence.objects.get(kind="roll.representatives").marks.values_list("mark", flat=True)
        assert set(marks) == {"roll", "norm"}


class TestSeats:
    def seat(self, rooms, number, group="第一组", households=0, **more):
        term = rooms.representatives[number]
        return commands.seat_representative(by=None, term=term, group=group, households=households, **more)

    def test_households_are_asked_once(self, rooms):
        with pytest.raises(ImpossibleError, match="户数") as error:
            self.seat(rooms, 0)
        assert "households" in error.value.message_dict
        self.seat(rooms, 0, households=60)
        assert self.seat(rooms, 1).households == 60
        self.seat(rooms, 1, households=65)
        assert set(RepresentativeSeat.objects.values_list("households", flat=True)) == {65}

    def test_no_more_than_the_norm_lets(self, rooms):
        """Sixty households send three at most."""
        for number in range(3):
            self.seat(rooms, number, households=60)
        with pytest.raises(ImpossibleError, match="第一组60户，每20—50户一名，最多3名代表，这是第4名"):
            self.seat(rooms, 3)
        assert self.seat(rooms, 2, households=60).households == 60, "the same again is no fourth"
        self.seat(rooms, 3, households=61)

    def test_the_chosen_norm_counts(self, rooms):
        choose()
        for number in range(4):
            self.seat(rooms, number, households=20)
        with pytest.raises(ImpossibleError, match="最多4名"):
            self.seat(rooms, 4)

    def test_no_more_households_than_the_community_has(self, rooms):
        self.seat(rooms, 0, households=1500)
        with pytest.raises(ImpossibleError, match="合计2001户，超过社区登记的2000户"):
            self.seat(rooms, 1, "第二组", 501)
        self.seat(rooms, 1, "第二组", 500)

    def test_too_few_for_a_group_are_said(self, rooms, enter):
        self.seat(rooms, 0, households=300)
        (found,) = groups(rooms.committee, today(), norms_on(today()))
        assert found.fault == "第一组300户，应有6—15名代表，现有1名。"
        page = enter(rooms.director).get(reverse("representatives", args=[rooms.committee.pk]))
        assert found.fault in page.content.decode()

    def test_a_unit_sends_its_own_and_counts_for_no_group(self, rooms):
        unit = rooms.unit()
        assert self.seat(rooms, 0, "", unit=unit).unit == unit
        assert groups(rooms.committee, today(), norms_on(today())) == []
        with pytest.raises(ImpossibleError, match="只填一种"):
            self.seat(rooms, 1, "第一组", 30, unit=unit)
        with pytest.raises(ImpossibleError, match="不在本社区"):
            self.seat(rooms, 1, "", unit=rooms.branch)

    def test_the_message_stands_at_the_field(self, rooms, enter):
        term, client = rooms.representatives[0], enter(rooms.director)
        url = reverse("representative_seat", args=[term.pk])
        page = send(client, url, group="第一组", households=2001)
        assert page.status_code == 422
        (line,) = [one for one in page.context["rows"] if one["refused"]]
        assert line["term"] == term
        assert line["form"].errors["households"] == ["各小组合计2001户，超过社区登记的2000户。"]
        assert 'value="2001"' in page.content.decode()
        send(client, url, group="第一组", households=100)
        assert term.seat.households == 100

    def test_the_neighbour_does_not_seat(self, rooms, enter):
        other = factories.make_account_with_post(rooms.county["second_committee"], "director")
        url = reverse("representative_seat", args=[rooms.representatives[0].pk])
        assert send(enter(other), url, group="第一组", households=30).status_code == 404


class TestPetitions:
    def test_a_group_signs_once_through_a_representative(self, rooms):
        for number in range(4):
            term = rooms.representatives[number]
            group = f"第{number // 2 + 1}组"
            commands.seat_representative(by=None, term=term, group=group, households=60)
        assert base_count(rooms.committee, "groups", today()) == 2
        row = Petition.objects.create(
            organisation=rooms.committee, kind="residents", title="开会", base="groups", base_count=6,
            num=1, den=3, source="《城市居民委员会组织法》（1989年）", begun_on=today(),
        )  # fmt: skip
        people = [one.person for one in rooms.representatives]
        commands.sign_petition(by=None, petition=row, person=people[0])
        with pytest.raises(ImpossibleError, match="只算一次"):
            commands.sign_petition(by=None, petition=row, person=people[1])
        with pytest.raises(ImpossibleError, match="不在联名范围"):
            commands.sign_petition(by=None, petition=row, person=people[9])
        assert commands.sign_petition(by=None, petition=row, person=people[2]).filed_on

    def test_two_of_a_household_are_one(self, rooms):
        adults = [
            factories.make_resident(rooms.area, factories.make_person(born_on=date(1970, 1, 1)), address=home)
            for home in ("一号楼101", "一号楼101", "")
        ]
        row = commands.begin_petition(
            by=None, organisation=rooms.committee, kind="residents", title="开会", base="households"
        )
        commands.sign_petition(by=None, petition=row, person=adults[0].person)
        with pytest.raises(ImpossibleError, match="只算一次"):
            commands.sign_petition(by=None, petition=row, person=adults[1].person)
        commands.sign_petition(by=None, petition=row, person=adults[2].person)
        assert row.supports.count() == 2


class TestPage:
    def test_a_county_takes_over_b41(self, rooms, keeper, enter):
        client, url = enter(keeper), reverse("representation")
        page = client.get(url, {"pack": "quarterly"})
        form = page.context["form"]
        values = {name: form[name].value() for name in form.fields if form[name].value() is not None}
        assert (values["households_least"], values["women"]) == (5, "1/3")
        values |= {"why": "章程规定", "on": today().isoformat(), "knowingly": ""}
        refused = send(client, f"{url}?pack=quarterly", **values)
        assert refused.status_code == 422
        assert "与法律规定不一致" in refused.content.decode()
        page = send(client, f"{url}?pack=quarterly", **{**values, "knowingly": "on"})
        row = RepresentationNorm.objects.get()
        assert (row.pack, row.author, row.why) == ("quarterly", keeper, "章程规定")
        said = page.content.decode()
        assert "与法律规定的户数不一致" in said
        assert "章程规定" in said

    def test_odd_input(self, rooms, keeper, enter):
        client, url = enter(keeper), reverse("representation")
        good = {"name": "x", "absences": "3", "source": "x", "why": "x", "on": today().isoformat()}
        good |= {"households_least": "20", "households_most": "50"}
        for odd in (
            {"women": "一半"},
            {"women": "3/2"},
            {"women": "1/0"},
            {"households_least": "-1"},
            {"on": "x"},
        ):
            assert send(client, url, **{**good, **odd}).status_code == 422, odd
        assert client.get(url, {"pack": "../x"}).status_code == 200
        assert not RepresentationNorm.objects.exists()

    def test_who_sees_but_does_not_write(self, rooms, enter):
        client, url = enter(rooms.director), reverse("representation")
        assert "另行规定" not in client.get(url).content.decode()
        assert send(client, url, name="x").status_code == 403
