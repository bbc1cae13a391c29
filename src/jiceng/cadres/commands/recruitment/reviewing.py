"""Reviews: one ruling for each applicant and step, many at once if they are alike, taken back until published."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.cadres.commands.recruitment.moving import advance, put_out
from jiceng.cadres.commands.recruitment.state import is_later, locked, reason
from jiceng.cadres.enums_recruitment import REVIEWS, Standing, Step
from jiceng.cadres.models import Applicant, RecruitmentRound, ReviewBatch, Ruling
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError

PRIVATE = (Step.HEALTH, Step.BACKGROUND)


@transaction.atomic
def rule(
    *, by, round_: RecruitmentRound, step: str, applicants: Iterable[Applicant], passed: bool, why: str = ""
) -> ReviewBatch:
    """They pass, or do not for the reason that each of them reads. It stands when the step is published; for who came
    later down the list, at once."""
    row = locked(by, round_)
    if step not in REVIEWS:
        raise ImpossibleError(_("这个环节没有审核。"))
    why = why.strip()[:300] if passed else reason(why)
    keys = list(dict.fromkeys(one.pk for one in applicants))
    if not keys:
        raise ImpossibleError(_("请先勾选。"))
    known = Applicant.objects.filter(round=row, standing=Standing.IN, step=step)
    wanted = set(keys)
    if not wanted <= set(known.values_list("pk", flat=True)):
        raise ImpossibleError(_("有人已不在这个环节，请刷新后再审。"))
    ruled = Ruling.objects.filter(applicant__round=row, step=step, undone_at=None)
    if wanted & set(ruled.values_list("applicant", flat=True)):
        raise ImpossibleError(_("其中有人已经审过；要改，先撤销原来的审核。"))
    batch = ReviewBatch.objects.create(round=row, step=step, passed=passed, why=why, many=len(keys), by=by)
    Ruling.objects.bulk_create(
        (Ruling(applicant_id=key, batch=batch, step=step, passed=passed) for key in keys), batch_size=1000
    )
    after = {"step": step, "passed": passed, "applicants": keys[:200], "many": len(keys)}
    told = "" if step in PRIVATE else why  # the record cannot forget, the round can
    record(by=by, verb="cadres.rule", target=batch, why=told, after=after)
    if is_later(row.step, step):
        take_effect(row, step, [one for one in known if one.pk in wanted])
    return batch


def take_effect(round_: RecruitmentRound, step: str, applicants: list[Applicant]) -> None:
    """Rulings that stand move their applicants on or out."""
    rulings = {
        one.applicant_id: one
        for one in Ruling.objects.filter(
            applicant__round=round_, applicant__standing=Standing.IN, step=step, undone_at=None
        ).select_related("batch")
    }
    passed = [one for one in applicants if rulings[one.pk].passed]
    advance(round_, passed, step)
    for one in applicants:
        if not rulings[one.pk].passed:
            one.out_why = rulings[one.pk].batch.why
    put_out([one for one in applicants if not rulings[one.pk].passed], step)


@transaction.atomic
def undo_batch(*, by, batch: ReviewBatch) -> ReviewBatch:
    """Everything that was ruled together, unless any of it has been published."""
    round_ = locked(by, batch.round)
    row = ReviewBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if row.undone_at is not None:
        raise ImpossibleError(_("这次审核已经撤销。"))
    if is_later(round_.step, row.step):
        raise ImpossibleError(_("结果已经公布，不能撤销；有错的请按申诉处理。"))
    now = timezone.now()
    row.rulings.update(undone_at=now)
    row.undone_at, row.undone_by = now, by
    row.save(update_fields=["undone_at", "undone_by"])
    record(by=by, verb="cadres.undo_batch", target=row, after={"many": row.many})
    return row
