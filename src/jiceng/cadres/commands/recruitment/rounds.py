"""A round drawn up with its rules, days and places; its notice; its end."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.cadres.commands.recruitment.state import locked, reason
from jiceng.cadres.enums_recruitment import OPTIONAL, ORDER, RoundState, Standing, Step, TieRule
from jiceng.cadres.models import Applicant, RecruitmentPlace, RecruitmentRound, RoundStep
from jiceng.cadres.rules_recruitment import may_recruit_for
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation, Post

# Days that a step usually takes, after the one before.
USUAL_DAYS = {
    Step.QUALIFICATION: 5,
    Step.WRITTEN: 10,
    Step.SECOND_CHECK: 5,
    Step.INTERVIEW: 5,
    Step.TOTAL: 2,
    Step.HEALTH: 7,
    Step.BACKGROUND: 10,
    Step.CONTRACT: 10,
}

SET_LATER = ("organisation", "made_by", "published_at", "closed_on", "forgotten_at")


@dataclass(frozen=True)
class NewRound:
    """The rules of a round; the defaults are those of B52. `without` are steps left out."""

    title: str
    opens_on: date
    closes_on: date
    text: str = ""
    contact: str = ""
    written_weight: int = 60
    open_ratio: int = 5
    interview_ratio: int = 3
    pass_mark: Decimal = Decimal(60)
    age_at_most: int = 35
    drop_extremes: bool = True
    ties_by: str = TieRule.WRITTEN
    publicity_days: int = 7
    appeal_days: int = 3
    probation_months: int = 12
    term_years: int = 3
    keep_months: int = 12
    without: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class NewPlace:
    post: Post
    places: int
    education_at_least: int | None = None
    party_member: bool = False
    note: str = ""
    panel: int = 1


@transaction.atomic
def open_round(*, by, organisation: Organisation, new: NewRound) -> RecruitmentRound:
    """Drawn up, not yet public."""
    must(by, may_recruit_for, organisation, _("无权以这个单位的名义招聘。"))
    if new.closes_on < new.opens_on:
        raise ImpossibleError(_("报名截止不能早于报名开始。"))
    title = " ".join(new.title.split())[:120]
    if not title:
        raise ImpossibleError(_("请填标题。"))
    rules: Mapping[str, Any] = {
        name: value
        for name, value in vars(new).items()
        if name not in {"title", "opens_on", "closes_on", "without"}
    }
    row = RecruitmentRound(
        organisation=organisation,
        title=title,
        pinyin=spelled(title)[:800],
        initials=initials(title)[:120],
        slug=secrets.token_hex(6),
        interview_weight=100 - new.written_weight,
        made_by=by,
        **rules,
    )
    _must_be_fit(row)
    row.save()
    RoundStep.objects.bulk_create(_steps(row, new))
    record(by=by, verb="cadres.open_round", target=row, after={**rules, "without": list(new.without)})
    return row


def _must_be_fit(row: RecruitmentRound) -> None:
    try:
        row.clean_fields(exclude=SET_LATER)
    except ValidationError as error:
        raise ImpossibleError([text for texts in error.message_dict.values() for text in texts]) from error


def _steps(row: RecruitmentRound, new: NewRound) -> list[RoundStep]:
    """Planned days, one step after the other."""
    found = [RoundStep(round=row, step=Step.REGISTRATION, number=0, opens_on=new.opens_on)]
    found[0].closes_on = new.closes_on
    for step in list(Step)[1:]:
        if step in OPTIONAL and step in new.without:
            continue
        begin = found[-1].closes_on + timedelta(days=1)
        days = row.publicity_days if step == Step.PUBLICITY else USUAL_DAYS[step]
        end = begin + timedelta(days=days - 1)
        found.append(RoundStep(round=row, step=step, number=ORDER[step], opens_on=begin, closes_on=end))
    return found


@transaction.atomic
def change_step(*, by, step: RoundStep, opens_on: date, closes_on: date, why: str) -> RoundStep:
    """Other days for a step whose result is not out yet; each change gives its reason."""
    round_ = locked(by, step.round, RoundState.DRAFT, RoundState.RUNNING)
    row = RoundStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if row.published_at:
        raise ImpossibleError(_("这个环节的结果已经公布，不能再改日期。"))
    if closes_on < opens_on:
        raise ImpossibleError(_("结束日期不能早于开始日期。"))
    before = {"opens_on": row.opens_on, "closes_on": row.closes_on}
    row.opens_on, row.closes_on = opens_on, closes_on
    row.save(update_fields=["opens_on", "closes_on"])
    record(
        by=by,
        verb="cadres.change_step",
        target=row,
        why=reason(why) if round_.running else why.strip()[:300],
        before=before,
        after={"opens_on": opens_on, "closes_on": closes_on},
    )
    return row


@transaction.atomic
def add_place(*, by, round_: RecruitmentRound, new: NewPlace) -> RecruitmentPlace:
    row = locked(by, round_, RoundState.DRAFT)
    if new.places < 1:
        raise ImpossibleError(_("招聘人数至少1人。"))
    if row.places.filter(post=new.post).exists():
        raise ImpossibleError(_("这个职务已经列入这次招聘。"))
    codes = [int(one) for one in row.places.values_list("code", flat=True)]
    place = RecruitmentPlace.objects.create(
        round=row, code=f"{max(codes, default=0) + 1:03d}", advertised=new.places, **vars(new)
    )
    after = {"post": new.post.pk, "places": new.places}
    record(by=by, verb="cadres.add_place", target=place, after=after)
    return place


@transaction.atomic
def remove_place(*, by, place: RecruitmentPlace) -> None:
    """Only from a round that is not public."""
    locked(by, place.round, RoundState.DRAFT)
    record(by=by, verb="cadres.remove_place", target=place, before={"post": place.post_id})
    place.delete()


@transaction.atomic
def publish_notice(*, by, round_: RecruitmentRound) -> RecruitmentRound:
    """From now on everybody reads it; its rules stand."""
    row = locked(by, round_, RoundState.DRAFT)
    if not row.places.exists():
        raise ImpossibleError(_("还没有招聘岗位。"))
    steps = list(row.steps.order_by("number"))
    if any(later.opens_on < earlier.opens_on for earlier, later in zip(steps, steps[1:], strict=False)):
        raise ImpossibleError(_("各环节的日期先后不对，请先改好。"))
    if by is not None and steps[0].closes_on < today():
        raise ImpossibleError(_("报名截止日期已过，请先改日期。"))
    row.state, row.published_at = RoundState.RUNNING, timezone.now()
    row.save(update_fields=["state", "published_at"])
    record(by=by, verb="cadres.publish_notice", target=row, after={"places": row.places.count()})
    return row


@transaction.atomic
def cancel_round(*, by, round_: RecruitmentRound, why: str) -> RecruitmentRound:
    """The whole round, with the reason that every applicant reads. Not once somebody was hired."""
    row = locked(by, round_, RoundState.DRAFT, RoundState.RUNNING)
    if row.applicants.filter(standing=Standing.HIRED).exists():
        raise ImpossibleError(_("已有人签订合同，不能取消整个招聘。"))
    row.state, row.closed_on, row.why_cancelled = RoundState.CANCELLED, today(), reason(why)
    row.save(update_fields=["state", "closed_on", "why_cancelled"])
    record(by=by, verb="cadres.cancel_round", target=row, why=row.why_cancelled)
    return row


@transaction.atomic
def close_round(*, by, round_: RecruitmentRound) -> RecruitmentRound:
    """Nobody is on the way any more; the term for personal data begins."""
    row = locked(by, round_)
    left = Applicant.objects.filter(round=row, standing=Standing.IN).count()
    if row.step != Step.CONTRACT or left:
        raise ImpossibleError(
            ngettext("还有%(count)d人没有办完，不能结束。", "还有%(count)d人没有办完，不能结束。", left)
            % {"count": left}
        )
    if row.applicants.filter(appeals__state="asked").exists():
        raise ImpossibleError(_("还有申诉或异议没有答复。"))
    row.state, row.closed_on = RoundState.CLOSED, today()
    row.save(update_fields=["state", "closed_on"])
    record(by=by, verb="cadres.close_round", target=row)
    return row
