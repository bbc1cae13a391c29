"""Three audiences grade in secret, small ones together; people give the grade; faults are put right."""

from datetime import timedelta

import pytest

from jiceng.appraisal import commands
from jiceng.appraisal.models import Appraisal, FinalGrade
from jiceng.appraisal.queries.appraisals import call_url, lines, stage_of
from jiceng.appraisal.queries.facts import before
from jiceng.appraisal.queries.results import boxes, told
from jiceng.appraisal.rules import seen_appraisals, seen_reports
from jiceng.documents.commands.tasks import finish_task
from jiceng.institutions.models import Evidence
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.meetings import commands as meetings
from jiceng.meetings.models import Ballot, Poll
from jiceng.meetings.queries.votes.pages import waiting_ballots
from jiceng.organisations.commands import ImpossibleError
from tests import factories
from tests.appraisal.hall import Hall

pytestmark = pytest.mark.django_db


def marks_of(kind: str) -> set[str]:
    return set(Evidence.objects.get(kind=kind, annulled_at=None).marks.values_list("mark", flat=True))


class TestBoxes:
    def test_each_audience_has_its_box_and_those_who_report_keep_out(self):
        hall = Hall()
        hall.prepared()
        polls = {poll.audience: poll for poll in Poll.objects.all()}
        assert set(polls) == {"units", "full_members", "representatives"}
        assert polls["units"].electorate().count() == 6
        assert polls["full_members"].electorate().count() == 9
        excluded = [one.entry.person for one in polls["full_members"].exclusions.all()]
        assert excluded == [hall.secretary.person]
        assert {one.person for one in polls["units"].options.all()} == {
            hall.secretary.person,
            hall.director.person,
        }
        assert len({bytes(one.public_key) for poll in polls.values() for one in poll.tellers.all()}) == 2

    def test_audiences_too_small_to_stay_secret_share_a_box(self):
        hall = Hall(members=6, representatives=7, units=2)
        hall.prepared()
        assert {poll.audience for poll in Poll.objects.all()} == {"full_members+units", "representatives"}

    def test_a_ballot_goes_into_the_own_box_only(self):
        hall = Hall()
        hall.opened()
        contact = hall.contacts[0]
        assert [poll.audience for poll in waiting_ballots(seen_by=contact)] == ["units"]
        assert not waiting_ballots(seen_by=hall.secretary).exists(), "who reports keeps out"
        other = Poll.objects.get(audience="full_members")
        entry = hall.meeting.roll.get(person=contact.person)
        from jiceng.meetings.commands import votes

        marks = {"grades": {str(one.pk): "failed" for one in other.options.all()}}
        with pytest.raises(ImpossibleError, match="没有表决权"):
            votes.cast_ballot(by=contact, poll=other, entry=entry, marks=marks)

    def test_only_the_own_branch_prepares_and_only_after_a_report_was_sent(self):
        hall = Hall()
        hall.report(hall.secretary)
        appraisal, meeting = Appraisal.objects.get(), hall.called()
        tellers = [one.person_id for one in hall.tellers]
        data = {"appraisal": appraisal, "meeting": meeting, "tellers": tellers}
        for account in (hall.neighbour, hall.street, hall.director, hall.members[0]):
            with pytest.raises(Refused):
                commands.prepare_appraisal(by=account, **data)
        with pytest.raises(ImpossibleError, match="还没有送达"):
            commands.prepare_appraisal(by=hall.secretary, **data)
        report = commands.send_report(by=hall.secretary, report=appraisal.reports.get())
        with pytest.raises(ImpossibleError, match="不能担任计票人"):
            commands.prepare_appraisal(
                by=hall.secretary, **{**data, "tellers": [hall.secretary.person_id, tellers[0]]}
            )
        commands.prepare_appraisal(by=hall.secretary, **data)
        with pytest.raises(ImpossibleError, match="已经准备好"):
            commands.prepare_appraisal(by=hall.secretary, **data)
        with pytest.raises(ImpossibleError, match="不能再改报告"):
            commands.recall_report(by=hall.secretary, report=report, why="想改")

    def test_after_an_annulled_meeting_the_vote_is_prepared_for_another(self):
        hall = Hall()
        appraisal = hall.prepared()
        meetings.annul(by=None, meeting=hall.meeting, why="改期")
        assert call_url(appraisal, hall.secretary)
        data = {"meeting": hall.called(), "tellers": [one.person_id for one in hall.tellers]}
        assert not call_url(appraisal, hall.secretary)
        again = commands.prepare_appraisal(by=hall.secretary, appraisal=appraisal, **data)
        assert again.meeting == data["meeting"]
        assert boxes(again).count() == 3


