"""The pages of the yearly appraisal, walked from the first draft to the faults that were put right."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jiceng.appraisal.models import Appraisal, FinalGrade, WorkReport
from jiceng.documents.commands.tasks import finish_task
from jiceng.documents.models import Task
from jiceng.kernel.pages import today
from jiceng.meetings import commands as meetings
from jiceng.meetings.commands import votes
from jiceng.meetings.models import Poll
from tests.appraisal.hall import Hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return Hall()


def entered(account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(client, name, pk, *, follow=True, **data):
    return client.post(reverse(name, args=[pk]), {"submission_key": str(uuid.uuid4()), **data}, follow=follow)


def text_of(answer) -> str:
    return answer.content.decode()


def test_from_the_draft_to_the_faults_put_right(hall):
    secretary, street = entered(hall.secretary), entered(hall.street)
    assert "起草" in text_of(secretary.get(reverse("work_report_begin", args=[hall.community.pk])))
    answer = post(secretary, "work_report_begin", hall.community.pk)
    report = WorkReport.objects.get()
    assert "一、上年度问题整改" in text_of(answer)
    refused = post(secretary, "work_report_edit", report.pk, text="字" * 3001)
    assert refused.status_code == 422
    assert "最多3000字，现有3001字。" in text_of(refused)
    assert "字" * 3001 in text_of(refused), "nothing typed is lost"
    post(secretary, "work_report_edit", report.pk, text="我的工作。")
    assert "已送达" in text_of(post(secretary, "work_report_send", report.pk))
    appraisal = Appraisal.objects.get()
    page = text_of(secretary.get(reverse("appraisal", args=[appraisal.pk])))
    assert reverse("meeting_prepare", args=["report_appraisal", hall.branch.pk]) in page
    hall.meeting = hall.called()
    first, second = (one.person_id for one in hall.tellers)
    wrong = post(
        secretary, "appraisal_prepare", appraisal.pk, meeting=hall.meeting.pk, first=first, second=first
    )
    assert "请选两名不同的计票人。" in text_of(wrong)
    assert "测评已准备好" in text_of(
        post(
            secretary, "appraisal_prepare", appraisal.pk, meeting=hall.meeting.pk, first=first, second=second
        )
    )
    _vote(hall, secretary, appraisal)
    assert "结果已公布。" in text_of(post(secretary, "appraisal_publish", appraisal.pk))
    assert "加权得分85.0分" in text_of(street.get(reverse("appraisal_grade", args=[report.pk])))
    missing = post(street, "appraisal_grade", report.pk, grade="qualified")
    assert missing.status_code == 422
    assert not FinalGrade.objects.exists()
    post(street, "appraisal_grade", report.pk, grade="qualified", reason="同意测评结果")
    assert FinalGrade.objects.get().grade == "qualified"
    _put_right(hall, secretary, appraisal)


def _vote(hall, secretary, appraisal) -> None:
    codes = []
    for account in hall.tellers:
        codes.append(votes.take_code(by=account, poll=Poll.objects.first()))
        votes.check_code(by=account, poll=Poll.objects.first(), code=codes[-1])
    meetings.open_meeting(by=None, meeting=hall.meeting)
    for entry in hall.meeting.roll.all():
        meetings.note_arrival(by=None, entry=entry)
    post(secretary, "appraisal_open", appraisal.pk)
    for account in (*hall.members, *hall.representatives, *hall.contacts):
        poll = next(p for p in Poll.objects.all() if p.electorate().filter(person=account.person).exists())
        page = text_of(entered(account).get(reverse("ballot", args=[poll.pk])))
        assert all(word in page for word in ("好", "较好", "一般", "差"))
        entry = poll.electorate().get(person=account.person)
        marks = {"grades": {str(one.pk): "qualified" for one in poll.options.all()}}
        votes.cast_ballot(by=account, poll=poll, entry=entry, marks=marks)
    post(secretary, "appraisal_close", appraisal.pk)
    for account, code in zip(hall.tellers, codes, strict=True):
        votes.unlock(by=account, poll=Poll.objects.first(), code=code)
    meetings.close_meeting(by=None, meeting=hall.meeting)


def _put_right(hall, secretary, appraisal) -> None:
    resident = Client()
    public = reverse("appraisal_public", args=[hall.community.pk])
    due = (today() + timedelta(days=30)).isoformat()
    post(secretary, "rectification_new", appraisal.pk, problem="楼道灯", measure="逐栋查修", due_on=due)
    assert "楼道灯" not in text_of(resident.get(public))
    post(secretary, "rectification_publish", appraisal.pk)
    assert "楼道灯" in text_of(resident.get(public))
    assert public in text_of(resident.get("/"))
    assert "还有没有完成的整改事项：楼道灯。" in text_of(
        post(secretary, "rectification_inform", appraisal.pk)
    )
    finish_task(
        by=hall.secretary, task=Task.objects.get(rectification__appraisal=appraisal), result="修好21盏"
    )
    assert "整改情况已通报。" in text_of(post(secretary, "rectification_inform", appraisal.pk))
    assert "修好21盏" in text_of(resident.get(public))


def test_a_double_click_prepares_and_grades_once(hall):
    appraisal = hall.counted()
    key = str(uuid.uuid4())
    client = entered(hall.secretary)
    for _one in range(2):
        client.post(reverse("appraisal_publish", args=[appraisal.pk]), {"submission_key": key})
    key = str(uuid.uuid4())
    street = entered(hall.street)
    for _one in range(2):
        url = reverse("appraisal_grade", args=[hall.reports[0].pk])
        street.post(url, {"submission_key": key, "grade": "basic", "reason": "一次"})
    assert FinalGrade.objects.count() == 1


def test_a_figure_opens_its_records_for_those_who_see_them_by_their_post(hall):
    report = hall.send(hall.secretary)
    url = reverse("work_report_records", args=[report.pk])
    assert entered(hall.street).get(url, {"kind": "meeting.members"}).status_code == 200
    assert entered(hall.neighbour).get(url).status_code == 404
    assert entered(hall.members[0]).get(url).status_code == 404


def test_hostile_questions_are_answered(hall):
    hall.send(hall.secretary)
    client = entered(hall.street)
    for query in ({"year": "x"}, {"year": "99999"}, {"year": "-1"}, {"stage": "'"}, {"reached": "nothing"}):
        assert client.get(reverse("appraisals"), query).status_code == 200


def test_the_list_takes_as_many_queries_for_three_communities_as_for_one(hall, django_assert_num_queries):
    appraisal = hall.prepared()
    client = entered(hall.street)
    url = reverse("appraisals")
    client.get(url)
    with django_assert_num_queries(15):
        client.get(url)
    from tests import factories

    for name in ("铁南社区", "铁北社区"):
        place = factories.make_organisation(name, "community", under=hall.county["second_committee"])
        branch = factories.make_branch(place, under=hall.county["street"])
        Appraisal.objects.create(community=place, branch=branch, year=appraisal.year)
    with django_assert_num_queries(15):
        assert "铁南社区" in text_of(client.get(url))
