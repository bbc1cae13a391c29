"""A hundred documents issued at once by several processes, some killed in between: no gap, no double.

pytest -m slow tests/slow/test_kill_issue.py          (JICENG_TEST_DB=postgres for PostgreSQL)
"""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.crash import Site
from tests.slow.documents_work import DOCUMENTS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
WORK = "tests.slow.documents_work"
SEED = 20261103


@pytest.fixture(scope="module")
def prepared():
    site = Site.prepared(f"{WORK}:build")
    yield site
    site.remove()


@pytest.fixture
def site(prepared):
    copy = prepared.copy()
    yield copy
    copy.remove()


def judge(site: Site, least: int) -> int:
    outcome = site.run(f"{WORK}:look")
    assert outcome.code == 0, outcome.errors
    found = outcome.answer
    count = len(found["numbers"])
    assert found["numbers"] == list(range(1, count + 1))
    assert found["last"] == found["steps"] == found["told"] == count
    assert found["chain"]
    assert count >= least
    return count


def test_a_hundred_at_once_by_four_workers(site):
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _one: site.run(f"{WORK}:issue_all"), range(4)))
    assert [one.code for one in done] == [0] * 4, done[0].errors
    assert sum(one.answer for one in done) == DOCUMENTS
    assert judge(site, DOCUMENTS) == DOCUMENTS


def test_killed_in_between(site):
    """Three workers at once, each killed at a moment of chance, again and again; the last round ends the work."""
    chance = random.Random(SEED)
    before, killed = 0, 0
    for _round in range(5):
        moments = [chance.uniform(0.05, 0.5) for _worker in range(3)]
        with ThreadPoolExecutor(3) as pool:
            done = list(pool.map(lambda wait: site.run(f"{WORK}:issue_all", kill_after=wait), moments))
        killed += sum(one.died for one in done)
        before = judge(site, before)
    assert killed
    assert site.run(f"{WORK}:issue_all").code == 0
    assert judge(site, DOCUMENTS) == DOCUMENTS


def test_dead_at_any_statement(site):
    """One issue, stopped at its every statement: either nothing happened or everything did."""
    for number in range(1, 40):
        site.run(f"{WORK}:issue_all", die_at=number)
    judge(site, 0)
