"""What people decide, each with the reason: places too few applied for, equals, gaps, who cannot go on."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.cadres.commands.recruitment.moving import enter, order_of, put_out, settle_totals
from jiceng.cadres.commands.recruitment.state import is_later, locked, reason, step_after
from jiceng.cadres.enums_recruitment import REVIEWS, PlaceDecision, Standing, Step
from jiceng.cadres.models import Applicant, RatioDecision, RecruitmentPlace, RecruitmentRound, Ruling
from jiceng.cadres.queries.recruitment import short_places
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def decide_ratio(
    *, by, place: RecruitmentPlace, decision: str, why: str, places: int | None = None
) -> RatioDecision:
    """Go on, fewer people, or no place at all; all its applicants read the reason."""
    round_ = locked(by, place.round)
    short = {one.place.pk: one for one in short_places(round_)}
    if place.pk not in short:
        raise ImpossibleError(_("这个岗位现在没有要决定的比例。"))
    row = RecruitmentPlace.objects.select_for_update(of=("self",)).get(pk=place.pk)
    after = {PlaceDecision.GO_ON: row.places, PlaceDecision.CANCEL: 0}.get(PlaceDecision(decision), places)
    if decision == PlaceDecision.LOWER and (after is None or not 1 <= after < row.places):
        raise ImpossibleError(_("核减后的人数应在1到%(most)d之间。") % {"most": row.places - 1})
    made = RatioDecision.objects.create(
        place=row,
        step=round_.step,
        decision=decision,
        counted=short[place.pk].counted,
        places_before=row.places,
        places_after=after,
        why=reason(why),
        decided_by=by,
    )
    if decision == PlaceDecision.LOWER:
        row.places = after
    elif decision == PlaceDecision.CANCEL:
        row.cancelled_at = timezone.now()
        _leave_all(row, round_.step, made.why)
    row.save(update_fields=["places", "cancelled_at"])
    told = {"decision": decision, "counted": made.counted, "places": after}
    record(by=by, verb="cadres.decide_ratio", target=made, why=made.why, after=told)
    return made


def _leave_all(place: RecruitmentPlace, step: str, why: str) -> None:
    rows = list(place.applicants.filter(standing__in=[Standing.IN, Standing.WAITING]))
    for one in rows:
        one.out_why = (_("岗位取消：%(why)s") % {"why": why})[:300]
    put_out(rows, step)


@transaction.atomic
def exclude(*, by, applicant: Applicant, why: str) -> Applicant:
    """Somebody who cannot go on, such as who did not come to the interview."""
    round_ = locked(by, applicant.round)
    row = Applicant.objects.select_for_update(of=("self",)).get(pk=applicant.pk)
    if row.standing not in {Standing.IN, Standing.WAITING}:
        raise ImpossibleError(_("这位报考人员已不在考：%(state)s。") % {"state": row.get_standing_display()})
    row.out_why = reason(why)
    put_out([row], row.step if row.standing == Standing.IN else round_.step)
    record(by=by, verb="cadres.exclude", target=row, after={"step": row.out_at})
    return row


@transaction.atomic
def break_tie(
    *, by, place: RecruitmentPlace, order: Sequence[Applicant], why: str
) -> list[tuple[int, Applicant]]:
    """Equals put in order by a person, after a further test or by lot."""
    round_ = locked(by, place.round)
    if is_later(Step.TOTAL, round_.step):
        raise ImpossibleError(_("面试成绩公布后才能决定同分次序。"))
    ranks, found = order_of(round_, place)
    there = {Standing.IN, Standing.WAITING}
    at = {one.key: rank for rank, one in ranks if found[one.key].standing in there}
    keys = [one.pk for one in order]
    group = {key for key, rank in at.items() if keys and rank == at.get(keys[0])}
    if len(group) < 2 or set(keys) != group or len(keys) != len(group):
        raise ImpossibleError(_("请为同分的每一位各定一个次序。"))
    rows = [found[key] for key in keys]
    for number, one in enumerate(rows, 1):
        one.tie_order = number
    Applicant.objects.bulk_update(rows, ["tie_order"])
    record(by=by, verb="cadres.break_tie", target=place, why=reason(why), after={"order": keys})
    if round_.step != Step.TOTAL:
        settle_totals(round_, place, place.applicants.filter(standing=Standing.IN).count())
    return list(enumerate(rows, 1))


@transaction.atomic
def fill_gap(*, by, place: RecruitmentPlace, why: str) -> list[Applicant]:
    """The next in the list: to the second check before the totals (equals together), to the health check after."""
    round_ = locked(by, place.round)
    waiting = list(place.applicants.filter(standing=Standing.WAITING).order_by("rank", "number"))
    after_total = is_later(round_.step, Step.TOTAL)
    if after_total:
        waiting = [one for one in waiting if one.total is not None]
    _must_be_a_gap(round_, place, after_total)
    if not waiting:
        raise ImpossibleError(_("名单上没有可以递补的人。"))
    chosen = [one for one in waiting if one.rank == waiting[0].rank]
    if after_total and len(chosen) > 1:
        raise ImpossibleError(_("递补的人总成绩相同，请先决定同分次序。"))
    step = step_after(round_, Step.TOTAL if after_total else Step.WRITTEN)
    again = [one for one in REVIEWS if not is_later(step, one)]
    old = Ruling.objects.filter(applicant__in=chosen, step__in=again, undone_at=None)
    old.update(undone_at=timezone.now())  # who comes back is reviewed anew
    for one in chosen:
        one.standing = Standing.IN
        enter(one, step)
    Applicant.objects.bulk_update(chosen, ["standing", "step", "publicised_on"])
    told = {"applicants": [one.pk for one in chosen], "step": step}
    record(by=by, verb="cadres.fill_gap", target=place, why=reason(why), after=told)
    return chosen


def _must_be_a_gap(round_: RecruitmentRound, place: RecruitmentPlace, after_total: bool) -> None:
    if round_.step not in {Step.SECOND_CHECK, Step.INTERVIEW} and not after_total:
        raise ImpossibleError(_("现在没有可以递补的环节。"))
    filled = place.applicants.filter(standing__in=[Standing.IN, Standing.HIRED]).count()
    most = place.places if after_total else place.places * round_.interview_ratio
    if filled >= most:
        raise ImpossibleError(_("这个岗位没有空额。"))
