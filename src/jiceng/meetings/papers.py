"""The official document that a decision is issued as: what it begins with, and those that there are."""

from jiceng.documents.enums import DocumentKind
from jiceng.documents.models import Document
from jiceng.documents.queries.documents import carrying_out, draftable
from jiceng.documents.sources import Beginning
from jiceng.kernel.pages import chinese_day, number_in
from jiceng.meetings.enums import MeetingKind
from jiceng.meetings.models import Decision
from jiceng.meetings.models.results import DECISION
from jiceng.meetings.queries.meetings import decisions
from jiceng.organisations.models import Organisation

# Meetings of a body itself pass resolutions; what those who lead it decide is made known by a notice.
PASSED_BY = (MeetingKind.MEMBERS, MeetingKind.CONGRESS, MeetingKind.RESIDENTS)
LABELS = {DocumentKind.RESOLUTION: "决议", DocumentKind.NOTICE: "通知"}
SHOWN = 3
LONGEST_SUBJECT = 60


def begin(account, source_id: str) -> Beginning | None:
    """Kind, title and main text from the decision, with its basis, its tasks and their days."""
    pk = number_in(source_id)
    rows = decisions(seen_by=account).filter(pk=pk).select_related("item", "meeting__organisation")
    row = rows.first() if pk else None
    if row is None:
        return None
    kind = DocumentKind.RESOLUTION if row.meeting.kind in PASSED_BY else DocumentKind.NOTICE
    return Beginning(
        f"{row.number}　{row.meeting.title}"[:200],
        kind,
        f"关于{_subject(row)}的{LABELS[kind]}",
        "\n".join([_opening(row, kind), row.text.strip(), *_tasks(row)]),
    )


def _subject(decision: Decision) -> str:
    text = decision.item.title if decision.item else decision.text.splitlines()[0]
    return text.strip().removeprefix("关于").rstrip("。；，、 ")[:LONGEST_SUBJECT]


def _opening(decision: Decision, kind: str) -> str:
    basis = f"根据{decision.basis}，" if decision.basis else ""
    met = (
        f"{decision.meeting.organisation.name}{chinese_day(decision.decided_on)}召开{decision.meeting.title}"
    )
    ends = "会议通过，决议如下。" if kind == DocumentKind.RESOLUTION else "现将有关事项通知如下。"
    return f"{basis}{met}，作出决定（{decision.number}）。{ends}"


def _tasks(decision: Decision) -> list[str]:
    """Who does what until when, as numbered lines."""
    found = []
    for number, task in enumerate(decision.tasks.filter(dropped_on=None).select_related("unit"), 1):
        who = task.owner.name if task.owner else task.unit.name
        until = f"，{chinese_day(task.due_on)}前完成" if task.due_on else ""
        found.append(f"{number}.{task.title.rstrip('。')}，由{who}负责{until}。")
    return found


def papers(decision: Decision, *, seen_by) -> list[Document]:
    """Documents in reach that the decision was issued as, or is about to be."""
    return list(carrying_out(DECISION, decision.pk, seen_by=seen_by))


def drafting_offices(decision: Decision, *, seen_by) -> list[Organisation]:
    """In whose name the account may draft one: the deciding body's own first, else at most three."""
    found = draftable(seen_by=seen_by)
    own = [one for one in found if one.pk == decision.organisation_id]
    return own or found[:SHOWN]
