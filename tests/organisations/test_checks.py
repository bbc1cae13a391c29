from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiceng.organisations import commands
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.queries.checks import branch_facts, findings
from jiceng.organisations.rules.checks import CHECKS, BranchFacts, TermFacts, due_on
from jiceng.organisations.rules.forms import branch_posts, committee_seats, lawful_form
from tests.organisations.county import START, county, officer

DAY = date(2026, 3, 1)
BRANCH = BranchFacts(1, "支部", Kind.PARTY_BRANCH, 2, full=10, committee_held=3, has_secretary=True, on=DAY)


def broken(facts, day: date = DAY) -> set[str]:
    return {
        one.key for one in CHECKS if isinstance(facts, one.about) and one.in_force(day) and one.broken(facts)
    }


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({}, set()),
        ({"full": 2, "committee_held": 1}, {"A01"}),
        ({"full": 3, "committee_held": 1}, set()),
        ({"full": 6, "committee_held": 3}, {"A06"}),
        ({"full": 7, "committee_held": 2}, {"A05"}),
        ({"full": 44}, set()),
        ({"full": 45}, {"A03.45"}),
        ({"full": 50}, {"A03.45"}),
        ({"full": 51}, {"A03"}),
        ({"full": 51, "kind": Kind.PARTY_GENERAL_BRANCH}, set()),
        ({"full": 100, "kind": Kind.PARTY_GENERAL_BRANCH}, set()),
        ({"full": 101, "kind": Kind.PARTY_GENERAL_BRANCH}, {"A03"}),
        ({"full": 101, "kind": Kind.PARTY_COMMITTEE}, set()),
        ({"full": 20, "kind": Kind.PARTY_COMMITTEE}, {"A03.form"}),
        ({"committee_held": 6}, {"A05.most"}),
        ({"has_secretary": False}, {"S01"}),
        ({"outside": 1}, {"S02"}),
        ({"ends": date(2026, 4, 1)}, {"A04"}),
        ({"ends": date(2026, 6, 1)}, set()),
    ],
)
def test_branches(changes, keys):
    assert broken(replace(BRANCH, **changes)) == keys


def test_a_rule_applies_from_its_day():
    large = replace(BRANCH, full=60)
    assert broken(large, date(2018, 10, 27)) == set()
    assert broken(large, date(2018, 10, 28)) == {"A03"}


@given(st.integers(0, 400))
def test_the_posts_a_branch_is_founded_with_satisfy_the_rules(full):
    posts = branch_posts(full)
    founded = replace(
        BRANCH, full=full, kind=lawful_form(full), committee_held=sum(posts.values()), has_secretary=True
    )
    assert broken(founded) <= {"A01", "A03.45"}
    least, most = committee_seats(full)
    assert least <= most


@pytest.mark.parametrize(
    ("begins", "ends", "key"),
    [
        (date(2021, 2, 1), None, "A07.over"),
        (date(2021, 3, 20), None, "A07.1"),
        (date(2021, 8, 1), None, "A07.6"),
        (date(2022, 2, 1), None, "A07.12"),
        (date(2024, 2, 1), None, None),
        (date(2024, 2, 1), date(2026, 3, 10), "A07.1"),
    ],
)
def test_terms_of_five_years_are_announced(begins, ends, key):
    term = TermFacts(1, "支部", "李一", Kind.PARTY_BRANCH, PostKind.SECRETARY, begins, ends, True, DAY)
    assert broken(term) == ({key} if key else set())


def test_other_branches_have_three_years():
    term = TermFacts(
        1, "机关支部", "李一", Kind.PARTY_BRANCH, PostKind.SECRETARY, date(2024, 2, 29), None, False, DAY
    )
    assert due_on(term) == date(2027, 3, 1)


@pytest.mark.django_db
class TestCounty:
    def test_findings_name_the_rule_and_the_next_step(self):
        place = county()
        place.members(place.branches[0], place.old[1], full=2)
        found = {(one.check.key, one.organisation): one for one in findings(seen_by=None, as_of=DAY)}
        small = found["A01", place.branches[0].pk]
        assert small.text == "正式党员只有2名，不足三名，应与邻近支部成立联合党支部。"
        assert small.url == f"/organisations/{place.branches[0].pk}/merge/"
        assert found["S02", place.branches[0].pk].url.endswith("where=outside")
        assert ("S01", place.branches[0].pk) in found

    def test_a_secretary_sees_the_own_branch_only(self):
        place = county()
        secretary = officer(place.branches[0], PostKind.SECRETARY)
        found = findings(seen_by=secretary, as_of=DAY)
        assert {one.organisation for one in found} == {place.branches[0].pk}

    def test_a_unit_sees_what_is_below_it(self):
        place = county()
        found = findings(seen_by=None, as_of=DAY, organisation=place.general_branches[0])
        below = {place.branches[0].pk, place.branches[2].pk, place.old[0].pk, place.old[2].pk}
        assert {one.organisation for one in found} <= below

    def test_facts_are_those_of_the_day(self):
        place = county()
        place.members(place.branches[0], None, full=4, probationary=2)
        officer(place.branches[0], PostKind.SECRETARY, on=date(2020, 1, 1))
        facts = {one.pk: one for one in branch_facts(DAY)}[place.branches[0].pk]
        assert (facts.full, facts.probationary, facts.has_secretary) == (4, 2, True)
        assert not {one.pk: one for one in branch_facts(START)}[place.branches[0].pk].has_secretary

    def test_constant_queries(self, django_assert_num_queries):
        county(committees=4)
        with django_assert_num_queries(12):
            findings(seen_by=None, as_of=DAY)
        commands.found(by=None, kind=Kind.COMMUNITY, name="乙", on=START)
        with django_assert_num_queries(12):
            findings(seen_by=None, as_of=DAY)