class TestResults:
    def test_one_code_a_teller_opens_all_boxes_and_the_counts_are_told_by_audience(self):
        hall = Hall()
        appraisal = hall.counted(
            [
                *((one, "excellent", "qualified") for one in hall.members),
                *((one, "qualified", "basic") for one in hall.representatives),
                *((one, "basic", "basic") for one in hall.contacts),
            ]
        )
        assert {poll.state for poll in Poll.objects.all()} == {"counted"}
        assert Ballot.objects.count() == 8 + 7 + 6
        commands.publish_results(by=hall.secretary, appraisal=appraisal)
        appraisal.refresh_from_db()
        assert {poll.state for poll in Poll.objects.all()} == {"published"}
        first = told(appraisal)[0]
        assert first.table == [
            ["正式党员", 8, 8, 8, 0, 0, 0],
            ["居民代表", 7, 7, 0, 7, 0, 0],
            ["驻区单位", 6, 6, 0, 0, 6, 0],
        ]
        assert first.total_text == "88.0"  # 100 × 40 % + 85 × 40 % + 70 × 20 %
        held = Evidence.objects.get(kind="appraisal.held")
        assert (held.organisation, held.entitled, held.present) == (hall.branch, 22, 22)
        assert marks_of("appraisal.held") == {"secret", "roll", "groups"}
        assert {
            mark
            for one in Evidence.objects.filter(kind="work_report.yearly")
            for mark in one.marks.values_list("mark", flat=True)
        } == {"length", "three_days"}

    def test_few_ballots_are_counted_with_another_audience_and_no_box_tells_them(self):
        hall = Hall()
        appraisal = hall.counted(
            [
                *((one, "excellent") for one in (*hall.members, *hall.representatives)),
                *((one, "failed") for one in hall.contacts[:2]),
            ]
        )
        commands.publish_results(by=hall.secretary, appraisal=appraisal)
        appraisal.refresh_from_db()
        rows = told(appraisal)[0].table
        assert len(rows) == 2
        assert {row[0] for row in rows} in (
            {"正式党员", "居民代表、驻区单位"},
            {"居民代表", "正式党员、驻区单位"},
        )
        assert {poll.state for poll in Poll.objects.all()} == {"counted"}, "a box by itself would tell"

    def test_nothing_is_published_before_the_end(self):
        hall = Hall()
        appraisal = hall.opened()
        with pytest.raises(ImpossibleError, match="计票还没有结束"):
            commands.publish_results(by=hall.secretary, appraisal=appraisal)
        with pytest.raises(Refused):
            commands.publish_results(by=hall.neighbour, appraisal=appraisal)

    def test_fifty_residents_make_the_piece_that_the_institution_asks_for(self):
        hall = Hall(members=26, representatives=25, units=5)
        appraisal = hall.counted()
        commands.publish_results(by=hall.secretary, appraisal=appraisal)
        assert "raters" in marks_of("appraisal.held")


@pytest.fixture
def published():
    hall = Hall()
    hall.appraisal = commands.publish_results(by=hall.secretary, appraisal=hall.counted())
    hall.appraisal.refresh_from_db()
    return hall


