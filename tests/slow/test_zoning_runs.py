"""Ten thousand random problems: no plan of the large-map solver breaks a rule, by a checker that shares no code.

pytest -m slow tests/slow/test_zoning_runs.py          (JICENG_ZONING_RUNS for another number)
"""

import os

import pytest

from tests.zoning.test_large import never_an_invalid_plan

pytestmark = [pytest.mark.slow, pytest.mark.timeout(14400)]
RUNS = int(os.environ.get("JICENG_ZONING_RUNS", "10000"))


def test_ten_thousand_random_problems() -> None:
    never_an_invalid_plan(RUNS)
