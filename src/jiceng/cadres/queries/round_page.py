"""The page of a round: figures, steps with their days, places, what to do next."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jiceng.cadres.enums_recruitment import REVIEWS, AppealState, RoundState, Standing, Step
from jiceng.cadres.models import Appeal, MarkCorrection, RecruitmentRound, RoundStep
from jiceng.cadres.queries.recruitment import (
    differing,
    forgotten_on,
    obstacles,
    places_of,
    short_places,
    sitting_late,
    ties,
    unruled,
    unseated,
)
from jiceng.cadres.rules_recruitment import may_recruit_for
from jiceng.kernel.components import Fact, Figure
from jiceng.kernel.pages import today
from jiceng.kernel.units import PEOPLE


def page(round_: RecruitmentRound, account) -> dict:
    places = places_of(round_)
    may = may_recruit_for.test(account, round_.organisation)
    running = round_.running
    return {
        "round": round_,
        "figures": _figures(round_, places),
        "steps": [(one, _light(round_, one)) for one in round_.steps.order_by("number")],
        "places": places,
        "rules": list(rules_of(round_)),
        "missing": obstacles(round_) if may and running and round_.step != Step.CONTRACT else [],
        "short": short_places(round_) if may else [],
        "ties": ties(round_) if may and running else [],
        "may": may,
        "draft": round_.state == RoundState.DRAFT,
        "tasks": list(_tasks(round_)) if may and running else [],
        "batches": list(round_.batches.select_related("by")[:10]) if may else [],
        "corrections": list(
            MarkCorrection.objects.filter(applicant__round=round_).select_related("applicant")[:20]
        ),
        "gaps": [one for one in places if _gap(round_, one)] if may and running else [],
        "forgotten": forgotten_on(round_),
    }


def _gap(round_: RecruitmentRound, place) -> bool:
    """Whether somebody who waits could take a free place now."""
    if place.cancelled_at or not place.waiting:
        return False
    filled = place.going_on + place.hired
    if round_.step in {Step.SECOND_CHECK, Step.INTERVIEW}:
        return filled < place.places * round_.interview_ratio
    after = {Step.HEALTH, Step.BACKGROUND, Step.PUBLICITY, Step.CONTRACT}
    return round_.step in after and filled < place.places


def _figures(round_: RecruitmentRound, places: list) -> list[Figure]:
    url = reverse("recruitment_applicants", args=[round_.pk])
    return [
        Figure(_("招聘人数"), sum(one.places for one in places if not one.cancelled_at), PEOPLE),
        Figure(pgettext("列表", "报名"), sum(one.applied for one in places), PEOPLE, url),
        Figure(_("在考"), sum(one.going_on for one in places), PEOPLE, f"{url}?standing=in"),
        Figure(_("候补"), sum(one.waiting for one in places), PEOPLE, f"{url}?standing=waiting"),
        Figure(_("已聘用"), sum(one.hired for one in places), PEOPLE, f"{url}?standing=hired"),
    ]


def _light(round_: RecruitmentRound, step: RoundStep) -> tuple[str, str]:
    if step.published_at is not None:
        return "done", _("已公布")
    if not round_.running or step.step != round_.step:
        return "none", _("未到")
    return ("late", _("已过期限")) if step.closes_on < today() else ("soon", _("进行中"))


def rules_of(round_: RecruitmentRound) -> Iterator[Fact]:
    yield Fact(
        _("总成绩"),
        _("笔试%(written)d%%、面试%(interview)d%%")
        % {"written": round_.written_weight, "interview": round_.interview_weight},
    )
    yield Fact(
        _("比例"),
        _("开考%(open)d:1，面试%(interview)d:1")
        % {"open": round_.open_ratio, "interview": round_.interview_ratio},
    )
    yield Fact(_("合格线"), f"{round_.pass_mark.normalize():f}")
    yield Fact(_("年龄"), _("%(most)d周岁以下") % {"most": round_.age_at_most})
    yield Fact(_("面试计分"), _("去掉一个最高分和一个最低分") if round_.drop_extremes else _("取平均分"))
    yield Fact(_("同分办法"), round_.get_ties_by_display())
    yield Fact(
        _("申诉期限"),
        ngettext("公布后%(days)d个工作日", "公布后%(days)d个工作日", round_.appeal_days)
        % {"days": round_.appeal_days},
    )
    yield Fact(
        pgettext("招聘", "公示"),
        ngettext("%(days)d天", "%(days)d天", round_.publicity_days) % {"days": round_.publicity_days},
    )
    yield Fact(
        _("聘期和试用期"),
        ngettext("%(years)d年，试用%(months)d个月", "%(years)d年，试用%(months)d个月", round_.term_years)
        % {"years": round_.term_years, "months": round_.probation_months},
    )
    yield Fact(
        _("个人信息保存"),
        ngettext("招聘结束后%(months)d个月", "招聘结束后%(months)d个月", round_.keep_months)
        % {"months": round_.keep_months},
    )


def _tasks(round_: RecruitmentRound) -> Iterator[tuple[str, str]]:
    """What can be done in this step: words and address."""
    step, pk = round_.step, round_.pk
    listed = reverse("recruitment_applicants", args=[pk])
    if step in REVIEWS:
        many = unruled(round_, step).count()
        yield _("逐人审核（%(count)d人未审）") % {"count": many}, f"{listed}?step={step}&ruled=none"
        if many:
            yield _("审核全部未审的人"), f"{reverse('applicants_rule')}?round={pk}"
    if step == Step.WRITTEN:
        yield _("编排考场座位"), reverse("recruitment_seats", args=[pk])
        yield _("下载空白成绩表（.xlsx）"), reverse("recruitment_marks_sheet", args=[pk])
        yield _("登分"), reverse("recruitment_marks", args=[pk])
        unlike = differing(round_).count()
        yield (
            ngettext(
                "查看两遍登分的差异（%(count)d人）",
                "查看两遍登分的差异（%(count)d人）",
                unlike,
            )
            % {"count": unlike},
            reverse("recruitment_differences", args=[pk]),
        )
    yield from _late_tasks(round_)
    if step in {Step.WRITTEN, Step.SECOND_CHECK, Step.INTERVIEW}:
        yield _("安排面试考官"), reverse("recruitment_examiners", args=[pk])
    if step == Step.CONTRACT or step == Step.PUBLICITY:
        yield _("签订合同"), f"{listed}?standing=in"
    waiting = Appeal.objects.filter(applicant__round=round_, state=AppealState.ASKED).count()
    if waiting:
        label = _("答复申诉和异议（%(count)d件）") % {"count": waiting}
        yield label, reverse("recruitment_appeals", args=[pk])


def _late_tasks(round_: RecruitmentRound) -> Iterator[tuple[str, str]]:
    """For whoever came back into the test after the others were seated, or have sat."""
    if round_.step in {Step.REGISTRATION, Step.QUALIFICATION}:
        return
    if many := unseated(round_).count():
        yield (
            ngettext("安排补考座位（%(count)d人）", "安排补考座位（%(count)d人）", many) % {"count": many},
            reverse("recruitment_seats", args=[round_.pk]),
        )
    seated = Count("pk", filter=Q(step=Step.WRITTEN) & ~Q(ticket=""))
    late = sitting_late(round_).aggregate(seated=seated, interview=Count("pk", filter=Q(step=Step.INTERVIEW)))
    if many := late["seated"]:
        yield (
            ngettext("登补考的分（%(count)d人）", "登补考的分（%(count)d人）", many) % {"count": many},
            reverse("recruitment_marks", args=[round_.pk]),
        )
    if many := late["interview"]:
        yield (
            ngettext("请考官补办面试（%(count)d人）", "请考官补办面试（%(count)d人）", many)
            % {"count": many},
            reverse("recruitment_examiners", args=[round_.pk]),
        )


def facts_of(one) -> list[Fact]:
    """An applicant in words; number and phone masked."""
    party = _("是") if one.party_member else _("否")
    return [
        Fact(_("岗位"), str(one.place)),
        Fact(_("性别"), one.get_sex_display()),
        Fact(_("出生日期"), one.born_on.isoformat() if one.born_on else "—"),
        Fact(_("公民身份号码"), one.masked_id_number or "—"),
        Fact(_("手机"), one.masked_phone or "—"),
        Fact(_("学历"), one.get_education_display() or "—"),
        Fact(_("毕业院校和专业"), " ".join(filter(None, (one.school, one.major))) or "—"),
        Fact(_("中共党员"), party),
        Fact(_("学习和工作经历"), one.experience or "—"),
        Fact(_("准考证号"), one.ticket or "—"),
        Fact(_("考场座位"), f"{one.room} {one.seat}" if one.seat else "—"),
        *([Fact(_("补考日期"), one.sits_on.isoformat())] if one.sits_on else []),
    ]


def marks_out(one) -> list[Fact]:
    """Published marks."""
    found = []
    for label, value in (
        (_("笔试成绩"), one.written),
        (_("面试成绩"), one.interview),
        (_("总成绩"), one.total),
    ):
        if value is not None:
            found.append(Fact(label, f"{value.normalize():f}"))
    if one.rank is not None:
        found.append(Fact(_("岗位名次"), str(one.rank)))
    return found


def public_steps(round_: RecruitmentRound) -> list[tuple[str, str]]:
    return [
        (one.get_step_display(), f"{one.opens_on.isoformat()} — {one.closes_on.isoformat()}")
        for one in round_.steps.order_by("number")
    ]


def contract_of(one):
    """The contract of who was hired, else None."""
    return getattr(one, "contract", None) if one.standing in {Standing.HIRED, Standing.OUT} else None
