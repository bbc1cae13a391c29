"""A transfer of leaders that dies at any of its statements: nobody is without a leader, nothing is half.

pytest -m slow tests/slow/test_kill_register.py          (JICENG_TEST_DB=postgres for PostgreSQL)
"""

import pytest

from tests.crash import Site

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
WORK = "tests.slow.register_work"
BEFORE = {"points": 2, "ended": 0, "handovers": 0, "told": 2, "led": 2, "chain": True}
AFTER = {"points": 4, "ended": 2, "handovers": 2, "told": 4, "led": 2, "chain": True}


def test_dead_at_any_statement_it_is_all_or_nothing():
    prepared = Site.prepared(f"{WORK}:build")
    died = 0
    try:
        for number in range(1, 60, 4):
            site = prepared.copy()
            died += site.run(f"{WORK}:transfer", die_at=number).died
            found = site.run(f"{WORK}:look")
            site.remove()
            assert found.answer in (BEFORE, AFTER), (number, found.answer, found.errors)
    finally:
        prepared.remove()
    assert died
