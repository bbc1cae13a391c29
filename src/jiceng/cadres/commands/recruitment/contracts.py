"""The contract puts a person in the post for a term; probation ends with a finding."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.cadres.commands.recruitment.state import locked, reason
from jiceng.cadres.enums_recruitment import Probation, RoundState, Standing, Step
from jiceng.cadres.models import Applicant, EmploymentContract, RecruitmentRound
from jiceng.institutions.commands.evidence import attest
from jiceng.institutions.periods import add_months
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError, appoint, end_term
from jiceng.people.commands import enter_person

RECRUITED = "cadres.recruited"


@dataclass(frozen=True)
class NewContract:
    starts_on: date
    number: str = ""


@transaction.atomic
def sign_contract(*, by, applicant: Applicant, new: NewContract) -> EmploymentContract:
    """The applicant becomes a person of the county, in the post for the term of the notice."""
    round_ = locked(by, applicant.round)
    row = Applicant.objects.select_for_update(of=("self",)).select_related("place__post__organisation")
    one = row.get(pk=applicant.pk)
    _must_be_ready(round_, one)
    person = enter_person(
        by=by, name=one.name, id_number=one.id_number, phone=one.phone, education=one.education
    )
    ends_on = add_months(new.starts_on, 12 * round_.term_years)
    term = appoint(
        by=by,
        post=one.place.post,
        person=person,
        on=new.starts_on,
        until=ends_on,
        why=_("公开招聘：%(round)s") % {"round": round_.title},
    )
    made = EmploymentContract.objects.create(
        applicant=one,
        term=term,
        number=new.number.strip()[:40],
        starts_on=new.starts_on,
        probation_until=min(add_months(new.starts_on, round_.probation_months), ends_on),
        ends_on=ends_on,
        signed_by=by,
    )
    one.standing, one.step = Standing.HIRED, Step.CONTRACT
    one.save(update_fields=["standing", "step"])
    attest(
        kind=RECRUITED,
        organisation=one.place.post.organisation,
        person=person,
        on=new.starts_on,
        source=made,
        source_url=reverse("recruitment", args=[round_.pk]),
    )
    told = {"starts_on": new.starts_on, "ends_on": ends_on, "probation_until": made.probation_until}
    record(by=by, verb="cadres.sign_contract", target=made, after=told)
    return made


def _must_be_ready(round_: RecruitmentRound, one: Applicant) -> None:
    if one.standing != Standing.IN or one.step not in {Step.PUBLICITY, Step.CONTRACT}:
        raise ImpossibleError(_("这位报考人员还不能签订合同：%(step)s。") % {"step": one.get_step_display()})
    if one.publicised_on is None or today() <= one.publicised_on + timedelta(days=round_.publicity_days):
        raise ImpossibleError(_("公示期未满。"))
    if one.appeals.filter(state="asked").exists():
        raise ImpossibleError(_("还有申诉或异议没有答复。"))


@transaction.atomic
def end_probation(
    *, by, contract: EmploymentContract, passed: bool, on: date, why: str
) -> EmploymentContract:
    """Who does not pass leaves the post on that day; the place can be filled down the list while the round runs."""
    applicant = contract.applicant
    locked(by, applicant.round, RoundState.RUNNING, RoundState.CLOSED)
    row = EmploymentContract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if row.probation != Probation.RUNNING:
        raise ImpossibleError(_("试用期已经考核：%(state)s。") % {"state": row.get_probation_display()})
    if on <= row.starts_on:
        raise ImpossibleError(_("考核日期须在合同开始以后。"))
    row.probation = Probation.PASSED if passed else Probation.FAILED
    row.probation_on, row.probation_why = on, reason(why)
    row.save(update_fields=["probation", "probation_on", "probation_why"])
    if not passed:
        end_term(by=by, term=row.term, on=on, why=_("试用期不合格"))
        applicant.standing, applicant.out_at = Standing.OUT, Step.CONTRACT
        told = _("试用期不合格：%(why)s") % {"why": row.probation_why}
        applicant.out_why = _("（已删除）") if applicant.anonymised_at else told[:300]
        applicant.save(update_fields=["standing", "out_at", "out_why"])
    told = {"probation": row.probation, "on": on}
    record(by=by, verb="cadres.end_probation", target=row, after=told)
    return row
