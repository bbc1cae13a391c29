"""A decision is made, given to somebody, made into tasks, brought to its result."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jiceng.documents import sources
from jiceng.documents.commands.register import Cause, NewTask, enter, help_with
from jiceng.documents.models import Task
from jiceng.institutions.commands.evidence import add_marks, attest
from jiceng.institutions.thresholds import Heads
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import kind_of, record
from jiceng.meetings import kinds
from jiceng.meetings.commands.state import keeping, must_stay_out
from jiceng.meetings.enums import DecisionState, Matter, MeetingKind, MeetingState
from jiceng.meetings.models import AgendaItem, Decision, Meeting
from jiceng.meetings.models.results import DECISION
from jiceng.meetings.queries.marks import marks_of
from jiceng.meetings.queries.quorum import heads, quorum
from jiceng.meetings.queries.readiness import first_studied_by, must_go_higher
from jiceng.meetings.queries.votes.records import is_lost, is_voted
from jiceng.meetings.rules import may_keep
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import BRANCHES
from jiceng.people.models import Person

# What a party branch may decide in a meeting only, with a vote and minutes.
WEIGHTY = (Matter.WEIGHTY, Matter.RESIDENTS_INTEREST, Matter.MONEY)


@transaction.atomic
def decide(
    *,
    by,
    item: AgendaItem,
    text: str,
    basis: str = "",
    owner: Person | None = None,
    helpers: Iterable[Person] = (),
    due_on: date | None = None,
    to_be_posted: bool | None = None,
) -> Decision:
    """What the meeting decided on an item. Refused without a quorum, for a matter that belongs to a higher meeting,
    and for one that should have been studied first."""
    meeting = keeping(by, item.meeting, MeetingState.OPEN, MeetingState.CLOSED)
    if meeting.minutes.filter(approved_at__isnull=False).exists():
        raise ImpossibleError(_("纪要已经签发，改动请走更正。"))
    rules = kinds.of(meeting.kind, meeting.day)
    _must_be_able_to_decide(meeting, item, rules)
    if not text.strip():
        raise ImpossibleError(_("请写决定内容。"))
    must_stay_out(text, basis)
    row = Decision.objects.create(
        meeting=meeting,
        item=item,
        organisation=meeting.organisation,
        number=_number(meeting),
        text=text.strip()[:2000],
        basis=(basis.strip() or rules.source("majority"))[:200],
        decided_on=meeting.day,
        to_be_posted=bool(rules.posted_days) if to_be_posted is None else to_be_posted,
    )
    marks = {"roll"} | (marks_of(meeting) & {"opinions"}) | ({"votes"} if is_voted(item) else set())
    _attest(row, "decision.made", meeting.day, marks, heads(meeting))
    if meeting.organisation.kind in BRANCHES and item.matter in WEIGHTY:
        _attest(row, "matter.weighty", meeting.day)
    if row.to_be_posted:
        _attest(row, "affair.arisen", meeting.day)
    if meeting.kind == MeetingKind.DELIBERATION:
        _attest(row, "deliberation.result", meeting.day)
    if meeting.state == MeetingState.CLOSED:
        add_marks(source=meeting, marks=["decisions"])
    record(by=by, verb="meetings.decide", target=row, after={"text": row.text})
    if owner:
        assign(by=by, decision=row, owner=owner, due_on=due_on, helpers=helpers)
        row.refresh_from_db()
    return row


def _must_be_able_to_decide(meeting: Meeting, item: AgendaItem, rules: kinds.Rules) -> None:
    counted = quorum(meeting)
    if counted.threshold.asks and not counted.met:
        raise ImpossibleError(counted.sentence + _("到会人数不足，不能作决定。"))
    higher = must_go_higher(item)
    if higher:
        words = {
            "matter": item.get_matter_display(),
            "at": "、".join(kinds.label_of(one) for one in higher),
        }
        raise ImpossibleError(_("“%(matter)s”须由%(at)s决定，这里只能提出意见。") % words)
    if not item.pre_studied_at_id and (at := first_studied_by(item, rules)):
        names = "、".join(kinds.label_of(one) for one in at)
        raise ImpossibleError(_("这项议程须先由%(at)s研究，不能在这里直接决定。") % {"at": names})
    if is_lost(item):
        raise ImpossibleError(_("这项议程的表决没有通过，不能作出决定；可以再次表决，或者改期再议。"))


def _number(meeting: Meeting) -> str:
    """Unit, year, kind and number of the meeting, then the decision's own: it can be cited."""
    count = meeting.decisions.count() + 1
    with override("zh-hans"):
        words = {
            "meeting": kinds.of(meeting.kind, meeting.day).name,
            "unit": meeting.organisation_id,
            "year": meeting.year,
            "number": meeting.number,
            "count": count,
        }
        return (_("%(meeting)s〔%(year)d〕%(unit)d-%(number)d-%(count)d号") % words)[:60]


