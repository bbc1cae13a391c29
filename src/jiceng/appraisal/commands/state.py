"""What every command here asks first: the row locked, and no text that may not be kept."""

from jiceng.appraisal.models import Appraisal, WorkReport
from jiceng.kernel import secrecy
from jiceng.organisations.commands import ImpossibleError


def locked(appraisal: Appraisal) -> Appraisal:
    rows = Appraisal.objects.select_for_update(of=("self",)).select_related("community", "branch", "meeting")
    return rows.get(pk=appraisal.pk)


def locked_report(report: WorkReport) -> WorkReport:
    rows = WorkReport.objects.select_for_update(of=("self",))
    return rows.select_related("term__person", "term__post__organisation", "appraisal").get(pk=report.pk)


def must_stay_out(*texts: str) -> None:
    """Nothing that bears a mark of secrecy is kept."""
    if fault := secrecy.fault_in(*texts):
        raise ImpossibleError(fault)
