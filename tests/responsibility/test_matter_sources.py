"""A matter from a decision is the decision's own task; what a matter came from learns what became of it."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.documents import commands as documents
from jiceng.documents.models import Task
from jiceng.documents.queries.tasks import opens_at
from jiceng.institutions.models import Evidence
from jiceng.kernel.pages import today
from jiceng.meetings import commands as meetings
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.commands import NewMatter
from jiceng.responsibility.forms import MatterForm
from jiceng.responsibility.models import Matter
from jiceng.responsibility.queries.matters import acts, matters, offers, origin_of
from tests import factories
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def rooms():
    rooms = Rooms()
    rooms.clerk = factories.make_account_with_post(rooms.county["department"], PostKind.OFFICER)
    return rooms


def decided(rooms, **fields):
    meeting = rooms.opened()
    row = meetings.decide(by=None, item=meeting.items.get(), text="修好东门路灯", **fields)
    meetings.close_meeting(by=None, meeting=meeting)
    return row


def supervised(rooms, key, lead=None) -> Matter:
    origin, community, on = origin_of(key)
    new = NewMatter(
        "修好东门全部路灯",
        "二十盏都亮",
        "note",
        rooms.county["department"],
        lead or rooms.branch,
        min(on, today()),
        community=community,
        origin=origin,
    )
    return commands.register_matter(by=rooms.clerk, new=new)


def key_of(decision) -> str:
    return f"decision:{Evidence.objects.get(kind='decision.made', source_id=str(decision.pk)).pk}"


def test_the_decisions_own_task_becomes_the_matter(rooms):
    due = today() + timedelta(days=40)
    decision = decided(rooms, owner=rooms.deputy, due_on=due)
    task = decision.tasks.get()
    day = decision.decided_on
    assert key_of(decision) in {one.key for one in offers(day)}
    assert MatterForm(origin=key_of(decision)).initial["title"] == "修好东门路灯"
    row = supervised(rooms, key_of(decision))
    assert Task.objects.count() == 1
    assert (row.task, row.due_on, row.title) == (task, due, "修好东门全部路灯")
    assert (row.task.owner, row.task.acknowledged_on) == (rooms.deputy, None)
    assert key_of(decision) not in {one.key for one in offers(day)}
    assert opens_at(row.task) == reverse("matter", args=[row.pk])
    owner = factories.make_account(person=rooms.deputy)
    assert matters(seen_by=owner, as_of=today()).get() == row
    with pytest.raises(ImpossibleError, match="来源页面"):
        documents.finish_task(by=owner, task=task, result="好了")
    meetings.assign(by=None, decision=decision, owner=rooms.secretary.person, due_on=due + ONE)
    assert Matter.objects.get().due_on == due, "the day of what is supervised is moved by an extension only"
    with pytest.raises(ImpossibleError, match="没完成的任务"):
        meetings.finish_decision(by=None, decision=decision, result="好了")
    commands.acknowledge_matter(by=None, matter=row)
    commands.report_matter(by=None, matter=row, text="都亮了")
    assert meetings.finish_decision(by=None, decision=decision, result="好了").done_on == today()


def test_a_decisions_page_leads_to_its_supervision_whoever_may(rooms, enter):
    decision = decided(rooms, owner=rooms.deputy, due_on=today() + timedelta(days=40))
    page = reverse("decision", args=[decision.pk])
    begin = f"{reverse('matter_new')}?from={key_of(decision)}"
    assert begin in enter(rooms.clerk).get(page).content.decode()
    assert "修好东门路灯" in enter(rooms.clerk).get(begin).content.decode()
    other = enter(factories.make_account_with_post(rooms.branch, PostKind.SECRETARY)).get(page)
    assert other.status_code == 200
    assert reverse("matter_new") not in other.content.decode()
    row = supervised(rooms, key_of(decision))
    content = enter(rooms.clerk).get(page).content.decode()
    assert reverse("matter_new") not in content
    assert reverse("matter", args=[row.pk]) in content


def test_a_decision_that_is_dropped_is_not_offered_for_supervision(rooms, enter):
    decision = decided(rooms)
    meetings.finish_decision(by=None, decision=decision, result="不再办", dropped=True)
    page = enter(rooms.clerk).get(reverse("decision", args=[decision.pk]))
    assert reverse("matter_new") not in page.content.decode()


def test_another_lead_takes_the_task_and_a_task_without_a_day_gets_one(rooms):
    decision = decided(rooms, owner=rooms.deputy)
    row = supervised(rooms, key_of(decision), lead=rooms.county["second_branch"])
    assert (Task.objects.get(), row.lead) == (row.task, rooms.county["second_branch"])
    assert (row.task.owner, row.due_on) == (None, today() + timedelta(days=15))
    assert decision.tasks.get() == row.task
    unit = factories.make_account_with_post(rooms.county["second_branch"], PostKind.SECRETARY)
    assert "acknowledge" in acts(matters(seen_by=unit, as_of=today()).get(), unit)


def test_a_decision_that_nobody_was_given_gets_its_task_by_the_matter(rooms):
    decision = decided(rooms)
    assert not decision.tasks.exists()
    row = supervised(rooms, key_of(decision))
    assert decision.tasks.get() == row.task


def closed(row: Matter) -> Matter:
    commands.acknowledge_matter(by=None, matter=row)
    commands.report_matter(by=None, matter=row, text="都亮了")
    return commands.check_matter(by=None, matter=row, done=True, note="看过")


def test_what_came_of_the_matter_answers_its_problem_and_the_resident_speaks_once(rooms):
    problem = commands.raise_problem(by=None, community=rooms.area, text="路灯不亮")
    row = closed(supervised(rooms, f"problem:{problem.pk}"))
    problem.refresh_from_db()
    assert (problem.state, problem.answered_by_name) == ("answered", rooms.branch.name)
    assert "都亮了" in problem.answer
    assert row.number in problem.answer
    commands.confirm_problem(mark=problem.mark, solved=False, note="三单元还黑")
    row.refresh_from_db()
    problem.refresh_from_db()
    assert (problem.state, row.state, row.reopened) == ("open", "working", 1)
    commands.report_matter(by=None, matter=row, text="三单元也亮了")
    row = commands.check_matter(by=None, matter=row, done=True, note="看过")
    commands.confirm_matter(mark=row.mark, solved=True)
    problem.refresh_from_db()
    assert (problem.state, problem.solved_on) == ("settled", today())
    assert "三单元也亮了" in problem.answer


def test_an_answer_that_stands_is_not_overwritten_by_the_matter(rooms):
    problem = commands.raise_problem(by=None, community=rooms.area, text="路灯不亮")
    row = supervised(rooms, f"problem:{problem.pk}")
    commands.answer_problem(by=None, problem=problem, text="已报修")
    closed(row)
    problem.refresh_from_db()
    assert problem.answer == "已报修"


def test_the_residents_link_is_not_for_the_lead_unit(rooms, enter):
    problem = commands.raise_problem(by=None, community=rooms.area, text="路灯不亮")
    row = closed(supervised(rooms, f"problem:{problem.pk}"))
    link, page = reverse("matter_confirm", args=[row.mark]), reverse("matter", args=[row.pk])
    problem_link = reverse("problem_confirm", args=[problem.mark])
    assert link in enter(rooms.clerk).get(page).content.decode()
    assert link not in enter(rooms.secretary).get(page).content.decode()
    said = enter(rooms.secretary).get(reverse("contact_problem", args=[problem.pk])).content.decode()
    assert problem_link not in said, "the lead unit does not confirm its own work by the problem's link"
    assert problem_link in enter(rooms.director).get(page_of(problem)).content.decode()


def page_of(problem) -> str:
    return reverse("contact_problem", args=[problem.pk])


def test_the_sources_own_page_leads_to_its_matter(rooms, enter):
    problem = commands.raise_problem(by=None, community=rooms.area, text="路灯不亮")
    page, new = page_of(problem), f"{reverse('matter_new')}?from=problem:{problem.pk}"
    assert new in enter(rooms.clerk).get(page).content.decode()
    assert new not in enter(rooms.director).get(page).content.decode()
    row = supervised(rooms, f"problem:{problem.pk}")
    said = enter(rooms.clerk).get(page).content.decode()
    assert new not in said
    assert reverse("matter", args=[row.pk]) in said


def test_only_the_urgent_have_a_day_of_their_own_within_five(rooms, enter):
    def new(kind, days):
        return NewMatter(
            "修路灯",
            "都亮",
            kind,
            rooms.county["department"],
            rooms.branch,
            today(),
            due_on=today() + days * ONE,
        )

    for kind, days in (("note", 3), ("urgent", 6), ("urgent", 0)):
        with pytest.raises(ImpossibleError, match="急办类"):
            commands.register_matter(by=rooms.clerk, new=new(kind, days))
    row = commands.register_matter(by=rooms.clerk, new=new("urgent", 2))
    assert row.due_on == today() + 2 * ONE
    fields = {"title": "疏通下水", "measure": "不再外溢", "kind": "urgent", "source": "hand"}
    fields |= {"lead": rooms.branch.pk, "raised_on": today().isoformat()}
    fields |= {"due_on": (today() + ONE).isoformat(), "submission_key": str(uuid.uuid4())}
    assert enter(rooms.clerk).post(reverse("matter_new"), fields).status_code == 302
    assert Matter.objects.first().due_on == today() + ONE
