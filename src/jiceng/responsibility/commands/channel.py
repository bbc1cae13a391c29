"""A problem goes up from liaison to leader to leading group; the decision and instructions come down."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.models import Evidence
from jiceng.kernel.access import Refused, must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.responsibility.commands.owing import call_for_answer
from jiceng.responsibility.commands.state import name_of
from jiceng.responsibility.enums import Level, ProblemState, Step
from jiceng.responsibility.models import ContactPoint, Instruction, LeadingGroup, Problem, Station, Target
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import (
    communities_of,
    may_approve,
    may_decide,
    may_pass_up,
    may_raise,
    may_report,
)

DECISION = "decision.made"


def stop(by, problem: Problem, step: str, note: str = "") -> Station:
    """One more station of the way, at the level where the problem lies now."""
    problem.refresh_from_db(fields=["level"])
    return Station.objects.create(
        problem=problem, step=step, level=problem.level, by_name=name_of(by), note=note.strip()[:500]
    )


@transaction.atomic
def raise_problem(*, by, community: Organisation, text: str) -> Problem:
    """What the community itself cannot solve goes to the liaison of its leader."""
    must(by, may_raise, None, _("无权反映问题。"))
    if by is not None and not Organisation.objects.filter(communities_of(by, "responsibility.raise")).filter(
        pk=community.pk
    ):
        raise Refused(_("这不是您的社区。"))
    if not text.strip():
        raise ImpossibleError(_("请写问题。"))
    row = Problem.objects.create(
        community=community,
        text=text.strip()[:500],
        raised_on=today(),
        due_on=today() + timedelta(days=norms().answer_days),
        raised_by=by,
    )
    stop(by, row, Step.RAISED)
    call_for_answer(row)
    record(by=by, verb="responsibility.raise", target=row, after={"community": community.name})
    return row


def _open(problem: Problem) -> Problem:
    row = Problem.objects.select_for_update(of=("self",)).select_related("community").get(pk=problem.pk)
    if row.state != ProblemState.OPEN:
        raise ImpossibleError(_("这个问题已经答复。"))
    return row


@transaction.atomic
def pass_up(*, by, problem: Problem, note: str) -> Problem:
    """Liaison to leader, leader to the leading group; each only from the own level, with the reason. Where nobody has
    the community, the office passes it on to the leading group."""
    row = _open(problem)
    must(by, may_pass_up, row, _("现在不由您上报。"))
    if row.level == Level.GROUP:
        raise ImpossibleError(_("已经到领导小组。"))
    if not note.strip():
        raise ImpossibleError(_("请写明为什么要上报。"))
    led = ContactPoint.objects.on(today()).filter(community=row.community).exists()
    row.level = Level.LEADER if row.level == Level.LIAISON and led else Level.GROUP
    row.save(update_fields=["level"])
    stop(by, row, Step.PASSED, note)
    record(by=by, verb="responsibility.pass_up", target=row, why=note, after={"level": row.level})
    return row


@transaction.atomic
def decide_problem(
    *,
    by,
    problem: Problem,
    text: str,
    group: LeadingGroup | None = None,
    decision: Evidence | None = None,
) -> Problem:
    """The leading group's decision on a problem that reached it, of a meeting where it was made in one; the answer to
    the community follows from it."""
    row = _open(problem)
    must(by, may_decide, row, _("无权记录领导小组的决定。"))
    if row.level != Level.GROUP:
        raise ImpossibleError(_("这个问题还没有到领导小组。"))
    if not text.strip():
        raise ImpossibleError(_("请写决定。"))
    made_elsewhere = decision is not None and (
        group is None or decision.organisation_id != group.organisation_id or decision.annulled_at
    )
    if made_elsewhere or (decision is not None and decision.kind != DECISION):
        raise ImpossibleError(_("这不是这个领导小组的会议决定。"))
    station = stop(by, row, Step.DECIDED, text)
    station.group, station.decision = group, decision
    station.save(update_fields=["group", "decision"])
    record(by=by, verb="responsibility.decide", target=row, after={"decision": text.strip()[:200]})
    return row


@dataclass(frozen=True)
class Asked:
    """What is asked of which communities until when; `fields` are the figures to tell; `emergency` its reason."""

    title: str
    text: str
    due_on: date
    communities: tuple[Organisation, ...]
    fields: tuple[str, ...] = ()
    emergency: str = ""


@transaction.atomic
def instruct(*, by, group: LeadingGroup, asked: Asked, problem: Problem | None = None) -> Instruction:
    """An instruction goes down at once when it leaves enough working days; an emergency waits for a signature."""
    must(by, may_decide, None, _("无权下达要求。"))
    days = norms().instruction_working_days
    if not asked.communities:
        raise ImpossibleError(_("请选社区。"))
    if asked.due_on < today():
        raise ImpossibleError(_("期限不能早于今天。"))
    if asked.due_on < add_working_days(today(), days) and not asked.emergency.strip():
        raise ImpossibleError(
            ngettext(
                "至少要留%(days)d个工作日；确属紧急的写明理由，由领导签发。",
                "至少要留%(days)d个工作日；确属紧急的写明理由，由领导签发。",
                days,
            )
            % {"days": days}
        )
    row = Instruction.objects.create(
        group=group,
        problem=problem,
        title=asked.title.strip()[:120],
        text=asked.text.strip(),
        asked=list(dict.fromkeys(asked.fields)),
        due_on=asked.due_on,
        emergency=asked.emergency.strip()[:300],
        made_by=by,
        made_on=today(),
    )
    Target.objects.bulk_create(Target(instruction=row, community=one) for one in asked.communities)
    record(by=by, verb="responsibility.instruct", target=row, after={"due_on": row.due_on})
    return row if row.emergency else _out(by, row)


def _out(by, row: Instruction) -> Instruction:
    row.issued_at = timezone.now()
    row.save(update_fields=["issued_at"])
    if row.problem_id:
        stop(by, row.problem, Step.INSTRUCTED, row.title)
    return row


@transaction.atomic
def sign_emergency(*, by, instruction: Instruction) -> Instruction:
    """Somebody else with the right signs; only then does it go down."""
    row = Instruction.objects.select_for_update(of=("self",)).select_related("problem").get(pk=instruction.pk)
    must(by, may_approve, None, _("无权签发紧急要求。"))
    if row.issued_at or row.withdrawn_at:
        raise ImpossibleError(_("已经下达或撤回。"))
    if by is None or row.made_by_id == by.pk:
        raise Refused(_("提出人不能自己签发。"))
    if row.due_on < today():
        raise ImpossibleError(_("要求的期限已经过去，不能再签发。"))
    row.signed_by = by
    row.save(update_fields=["signed_by"])
    record(by=by, verb="responsibility.sign_emergency", target=row, why=row.emergency)
    return _out(by, row)


def _standing(by, instruction: Instruction) -> Instruction:
    row = Instruction.objects.select_for_update(of=("self",)).get(pk=instruction.pk)
    must(by, may_decide, row, _("无权撤回或催报。"))
    if row.withdrawn_at:
        raise ImpossibleError(_("已经撤回。"))
    return row


@transaction.atomic
def withdraw_instruction(*, by, instruction: Instruction, why: str) -> Instruction:
    """Nothing is asked any more, with the reason; what was reported stays."""
    row = _standing(by, instruction)
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    row.withdrawn_at, row.withdrawn_why = timezone.now(), why.strip()[:300]
    row.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record(by=by, verb="responsibility.withdraw_instruction", target=row, why=why)
    return row


@transaction.atomic
def urge_instruction(*, by, instruction: Instruction) -> int:
    """A reminder to those who have not reported; gives back how many."""
    row = _standing(by, instruction)
    waiting = row.targets.filter(done_at=None)
    if row.issued_at is None or not waiting.exists():
        raise ImpossibleError(_("现在没有要催报的社区。"))
    many = waiting.update(urged_on=today())
    record(by=by, verb="responsibility.urge_instruction", target=row, after={"communities": many})
    return many


@transaction.atomic
def take_note(*, by, target: Target) -> Target:
    """The community has read it."""
    row = Target.objects.select_for_update(of=("self",)).select_related("instruction").get(pk=target.pk)
    must(by, may_report, row, _("无权代这个社区签收。"))
    if row.instruction.issued_at is None or row.instruction.withdrawn_at or row.seen_at:
        raise ImpossibleError(_("现在不用签收。"))
    row.seen_at = timezone.now()
    row.save(update_fields=["seen_at"])
    record(by=by, verb="responsibility.take_note", target=row)
    return row


@transaction.atomic
def report_back(*, by, target: Target, told: dict[str, str], text: str) -> Target:
    """A community reports what it did, with the figures that were asked."""
    row = (
        Target.objects.select_for_update(of=("self",))
        .select_related("instruction__problem")
        .get(pk=target.pk)
    )
    must(by, may_report, row, _("无权代这个社区回报。"))
    if row.instruction.issued_at is None or row.instruction.withdrawn_at or row.done_at:
        raise ImpossibleError(_("现在不能回报。"))
    if missing := [one for one in row.instruction.asked if not str(told.get(one, "")).strip()]:
        raise ImpossibleError(_("还没有填：%(names)s。") % {"names": "、".join(missing)})
    if not text.strip():
        raise ImpossibleError(_("请写办理结果。"))
    row.told = {name: str(told[name]).strip()[:200] for name in row.instruction.asked}
    row.seen_at = row.seen_at or timezone.now()
    row.report, row.done_at, row.done_by_name = text.strip(), timezone.now(), name_of(by)
    row.save()
    if row.instruction.problem_id:
        stop(by, row.instruction.problem, Step.REPORTED, f"{row.community}：{text}")
    record(by=by, verb="responsibility.report_back", target=row)
    return row
