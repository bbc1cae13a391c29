"""The pieces that a meeting bears as evidence: computed from what was kept, never ticked."""

from datetime import timedelta

from django.utils import timezone

from jiceng.meetings import kinds
from jiceng.meetings.models import AgendaItem, Meeting
from jiceng.meetings.queries.quorum import present
from jiceng.meetings.queries.readiness import first_studied_by
from jiceng.meetings.queries.votes.records import marks_of_votes

# Here each one present is asked for an opinion; elsewhere one opinion written down is enough.
EACH_SPEAKS = ("committee", "standing_committee")


def marks_of(meeting: Meeting) -> set[str]:
    """Kept periods, pre-study, the roll, who was there by post, opinions, decisions, parts that were filled in."""
    rules = kinds.of(meeting.kind, meeting.day)
    items = list(meeting.items.select_related("topic", "meeting").prefetch_related("speeches", "decisions"))
    here = list(meeting.roll.filter(present(meeting)).values_list("name", "post_kind", "entitled", "unit"))
    marks = {"roll", "list:attendance", *(f"role:{kind}" for _name, kind, _votes, _unit in here if kind)}
    marks |= _periods(meeting, rules, items)
    if any(item.decisions.all() for item in items):
        marks.add("decisions")
    marks |= marks_of_votes(meeting)
    if _opinions(meeting, items, [name for name, _kind, votes, _unit in here if votes]):
        marks.add("opinions")
    if meeting.roll.filter(unit__isnull=False, invitation__isnull=False).exists():
        marks.add("units")
    if all(item.pre_studied_at_id or not first_studied_by(item, rules) for item in items):
        marks.add("pre_study")
    by_title = {one["title"]: one["mark"] for one in rules.agenda if "mark" in one}
    return marks | {
        by_title[item.title] for item in items if item.title in by_title and _was_dealt_with(item)
    }


def _was_dealt_with(item: AgendaItem) -> bool:
    return bool(
        item.notes.strip() or item.decision_draft.strip() or item.speeches.all() or item.decisions.all()
    )


def _periods(meeting: Meeting, rules: kinds.Rules, items: list[AgendaItem]) -> set[str]:
    """Notice, papers and topics that came in time."""
    marks: set[str] = set()
    if meeting.convened_at is None:
        return marks
    told = timezone.localdate(meeting.convened_at)
    if (meeting.day - told).days >= rules.notice_days:
        marks.add("notice")
    papers = meeting.papers.filter(removed_at=None).values_list("added_at", flat=True)
    if (meeting.day - max([told, *map(timezone.localdate, papers)])).days >= rules.papers_days:
        marks.add("papers")
    topics = [item.topic for item in items if item.topic]
    last = meeting.day - timedelta(days=rules.topics_days)
    if topics and all(timezone.localdate(one.handed_in_at) <= last for one in topics):
        marks.add("topics")
    return marks


def _opinions(meeting: Meeting, items: list[AgendaItem], present_names: list[str]) -> bool:
    spoken = [(item, {one.name for one in item.speeches.all() if one.spoken}) for item in items]
    if meeting.kind not in EACH_SPEAKS:
        return any(names for _item, names in spoken)
    decided = [names for item, names in spoken if item.decisions.all()] or [names for _item, names in spoken]
    return bool(decided and present_names) and all(set(present_names) <= names for names in decided)
