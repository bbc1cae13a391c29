"""Meetings of the demonstration that are held step by step, by the commands of the pages: told, attended, closed, with
approved minutes."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from jiceng.kernel.pages import today
from jiceng.kernel.working_days import is_working_day
from jiceng.meetings import commands
from jiceng.meetings.commands import Call
from jiceng.meetings.enums import MeetingState
from jiceng.meetings.models import Attendance, Invitation, Meeting, Poll, RollEntry
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Organisation, Term
from jiceng.people.models import Account, Person

TOLD_BEFORE = 12  # days


def moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def held(kind: str, organisation: Organisation, days_ago: int, agenda: list[str]) -> Meeting:
    """A meeting that is on, some days ago, with everybody told and nine of ten there."""
    day = today() - timedelta(days=days_ago)
    while not is_working_day(day):
        day -= timedelta(days=1)
    begins = moment(day, 14)
    call = Call(
        starts_at=begins, place="社区议事厅", chair=leader_of(organisation), called_by=leader_of(organisation)
    )
    meeting = commands.prepare(by=None, kind=kind, organisation=organisation, call=call, agenda=agenda)
    told = begins - timedelta(days=TOLD_BEFORE)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.OPEN,
        sealed_at=told,
        convened_at=told,
        frozen_at=begins,
        ends_at=begins + timedelta(minutes=90),
    )
    entries = list(meeting.roll.order_by("pk"))
    Invitation.objects.bulk_create(Invitation(entry=one, sent_at=told, seen_at=told) for one in entries)
    absent = {one.pk for one in entries[9::10]}
    Attendance.objects.bulk_create(
        Attendance(entry=one, came_at=begins, by="clerk") for one in entries if one.pk not in absent
    )
    meeting.refresh_from_db()
    return meeting


def leader_of(organisation: Organisation) -> Person:
    leading = (PostKind.SECRETARY, PostKind.DIRECTOR)
    terms = Term.objects.on(today()).filter(post__organisation=organisation, post__kind__in=leading)
    return terms.select_related("person").order_by("post__kind", "pk")[0].person


def present(meeting: Meeting) -> list[RollEntry]:
    rows = meeting.roll.filter(entitled=True, attendance__isnull=False).select_related("person")
    return list(rows.order_by("pk"))


def ended(meeting: Meeting) -> None:
    """Closed when it ended, with approved minutes; its votes bear the time of the meeting."""
    begins, ends = meeting.starts_at, meeting.starts_at + timedelta(minutes=90)
    commands.close_meeting(by=None, meeting=meeting)
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=ends)
    Poll.objects.filter(item__meeting=meeting).update(
        opened_at=begins + timedelta(minutes=40),
        closed_at=begins + timedelta(minutes=60),
        published_at=begins + timedelta(minutes=80),
    )
    minutes = commands.draft_minutes(by=None, meeting=meeting)
    chair = Account.objects.filter(person=meeting.chair).first()
    commands.approve_minutes(by=chair, minutes=minutes)
