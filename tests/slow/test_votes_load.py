"""A thousand voters within a minute on a real server: nothing lost, nothing twice, also when it is killed.

pytest -m slow tests/slow/test_votes_load.py          (JICENG_TEST_DB=postgres for PostgreSQL)

`JICENG_KILLS` servers are killed with SIGKILL while the vote goes on (default 5); `JICENG_VOTERS` vote.
"""

import os

import pytest

from tests.crash import Site
from tests.slow.votes_crowd import Crowd, Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
WORK = "tests.slow.votes_work"
KILLS = min(int(os.environ.get("JICENG_KILLS", "5")), 20)
SEED = 20260101


@pytest.fixture(scope="module")
def site():
    prepared = Site.prepared(f"{WORK}:build")
    yield prepared
    prepared.remove()


@pytest.fixture
def server(site):
    running = Server(site.copy())
    running.start()
    yield running
    running.kill()
    running.site.remove()


def judge(server: Server, crowd: Crowd) -> None:
    """Every voter was acknowledged, and the box holds each one's own choice once."""
    outcome = server.site.run(f"{WORK}:finish")
    assert outcome.code == 0, outcome.errors
    assert not crowd.lost(outcome.answer)


def test_a_thousand_voters_close_within_a_minute(server, record_property):
    crowd = Crowd.of(server, SEED)
    seconds = crowd.vote()
    latencies = sorted(crowd.latencies)
    record_property("seconds", f"{seconds:.1f}")
    record_property("votes a second", f"{len(crowd.voters) / seconds:.0f}")
    record_property("p95", f"{latencies[len(latencies) * 95 // 100]:.3f}")
    assert not crowd.refused, crowd.refused[:3]
    assert seconds < 60
    judge(server, crowd)


def test_killed_in_the_middle_loses_and_doubles_nothing(server, record_property):
    crowd = Crowd.of(server, SEED + 1)
    crowd.vote_while_killed(KILLS, SEED)
    record_property("kills", str(crowd.killed))
    record_property("retries", str(crowd.retries))
    assert crowd.killed == KILLS
    judge(server, crowd)
