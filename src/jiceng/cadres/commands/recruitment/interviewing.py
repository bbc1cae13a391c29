"""The panels and their secret marks."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.cadres.commands.recruitment.late import late_interviewed
from jiceng.cadres.commands.recruitment.state import locked, reason
from jiceng.cadres.enums_recruitment import Standing, Step
from jiceng.cadres.models import Applicant, Examiner, InterviewMark, Kin, RecruitmentRound
from jiceng.cadres.rules_recruitment import may_recruit_for
from jiceng.kernel.access import Refused
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.people.models import Person


@transaction.atomic
def seat_examiners(*, by, round_: RecruitmentRound, people: Sequence[Person], panel: int) -> list[Examiner]:
    """Who sits in a panel from now on; whoever has marked in it stays."""
    row = locked(by, round_)
    if not people:
        raise ImpossibleError(_("请写考官。"))
    known = Examiner.objects.filter(round=row)
    elsewhere = known.exclude(panel=panel).filter(person__in=people).select_related("person").first()
    if elsewhere is not None:
        raise ImpossibleError(_("%(name)s已在另一个面试组。") % {"name": elsewhere.person.name})
    gone = known.filter(panel=panel).exclude(person__in=people)
    if gone.filter(marks__isnull=False).exists():
        raise ImpossibleError(_("已经打过分的考官不能撤换。"))
    gone.delete()
    seated = set(known.filter(panel=panel).values_list("person", flat=True))
    Examiner.objects.bulk_create(
        Examiner(round=row, person=one, panel=panel) for one in people if one.pk not in seated
    )
    told = {"panel": panel, "people": [one.pk for one in people]}
    record(by=by, verb="cadres.seat_examiners", target=row, after=told)
    return list(known.filter(panel=panel))


def _examined(applicant: Applicant) -> Applicant:
    row = (
        Applicant.objects.select_for_update(of=("self",))
        .select_related("round", "place")
        .get(pk=applicant.pk)
    )
    waits = row.standing == Standing.IN and row.step == Step.INTERVIEW
    if not (row.round.running and waits):
        raise ImpossibleError(_("这位报考人员现在不在面试环节。"))
    return row


def _seat_of(by, applicant: Applicant) -> Examiner:
    seat = Examiner.objects.filter(
        round=applicant.round, panel=applicant.place.panel, person=getattr(by, "person_id", None)
    ).first()
    if seat is None:
        raise Refused(_("只有这个面试组的考官可以打分。"))
    return seat


def _must_be_open(seat: Examiner, applicant: Applicant) -> None:
    if known := InterviewMark.objects.filter(examiner=seat, applicant=applicant).first():
        raise ImpossibleError(_("您已登记回避。") if known.recused else _("您已打分；分数提交后不能改。"))


@transaction.atomic
def mark_interview(
    *, by, applicant: Applicant, mark: Decimal, examiner: Examiner | None = None
) -> InterviewMark:
    """By an examiner of the panel, once and for good; refused to a relative. Only the system names the examiner."""
    row = _examined(applicant)
    seat = examiner if by is None and examiner is not None else _seat_of(by, row)
    _must_be_open(seat, row)
    if not 0 <= mark <= 100:
        raise ImpossibleError(_("分数应在0到100之间。"))
    _must_be_unrelated(seat, row)
    made = InterviewMark.objects.create(examiner=seat, applicant=row, mark=mark)
    record(by=by, verb="cadres.mark_interview", target=made)  # secret: the record knows that, not what
    late_interviewed(by, row)
    return made


def _must_be_unrelated(seat: Examiner, row: Applicant) -> None:
    """Neither the examiner's own self, nor a relative in the file of either."""
    if (
        Person.objects.filter(pk=seat.person_id)
        .exclude(id_fingerprint="")
        .filter(id_fingerprint=row.id_fingerprint)
    ):
        raise ImpossibleError(_("报考人员就是您本人，请登记回避。"))
    own = Kin.objects.filter(file__person=seat.person_id, name=row.name)
    theirs = Kin.objects.filter(person=seat.person_id, file__person__id_fingerprint=row.id_fingerprint)
    if own.exists() or (row.id_fingerprint and theirs.exists()):
        raise ImpossibleError(_("报考人员与档案中的亲属同名或有亲属关系，请登记回避。"))


@transaction.atomic
def recuse(*, by, applicant: Applicant, why: str, examiner: Examiner | None = None) -> InterviewMark:
    """An examiner with an interest keeps out, by the own word or by the recruiting body's."""
    row = _examined(applicant)
    seat = _seat_of(by, row) if examiner is None else examiner
    own = by is not None and seat.person_id == by.person_id
    if not own and by is not None and not may_recruit_for.test(by, row.round.organisation):
        raise Refused(_("只有考官本人和招聘单位可以登记回避。"))
    _must_be_open(seat, row)
    made = InterviewMark.objects.create(examiner=seat, applicant=row, recused=True, why=reason(why))
    record(by=by, verb="cadres.recuse", target=made)
    late_interviewed(by, row)
    return made
