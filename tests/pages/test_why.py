"""Why a unit is here, with whole plans where it cannot move alone."""

import uuid

import pytest
from django.urls import reverse

from jiceng.kernel import jobs
from jiceng.kernel.models import Job
from jiceng.rezoning import commands
from jiceng.rezoning.commands.plans import Naming, Origin
from jiceng.rezoning.queries.problem import problem_of
from jiceng.rezoning.queries.why import KIND, about, asked
from jiceng.rezoning.tasks import explain_whole
from jiceng.zoning.otherwise import Question
from jiceng.zoning.solvers import solve
from tests.pages.test_rezoning import made

pytestmark = pytest.mark.django_db
__all__ = ["made"]


def best_of_town(made):
    plan = solve(problem_of(made["project"])).plan
    return commands.keep_plan(by=None, project=made["project"], plan=plan, title="最优", origin=Origin())


def test_a_unit_that_cannot_move_alone_may_move_with_others(made, enter):
    plan = best_of_town(made)
    client, url = enter(made["officer"]), reverse("rezoning_why", args=[plan.pk])
    quick = client.get(url, {"unit": "11"}).content.decode()
    assert "单独移动它都不行" in quick
    assert f'href="{url}?unit=11&amp;whole=1"' in quick
    page = client.get(url, {"unit": "11", "whole": "1"}).content.decode()
    assert "已证明：这样安排的方案中没有更好的。" in page
    assert "随之变动的单元" in page
    panel = client.get(url, {"unit": "11", "whole": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in panel
    assert "随之变动的单元" in panel
    group = [key for key, label in plan.assignment.items() if label == plan.assignment["11"]]
    commands.lock(by=None, project=made["project"], kind="frozen", units=group, label="")
    stuck = client.get(url, {"unit": "11", "whole": "1"}).content.decode()
    assert "不可能，已证明" in stuck
    assert "保持为一个社区不变" in stuck
    assert "没有这个单元" in client.get(url, {"unit": "99", "whole": "1"}).content.decode()


def test_a_community_is_the_one_that_keeps_its_seat(made):
    """Whichever unit was chosen as seat: in every answer the unit is with the seat of the community that it is said to
    be in, and another choice is another question."""
    plan = best_of_town(made)
    units = {unit.key: unit for unit in plan.project.units.all()}
    for place in (0, -1):
        rows, seats = [], {}
        for community in plan.communities.all():
            inside = [
                key for key, label in plan.assignment.items() if label == community.label and key != "11"
            ]
            seats[community.label] = sorted(inside, key=lambda key: units[key].households)[place]
            rows.append(Naming(community.label, community.name, seats[community.label], ""))
        commands.name_communities(by=None, plan=plan, rows=rows)
        answers = [one for one in asked(plan.project, plan, "11") if one.wanted and one.plan]
        assert answers
        for one in answers:
            placed = one.plan.by_id()
            assert placed["11"] == placed[seats[one.wanted]] == one.wanted


def test_a_map_too_large_to_prove_says_what_was_compared(made, enter, monkeypatch):
    monkeypatch.setattr(Question, "pool", None)
    url = reverse("rezoning_why", args=[best_of_town(made).pk])
    page = enter(made["officer"]).get(url, {"unit": "11", "whole": "1"}).content.decode()
    assert "地图太大，没有比较全部方案" in page
    assert "已证明" not in page


@pytest.fixture
def large(monkeypatch):
    """Every map is large, and none is solved while a page is asked for."""
    monkeypatch.setattr("jiceng.rezoning.queries.why.AT_ONCE", 0)
    monkeypatch.setattr("jiceng.rezoning.queries.why.asked", None)


def ask(client, url):
    return client.post(url, {"submission_key": str(uuid.uuid4()), "unit": "11"})


def test_whole_plans_of_a_large_map_are_looked_at_in_the_background(
    large, made, enter, django_capture_on_commit_callbacks
):
    plan = best_of_town(made)
    client, url = enter(made["officer"]), reverse("rezoning_why", args=[plan.pk])
    asked = {"unit": "11", "whole": "1"}
    assert "在后台全盘重新求解" in client.get(url, asked).content.decode()
    with django_capture_on_commit_callbacks() as waiting:
        assert ask(client, url).url == f"{url}?unit=11&whole=1"
        ask(client, url)
    [job] = Job.objects.filter(kind=KIND)
    page = client.get(url, asked).content.decode()
    assert "<progress" in page
    assert reverse("job_stop", args=[job.pk]) in page
    assert "在后台全盘重新求解" not in page
    for begin in waiting:
        begin()
    page = client.get(url, asked).content.decode()
    assert "已证明：这样安排的方案中没有更好的。" in page
    assert "随之变动的单元" in page
    assert "随之变动的单元" in enter(made["secretary"]).get(url, asked).content.decode()
    job.refresh_from_db()
    assert client.get(job.result["url"]).status_code == 200
    commands.lock(by=None, project=made["project"], kind="together", units=["01", "02"], label="")
    assert "随之变动的单元" not in client.get(url, asked).content.decode()


def test_a_look_that_was_stopped_tells_so_and_can_be_begun_again(large, made, enter):
    plan = best_of_town(made)
    client, url = enter(made["officer"]), reverse("rezoning_why", args=[plan.pk])
    ask(client, url)
    [job] = Job.objects.filter(kind=KIND)
    jobs.ask_to_stop(by=made["officer"], job=job)
    page = client.get(url, {"unit": "11", "whole": "1"}).content.decode()
    assert "已停止" in page
    assert "在后台全盘重新求解" in page
    ask(client, url)
    assert Job.objects.filter(kind=KIND).count() == 2


def test_a_look_stopped_on_the_way_keeps_no_answer(made):
    plan = best_of_town(made)
    job = Job.objects.create(kind=KIND, title="试", result=about(plan, "11"))
    asked = Job.objects.filter(pk=job.pk)

    def stop_at_once(of, *_rest, **_more):
        asked.update(stop_asked=True)
        return []

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("jiceng.rezoning.tasks.whole_answers", stop_at_once)
        explain_whole.func(job.pk, plan.pk, "11")
    job.refresh_from_db()
    assert job.state == Job.State.STOPPED
    assert "answers" not in job.result


def test_a_unit_that_is_not_there_begins_nothing(large, made, enter):
    plan = best_of_town(made)
    url = reverse("rezoning_why", args=[plan.pk])
    answer = enter(made["officer"]).post(url, {"submission_key": str(uuid.uuid4()), "unit": "99"})
    assert answer.status_code == 302
    assert not Job.objects.filter(kind=KIND).exists()
