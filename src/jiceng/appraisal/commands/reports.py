"""The own report: begun from the records, finished by its writer, sent to those who appraise."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.appraisal.commands.state import locked, locked_report, must_stay_out
from jiceng.appraisal.models import Appraisal, WorkReport
from jiceng.appraisal.norms import norms
from jiceng.appraisal.queries.appraisals import year_of
from jiceng.appraisal.queries.drafting import draft_of
from jiceng.appraisal.queries.facts import bodies_of, facts_of
from jiceng.appraisal.queries.results import boxes
from jiceng.appraisal.rules import may_write, reporting_terms
from jiceng.institutions.commands.evidence import annul, attest
from jiceng.kernel.access import Refused, must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import BRANCHES
from jiceng.organisations.models import Organisation

WORK_REPORT = "work_report.yearly"


@transaction.atomic
def begin_report(*, by, community: Organisation, on: date | None = None) -> WorkReport:
    """The holder of a reporting post begins the report of the year, with a draft from the records; one that was begun
    is given back."""
    day = on or today()
    person = getattr(by, "person_id", None)
    terms = [
        one
        for one in reporting_terms(day, person=person or 0)
        if one.post.organisation.territory_id == community.pk
    ]
    if not terms:
        raise Refused(_("只有社区党组织书记、居民委员会主任起草自己的述职报告。"))
    branch = Organisation.objects.on(day).filter(territory=community, kind__in=BRANCHES).first()
    if branch is None:
        raise ImpossibleError(_("这个社区还没有党组织。"))
    made, _new = Appraisal.objects.get_or_create(
        community=community, year=year_of(day), defaults={"branch": branch}
    )
    appraisal = locked(made)
    known = appraisal.reports.filter(term__person=person).first()
    if known:
        return known
    _must_be_before_the_vote(appraisal)
    row = WorkReport(appraisal=appraisal, term=terms[0])
    row.text = draft_of(row, as_of=day)[: norms().longest_report]
    row.save()
    record(by=by, verb="appraisal.begin_report", target=row, after={"year": appraisal.year})
    return row


def _must_be_before_the_vote(appraisal: Appraisal) -> None:
    if appraisal.meeting_id and boxes(appraisal).exists():
        raise ImpossibleError(_("测评已经准备好，不能再改报告。"))


@transaction.atomic
def write_report(*, by, report: WorkReport, text: str) -> WorkReport:
    """The text as its writer wants it; at most as long as the county asks."""
    row = locked_report(report)
    must(by, may_write, row, _("只能写自己的述职报告。"))
    if row.sent_on:
        raise ImpossibleError(_("报告已经送达，要改先撤回。"))
    cleaned = text.replace("\r\n", "\n").strip()
    longest = norms().longest_report
    if len(cleaned) > longest:
        values = {"longest": longest, "length": len(cleaned)}
        raise ImpossibleError({"text": _("最多%(longest)d字，现有%(length)d字。") % values})
    must_stay_out(cleaned)
    row.text = cleaned
    row.save(update_fields=["text"])
    record(by=by, verb="appraisal.write_report", target=row, after={"length": len(cleaned)})
    return row


@transaction.atomic
def send_report(*, by, report: WorkReport, on: date | None = None) -> WorkReport:
    """To everybody who appraises: they find it with the notice of the meeting. The figures stay as they are now."""
    row, day = locked_report(report), on or today()
    must(by, may_write, row, _("只能送达自己的述职报告。"))
    if row.sent_on:
        raise ImpossibleError(_("报告已经送达。"))
    if not row.text.strip():
        raise ImpossibleError(_("报告还是空的。"))
    _must_be_before_the_vote(row.appraisal)
    row.facts = facts_of(row, as_of=day).as_kept()
    row.sent_on = day
    row.save(update_fields=["facts", "sent_on"])
    for body in bodies_of(row, day):
        attest(
            kind=WORK_REPORT,
            organisation=body,
            person=row.term.person,
            on=day,
            source=row,
            source_url=reverse("work_report", args=[row.pk]),
            marks=("length",),
        )
    record(by=by, verb="appraisal.send_report", target=row, after={"on": day})
    return row


@transaction.atomic
def recall_report(*, by, report: WorkReport, why: str) -> WorkReport:
    """Back on the desk, with the reason, as long as the vote is not prepared."""
    row = locked_report(report)
    must(by, may_write, row, _("只能撤回自己的述职报告。"))
    if not row.sent_on:
        raise ImpossibleError(_("报告还没有送达。"))
    if not why.strip():
        raise ImpossibleError({"why": _("请写明理由。")})
    _must_be_before_the_vote(row.appraisal)
    before = row.sent_on
    row.sent_on, row.facts = None, {}
    row.save(update_fields=["sent_on", "facts"])
    annul(source=row, kind=WORK_REPORT, why=why.strip())
    record(by=by, verb="appraisal.recall_report", target=row, why=why.strip()[:300], before={"on": before})
    return row
