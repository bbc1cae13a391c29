"""What the front page of meetings, and the site's, says: figures, cards, what comes next."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.kernel.components import Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import today
from jiceng.kernel.search import Hit
from jiceng.kernel.words import strung
from jiceng.meetings.enums import DecisionState, MeetingState, TopicState
from jiceng.meetings.models import Meeting
from jiceng.meetings.queries.days import decisions_on, topics_on
from jiceng.meetings.queries.meetings import (
    decisions,
    meetings,
    open_invitations,
    overdue,
    posted,
    to_carry_out,
    week_of,
)

SHOWN = 5
LIGHTS = {"draft": "none", "convened": "soon", "open": "info", "closed": "done"}


@dataclass(frozen=True)
class Step:
    """What to do next with a meeting: a word, where, and whether it is a button of its own (POST)."""

    label: str
    url: str
    posts: bool = False
    text: str = ""


def next_step(meeting: Meeting) -> Step | None:
    """For whoever keeps the meeting."""
    address = [meeting.pk]
    if meeting.state == MeetingState.DRAFT:
        return Step(_("发出通知"), reverse("meeting_send", args=address), True)
    if meeting.state == MeetingState.CONVENED and meeting.day > today():
        return Step(_("名册和通知"), reverse("meeting_roll", args=address))
    if meeting.state == MeetingState.CONVENED:
        return Step(_("开始开会"), reverse("meeting_open", args=address), True)
    if meeting.state == MeetingState.OPEN:
        return Step(_("进入会场"), reverse("meeting_desk", args=address))
    if meeting.state == MeetingState.CLOSED:
        return Step(_("会议纪要"), reverse("meeting_minutes", args=address))
    return None


def numbers(*, seen_by, as_of: date) -> list[Figure]:
    """How it stands on the day: its week, topics, decisions past their day; and what waits for an answer now."""
    week = week_of(seen_by=seen_by, day=as_of).count()
    waiting = open_invitations(seen_by).count()
    handed_in = topics_on(seen_by=seen_by, as_of=as_of).filter(state_then=TopicState.OPEN).count()
    open_then = decisions_on(seen_by=seen_by, as_of=as_of).filter(state_then=DecisionState.OPEN)
    late = open_then.filter(due_on__lt=as_of).count()
    listed = reverse("decisions")
    return [
        Figure(_("七天内的会议"), week, url=reverse("meetings") + "?state=convened"),
        Figure(_("待答复的通知"), waiting, tone="soon" if waiting else "", url=reverse("invitations")),
        Figure(_("待处理的议题"), handed_in, url=reverse("topics") + "?state=open"),
        Figure(
            _("逾期的决定"), late, tone="late" if late else "", url=f"{listed}?state={DecisionState.OPEN}"
        ),
    ]


def week_card(*, seen_by, as_of: date) -> Card | None:
    """Meetings of the seven days from the day shown."""
    found = week_of(seen_by=seen_by, day=as_of)
    rows = [
        Row(
            one.title,
            reverse("meeting", args=[one.pk]),
            LIGHTS[one.state],
            f"{timezone.localtime(one.starts_at):%m-%d %H:%M}",
        )
        for one in found[:SHOWN]
    ]
    return Card(_("七天内的会议"), rows, found.count(), reverse("meetings"), tone="info") if rows else None


def invitation_card(*, seen_by, as_of: date) -> Card | None:
    """Notices that wait for my answer."""
    found = open_invitations(seen_by)
    rows = [
        Row(
            one.entry.meeting.title,
            reverse("invitation", args=[one.entry.meeting_id]),
            "soon",
            f"{timezone.localtime(one.entry.meeting.starts_at):%m-%d %H:%M}",
        )
        for one in found[:SHOWN]
    ]
    return (
        Card(_("待答复的会议通知"), rows, found.count(), reverse("invitations"), tone="soon")
        if rows
        else None
    )


def decision_card(*, seen_by, as_of: date) -> Card | None:
    """Decisions past their day that wait for the account itself, not all that lie below it."""
    found = overdue(to_carry_out(seen_by=seen_by), as_of).order_by("due_on")
    rows = [
        Row(
            one.text[:40],
            reverse("decision", args=[one.pk]),
            "late",
            ngettext("逾期%(days)d天", "逾期%(days)d天", (as_of - one.due_on).days)
            % {"days": (as_of - one.due_on).days},
        )
        for one in found[:SHOWN]
    ]
    return Card(_("逾期的决定"), rows, found.count(), reverse("decisions"), tone="late") if rows else None


def posted_card(*, as_of: date) -> Card | None:
    """For residents: what is posted now."""
    rows = [
        Row(
            strung((one.organisation, one.title), "："),
            reverse("posting", args=[one.slug]),
            note=str(one.posted_on),
        )
        for one in posted(as_of=as_of)[:SHOWN]
    ]
    return Card(_("社区公开栏"), rows, url=reverse("postings")) if rows else None


def find_meetings(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    found = meetings(seen_by=seen_by).filter(title__icontains=text)[:limit]
    return [
        Hit(one.title, reverse("meeting", args=[one.pk]), one.starts_text, "calendar-days") for one in found
    ]


def find_decisions(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    rows = decisions(seen_by=seen_by)
    found = (rows.filter(text__icontains=text) | rows.filter(number__icontains=text))[:limit]
    return [
        Hit(one.text[:60], reverse("decision", args=[one.pk]), one.number, "check-badge") for one in found
    ]