class TestGrade:
    def test_people_decide_with_a_reason_and_the_total_stands_beside(self, published):
        first, second = published.reports
        for account in (published.secretary, published.neighbour, published.director):
            with pytest.raises(Refused):
                commands.grade_report(by=account, report=first, grade="excellent", reason="好")
        with pytest.raises(ImpossibleError, match="理由"):
            commands.grade_report(by=published.street, report=first, grade="excellent", reason=" ")
        made = commands.grade_report(
            by=published.street, report=first, grade="basic", reason="两项制度没有落实"
        )
        assert (made.grade, made.total) == ("basic", 850), "a grade is not the total"
        assert not Evidence.objects.filter(kind="appraisal.graded").exists()
        commands.grade_report(by=published.street, report=second, grade="qualified", reason="同意测评结果")
        assert Evidence.objects.get(kind="appraisal.graded").organisation == published.county["street"]
        commands.grade_report(by=published.street, report=first, grade="qualified", reason="复核后更正")
        assert FinalGrade.objects.get(report=first).grade == "qualified"
        assert Evidence.objects.filter(kind="appraisal.graded").count() == 1

    def test_a_grade_waits_for_the_results(self):
        hall = Hall()
        hall.prepared()
        with pytest.raises(ImpossibleError, match="还没有公布"):
            commands.grade_report(by=hall.street, report=hall.reports[0], grade="qualified", reason="早了")


def test_faults_become_tasks_and_the_next_year_begins_with_them(published):
    due = today() + timedelta(days=60)
    data = {"problem": "走访重点户不够", "measure": "每季度走访一遍", "due_on": due}
    with pytest.raises(Refused):
        commands.list_fault(by=published.neighbour, appraisal=published.appraisal, **data)
    with pytest.raises(ImpossibleError, match="空的"):
        commands.publish_list(by=published.secretary, appraisal=published.appraisal)
    fault = commands.list_fault(by=published.secretary, appraisal=published.appraisal, **data)
    assert fault.task.unit == published.branch
    commands.publish_list(by=published.secretary, appraisal=published.appraisal)
    assert marks_of("rectification.list") == {"list:rectification"}
    assert (
        Evidence.objects.get(kind="rectification.list").subject
        == f"appraisal.appraisal:{published.appraisal.pk}"
    )
    with pytest.raises(ImpossibleError, match="走访重点户不够"):
        commands.inform(by=published.secretary, appraisal=published.appraisal)
    finish_task(by=published.secretary, task=fault.task, result="已走访42户")
    commands.inform(by=published.secretary, appraisal=published.appraisal)
    assert marks_of("rectification.checked") == {"result"}
    following = Appraisal(
        community=published.community, branch=published.branch, year=published.appraisal.year + 1
    )
    assert [one.problem for one in before(following)] == ["走访重点户不够"]


def test_who_is_called_reads_and_the_neighbour_sees_nothing(published):
    pk = published.appraisal.pk
    for account in (
        published.street,
        published.members[3],
        published.contacts[0],
        published.representatives[0],
    ):
        assert seen_appraisals(seen_by=account).filter(pk=pk).exists()
        assert seen_reports(seen_by=account).count() == 2
    for account in (published.neighbour, factories.make_account()):
        assert not seen_appraisals(seen_by=account).filter(pk=pk).exists()
        assert not seen_reports(seen_by=account).exists()


def test_the_list_of_a_year_says_where_each_community_stands(published, django_assert_num_queries):
    year = published.appraisal.year
    found = {one.name: one for one in lines(seen_by=published.street, year=year, as_of=today())}
    assert {name: one.stage.value for name, one in found.items()} == {"铁东社区": "held", "铁西社区": "none"}
    assert found["铁东社区"].secretary == published.secretary.person.name
    assert [one.name for one in lines(seen_by=published.neighbour, year=year, as_of=today())] == ["铁西社区"]
    assert stage_of(None, 0, 0, 0).value == "none"
