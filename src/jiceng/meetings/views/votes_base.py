"""What every page of a vote has."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Crumb
from jiceng.meetings.models import Poll


def crumbs(poll: Poll) -> list[Crumb]:
    meeting = poll.item.meeting
    return [Crumb(meeting.title, reverse("meeting", args=[meeting.pk])), Crumb(_("表决"))]


def done(request, form, command, to: str, pk: int, said: str = "", **kwargs):
    """Run a small command of the desk and go back to it; what was wrong is said there."""
    if form.is_valid() and form.carried_out(command, by=request.user, **kwargs):
        if said:
            messages.success(request, said)
    else:
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
    return redirect(to, pk)
