"""The county's appraisals of a year, and what one of them needs next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.appraisal import rules
from jiceng.appraisal.enums import Stage
from jiceng.appraisal.models import Appraisal, FinalGrade, Rectification, WorkReport
from jiceng.appraisal.queries.results import boxes
from jiceng.documents.models import Task
from jiceng.documents.queries.tasks import LIGHTS as LIGHTS_OF_TASKS
from jiceng.documents.queries.tasks import lit
from jiceng.kernel.components import Event, Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import today, written_day
from jiceng.kernel.units import COMMUNITIES, ITEMS
from jiceng.kernel.words import strung
from jiceng.meetings.enums import MeetingState
from jiceng.meetings.enums_votes import PollState
from jiceng.meetings.models import Meeting
from jiceng.meetings.rules import may_convene
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation

KIND = "report_appraisal"
LIGHTS = {
    Stage.NONE: "none",
    Stage.DRAFTING: "info",
    Stage.SENT: "info",
    Stage.READY: "info",
    Stage.HELD: "soon",
    Stage.GRADED: "soon",
    Stage.LISTED: "info",
    Stage.CLOSED: "done",
}


def year_of(day: date) -> int:
    """The year that is appraised on a day: from April on the present one, before that the one that ended."""
    return day.year if day.month > 3 else day.year - 1  # months


@dataclass
class Line:
    """A community in the list of a year; `appraisal` is None where nothing has begun."""

    pk: int
    name: str
    pinyin: str
    initials: str
    code: str
    appraisal: Appraisal | None = None
    written: int = 0
    sent: int = 0
    grades: str = ""
    given: int = 0
    listed: int = 0
    done: int = 0
    secretary: str = ""

    @property
    def stage(self) -> Stage:
        return stage_of(self.appraisal, self.written, self.sent, self.given)

    @property
    def stage_order(self) -> str:
        return f"{list(Stage).index(self.stage):02d}"

    @property
    def held_on(self) -> date | None:
        meeting = self.appraisal.meeting if self.appraisal else None
        return meeting.day if meeting else None

    @property
    def put_right(self) -> str:
        return f"{self.done}/{self.listed}" if self.listed else ""


def stage_of(appraisal: Appraisal | None, written: int, sent: int, given: int) -> Stage:
    """From what stands there alone; `given`: reports that have their grade."""
    if appraisal is None:
        return Stage.NONE
    if appraisal.informed_on:
        return Stage.CLOSED
    if appraisal.listed_on:
        return Stage.LISTED
    if appraisal.published_on:
        return Stage.GRADED if sent and given >= sent else Stage.HELD
    if appraisal.meeting_id:
        return Stage.READY
    return Stage.SENT if sent and sent == written else Stage.DRAFTING


def lines(*, seen_by, year: int, as_of: date) -> list[Line]:
    """Every community in reach that stood on the day, in the order of codes; a fixed number of queries."""
    places = rules.seen_communities(seen_by).on(as_of).filter(kind=Kind.COMMUNITY).order_by("code", "pk")
    found = {one.pk: Line(one.pk, one.name, one.pinyin, one.initials, one.code) for one in places}
    for term in rules.reporting_terms(as_of).filter(
        post__kind="secretary", post__organisation__territory__in=found
    ):
        found[term.post.organisation.territory_id].secretary = term.person.name
    rows = Appraisal.objects.filter(year=year, community__in=found).select_related("meeting")
    for row in rows.prefetch_related("reports__final", "reports__term__person", "rectifications__task"):
        _fill(found[row.community_id], row)
    return list(found.values())


def _fill(line: Line, row: Appraisal) -> None:
    reports = list(row.reports.all())
    finals = [(one, one.final) for one in reports if hasattr(one, "final")]
    line.appraisal, line.written = row, len(reports)
    line.sent = sum(one.sent_on is not None for one in reports)
    line.given = len(finals)
    line.grades = strung(
        _("%(name)s：%(grade)s") % {"name": one.term.person.name, "grade": final.get_grade_display()}
        for one, final in finals
    )
    tasks = [one.task for one in row.rectifications.all() if row.listed_on]
    line.listed, line.done = len(tasks), sum(not one.is_open for one in tasks)


def figures(found: Iterable[Line], here: str) -> list[Figure]:
    """How the year stands; each opens the list of the communities behind it."""
    rows = list(found)
    reached = {
        stage: sum(list(Stage).index(one.stage) >= list(Stage).index(stage) for one in rows)
        for stage in Stage
    }
    return [
        Figure(_("社区"), len(rows), COMMUNITIES, here),
        Figure(_("报告已送达"), reached[Stage.SENT], COMMUNITIES, f"{here}&reached=sent"),
        Figure(_("结果已公布"), reached[Stage.HELD], COMMUNITIES, f"{here}&reached=held"),
        Figure(_("等次已确定"), reached[Stage.GRADED], COMMUNITIES, f"{here}&reached=graded"),
        Figure(_("整改已完成"), sum(one.done for one in rows), ITEMS, f"{here}&reached=listed"),
    ]


def appraisal_or_404(pk: int, *, seen_by) -> Appraisal:
    found = rules.seen_appraisals(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def report_or_404(pk: int, *, seen_by) -> WorkReport:
    found = rules.seen_reports(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def meetings_for(appraisal: Appraisal) -> list[Meeting]:
    """Meetings of appraisal of the branch in the time of that year's appraisal that nobody has taken yet."""
    first, last = date(appraisal.year, 4, 1), date(appraisal.year + 1, 3, 31)
    rows = Meeting.objects.filter(
        organisation=appraisal.branch_id,
        kind=KIND,
        starts_at__date__gte=first,
        starts_at__date__lte=last,
        appraisal__isnull=True,
        state__in=(MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.OPEN),
    )
    return list(rows.order_by("starts_at"))


