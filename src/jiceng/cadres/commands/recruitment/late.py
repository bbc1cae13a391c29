"""Whoever sat late, after the marks of the others were published: their mark enters the order by a decision only."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _

from jiceng.cadres.commands.recruitment.moving import put_out
from jiceng.cadres.commands.recruitment.state import is_later
from jiceng.cadres.enums_recruitment import CorrectionState, MarkKind, Step
from jiceng.cadres.models import Applicant, Examiner, InterviewMark, MarkCorrection
from jiceng.cadres.models.applicants import ABSENT
from jiceng.cadres.ranking import LEAST_MARKS, interview_mark
from jiceng.kernel.record import record


def late_marked(by, people: Iterable[Applicant]) -> None:
    """Marks of a late written test on which both hands agree; who did not come is out."""
    agreed = Applicant.objects.filter(
        pk__in=[one.pk for one in people], written=None, entry__first=F("entry__second")
    ).select_related("entry")
    absent = []
    for one in agreed:
        if one.entry.first == ABSENT:
            one.out_why = _("笔试缺考")
            absent.append(one)
        else:
            _ask(by, one, MarkKind.WRITTEN, one.entry.first)
    put_out(absent, Step.WRITTEN)


def late_interviewed(by, one: Applicant) -> None:
    """The mark of a late interview, once the whole panel has spoken; nothing while the round is at the interview."""
    if not is_later(one.round.step, Step.INTERVIEW):
        return
    panel = Examiner.objects.filter(round=one.round, panel=one.place.panel)
    said = InterviewMark.objects.filter(applicant=one)
    given = list(said.filter(recused=False).values_list("mark", flat=True))
    if said.count() < panel.count() or len(given) < LEAST_MARKS:
        return
    mark = interview_mark(given, one.round.drop_extremes)
    if mark is not None:
        _ask(by, one, MarkKind.INTERVIEW, mark)


def _ask(by, one: Applicant, kind: str, mark: Decimal) -> None:
    """In place of what was asked before, if the marks were entered anew."""
    asked = one.corrections.filter(kind=kind, state=CorrectionState.ASKED)
    if asked.filter(after=mark).exists():
        return
    asked.delete()
    made = MarkCorrection.objects.create(
        applicant=one, kind=kind, after=mark, why=_("申诉成立后补考的成绩"), asked_by=by
    )
    told = {"kind": kind, "mark": str(mark)}
    record(by=by, verb="cadres.ask_correction", target=made, why=made.why, after=told)
