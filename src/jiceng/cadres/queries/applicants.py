"""Applicants: the list, one with all that happened, the own page by its code."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jiceng.cadres.enums import Right
from jiceng.cadres.enums_recruitment import ORDER, REVIEWS, Standing, Step
from jiceng.cadres.models import (
    Appeal,
    Applicant,
    ApplicantFile,
    Examiner,
    InterviewMark,
    Kin,
    MarkCorrection,
    RecruitmentRound,
    ReviewBatch,
    Ruling,
)
from jiceng.cadres.rules_recruitment import rounds_of
from jiceng.kernel.components import Event
from jiceng.kernel.own_code import print_of
from jiceng.kernel.pages import today, written_day
from jiceng.kernel.words import aside


def applicants(round_: RecruitmentRound) -> QuerySet[Applicant]:
    """With `ruled`: what the ruling that stands at the own step says; None before there is one."""
    standing = Ruling.objects.filter(applicant=OuterRef("pk"), step=OuterRef("step"), undone_at=None)
    rows = Applicant.objects.filter(round=round_).select_related("place__post__organisation")
    return rows.annotate(ruled=Subquery(standing.values("passed")[:1]))


def reach_of(seen_by, right: str) -> QuerySet:
    return RecruitmentRound.objects.filter(rounds_of(seen_by, right)).values("pk")


def applicant_or_404(pk: int, *, seen_by, right: str = Right.SEE_RECRUITMENT) -> Applicant:
    rows = Applicant.objects.filter(pk=pk, round__in=reach_of(seen_by, right))
    found = rows.select_related("round__organisation", "place__post__organisation").first()
    if found is None:
        raise Http404
    return found


def file_or_404(pk: int, *, seen_by) -> ApplicantFile:
    reach = reach_of(seen_by, Right.SEE_RECRUITMENT)
    found = ApplicantFile.objects.filter(pk=pk, applicant__round__in=reach).first()
    if found is None:
        raise Http404
    return found


def batch_or_404(pk: int, *, seen_by) -> ReviewBatch:
    rows = ReviewBatch.objects.filter(pk=pk, round__in=reach_of(seen_by, Right.RECRUIT))
    if (found := rows.select_related("round__organisation").first()) is None:
        raise Http404
    return found


def appeal_or_404(pk: int, *, seen_by) -> Appeal:
    rows = Appeal.objects.filter(pk=pk, applicant__round__in=reach_of(seen_by, Right.RECRUIT))
    if (found := rows.select_related("applicant__round__organisation").first()) is None:
        raise Http404
    return found


def correction_or_404(pk: int, *, seen_by) -> MarkCorrection:
    rows = MarkCorrection.objects.filter(pk=pk, applicant__round__in=reach_of(seen_by, Right.RECRUIT))
    if (found := rows.select_related("applicant__round__organisation").first()) is None:
        raise Http404
    return found


def own_or_404(code: str) -> Applicant:
    """By the code of the own page, of a round whose data is not deleted."""
    rows = Applicant.objects.filter(code_fingerprint=print_of(code), anonymised_at=None)
    found = rows.select_related("round__organisation", "place__post__organisation").first()
    if found is None:
        raise Http404
    return found


def own_by_code(code: str) -> Applicant | None:
    return Applicant.objects.filter(code_fingerprint=print_of(code), anonymised_at=None).first()


def appeals(*, seen_by, round_: RecruitmentRound) -> QuerySet[Appeal]:
    rows = Appeal.objects.filter(
        applicant__round=round_, applicant__round__in=reach_of(seen_by, Right.RECRUIT)
    )
    return rows.select_related("applicant__place")


LIGHTS = {
    Standing.IN: "soon",
    Standing.WAITING: "info",
    Standing.OUT: "none",
    Standing.WITHDRAWN: "none",
    Standing.HIRED: "done",
}


def light_of(one: Applicant) -> tuple[str, str]:
    if one.standing == Standing.IN:
        return "soon", _("%(step)s中") % {"step": one.get_step_display()}
    return LIGHTS[Standing(one.standing)], str(one.get_standing_display())


def way_of(one: Applicant) -> list[Event]:
    """What was published about the applicant, step by step: the same for the office and for the own page."""
    day = written_day(localdate(one.registered_at))
    events = [Event(day, _("报名"), str(one.place), tone="done")]
    for step in one.round.steps.exclude(step=Step.REGISTRATION).filter(published_at__isnull=False):
        if (told := _told(one, step.step)) is not None:
            title, body, tone = told
            until = _("申诉截止%(day)s") % {"day": step.appeal_until.isoformat()}
            events.append(
                Event(written_day(localdate(step.published_at)), title, f"{body}　{until}".strip(), tone=tone)
            )
    if one.standing in {Standing.OUT, Standing.WITHDRAWN} and not any(one.out_why in e.body for e in events):
        events.append(Event("", one.get_standing_display(), one.out_why, tone="late"))
    if one.standing == Standing.HIRED:
        events.append(Event("", _("已聘用"), str(one.place.post), tone="done"))
    return events


def _told(one: Applicant, step: str) -> tuple[str, str, str] | None:
    """Title, text and tone of a published step; None where the applicant was not there any more."""
    if one.out_at == step:
        return _("%(step)s：未通过") % {"step": Step(step).label}, one.out_why, "late"
    if one.out_at and ORDER[Step(one.out_at)] < ORDER[Step(step)]:
        return None
    words = {"step": Step(step).label}
    if step == Step.WRITTEN and one.written is not None:
        body = _("笔试%(mark)s分，岗位第%(rank)s名") % {"mark": one.written, "rank": _rank_then(one)}
        return _("笔试成绩"), body, "done"
    if step == Step.INTERVIEW and one.interview is not None:
        return _("面试成绩"), _("面试%(mark)s分") % {"mark": one.interview}, "done"
    if step == Step.TOTAL and one.total is not None:
        body = _("总成绩%(total)s，岗位第%(rank)d名") % {
            "total": f"{one.total.normalize():f}",
            "rank": one.rank,
        }
        if one.standing == Standing.WAITING:
            body += _("，候补")
        return _("总成绩"), body, "done"
    if step in REVIEWS and ORDER[Step(one.step)] > ORDER[Step(step)] and one.standing != Standing.WAITING:
        return _("%(step)s：通过") % words, "", "done"
    return None


def _rank_then(one: Applicant) -> int:
    better = Applicant.objects.filter(place=one.place_id, written__gt=one.written)
    return better.count() + 1


def appealable(one: Applicant, as_of: date) -> list[tuple[str, str]]:
    """Published steps that the applicant may still appeal against: value and word."""
    if not one.round.running:
        return []
    made = set(one.appeals.filter(by_applicant=True).values_list("step", flat=True))
    rows = one.round.steps.filter(published_at__isnull=False, appeal_until__gte=as_of)
    return [
        (row.step, aside(row.get_step_display(), row.appeal_until.isoformat()))
        for row in rows.exclude(step=Step.REGISTRATION)
        if row.step not in made and not (one.out_at and ORDER[Step(one.out_at)] < ORDER[Step(row.step)])
    ]


def public_list(round_: RecruitmentRound) -> list[Applicant]:
    """Whose names stand in public today, and who objects may say so."""
    if not round_.running:
        return []
    since = today() - timedelta(days=round_.publicity_days)
    rows = Applicant.objects.filter(
        round=round_, standing=Standing.IN, step=Step.PUBLICITY, publicised_on__gte=since
    )
    return list(rows.select_related("place__post__organisation").order_by("place__code", "rank"))


EXAMINED = [step for step in Step if ORDER[step] >= ORDER[Step.INTERVIEW]]  # also late, for single ones


def to_examine(*, seen_by) -> list[tuple[Examiner, list[Applicant]]]:
    """The interviews of an examiner's panels, each applicant with the own mark or recusal, or None."""
    seats = Examiner.objects.filter(
        person=seen_by.person_id, round__step__in=EXAMINED, round__state="running"
    ).select_related("round")
    found = []
    for seat in seats:
        own = InterviewMark.objects.filter(examiner=seat, applicant=OuterRef("pk"))
        kin = Kin.objects.filter(file__person=seat.person_id, name=OuterRef("name"))
        rows = Applicant.objects.filter(
            round=seat.round, place__panel=seat.panel, standing=Standing.IN, step=Step.INTERVIEW
        ).annotate(
            own_mark=Subquery(own.values("mark")[:1]),
            own_recused=Subquery(own.values("recused")[:1]),
            relative=Exists(kin),
        )
        waiting = list(rows.select_related("place__post__organisation").order_by("place__code", "number"))
        if waiting or seat.round.step == Step.INTERVIEW:
            found.append((seat, waiting))
    return found


def examined_or_404(pk: int, *, seen_by) -> Applicant:
    """An applicant whose panel the account sits in."""
    rows = Applicant.objects.filter(
        pk=pk,
        step=Step.INTERVIEW,
        standing=Standing.IN,
        round__step__in=EXAMINED,
        round__examiners__person=seen_by.person_id or 0,
    ).select_related("round__organisation", "place__post__organisation")
    for one in rows:
        if one.round.examiners.filter(person=seen_by.person_id, panel=one.place.panel).exists():
            return one
    raise Http404