def _attest(
    decision: Decision, kind: str, on: date, marks: Iterable[str] = (), counted: Heads | None = None
) -> None:
    attest(
        kind=kind,
        organisation=decision.organisation,
        on=on,
        marks=marks,
        entitled=counted.entitled if counted else 0,
        present=counted.present if counted else 0,
        source=decision,
        source_url=reverse("decision", args=[decision.pk]),
        subject=f"{kind_of(decision)}:{decision.pk}",
    )


@transaction.atomic
def assign(
    *, by, decision: Decision, owner: Person, due_on: date | None, helpers: Iterable[Person] = ()
) -> Decision:
    """Who carries it out, until when; makes the first task. A change of owner is the same act again, and hands the
    open task over."""
    must(by, may_keep, decision, _("无权交办这项决定。"))
    helpers = tuple(helpers)
    row = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("organisation", "meeting")
        .get(pk=decision.pk)
    )
    if row.state != DecisionState.OPEN:
        raise ImpossibleError(_("这项决定已经办结。"))
    if due_on and due_on < row.decided_on:
        raise ImpossibleError(_("完成期限不能早于决定日期。"))
    first = row.assigned_on is None
    before = {"owner": str(row.owner or ""), "due_on": row.due_on}
    _hand_over(row, owner, due_on, helpers)
    row.owner, row.due_on = owner, due_on
    row.assigned_on = row.assigned_on or today()
    row.save(update_fields=["owner", "due_on", "assigned_on"])
    row.helpers.set(helpers)
    if first:
        _enter_task(by, row, row.text[:120], owner, due_on)
        marks = {
            "lead",
            "output",
            *(["due"] if due_on else []),
            *(["helper"] if row.helpers.exists() else []),
        }
        _attest(row, "decision.assigned", row.assigned_on, marks)
    after = {"owner": str(owner), "due_on": due_on}
    record(by=by, verb="meetings.assign", target=row, before=before, after=after)
    return row


def _enter_task(by, decision: Decision, title: str, owner: Person | None, due_on: date | None) -> Task:
    """Given on the day of the decision, or earlier when that is entered ahead."""
    cause = Cause(DECISION, str(decision.pk), decision.text)
    helpers = tuple(decision.helpers.all())
    new = NewTask(title, decision.organisation, due_on, owner, helpers=helpers, cause=cause)
    return enter(by, new, min(decision.decided_on, today()))


def _hand_over(row: Decision, owner: Person, due_on: date | None, helpers: tuple[Person, ...]) -> None:
    """The open tasks that were the former owner's until the former day, but for those that are supervised: their day
    is moved there."""
    if row.assigned_on is None:
        return
    for task in row.tasks.filter(owner=row.owner_id, due_on=row.due_on, done_on=None, dropped_on=None):
        if sources.way_of(task):
            continue
        task.owner, task.due_on, task.acknowledged_on = owner, due_on, None
        task.save(update_fields=["owner", "due_on", "acknowledged_on"])
        help_with(task, helpers)


@transaction.atomic
def add_task(*, by, decision: Decision, title: str, owner: Person | None, due_on: date | None) -> Task:
    """A further piece of the work."""
    must(by, may_keep, decision, _("无权分解这项决定。"))
    if decision.state != DecisionState.OPEN:
        raise ImpossibleError(_("这项决定已经办结。"))
    row = _enter_task(by, decision, title, owner, due_on)
    record(by=by, verb="meetings.add_task", target=row, after={"title": row.title})
    return row


@transaction.atomic
def finish_decision(*, by, decision: Decision, result: str, dropped: bool = False) -> Decision:
    """Carried out, or given up with the reason; open tasks stand in the way of "carried out"."""
    must(by, may_keep, decision, _("无权办结这项决定。"))
    row = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("organisation", "meeting")
        .get(pk=decision.pk)
    )
    if row.state != DecisionState.OPEN:
        raise ImpossibleError(_("这项决定已经办结。"))
    if not result.strip():
        raise ImpossibleError(_("请写办理结果。"))
    must_stay_out(result)
    if not dropped and row.tasks.filter(done_on=None, dropped_on=None).exists():
        raise ImpossibleError(_("还有没完成的任务。"))
    row.state = DecisionState.DROPPED if dropped else DecisionState.DONE
    row.result, row.done_on = result.strip()[:2000], today()
    row.save(update_fields=["state", "result", "done_on"])
    if not dropped:
        _attest(row, "decision.done", row.done_on, ["result"])
        if row.meeting.kind == MeetingKind.DELIBERATION:
            _attest(row, "deliberation.carried_out", row.done_on, ["result"])
    record(
        by=by, verb="meetings.finish_decision", target=row, after={"state": row.state, "result": row.result}
    )
    return row
