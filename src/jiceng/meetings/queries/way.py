"""The way of a decision: topic → discussion → decision → task → document → result → publicity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jiceng.documents.models import Document
from jiceng.kernel.components import Event, Fact
from jiceng.kernel.pages import written_day
from jiceng.kernel.words import strung
from jiceng.meetings.enums import DecisionState
from jiceng.meetings.models import Decision, Forum, Topic


@dataclass(frozen=True)
class Station(Event):
    """An event with its day, for the order."""

    on: date | None = None


def _station(on: date | None, title: str, body: str = "", url: str = "", tone: str = "") -> Station:
    return Station(written_day(on) if on else _("还没有"), title, body, url, tone, on)


def way(decision: Decision, papers: Iterable[Document] = ()) -> list[Station]:
    """Each station with its day; what is still to come says so. `papers` are the documents that it was issued as."""
    item = decision.item
    topic = item.topic if item else None
    found = []
    if topic:
        by = _("%(name)s提出") % {"name": topic.by_name} if topic.by_name else ""
        on = timezone.localdate(topic.handed_in_at)
        found.append(
            _station(
                on,
                _("议题：%(title)s") % {"title": topic.title},
                by,
                reverse("topic", args=[topic.pk]),
                "done",
            )
        )
    found += _talked_about(topic)
    found += _studied(item)
    meeting = decision.meeting
    url = reverse("meeting", args=[meeting.pk])
    title = _("讨论：%(item)s") % {"item": item.title if item else meeting.title}
    found.append(_station(meeting.day, title, str(meeting), url, "done"))
    found.append(_station(decision.decided_on, pgettext("列表", "决定"), decision.number, tone="done"))
    found += _carried_out(decision, papers)
    found += _published(decision)
    return found


def _talked_about(topic: Topic | None) -> list[Station]:
    """The forum that was held on the topic, with how many said something."""
    forum = Forum.objects.filter(topic=topic).annotate(said=Count("contributions")).first() if topic else None
    if forum is None:
        return []
    said = ngettext("%(count)d条意见", "%(count)d条意见", forum.said) % {"count": forum.said}
    title = _("讨论：%(concerned)s") % {"concerned": forum.concerned}
    return [_station(forum.opened_on, title, said, reverse("forum", args=[forum.slug]), "done")]


def _studied(item) -> list[Station]:
    """What studied it first, nearest last; a chain is followed five steps back."""
    found: list[Station] = []
    while item and item.pre_studied_at_id and len(found) < 5:
        item = item.pre_studied_at
        url = reverse("meeting", args=[item.meeting_id])
        found.insert(0, _station(item.meeting.day, _("先行研究"), str(item.meeting), url, "done"))
    return found


def _issued(papers: Iterable[Document]) -> list[Station]:
    """A document on its way has no day yet."""
    return [
        _station(
            one.issued_on,
            _("公文：%(title)s") % {"title": one.title},
            one.number_text or one.get_state_display(),
            reverse("document", args=[one.pk]),
            "done" if one.is_issued else "",
        )
        for one in papers
    ]


def _carried_out(decision: Decision, papers: Iterable[Document]) -> list[Station]:
    if decision.assigned_on is None:
        return [_station(None, pgettext("动作", "交办"), _("还没有负责人。"), tone="soon"), *_issued(papers)]
    who = _("%(name)s负责") % {"name": decision.owner}
    found = [_station(decision.assigned_on, pgettext("动作", "交办"), who, tone="done")]
    for task in decision.tasks.all():
        tone = "done" if task.done_on else ""
        title = _("任务：%(title)s") % {"title": task.title[:40]}
        found.append(_station(task.done_on, title, task.result, reverse("task", args=[task.pk]), tone))
    found += _issued(papers)
    tone = {DecisionState.DONE: "done", DecisionState.DROPPED: ""}.get(decision.state, "soon")
    found.append(_station(decision.done_on, _("结果"), decision.result, tone=tone))
    return found


def _published(decision: Decision) -> list[Station]:
    rows = list(decision.postings.all()) or list(decision.meeting.postings.all())
    found = [
        _station(
            one.posted_on,
            _("公开：%(title)s") % {"title": one.title},
            _("公开至%(day)s") % {"day": written_day(one.until)},
            reverse("posting", args=[one.slug]),
            "done",
        )
        for one in rows
    ]
    if not found and decision.to_be_posted:
        found.append(_station(None, _("公开"), _("应当公开不少于十五天。"), tone="soon"))
    return found


def facts(decision: Decision) -> list[Fact]:
    helpers = strung(one.name for one in decision.helpers.all())
    due = written_day(decision.due_on) if decision.due_on else "—"
    return [
        Fact(_("编号"), decision.number),
        Fact(_("依据"), decision.basis or "—"),
        Fact(_("会议"), str(decision.meeting), reverse("meeting", args=[decision.meeting_id])),
        Fact(_("负责人"), str(decision.owner or "—")),
        Fact(_("协办人"), helpers or "—"),
        Fact(_("完成期限"), due),
    ]
