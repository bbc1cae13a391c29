"""What open recruitment puts on front pages: the office's, the examiner's, the residents'."""

from datetime import date

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.cadres.enums import Right
from jiceng.cadres.enums_recruitment import AppealState, RoundState, Standing, Step
from jiceng.cadres.models import Appeal, Examiner
from jiceng.cadres.queries.applicants import EXAMINED, reach_of
from jiceng.cadres.queries.recruitment import public_rounds
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.words import strung

SHOWN = 5


def appeals_card(*, seen_by, as_of: date) -> Card | None:
    """Appeals and objections that wait for an answer, the next due first."""
    rows = Appeal.objects.filter(
        applicant__round__in=reach_of(seen_by, Right.RECRUIT), state=AppealState.ASKED
    ).select_related("applicant__round")
    found = list(rows.order_by("answer_by", "pk")[:50])
    if not found:
        return None
    shown = [
        Row(
            strung((one.applicant.name, one.get_step_display()), "："),
            reverse("appeal_answer", args=[one.pk]),
            "late" if one.answer_by < as_of else "soon",
            _("%(day)s前答复") % {"day": one.answer_by.isoformat()},
            one.applicant.round.title,
        )
        for one in found[:SHOWN]
    ]
    url = reverse("recruitment_appeals", args=[found[0].applicant.round_id])
    return Card(_("招聘申诉和异议"), shown, len(found), url, shown[0].light)


def interviews_card(*, seen_by, as_of: date) -> Card | None:
    """Interviews that wait for an examiner's mark; nothing for who is none."""
    if not seen_by.person_id:
        return None
    marked = Q(marks__applicant__standing=Standing.IN, marks__applicant__step=Step.INTERVIEW)
    there = Q(round__applicants__standing=Standing.IN, round__applicants__step=Step.INTERVIEW)
    seats = Examiner.objects.filter(
        person=seen_by.person_id, round__state=RoundState.RUNNING, round__step__in=EXAMINED
    ).annotate(
        people=Count(
            "round__applicants",
            filter=there & Q(round__applicants__place__panel=F("panel")),
            distinct=True,
        ),
        said=Count("marks", filter=marked, distinct=True),
    )
    rows = [
        Row(
            one.round.title,
            reverse("own_interviews"),
            "soon",
            _("%(count)d人待打分") % {"count": left},
        )
        for one in seats.select_related("round")
        if (left := one.people - one.said) > 0
    ]
    return Card(_("我的面试"), rows, len(rows), reverse("own_interviews"), "soon") if rows else None


def public_card(*, as_of: date) -> Card | None:
    """Recruitments that run, for residents."""
    found = list(public_rounds().filter(state=RoundState.RUNNING)[: SHOWN + 1])
    rows = [
        Row(
            one.title,
            reverse("recruitment_notice", args=[one.slug]),
            detail=_("%(step)s中") % {"step": one.get_step_display()},
        )
        for one in found[:SHOWN]
    ]
    return Card(_("公开招聘"), rows, len(found), reverse("recruitments_public")) if rows else None
