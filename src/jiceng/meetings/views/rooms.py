"""The page of a community's rooms for meetings."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import today
from jiceng.meetings import commands, forms, rules
from jiceng.meetings.enums import Right
from jiceng.meetings.queries.meetings import organisation_or_404
from jiceng.meetings.queries.rooms import keeper_of, offered_to, rooms_of, taken
from jiceng.meetings.views.base import acted

DAYS = 14


@page(rules.may_convene)
@once
def rooms(request, pk):
    """The list, and what is taken in the next two weeks."""
    row = organisation_or_404(pk, seen_by=request.user, right=Right.CONVENE)
    form = forms.RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {"name": form.cleaned_data["name"], "note": form.cleaned_data["note"]}
        data["seats"] = form.cleaned_data["seats"] or 0
        if form.carried_out(commands.add_room, by=request.user, organisation=row, **data):
            return redirect("rooms", row.pk)
    context = {"form": form, "organisation": row, "keeper": keeper_of(row), "rooms": rooms_of(row)}
    context |= {"taken": taken(row, today(), DAYS), "key": forms.KeyForm(), "halls": offered_to(row, today())}
    context["crumbs"] = [Crumb(_("会议"), reverse("meetings")), Crumb(_("会议室"))]
    return render(request, "meetings/rooms.html", context, status=422 if form.errors else 200)


@page(rules.may_convene)
@require_POST
@once
def room_close(request, pk, room):
    row = organisation_or_404(pk, seen_by=request.user, right=Right.CONVENE)
    found = get_object_or_404(rooms_of(row), pk=room)
    form, url = forms.KeyForm(request.POST), reverse("rooms", args=[row.pk])
    return acted(request, form, commands.close_room, url, _("已停用。"), room=found, organisation=row)
