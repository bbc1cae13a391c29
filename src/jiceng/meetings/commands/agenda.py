"""The agenda before the meeting: items, their order, what studied them first, papers."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.record import record
from jiceng.kernel.uploads import accepted
from jiceng.meetings import kinds
from jiceng.meetings.commands.state import BEFORE, LIVE, keeping, must_stay_out
from jiceng.meetings.enums import Matter, MeetingState, Work
from jiceng.meetings.models import AgendaItem, Attachment, Meeting
from jiceng.meetings.queries.readiness import first_studied_by, studied_before
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def add_item(
    *,
    by,
    meeting: Meeting,
    title: str,
    matter: str = Matter.GENERAL,
    work: str = Work.BUSINESS,
    reporter: str = "",
) -> AgendaItem:
    """At the end. While the meeting is on, an item from the floor is possible; it is recorded as such."""
    row = keeping(by, meeting, *LIVE)
    if not title.strip():
        raise ImpossibleError(_("请填议程名称。"))
    must_stay_out(title)
    last = row.items.aggregate(last=Max("order"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=row,
        order=last + 1,
        title=title.strip()[:120],
        matter=matter,
        work=work,
        reporter=reporter[:60],
    )
    _must_not_be_sealed_for(row, item)
    record(by=by, verb="meetings.add_item", target=item, after={"title": item.title, "matter": matter})
    return item


def _must_not_be_sealed_for(meeting: Meeting, item: AgendaItem) -> None:
    """After the notice went out no item comes in that another meeting must study first."""
    if meeting.state == MeetingState.DRAFT or item.pre_studied_at_id:
        return
    at = first_studied_by(item, kinds.of(meeting.kind, meeting.day))
    if at:
        names = "、".join(kinds.label_of(one) for one in at)
        raise ImpossibleError(_("通知已经发出，须先由%(at)s研究的事项不能临时加入。") % {"at": names})


@transaction.atomic
def change_item(*, by, item: AgendaItem, pre_studied_at: AgendaItem | None = None, **values) -> AgendaItem:
    """`values` are title, matter, work, reporter. What studied it first must be an item of a meeting that may."""
    meeting = keeping(by, item.meeting, *BEFORE)
    row = AgendaItem.objects.select_for_update().get(pk=item.pk)
    before = {"title": row.title, "matter": row.matter, "work": row.work}
    must_stay_out(values.get("title", ""))
    for name, value in values.items():
        setattr(row, name, value)
    row.meeting = meeting
    if pre_studied_at and not studied_before(row).filter(pk=pre_studied_at.pk).exists():
        raise ImpossibleError(_("那次会议不能作为这项议程的先行研究。"))
    row.pre_studied_at = pre_studied_at
    _must_not_be_sealed_for(meeting, row)
    row.save()
    after = {"title": row.title, "matter": row.matter, "work": row.work}
    record(by=by, verb="meetings.change_item", target=row, before=before, after=after)
    return row


@transaction.atomic
def move_item(*, by, item: AgendaItem, up: bool) -> None:
    """One place up or down; at the end nothing happens."""
    meeting = keeping(by, item.meeting, *LIVE)
    rows = list(meeting.items.order_by("order", "pk"))
    at = next(number for number, row in enumerate(rows) if row.pk == item.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for order, row in enumerate(rows, 1):
        AgendaItem.objects.filter(pk=row.pk).update(order=order)
    record(by=by, verb="meetings.move_item", target=item)


@transaction.atomic
def remove_item(*, by, item: AgendaItem) -> None:
    """Before the notice goes out only; a topic waits again."""
    meeting = keeping(by, item.meeting, MeetingState.DRAFT)
    record(by=by, verb="meetings.remove_item", target=item, before={"title": item.title})
    topic = item.topic
    item.delete()
    if topic:
        topic.state, topic.settled_on = "open", None
        topic.save(update_fields=["state", "settled_on"])
    for order, row in enumerate(meeting.items.order_by("order", "pk"), 1):
        AgendaItem.objects.filter(pk=row.pk).update(order=order)


@transaction.atomic
def attach(*, by, meeting: Meeting, upload, item: AgendaItem | None = None) -> Attachment:
    """A paper: kept in the data folder under a name of ours, with its hash. What the kernel refuses is refused."""
    row = keeping(by, meeting, *LIVE)
    kept = accepted(upload)
    upload.name = kept.kept_as
    paper = Attachment.objects.create(
        meeting=row,
        item=item,
        name=kept.name,
        file=upload,
        size=kept.size,
        sha256=kept.sha256,
        added_by=by,
    )
    record(by=by, verb="meetings.attach", target=paper, after={"sha256": kept.sha256})
    return paper


@transaction.atomic
def remove_paper(*, by, paper: Attachment) -> Attachment:
    """No longer shown; the file stays, for somebody may have relied on it."""
    keeping(by, paper.meeting, *LIVE)
    paper.removed_at = timezone.now()
    paper.save(update_fields=["removed_at"])
    record(by=by, verb="meetings.remove_paper", target=paper)
    return paper
