"""Where a matter stands on the four steps and two openings; what a consensus round says."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Event
from jiceng.kernel.pages import written_day
from jiceng.meetings.enums import FlowStep, MeetingState, Right, Stratum, Voice
from jiceng.meetings.models import AgendaItem, ConsensusRound, Flow, Posting
from jiceng.meetings.queries.quorum import present
from jiceng.meetings.rules import led

NOTICE_DAYS = 7
# The kinds of meeting that make each of the four steps; the two openings are made by postings.
FORUMS = {
    FlowStep.PROPOSED: ("committee", "members"),
    FlowStep.CONFERRED: ("committee", "deliberation", "community_joint"),
    FlowStep.REVIEWED: ("members",),
    FlowStep.DECIDED: ("congress", "residents"),
}


def flows(*, seen_by) -> QuerySet[Flow]:
    rows = Flow.objects.select_related("organisation").prefetch_related("stations")
    if seen_by is None:
        return rows
    return rows.filter(organisation__in=led(seen_by, Right.SEE).order_by().values("pk"))


def flow_or_404(pk: int, *, seen_by, right: str = Right.SEE) -> Flow:
    rows = flows(seen_by=seen_by).filter(pk=pk)
    if right != Right.SEE and seen_by is not None:
        rows = rows.filter(organisation__in=led(seen_by, right).order_by().values("pk"))
    row = rows.first()
    if row is None:
        raise Http404
    return row


def next_of(flow: Flow) -> FlowStep | None:
    """The first step that is not done; None at the end."""
    done = set(flow.stations.values_list("step", flat=True))
    return next((step for step in FlowStep if step.value not in done), None)


def _same_place(flow: Flow, prefix: str) -> Q:
    area = flow.organisation.territory_id
    own = Q(**{f"{prefix}organisation": flow.organisation_id})
    return own | Q(**{f"{prefix}organisation__territory": area}) if area else own


def usable_items(flow: Flow, step: FlowStep) -> QuerySet[AgendaItem]:
    """Items of closed meetings of the step's kinds in the community, not before the step in front of it."""
    last = flow.stations.order_by("-pk").values_list("on", flat=True).first() or flow.begun_on
    used = flow.stations.exclude(item=None).values("item")
    rows = AgendaItem.objects.filter(
        _same_place(flow, "meeting__"), meeting__kind__in=FORUMS[step], meeting__state=MeetingState.CLOSED
    )
    rows = rows.filter(meeting__starts_at__date__gte=last).exclude(pk__in=used)
    return rows.select_related("meeting").order_by("-meeting__starts_at", "order")


def usable_postings(flow: Flow) -> QuerySet[Posting]:
    used = flow.stations.exclude(posting=None).values("posting")
    rows = Posting.objects.filter(_same_place(flow, ""), posted_on__gte=flow.begun_on)
    return rows.exclude(pk__in=used).select_related("organisation")


def path(flow: Flow) -> list[Event]:
    """Six stations: those done with their day and where they open, those to come."""
    rows = flow.stations.select_related("item__meeting", "posting")
    done = {one.step: one for one in rows}
    found = []
    for step in FlowStep:
        one = done.get(step.value)
        if one is None:
            found.append(Event(_("还没有"), str(step.label)))
        elif one.item_id:
            url = reverse("meeting", args=[one.item.meeting_id])
            found.append(Event(written_day(one.on), str(step.label), str(one.item.meeting), url, "done"))
        else:
            url = reverse("posting", args=[one.posting.slug])
            found.append(Event(written_day(one.on), str(step.label), one.posting.title, url, "done"))
    return found


@dataclass(frozen=True)
class Outcome:
    """Voices before and after, objections with their reason, and strata of the roll of whom nobody is here."""

    before: dict[str, int]
    after: dict[str, int]
    objections: list[tuple[str, str]]
    silent: int
    missing: list[str]


def outcome(asked: ConsensusRound) -> Outcome:
    voices = list(asked.voices.select_related("entry").order_by("pk"))
    meeting = asked.meeting
    invited = set(meeting.roll.exclude(stratum="").values_list("stratum", flat=True))
    here = set(meeting.roll.filter(present(meeting)).exclude(stratum="").values_list("stratum", flat=True))
    last = [(voice, voice.after or voice.before) for voice in voices]
    return Outcome(
        before={one.value: sum(v.before == one for v in voices) for one in Voice},
        after={one.value: sum(v.after == one for v in voices) for one in Voice},
        objections=[(v.entry.name, v.reason) for v, stance in last if stance == Voice.OBJECT],
        silent=meeting.roll.count() - len(voices),
        missing=[str(Stratum(one).label) for one in sorted(invited - here)],
    )
