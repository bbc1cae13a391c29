"""What an applicant does, without an account: apply, hand in papers, withdraw. The own page opens by its code."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.cadres.commands.recruitment.state import locked, reason
from jiceng.cadres.enums_recruitment import RoundState, Standing, Step
from jiceng.cadres.models import Applicant, ApplicantFile, RecruitmentPlace, RecruitmentRound
from jiceng.cadres.queries.people import age_on
from jiceng.kernel.crypt import fingerprint
from jiceng.kernel.floods import is_flood, origin_of
from jiceng.kernel.own_code import new_code, print_of
from jiceng.kernel.pages import today
from jiceng.kernel.pinyin import initials_of_name, spelled_name
from jiceng.kernel.record import record
from jiceng.kernel.uploads import accepted
from jiceng.organisations.commands import ImpossibleError
from jiceng.people.enums import Education
from jiceng.people.identity import IdNumber, read_id_number, read_phone

HOURLY, DAILY = 20, 60  # a family, or a place with one address for many
MOST_FILES = 10


@dataclass(frozen=True)
class NewApplicant:
    """What the form asks; sex and day of birth are told by the ID number."""

    name: str
    id_number: str
    phone: str
    education: int
    school: str = ""
    major: str = ""
    party_member: bool = False
    experience: str = ""


@transaction.atomic
def apply_for(*, place: RecruitmentPlace, new: NewApplicant, address: str = "") -> tuple[Applicant, str]:
    """By anybody; gives the applicant and the code of the own page, which is told once."""
    round_ = _open_for_applications(place)
    if place.cancelled_at is not None:
        raise ImpossibleError(_("这个岗位已经取消。"))
    origin = origin_of(address, "recruitment")
    if is_flood(Applicant.objects, origin, "registered_at", hourly=HOURLY, daily=DAILY):
        raise ImpossibleError(_("从这里报名的太多，请过一小时再来。"))
    told, phone = _identity(new)
    _must_be_eligible(round_, place, new, told)
    key = fingerprint(told.number)
    if round_.applicants.filter(id_fingerprint=key).exists():
        raise ValidationError(
            {"id_number": _("这个身份证号已经报名；每人限报一个岗位。请用报名时给的查询码进入本人页面。")}
        )
    name = "".join(new.name.split())
    code = new_code()
    row = Applicant.objects.create(
        round=round_,
        place=place,
        number=(round_.applicants.aggregate(last=Max("number"))["last"] or 0) + 1,
        code_fingerprint=print_of(code),
        name=name,
        pinyin=spelled_name(name)[:120],
        initials=initials_of_name(name)[:20],
        sex=told.sex,
        born_on=told.born_on,
        education=new.education,
        id_number=told.number,
        id_fingerprint=key,
        phone=phone,
        school=new.school.strip()[:120],
        major=new.major.strip()[:60],
        party_member=new.party_member,
        experience=new.experience.strip()[:1500],
        origin=origin,
    )
    record(by=None, verb="cadres.apply_for", target=row, after={"place": place.pk})
    return row, code


def _open_for_applications(place: RecruitmentPlace) -> RecruitmentRound:
    """Locked, so that numbers follow each other."""
    row = RecruitmentRound.objects.select_for_update(of=("self",)).get(pk=place.round_id)
    days = row.steps.get(step=Step.REGISTRATION)
    if row.state != RoundState.RUNNING or row.step != Step.REGISTRATION:
        raise ImpossibleError(_("报名已经结束。"))
    if not days.opens_on <= today() <= days.closes_on:
        raise ImpossibleError(
            _("报名时间为%(first)s至%(last)s。")
            % {"first": days.opens_on.isoformat(), "last": days.closes_on.isoformat()}
        )
    return row


def _identity(new: NewApplicant) -> tuple[IdNumber, str]:
    faults = {}
    if not 1 < len("".join(new.name.split())) <= 60:
        faults["name"] = ValidationError(_("姓名应为2到60个字。"))
    try:
        told = read_id_number(new.id_number)
    except ValidationError as fault:
        faults["id_number"] = fault
    try:
        phone = read_phone(new.phone)
    except ValidationError as fault:
        faults["phone"] = fault
    if faults:
        raise ValidationError(faults)
    return told, phone


def _must_be_eligible(
    round_: RecruitmentRound, place: RecruitmentPlace, new: NewApplicant, told: IdNumber
) -> None:
    """What the notice asks and a form can tell; the papers are reviewed by people."""
    faults = {}
    last = round_.steps.get(step=Step.REGISTRATION).closes_on
    age = age_on(told.born_on, last)
    if age < 18 or age > round_.age_at_most:
        faults["id_number"] = _("年龄应在18周岁以上、%(most)d周岁以下（截至%(day)s，您%(age)d周岁）。") % {
            "most": round_.age_at_most,
            "day": last.isoformat(),
            "age": age,
        }
    if place.education_at_least is not None and new.education > place.education_at_least:
        faults["education"] = _("这个岗位要求%(level)s以上学历。") % {
            "level": Education(place.education_at_least).label
        }
    if place.party_member and not new.party_member:
        faults["party_member"] = _("这个岗位要求中共党员。")
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def add_file(*, applicant: Applicant, upload) -> ApplicantFile:
    """Papers are taken while one may register, and until the second check while one is in the round."""
    row = Applicant.objects.select_for_update(of=("self",)).select_related("round").get(pk=applicant.pk)
    if not row.round.running or row.standing != Standing.IN or row.step not in PAPERS_IN:
        raise ImpossibleError(_("现在不收材料。"))
    if row.files.count() >= MOST_FILES:
        raise ImpossibleError(
            ngettext("最多传%(most)d份材料。", "最多传%(most)d份材料。", MOST_FILES) % {"most": MOST_FILES}
        )
    kept = accepted(upload)
    upload.name = kept.kept_as
    made = ApplicantFile.objects.create(
        applicant=row, name=kept.name, file=upload, size=kept.size, sha256=kept.sha256
    )
    record(by=None, verb="cadres.add_applicant_file", target=row, after={"sha256": kept.sha256})
    return made


PAPERS_IN = (Step.REGISTRATION, Step.QUALIFICATION, Step.SECOND_CHECK)


@transaction.atomic
def withdraw_application(*, applicant: Applicant) -> Applicant:
    """By the applicant; the place goes to the next in the list when somebody decides so. While one may register, one
    may apply anew, for another place."""
    row = Applicant.objects.select_for_update(of=("self",)).select_related("round").get(pk=applicant.pk)
    if not row.round.running or row.standing not in {Standing.IN, Standing.WAITING}:
        raise ImpossibleError(_("现在不能放弃：%(state)s。") % {"state": row.get_standing_display()})
    row.standing, row.out_at, row.out_why = Standing.WITHDRAWN, row.step, _("本人放弃")
    if row.step == Step.REGISTRATION:
        row.id_fingerprint = ""
    row.save(update_fields=["standing", "out_at", "out_why", "id_fingerprint"])
    record(by=None, verb="cadres.withdraw_application", target=row, after={"step": row.step})
    return row


@transaction.atomic
def reissue_code(*, by, applicant: Applicant, why: str) -> str:
    """For who lost the code and proved who they are; the old one opens nothing any more."""
    locked(by, applicant.round, RoundState.RUNNING, RoundState.CLOSED)
    if applicant.anonymised_at is not None:
        raise ImpossibleError(_("个人信息已经删除。"))
    code = new_code()
    applicant.code_fingerprint = print_of(code)
    applicant.save(update_fields=["code_fingerprint"])
    record(by=by, verb="cadres.reissue_code", target=applicant, why=reason(why))
    return code
