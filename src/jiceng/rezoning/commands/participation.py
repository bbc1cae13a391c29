"""A plan is shown to residents, they say what they think, and each remark is answered."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.floods import is_flood, origin_of
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning.commands.projects import must_be_open
from jiceng.rezoning.enums import Outcome, Pin, ProjectState, Stance
from jiceng.rezoning.models import Answer, BaseUnit, Consultation, Plan, Project, Remark
from jiceng.rezoning.rules import may_answer, may_publish

# A resident behind one address may say several things; a flood may not.
HOURLY, DAILY = 10, 30


class FloodError(ImpossibleError):
    """Too many remarks from one address."""


@transaction.atomic
def publish(
    *, by, plan: Plan, opens_on: date, closes_on: date, explanation: str = "", contact: str = ""
) -> Consultation:
    """Show a plan to residents; both days are included; once that has ended it may be shown again. Refused while the
    plan breaks a norm that cannot be mended later: parts that do not hang together."""
    must(by, may_publish, plan.project, _("无权公示这个方案。"))
    project = must_be_open(plan.project)
    if Plan.objects.filter(pk=plan.pk, discarded_at__isnull=False).exists():
        raise ImpossibleError(_("这个方案已经移出，不能再用。"))
    if closes_on < opens_on or closes_on < today():
        raise ImpossibleError(_("结束日期不能早于开始日期，也不能早于今天。"))
    if any(fault["constraint"] == "contiguous" for fault in plan.violations):
        raise ImpossibleError(_("有社区没有连成一片，请先调整再公示。"))
    if plan.communities.filter(name="").exists():
        raise ImpossibleError(_("还有社区没有名称。"))
    if plan.consultations.filter(withdrawn_at=None, closes_on__gte=opens_on).exists():
        raise ImpossibleError(_("这个方案已经公示；结束之后可以再次公示。"))
    consultation = Consultation.objects.create(
        plan=plan,
        slug=secrets.token_hex(5),
        opens_on=opens_on,
        closes_on=closes_on,
        explanation=explanation,
        contact=contact,
        published_by=by,
    )
    Project.objects.filter(pk=project.pk).update(state=ProjectState.CONSULTING)
    after = {"plan": plan.title, "opens_on": opens_on, "closes_on": closes_on}
    record(by=by, verb="rezoning.publish", target=consultation, after=after)
    return consultation


@transaction.atomic
def withdraw(*, by, consultation: Consultation, why: str) -> Consultation:
    """Stop showing a plan; remarks stay and still want their answers."""
    must(by, may_publish, consultation.plan.project, _("无权撤下这次公示。"))
    if not why.strip():
        raise ImpossibleError(_("请写明撤下的理由。"))
    consultation.withdrawn_at = timezone.now()
    consultation.save(update_fields=["withdrawn_at"])
    record(by=by, verb="rezoning.withdraw", target=consultation, why=why)
    return consultation


@dataclass(frozen=True)
class Words:
    """What a resident hands in; units by key."""

    stance: str
    text: str = ""
    pin: str = Pin.WHOLE
    unit: str = ""
    other_unit: str = ""
    passage: str = ""
    home: str = ""
    signed: str = ""


@transaction.atomic
def remark(*, by, consultation: Consultation, words: Words, address: str = "") -> Remark:
    """Anybody may; `address` is where it comes from on the network and is kept as a keyed hash of the day only."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if locked.withdrawn_at or not locked.opens_on <= today() <= locked.closes_on:
        raise ImpossibleError(_("现在不在征求意见的期间。"))
    if words.stance == Stance.OBJECT and not words.text.strip():
        raise ImpossibleError(_("反对请写明理由，便于答复。"))
    origin = origin_of(address, "remark")
    _hold_off_floods(locked, origin)
    units = _units_named(locked, words)
    row = Remark.objects.create(
        consultation=locked,
        number=(locked.remarks.aggregate(last=Max("number"))["last"] or 0) + 1,
        stance=words.stance,
        text=words.text.strip(),
        pin=words.pin,
        unit=units.get(words.unit) if words.pin in {Pin.UNIT, Pin.BOUNDARY} else None,
        other_unit=units.get(words.other_unit) if words.pin == Pin.BOUNDARY else None,
        passage=words.passage[:300] if words.pin == Pin.PASSAGE else "",
        home=units.get(words.home),
        signed=words.signed.strip()[:40],
        origin=origin,
    )
    record(by=by, verb="rezoning.remark", target=row, after={"stance": row.stance, "pin": row.pin})
    return row


def _units_named(consultation: Consultation, words: Words) -> dict[str, BaseUnit]:
    named = {key for key in (words.unit, words.other_unit, words.home) if key}
    units = {u.key: u for u in BaseUnit.objects.filter(project=consultation.plan.project_id, key__in=named)}
    if named - set(units):
        raise ImpossibleError(_("没有这个单元。"))
    if words.pin in {Pin.UNIT, Pin.BOUNDARY} and not words.unit:
        raise ImpossibleError(_("请选择意见所指的居民委。"))
    if words.pin == Pin.BOUNDARY and (not words.other_unit or words.other_unit == words.unit):
        raise ImpossibleError(_("请选择边界两侧的居民委。"))
    if words.pin == Pin.PASSAGE and not words.passage:
        raise ImpossibleError(_("请选择意见所指的段落。"))
    return units


def _hold_off_floods(consultation: Consultation, origin: str) -> None:
    if is_flood(consultation.remarks.all(), origin, "at", hourly=HOURLY, daily=DAILY):
        raise FloodError(_("从这里提交的意见太多，请过一小时再来，或到居民委当面反映。"))


@transaction.atomic
def answer(*, by, remark: Remark, outcome: str, text: str) -> Answer:
    """Every remark gets one answer, which residents can read."""
    must(by, may_answer, remark.consultation.plan.project, _("无权答复这条意见。"))
    if not text.strip():
        raise ImpossibleError(_("请写答复内容。"))
    if outcome not in Outcome.values:
        raise ImpossibleError(_("请选择处理结果。"))
    if Answer.objects.filter(remark=remark).exists():
        raise ImpossibleError(_("这条意见已经答复。"))
    row = Answer.objects.create(remark=remark, outcome=outcome, text=text.strip(), by=by)
    record(by=by, verb="rezoning.answer", target=row, after={"outcome": outcome})
    return row
