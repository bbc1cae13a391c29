"""The pages of the reserve: board, one post, one person, the roster, who retires, the norms."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiceng.cadres.models import DevelopmentNorm, Reserve
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from tests import factories

pytestmark = pytest.mark.django_db


class Place:
    def __init__(self):
        self.county = factories.make_county()
        post = factories.make_account_with_post
        self.head = post(self.county["department"], PostKind.LEADER)
        self.town = post(self.county["town"], PostKind.SECRETARY)
        self.secretary = post(self.county["first_branch"])
        self.post = self.secretary.person.terms.get().post
        self.seat = factories.make_post(self.county["first_committee"], PostKind.COMMITTEE_MEMBER, places=5)
        self.member = factories.make_cadre(level=20).person
        factories.make_term(self.seat, self.member)

    def waits(self, person=None, post=None):
        return Reserve.objects.create(
            post=post or self.post,
            person=person or self.member,
            source="cadre",
            readiness="now",
            why="街道推荐",
            valid_from=date(2025, 1, 1),
        )


@pytest.fixture
def place():
    return Place()


def posted(client, url, **data):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data})


def test_a_vacancy_of_the_reserve_is_red_until_somebody_is_put_there(place, enter):
    client = enter(place.head)
    board = client.get("/cadres/reserve/").content.decode()
    assert "缺后备1人" in board
    url = f"/cadres/reserve/post/{place.post.pk}/"
    shown = client.get(url).content.decode()
    assert place.member.name in shown
    assert "没有规定" in shown
    new = f"{url}new/?person={place.member.pk}"
    assert f'value="{place.member.pk}"' in client.get(new).content.decode()
    data = {"person": str(place.member.pk), "source": "cadre", "readiness": "now", "on": today().isoformat()}
    assert posted(client, f"{url}new/", **data).status_code == 422  # no reason
    assert posted(client, f"{url}new/", **data, why="街道推荐").headers["Location"] == url
    assert "已配齐" in client.get("/cadres/reserve/").content.decode()
    assert str(place.post.organisation) not in client.get("/cadres/reserve/?state=lacking").content.decode()
    refused = posted(client, f"{url}new/", **data, why="再")
    assert "一人只列一处" in refused.content.decode()


def test_somebody_is_reviewed_and_taken_out_with_the_reason(place, enter):
    row, client = place.waits(), enter(place.head)
    url = f"/cadres/reserve/{row.pk}/"
    assert "本年还没有审核" in client.get(url).content.decode()
    review = {"readiness": "one_year", "on": today().isoformat()}
    assert posted(client, f"{url}review/", **review).status_code == 422
    assert posted(client, f"{url}review/", **review, note="再培养一年").status_code == 302
    assert "再培养一年" in client.get(url).content.decode()
    leave = {"gone": "own_wish", "on": today().isoformat()}
    assert posted(client, f"{url}leave/", **leave, why="本人提出").status_code == 302
    assert "本人提出" in client.get(f"/cadres/reserve/post/{place.post.pk}/").content.decode()
    assert posted(client, f"{url}leave/", **leave, why="再").status_code == 422


def test_a_vacant_post_offers_the_appointment_of_whoever_waits(place, enter):
    place.waits()
    url = f"/cadres/reserve/post/{place.post.pk}/"
    assert "任命</a>" not in enter(place.head).get(url).content.decode()
    term = place.post.terms.get()
    term.valid_to = today()
    term.save()
    shown = enter(place.head).get(url).content.decode()
    assert "职务空缺" in shown
    appoint = f"/organisations/posts/{place.post.pk}/appoint/?person={place.member.pk}"
    assert appoint in shown
    assert f'value="{place.member.pk}"' in enter(place.head).get(appoint).content.decode()


def test_who_sees_the_reserve(place, enter):
    row = place.waits()
    assert enter(place.secretary).get("/cadres/reserve/").status_code == 403
    town = enter(place.town)
    assert town.get("/cadres/reserve/").status_code == 200
    assert (
        town.get(f"/cadres/reserve/{row.pk}/").status_code == 404
    )  # a branch stands on the line of the street
    street = enter(factories.make_account_with_post(place.county["street"]))
    assert place.member.name in street.get("/cadres/reserve/").content.decode()
    assert street.get(f"/cadres/reserve/post/{place.post.pk}/new/").status_code == 403


def test_the_roster_out_and_in(place, enter):
    place.waits()
    client = enter(place.head)
    out = client.get("/cadres/reserve/roster/?export=xlsx").content
    address = "/cadres/reserve/roster/import/"
    shown = posted(client, address, file=SimpleUploadedFile("名册.xlsx", out)).content.decode()
    assert "已在后备的1人" in shown
    Reserve.objects.all().delete()
    shown = posted(client, address, file=SimpleUploadedFile("名册.xlsx", out)).content.decode()
    rows = shown.split('name="rows" value="')[1].split('"')[0]
    assert posted(client, address, rows=rows).headers["Location"] == "/cadres/reserve/roster/"
    assert Reserve.objects.get().person == place.member
    assert posted(client, address, rows=rows).headers["Location"] == address  # a sentence, no fault
    assert posted(client, address, rows="forged").headers["Location"] == address
    bad = SimpleUploadedFile("名册.xlsx", b"nothing")
    assert posted(client, address, file=bad).status_code == 422
    assert client.get("/documents/standard/reserve_roster/1/filled/").status_code in {200, 404}


def test_who_retires_and_what_the_county_sets(place, enter):
    old = factories.make_person("王老", sex=1, born_on=date(1966, 10, 1))
    factories.make_term(place.seat, old)
    client = enter(place.head)
    page = client.get("/cadres/retirements/").content.decode()
    assert "王老" in page
    assert client.get("/cadres/retirements/?export=xlsx").content[:2] == b"PK"
    assert "另行规定" in client.get("/cadres/norms/").content.decode()
    data = {"norm": "reserve_others", "value": "1", "on": "2026-01-01", "why": "县委要求"}
    assert posted(client, "/cadres/norms/new/", **data).status_code == 302
    assert DevelopmentNorm.objects.get().value == 1
    assert "县委要求" in client.get("/cadres/norms/").content.decode()
    assert enter(place.secretary).get("/cadres/norms/").status_code == 200


ADDRESSES = {
    "/cadres/reserve/": 13,
    "/cadres/reserve/roster/": 8,
    "/cadres/retirements/": 10,
    "/cadres/reserve/post/{post}/": 26,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_cost_the_same_with_one_row_and_with_three(place, enter, address, django_assert_num_queries):
    client, many = enter(place.head), ADDRESSES[address]
    address = address.format(post=place.post.pk)
    old = factories.make_person(sex=1, born_on=date(1966, 10, 1))
    factories.make_term(place.seat, old)
    place.waits(old, place.post)
    with django_assert_num_queries(many):
        client.get(address)
    for _number in range(2):
        somebody = factories.make_person(sex=1, born_on=date(1966, 11, 1))
        factories.make_term(place.seat, factories.make_cadre(somebody, level=40).person)
        place.waits(factories.make_cadre(level=40).person)
    with django_assert_num_queries(many):
        client.get(address)
