"""Appeals of applicants against a published result, objections of anybody to published names; each is answered."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.cadres.commands.recruitment.moving import enter, put_out
from jiceng.cadres.commands.recruitment.state import locked, step_after
from jiceng.cadres.enums_recruitment import REVIEWS, AppealState, Standing, Step
from jiceng.cadres.models import Appeal, Applicant, RecruitmentRound, WrittenEntry
from jiceng.kernel.floods import is_flood, origin_of
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.commands import ImpossibleError

ANSWER_WORKING_DAYS = 5
HOURLY, DAILY = 5, 15


def _said(text: str) -> str:
    if not text.strip():
        raise ImpossibleError(_("请写内容。"))
    return text.strip()[:1000]


@transaction.atomic
def make_appeal(*, applicant: Applicant, step: str, text: str) -> Appeal:
    """By the applicant on the own page, once for each step, until the day that was published with the result."""
    row = Applicant.objects.select_for_update(of=("self",)).select_related("round").get(pk=applicant.pk)
    days = row.round.steps.filter(step=step, published_at__isnull=False).first()
    if not row.round.running or days is None or today() > days.appeal_until:
        raise ImpossibleError(_("这个环节的申诉期限已过，或者结果还没有公布。"))
    if row.appeals.filter(step=step, by_applicant=True).exists():
        raise ImpossibleError(_("这个环节您已经申诉过。"))
    made = Appeal.objects.create(
        applicant=row,
        step=step,
        by_applicant=True,
        text=_said(text),
        answer_by=add_working_days(today(), ANSWER_WORKING_DAYS),
    )
    record(by=None, verb="cadres.make_appeal", target=made, after={"step": step})
    return made


@transaction.atomic
def object_to(*, applicant: Applicant, text: str, contact: str, address: str = "") -> Appeal:
    """By anybody while the names are public."""
    row = Applicant.objects.select_for_update(of=("self",)).select_related("round").get(pk=applicant.pk)
    if not is_public(row):
        raise ImpossibleError(_("这位拟聘人员不在公示期内。"))
    origin = origin_of(address, "objection")
    if is_flood(Appeal.objects, origin, "made_at", hourly=HOURLY, daily=DAILY):
        raise ImpossibleError(_("从这里提交的太多，请过一小时再来。"))
    if not contact.strip():
        raise ImpossibleError(_("请留联系方式，以便核实；只有招聘单位能看到。"))
    made = Appeal.objects.create(
        applicant=row,
        step=Step.PUBLICITY,
        by_applicant=False,
        text=_said(text),
        contact=contact.strip()[:120],
        origin=origin,
        answer_by=add_working_days(today(), ANSWER_WORKING_DAYS),
    )
    record(by=None, verb="cadres.object_to", target=made)
    return made


def is_public(row: Applicant) -> bool:
    """Whether the name stands in public today; a day counts from the one after it was put up."""
    if row.standing != Standing.IN or row.step != Step.PUBLICITY or row.publicised_on is None:
        return False
    return row.round.running and today() <= row.publicised_on + timedelta(days=row.round.publicity_days)


@transaction.atomic
def answer_appeal(*, by, appeal: Appeal, upheld: bool, answer: str) -> Appeal:
    """Upheld, an applicant who failed a review or missed the test through no fault of their own comes back into the
    round, to sit late if the others have sat; an upheld objection takes out who it speaks of. A wrong mark is set right
    by a correction."""
    round_ = locked(by, appeal.applicant.round)
    row = Appeal.objects.select_for_update(of=("self",)).select_related("applicant__place").get(pk=appeal.pk)
    if row.state != AppealState.ASKED:
        raise ImpossibleError(_("已经答复过。"))
    if not answer.strip():
        raise ImpossibleError(_("请写答复。"))
    row.state = AppealState.UPHELD if upheld else AppealState.DECLINED
    row.answer, row.answered_by, row.answered_at = answer.strip()[:500], by, timezone.now()
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    if upheld:
        _set_right(round_, row)
    record(by=by, verb="cadres.answer_appeal", target=row, after={"state": row.state})
    return row


def _set_right(round_: RecruitmentRound, appeal: Appeal) -> None:
    one = appeal.applicant
    if not appeal.by_applicant:
        if one.standing == Standing.IN:
            one.out_why = (_("公示异议成立：%(why)s") % {"why": appeal.answer})[:300]
            put_out([one], Step.PUBLICITY)
        return
    absent = one.out_at == Step.WRITTEN and one.written is None
    if one.standing != Standing.OUT or one.out_at != appeal.step or not (absent or one.out_at in REVIEWS):
        return
    if one.place.cancelled_at is not None:
        raise ImpossibleError(_("岗位已经取消，不能恢复；请答复不成立并说明。"))
    later = Step.WRITTEN if absent else step_after(round_, one.out_at)
    if absent:
        WrittenEntry.objects.filter(applicant=one).delete()
        one.ticket, one.room, one.seat = "", "", None
    one.standing, one.out_at, one.out_why = Standing.IN, "", ""
    enter(one, later)
    one.save(
        update_fields=["standing", "out_at", "out_why", "step", "publicised_on", "ticket", "room", "seat"]
    )
