"""One register of rooms for both: a meeting's hall is not booked beside it, nor a booked one taken by a meeting."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from jiceng.kernel.pages import today
from jiceng.meetings import commands as meetings
from jiceng.meetings.commands import Call
from jiceng.meetings.forms import CallForm
from jiceng.meetings.kinds import of
from jiceng.meetings.queries.rooms import room_of
from jiceng.organisations import rooms
from jiceng.resources import commands
from jiceng.resources.commands import HallFacts, ImpossibleError, Wanted
from jiceng.resources.commands.booking import moment
from jiceng.resources.models import Booking
from jiceng.resources.queries.booking import monday
from tests.resources.place import Place

pytestmark = pytest.mark.django_db
ON = monday(today()) + timedelta(days=9)  # a Wednesday to come


@pytest.fixture
def place():
    made = Place()
    made.hall = commands.open_hall(by=made.secretary, venue=made.venue(), facts=HallFacts("议事厅", 40))
    made.room = rooms.offered(made.first, today())[0]
    return made


def called(place, begins: time, minutes=60, branch="first_branch"):
    call = Call(moment(ON, begins), room=place.room, length=timedelta(minutes=minutes))
    data = {"kind": "committee", "organisation": place.county[branch], "call": call, "agenda": ["研究"]}
    return meetings.prepare(by=None, **data)


def book(place, begins=10, ends=12):
    wanted = Wanted(ON, time(begins), time(ends), place.first, "合唱")
    return commands.book_hall(by=None, hall=place.hall, wanted=wanted)


def test_a_meeting_takes_the_hall_moves_it_and_gives_it_back(place):
    meeting = called(place, time(9, 15), minutes=90)
    assert meeting.place == place.room.name == "服务中心议事厅"
    booked = Booking.objects.get()
    assert (booked.organisation, booked.purpose) == (place.county["first_branch"], meeting.title)
    assert [timezone.localtime(one).time() for one in (booked.starts_at, booked.ends_at)] == [
        time(9),
        time(11),
    ]
    assert room_of(meeting) == (place.room, timedelta(minutes=105))
    with pytest.raises(ImpossibleError, match="09:00—11:00"):
        book(place)
    with pytest.raises(ImpossibleError, match="召集会议时订的"):
        commands.cancel_booking(by=None, booking=booked, why="要用")
    later = Call(moment(ON, time(14)), room=place.room, place=place.room.name)
    meetings.change_meeting(by=None, meeting=meeting, call=later)
    book(place)
    assert Booking.objects.filter(holder=f"meetings.meeting:{meeting.pk}").count() == 1
    meetings.annul(by=None, meeting=meeting, why="改期")
    assert not Booking.objects.exclude(holder="").exists()


def test_a_booked_or_closed_hall_is_refused_and_nothing_is_half_done(place):
    book(place)
    with pytest.raises(ImpossibleError, match="10:00—12:00"):
        called(place, time(11))
    with pytest.raises(ImpossibleError, match="开放时间是08:00—18:00"):
        called(place, time(19))
    assert Booking.objects.count() == 1


def test_only_halls_of_the_own_community_are_offered_and_taken(place):
    assert not rooms.offered(place.second, today())
    with pytest.raises(ImpossibleError, match="没有这间"):
        called(place, time(9), branch="second_branch")
    form = CallForm(organisation=place.county["first_branch"], rules=of("committee", today()))
    assert (place.room.key, "服务中心议事厅（40座）") in form.fields["room"].choices
    other = CallForm(organisation=place.county["second_branch"], rules=of("committee", today()))
    assert "room" not in other.fields


def test_a_room_that_is_a_hall_already_is_not_entered_again(place):
    with pytest.raises(ImpossibleError, match="已经有"):
        meetings.add_room(by=None, organisation=place.county["first_branch"], name=place.room.name)
