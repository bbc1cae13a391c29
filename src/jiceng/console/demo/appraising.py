"""The yearly appraisals of the demonstration: one community has come to the end, others are on their way."""

import random
from collections.abc import Callable
from datetime import timedelta

from jiceng.appraisal import commands
from jiceng.appraisal.models import Appraisal, WorkReport
from jiceng.appraisal.queries.appraisals import KIND
from jiceng.appraisal.queries.results import boxes
from jiceng.appraisal.rules import reporting_terms
from jiceng.console.demo.holding import ended, held, present
from jiceng.documents.commands.tasks import finish_task
from jiceng.kernel.pages import today
from jiceng.meetings.commands import votes
from jiceng.meetings.enums_votes import Grade, VoteBy
from jiceng.meetings.models import AgendaItem, Poll, VoteTaken
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation
from jiceng.people.models import Account, Person

SENT_AGO, HELD_AGO, TOLD_AGO = 20, 14, 12  # days
FIRST_MONTH = 4  # before, the year that ended is appraised, and these communities did not stand in it
AGENDA = ["上年度整改情况通报", "述职", "分类测评"]
PLAN = "重点抓好三件事：把走访重点户落到人头，把议事会开在楼门口，把没有按期完成的制度逐项补上。"
FAULTS = (
    ("重点户走访有空档，个别独居老人两个月没有人上门", "重点户每季度走访一遍，走访日期记到户", 45),
    ("议题答复慢，居民等的时间长", "议题十五日内书面答复，办不了的说明原因", 30),
    ("共建单位联系少，上半年只开过一次联席会", "每季度召开联席会，会前征集需求", 60),
)
MOOD = {"units": (6, 4, 1, 0), "full_members": (7, 3, 1, 0), "representatives": (5, 5, 2, 1)}


def appraise(seed: int, step: Callable[[str], None]) -> dict:
    """In the order of codes: the first is graded and puts its faults right, the second waits for the street, the third
    has sent its reports, the fourth drafts."""
    if today().month < FIRST_MONTH:
        return {"appraisals": 0}
    step("appraisals")
    chance = random.Random(seed + 61)  # noqa: S311  # demonstration data, not secrets
    places = list(Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY).order_by("code", "pk")[:4])
    for number, place in enumerate(places):
        reports = _report(place, sent=number < 3)
        if number < 2 and reports:
            appraisal = _hold(reports[0].appraisal, chance)
            if number == 0:
                _finish(appraisal)
    return {"appraisals": Appraisal.objects.count()}


def _as(person: Person) -> Account:
    """The person's account; whoever has none in the demonstration would have one."""
    return Account.objects.filter(person=person).first() or Account(username=person.name, person=person)


def _report(place: Organisation, *, sent: bool) -> list[WorkReport]:
    day = today() - timedelta(days=SENT_AGO)
    terms = [one for one in reporting_terms(day) if one.post.organisation.territory_id == place.pk]
    made = []
    for term in terms:
        by = _as(term.person)
        report = commands.begin_report(by=by, community=place, on=day)
        if sent and report.sent_on is None:
            report = commands.write_report(by=by, report=report, text=f"{report.text}\n{PLAN}")
            report = commands.send_report(by=by, report=report, on=day)
        made.append(report)
    return made


def _hold(appraisal: Appraisal, chance: random.Random) -> Appraisal:
    """On paper: everybody there fills a sheet, the tellers agree."""
    meeting = held(KIND, appraisal.branch, HELD_AGO, AGENDA)
    reporting = set(appraisal.reports.values_list("term__person", flat=True))
    voters = [one for one in present(meeting) if one.person_id and one.person_id not in reporting]
    tellers = [voters[-1].person, voters[-2].person]
    AgendaItem.objects.filter(meeting=meeting, title=AGENDA[-1]).update(matter="general")
    commands.prepare_appraisal(
        by=None, appraisal=appraisal, meeting=meeting, tellers=[one.pk for one in tellers]
    )
    appraisal.refresh_from_db()
    boxes(appraisal).update(phones=False)
    commands.open_boxes(by=None, appraisal=appraisal)
    for poll in boxes(appraisal):
        _fill(poll, chance, tellers)
    ended(meeting)
    return commands.publish_results(by=None, appraisal=appraisal, on=today() - timedelta(days=TOLD_AGO))


def _fill(poll: Poll, chance: random.Random, tellers: list[Person]) -> None:
    free = poll.electorate().filter(attendance__isnull=False).exclude(pk__in=poll.exclusions.values("entry"))
    taken = VoteTaken.objects.bulk_create(VoteTaken(poll=poll, entry=one, by=VoteBy.PAPER) for one in free)
    votes.close_poll(by=None, poll=poll)
    mood = MOOD[poll.audience.split("+")[0]]
    lines = {f"{option.pk}:{grade}": 0 for option in poll.options.all() for grade in Grade.values}
    for option in poll.options.all():
        for grade in chance.choices(Grade.values, mood, k=len(taken)):
            lines[f"{option.pk}:{grade}"] += 1
    for one in tellers:
        votes.fill_sheet(by=_as(one), poll=poll, returned=len(taken), void=0, lines=lines)


def _finish(appraisal: Appraisal) -> None:
    """The street grades, the branch lists what is wrong, the first fault is put right already."""
    day = today() - timedelta(days=TOLD_AGO - 3)
    street = Account.objects.get(username="jiedaoshuji")
    for report in appraisal.reports.filter(sent_on__isnull=False):
        reason = "测评结果较好，制度落实和走访还有差距，按测评确定。"
        commands.grade_report(by=street, report=report, grade=Grade.QUALIFIED, reason=reason, on=day)
    listed = today() - timedelta(days=5)
    for problem, measure, days in FAULTS:
        commands.list_fault(
            by=None,
            appraisal=appraisal,
            problem=problem,
            measure=measure,
            due_on=listed + timedelta(days=days),
            on=listed,
        )
    commands.publish_list(by=None, appraisal=appraisal, on=listed)
    task = appraisal.rectifications.order_by("pk")[1].task
    secretary = appraisal.reports.get(term__post__kind=PostKind.SECRETARY).term.person
    result = "已建立议题台账，积压的四件全部答复。"
    finish_task(by=_as(secretary), task=task, result=result, on=today() - timedelta(days=1))
