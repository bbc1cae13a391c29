"""Halls: open in their hours, taken once however many ask at once, asked for by resident units, shown to residents."""

import threading
from datetime import time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind, PostKind
from jiceng.resources import commands
from jiceng.resources.commands import HallFacts, ImpossibleError, Wanted
from jiceng.resources.models import BookedHalfHour, Booking
from jiceng.resources.queries.booking import monday, open_halls, waiting_card
from tests import factories
from tests.resources.place import Place, key

SOON = monday(today()) + timedelta(days=9)  # a Wednesday to come


@pytest.fixture
def place(db):
    return furnished()


def furnished() -> Place:
    made = Place()
    made.hall = hall_in(made, made.venue())
    made.unit = factories.make_organisation("铁东小学", Kind.RESIDENT_UNIT, territory=made.first)
    made.contact = factories.make_account_with_post(made.unit, PostKind.CONTACT)
    return made


def hall_in(place, venue, **facts):
    return commands.open_hall(by=place.secretary, venue=venue, facts=HallFacts("议事厅", 40, **facts))


def wanted(place, begins=9, ends=11, on=SOON, organisation=None, purpose="党员学习"):
    return Wanted(on, time(begins), time(ends), organisation or place.county["first_branch"], purpose)


def book(place, by=None, **what):
    return commands.book_hall(by=by, hall=place.hall, wanted=wanted(place, **what))


def test_a_hall_is_taken_once_and_free_again(place):
    first = book(place, by=place.worker)
    assert first.half_hours.count() == 4
    with pytest.raises(ImpossibleError, match="已由铁东社区党支部订用（09:00—11:00）"):
        book(place, begins=10, ends=12)
    book(place, begins=11, ends=12)
    book(place, begins=8, ends=9)
    with pytest.raises(ImpossibleError, match="已订用，先取消它"):
        commands.close_hall(by=place.secretary, hall=place.hall)
    commands.cancel_booking(by=place.director, booking=first, why="改期")
    book(place, begins=9, ends=11)
    with pytest.raises(ImpossibleError, match="已经取消"):
        commands.cancel_booking(by=place.director, booking=first, why="改期")
    half = BookedHalfHour.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        BookedHalfHour.objects.create(hall=half.hall, booking=first, begins_at=half.begins_at)


def test_only_in_its_hours_by_the_communitys_own_people(place):
    refused = [
        ({"begins": 6, "ends": 9}, "开放时间是08:00—18:00"),
        ({"on": SOON + timedelta(days=4)}, "那天不开放"),
        ({"on": monday(today()) - timedelta(days=7)}, "半年之内"),
        ({"begins": 11, "ends": 9}, "晚于开始"),
        ({"purpose": " "}, "请填用途"),
    ]
    for what, sentence in refused:
        with pytest.raises(ImpossibleError, match=sentence):
            book(place, **what)
    for account in (place.neighbour, place.leader):
        with pytest.raises(Refused):
            book(place, by=account)
    with pytest.raises(Refused):
        hall_in(Placed(place), place.venue(place.second, "别处"))


class Placed:
    """The first community's secretary at a venue of the second."""

    def __init__(self, place):
        self.secretary = place.secretary


def test_a_unit_asks_and_the_community_answers(place):
    with pytest.raises(Refused):
        book(place, by=place.contact, organisation=place.unit)
    commands.change_hall(
        by=place.secretary, hall=place.hall, facts=HallFacts("议事厅", 40, open_to_units=True)
    )
    asked = book(place, by=place.contact, organisation=place.unit, purpose="家长会")
    assert asked.state == "asked"
    with pytest.raises(Refused):
        book(place, by=place.contact, begins=14, ends=15)
    with pytest.raises(ImpossibleError, match="铁东小学"):
        book(place, begins=10, ends=12)
    assert waiting_card(seen_by=place.worker, as_of=today()).count == 1
    assert waiting_card(seen_by=place.neighbour, as_of=today()) is None
    for account in (place.contact, place.neighbour):
        with pytest.raises(Refused):
            commands.answer_booking(by=account, booking=asked, agree=True)
    with pytest.raises(ImpossibleError, match="写理由"):
        commands.answer_booking(by=place.worker, booking=asked, agree=False)
    commands.answer_booking(by=place.worker, booking=asked, agree=True)
    commands.cancel_booking(by=place.contact, booking=asked, why="家长会改期")
    assert not BookedHalfHour.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_gets_the_hall():
    place, said, ready = furnished(), [], threading.Barrier(4)

    def work(start):
        try:
            ready.wait(timeout=20)
            book(place, begins=start, ends=start + 3)
            said.append("")
        except ImpossibleError as refusal:
            said.append("".join(refusal.messages))
        except Exception as fault:  # told by the test
            said.append(f"fault: {fault!r}")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(start,)) for start in (9, 9, 10, 11)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    assert sorted(said)[0] == ""
    assert all("已由" in sentence for sentence in sorted(said)[1:]), said
    assert Booking.objects.count() == 1


def test_the_week_on_the_pages(place, enter, client):
    asked = enter(place.secretary)
    week = reverse("hall_week", args=[place.first.pk])
    assert asked.get(reverse("halls")).headers["Location"] == week
    new = reverse("booking_new", args=[place.first.pk])
    fields = key(hall=place.hall.pk, on=SOON.isoformat(), begins="09:00", ends="10:30", purpose="合唱队排练")
    fields |= {"organisation": place.county["first_committee"].pk}
    assert asked.post(new, {**fields, "ends": "08:00"}).status_code == 422
    answer = asked.post(new, fields)
    assert answer.status_code == 302
    page = asked.get(answer.headers["Location"]).content.decode()
    assert "09:00—10:30" in page
    assert "合唱队排练" in page
    again = asked.post(new, {**fields, **key()})
    assert "已由铁东社区居民委员会订用" in again.content.decode()
    booking = Booking.objects.get()
    assert enter(place.neighbour).get(week).status_code == 404
    assert enter(place.neighbour).get(reverse("booking", args=[booking.pk])).status_code == 404
    seen = enter(place.contact).get(f"{week}?as_of={SOON.isoformat()}").content.decode()
    assert "09:00—10:30" in seen
    assert "合唱队排练" not in seen
    hours = reverse("hall_change", args=[place.hall.pk])
    fields = key(
        name="议事厅", seats="50", weekdays=["1", "3"], opens="08:00", closes="20:00", open_to_residents="on"
    )
    assert enter(place.secretary).post(hours, fields).status_code == 302
    cancel = reverse("booking", args=[booking.pk])
    client.logout()
    told = client.get(f"{reverse('open_halls')}?as_of={SOON.isoformat()}").content.decode()
    assert "周一、周三 08:00—20:00" in told
    assert "已占用09:00—10:30" in told
    assert "合唱队排练" not in told
    assert [one.is_open for one in open_halls(SOON)] == [True]
    assert enter(place.worker).post(cancel, key(why="停电")).status_code == 302
    assert enter(place.secretary).post(reverse("hall_close", args=[place.hall.pk]), key()).status_code == 302
    assert not open_halls(SOON)
