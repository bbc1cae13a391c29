"""Why a unit is here, with whole plans where it cannot move alone."""

import pytest
from django.urls import reverse

from jiceng.rezoning import commands
from jiceng.rezoning.commands.plans import Origin
from jiceng.rezoning.queries.problem import problem_of
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


def test_a_map_too_large_to_prove_says_what_was_compared(made, enter, monkeypatch):
    monkeypatch.setattr(Question, "pool", None)
    url = reverse("rezoning_why", args=[best_of_town(made).pk])
    page = enter(made["officer"]).get(url, {"unit": "11", "whole": "1"}).content.decode()
    assert "地图太大，没有比较全部方案" in page
    assert "已证明" not in page
