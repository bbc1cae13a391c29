"""Rooms: one list for branch and committee, never two meetings in one."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.meetings import commands
from jiceng.meetings.commands import Call
from jiceng.meetings.models import Meeting, Room, RoomHalfHour
from jiceng.meetings.queries.rooms import room_of, taken
from jiceng.organisations.commands import ImpossibleError
from tests.meetings.rooms import Rooms, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms():
    return Rooms(members=3, representatives=3)


@pytest.fixture
def room(rooms):
    return commands.add_room(by=rooms.director, organisation=rooms.committee, name="议事厅", seats=40)


def call(rooms, room, days=5, hour=14, minutes=120, **values):
    call = Call(starts_at=at(days, hour), room=room, length=timedelta(minutes=minutes), **values)
    return commands.prepare(by=None, kind="committee", organisation=rooms.branch, call=call, agenda=["研究"])


def test_a_room_is_taken_for_its_time_and_named_as_the_place(rooms, room):
    meeting = call(rooms, room)
    assert meeting.place == "议事厅"
    assert room_of(meeting) == (room, timedelta(hours=2))
    assert [one.hours[-11:] for one in taken(rooms.branch, today(), 14)] == ["14:30—16:30"]
    with pytest.raises(ImpossibleError, match="议事厅已被.*订用（14:30—16:30）"):
        call(rooms, room, hour=15)
    call(rooms, room, hour=12)
    call(rooms, room, hour=17)


def test_the_database_lets_no_two_meetings_into_one_room(rooms, room):
    meeting = call(rooms, room)
    half = meeting.half_hours.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomHalfHour.objects.create(room=room, meeting=call(rooms, None, days=6), begins_at=half.begins_at)


def test_moved_or_annulled_the_room_is_free_again(rooms, room):
    meeting = call(rooms, room)
    moved = Call(starts_at=at(6), room=room, place="议事厅")
    commands.change_meeting(by=None, meeting=meeting, call=moved)
    other = call(rooms, room)
    commands.annul(by=None, meeting=other, why="改期")
    assert not other.half_hours.exists()
    assert meeting.half_hours.count() == 4


def test_only_ones_own_rooms_that_are_in_use(rooms, room):
    commands.close_room(by=rooms.secretary, room=room, organisation=rooms.branch)
    with pytest.raises(ImpossibleError, match="没有这间"):
        call(rooms, room)
    strange = commands.add_room(by=None, organisation=rooms.county["second_branch"], name="别处")
    with pytest.raises(ImpossibleError, match="没有这间"):
        call(rooms, strange)
    with pytest.raises(Refused):
        commands.add_room(by=rooms.director, organisation=rooms.county["second_committee"], name="占一间")
    open_one = commands.add_room(by=rooms.director, organisation=rooms.committee, name="议事厅")
    call(rooms, open_one)
    with pytest.raises(ImpossibleError, match="已订用"):
        commands.close_room(by=rooms.director, room=open_one, organisation=rooms.committee)


def test_listed_booked_and_refused_on_the_pages(rooms, enter):
    desk = enter(rooms.secretary)
    url = reverse("rooms", args=[rooms.branch.pk])
    data = {"name": "议事厅", "seats": 40, "submission_key": uuid.uuid4()}
    assert desk.post(url, data).status_code == 302
    room = Room.objects.get()
    form = reverse("meeting_prepare", args=["committee", rooms.branch.pk])
    assert "议事厅（40座）" in desk.get(form).content.decode()
    values = {"day": at(5).date(), "hour": "14:30", "length": 90, "room": room.pk, "agenda": "研究"}
    values |= {"chair": rooms.secretary.person_id, "called_by": rooms.secretary.person_id}
    assert desk.post(form, {**values, "submission_key": uuid.uuid4()}).status_code == 302
    assert "14:30—16:00" in desk.get(url).content.decode()
    again = desk.post(form, {**values, "submission_key": uuid.uuid4()})
    assert again.status_code == 422
    assert "订用（14:30—16:00）" in again.content.decode()
    assert Meeting.objects.count() == 1
