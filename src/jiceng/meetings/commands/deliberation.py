"""The four steps and two openings, and consensus rounds."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.thresholds import Threshold
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.meetings.commands.state import keeping
from jiceng.meetings.enums import FlowStep, MeetingState, Voice
from jiceng.meetings.models import (
    AgendaItem,
    ConsensusRound,
    ConsensusVoice,
    Flow,
    FlowStation,
    Meeting,
    Posting,
    RollEntry,
)
from jiceng.meetings.queries.flows import FORUMS, NOTICE_DAYS, next_of, usable_items
from jiceng.meetings.queries.quorum import quorum
from jiceng.meetings.rules import may_convene, may_keep
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation

FEWEST, MOST = 5, 60
REVIEW = Threshold(2, 3)
DECIDING = (FlowStep.REVIEWED, FlowStep.DECIDED)


@transaction.atomic
def begin_flow(*, by, organisation: Organisation, title: str, text: str = "") -> Flow:
    """A weighty matter sets out; the first step is the branch's."""
    must(by, may_convene, organisation, _("无权发起四议两公开。"))
    if not title.strip():
        raise ImpossibleError(_("请填事项。"))
    row = Flow.objects.create(
        organisation=organisation,
        title=title.strip()[:120],
        text=text.strip()[:2000],
        begun_on=today(),
        made_by=by,
    )
    record(by=by, verb="meetings.begin_flow", target=row)
    return row


@transaction.atomic
def reach_step(
    *, by, flow: Flow, step: str, item: AgendaItem | None = None, posting: Posting | None = None
) -> FlowStation:
    """The next step, and no other: shown by the item of a closed meeting of the right kind, or by a posting of at
    least seven days."""
    must(by, may_convene, flow.organisation, _("无权推进这件事项。"))
    row = Flow.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=flow.pk)
    wanted = next_of(row)
    if wanted is None or step != wanted:
        raise ImpossibleError(
            _("要按顺序来，下一步是“%(step)s”。") % {"step": wanted.label if wanted else "—"}
        )
    if step in FORUMS:
        if item is None or not usable_items(row, FlowStep(step)).filter(pk=item.pk).exists():
            raise ImpossibleError(_("请选定这一步的会议和议程，会议须已结束。"))
        _must_carry(item, FlowStep(step))
        posting, on = None, item.meeting.day
    else:
        if posting is None or posting.organisation.territory_id != row.organisation.territory_id:
            raise ImpossibleError(_("请选定公开的内容。"))
        if posting.days < NOTICE_DAYS:
            raise ImpossibleError(
                ngettext("公开不得少于%(days)d天。", "公开不得少于%(days)d天。", NOTICE_DAYS)
                % {"days": NOTICE_DAYS}
            )
        if posting.objections.filter(answered_on=None).exists():
            raise ImpossibleError(_("还有异议没有答复。"))
        item, on = None, posting.posted_on
    station = FlowStation.objects.create(flow=row, step=step, on=on, item=item, posting=posting)
    if next_of(row) is None:
        row.ended_on = today()
        row.save(update_fields=["ended_on"])
    record(by=by, verb="meetings.reach_step", target=row, after={"step": step})
    return station


def _must_carry(item: AgendaItem, step: FlowStep) -> None:
    """Enough people were there, and what is to be decided was decided; two thirds of the members for their review
    (四议两公开, B43 of the rules as data)."""
    counted = quorum(item.meeting)
    if step == FlowStep.REVIEWED:
        counted = replace(counted, threshold=REVIEW)
    if counted.threshold.asks and not counted.met:
        raise ImpossibleError(counted.sentence + _("到会人数不足，不能作为这一步。"))
    if step in DECIDING and not item.decisions.exists():
        raise ImpossibleError(_("这项议程还没有作出决定，不能作为这一步。"))


@transaction.atomic
def open_round(*, by, meeting: Meeting, proposal: str, item: AgendaItem | None = None) -> ConsensusRound:
    """A proposal to everybody on the roll, five to sixty people."""
    row = keeping(by, meeting, MeetingState.OPEN)
    if not FEWEST <= row.roll.count() <= MOST:
        raise ImpossibleError(_("共识征询适合%(fewest)d到%(most)d人。") % {"fewest": FEWEST, "most": MOST})
    if not proposal.strip():
        raise ImpossibleError(_("请写提议。"))
    made = ConsensusRound.objects.create(meeting=row, item=item, proposal=proposal.strip()[:1000])
    record(by=by, verb="meetings.open_round", target=made)
    return made


@transaction.atomic
def speak_up(*, by, asked: ConsensusRound, entry: RollEntry, stance: str, reason: str = "") -> ConsensusVoice:
    """Before the talk or after it, whichever it is; by oneself or through the clerk. May be changed meanwhile."""
    row = ConsensusRound.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=asked.pk)
    if by is not None and by.person_id != entry.person_id:
        must(by, may_keep, row.meeting, _("只能说自己的意见。"))
    if row.closed_at or entry.meeting_id != row.meeting_id:
        raise ImpossibleError(_("征询已经结束。"))
    if stance not in Voice.values:
        raise ImpossibleError(_("请选择支持、可以接受或反对。"))
    if stance == Voice.OBJECT and not reason.strip():
        raise ImpossibleError(_("反对请写明理由。"))
    name = "after" if row.talked_at else "before"
    voice, _is_new = ConsensusVoice.objects.get_or_create(
        round=row, entry=entry, defaults={name: stance, "reason": reason.strip()[:500]}
    )
    setattr(voice, name, stance)
    voice.reason = reason.strip()[:500] or voice.reason
    voice.save()
    record(by=by, verb="meetings.speak_up", target=row, after={name: stance})
    return voice


@transaction.atomic
def move_round(*, by, asked: ConsensusRound) -> ConsensusRound:
    """From opinions before the talk to opinions after it, then closed."""
    keeping(by, asked.meeting, MeetingState.OPEN)
    row = ConsensusRound.objects.select_for_update().get(pk=asked.pk)
    if row.closed_at:
        raise ImpossibleError(_("征询已经结束。"))
    if row.talked_at is None:
        row.talked_at = timezone.now()
    else:
        row.closed_at = timezone.now()
    row.save(update_fields=["talked_at", "closed_at"])
    record(by=by, verb="meetings.move_round", target=row)
    return row
