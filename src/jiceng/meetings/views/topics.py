"""Pages of topics: handed in, taken up, put off, merged, answered."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import anyone, page, signed_in
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.kernel.tables import Column, Filter, Table
from jiceng.meetings import commands, forms, kinds, rules
from jiceng.meetings.enums import Matter, MeetingKind, Right, TopicState
from jiceng.meetings.models import Topic
from jiceng.meetings.queries.days import topics_on
from jiceng.meetings.queries.forum import waiting_to_be_read
from jiceng.meetings.queries.meetings import convenable, meeting_or_404, organisation_or_404
from jiceng.meetings.queries.meetings import topics as topics_in_reach
from jiceng.meetings.views.base import acted
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation

LIGHTS = {
    "open": "soon",
    "forum": "info",
    "taken": "done",
    "put_off": "none",
    "merged": "none",
    "answered": "done",
}


class Topics(Table):
    name = "topics"
    search = ("title", "by_name")
    search_label = _("议题或提出人")
    columns = (
        Column(
            "title",
            _("议题"),
            value="title",
            url=lambda t: reverse("topic", args=[t.pk]),
            sort="title",
            main=True,
        ),
        Column("kind", _("会议类型"), value=lambda t: kinds.label_of(t.kind), sort="kind"),
        Column("unit", _("组织"), value=lambda t: str(t.organisation)),
        Column("by", _("提出人"), value=lambda t: t.by_name),
        Column("on", _("提出日期"), value=lambda t: t.handed_in_at.date(), sort="handed_in_at"),
        Column("due", _("答复期限"), value="due_on", sort="due_on"),
        Column("state", _("处理"), light=lambda t: _light(t, t.as_of)),
    )
    order = "-on"
    filters = (
        Filter(
            "state", _("处理"), lambda: TopicState.choices, lambda rows, value: rows.filter(state_then=value)
        ),
    )
    empty_title = _("还没有议题")
    empty_text = _("有表决权的人、驻区单位和居民都可以提出议题。")


def _light(topic: Topic, day: date) -> tuple[str, str]:
    """The state of the day with its colour; what was settled later waited then."""
    later = topic.settled_on is not None and topic.settled_on > day
    state = TopicState.OPEN if later else TopicState(topic.state)
    unanswered = state == TopicState.OPEN or (topic.missed_id and topic.settled_on is None)
    late = unanswered and topic.due_on and topic.due_on < day
    return "late" if late else LIGHTS[state], str(state.label)


@page(signed_in)
@require_safe
def topics(request):
    table = Topics(request, topics_on(seen_by=request.user, as_of=day_of(request)))
    places, _count = convenable(seen_by=request.user)
    unread = waiting_to_be_read(seen_by=request.user)[:20] if rules.may_talk.test(request.user) else []
    return table.response("meetings/topics.html", {"places": places, "unread": unread})


@page(rules.may_hand_in)
@once
def topic_hand_in(request, kind, pk):
    organisation = organisation_or_404(pk, seen_by=request.user, right=Right.HAND_IN)
    known = kinds.known(today()).get(kind)
    if known is None or organisation.kind not in known.organisations:
        raise Http404
    form = forms.TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("title", "text", "matter", "work")}
        if form.carried_out(commands.hand_in, by=request.user, organisation=organisation, kind=kind, **data):
            messages.success(request, _g("议题已提交。"))
            return redirect("topics")
    context = {"form": form, "organisation": organisation, "known": known, "source": known.source("topics")}
    return render(request, "meetings/topic_hand_in.html", context, status=422 if form.errors else 200)


def topic_or_404(pk: int, seen_by) -> Topic:
    return get_object_or_404(
        topics_in_reach(seen_by=seen_by).select_related("person", "merged_into", "missed"), pk=pk
    )


@page(signed_in)
@once
def topic(request, pk):
    row = topic_or_404(pk, request.user)
    may_settle = rules.may_convene.test(request.user, row)
    if request.method == "POST" and not may_settle:
        raise Http404
    form = forms.SettleForm(request.POST or None, topic=row)
    if request.method == "POST" and form.is_valid() and _settled(request, form, row):
        return redirect("topic", row.pk)
    context = {"form": form, "may_settle": may_settle, **_told(request, row)}
    if may_settle:
        context["drafts"] = row.organisation.meetings.filter(kind=row.kind, state="draft").exclude(
            pk=row.missed_id
        )
    return render(request, "meetings/topic.html", context, status=422 if form.errors else 200)


def _told(request, row: Topic) -> dict:
    """Where it stands, what took it up, and the talk about it."""
    return {
        "topic": row,
        "drafts": [],
        "crumbs": [Crumb(_g("议题"), reverse("topics")), Crumb(row.title)],
        "forum": getattr(row, "forum", None),
        "may_talk": rules.may_talk.test(request.user, row),
        "items": row.items.select_related("meeting"),
        "key": forms.KeyForm(),
        "light_of": _light(row, today()),
        "kind_label": kinds.label_of(row.kind),
    }


def _settled(request, form, row: Topic):
    data = form.cleaned_data
    more = {"into": data["into"]} if data["how"] == "merged" else {}
    command = {
        "put_off": commands.put_off,
        "merged": commands.merge_topic,
        "answered": commands.answer_topic,
    }
    return form.carried_out(command[data["how"]], by=request.user, topic=row, reason=data["reason"], **more)


@page(rules.may_convene)
@require_POST
@once
def topic_take(request, pk, meeting):
    row = topic_or_404(pk, request.user)
    found = meeting_or_404(meeting, seen_by=request.user, right=Right.CONVENE)
    url = reverse("meeting_agenda", args=[found.pk])
    form = forms.KeyForm(request.POST)
    return acted(request, form, commands.take_up, url, topic=row, meeting=found)


@page(anyone)
@once
def topic_public(request, pk):
    """For residents, without account: what shall we talk about? The committee answers within fifteen days."""
    committees = Organisation.objects.on(today()).filter(kind=Kind.RESIDENTS_COMMITTEE)
    organisation = get_object_or_404(committees, pk=pk)
    form = forms.PublicTopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _handed_in(request, form, organisation)):
        return redirect("topic_followed", made.slug)
    context = {"form": form, "organisation": organisation}
    return render(request, "meetings/topic_public.html", context, status=422 if form.errors else 200)


def _handed_in(request, form, organisation: Organisation):
    """The topic, or None with what was refused among the form's errors."""
    data = form.cleaned_data
    return form.carried_out(
        commands.hand_in,
        by=None,
        organisation=organisation,
        kind=MeetingKind.DELIBERATION,
        title=data["title"],
        text=data["text"],
        matter=Matter.RESIDENTS_INTEREST,
        by_name=data["signed"],
        address=request.META.get("REMOTE_ADDR", ""),
        public=True,
    )


@page(anyone)
@require_safe
def topic_followed(request, slug):
    """What became of it, for whoever keeps the address."""
    row = get_object_or_404(Topic.objects.select_related("organisation", "merged_into", "forum"), slug=slug)
    items = row.items.exclude(meeting__state="draft").select_related("meeting")
    context = {"topic": row, "items": items, "light_of": _light(row, today())}
    context["forum"] = getattr(row, "forum", None)
    context["address"] = request.build_absolute_uri(request.path)
    return render(request, "meetings/topic_followed.html", context)
