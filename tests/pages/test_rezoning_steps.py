"""From one step of a project to the next: who is to act finds it on the front page, and is told nothing untrue."""

import uuid

import pytest
from django.urls import reverse

from jiceng.kernel.pages import today
from jiceng.rezoning import commands
from jiceng.rezoning.commands.approval import Reasons
from tests.pages import test_rezoning

pytestmark = pytest.mark.django_db
made = test_rezoning.made


def test_an_approved_plan_waits_for_its_execution_on_the_front_page(made, enter):
    plan, department = made["plans"][1], enter(made["department"])
    approval = commands.propose(by=None, plan=plan, proposer=made["town"], reasons=Reasons(doubts="试点"))
    assert "待执行的区划方案" not in department.get("/").content.decode()
    commands.approve(by=None, approval=approval, number="嫩政发〔2026〕31号", issued_on=today())
    address = reverse("rezoning_adoption", args=[made["project"].pk])
    front = department.get("/").content.decode()
    assert "待执行的区划方案" in front
    assert address in front
    leads = department.get(reverse("rezoning_approval", args=[made["project"].pk])).content.decode()
    assert "下一步：预览与执行" in leads
    assert "待执行的区划方案" not in enter(made["officer"]).get("/").content.decode()


def test_a_preview_says_nothing_of_duties_and_makes_none_be_worked_out(made, enter):
    plan = made["plans"][1]
    approval = commands.propose(by=None, plan=plan, proposer=made["town"], reasons=Reasons(doubts="试点"))
    commands.approve(by=None, approval=approval, number="嫩政发〔2026〕31号", issued_on=today())
    asked = {
        "effective_on": today().isoformat(),
        "working_committee": "城区街道党工委",
        "ends": [one.pk for pair in made["streets"].values() for one in pair],
        "submission_key": str(uuid.uuid4()),
    }
    address = reverse("rezoning_adoption", args=[made["project"].pk])
    answer = enter(made["department"]).post(address, asked, follow=True)
    assert answer.redirect_chain, answer.context["form"].errors
    page = answer.content.decode()
    assert "项变动" in page
    assert "重新推算" not in page
