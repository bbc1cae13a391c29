"""Posts of one unit stand by rank, whatever order they were made in."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse

from jiceng.cadres.queries import reserve
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.queries.deputies import terms_to_give
from jiceng.organisations.queries.unit import past_terms, posts
from tests import factories

pytestmark = pytest.mark.django_db
MADE = (
    PostKind.COMMITTEE_MEMBER,
    PostKind.DISCIPLINE_MEMBER,
    PostKind.DEPUTY_SECRETARY,
    PostKind.ORGANISATION_MEMBER,
    PostKind.SECRETARY,
)
BY_RANK = [
    PostKind.SECRETARY,
    PostKind.DEPUTY_SECRETARY,
    PostKind.ORGANISATION_MEMBER,
    PostKind.DISCIPLINE_MEMBER,
    PostKind.COMMITTEE_MEMBER,
]


@pytest.fixture
def county():
    made = factories.make_county()
    for branch in (made["first_branch"], made["second_branch"]):
        branch.posts.all().delete()
        for kind in MADE:
            factories.make_post(branch, kind)
    return made


@pytest.fixture
def head(county):
    return factories.make_account_with_post(county["department"], PostKind.LEADER)


def kinds(rows, unit) -> list[str]:
    return [one.kind for one in rows if one.organisation_id == unit.pk]


def test_on_the_posts_page_and_on_the_page_of_the_unit(county, head, enter):
    branch = county["first_branch"]
    for name in ("organisation_posts", "organisation"):
        shown = enter(head).get(reverse(name, args=[branch.pk])).context["posts"]
        assert kinds(shown, branch) == BY_RANK, name


@pytest.mark.parametrize("address", ["/cadres/posts/", "/cadres/reserve/"])
def test_in_the_lists_of_cadres_within_each_unit(county, head, enter, address, monkeypatch):
    monkeypatch.setattr(reserve, "asked_for", lambda as_of: F("places"))  # somebody is asked for every post
    client = enter(head)
    table = client.get(address).context["table"]
    units = [one.organisation_id for one in table.page]
    assert units == sorted(units, key=units.index), "each unit stands together"
    for branch in (county["first_branch"], county["second_branch"]):
        assert kinds(table.page, branch) == BY_RANK
    found = [one.kind for one in client.get(address, {"sort": "post"}).context["table"].page]
    assert found == sorted(found, key=list(PostKind).index)


def test_in_what_was_and_in_what_may_be_given_to_a_deputy(county, head):
    branch, ended = county["first_branch"], today() - timedelta(days=9)
    for post in branch.posts.all():
        factories.make_term(post, valid_to=ended)
        factories.make_term(post, valid_from=ended)
    assert [one.post.kind for one in past_terms(branch, as_of=today())] == BY_RANK
    given = [one.post.kind for one in terms_to_give(seen_by=head) if one.post.organisation_id == branch.pk]
    assert given == BY_RANK


def test_every_kind_has_its_place():
    """Also of units that have neither secretary nor director."""
    office = factories.make_organisation(kind=Kind.STREET_OFFICE)
    for kind in reversed(PostKind):
        factories.make_post(office, kind)
    assert [one.kind for one in posts([office], as_of=today())] == list(PostKind)
