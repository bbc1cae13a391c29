"""A round held by the town of the place, with somebody at each station of it."""

from datetime import date
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone

from jiceng.cadres.models import (
    Appeal,
    Applicant,
    ApplicantFile,
    EmploymentContract,
    MarkCorrection,
    RecruitmentPlace,
    RecruitmentRound,
    ReviewBatch,
    RoundStep,
)
from jiceng.kernel.own_code import print_of
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.access.objects import register, shared

FAR = date(2030, 1, 1)
CODE = "0000-0000-0000-0000-{:04d}"
_number = count(1)


def round_of(world, place, step="total", state="running"):
    def make():
        more = {} if state == "draft" else {"published_at": timezone.now()}
        row = RecruitmentRound.objects.create(
            organisation=place.town, title="招聘", slug=f"r{next(_number)}", step=step, state=state, **more
        )
        for number, one in enumerate(("registration", "written", "interview", "total")):
            RoundStep.objects.create(
                round=row, step=one, number=number, opens_on=date(2020, 1, 1), closes_on=FAR
            )
        return row

    return shared(world, ("round", place.town.pk, step, state), make)


def place_of(world, place, step="total", state="running"):
    def make():
        post = factories.make_post(place.organisation, PostKind.WORKER, title=f"岗位{next(_number)}")
        return RecruitmentPlace.objects.create(
            round=round_of(world, place, step, state), post=post, code="001", places=1, advertised=1
        )

    return shared(world, ("recruitment place", place.town.pk, step, state), make)


def applicant_of(world, place, step="total", standing="in", number=1):
    def make():
        more = {"publicised_on": timezone.localdate()} if step == "publicity" else {}
        made = next(_number)
        return Applicant.objects.create(
            round=round_of(world, place, step),
            place=place_of(world, place, step),
            number=number,
            code_fingerprint=print_of(CODE.format(made)),
            name="演示人",
            step=step,
            standing=standing,
            written=80,
            interview=80,
            ticket=f"T{made}",
            experience=CODE.format(made),
            **more,
        )

    return shared(world, ("applicant", place.town.pk, step, standing, number), make)


@register(
    "recruitment",
    "recruitment_place_new",
    "recruitment_announce",
    "recruitment_publish",
    "recruitment_cancel",
    "recruitment_close",
    "recruitment_forget",
    "recruitment_seats",
    "recruitment_marks",
    "recruitment_marks_sheet",
    "recruitment_differences",
    "recruitment_examiners",
    "recruitment_applicants",
    "recruitment_appeals",
)
def of_round(world, place):
    return {"pk": round_of(world, place).pk}


@register("recruitment_step_edit")
def of_step(world, place):
    return {"pk": round_of(world, place).steps.first().pk}


@register(
    "recruitment_place_remove",
    "recruitment_ratio",
    "recruitment_fill",
    "recruitment_tickets",
    "recruitment_letters",
)
def of_place(world, place):
    return {"pk": place_of(world, place).pk}


@register("recruitment_tie")
def of_tie(world, place):
    applicant_of(world, place)
    applicant_of(world, place, number=2)
    return {"pk": place_of(world, place).pk}


@register(
    "applicant",
    "applicant_exclude",
    "applicant_code",
    "applicant_code_shown",
    "applicant_correct",
    "applicant_contract",
)
def of_applicant(world, place):
    return {"pk": applicant_of(world, place).pk}


@register("applicant_probation")
def of_contract(world, place):
    one = applicant_of(world, place, standing="hired", number=9)

    def make():
        term = factories.make_term(one.place.post)
        days = {"starts_on": date(2026, 1, 1), "probation_until": date(2027, 1, 1), "ends_on": FAR}
        return EmploymentContract.objects.create(applicant=one, term=term, **days)

    shared(world, ("contract", one.pk), make)
    return {"pk": one.pk}


@register("applicant_paper")
def of_paper(world, place):
    return {"pk": paper_of(world, place).pk}


def paper_of(world, place):
    def make():
        file = ContentFile(b"%PDF-1.4", "paper.pdf")
        return ApplicantFile.objects.create(
            applicant=applicant_of(world, place), name="毕业证.pdf", file=file, size=8, sha256="0" * 64
        )

    return shared(world, ("applicant paper", place.town.pk), make)


@register("review_undo")
def of_batch(world, place):
    def make():
        return ReviewBatch.objects.create(round=round_of(world, place), step="health", passed=True, many=0)

    return {"pk": shared(world, ("batch", place.town.pk), make).pk}


@register("correction_decide")
def of_correction(world, place):
    def make():
        return MarkCorrection.objects.create(
            applicant=applicant_of(world, place), kind="written", before=80, after=81, why="漏加"
        )

    return {"pk": shared(world, ("correction", place.town.pk), make).pk}


@register("appeal_answer")
def of_appeal(world, place):
    def make():
        return Appeal.objects.create(
            applicant=applicant_of(world, place), step="total", by_applicant=True, text="复查", answer_by=FAR
        )

    return {"pk": shared(world, ("appeal", place.town.pk), make).pk}


@register("interview_mark")
def of_interview(world, place):
    return {"pk": applicant_of(world, place, step="interview").pk}


@register("recruitment_notice", "recruitment_notice_file", "recruitment_apply", none={"slug": "nichts"})
def of_notice(world, place):
    return {"slug": round_of(world, place).slug}


@register("applicant_object", none={"slug": "nichts"})
def of_objection(world, place):
    one = applicant_of(world, place, step="publicity")
    return {"slug": one.round.slug, "pk": one.pk}


@register(
    "applicant_own",
    "applicant_hand_in",
    "applicant_ticket",
    "applicant_appeal",
    "applicant_withdraw",
    none={"code": "nichts"},
)
def of_code(world, place):
    return {"code": applicant_of(world, place).experience}


@register("applicant_own_paper", none={"code": "nichts"})
def of_own_paper(world, place):
    paper = paper_of(world, place)
    return {"code": paper.applicant.experience, "pk": paper.pk}
