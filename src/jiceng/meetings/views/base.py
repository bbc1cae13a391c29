"""What every page of a meeting has, and how a button answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Crumb, Tab
from jiceng.meetings import kinds
from jiceng.meetings.enums import MeetingState
from jiceng.meetings.models import Meeting
from jiceng.meetings.rules import may_approve_minutes, may_convene, may_keep, may_post, may_see_meetings

LIGHTS = {"draft": "none", "convened": "soon", "open": "info", "closed": "done", "annulled": "none"}


def frame(request, meeting: Meeting, current: str, **more) -> dict:
    """Meeting, its rules, way here, tabs, and what the account may do with it."""
    sees = may_see_meetings.test(request.user, meeting)
    return {
        "meeting": meeting,
        "rules": kinds.of(meeting.kind, meeting.day),
        "crumbs": [Crumb(_("会议"), reverse("meetings")), Crumb(meeting.title)],
        "light_of": (LIGHTS[meeting.state], meeting.get_state_display()),
        "tabs": _tabs(meeting, current) if sees else [],
        "may_convene": may_convene.test(request.user, meeting),
        "may_keep": may_keep.test(request.user, meeting),
        "may_approve": may_approve_minutes.test(request.user, meeting),
        "may_post": may_post.test(request.user, meeting),
        "lead": f"{meeting.starts_text} {meeting.place}".strip(),
        **more,
    }


def _tabs(meeting: Meeting, current: str) -> list[Tab]:
    pages = [("meeting", _("概况")), ("meeting_agenda", _("议程")), ("meeting_roll", _("名册和通知"))]
    if meeting.state in {MeetingState.OPEN, MeetingState.CLOSED}:
        pages.append(("meeting_desk", _("会场")))
    if meeting.state == MeetingState.CLOSED:
        pages.append(("meeting_minutes", _("纪要")))
    return [Tab(label, reverse(name, args=[meeting.pk]), name == current) for name, label in pages]


def acted(request, form, command, url: str, said: str = "", **kwargs) -> HttpResponse:
    """A button's answer: the command carried out or what it refused, then back to the page."""
    if form.is_valid() and form.carried_out(command, by=request.user, **kwargs) and said:
        messages.success(request, said)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect(url)