@dataclass(frozen=True)
class Next:
    """What can be done now with an appraisal, by those who may."""

    acts: frozenset[str] = field(default_factory=frozenset)
    polls: tuple = ()


def next_of(appraisal: Appraisal, account) -> Next:
    """Acts that are open to the account now: prepare, open, close, publish, grade, add, list, inform."""
    polls = tuple(boxes(appraisal)) if appraisal.meeting_id else ()
    acts = set()
    if rules.may_keep.test(account, appraisal):
        acts |= _kept(appraisal, polls)
    if appraisal.published_on and rules.may_grade.test(account, appraisal):
        acts.add("grade")
    return Next(frozenset(acts), polls)


def _kept(appraisal: Appraisal, polls: tuple) -> set[str]:
    if appraisal.published_on:
        if appraisal.informed_on:
            return set()
        return {"inform"} if appraisal.listed_on else {"add", "list"}
    if not polls:
        return {"prepare"} if appraisal.reports.filter(sent_on__isnull=False).exists() else set()
    states = {poll.state for poll in polls}
    if states == {PollState.PREPARED}:
        return {"open"} if appraisal.meeting.state == MeetingState.OPEN else set()
    if PollState.OPEN in states:
        return {"close"}
    counted = states <= {PollState.COUNTED, PollState.PUBLISHED}
    return {"publish"} if counted and appraisal.meeting.state == MeetingState.CLOSED else set()


def stations(appraisal: Appraisal) -> list[Event]:
    """The way of the appraisal in days; what is still to come says so."""
    reports = list(appraisal.reports.select_related("term__person"))
    sent = [one.sent_on for one in reports if one.sent_on]
    meeting = appraisal.meeting
    graded = FinalGrade.objects.filter(report__appraisal=appraisal).order_by("decided_on").first()
    marks = (
        (max(sent) if sent and len(sent) == len(reports) else None, _("述职报告送达"), ""),
        (
            meeting.day if meeting else None,
            _("述职评议会"),
            reverse("meeting", args=[meeting.pk]) if meeting else "",
        ),
        (appraisal.published_on, _("公布测评结果"), ""),
        (graded.decided_on if graded else None, _("街道确定等次"), ""),
        (appraisal.listed_on, _("公布整改清单"), ""),
        (appraisal.informed_on, _("通报整改情况"), ""),
    )
    return [
        Event(written_day(on) if on else _("还没有"), title, "", url, "done" if on else "")
        for on, title, url in marks
    ]


def report_card(*, seen_by, as_of: date) -> Card | None:
    """Reports that wait for one's own pen, from November on until they are sent."""
    if not getattr(seen_by, "person_id", None) or as_of.month < 11:  # November
        return None
    terms = rules.reporting_terms(as_of, person=seen_by.person_id)
    year = year_of(as_of)
    rows = []
    for place in {
        term.post.organisation.territory_id: term.post.organisation.territory for term in terms
    }.values():
        mine = WorkReport.objects.filter(
            appraisal__community=place, appraisal__year=year, term__person=seen_by.person_id
        ).first()
        if mine is None or mine.sent_on is None:
            rows.append(_waiting(place, mine, year))
    return Card(_("述职报告"), rows, len(rows)) if rows else None


