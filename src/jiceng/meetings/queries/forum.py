"""Forums: what residents see, what waits to be read, where a result can be put."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.components import Event
from jiceng.kernel.pages import today, written_day
from jiceng.meetings import kinds
from jiceng.meetings.enums import ContributionState, ForumOutcome, Right, Voice
from jiceng.meetings.models import Contribution, Forum
from jiceng.meetings.rules import led
from jiceng.organisations.models import Organisation

DECIDING = ("congress", "residents", "members", "deliberation", "committee")


def forums_for(organisation: Organisation) -> list[tuple[str, str]]:
    """Kinds of meeting of the organisation to which a result can be put: key and name, those that decide first."""
    known = kinds.known(today())
    held = [one for one in DECIDING if one in known and organisation.kind in known[one].organisations]
    return [(key, known[key].label) for key in held]


def _forums() -> QuerySet[Forum]:
    return Forum.objects.select_related("topic__organisation", "owner")


def public_forum(slug: str) -> Forum:
    row = _forums().filter(slug=slug).first()
    if row is None:
        raise Http404
    return row


def forum_or_404(pk: int, *, seen_by, right: str) -> Forum:
    mine = led(seen_by, right).order_by().values("pk")
    row = _forums().filter(pk=pk, topic__organisation__in=mine).first()
    if row is None:
        raise Http404
    return row


def running(*, as_of: date) -> QuerySet[Forum]:
    """What residents are asked on the day."""
    return _forums().filter(opened_on__lte=as_of, until__gte=as_of, ended_on=None).order_by("until", "pk")


def waiting_to_be_read(*, seen_by) -> QuerySet[Forum]:
    """Forums in the reach of who may show contributions, with some that nobody has read; `waiting` counts them."""
    mine = led(seen_by, Right.TALK).order_by().values("pk")
    unread = Count("contributions", filter=Q(contributions__state=ContributionState.WAITING))
    rows = _forums().filter(ended_on=None, topic__organisation__in=mine)
    return rows.annotate(waiting=unread).filter(waiting__gt=0).order_by("opened_on", "pk")


@dataclass(frozen=True)
class Talk:
    """A forum as it is read: contributions in order, how many wait, how the opinions stand among those shown."""

    shown: list[Contribution]
    held: list[Contribution]
    waiting: list[Contribution]
    stances: list[tuple[str, int]]

    @property
    def count(self) -> int:
        return len(self.shown) + len(self.held) + len(self.waiting)


def talk_of(forum: Forum) -> Talk:
    rows = list(forum.contributions.all())
    parts = {state: [one for one in rows if one.state == state] for state in ContributionState}
    told = [one.stance for one in parts[ContributionState.SHOWN] if one.stance]
    stances = [(str(voice.label), told.count(voice.value)) for voice in Voice] if told else []
    return Talk(
        parts[ContributionState.SHOWN],
        parts[ContributionState.HELD],
        parts[ContributionState.WAITING],
        stances,
    )


def stations(forum: Forum) -> list[Event]:
    """From the topic to what was done, each with its day; for residents, so without inner addresses."""
    topic = forum.topic
    handed_in = written_day(timezone.localdate(topic.handed_in_at))
    found = [
        Event(handed_in, _("提出议题"), topic.title, tone="done"),
        Event(written_day(forum.opened_on), _("开始讨论"), forum.concerned, tone="done"),
    ]
    if forum.ended_on is None:
        until = _("讨论到%(day)s为止。") % {"day": written_day(forum.until)}
        return [*found, Event(_("还没有"), _("结果"), until, tone="soon")]
    found.append(Event(written_day(forum.ended_on), forum.get_outcome_display(), forum.result, tone="done"))
    if forum.outcome == ForumOutcome.CARRY_OUT:
        return [*found, _carried_out(forum)]
    if forum.outcome == ForumOutcome.TO_MEETING:
        return [*found, *_at_meetings(forum)]
    return found


def _carried_out(forum: Forum) -> Event:
    if forum.done_on:
        return Event(written_day(forum.done_on), _("落实情况"), forum.done, tone="done")
    words = {"name": forum.owner, "day": written_day(forum.due_on)}
    return Event(_("还没有"), _("落实情况"), _("%(name)s负责，%(day)s前完成。") % words, tone="soon")


def _at_meetings(forum: Forum) -> list[Event]:
    """The meetings that took it up, with what they posted."""
    items = forum.topic.items.exclude(meeting__state__in=["draft", "annulled"]).select_related("meeting")
    found = []
    for item in items.prefetch_related("meeting__postings"):
        posted = next(iter(item.meeting.postings.all()), None)
        url = reverse("posting", args=[posted.slug]) if posted else ""
        found.append(Event(written_day(item.meeting.day), item.meeting.title, "", url, "done"))
    if not found:
        waits = _("等待%(kind)s召开。") % {"kind": kinds.label_of(forum.topic.kind)}
        found.append(Event(_("还没有"), _("会议"), waits, tone="soon"))
    return found
