"""Statistics count what the lists show; nobody's silence is praise; few make no rate."""

import re
from datetime import timedelta

import pytest

from jiceng.kernel.working_days import add_working_days
from jiceng.service import commands
from jiceng.service.queries.cases import FIGURES, TOOK, cases, took_in
from jiceng.service.queries.statistics import statistics
from tests.service.place import MONDAY, Place, working_day
from tests.service.test_pages import get

pytestmark = pytest.mark.django_db
DAY = working_day(12)


@pytest.fixture
def lived():
    """Asked and answered in many ways until DAY, in two communities."""
    place = Place()
    for days in (0, 1, 3):
        place.answered(after=days)
    _silent, code = place.answered(after=2, kind="cleaning")
    commands.rate(code=code, solved="yes", satisfied=True, on=working_day(3))
    late, code = place.answered(after=7)
    commands.rate(code=code, solved="no", satisfied=False, note="没修", again=True, on=working_day(8))
    commands.answer(by=place.worker, case=late, text="又修了", on=working_day(9))
    commands.rate(code=code, solved="yes", satisfied=True, on=working_day(9))
    place.taken(on=working_day(2))  # open and late on DAY
    place.asked(on=DAY)
    handed, _code = place.taken(on=working_day(11))
    commands.hand_on(by=place.worker, case=handed, to=place.bureau, why="归住建", on=working_day(11))
    commands.hand_back(by=place.builder, case=handed, why="归城管", on=working_day(12))
    place.taken(by=place.neighbour, community=place.second, on=MONDAY)
    return place


EXPECTED = {
    "received": 9,
    "in_time": 4,
    "late": 3,
    "open": 4,
    "again": 1,
    "solved": 2,
    "unsolved": 1,
    "silent": 3,
    "handed": 1,
    "back": 1,
}


def test_every_figure_is_its_list(lived, enter):
    for by in ("community", "kind", "month"):
        found = statistics(seen_by=lived.leader, as_of=DAY, year=2026, by=by)
        assert found.total.counts == EXPECTED
        assert sum(bar.value for bar in found.days) == 5
    client = enter(lived.leader)
    assert "73%" not in get(client, "service_statistics", by="kind", as_of=DAY.isoformat())
    for line in statistics(seen_by=lived.leader, as_of=DAY, year=2026, by="community").lines:
        for figure, many in line.counts.items():
            if many:
                dated = client.get(f"{line.url(figure)}&as_of={DAY.isoformat()}").content.decode()
                assert len(re.findall(r"<tr[ >]", dated)) == 1 + many, figure


def test_what_the_day_did_not_know_yet(lived):
    early = statistics(seen_by=lived.leader, as_of=working_day(2), year=2026, by="month").total
    assert early.counts["received"] == 7
    assert early.counts["late"] == 0
    assert early.counts["solved"] == 0
    rows = cases(seen_by=lived.leader, as_of=DAY)
    assert {key: took_in(rows, key).count() for key in TOOK} == {"0": 1, "1": 1, "5": 2, "15": 1, "more": 0}


def test_no_rate_of_few_and_only_the_own_communities(lived):
    total = statistics(seen_by=lived.leader, as_of=DAY, year=2026, by="kind").total
    assert total.rate == ""
    for _one in range(4):
        lived.answered(on=working_day(10))
    assert statistics(seen_by=lived.leader, as_of=DAY, year=2026, by="kind").total.rate == "73%"
    own = statistics(seen_by=lived.neighbour, as_of=DAY, year=2026, by="community")
    assert [line.name for line in own.lines] == [str(lived.second)]
    assert statistics(seen_by=lived.builder, as_of=DAY, year=2026, by="kind").total.counts["back"] == 1
    assert set(FIGURES) == set(EXPECTED)
    assert add_working_days(MONDAY, 12) == DAY > MONDAY + timedelta(days=11)
