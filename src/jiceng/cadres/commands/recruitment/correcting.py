"""A published mark changes only so: somebody asks with the reason, somebody else decides; the list follows."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.cadres.commands.recruitment.moving import join_shortlist, settle_shortlist, settle_totals
from jiceng.cadres.commands.recruitment.state import is_later, locked, reason
from jiceng.cadres.enums_recruitment import CorrectionState, MarkKind, Standing, Step
from jiceng.cadres.models import Applicant, MarkCorrection, RecruitmentRound
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def ask_correction(*, by, applicant: Applicant, kind: str, after: Decimal, why: str) -> MarkCorrection:
    locked(by, applicant.round)
    row = Applicant.objects.select_for_update(of=("self",)).get(pk=applicant.pk)
    before = getattr(row, MarkKind(kind).value)
    if before is None:
        raise ImpossibleError(_("这项成绩还没有公布。"))
    if row.standing == Standing.HIRED:
        raise ImpossibleError(_("已经签订合同，不能再更正成绩。"))
    if not 0 <= after <= 100 or after == before:
        raise ImpossibleError(_("更正后的成绩应在0到100之间，且与原成绩不同。"))
    if row.corrections.filter(kind=kind, state=CorrectionState.ASKED).exists():
        raise ImpossibleError(_("这项成绩已有待决定的更正。"))
    made = MarkCorrection.objects.create(
        applicant=row, kind=kind, before=before, after=after, why=reason(why), asked_by=by
    )
    told = {"kind": kind, "mark": str(after)}
    record(
        by=by, verb="cadres.ask_correction", target=made, why=why, before={"mark": str(before)}, after=told
    )
    return made


@transaction.atomic
def decide_correction(*, by, correction: MarkCorrection, granted: bool, answer: str) -> MarkCorrection:
    """By another person than who asked."""
    round_ = locked(by, correction.applicant.round)
    row = MarkCorrection.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if row.state != CorrectionState.ASKED:
        raise ImpossibleError(_("这项更正已经决定：%(state)s。") % {"state": row.get_state_display()})
    if by is not None and by.pk == row.asked_by_id:
        raise ImpossibleError(_("自己提出的更正须由另一人决定。"))
    row.state = CorrectionState.GRANTED if granted else CorrectionState.DECLINED
    row.decided_by, row.decided_at, row.answer = by, timezone.now(), reason(answer)
    row.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    if granted:
        _carry_out(round_, row)
    told = {"state": row.state, "kind": row.kind, "mark": str(row.after)}
    record(
        by=by,
        verb="cadres.decide_correction",
        target=row,
        why=answer,
        before={} if row.before is None else {"mark": str(row.before)},
        after=told,
    )
    return row


def _was_below(one: Applicant, row: MarkCorrection, step: str, round_: RecruitmentRound) -> bool:
    """Out because of the mark, and not for another reason that a person gave."""
    out = one.standing == Standing.OUT and one.out_at == step
    return out and row.before is not None and row.before < round_.pass_mark


def _carry_out(round_: RecruitmentRound, row: MarkCorrection) -> None:
    """The mark, whether it passes, and the order of the place. As many as before are in the round, with whoever sat
    late; a gap that nobody has filled stays one."""
    one = Applicant.objects.select_for_update(of=("self",)).select_related("place").get(pk=row.applicant_id)
    late, counted = row.before is None, "interview" if is_later(round_.step, Step.TOTAL) else "written"
    there = one.place.applicants.filter(**{f"{counted}__isnull": False})
    going_on = there.filter(standing=Standing.IN).count()
    setattr(one, row.kind, row.after)
    step = Step.WRITTEN if row.kind == MarkKind.WRITTEN else Step.INTERVIEW
    if one.standing in {Standing.IN, Standing.WAITING} and row.after < round_.pass_mark:
        one.standing, one.out_at = Standing.OUT, step
        one.out_why = _("成绩更正为%(mark)s，低于合格线") % {"mark": f"{row.after:.2f}"}
    elif _was_below(one, row, step, round_) and row.after >= round_.pass_mark:
        one.standing, one.out_at, one.out_why = Standing.WAITING, "", ""
        one.step = Step.TOTAL if step == Step.INTERVIEW else Step.WRITTEN
    elif late and step == Step.INTERVIEW:
        one.step, going_on = Step.TOTAL, going_on + 1
    one.save(update_fields=["written", "interview", "standing", "out_at", "out_why", "step"])
    if late and step == Step.WRITTEN:
        join_shortlist(round_, one)
    elif is_later(round_.step, Step.TOTAL):
        hired = one.place.applicants.filter(standing=Standing.HIRED).count()
        settle_totals(round_, one.place, min(going_on, max(0, one.place.places - hired)))
    elif round_.step in {Step.SECOND_CHECK, Step.INTERVIEW}:
        settle_shortlist(round_, one.place, min(going_on, one.place.places * round_.interview_ratio))
    elif one.interview is not None and one.standing == Standing.WAITING:
        one.standing = Standing.IN
        one.save(update_fields=["standing"])
