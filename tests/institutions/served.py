"""How the duties of service, of accounts and of the yearly appraisal are called for and done: by the commands of their
pages."""

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from jiceng.appraisal import commands as appraisal
from jiceng.appraisal.models import Appraisal
from jiceng.appraisal.norms import OWN
from jiceng.appraisal.queries.results import boxes
from jiceng.documents.commands.tasks import finish_task
from jiceng.institutions.enums import State
from jiceng.institutions.models import Duty
from jiceng.institutions.queries.states import duties_on
from jiceng.meetings import commands as meetings
from jiceng.meetings.commands import votes
from jiceng.meetings.enums_votes import Grade, VoteBy
from jiceng.meetings.models import Poll, VoteTaken
from jiceng.people.models import Account
from jiceng.resources import commands as resources
from jiceng.service import commands as service
from jiceng.service.models import Case
from jiceng.service.norms import certificates, kinds
from tests.institutions.lived import EVENT

DAY = timedelta(days=1)


def asked(urgency: str):
    """A resident asks on the page for something of that urgency."""

    def happens(county, one, body) -> None:
        county.clock.at(EVENT)
        kind = next(key for key, row in kinds().items() if urgency in {"", row.urgency})
        service.ask(new=service.NewCase(county.area, kind=kind, text="楼道灯不亮", way="page"), on=EVENT)

    return happens


def case_of(duty: Duty) -> Case:
    return Case.objects.get(pk=duty.subject.split(":")[1])


def accepted(county, duty: Duty, on: date) -> None:
    service.accept(by=None, case=case_of(duty), on=on)


def answered(county, duty: Duty, on: date) -> None:
    service.answer(by=None, case=case_of(duty), text="换好了", on=on)


def households(county, duty: Duty, on: date) -> None:
    """The only household on the roll is visited, so all are."""
    new = service.NewHousehold(need="old", name="孙桂芝")
    row = service.enter_household(by=None, community=county.area, new=new, on=on)
    service.visit_household(by=None, household=row, on=on, found="well")


def certified(county, on: date) -> None:
    county.clock.at(on)
    service.refuse_certificate(
        by=None, community=county.area, certificate=next(iter(certificates(on))), on=on
    )


def accounts(county, duty: Duty, on: date) -> None:
    """The account of the quarter before, signed by two supervisors and posted."""
    before = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1) - DAY
    quarter = (before.month + 2) // 3
    row = resources.draw_up_account(by=None, community=county.area, year=before.year, quarter=quarter)
    for name in ("监督员甲", "监督员乙"):
        resources.sign_account(by=None, account=row, name=name)
    resources.post_account(by=None, account=row, on=on)


def sent(county, on: date) -> Appraisal:
    """Those who report on the day have sent their reports."""
    county.clock.at(on)
    for account in (county.secretary, county.director):
        known = account.person.terms.filter(valid_from__lte=on)
        if known.exists():
            report = appraisal.begin_report(by=account, community=county.area, on=on)
            report = appraisal.write_report(by=account, report=report, text="今年的工作和问题。")
            appraisal.send_report(by=account, report=report, on=on)
    return Appraisal.objects.latest("pk")


def held(county, on: date, row: Appraisal | None = None) -> Appraisal:
    """The meeting of the day, graded on paper and published. The county asks for as many residents as it has."""
    row = row or sent(county, on - 8 * DAY)
    meeting = county.opened("report_appraisal", county.branch, on, agenda=None)
    people = [one.person for one in county.representatives[:2]]
    appraisal.prepare_appraisal(by=None, appraisal=row, meeting=meeting, tellers=[one.pk for one in people])
    row.refresh_from_db()
    boxes(row).update(phones=False)
    appraisal.open_boxes(by=None, appraisal=row)
    for poll in boxes(row):
        _on_paper(poll, people)
    meetings.close_meeting(by=None, meeting=meeting)
    own = Path(settings.DATA_DIR) / OWN
    own.write_text("least_residents: 10\n", encoding="utf-8")
    try:
        appraisal.publish_results(by=None, appraisal=row, on=on)
    finally:
        own.unlink()
    row.refresh_from_db()
    return row


def _on_paper(poll: Poll, people) -> None:
    free = poll.electorate().exclude(pk__in=poll.exclusions.values("entry"))
    taken = VoteTaken.objects.bulk_create(VoteTaken(poll=poll, entry=one, by=VoteBy.PAPER) for one in free)
    votes.close_poll(by=None, poll=poll)
    lines = {f"{one.pk}:{grade}": 0 for one in poll.options.all() for grade in Grade.values}
    lines |= {f"{one.pk}:{Grade.QUALIFIED}": len(taken) for one in poll.options.all()}
    for one in people:
        teller = Account(username=one.name, person=one)
        votes.fill_sheet(by=teller, poll=poll, returned=len(taken), void=0, lines=lines)


def reported(county, duty: Duty, on: date) -> None:
    """Sent on the day, in hand more than three days when the meeting is held."""
    held(county, on + 7 * DAY, sent(county, on))


def appraised(county, duty: Duty, on: date) -> None:
    held(county, on)


def graded(county, duty: Duty, on: date) -> None:
    for report in held(county, on).reports.filter(sent_on__isnull=False):
        appraisal.grade_report(by=None, report=report, grade="qualified", reason="同意测评", on=on)


def listed(county, duty: Duty, on: date) -> None:
    row = Appraisal.objects.get(pk=duty.subject.split(":")[1])
    _list(row, on)


def _list(row: Appraisal, on: date):
    data = {"problem": "走访少", "measure": "每季度走访一遍", "due_on": on + 30 * DAY}
    fault = appraisal.list_fault(by=None, appraisal=row, on=on, **data)
    appraisal.publish_list(by=None, appraisal=row, on=on)
    return fault.task


def informed(county, duty: Duty, on: date) -> None:
    row = held(county, on)
    finish_task(by=None, task=_list(row, on), result="都走访了", on=on)
    appraisal.inform(by=None, appraisal=row, on=on)


HAPPENS = {
    "case.received": asked(""),
    "case.urgent": asked("urgent"),
    "case.ordinary": asked("ordinary"),
    "case.hard": asked("hard"),
    "appraisal.held": lambda county, one, body: held(county, EVENT),
}
DONE_BY = {
    "case.accepted": accepted,
    "case.closed": answered,
    "visit.household": households,
    "openness.accounts": accounts,
    "work_report.yearly": reported,
    "appraisal.held": appraised,
    "appraisal.graded": graded,
    "rectification.list": listed,
    "rectification.checked": informed,
}


def at_once(county, one) -> bool:
    """What is answered in the same breath as it is asked is never open: it is there, and done."""
    if one.evidence != "certificate.answered":
        return False
    certified(county, EVENT)
    assert duties_on(EVENT).get(obligation=one).state == State.DONE
    return True
