"""The appraisal of the place's community: with a report that was sent, and one that was published."""

from datetime import datetime, time

from django.utils import timezone

from jiceng.appraisal.models import Appraisal, WorkReport
from jiceng.appraisal.queries.facts import Facts
from jiceng.kernel.pages import today
from jiceng.meetings.models import Meeting
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.access.objects import register, shared


def appraisal_of(world, place) -> Appraisal:
    def make():
        return Appraisal.objects.create(community=place.territory, branch=place.branch, year=today().year)

    return shared(world, f"appraisal-{place.territory.pk}", make)


def report_of(world, place) -> WorkReport:
    """Sent; of a secretary who has no account."""

    def make():
        post = factories.make_post(place.branch, PostKind.SECRETARY, title="述职书记", places=9)
        return WorkReport.objects.create(
            appraisal=appraisal_of(world, place),
            term=factories.make_term(post),
            text="述职",
            facts=Facts(today().isoformat()).as_kept(),
            sent_on=today(),
        )

    return shared(world, f"report-{place.territory.pk}", make)


def graded_of(world, place) -> WorkReport:
    def make():
        report, appraisal = report_of(world, place), appraisal_of(world, place)
        starts = timezone.make_aware(datetime.combine(today(), time(9)))
        meeting = Meeting.objects.create(
            kind="report_appraisal",
            organisation=place.branch,
            title="述职评议会",
            year=today().year,
            number=7,
            starts_at=starts,
        )
        counts = {"excellent": 5, "qualified": 0, "basic": 0, "failed": 0}
        group = {"sources": ["units"], "entitled": 5, "valid": 5, "counts": counts}
        appraisal.meeting, appraisal.published_on = meeting, today()
        appraisal.results = [{"report": report.pk, "name": "述职书记", "groups": [group]}]
        appraisal.save()
        return report

    return shared(world, f"graded-{place.territory.pk}", make)


@register("appraisal_public", "work_report_begin")
def of_community(world, place):
    return {"pk": place.territory.pk}


@register("work_report", "work_report_edit", "work_report_send", "work_report_recall", "work_report_records")
def of_report(world, place):
    return {"pk": report_of(world, place).pk}


@register("appraisal_grade")
def of_graded(world, place):
    return {"pk": graded_of(world, place).pk}


@register(
    "appraisal",
    "appraisal_prepare",
    "appraisal_open",
    "appraisal_close",
    "appraisal_publish",
    "rectification_new",
    "rectification_publish",
    "rectification_inform",
)
def of_appraisal(world, place):
    return {"pk": appraisal_of(world, place).pk}