def _waiting(place: Organisation, mine: WorkReport | None, year: int) -> Row:
    url = reverse("work_report", args=[mine.pk]) if mine else reverse("work_report_begin", args=[place.pk])
    note = _("已起草") if mine else _("还没有起草")
    text = _("%(place)s%(year)d年述职报告") % {"place": place.name, "year": year}
    return Row(text, url, "soon", note)


def reading_card(*, seen_by, as_of: date) -> Card | None:
    """Reports of the meeting of appraisal that one is called to, until its results are there."""
    found = rules.seen_reports(seen_by=seen_by).filter(
        rules.on_roll(seen_by, "appraisal__"), sent_on__lte=as_of, appraisal__published_on=None
    )
    rows = [
        Row(
            _("%(name)s的述职报告") % {"name": one.term.person.name},
            reverse("work_report", args=[one.pk]),
            "info",
            str(one.appraisal.community),
        )
        for one in found.order_by("sent_on", "pk")[:5]
    ]
    return Card(_("请看述职报告"), rows, len(rows)) if rows else None


@dataclass(frozen=True)
class Fault:
    """A fault of the list with the light of its task."""

    problem: str
    measure: str
    due: str
    light: tuple[str, str]
    result: str
    url: str = ""


def shown_faults(appraisal: Appraisal, account=None) -> list[Fault]:
    """The list as it is put right; before it is published only those see it who keep it. The task opens to those who
    see the appraisals by their post."""
    keeps = account is not None and rules.may_keep.test(account, appraisal)
    if not appraisal.listed_on and not keeps:
        return []
    opens = account is not None and rules.may_see.test(account)
    rows = Rectification.objects.filter(appraisal=appraisal).select_related("task")
    tasks = {one.pk: one for one in lit(Task.objects.filter(rectification__in=rows), today())}
    return [_fault(one, tasks[one.task_id], opens) for one in rows]


def _fault(row: Rectification, task: Task, opens: bool) -> Fault:
    state, word = LIGHTS_OF_TASKS[task.light]
    due = task.due_on.isoformat() if task.due_on else ""
    url = reverse("task", args=[task.pk]) if opens else ""
    return Fault(row.problem, task.title, due, (state, str(word)), task.result or task.dropped_why, url)


def grades_in(appraisal: Appraisal) -> dict[int, FinalGrade]:
    """The grades given, by report."""
    return {one.report_id: one for one in FinalGrade.objects.filter(report__appraisal=appraisal)}


def call_url(appraisal: Appraisal, account) -> str:
    """The pre-filled form that calls the meeting, where none waits and the account may call it."""
    if (
        boxes(appraisal).exists()
        or meetings_for(appraisal)
        or not may_convene.test(account, appraisal.branch)
    ):
        return ""
    return reverse("meeting_prepare", args=[KIND, appraisal.branch_id])


def public_card(*, as_of: date) -> Card | None:
    """For residents: the communities whose results are there, the latest first."""
    rows = Appraisal.objects.filter(published_on__isnull=False, published_on__lte=as_of)
    found = [
        Row(
            _("%(place)s%(year)d年述职评议") % {"place": one.community.name, "year": one.year},
            reverse("appraisal_public", args=[one.community_id]),
            "done",
            one.published_on.isoformat(),
        )
        for one in rows.select_related("community").order_by("-published_on", "pk")[:5]
    ]
    return Card(_("书记、主任述职评议结果"), found, rows.count()) if found else None


def open_of(duty) -> str:
    """Where a duty of the appraisal is done: the appraisal it names, else that of the community, else the list."""
    number = duty.subject.partition(":")[2]
    if duty.subject.startswith("appraisal.appraisal:") and number.isdecimal():
        return reverse("appraisal", args=[number])
    place = duty.organisation.territory_id
    row = Appraisal.objects.filter(community=place, year=year_of(duty.due_on)).first() if place else None
    return reverse("appraisal", args=[row.pk]) if row else reverse("appraisals")


def report_of(duty) -> str:
    """The holder's own report, begun or not."""
    place = duty.organisation.territory_id
    row = (
        WorkReport.objects.filter(
            appraisal__community=place, appraisal__year=year_of(duty.due_on), term__person=duty.term.person_id
        ).first()
        if duty.term_id
        else None
    )
    return reverse("work_report", args=[row.pk]) if row else reverse("work_report_begin", args=[place])
