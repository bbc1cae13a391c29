"""Commands called directly by who may not, and out of turn."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from jiceng.kernel import jobs
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Job
from jiceng.kernel.pages import today
from jiceng.organisations.commands import ImpossibleError, appoint, end_membership
from jiceng.organisations.commands.reorganisation.engine import hold_still
from jiceng.organisations.enums import PostKind
from jiceng.rezoning import commands
from jiceng.rezoning.commands.desk import StaleError
from tests import factories
from tests.access import objects
from tests.access.objects_rezoning import planned
from tests.access.world import build

objects.load()


@pytest.fixture
def world(db):
    return build()


def test_nobody_stops_somebody_elses_job(db):
    job = Job.objects.create(kind="test", title="试验", account_id=factories.make_account().pk)
    with pytest.raises(Refused):
        jobs.ask_to_stop(by=factories.make_account(), job=job)
    job.refresh_from_db()
    assert (job.state, job.stop_asked) == (Job.State.WAITING, False)


def test_nobody_appoints_themselves(db):
    county = factories.make_county()
    chief = factories.make_account_with_post(county["department"], "leader")
    post = factories.make_post(county["first_committee"], PostKind.DIRECTOR)
    with pytest.raises(Refused):
        appoint(by=chief, post=post, person=chief.person, on=today())
    assert appoint(by=chief, post=post, person=factories.make_person(), on=today())


def test_nobody_proposes_in_anothers_name(world):
    own = world.place("TownSecretary", "own")
    with pytest.raises(Refused):
        commands.propose(by=world.accounts["TownSecretary"], plan=planned(world, own), proposer=world.county)


def test_what_was_taken_out_is_neither_proposed_nor_published(world):
    plan = planned(world, world.place("TownSecretary", "own"))
    for number, community in enumerate(plan.communities.all()):
        plan.communities.filter(pk=community.pk).update(name=f"第{number}社区")
    commands.discard_plan(by=None, plan=plan)
    plan.refresh_from_db()
    with pytest.raises(ImpossibleError):
        commands.propose(
            by=None, plan=plan, proposer=plan.project.body, reasons=commands.Reasons(doubts="试点")
        )
    with pytest.raises(ImpossibleError):
        commands.publish(by=None, plan=plan, opens_on=today(), closes_on=today() + timedelta(days=9))


def test_a_desk_saved_in_another_window_is_stale(world):
    account = world.accounts["TownSecretary"]
    plan = planned(world, world.place("TownSecretary", "own"))
    draft = commands.open_desk(by=account, plan=plan)
    moved = commands.move_units(by=account, draft=draft, cursor=0, units=["a"], to=plan.assignment["b"])
    commands.save_desk(by=account, draft=moved, title="甲")
    with pytest.raises(StaleError):
        commands.save_desk(by=account, draft=moved, title="乙")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="database: SQLite has one writer, nothing runs beside it"
)
def test_an_execution_waits_for_whoever_changes_a_roll():
    """A member leaves while a reorganisation is being prepared: what it assesses is what then stands."""
    county = factories.make_county()
    membership = factories.make_member(county["first_branch"])
    held, released, order = threading.Event(), threading.Event(), []

    def leave():
        with transaction.atomic():
            end_membership(by=None, person=membership.person, on=date(2026, 1, 1), why="迁出")
            held.set()
            released.wait(timeout=20)
            order.append("left")
        connection.close()

    def rebuild():
        held.wait(timeout=20)
        with transaction.atomic():
            hold_still()
            order.append("held")
        connection.close()

    threads = [threading.Thread(target=leave), threading.Thread(target=rebuild)]
    for thread in threads:
        thread.start()
    held.wait(timeout=20)
    threads[1].join(timeout=1)
    released.set()
    for thread in threads:
        thread.join(timeout=30)
    assert order == ["left", "held"]
