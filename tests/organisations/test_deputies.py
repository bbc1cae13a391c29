"""Deputy access: given for a time, ends by itself, never reaches further than the term."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.organisations.commands.deputies import end_deputyship, name_deputy
from jiceng.organisations.commands.timing import ImpossibleError
from jiceng.organisations.enums import PostKind, Right
from jiceng.organisations.models import Deputyship
from jiceng.organisations.queries.deputies import deputyships, possible_deputies, terms_to_give
from jiceng.organisations.rules.scope import permissions, reaches
from jiceng.people.models import Account
from tests.factories import make_account, make_account_with_post, make_county, make_post, make_term

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def county():
    return make_county()


@pytest.fixture
def secretary(county):
    return make_account_with_post(county["first_branch"])


@pytest.fixture
def member(county):
    return make_account_with_post(county["first_branch"], PostKind.PUBLICITY_MEMBER)


def fresh(account):
    return Account.objects.get(pk=account.pk)


def given(secretary, member, **fields):
    term = secretary.person.terms.get()
    fields = {"on": today(), "until": today() + 10 * DAY, "why": "外出学习", **fields}
    return name_deputy(by=fields.pop("by", secretary), term=term, person=member.person, **fields)


def test_a_deputy_acts_with_the_rights_of_the_term_until_the_day(county, secretary, member, monkeypatch):
    assert Right.KEEP_PARTY_ROLL not in permissions(member)
    given(secretary, member)
    assert Right.KEEP_PARTY_ROLL in permissions(fresh(member))
    assert reaches(fresh(member), Right.KEEP_PARTY_ROLL, county["first_branch"])
    assert not reaches(fresh(member), Right.KEEP_PARTY_ROLL, county["second_branch"])

    later = timezone.now() + 10 * DAY
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert Right.KEEP_PARTY_ROLL not in permissions(fresh(member))


def test_both_sides_see_it_and_either_ends_it(secretary, member):
    row = given(secretary, member)
    assert list(deputyships(seen_by=secretary)) == list(deputyships(seen_by=member)) == [row]
    Deputyship.objects.update(valid_from=today() - DAY)
    row.refresh_from_db()
    end_deputyship(by=member, deputyship=row)
    row.refresh_from_db()
    assert row.valid_to == today()
    assert Right.KEEP_PARTY_ROLL not in permissions(fresh(member))
    end_deputyship(by=secretary, deputyship=row)


def test_only_the_holder_or_who_appoints_gives_it(county, secretary, member):
    neighbour = make_account_with_post(county["second_branch"])
    for stranger in (neighbour, member, make_account()):
        with pytest.raises(Refused):
            given(secretary, member, by=stranger)
    street = make_account_with_post(county["street"])
    assert given(secretary, member, by=street).pk


def test_a_deputy_names_no_deputy(county, secretary, member):
    given(secretary, member, until=today() + 5 * DAY)
    other = make_account_with_post(county["first_branch"], PostKind.DISCIPLINE_MEMBER)
    with pytest.raises(Refused):
        given(secretary, other, by=fresh(member), on=today() + 5 * DAY, until=today() + 6 * DAY)


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (3, 2), (-1, 5), (0, 400)], ids=["empty", "backwards", "past", "too long"]
)
def test_the_time_must_make_sense(secretary, member, start, end):
    with pytest.raises(ImpossibleError):
        given(secretary, member, on=today() + start * DAY, until=today() + end * DAY)


def test_not_oneself_not_twice_not_beyond_the_term(secretary, member):
    with pytest.raises(ImpossibleError):
        given(secretary, secretary)
    given(secretary, member)
    with pytest.raises(ImpossibleError):
        given(secretary, member, on=today() + DAY)
    secretary.person.terms.update(valid_to=today() + 20 * DAY)
    with pytest.raises(ImpossibleError):
        given(secretary, member, on=today() + 15 * DAY, until=today() + 25 * DAY)


def test_administrations_apart_do_not_meet_by_deputy(county):
    system = make_account_with_post(county["department"], PostKind.SYSTEM_ADMINISTRATOR)
    auditor = make_account_with_post(county["department"], PostKind.AUDITOR)
    with pytest.raises(ImpossibleError):
        name_deputy(
            by=None,
            term=auditor.person.terms.get(),
            person=system.person,
            on=today(),
            until=today() + DAY,
            why="休假",
        )


def test_choices_lie_in_scope(county, secretary, member):
    assert [term.person for term in terms_to_give(seen_by=secretary)] == [secretary.person]
    foreign = make_account_with_post(county["second_branch"])
    offered = set(possible_deputies(seen_by=secretary))
    assert member.person in offered
    assert foreign.person not in offered
    make_term(make_post(county["first_branch"], PostKind.COMMITTEE_MEMBER))  # without an account
    assert set(possible_deputies(seen_by=secretary)) == offered
