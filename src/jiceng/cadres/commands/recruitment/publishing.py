"""A step ends: its result is published, everybody concerned reads it, the round goes on to the next step."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.cadres.commands.recruitment.moving import (
    advance,
    keep,
    put_out,
    settle_shortlist,
    settle_totals,
)
from jiceng.cadres.commands.recruitment.reviewing import take_effect
from jiceng.cadres.commands.recruitment.state import locked, step_after
from jiceng.cadres.enums_recruitment import REVIEWS, Standing, Step
from jiceng.cadres.models import Applicant, RecruitmentRound, RoundStep
from jiceng.cadres.models.applicants import ABSENT
from jiceng.cadres.queries.recruitment import obstacles, panel_marks
from jiceng.cadres.ranking import interview_mark
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def publish_step(*, by, round_: RecruitmentRound, shown: str | None = None) -> RoundStep:
    """Refused with everything that is still missing, and when the step that was shown has been published meanwhile."""
    row = locked(by, round_)
    step = Step(row.step)
    if shown and shown != step:
        raise ImpossibleError(_("这个环节的结果已经公布，请刷新页面。"))
    if step == Step.CONTRACT:
        raise ImpossibleError(_("聘用办完以后结束招聘。"))
    if missing := obstacles(row):
        raise ImpossibleError(missing)
    people = list(row.applicants.select_related("entry").filter(standing=Standing.IN, step=step))
    if step in REVIEWS:
        take_effect(row, step, people)
    else:
        _RESULTS[step](row, people)
    made = row.steps.get(step=step)
    made.published_at, made.published_by = timezone.now(), by
    made.appeal_until = add_working_days(today(), row.appeal_days)
    made.save(update_fields=["published_at", "published_by", "appeal_until"])
    row.step = step_after(row, step)
    row.save(update_fields=["step"])
    told = {"step": step, "people": len(people), "next": row.step}
    record(by=by, verb="cadres.publish_step", target=made, after=told)
    return made


def _go_on(round_: RecruitmentRound, people: list[Applicant]) -> None:
    advance(round_, people, round_.step)


def _written(round_: RecruitmentRound, people: list[Applicant]) -> None:
    """Both entries agree: they are the mark. Absent or below the pass mark is out."""
    out = []
    for one in people:
        if one.entry.first == ABSENT:
            one.out_why = _("笔试缺考")
            out.append(one)
            continue
        one.written = one.entry.first
        if one.written < round_.pass_mark:
            one.out_why = _below(_("笔试"), one.written, round_.pass_mark)
            out.append(one)
    keep(people, "written")
    put_out(out, Step.WRITTEN)
    for place in round_.places.filter(cancelled_at=None):
        settle_shortlist(round_, place, place.places * round_.interview_ratio)


def _below(what: str, mark: Decimal, pass_mark: Decimal) -> str:
    words = {"what": what, "mark": f"{mark:.2f}", "least": f"{pass_mark:.2f}"}
    return _("%(what)s成绩%(mark)s，低于合格线%(least)s") % words


def _interview(round_: RecruitmentRound, people: list[Applicant]) -> None:
    marks, out, rest = panel_marks(round_), [], []
    for one in people:
        one.interview = interview_mark(marks[one.pk], round_.drop_extremes)
        if one.interview is not None and one.interview < round_.pass_mark:
            one.out_why = _below(_("面试"), one.interview, round_.pass_mark)
            out.append(one)
        else:
            rest.append(one)
    keep(people, "interview")
    put_out(out, Step.INTERVIEW)
    advance(round_, rest, Step.INTERVIEW)


def _total(round_: RecruitmentRound, _people: list[Applicant]) -> None:
    for place in round_.places.filter(cancelled_at=None):
        settle_totals(round_, place, place.places)


_RESULTS = {
    Step.REGISTRATION: _go_on,
    Step.WRITTEN: _written,
    Step.INTERVIEW: _interview,
    Step.TOTAL: _total,
    Step.PUBLICITY: _go_on,
}
