"""Why a unit is here, with whole plans where it cannot move alone."""

import pytest
from django.urls import reverse

from jiceng.rezoning import commands
from jiceng.rezoning.commands.plans import Naming, Origin
from jiceng.rezoning.queries.problem import problem_of
from jiceng.rezoning.queries.why import asked
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
