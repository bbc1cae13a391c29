"""What nobody should have to remember: certificates that run out, the yearly review of the reserve."""

from datetime import date, timedelta

import pytest

from jiceng.cadres.enums_development import Readiness, Source
from jiceng.cadres.models import Certificate
from jiceng.cadres.queries.reminders import certificates_card, reviews_card
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return factories.make_county()


def certificate(file, days, **fields):
    usual = {"name": "社会工作者职业资格证", "issued_on": date(2020, 1, 1)}
    return Certificate.objects.create(file=file, **usual | fields, expires_on=today() + timedelta(days=days))


def test_who_holds_a_certificate_and_who_keeps_the_file_are_reminded(county):
    secretary = factories.make_account_with_post(county["first_branch"])
    other = factories.make_account_with_post(county["second_branch"])
    keeper = factories.make_account_with_post(county["department"], PostKind.OFFICER)
    file = factories.make_cadre(secretary.person)
    certificate(file, 400, name="教师资格证")
    assert certificates_card(seen_by=secretary, as_of=today()) is None
    certificate(file, 30)
    mine = certificates_card(seen_by=secretary, as_of=today())
    assert [(one.text, one.light) for one in mine.rows] == [("社会工作者职业资格证", "soon")]
    certificate(factories.make_cadre(other.person), -5, name="心理咨询师证")
    kept = certificates_card(seen_by=keeper, as_of=today())
    assert [(one.text, one.light) for one in kept.rows] == [
        (f"{other.person.name}：心理咨询师证", "late"),
        (f"{secretary.person.name}：社会工作者职业资格证", "soon"),
    ]
    assert certificates_card(seen_by=secretary, as_of=today()).count == 1


def test_a_certificate_renewed_in_time_is_not_urged(county):
    secretary = factories.make_account_with_post(county["first_branch"])
    file = factories.make_cadre(secretary.person)
    certificate(file, 10)
    certificate(file, 1000, issued_on=date(2024, 1, 1))
    assert certificates_card(seen_by=secretary, as_of=today()) is None


@pytest.mark.parametrize(("day", "light"), [((9, 30), None), ((10, 8), "soon"), ((12, 2), "late")])
def test_the_yearly_review_is_urged_in_the_last_quarter(county, day, light):
    head = factories.make_account_with_post(county["department"], PostKind.LEADER)
    post = factories.make_post(county["first_branch"])
    factories.make_reserve(post, source=Source.CADRE, readiness=Readiness.NOW, valid_from=date(2025, 3, 1))
    card = reviews_card(seen_by=head, as_of=date(2026, *day))
    assert (card.rows[0].light if card else None) == light
