"""Communities are rebuilt: what is open goes on in the new committee's hands, and comes back with it."""

from datetime import date
from uuid import uuid4

import pytest

from jiceng.kernel.pages import today
from jiceng.organisations.commands.reorganisation import execute, plan_reorganisation, reverse
from jiceng.organisations.models import Organisation, ReorganisationStep
from jiceng.service import commands
from jiceng.service.commands import NewCase
from jiceng.service.models import CaseHolding
from tests.organisations.county import county, instrument

pytestmark = pytest.mark.django_db
DAY = date(2003, 5, 1)


@pytest.fixture
def place():
    place = county()
    for number, full in enumerate((4, 5, 3, 4)):
        place.members(place.branches[number], place.old[number], full=full)
    return place


def planned(place):
    orders = {
        "version": 1,
        "town": place.town.pk,
        "street_working_committee": {"name": "嫩江镇街道党工委"},
        "ends": [one.pk for one in (*place.streets, *place.general_branches)],
        "communities": [
            {"key": key, "name": name, "predecessors": [one.pk for one in pair], "seat": pair[0].pk}
            for key, name, pair in (
                ("c1", "邮政社区", place.old[:2]),
                ("c2", "铁西社区", place.old[2:4]),
            )
        ],
    }
    return plan_reorganisation(
        by=None, key=uuid4(), title="试", effective_on=DAY, instrument=instrument(), orders=orders
    )


def asked(place, number, on, answered=None):
    new = NewCase(place.old[number], "heating", "暖气不热", "二单元", name="王大娘", way="page")
    row, _code = commands.ask(new=new, on=on)
    if answered:
        commands.answer(by=None, case=row, text="已放气", on=answered)
    return row


def test_open_requests_move_and_come_back(place):
    early, late = date(2003, 2, 10), date(2003, 4, 20)
    rows = [asked(place, 0, early), asked(place, 2, late, late), asked(place, 3, early, early)]
    handed = asked(place, 1, early)
    CaseHolding.objects.filter(case=handed).update(holder=place.streets[0])
    before = list(CaseHolding.objects.order_by("pk").values())
    plan = planned(place)
    execute(by=None, reorganisation=plan)
    now = {one.case_id: (one.community.name, one.holder.name) for one in CaseHolding.objects.on(DAY)}
    first, second = "邮政社区", "铁西社区"
    assert now[rows[0].pk] == (first, f"{first}居民委员会")
    assert now[rows[1].pk] == (second, f"{second}居民委员会")  # can still be asked for again
    assert now[rows[2].pk] == (place.old[3].name, place.old[3].name)  # long done
    assert now[handed.pk] == (first, f"{first}居民委员会")
    told = " ".join(str(one.before) + str(one.after) for one in ReorganisationStep.objects.all())
    assert "王大娘" not in told
    assert "二单元" not in told
    assert [one.act for one in rows[0].steps.all()] == ["received", "moved"]
    reverse(by=None, reorganisation=plan, why="试")
    assert rows[0].held_on(today()).holder == place.old[0]
    assert list(CaseHolding.objects.order_by("pk").values()) == before
    assert not Organisation.objects.filter(name=first).exists()
