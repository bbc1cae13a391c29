"""Two browsers do the same thing, or two things that exclude each other, at the same moment."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.kernel.record import verify
from jiceng.organisations.models import Organisation, Reorganisation
from jiceng.rezoning import commands
from jiceng.rezoning.models import Approval
from tests.access import objects
from tests.access.objects_rezoning import planned
from tests.access.world import build
from tests.attack.test_once import entered, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
objects.load()


def posted(client, name: str, pk: int, **data):
    return client.post(reverse(name, args=[pk]), {"submission_key": str(uuid.uuid4()), **data}).status_code


def test_two_browsers_execute_the_same_reorganisation():
    world = build()
    place = world.place("OrganisationDepartment", "own")
    pk = objects.arguments("reorganisation_execute", {"pk"}, world, "OrganisationDepartment", "own")["pk"]
    clients = [entered(world.accounts[name]) for name in ("OrganisationDepartment", "CountyLeader")]
    answers = together(
        *(lambda one=one: posted(one, "reorganisation_execute", pk, why="改制") for one in clients)
    )
    assert all(answer in {302, 422} for answer in answers), answers
    done = Reorganisation.objects.get(pk=pk)
    assert (done.state, Organisation.objects.filter(name="新社区").count()) == ("executed", 1)
    assert Entry.objects.filter(verb="organisations.execute_reorganisation").count() == 1
    assert place.territory.pk
    assert verify().ok


def test_approved_while_somebody_edits_and_proposes_again():
    world = build()
    secretary, leader = world.accounts["TownSecretary"], world.accounts["CountyLeader"]
    plan = planned(world, world.place("TownSecretary", "own"))
    for number, community in enumerate(plan.communities.all()):
        plan.communities.filter(pk=community.pk).update(name=f"第{number}社区")
    day = today()
    commands.publish(by=None, plan=plan, opens_on=day, closes_on=day + timedelta(days=9))
    draft = commands.open_desk(by=secretary, plan=plan)
    approval = commands.propose(
        by=None, plan=plan, proposer=plan.project.body, reasons=commands.Reasons(doubts="试点")
    )
    values = {"issued_on": day, "title": "批复"}
    outcomes = together(
        lambda: commands.approve(by=leader, approval=approval, number="嫩发〔2026〕1号", **values),
        lambda: commands.approve(by=leader, approval=approval, number="嫩发〔2026〕2号", **values),
        lambda: commands.save_desk(by=secretary, draft=draft, title="改后"),
    )
    assert sum(isinstance(one, Approval) for one in outcomes[:2]) == 1, outcomes
    plan.refresh_from_db()
    assert Approval.objects.get(pk=approval.pk).state == "approved"
    assert Approval.objects.get(pk=approval.pk).plan_id == plan.pk
    assert Entry.objects.filter(verb="rezoning.approve").count() == 1
    assert verify().ok
