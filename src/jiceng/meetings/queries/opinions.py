"""What was said at a talk with people from outside, and what became of each word."""

from collections import Counter
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jiceng.kernel.words import strung
from jiceng.meetings.enums import MeetingKind, MeetingState, OpinionOutcome
from jiceng.meetings.models import Meeting, Speech
from jiceng.meetings.queries.meetings import item_or_404

SHOWN = {MeetingState.OPEN, MeetingState.CLOSED}


@dataclass(frozen=True)
class Opinions:
    """Every word that was spoken, in the order of the agenda."""

    rows: list[Speech]

    @property
    def sentence(self) -> str:
        """How many there were and how many ended how; those without an answer last."""
        counts = Counter(one.outcome for one in self.rows)
        parts = [f"{one.label}{counts[one.value]}" for one in OpinionOutcome if counts[one.value]]
        if counts[""]:
            parts.append(_("还没有处理%(count)d") % {"count": counts[""]})
        return _("共%(count)d条：%(parts)s") % {"count": len(self.rows), "parts": strung(parts, "，")}


def opinions(meeting: Meeting) -> Opinions | None:
    """Of a talk that has begun; None of any other meeting."""
    if meeting.kind != MeetingKind.DISCUSSION or meeting.state not in SHOWN:
        return None
    rows = Speech.objects.filter(item__meeting=meeting, spoken=True).select_related("item")
    return Opinions(list(rows.order_by("item__order", "at", "pk")))


def opinion_or_404(pk: int, *, seen_by) -> Speech:
    """For whoever keeps the meeting."""
    row = get_object_or_404(Speech.objects.select_related("item"), pk=pk, spoken=True)
    row.item = item_or_404(row.item_id, seen_by=seen_by)
    if row.item.meeting.kind != MeetingKind.DISCUSSION:
        raise Http404
    return row
