"""What a leading group decides, in which meeting; and an instruction after it has gone out."""

import uuid

import pytest
from django.urls import reverse

from jiceng.institutions.commands.evidence import attest
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Asked, ImpossibleError
from jiceng.responsibility.models import Problem, Station
from jiceng.responsibility.queries.channel import groups_for, reports_card, sessions_of
from tests.responsibility.place import SINCE, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    made = Place()
    made.full()
    made.groups = [found(made, name) for name in ("社区建设领导小组", "信访工作领导小组")]
    return made


def found(place, name):
    return commands.found_group(by=None, organisation=place.county["county"], name=name, on=SINCE)


def held(place, kind="meeting.leading_group", organisation=None):
    """A fact of a meeting, from whatever row."""
    county = organisation or place.county["county"]
    return attest(
        kind=kind, organisation=county, on=today(), source=county, source_url="/meetings/decision/7/"
    )


def instructed(place):
    due = add_working_days(today(), 5)
    asked = Asked("报用房情况", "请核实。", due, (place.first, place.second))
    return commands.instruct(by=place.clerk, group=place.groups[0], asked=asked)


def key(**fields) -> dict:
    return {"submission_key": str(uuid.uuid4()), **fields}


def test_any_group_decides_and_its_meetings_decision_is_linked(place, enter):
    row = commands.raise_problem(by=place.secretary, community=place.first, text="没有办公用房")
    row = commands.pass_up(by=place.officers[0], problem=row, note="协调不了")
    row = commands.pass_up(by=place.leaders[0], problem=row, note="要钱")
    assert groups_for(row, seen_by=place.clerk) == place.groups
    decision, foreign = held(place, "decision.made"), held(place, "decision.made", place.government)
    with pytest.raises(ImpossibleError, match="不是这个领导小组的会议决定"):
        commands.decide_problem(
            by=place.clerk, problem=row, text="给", group=place.groups[1], decision=foreign
        )
    address = reverse("problem_decide", args=[row.pk])
    fields = key(group=place.groups[1].pk, decision=decision.pk, text="调剂旧校舍")
    assert enter(place.clerk).post(address, fields).status_code == 302
    station = Station.objects.get(step="decided")
    assert (station.group, station.decision) == (place.groups[1], decision)
    page = enter(place.clerk).get(reverse("contact_problem", args=[row.pk])).content.decode()
    assert "/meetings/decision/7/" in page
    assert "信访工作领导小组" in page
    assert groups_for(Problem.objects.get(), seen_by=place.clerk) == [place.groups[1]]


def test_a_body_with_several_groups_says_whose_session_a_meeting_was(place, enter):
    first, second = place.groups
    meeting = held(place)
    assert not sessions_of(first, today()).exists()
    address = f"{reverse('leading_group_new')}?group={first.pk}"
    fields = key(what="sessions", meetings=[meeting.pk], on=today().isoformat())
    assert enter(place.clerk).post(address, fields).status_code == 302
    assert list(sessions_of(first, today())) == [meeting]
    assert not sessions_of(second, today()).exists()
    with pytest.raises(ImpossibleError, match="别的领导小组"):
        commands.keep_sessions(by=place.clerk, group=second, meetings=[meeting])
    commands.keep_sessions(by=place.clerk, group=first, meetings=[])
    commands.dissolve_group(by=place.clerk, group=second, on=today(), why="任务完成")
    assert list(sessions_of(first, today())) == [meeting], "a body's only group has all its meetings"


def test_a_community_takes_note_is_urged_and_reports(place, enter):
    row = instructed(place)
    target = row.targets.get(community=place.first)
    report = reverse("target_report", args=[target.pk])
    assert "先签收" in enter(place.secretary).get(report).content.decode()
    assert enter(place.secretary).post(report, key(seen="1")).status_code == 302
    target.refresh_from_db()
    assert target.seen_at
    assert target.done_at is None
    with pytest.raises(ImpossibleError, match="不用签收"):
        commands.take_note(by=place.secretary, target=target)
    with pytest.raises(Refused):
        commands.urge_instruction(by=place.secretary, instruction=row)
    recall = reverse("instruction_recall", args=[row.pk])
    assert enter(place.clerk).post(recall, key(what="urge")).status_code == 302
    card = reports_card(seen_by=place.secretary, as_of=today())
    assert "已催报" in card.rows[0].note
    commands.report_back(by=place.secretary, target=target, told={}, text="已核实")
    assert commands.urge_instruction(by=place.clerk, instruction=row) == 1


def test_what_is_withdrawn_asks_for_nothing(place, enter):
    row = instructed(place)
    recall = reverse("instruction_recall", args=[row.pk])
    assert enter(place.clerk).post(recall, key(what="withdraw")).status_code == 422
    assert enter(place.clerk).post(recall, key(what="withdraw", why="数据已有")).status_code == 302
    target = row.targets.get(community=place.first)
    assert reports_card(seen_by=place.secretary, as_of=today()) is None
    assert enter(place.secretary).get(reverse("target_report", args=[target.pk])).status_code == 404
    with pytest.raises(ImpossibleError, match="不能回报"):
        commands.report_back(by=place.secretary, target=target, told={}, text="已核实")
    page = enter(place.clerk).get(reverse("instruction", args=[row.pk])).content.decode()
    assert "数据已有" in page
    with pytest.raises(ImpossibleError, match="已经撤回"):
        commands.urge_instruction(by=place.clerk, instruction=row)
