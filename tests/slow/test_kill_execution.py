"""Killed at 50 random points, an execution leaves all or nothing, and repeating it succeeds.

pytest -m slow tests/slow/test_kill_execution.py          (JICENG_TEST_DB=postgres for PostgreSQL)
"""

import os
import random

import pytest

from tests.crash import Site

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
WORK = "tests.slow.execution_work"
POINTS = int(os.environ.get("JICENG_KILLS", "50"))
SEED = 20030501


@pytest.fixture(scope="module")
def site():
    prepared = Site.prepared(f"{WORK}:build")
    yield prepared
    prepared.remove()


@pytest.fixture(scope="module")
def measured(site):
    """State before, state after, and the outcome of one undisturbed execution."""
    trial = site.copy()
    before = trial.run(f"{WORK}:state").answer
    done = trial.run(f"{WORK}:execute")
    assert done.code == 0, done.errors
    after = trial.run(f"{WORK}:state").answer
    trial.remove()
    return before, after, done


def judge(trial: Site, before: dict, after: dict) -> str:
    """ "nothing" or "all" of the execution was left; repeating must give all of it."""
    outcome = trial.run(f"{WORK}:look_then_repeat")
    assert outcome.code == 0, outcome.errors
    left, repeated = outcome.answer["left"], outcome.answer["repeated"]
    assert left in (before, after), "half an execution was left"
    assert {**repeated, "digest": ""} == {**after, "digest": ""}
    assert left["chain"]
    assert repeated["chain"]
    trial.remove()
    return "nothing" if left == before else "all"


def test_all_or_nothing_at_every_point(site, measured, record_property):
    before, after, done = measured
    assert after["steps"] > 200
    chance = random.Random(SEED)
    found = {"nothing": 0, "all": 0}
    for point in range(POINTS):
        trial = site.copy()
        if point % 2:
            outcome = trial.run(f"{WORK}:execute", die_at=chance.randint(1, done.statements))
            assert outcome.code == 137, outcome.errors
        else:
            trial.run(f"{WORK}:execute", kill_after=chance.uniform(0, done.seconds))
        found[judge(trial, before, after)] += 1
    record_property("outcomes", str(found))
    assert found["nothing"] > POINTS // 4, found


def test_the_commit_decides(site, measured):
    """Dead at the last statement of the transaction: nothing. Dead at the next, when duties are weighed anew: all."""
    before, after, done = measured
    assert done.statements > done.inside > 1
    for at, left in (
        (1, "nothing"),
        (done.inside - 1, "nothing"),
        (done.inside, "nothing"),
        (done.inside + 1, "all"),
    ):
        trial = site.copy()
        assert trial.run(f"{WORK}:execute", die_at=at).code == 137
        assert judge(trial, before, after) == left
