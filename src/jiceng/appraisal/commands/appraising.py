"""The vote of the audiences, its publication, and the grade that the street gives."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.appraisal.commands.state import locked, locked_report, must_stay_out
from jiceng.appraisal.enums import GRADES
from jiceng.appraisal.models import Appraisal, FinalGrade, WorkReport
from jiceng.appraisal.norms import norms
from jiceng.appraisal.queries.appraisals import KIND
from jiceng.appraisal.queries.results import (
    RESIDENTS,
    audience_name,
    audiences_of,
    boxes,
    counts_of,
    is_whole,
    sent,
    told,
)
from jiceng.appraisal.rules import may_grade, may_keep
from jiceng.documents.commands.state import name_of
from jiceng.institutions.commands.evidence import add_marks, attest
from jiceng.institutions.models import Evidence
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.meetings.commands import votes
from jiceng.meetings.enums import Matter, MeetingState
from jiceng.meetings.enums_votes import PollForm, PollState, PollWay
from jiceng.meetings.models import AgendaItem, Meeting, VoteTaken
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import Line
from jiceng.organisations.models import Organisation, Placement

HELD, GRADED = "appraisal.held", "appraisal.graded"


@transaction.atomic
def prepare_appraisal(*, by, appraisal: Appraisal, meeting: Meeting, tellers: Sequence[int]) -> Appraisal:
    """A secret box for each audience on the meeting's agenda, those who report as what is graded and kept out of the
    vote, the same two tellers for all. Audiences too small to stay secret share a box."""
    row = locked(appraisal)
    must(by, may_keep, row, _("无权组织这个社区的述职评议。"))
    if meeting.kind != KIND or meeting.organisation_id != row.branch_id:
        raise ImpossibleError({"meeting": _("请选本社区党组织的述职评议会。")})
    if row.meeting_id and boxes(row).exists():
        raise ImpossibleError(_("测评已经准备好。"))
    reports = list(sent(row))
    if not reports:
        raise ImpossibleError(_("还没有送达的述职报告。"))
    reporting = {one.term.person_id for one in reports}
    if reporting & set(tellers):
        raise ImpossibleError({"first": _("述职的人不能担任计票人。")})
    groups = audiences_of(meeting, reporting)
    if not groups:
        raise ImpossibleError({"meeting": _("会议名册上没有参加测评的人。")})
    row.meeting = meeting
    row.save(update_fields=["meeting"])
    item = _item(meeting)
    for sources in groups:
        _box(by, item, sources, reports, tellers)
    record(by=by, verb="appraisal.prepare", target=row, after={"boxes": len(groups), "reports": len(reports)})
    return row


def _item(meeting: Meeting) -> AgendaItem:
    """The item at which is graded: the last that is neither a report nor an election."""
    item = meeting.items.filter(matter=Matter.GENERAL).order_by("-order").first()
    if item is None:
        raise ImpossibleError({"meeting": _("这次会议的议程里没有测评事项。")})
    return item


def _box(by, item: AgendaItem, sources: tuple[str, ...], reports: list[WorkReport], tellers) -> None:
    title = _("述职测评（%(who)s）") % {"who": audience_name(sources)}
    data = {"form": PollForm.GRADES, "way": PollWay.SECRET, "audience": sources}
    poll = votes.prepare_poll(by=by, item=item, title=title, **data)
    votes.set_options(by=by, poll=poll, names=[one.term.person.name for one in reports])
    for report in reports:
        poll.options.filter(name=report.term.person.name).update(person=report.term.person_id)
        entry = poll.electorate().filter(person=report.term.person_id).first()
        if entry:
            votes.exclude(by=by, poll=poll, entry=entry, reason=_("评议对象是本人"))
    votes.name_tellers(by=by, poll=poll, people=list(tellers))


@transaction.atomic
def open_boxes(*, by, appraisal: Appraisal) -> int:
    """Voting begins in all boxes at once; gives how many."""
    row = locked(appraisal)
    must(by, may_keep, row, _("无权组织这个社区的述职评议。"))
    polls = list(boxes(row).filter(state=PollState.PREPARED))
    if not polls:
        raise ImpossibleError(_("没有可以开始的测评。"))
    for poll in polls:
        votes.open_poll(by=by, poll=poll)
    return len(polls)


@transaction.atomic
def close_boxes(*, by, appraisal: Appraisal) -> int:
    """Voting ends in all boxes at once; gives how many."""
    row = locked(appraisal)
    must(by, may_keep, row, _("无权组织这个社区的述职评议。"))
    polls = list(boxes(row).filter(state=PollState.OPEN))
    if not polls:
        raise ImpossibleError(_("没有正在进行的测评。"))
    for poll in polls:
        votes.close_poll(by=by, poll=poll)
    return len(polls)


@transaction.atomic
def publish_results(*, by, appraisal: Appraisal, on: date | None = None) -> Appraisal:
    """The counts of each audience, those with too few ballots together; the meeting becomes the evidence of the
    appraisal. Boxes are published with their receipts where none had to be counted together."""
    row, day = locked(appraisal), on or today()
    must(by, may_keep, row, _("无权公布这个社区的测评结果。"))
    if row.published_on:
        raise ImpossibleError(_("结果已经公布。"))
    polls = list(boxes(row)) if row.meeting_id else []
    if not polls or any(poll.state not in {PollState.COUNTED, PollState.PUBLISHED} for poll in polls):
        raise ImpossibleError(_("计票还没有结束。"))
    if row.meeting.state != MeetingState.CLOSED:
        raise ImpossibleError(_("会议还没有结束。"))
    row.results, row.published_on = counts_of(row), day
    row.save(update_fields=["results", "published_on"])
    for poll in polls if is_whole(row) else ():
        if poll.state == PollState.COUNTED:
            votes.publish_poll(by=by, poll=poll)
    _attest_held(row)
    record(by=by, verb="appraisal.publish", target=row, after={"results": row.results})
    return row


def _attest_held(row: Appraisal) -> None:
    """The meeting with its heads and pieces; reports that were in hand in time bear it from now on."""
    roll = row.meeting.roll.filter(entitled=True)
    groups = row.results[0]["groups"] if row.results else []
    residents = VoteTaken.objects.filter(poll__in=boxes(row), entry__source__in=RESIDENTS).count()
    marks = ["secret", "roll"]
    marks += ["groups"] if len(groups) > 1 else []
    marks += ["raters"] if residents >= norms().least_residents else []
    attest(
        kind=HELD,
        organisation=row.branch,
        on=row.meeting.day,
        source=row,
        source_url=reverse("appraisal", args=[row.pk]),
        entitled=roll.count(),
        present=roll.filter(attendance__isnull=False).count(),
        marks=marks,
        subject=f"appraisal.appraisal:{row.pk}",
    )
    last = row.meeting.day - timedelta(days=norms().sent_days_before)
    for report in sent(row).filter(sent_on__lte=last):
        add_marks(source=report, marks=("three_days",))


@transaction.atomic
def grade_report(*, by, report: WorkReport, grade: str, reason: str, on: date | None = None) -> FinalGrade:
    """People give the grade, with a reason; the reckoned total of the day is kept beside it. A grade is corrected by
    another with its own reason; the record keeps both."""
    row, day = locked_report(report), on or today()
    appraisal = locked(row.appraisal)
    must(by, may_grade, appraisal, _("由街道党工委确定等次。"))
    if not appraisal.published_on:
        raise ImpossibleError(_("测评结果还没有公布。"))
    if grade not in dict(GRADES):
        raise ImpossibleError({"grade": _("请选择一个等次。")})
    if not reason.strip():
        raise ImpossibleError({"reason": _("请写明理由。")})
    must_stay_out(reason)
    found = next((one for one in told(appraisal) if one.report == row.pk), None)
    if found is None:
        raise ImpossibleError(_("这份报告没有参加测评。"))
    known = FinalGrade.objects.filter(report=row).first()
    before = {"grade": known.grade, "reason": known.reason} if known else None
    made, _new = FinalGrade.objects.update_or_create(
        report=row,
        defaults={
            "grade": grade,
            "total": found.total or 0,
            "reckoning": found.reckoning,
            "reason": reason.strip()[:300],
            "decided_on": day,
            "decided_by": by,
            "decider_name": name_of(by),
        },
    )
    after = {"grade": grade, "total": made.total}
    record(by=by, verb="appraisal.grade", target=row, why=made.reason, before=before, after=after)
    _attest_graded(appraisal, day)
    return made


def street_of(branch: Organisation, day: date) -> Organisation | None:
    """Who leads the branch on the party line on the day."""
    row = (
        Placement.objects.on(day)
        .filter(organisation=branch, line=Line.PARTY)
        .select_related("superior")
        .first()
    )
    return row.superior if row else None


def _attest_graded(appraisal: Appraisal, day: date) -> None:
    """Once all that was published under the street has its grades, the street has done its part for the year."""
    street = street_of(appraisal.branch, day)
    if street is None:
        return
    below = Placement.objects.on(day).filter(superior=street, line=Line.PARTY).values("organisation")
    open_ones = WorkReport.objects.filter(
        appraisal__year=appraisal.year,
        appraisal__branch__in=below,
        appraisal__published_on__isnull=False,
        sent_on__isnull=False,
        final=None,
    )
    subject = f"appraisal.year:{appraisal.year}"
    done = Evidence.objects.filter(kind=GRADED, organisation=street, subject=subject, annulled_at=None)
    if open_ones.exists() or done.exists():
        return
    attest(
        kind=GRADED,
        organisation=street,
        on=day,
        source=appraisal,
        source_url=reverse("appraisals"),
        marks=("formula", "grades"),
        subject=subject,
    )
