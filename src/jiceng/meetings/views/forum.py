"""Pages of a forum: opened on a topic, read and written to without account, its contributions read, ended."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import anyone, page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import today, written_day
from jiceng.meetings import commands, forms, rules
from jiceng.meetings.enums import Right
from jiceng.meetings.models import Contribution
from jiceng.meetings.queries.forum import forum_or_404, forums_for, public_forum, stations, talk_of
from jiceng.meetings.queries.meetings import topics
from jiceng.meetings.rules import led
from jiceng.meetings.views.base import acted


@page(rules.may_talk)
@once
def forum_open(request, pk):
    """Put a topic to those concerned, before anybody decides it."""
    mine = led(request.user, Right.TALK).order_by().values("pk")
    row = get_object_or_404(topics(seen_by=request.user).filter(organisation__in=mine), pk=pk)
    form = forms.ForumOpenForm(request.POST or None, initial={"question": row.text or row.title})
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("question", "concerned", "days")}
        if made := form.carried_out(commands.open_forum, by=request.user, topic=row, **data):
            messages.success(request, _("讨论已经开始，大家在公开栏可以看到。"))
            return redirect("forum_desk", made.pk)
    crumbs = [
        Crumb(pgettext("列表", "议题"), reverse("topics")),
        Crumb(row.title, reverse("topic", args=[row.pk])),
    ]
    context = {"form": form, "topic": row, "crumbs": crumbs}
    return render(request, "meetings/forum_open.html", context, status=422 if form.errors else 200)


@page(anyone)
@once
def forum(request, slug):
    """For everybody, without account: the question, what was said, and what came of it."""
    row = public_forum(slug)
    form = forms.ContributionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("text", "stance", "signed", "stratum")}
        data["address"] = request.META.get("REMOTE_ADDR", "")
        by = request.user if request.user.is_authenticated else None
        if form.carried_out(commands.contribute, by=by, forum=row, **data):
            messages.success(request, _("已收到。工作人员看过以后登在本页；不登的也会写明理由。"))
            return redirect(f"{reverse('forum', args=[slug])}#said")
    context = {"forum": row, "form": form, "talk": talk_of(row), "stations": stations(row)}
    context |= {"until": written_day(row.until), "running": row.ended_on is None and today() <= row.until}
    context["may_talk"] = rules.may_talk.test(request.user, row)
    return render(request, "meetings/forum.html", context, status=422 if form.errors else 200)


@page(rules.may_talk)
@require_safe
def forum_desk(request, pk):
    row = forum_or_404(pk, seen_by=request.user, right=Right.TALK)
    return render(request, "meetings/forum_desk.html", _desk(request, row))


def _desk(request, row, **more) -> dict:
    """What waits to be read, what was said, and how it ends."""
    topic = row.topic
    crumbs = [
        Crumb(pgettext("列表", "议题"), reverse("topics")),
        Crumb(topic.title, reverse("topic", args=[topic.pk])),
    ]
    return {
        "forum": row,
        "talk": talk_of(row),
        "stations": stations(row),
        "crumbs": [*crumbs, Crumb(_("讨论"))],
        "running": row.ended_on is None,
        "may_end": rules.may_post.test(request.user, row),
        "until": written_day(row.until),
        "read": forms.ReadForm(),
        "end": forms.ForumEndForm(kinds=forums_for(topic.organisation)),
        "done": forms.DoneForm() if row.outcome == "carry_out" and not row.done_on else None,
        **more,
    }


@page(rules.may_talk)
@require_POST
@once
def contribution_read(request, pk):
    mine = led(request.user, Right.TALK).order_by().values("pk")
    rows = Contribution.objects.select_related("forum__topic__organisation")
    row = get_object_or_404(rows.filter(forum__topic__organisation__in=mine), pk=pk)
    form = forms.ReadForm(request.POST)
    data = (
        {name: form.cleaned_data.get(name, "") for name in ("show", "reason", "reply")}
        if form.is_valid()
        else {}
    )
    url = f"{reverse('forum_desk', args=[row.forum_id])}#said"
    data["show"] = bool(data.get("show"))
    return acted(request, form, commands.read_contribution, url, contribution=row, **data)


@page(rules.may_post)
@require_POST
@once
def forum_end(request, pk):
    """The result is the community's word to its residents: said by who may post."""
    row = forum_or_404(pk, seen_by=request.user, right=Right.POST)
    form = forms.ForumEndForm(request.POST, kinds=forums_for(row.topic.organisation))
    if form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("outcome", "result", "owner", "due_on", "kind")}
        if form.carried_out(commands.end_forum, by=request.user, forum=row, **data):
            messages.success(request, _("讨论已结束，结果已登在讨论页面上。"))
            return redirect("forum_desk", row.pk)
    return render(request, "meetings/forum_desk.html", _desk(request, row, end=form), status=422)


@page(rules.may_talk)
@require_POST
@once
def forum_done(request, pk):
    row = forum_or_404(pk, seen_by=request.user, right=Right.TALK)
    form = forms.DoneForm(request.POST)
    url = reverse("forum_desk", args=[row.pk])
    done = request.POST.get("done", "")
    return acted(request, form, commands.note_carried_out, url, forum=row, done=done)
